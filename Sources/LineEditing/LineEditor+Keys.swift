import CEditline

/// What a key does beyond libedit's own functions.
enum EditorCommand {
  case enter, newLine, complete, interrupt, deleteOrEnd, paste, clearScreen, suspend, undo
  case up, down, left, right, wordLeft, wordRight, lineStart, lineEnd, textStart, textEnd
  case deleteBack, deleteForward, killToLineEnd, killToLineStart, killBlankWordBack, killWordBack
  case killWord, yank, search, searchAgain, editOutside
}

extension LineEditor {
  /// A C function has no captures, so each command has one of its own.
  private static let commands: [(name: String, help: String, function: cel_command)] = [
    ("accord-enter", "Run, or go on in a new line", { raw, _ in run(.enter, raw) }),
    ("accord-new-line", "Start a new line", { raw, _ in run(.newLine, raw) }),
    ("accord-complete", "Complete", { raw, _ in run(.complete, raw) }),
    ("accord-interrupt", "Give up the text", { raw, _ in run(.interrupt, raw) }),
    ("accord-delete-or-end", "Delete, or leave", { raw, _ in run(.deleteOrEnd, raw) }),
    ("accord-paste", "Take a paste", { raw, _ in run(.paste, raw) }),
    ("accord-clear-screen", "Clear the screen", { raw, _ in run(.clearScreen, raw) }),
    ("accord-suspend", "Stop the process", { raw, _ in run(.suspend, raw) }),
    ("accord-undo", "Take back a change", { raw, _ in run(.undo, raw) }),
    ("accord-up", "Line or entry before", { raw, _ in run(.up, raw) }),
    ("accord-down", "Line or entry after", { raw, _ in run(.down, raw) }),
    ("accord-left", "Character before", { raw, _ in run(.left, raw) }),
    ("accord-right", "Character after", { raw, _ in run(.right, raw) }),
    ("accord-word-left", "Word before", { raw, _ in run(.wordLeft, raw) }),
    ("accord-word-right", "Word after", { raw, _ in run(.wordRight, raw) }),
    ("accord-line-start", "Start of the line", { raw, _ in run(.lineStart, raw) }),
    ("accord-line-end", "End of the line", { raw, _ in run(.lineEnd, raw) }),
    ("accord-text-start", "Start of the text", { raw, _ in run(.textStart, raw) }),
    ("accord-text-end", "End of the text", { raw, _ in run(.textEnd, raw) }),
    ("accord-delete-back", "Delete before", { raw, _ in run(.deleteBack, raw) }),
    ("accord-delete", "Delete after", { raw, _ in run(.deleteForward, raw) }),
    ("accord-kill-line-end", "Cut to the end", { raw, _ in run(.killToLineEnd, raw) }),
    ("accord-kill-line-start", "Cut to the start", { raw, _ in run(.killToLineStart, raw) }),
    ("accord-kill-blank-word", "Cut to a space", { raw, _ in run(.killBlankWordBack, raw) }),
    ("accord-kill-word-back", "Cut the word before", { raw, _ in run(.killWordBack, raw) }),
    ("accord-kill-word", "Cut the word after", { raw, _ in run(.killWord, raw) }),
    ("accord-yank", "Insert what was cut", { raw, _ in run(.yank, raw) }),
    ("accord-search", "Search earlier entries", { raw, _ in run(.search, raw) }),
    ("accord-search-again", "Next that was searched for", { raw, _ in run(.searchAgain, raw) }),
    ("accord-edit-outside", "Edit in a program", { raw, _ in run(.editOutside, raw) }),
  ]

  private static func run(_ command: EditorCommand, _ raw: OpaquePointer?) -> UInt8 {
    guard let editor = LineEditor.of(raw) else { return UInt8(CC_ERROR) }
    return UInt8(truncatingIfNeeded: editor.perform(command))
  }

  /// Keys of both styles; in vi they are those of the insert mode.
  private static let shared: [(key: String, command: String)] =
    [
      ("^M", "accord-enter"), ("^J", "accord-enter"), ("\\e^M", "accord-new-line"),
      ("^I", "accord-complete"), ("^C", "accord-interrupt"), ("^D", "accord-delete-or-end"),
      ("\\e[200~", "accord-paste"), ("^L", "accord-clear-screen"), ("^Z", "accord-suspend"),
      ("^R", "accord-search"), ("^H", "accord-delete-back"), ("^?", "accord-delete-back"),
    ] + motions

