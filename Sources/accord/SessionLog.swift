import ColumnStore
import LineEditing
import Notebooks
import SourceText
import Workbench

/// What was run at the prompt, in order: for `.log`, `.save`, `.open` and `--record`.
final class SessionLog {
  /// One entry as it was typed.
  struct Entry {
    var text: String
    var statements: [SessionStatement]
    /// From the configuration, not from the person.
    var isSetup = false

    var worked: Bool { statements.allSatisfy(\.worked) }
  }

  private(set) var entries: [Entry] = []
  private var recording: Recording?

  var statements: [SessionStatement] { entries.flatMap(\.statements) }

  /// Adds an entry; the reason if the transcript could not be written.
  func add(_ entry: Entry) -> String? {
    guard !entry.statements.isEmpty else { return nil }
    entries.append(entry)
    guard let recording else { return nil }
    recording.recorder.add(entry.statements, hides: entry.isSetup)
    return recording.write()
  }

  /// Writes a transcript from here on; the reason if it cannot be.
  func record(to path: String, _ recorder: BriefRecorder, replaces: Bool = false) -> String? {
    if !replaces, (try? FileStatus.of(path: path)) != nil {
      return "`\(path)` is there already; a transcript needs a new name"
    }
    let recording = Recording(path: path, recorder: recorder)
    if let failure = recording.write() { return failure }
    self.recording = recording
    return nil
  }

  /// Begins the transcript again with other data, from what was run so far.
  func recordAnew(_ recorder: BriefRecorder) -> String? {
    guard let path = recording?.path else { return nil }
    for entry in entries { recorder.add(entry.statements, hides: entry.isSetup) }
    return record(to: path, recorder, replaces: true)
  }

  private struct Recording {
    let path: String
    let recorder: BriefRecorder

    /// The file is replaced as a whole after each entry, so a session that is killed leaves a
    /// brief that runs.
    func write() -> String? {
      do throws(FileWriteError) {
        try AtomicFile.write(path: path, bytes: Array(recorder.text.utf8))
        return nil
      } catch {
        return "the transcript is not written: \(error.message)"
      }
    }
  }
}
