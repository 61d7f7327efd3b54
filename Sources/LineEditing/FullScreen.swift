import CEditline

/// The whole screen of a terminal, given back as it was: rows go out, keys come in.
package final class FullScreen {
  package private(set) var columns = 80
  package private(set) var height = 24
  private let input: TerminalInput
  private let output: Int32
  private var isRaw = false

  /// Nil where input or output is no terminal, or one that cannot move its cursor.
  package init?(input: TerminalInput? = nil, output: Int32 = 1, isDumb: Bool = false) {
    self.input = input ?? TerminalInput()
    self.output = output
    guard !isDumb, Terminal.isTerminal(output), Terminal.isTerminal(self.input.descriptor)
    else { return nil }
    cel_guard_terminal(output)
    cel_watch_screen()
  }

  /// Takes the screen; keys are read one at a time and not echoed. False if that cannot be.
  package func enter() -> Bool {
    cel_set_guarded_screen(true)
    Terminal.write("\u{1b}[?1049h", to: output)
    return resume()
  }

  /// Gives the screen back.
  package func leave() {
    pause()
    Terminal.write("\u{1b}[?1049l", to: output)
    cel_set_guarded_screen(false)
    _ = cel_take_resized()
  }

  /// While something runs ^C is a signal, so that it can be stopped; other keys wait.
  package func watchOnlyInterrupts() { if isRaw { cel_pause_raw(input.descriptor) } }

  /// Keys are keys again.
  package func watchKeys() {
    guard isRaw else { return }
    cel_end_raw(input.descriptor)
    isRaw = cel_begin_raw(input.descriptor)
  }

  /// Keys and signals are the system's again while a line is edited; the screen stays taken.
  package func pause() {
    guard isRaw else { return }
    isRaw = false
    cel_end_raw(input.descriptor)
    Terminal.write("\u{1b}[?25h", to: output)
  }

  /// Ends a pause.
  package func resume() -> Bool {
    guard !isRaw else { return true }
    isRaw = cel_begin_raw(input.descriptor)
    Terminal.write("\u{1b}[?25l\u{1b}[2J", to: output)
    measure()
    return isRaw
  }

  /// Wipes the screen and writes at its top, before a line is edited there.
  package func begin(_ lines: [String]) {
    let text = lines.map { StyledText.clipped($0, from: 0, width: columns) + "\r\n" }.joined()
    Terminal.write("\u{1b}[H\u{1b}[2J" + text, to: output)
  }

  /// Stops as ^Z does, until the program is called back.
  package func suspend() {
    leave()
    cel_suspend()
    _ = enter()
  }

  /// Fills the screen; rows that are too many or too wide are cut.
  package func draw(_ rows: [String]) {
    var out = "\u{1b}[H"
    for index in 0..<height {
      // A line feed after the last row would scroll.
      if index > 0 { out += "\r\n" }
      out += "\u{1b}[2K"
      if rows.indices.contains(index) {
        out += StyledText.clipped(rows[index], from: 0, width: columns)
      }
    }
    Terminal.write(out, to: output)
  }

  /// Waits for a key, or for a reason to draw anew.
  package func next() -> ScreenKey {
    while true {
      switch input.next() {
      case .byte(let byte): return ScreenKey.read(byte, input)
      case .end: return .gone
      case .timeout: continue
      case .signal:
        if cel_take_continued() {
          isRaw = false
          Terminal.write("\u{1b}[?1049h", to: output)
          _ = resume()
          return .redraw
        }
        if cel_take_resized() {
          measure()
          return .redraw
        }
      }
    }
  }

  private func measure() {
    var (columns, rows): (Int32, Int32) = (80, 24)
    if cel_size(output, &columns, &rows) {
      self.columns = max(1, Int(columns))
      height = max(1, Int(rows))
    }
  }

  // MARK: Text with colours

  /// Breaks a line with colours in it at spaces; lines after the first start with `hanging` spaces.
  package static func wrapped(_ line: String, width: Int, hanging: Int = 0) -> [String] {
    let width = max(1, width)
    let hanging = hanging < width / 2 ? hanging : 0
    guard StyledText.width(of: line) > width else { return [line] }
    var lines: [String] = []
    var current: [StyledText.Piece] = []
    var style = ""
    func finish(_ pieces: [StyledText.Piece]) {
      let isFirst = lines.isEmpty
      lines.append(String(repeating: " ", count: isFirst ? 0 : hanging) + text(pieces))
    }
    var used = 0
    for piece in StyledText.pieces(of: line) {
      if case .style(let escape) = piece { style = escape }
      current.append(piece)
      guard case .character(let character) = piece else { continue }
      used += StyledText.width(of: String(character))
      let room = width - (lines.isEmpty ? 0 : hanging)
      guard used > room else { continue }
      // Back to the last space, if there is one with words before it.
      let space = current.lastIndex { $0 == .character(" ") }
      let hasWords =
        space.map { end in
          current[..<end].contains { piece in
            if case .character(let other) = piece { return other != " " }
            return false
          }
        } ?? false
      let cut = space.flatMap { hasWords ? $0 + 1 : nil } ?? current.count - 1
      let rest = Array(current[cut...])
      finish(Array(current[..<cut]))
      current = (style.isEmpty || style == "\u{1b}[m" ? [] : [.style(style)]) + rest
      used = StyledText.width(of: text(rest))
    }
    if !current.isEmpty { finish(current) }
    return lines
  }

  private static func text(_ pieces: [StyledText.Piece]) -> String {
    var out = ""
    var isStyled = false
    for piece in pieces {
      switch piece {
      case .character(let character): out.append(character)
      case .style(let escape):
        out += escape
        isStyled = escape != "\u{1b}[m" && escape != "\u{1b}[0m"
      }
    }
    return isStyled ? out + "\u{1b}[m" : out
  }

  package static func width(of text: String) -> Int { StyledText.width(of: text) }
}
