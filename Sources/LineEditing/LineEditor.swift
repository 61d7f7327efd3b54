import CEditline

/// The prompt at a terminal: libedit reads the keys and keeps the text, this draws it.
///
/// Made and used on one thread. While `next` does not run the terminal is as it was before.
package final class LineEditor: LineSource {
  package enum Keys: Hashable, Sendable { case emacs, vi }

  package struct Settings {
    /// The name that `~/.editrc` may put before a line meant for this program alone.
    package var program = "accord"
    package var prompt = "> "
    /// What `~/.editrc` asks for where this is nil, and emacs where it asks for nothing.
    package var keys: Keys?
    package var editrcPath: String?
    package var theme = Theme.colours
    /// Suggests the rest of an earlier entry where the service has nothing to suggest.
    package var suggestsFromHistory = true
    /// Edits the text in a program of the person's choice (`^X^E`, `v`); nil where none may run.
    package var editOutside: ((String) -> String?)?

    package init() {}
  }

  package let history: History
  package let input: TerminalInput
  package var prompt: String
  /// Put into the next prompt as if it had been typed.
  package var draft: String?
  /// Shown in grey in the next prompt while it is empty; Enter runs it, anything else drops it.
  package var offer: String?
  /// Why the last entry is not in the history file; reported once by whoever runs the session.
  package var historyFailure: SystemFailure?

  let service: any LineService
  let theme: Theme
  let suggestsFromHistory: Bool
  let editOutside: ((String) -> String?)?
  let output: Int32
  let handle: EditorHandle
  private(set) var keys = Keys.emacs

  var outcome = LineInput.end
  var screen = ScreenState()
  var walk = HistoryWalk()
  var recall = HistoryRecall()
  var undo = UndoStack()
  var killed = ""
  var listing = CompletionListing()
  /// Counts what the reader has handed out, to tell a second Tab from a first.
  var keyCount = 0
  /// The last key was the beginning of a longer one, as of an arrow.
  var isWithinSequence = false
  var lastSearch = ""
  var searchPlace: Int?

  /// Nil where input or output is no terminal, or one that cannot move its cursor.
  package init?(
    service: any LineService, history: History, settings: Settings = Settings(),
    input: Int32 = 0, output: Int32 = 1, isDumb: Bool = false
  ) {
    guard !isDumb, Terminal.isTerminal(input), Terminal.isTerminal(output),
      let handle = EditorHandle(program: settings.program, input: input, output: output)
    else { return nil }
    self.service = service
    self.history = history
    self.input = TerminalInput(descriptor: input)
    self.output = output
    self.handle = handle
    prompt = settings.prompt
    theme = settings.theme
    suggestsFromHistory = settings.suggestsFromHistory
    editOutside = settings.editOutside
    cel_guard_terminal(output)
    cel_watch_screen()
    // SAFETY: libedit holds the pointer as long as the handle, which this object owns.
    _ = cel_set_state(handle.raw, Unmanaged.passUnretained(self).toOpaque())
    _ = cel_set_reader(handle.raw, readScalar)
    // ^C, ^Z and ^S are keys here, and a paste tells a return from a line feed.
    for flag in ["-isig", "-ixon", "-icrnl", "-inlcr"] {
      _ = cel_set_terminal_mode(handle.raw, "-d", flag)
    }
    let lines =
      settings.editrcPath.flatMap(LockedFile.text(path:))?
      .split(separator: "\n").map(String.init) ?? []
    for line in lines where settings.keys == nil {
      switch cel_keys_asked(settings.program, line) {
      case CChar(UInt8(ascii: "v")): keys = .vi
      case CChar(UInt8(ascii: "e")): keys = .emacs
      default: break
      }
    }
    keys = settings.keys ?? keys
    _ = cel_set_keys(handle.raw, keys == .vi ? "vi" : "emacs")
    bindKeys()
    // Choosing keys would undo all that is bound; the choice has been made.
    for line in lines where cel_keys_asked(settings.program, line) == 0 {
      _ = cel_run(handle.raw, line)
    }
  }

  package func next() -> LineInput {
    prepare()
    Terminal.write("\u{1b}[?2004h", to: output)
    cel_set_guarded(true)
    var count: Int32 = 0
    _ = el_gets(handle.raw, &count)
    Terminal.write(screen.painter.leave() + "\u{1b}[?2004l", to: output)
    cel_set_guarded(false)
    offer = nil
    if case .entry(let text) = outcome, text.contains(where: { !$0.isWhitespace }) {
      do throws(SystemFailure) {
        try history.append(text)
      } catch {
        historyFailure = error
      }
    }
    return outcome
  }

  private func prepare() {
    outcome = .end
    screen = ScreenState()
    measureScreen()
    walk = HistoryWalk()
    recall = HistoryRecall()
    searchPlace = nil
    undo = UndoStack()
    listing = CompletionListing()
    history.addedByOthers()
    cel_set_interrupted(false)
  }
}

