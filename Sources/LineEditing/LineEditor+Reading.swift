import CEditline

/// libedit asks for the next character here, with its own work done: the time to paint.
func readScalar(_ raw: OpaquePointer?, _ target: UnsafeMutablePointer<wchar_t>?) -> Int32 {
  guard let editor = LineEditor.of(raw), let target else { return -1 }
  guard let scalar = editor.readKey() else { return 0 }
  // SAFETY: libedit passes the address of a variable of its own.
  target.pointee = wchar_t(bitPattern: scalar.value)
  return 1
}

extension LineEditor {
  /// The escape key alone, as the vi keys are told of it.
  static let escapeAlone = Unicode.Scalar(UInt8(CEL_ESCAPE_ALONE))

  /// Waits for a key, the screen showing the present state meanwhile; nil at the end.
  func readKey() -> Unicode.Scalar? {
    if let draft {
      self.draft = nil
      insert(draft)
    }
    let state = content
    undo.note(text: state.text, cursor: state.cursor)
    while true {
      handleSignals()
      // While more is there to be read the picture would be stale before it is seen, but a
      // stream of keys that never pauses must be seen too.
      if !input.isPending || Terminal.seconds - screen.paintedAt > 0.1 {
        // An arrow is several bytes: only when all have been acted on is it known for none.
        if listing.isLeft, !isWithinSequence { listing = CompletionListing() }
        paint()
      }
      // The rest of an arrow follows at once; Escape alone puts the list away.
      let isAwaited = listing.isLeft && isWithinSequence
      switch isAwaited ? input.next(milliseconds: 40) : input.next() {
      case .timeout where isAwaited: isWithinSequence = false
      case .signal, .timeout:
        if cel_interrupted() {
          cel_set_interrupted(false)
          return "\u{3}"
        }
      case .end: return nil
      case .byte(let byte):
        keyCount += 1
        isWithinSequence =
          byte == 27 || isWithinSequence && (byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O"))
        if byte != 9, !listing.rows.isEmpty { listing.isLeft = true }
        if byte == 27, keys == .vi { return escape() }
        return input.nextScalar(after: byte)
      }
    }
  }

  /// An arrow sends ESC too, but the rest of it follows at once.
  private func escape() -> Unicode.Scalar {
    while true {
      switch input.next(milliseconds: 40) {
      case .signal: continue
      case .timeout, .end: return Self.escapeAlone
      case .byte(let byte):
        input.giveBack(byte)
        return byte == UInt8(ascii: "[") || byte == UInt8(ascii: "O") ? "\u{1b}" : Self.escapeAlone
      }
    }
  }

  func handleSignals() {
    if cel_take_continued() {
      // Whoever stopped the process has changed the terminal's modes behind libedit's back.
      _ = cel_prepare_terminal(handle.raw, false)
      _ = cel_prepare_terminal(handle.raw, true)
      Terminal.write("\u{1b}[?2004h", to: output)
      screen.painter.forget()
      screen.isStale = true
    }
    if cel_take_resized() { resize() }
  }
}