  private static let motions: [(key: String, command: String)] = [
    ("\\e[A", "accord-up"), ("\\eOA", "accord-up"),
    ("\\e[B", "accord-down"), ("\\eOB", "accord-down"),
    ("\\e[C", "accord-right"), ("\\eOC", "accord-right"),
    ("\\e[D", "accord-left"), ("\\eOD", "accord-left"),
    ("\\e[H", "accord-line-start"), ("\\eOH", "accord-line-start"),
    ("\\e[1~", "accord-line-start"), ("\\e[7~", "accord-line-start"),
    ("\\e[F", "accord-line-end"), ("\\eOF", "accord-line-end"),
    ("\\e[4~", "accord-line-end"), ("\\e[8~", "accord-line-end"),
    ("\\e[1;5C", "accord-word-right"), ("\\e[1;3C", "accord-word-right"),
    ("\\e[1;5D", "accord-word-left"), ("\\e[1;3D", "accord-word-left"),
    ("\\e[3~", "accord-delete"),
  ]

  private static let emacs: [(key: String, command: String)] = [
    ("^A", "accord-line-start"), ("^E", "accord-line-end"), ("^B", "accord-left"),
    ("^F", "accord-right"), ("^P", "accord-up"), ("^N", "accord-down"),
    ("\\ef", "accord-word-right"), ("\\eb", "accord-word-left"), ("\\e<", "accord-text-start"),
    ("\\e>", "accord-text-end"), ("^K", "accord-kill-line-end"), ("^U", "accord-kill-line-start"),
    ("^W", "accord-kill-blank-word"), ("\\e^?", "accord-kill-word-back"),
    ("\\e^H", "accord-kill-word-back"), ("\\ed", "accord-kill-word"), ("^Y", "accord-yank"),
    ("^_", "accord-undo"), ("^X^U", "accord-undo"), ("^X^E", "accord-edit-outside"),
  ]

  private static let viCommands: [(key: String, command: String)] = [
    ("^M", "accord-enter"), ("^J", "accord-enter"), ("^C", "accord-interrupt"),
    ("^D", "accord-delete-or-end"), ("^L", "accord-clear-screen"), ("^Z", "accord-suspend"),
    ("^R", "accord-search"), ("/", "accord-search"), ("?", "accord-search"),
    ("n", "accord-search-again"), ("v", "accord-edit-outside"), ("u", "accord-undo"),
    ("k", "accord-up"), ("j", "accord-down"),
    ("\\e[200~", "accord-paste"), ("\\e[A", "accord-up"), ("\\eOA", "accord-up"),
    ("\\e[B", "accord-down"), ("\\eOB", "accord-down"), ("\\e[C", "accord-right"),
    ("\\eOC", "accord-right"), ("\\e[D", "accord-left"), ("\\eOD", "accord-left"),
    ("\\e[H", "accord-line-start"), ("\\e[F", "accord-line-end"),
  ]

  func bindKeys() {
    for (name, help, function) in Self.commands {
      _ = cel_add_command(handle.raw, name, help, function)
    }
    for (key, command) in Self.shared { _ = cel_bind(handle.raw, key, command) }
    // It would take commands of libedit that read and write files, and show none of it.
    _ = cel_bind(handle.raw, "\\ex", "ed-unassigned")
    _ = cel_bind(handle.raw, "\\eX", "ed-unassigned")
    _ = cel_bind_alternative(handle.raw, ":", "ed-unassigned")
    if keys == .emacs {
      for (key, command) in Self.emacs { _ = cel_bind(handle.raw, key, command) }
    } else {
      _ = cel_bind(handle.raw, "\\237", "vi-command-mode")
      _ = cel_bind_alternative(handle.raw, "\\237", "ed-unassigned")
      for (key, command) in Self.viCommands {
        _ = cel_bind_alternative(handle.raw, key, command)
      }
    }
  }
}
