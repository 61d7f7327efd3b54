import ColumnStore
import Documents
import Notebooks
import Spreadsheets
import Synchronization
import Workbench

/// Makes documents of a brief; it prints nothing, so that several can be made side by side.
struct DocumentMaker: Sendable {
  let brief: Brief
  /// Of the file, as it stands in the document.
  let name: String
  let form: BriefForm
  let asOf: String?
  /// How many blocks of one document are run side by side.
  let jobs: Int
  /// Whether the form takes pictures; else charts are drawn in characters.
  let takesPictures: Bool

  struct Made: Sendable {
    var run: BriefRun
    var bytes: [UInt8] = []
    /// Why there are none.
    var issue: Spreadsheet.Issue?
    /// Why they are not in their file.
    var failure: FileWriteError?
  }

  /// One document; no bytes where the brief failed.
  func make(_ workbench: Workbench) -> Made {
    let runner = BriefRunner(brief, workbench, asOf: asOf, engine: Session.version)
    runner.jobs = jobs
    var made = Made(run: runner.run())
    if made.run.failed { return made }
    do throws(Spreadsheet.Issue) {
      var document = BriefDocument.make(made.run, name: name)
      if !takesPictures { document.blocks = document.blocks.map(withoutPictures) }
      made.bytes = try form.bytes(document, made.run, workbench.catalogue)
    } catch {
      made.issue = error
    }
    return made
  }

  /// A session given to one thread.
  private struct Handed: @unchecked Sendable {
    // SAFETY: made for the thread that gets it; nobody else has it.
    let workbench: Workbench
  }

  /// One document for each session, written to its file; at most `threads` at a time.
  func make(_ workbenches: [Workbench], targets: [String], threads: Int) -> [Made] {
    let handed = workbenches.map(Handed.init)
    let results = Mutex([Int: Made]())
    let threads = min(threads, handed.count)
    concurrently(threads) { thread in
      for index in stride(from: thread, to: handed.count, by: threads) {
        var made = make(handed[index].workbench)
        if !made.run.failed, made.issue == nil {
          do throws(FileWriteError) {
            try AtomicFile.write(path: targets[index], bytes: made.bytes)
          } catch {
            made.failure = error
          }
        }
        made.bytes = []
        results.withLock { $0[index] = made }
      }
    }
    return results.withLock { results in handed.indices.compactMap { results[$0] } }
  }

  private func withoutPictures(_ block: Block) -> Block {
    switch block {
    case .chart(let chart):
      return .code(language: "text", form == .pdf ? chart.plainText : chart.text)
    case .exhibit(var exhibit):
      exhibit.body = exhibit.body.map(withoutPictures)
      return .exhibit(exhibit)
    case .folded(var folded):
      folded.body = folded.body.map(withoutPictures)
      return .folded(folded)
    default: return block
    }
  }
}
