import SourceText

/// Sets blocks as lines of a terminal, broken to a width; for prose, without results.
package struct ScreenRenderer {
  package var width: Int
  /// Emphasis by escapes that take no width.
  package var isStyled: Bool

  package init(width: Int, isStyled: Bool) {
    self.width = max(width, ScreenRenderer.narrowest)
    self.isStyled = isStyled
  }

  /// Narrower lines are set as wide as this and cut by the screen.
  private static let narrowest = 12

  /// Lines with an empty one between the blocks.
  package func lines(_ blocks: [Block]) -> [String] {
    var out: [String] = []
    for block in blocks {
      let lines = lines(block)
      if lines.isEmpty { continue }
      if !out.isEmpty { out.append("") }
      out += lines
    }
    return out
  }

  private func lines(_ block: Block) -> [String] {
    switch block {
    case .heading(_, let words): return filled(words, style: "1")
    case .paragraph(let words): return filled(words)
    case .quote(let inner): return inset(inner, first: "│ ", rest: "│ ")
    case .list(let list):
      return list.items.enumerated().flatMap { index, item in
        let mark = list.start.map { "\($0 + index). " } ?? "• "
        let lines = inset(item, first: mark, rest: String(repeating: " ", count: mark.count))
        return list.isTight || index == 0 ? lines : [""] + lines
      }
    case .code(_, let code):
      let text = code.hasSuffix("\n") ? String(code.dropLast()) : code
      return text.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    case .rule: return [String(repeating: "─", count: width)]
    case .markup(let html):
      return html.hasPrefix("<!--") ? [] : filled([.text(html)])
    case .table(let grid): return lines(grid)
    case .exhibit(let exhibit):
      return filled(exhibit.caption, style: "1") + lines(exhibit.body)
        + exhibit.notes.flatMap { filled($0) }
    case .chart(let chart):
      return chart.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    case .definitions, .appendix: return []
    case .folded(let folded): return filled(folded.summary, style: "1") + lines(folded.body)
    case .footnote(let label, let inner):
      let mark = "[\(label)] "
      return inset(inner, first: mark, rest: String(repeating: " ", count: mark.count))
    }
  }

  private func inset(_ blocks: [Block], first: String, rest: String) -> [String] {
    var inner = self
    inner.width = max(width - first.count, ScreenRenderer.narrowest)
    return inner.lines(blocks).enumerated().map { ($0 == 0 ? first : rest) + $1 }
  }

  /// Columns as wide as their widest cell; a screen cuts what is too wide.
  private func lines(_ grid: TableGrid) -> [String] {
    let rows = ([grid.heads] + grid.rows).map { $0.map(\.plainText) }
    let widths = grid.heads.indices.map { column in
      rows.map { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    var lines = rows.map { row in
      row.enumerated().map { column, cell in
        let pad = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(cell)))
        return grid.alignment(column) == .trailing ? pad + cell : cell + pad
      }.joined(separator: "  ")
    }
    let total = widths.reduce(0, +) + 2 * max(0, widths.count - 1)
    lines.insert(String(repeating: "─", count: min(total, width)), at: 1)
    return lines
  }

  // MARK: Words

  private struct Fragment {
    var text: String
    var style: String
  }

  /// A word of one or more styles; an empty one breaks the line.
  private typealias Word = [Fragment]

  private func filled(_ inlines: [Inline], style: String = "") -> [String] {
    var words: [Word] = []
    var isOpen = false
    collect(inlines, style, &words, &isOpen)
    var lines: [String] = []
    var line = ""
    var used = 0
    func finish() {
      lines.append(line)
      (line, used) = ("", 0)
    }
    for word in words {
      let size = word.reduce(0) { $0 + DisplayWidth.of($1.text) }
      if word.isEmpty {
        finish()
      } else if used + (used > 0 ? 1 : 0) + size <= width {
        line += (used > 0 ? " " : "") + dressed(word)
        used += (used > 0 ? 1 : 0) + size
      } else if size <= width {
        finish()
        (line, used) = (dressed(word), size)
      } else {
        if used > 0 { finish() }
        for character in word.map(\.text).joined() {
          let one = DisplayWidth.of(character)
          if used + one > width { finish() }
          line.append(character)
          used += one
        }
      }
    }
    if used > 0 { finish() }
    return lines
  }

  private func dressed(_ word: Word) -> String {
    word.map { fragment in
      isStyled && !fragment.style.isEmpty
        ? "\u{1b}[\(fragment.style)m\(fragment.text)\u{1b}[m" : fragment.text
    }.joined()
  }

  private func collect(
    _ inlines: [Inline], _ style: String, _ words: inout [Word], _ isOpen: inout Bool
  ) {
    func put(_ text: String, _ style: String) {
      var part = ""
      func flush() {
        guard !part.isEmpty else { return }
        let fragment = Fragment(text: part, style: style)
        if isOpen, let last = words.indices.last {
          words[last].append(fragment)
        } else {
          words.append([fragment])
        }
        (part, isOpen) = ("", true)
      }
      for character in text {
        if character == " " || character.isNewline {
          flush()
          isOpen = false
        } else if character.asciiValue.map({ $0 >= 32 && $0 != 127 }) ?? true {
          part.append(character)
        }
      }
      flush()
    }
    for inline in inlines {
      switch inline {
      case .text(let text): put(text, style)
      case .code(let code): put(code, style.isEmpty ? "36" : style)
      case .emphasis(let inner): collect(inner, style.isEmpty ? "3" : style, &words, &isOpen)
      case .strong(let inner): collect(inner, "1", &words, &isOpen)
      case .strikethrough(let inner): collect(inner, "9", &words, &isOpen)
      case .link(_, _, let inner): collect(inner, style.isEmpty ? "4" : style, &words, &isOpen)
      case .image(_, _, let inner): collect(inner, style, &words, &isOpen)
      case .softBreak: isOpen = false
      case .lineBreak:
        words.append([])
        isOpen = false
      case .markup: break
      case .footnoteMark(let label): put("[\(label)]", style)
      }
    }
  }
}
