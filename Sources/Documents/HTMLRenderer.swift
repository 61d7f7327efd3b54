/// Writes a document as one self-contained page: nothing is fetched, it prints, it follows the
/// reader's choice of light or dark, and without scripts it only loses the sorting of tables.
package struct HTMLRenderer: DocumentRenderer {
  package init() {}

  package func render(_ document: Document) -> String {
    var head = ""
    if !document.authors.isEmpty || document.date != nil {
      let byline = document.authors + [document.date].compactMap(\.self)
      head += "<p class=\"byline\">\(Self.escaped(byline.joined(separator: ", ")))</p>\n"
    }
    if let abstract = document.abstract {
      head += "<p class=\"abstract\">\(Self.escaped(abstract))</p>\n"
    }
    let title = Self.escaped(document.title)
    return """
      <!DOCTYPE html>
      <html lang="\(Self.escaped(document.language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="Accord">
      <title>\(title)</title>
      <style>
      \(PageStyle.sheet)</style>
      </head>
      <body>
      <main>
      <header>
      <h1>\(title)</h1>
      \(head)</header>
      \(text(document.blocks))</main>
      <script>
      \(PageStyle.script)</script>
      </body>
      </html>

      """
  }

  /// Blocks as they stand within a page.
  package func text(_ blocks: [Block]) -> String {
    let notes = blocks.filter { if case .footnote = $0 { true } else { false } }
    let body = blocks.filter { if case .footnote = $0 { false } else { true } }
    var out = body.map(text).joined()
    if !notes.isEmpty {
      out += "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n"
      out += notes.map(text).joined() + "</ol>\n</section>\n"
    }
    return out
  }

  private func text(_ block: Block) -> String {
    switch block {
    case .heading(let level, let inlines):
      let tag = "h\(min(max(level, 1), 6))"
      return "<\(tag)>\(text(inlines))</\(tag)>\n"
    case .paragraph(let inlines): return "<p>\(text(inlines))</p>\n"
    case .quote(let inner): return "<blockquote>\n\(text(inner))</blockquote>\n"
    case .list(let list): return text(list)
    case .code(let language, let code):
      let kind = language.isEmpty ? "" : " class=\"language-\(Self.escaped(language))\""
      return "<pre><code\(kind)>\(Self.escaped(code))</code></pre>\n"
    case .rule: return "<hr>\n"
    case .markup(let html): return markup(html, isBlock: true)
    case .table(let grid):
      return scrolled("aria-label=\"Table\"", "<table>\n\(text(grid))</table>\n")
    case .exhibit(let exhibit): return text(exhibit)
    case .chart(let chart):
      return scrolled("aria-label=\"Chart\"", drawing(chart))
    case .definitions: return ""
    case .appendix(let code): return statements(code, "All statements, in order")
    case .folded(let folded):
      let open = folded.statements.map { text(.code(language: "accord", $0)) } ?? ""
      return open + "<details class=\"answer\"><summary>\(text(folded.summary))</summary>\n"
        + text(folded.body) + "</details>\n"
    case .footnote(let label, let inner):
      let number = Self.escaped(label)
      return "<li id=\"fn-\(number)\">\n\(text(inner))"
        + "<p><a href=\"#fnref-\(number)\" role=\"doc-backlink\">back</a></p>\n</li>\n"
    }
  }

  private func text(_ list: List) -> String {
    let tag = list.start == nil ? "ul" : "ol"
    let start = list.start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    var out = "<\(tag)\(start)>\n"
    for item in list.items {
      let inner = item.map { block -> String in
        // A tight list has no space between its items.
        if list.isTight, case .paragraph(let inlines) = block { return text(inlines) + "\n" }
        return text(block)
      }
      out += "<li>" + inner.joined() + "</li>\n"
    }
    return out + "</\(tag)>\n"
  }

  /// A box that scrolls by itself, so that the page never does; keys reach it.
  private func scrolled(_ label: String, _ inner: String) -> String {
    "<div class=\"scroll\" role=\"region\" \(label) tabindex=\"0\">\n\(inner)</div>\n"
  }

  /// The picture, for those who cannot see it in sentences.
  private func drawing(_ chart: ChartBlock) -> String {
    // The prologue of a file has no place within a page.
    let start = chart.svg.prefix { $0.isWhitespace }.count
    var svg = chart.svg.dropFirst(start)
    if svg.hasPrefix("<?xml"), let end = svg.firstIndex(of: ">") {
      svg = svg[svg.index(after: end)...].drop(while: \.isWhitespace)
    }
    return "<div class=\"chart\" role=\"img\" aria-label=\"\(Self.escaped(chart.description))\">\n"
      + svg + "</div>\n"
  }

  /// More rows than this may go over pages in print.
  private static let shortest = 12

  private func text(_ exhibit: ExhibitBlock) -> String {
    let anchor = Self.escaped(exhibit.identifier)
    let caption = exhibit.caption.isEmpty ? "" : " " + text(exhibit.caption)
    let label = "aria-labelledby=\"caption-\(anchor)\""
    let isShort = exhibit.body.allSatisfy { block in
      if case .table(let grid) = block { return grid.rows.count <= Self.shortest }
      return true
    }
    var out = "<figure class=\"exhibit\(isShort ? " short" : "")\" id=\"\(anchor)\">\n"
    out += "<figcaption id=\"caption-\(anchor)\"><span class=\"label\">\(exhibit.label).</span>"
    out += "\(caption)</figcaption>\n"
    var words = ""
    for block in exhibit.body {
      switch block {
      case .table(let grid):
        let table = "<table class=\"sortable\" \(label)>\n\(text(grid))</table>\n"
        out += scrolled(label, table)
      case .chart(let chart):
        out += scrolled(label, drawing(chart))
        words =
          "<details><summary>The figure in words</summary>\n<p>"
          + Self.escaped(chart.description) + "</p>\n</details>\n"
      default: out += text(block)
      }
    }
    let notes = exhibit.notes.map { "<p>\(text($0))</p>\n" }.joined()
    let made = statements(exhibit.statements, "How it was made")
    if !(notes + words + made).isEmpty {
      out += "<div class=\"notes\">\n\(notes)\(words)\(made)</div>\n"
    }
    return out + "</figure>\n"
  }

  private func statements(_ code: String, _ summary: String) -> String {
    guard !code.isEmpty else { return "" }
    return "<details><summary>\(summary)</summary>\n<pre><code class=\"language-accord\">"
      + Self.escaped(code) + "</code></pre>\n</details>\n"
  }

  /// A date is never broken at its hyphens.
  private static func isDate(_ cell: [Inline]) -> Bool {
    guard case .text(let text)? = cell.first, cell.count == 1 else { return false }
    return text.utf8.count >= 7 && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 }
  }

  /// Head and body of a table; the first column heads its rows.
  private func text(_ grid: TableGrid) -> String {
    func kind(_ column: Int) -> String {
      switch grid.alignment(column) {
      case .leading: ""
      case .centre: " class=\"centre\""
      case .trailing: " class=\"number\""
      }
    }
    var out = "<thead>\n<tr>"
    for (column, head) in grid.heads.enumerated() {
      out += "<th scope=\"col\"\(kind(column))>\(text(head))</th>"
    }
    out += "</tr>\n</thead>\n<tbody>\n"
    for row in grid.rows {
      out += "<tr>"
      for (column, cell) in row.enumerated() {
        out +=
          column == 0
          ? "<th scope=\"row\"\(kind(column))>\(text(cell))</th>"
          : "<td\(Self.isDate(cell) ? " class=\"whole\"" : kind(column))>\(text(cell))</td>"
      }
      out += "</tr>\n"
    }
    return out + "</tbody>\n"
  }

  private func text(_ inlines: [Inline]) -> String { inlines.map(text).joined() }

  private func text(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): return Self.escaped(text)
    case .emphasis(let inner): return "<em>\(text(inner))</em>"
    case .strong(let inner): return "<strong>\(text(inner))</strong>"
    case .strikethrough(let inner): return "<s>\(text(inner))</s>"
    case .code(let code): return "<code>\(Self.escaped(code))</code>"
    case .link(let address, let title, let inner):
      guard Self.isSafe(address) else { return text(inner) }
      let hint = title.isEmpty ? "" : " title=\"\(Self.escaped(title))\""
      return "<a href=\"\(Self.escaped(address))\"\(hint)>\(text(inner))</a>"
    case .image(let address, let title, let inner):
      let words = Self.escaped(inner.plainText)
      guard Self.isSafe(address) else { return words }
      let hint = title.isEmpty ? "" : " title=\"\(Self.escaped(title))\""
      return "<img src=\"\(Self.escaped(address))\" alt=\"\(words)\"\(hint)>"
    case .softBreak: return "\n"
    case .lineBreak: return "<br>\n"
    case .markup(let html): return markup(html, isBlock: false)
    case .footnoteMark(let label):
      let number = Self.escaped(label)
      return "<sup><a id=\"fnref-\(number)\" href=\"#fn-\(number)\" role=\"doc-noteref\">"
        + "\(number)</a></sup>"
    }
  }

  /// Comments are for the author and left out; other HTML of a brief is shown as text: a page
  /// that is passed on must not run what somebody wrote into it.
  private func markup(_ html: String, isBlock: Bool) -> String {
    let trimmed = html.drop(while: \.isWhitespace)
    if trimmed.hasPrefix("<!--") { return "" }
    return isBlock ? "<pre><code>\(Self.escaped(html))</code></pre>\n" : Self.escaped(html)
  }

  private static func isSafe(_ address: String) -> Bool {
    guard let colon = address.firstIndex(of: ":") else { return true }
    let scheme = address[..<colon].lowercased()
    // A colon after a slash or a number sign belongs to a path, not to a scheme.
    if scheme.contains(where: { "/#?".contains($0) }) { return true }
    return ["http", "https", "mailto", "doi"].contains(scheme)
  }

  /// The one place where text becomes HTML, for elements and for attributes in double quotes.
  package static func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out += "&amp;".utf8
      case UInt8(ascii: "<"): out += "&lt;".utf8
      case UInt8(ascii: ">"): out += "&gt;".utf8
      case UInt8(ascii: "\""): out += "&quot;".utf8
      case 0..<9, 11, 12, 14..<32: out += "\u{FFFD}".utf8
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
