/// Writes a document as GitHub's Markdown.
package struct MarkdownRenderer: DocumentRenderer {
  package init() {}

  package func render(_ document: Document) -> String {
    var parts = ["# " + Self.escaped(document.title)]
    let byline = document.authors + [document.date].compactMap(\.self)
    if !byline.isEmpty { parts.append(Self.escaped(byline.joined(separator: ", "))) }
    if let abstract = document.abstract { parts.append("> " + Self.escaped(abstract)) }
    parts += document.blocks.map(text).filter { !$0.isEmpty }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// Blocks as they stand within a document, without a title.
  package func text(_ blocks: [Block]) -> String {
    blocks.map(text).filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func text(_ block: Block) -> String {
    switch block {
    case .heading(let level, let inlines):
      return String(repeating: "#", count: min(max(level, 1), 6)) + " " + text(inlines)
    case .paragraph(let inlines): return text(inlines)
    case .quote(let inner): return prefixed(text(inner), first: "> ", rest: "> ")
    case .list(let list): return text(list)
    case .code(let language, let code):
      let fence = String(repeating: "`", count: max(3, code.longestRun(of: "`") + 1))
      return fence + language + "\n" + code + (code.hasSuffix("\n") ? "" : "\n") + fence
    case .rule: return "---"
    case .markup(let html): return html.hasSuffix("\n") ? String(html.dropLast()) : html
    case .table(let grid): return text(grid)
    case .exhibit(let exhibit):
      let caption = exhibit.caption.isEmpty ? "" : " " + text(exhibit.caption)
      let head = "**\(exhibit.label).**" + caption
      return ([head, text(exhibit.body)] + exhibit.notes.map(text))
        .joined(separator: "\n\n")
    case .chart(let chart): return text(.code(language: "text", chart.text))
    case .definitions: return ""
    case .appendix(let statements):
      return "## Statements\n\n" + text(.code(language: "accord", statements))
    case .folded(let folded):
      let open = folded.statements.map { text(.code(language: "accord", $0)) + "\n\n" } ?? ""
      let summary = HTMLRenderer.escaped(folded.summary.plainText)
      return open + "<details><summary>\(summary)</summary>\n\n\(text(folded.body))\n\n</details>"
    case .footnote(let label, let inner):
      return prefixed(text(inner), first: "[^\(label)]: ", rest: "    ")
    }
  }

  private func text(_ list: List) -> String {
    list.items.enumerated().map { index, item in
      let mark = list.start.map { "\($0 + index). " } ?? "- "
      let indent = String(repeating: " ", count: mark.count)
      let inner = item.map(text).joined(separator: list.isTight ? "\n" : "\n\n")
      return prefixed(inner, first: mark, rest: indent)
    }.joined(separator: list.isTight ? "\n" : "\n\n")
  }

  private func text(_ grid: TableGrid) -> String {
    func line(_ cells: [[Inline]]) -> String {
      "|" + cells.map { " \(text($0).replacing("|", outsideEscapesWith: "\\|")) |" }.joined()
    }
    let rule = grid.heads.indices.map { column in
      switch grid.alignment(column) {
      case .leading: " :--- |"
      case .centre: " :---: |"
      case .trailing: " ---: |"
      }
    }
    return ([line(grid.heads), "|" + rule.joined()] + grid.rows.map(line)).joined(separator: "\n")
  }

  private func prefixed(_ text: String, first: String, rest: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      if index == 0 { return first + line }
      return line.isEmpty ? String(rest.reversed().drop { $0 == " " }.reversed()) : rest + line
    }.joined(separator: "\n")
  }

  func text(_ inlines: [Inline]) -> String {
    inlines.enumerated().map { text($1, isFirst: $0 == 0) }.joined()
  }

  private func text(_ inline: Inline, isFirst: Bool) -> String {
    switch inline {
    case .text(let text): return Self.escaped(text, startsLine: isFirst)
    case .emphasis(let inner): return "*\(text(inner))*"
    case .strong(let inner): return "**\(text(inner))**"
    case .strikethrough(let inner): return "~~\(text(inner))~~"
    case .code(let code):
      let fence = String(repeating: "`", count: code.longestRun(of: "`") + 1)
      let pad = code.hasPrefix("`") || code.hasSuffix("`") ? " " : ""
      return fence + pad + code + pad + fence
    case .link(let address, let title, let inner):
      return "[\(text(inner))](\(target(address, title)))"
    case .image(let address, let title, let inner):
      return "![\(text(inner))](\(target(address, title)))"
    // A paragraph is a line, whatever stands in for its values.
    case .softBreak: return " "
    case .lineBreak: return "\\\n"
    case .markup(let html): return html
    case .footnoteMark(let label): return "[^\(label)]"
    }
  }

  private func target(_ address: String, _ title: String) -> String {
    let plain = address.allSatisfy { !$0.isWhitespace && !"()<>".contains($0) } && !address.isEmpty
    let place = plain ? address : "<\(address.filter { !"<>\n".contains($0) })>"
    guard !title.isEmpty else { return place }
    return place + " \"" + title.map { $0 == "\"" ? "\\\"" : String($0) }.joined() + "\""
  }

  /// The text with everything escaped that Markdown would take for its own.
  package static func escaped(_ text: String, startsLine: Bool = true) -> String {
    var out = ""
    var previous: Character = " "
    var isAtStart = startsLine
    // `1. ` at the start of a line would be a list; `1.5` is not.
    let number = text.prefix { $0.isASCII && $0.isNumber }
    let afterNumber = text.dropFirst(number.count).dropFirst().first
    let startsList = startsLine && !number.isEmpty && (afterNumber == nil || afterNumber == " ")
    for character in text {
      switch character {
      case "\\", "*", "`", "<", "[", "]", "~", "|", "_", "&":
        // Within a word an underscore means nothing.
        out += character == "_" && (previous.isLetter || previous.isNumber) ? "_" : "\\\(character)"
      case "#" where isAtStart, "+" where isAtStart, "-" where isAtStart, ">" where isAtStart,
        "=" where isAtStart:
        out += "\\\(character)"
      case "." where startsList && out == number, ")" where startsList && out == number:
        out += "\\\(character)"
      default: out.append(character)
      }
      isAtStart = isAtStart && character == " "
      previous = character
    }
    return out
  }
}

extension String {
  func longestRun(of wanted: Character) -> Int {
    var longest = 0
    var run = 0
    for character in self {
      run = character == wanted ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Replaces a sign that no backslash stands before.
  fileprivate func replacing(_ sign: Character, outsideEscapesWith replacement: String) -> String {
    var out = ""
    var isEscaped = false
    for character in self {
      out += character == sign && !isEscaped ? replacement : String(character)
      isEscaped = character == "\\" && !isEscaped
    }
    return out
  }
}
