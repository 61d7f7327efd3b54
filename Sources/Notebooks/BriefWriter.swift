package import ColumnStore
import SourceText

/// Puts the results of a run under their blocks; all other bytes stay as they are.
package enum BriefWriter {
  /// The text of the brief with the results of the run.
  ///
  /// A block that failed has the error in place of a result. Blocks after it were not run and keep
  /// what was stamped under them.
  package static func text(_ run: BriefRun) -> String {
    let brief = run.brief
    let newline = brief.newline
    var out: [UInt8] = []
    var segments = brief.segments[...]
    while let segment = segments.popFirst() {
      switch segment.kind {
      case .frontMatter, .prose: out += bytes(segment, brief)
      case .result: out += bytes(segment, brief)
      case .block(let number):
        out += bytes(segment, brief)
        guard let block = run.block(number) else { continue }
        // Blank lines between the block and its result stay.
        var between: [UInt8] = []
        if segments.count > 1, segments.first?.kind == .prose,
          case .result(_, number)? = segments.dropFirst().first?.kind,
          let blank = segments.popFirst()
        {
          between = Array(bytes(blank, brief))
        }
        if case .result(_, number)? = segments.first?.kind { segments.removeFirst() }
        guard var stamped = stamped(block, number, run) else {
          out += between
          continue
        }
        if brief.isScript { stamped = ScriptReader.commented(String(stamped.dropLast())) + "\n" }
        if out.last != 10 { out += newline.utf8 }
        out += between
        out +=
          stamped.split(separator: "\n", omittingEmptySubsequences: false)
          .joined(separator: newline).utf8
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func bytes(_ segment: Brief.Segment, _ brief: Brief) -> ArraySlice<UInt8> {
    brief.file.utf8[segment.range.start..<segment.range.end]
  }

  /// The stamp, the result and the closing line; nil for a block that only defines.
  static func stamped(_ block: BlockRun, _ number: Int, _ run: BriefRun) -> String? {
    let identifier = run.brief.blocks[number].identifier
    if block.failed {
      let code = block.findings.first { $0.severity == .error }?.code ?? "interrupted"
      let findings = block.findings.filter { $0.severity == .error }.map {
        DiagnosticRenderer.render($0, in: run.brief.file)
      }
      let text = findings.isEmpty ? "interrupted" : findings.joined(separator: "\n")
      let stamp = Stamp(result: identifier, engine: run.engine, error: code)
      return stamp.line + "\n" + BlockMarkdown.fenced(text) + "\n" + Stamp.end + "\n"
    }
    guard !block.body.isEmpty else { return nil }
    return stamp(of: block, number, run).line + "\n" + block.body + "\n" + Stamp.end + "\n"
  }

  static func stamp(of block: BlockRun, _ number: Int, _ run: BriefRun) -> Stamp {
    Stamp(
      result: run.brief.blocks[number].identifier, query: block.query, data: block.data,
      engine: run.engine, rows: block.table?.rowCount)
  }

  package enum Issue: Error {
    case unwritable(FileWriteError)
    /// Somebody else wrote to the file while the brief was run.
    case changedMeanwhile
  }

  /// Writes the file anew if its text has changed; false if there was nothing to change.
  ///
  /// The file is replaced whole or not at all. What stood in it when the run began must still
  /// stand in it (`present`), else an edit made meanwhile would be lost.
  package static func write(
    _ run: BriefRun, path: String, present: () -> [UInt8]?
  ) throws(Issue) -> Bool {
    let text = Array(text(run).utf8)
    let now = present()
    // Another run of the same brief may have written the same.
    if now == text { return false }
    guard now == run.brief.file.utf8 else { throw .changedMeanwhile }
    do {
      try AtomicFile.write(path: path, bytes: text)
      return true
    } catch {
      throw .unwritable(error)
    }
  }
}
