import CEditline

extension LineEditor {
  /// Does what a key asks for; the answer tells libedit whether the reading ends.
  func perform(_ command: EditorCommand) -> Int32 {
    let (text, cursor) = content
    let motion = TextMotion(text: text)
    if choose(by: command) { return CC_REFRESH }
    switch command {
    case .enter: return enter(text)
    case .newLine: insert("\n")
    case .complete: complete(text, cursor)
    case .interrupt: return interrupt()
    case .deleteOrEnd:
      if text.isEmpty { return end() }
      replace(cursor..<motion.character(after: cursor), with: "")
    case .paste: insert(input.paste())
    case .clearScreen: clearScreen()
    case .suspend: suspend()
    case .undo: if let state = undo.undo() { setContent(state.text, cursor: state.cursor) }
    case .up: moveUp(text, cursor, motion)
    case .down: moveDown(text, cursor, motion)
    case .left: moveCursor(to: motion.character(before: cursor))
    case .right:
      if !takeSuggestion(text, cursor) { moveCursor(to: motion.character(after: cursor)) }
    case .wordLeft: moveCursor(to: motion.word(before: cursor))
    case .wordRight:
      if !takeSuggestedWord(text, cursor) { moveCursor(to: motion.word(after: cursor)) }
    case .lineStart: moveCursor(to: motion.lineStart(cursor))
    case .lineEnd:
      if !takeSuggestion(text, cursor) { moveCursor(to: motion.lineEnd(cursor)) }
    case .textStart: moveCursor(to: 0)
    case .textEnd: moveCursor(to: text.utf8.count)
    case .deleteBack: replace(motion.character(before: cursor)..<cursor, with: "")
    case .deleteForward: replace(cursor..<motion.character(after: cursor), with: "")
    case .killToLineEnd:
      let end = motion.lineEnd(cursor)
      // At the end of a line the next one joins it.
      kill(cursor..<(end == cursor ? motion.character(after: cursor) : end), text)
    case .killToLineStart: kill(motion.lineStart(cursor)..<cursor, text)
    case .killBlankWordBack: kill(motion.blankWord(before: cursor)..<cursor, text)
    case .killWordBack: kill(motion.word(before: cursor)..<cursor, text)
    case .killWord: kill(cursor..<motion.word(after: cursor), text)
    case .yank: insert(killed)
    case .search: search(from: text, cursor)
    case .searchAgain: searchAgain()
    case .editOutside: editOutside(text)
    }
    return CC_REFRESH
  }

  // MARK: - Ending

  private func enter(_ typed: String) -> Int32 {
    var text = typed
    if typed.isEmpty, theme.showsSuggestions, let offer {
      setContent(offer)
      text = offer
    }
    // Two empty lines run what is open all the same, so that its error can be seen.
    if case .incomplete = service.completeness(of: text), !text.hasSuffix("\n\n") {
      insert("\n")
      return CC_REFRESH
    }
    var entry = text
    while entry.last == "\n" { entry.removeLast() }
    outcome = .entry(entry)
    paintFinal()
    return CC_NEWLINE
  }

  private func interrupt() -> Int32 {
    outcome = .interrupted
    paintFinal(adding: "^C")
    return CC_NEWLINE
  }

  private func end() -> Int32 {
    outcome = .end
    paintFinal()
    return CC_EOF
  }

  // MARK: - The screen and the process

  private func clearScreen() {
    Terminal.write("\u{1b}[H\u{1b}[2J", to: output)
    screen.painter.forget()
    screen.isStale = true
  }

  private func suspend() {
    leaveTerminal {
      cel_suspend()
      _ = cel_take_continued()
    }
  }

  private func editOutside(_ text: String) {
    guard let editOutside else { return }
    var edited: String?
    leaveTerminal { edited = editOutside(text) }
    guard var edited else { return }
    while edited.last == "\n" { edited.removeLast() }
    setContent(edited)
  }

  /// Gives the terminal back for as long as something else uses it.
  private func leaveTerminal(_ body: () -> Void) {
    paintFinal()
    Terminal.write(screen.painter.leave() + "\u{1b}[?2004l", to: output)
    cel_set_guarded(false)
    _ = cel_prepare_terminal(handle.raw, false)
    body()
    _ = cel_prepare_terminal(handle.raw, true)
    Terminal.write("\u{1b}[?2004h", to: output)
    cel_set_guarded(true)
    measureScreen()
    screen.isStale = true
  }

  // MARK: - Moving, cutting, accepting

  private func moveUp(_ text: String, _ cursor: Int, _ motion: TextMotion) {
    if let place = motion.above(cursor) {
      moveCursor(to: place)
    } else if let entry = walk.back(from: text, in: history) {
      setContent(entry)
    }
  }

  private func moveDown(_ text: String, _ cursor: Int, _ motion: TextMotion) {
    if let place = motion.below(cursor) {
      moveCursor(to: place)
    } else if let entry = walk.forward(from: text, in: history) {
      setContent(entry)
    }
  }

  private func kill(_ range: Range<Int>, _ text: String) {
    guard !range.isEmpty else { return }
    let bytes = Array(text.utf8)
    killed = String(decoding: bytes[range], as: UTF8.self)
    replace(range, with: "")
  }

  private func takeSuggestion(_ text: String, _ cursor: Int) -> Bool {
    // What is not shown is not taken.
    guard theme.showsSuggestions, let rest = suggestedRest(text, cursor) else { return false }
    insert(rest)
    return true
  }

  private func takeSuggestedWord(_ text: String, _ cursor: Int) -> Bool {
    guard theme.showsSuggestions, let rest = suggestedRest(text, cursor) else { return false }
    let end = TextMotion(text: rest).word(after: 0)
    insert(String(decoding: Array(rest.utf8)[..<end], as: UTF8.self))
    return true
  }
}
