import CEditline

/// Shows what is longer than the screen, a screenful at a time, its heads staying on top.
package struct Pager {
  /// A command of the shell that shows its input, in the place of this pager.
  package var command: String?
  package var theme = Theme.colours
  private let input: TerminalInput
  private let output: Int32
  private let isTerminal: Bool

  /// Keys come from the input of the prompt, where some may be waiting.
  package init(input: TerminalInput? = nil, output: Int32 = 1) {
    self.input = input ?? TerminalInput()
    self.output = output
    isTerminal = Terminal.isTerminal(output) && Terminal.isTerminal(self.input.descriptor)
  }

  /// Prints what fits on the screen, or goes to no terminal; pages through the rest.
  package func show(_ lines: [String], heads: [String] = []) {
    var columns: Int32 = 80
    var rows: Int32 = 24
    _ = cel_size(output, &columns, &rows)
    let all = heads + lines
    // Where another pager takes over it decides on width itself; here wide lines can be moved.
    // Sentences wrap by themselves; the columns of a table would be torn.
    let widths = all.map { StyledText.width(of: $0) }
    let isTable = !heads.isEmpty
    let height = widths.reduce(0) { $0 + max(1, ($1 + Int(columns) - 1) / max(1, Int(columns))) }
    let fits = height < Int(rows) && !(isTable && widths.contains { $0 > Int(columns) })
    if !isTerminal || fits {
      print(all)
    } else if let command, !command.isEmpty {
      let text = all.map { $0 + "\n" }.joined()
      if !Terminal.feed(text, toCommand: command) { print(all) }
    } else {
      page(PagerView(lines: lines, heads: heads, columns: Int(columns), height: Int(rows)))
    }
  }

  private func print(_ lines: [String]) {
    Terminal.write(lines.map { $0 + "\n" }.joined(), to: output)
  }

  private func page(_ start: PagerView) {
    guard cel_begin_raw(input.descriptor) else {
      print(start.heads + start.lines)
      return
    }
    var view = start
    cel_guard_terminal(output)
    cel_watch_screen()
    cel_set_guarded_screen(true)
    Terminal.write("\u{1b}[?1049h\u{1b}[?25l", to: output)
    defer {
      Terminal.write("\u{1b}[?25h\u{1b}[?1049l", to: output)
      cel_set_guarded_screen(false)
      cel_end_raw(input.descriptor)
      // The prompt measures the screen by itself when it comes back.
      _ = cel_take_resized()
    }
    while true {
      draw(view, question: nil)
      guard let event = nextKey(&view) else { return }
      switch event {
      case .key(let key): if !view.press(key) { return }
      case .search: if let text = ask(&view) { view.search(text) }
      case .redraw: break
      }
    }
  }

  private func draw(_ view: PagerView, question: String?) {
    var out = "\u{1b}[H"
    for (index, row) in view.rows(theme: theme, question: question).enumerated() {
      // A line feed after the last row would scroll.
      if index > 0 { out += "\r\n" }
      out += "\u{1b}[2K" + row
    }
    Terminal.write(out, to: output)
  }

  // MARK: - Keys

  private enum Event {
    case key(PagerView.Key)
    case search, redraw
  }

  private func nextByte(_ view: inout PagerView) -> UInt8? {
    while true {
      switch input.next() {
      case .byte(let byte): return byte
      case .end: return nil
      case .timeout: continue
      case .signal:
        if cel_take_continued() {
          _ = cel_begin_raw(input.descriptor)
          Terminal.write("\u{1b}[?1049h\u{1b}[?25l", to: output)
        } else if !cel_take_resized() {
          if cel_interrupted() { return nil }
          continue
        }
        var columns: Int32 = 80
        var rows: Int32 = 24
        if cel_size(output, &columns, &rows) {
          view.resize(columns: Int(columns), height: Int(rows))
        }
        return 0
      }
    }
  }

  private func nextKey(_ view: inout PagerView) -> Event? {
    guard let byte = nextByte(&view) else { return nil }
    switch byte {
    case UInt8(ascii: "q"), UInt8(ascii: "Q"), 3: return .key(.quit)
    case UInt8(ascii: " "), UInt8(ascii: "f"), 6, 22: return .key(.pageDown)
    case UInt8(ascii: "b"), 2: return .key(.pageUp)
    case UInt8(ascii: "d"), 4: return .key(.halfDown)
    case UInt8(ascii: "u"), 21: return .key(.halfUp)
    case UInt8(ascii: "j"), 13, 10, 14: return .key(.down)
    case UInt8(ascii: "k"), 16: return .key(.up)
    case UInt8(ascii: "g"), UInt8(ascii: "<"): return .key(.top)
    case UInt8(ascii: "G"), UInt8(ascii: ">"): return .key(.bottom)
    case UInt8(ascii: "h"): return .key(.left)
    case UInt8(ascii: "l"): return .key(.right)
    case UInt8(ascii: "n"): return .key(.nextFound)
    case UInt8(ascii: "N"): return .key(.previousFound)
    case UInt8(ascii: "/"): return .search
    case 27: return escape()
    default: return .redraw
    }
  }

  private func escape() -> Event {
    // Escape alone leaves, as `q` does.
    guard case .byte(let lead) = input.next(milliseconds: 40) else { return .key(.quit) }
    guard lead == UInt8(ascii: "[") || lead == UInt8(ascii: "O") else { return .redraw }
    var number = ""
    while case .byte(let byte) = input.next(milliseconds: 40) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"):
        number.append(Character(Unicode.Scalar(byte)))
        continue
      case UInt8(ascii: "A"): return .key(.up)
      case UInt8(ascii: "B"): return .key(.down)
      case UInt8(ascii: "C"): return .key(.right)
      case UInt8(ascii: "D"): return .key(.left)
      case UInt8(ascii: "H"): return .key(.top)
      case UInt8(ascii: "F"): return .key(.bottom)
      case UInt8(ascii: "~"):
        switch number {
        case "5": return .key(.pageUp)
        case "6": return .key(.pageDown)
        case "1", "7": return .key(.top)
        case "4", "8": return .key(.bottom)
        default: return .redraw
        }
      default: return .redraw
      }
    }
    return .redraw
  }

  /// Asks in the last row for what to search; nil if that is given up.
  private func ask(_ view: inout PagerView) -> String? {
    var text = ""
    while true {
      draw(view, question: "/" + text)
      guard let byte = nextByte(&view) else { return nil }
      switch byte {
      case 13, 10: return text
      case 3, 7, 27: return nil
      case 8, 127:
        if text.isEmpty { return nil }
        text.removeLast()
      case 0..<32: continue
      default: text.unicodeScalars.append(input.nextScalar(after: byte))
      }
    }
  }
}