/// libedit's editor, given back with its last reference.
final class EditorHandle {
  let raw: OpaquePointer

  init?(program: String, input: Int32, output: Int32) {
    guard let raw = cel_open(program, input, output) else { return nil }
    self.raw = raw
  }

  deinit { cel_close(raw) }
}

extension LineEditor {
  /// The editor that a callback of libedit is about.
  static func of(_ raw: OpaquePointer?) -> LineEditor? {
    guard let raw, let state = cel_state(raw) else { return nil }
    // SAFETY: set once in `init`, to the object that owns `raw` and so outlives it.
    return Unmanaged<LineEditor>.fromOpaque(state).takeUnretainedValue()
  }

  // MARK: - The text

  /// The text and the cursor's offset in UTF-8.
  var content: (text: String, cursor: Int) {
    var cursor = 0
    let count = cel_text_size(handle.raw, &cursor)
    let text = String(unsafeUninitializedCapacity: count) { buffer in
      // SAFETY: there is room for `count` bytes, and nothing has changed the text since.
      if let start = buffer.baseAddress { cel_copy_text(handle.raw, start) }
      return count
    }
    return (text, cursor)
  }

  /// Puts a text in the place of a range, the cursor behind it.
  func replace(_ range: Range<Int>, with new: String) {
    let (text, cursor) = content
    let bytes = text.utf8
    func scalars(_ from: Int, _ to: Int) -> Int {
      let start = bytes.index(bytes.startIndex, offsetBy: from)
      let end = bytes.index(bytes.startIndex, offsetBy: to)
      return text.unicodeScalars.distance(from: start, to: end)
    }
    let range = range.clamped(to: 0..<bytes.count)
    let toEnd =
      cursor <= range.upperBound
      ? scalars(cursor, range.upperBound) : -scalars(range.upperBound, cursor)
    el_cursor(handle.raw, Int32(toEnd))
    if !range.isEmpty {
      el_deletestr(handle.raw, Int32(scalars(range.lowerBound, range.upperBound)))
    }
    if !new.isEmpty { el_insertstr(handle.raw, new) }
  }

  func setContent(_ text: String, cursor: Int? = nil) {
    replace(0..<content.text.utf8.count, with: text)
    if let cursor { moveCursor(to: cursor) }
  }

  func insert(_ text: String) { el_insertstr(handle.raw, text) }

  func moveCursor(to offset: Int) {
    let (text, cursor) = content
    guard offset != cursor else { return }
    let bytes = text.utf8
    let low = bytes.index(bytes.startIndex, offsetBy: min(cursor, offset))
    let high = bytes.index(bytes.startIndex, offsetBy: min(max(cursor, offset), bytes.count))
    let distance = text.unicodeScalars.distance(from: low, to: high)
    el_cursor(handle.raw, Int32(offset > cursor ? distance : -distance))
  }
}
