import Documents
import Testing

@Suite struct RendererTests {
  @Test func `LaTeX is balanced and has no bare signs`() {
    let text = LaTeXRenderer().render(Sample.document)
    var depth = 0
    var previous: Character = " "
    for character in text {
      if previous != "\\" {
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
      }
      #expect(depth >= 0)
      previous = previous == "\\" && character == "\\" ? " " : character
    }
    #expect(depth == 0)
    let begins = text.split(separator: "\\begin{").count
    #expect(begins == text.split(separator: "\\end{").count)
    #expect(text.contains("\\footnote{The note.}"))
    #expect(!text.contains("alert(1)"))
  }

  @Test func `code that would end its environment is set otherwise`() {
    let document = Document(title: "t", blocks: [.code(language: "", "a\\end{verbatim}b")])
    let text = LaTeXRenderer().render(document)
    #expect(!text.contains("\\begin{verbatim}"))
  }

  @Test(arguments: [
    Sample.awkward, "1. x", "- x", "# x", "1.5", "a_b", "_a_", "&amp;", "\\", "+ a",
  ])
  func `text survives Markdown`(_ text: String) {
    let written = MarkdownRenderer().text([.paragraph([.text(text)])])
    let read = MarkdownReader.blocks(written)
    guard case .paragraph(let inlines)? = read.first, read.count == 1 else {
      Issue.record("no longer one paragraph: \(written)")
      return
    }
    #expect(inlines.plainText == text)
  }

  @Test func `Markdown written is read as the same document`() {
    let blocks = Sample.document.blocks.filter { block in
      switch block {
      // These are written as what they stand for.
      case .exhibit, .chart, .definitions: false
      default: true
      }
    }
    let once = MarkdownReader.blocks(MarkdownRenderer().text(blocks))
    let twice = MarkdownReader.blocks(MarkdownRenderer().text(once))
    #expect(once == twice)
    #expect(once.contains { if case .table = $0 { true } else { false } })
  }

  @Test func `a table's alignment and cells are read`() {
    let blocks = MarkdownReader.blocks("| a | b |\n| :--- | ---: |\n| x \\| y | 2 |\n")
    guard case .table(let grid)? = blocks.first else {
      Issue.record("no table")
      return
    }
    #expect(grid.alignments == [.leading, .trailing])
    #expect(grid.rows[0][0].plainText == "x | y")
  }

  @Test func `notes and links defined at the end are found`() {
    let blocks = MarkdownReader.blocks(
      "A [b] and c[^n].\n\n[b]: https://example.org\n[^n]: Note.\n")
    guard case .paragraph(let inlines)? = blocks.first else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.contains(.link(address: "https://example.org", title: "", [.text("b")])))
    #expect(inlines.contains(.footnoteMark("1")))
    #expect(blocks.last == .footnote(label: "1", [.paragraph([.text("Note.")])]))
  }

  @Test func `text of any kind does not stop the reader`() {
    for text in [
      "", "\u{0}", "[[[[[", "|||\n|--|\n", String(repeating: ">", count: 3000), "`", "\r\n\r",
      String(repeating: "*a **b ", count: 4000), String(repeating: "- ", count: 3000) + "x",
      String(repeating: "![", count: 3000) + String(repeating: "](a)", count: 3000),
    ] {
      let blocks = MarkdownReader.blocks(text)
      _ = HTMLRenderer().text(blocks)
      _ = LaTeXRenderer().render(Document(title: "", blocks: blocks))
    }
  }

  @Test func `a notebook is JSON with statements in code cells`() {
    let text = NotebookRenderer().render(Sample.document)
    #expect(text.contains("\"cell_type\": \"code\""))
    #expect(text.contains("\"from countries | count\""))
    #expect(NotebookRenderer.quoted("a\"\\\n\u{1}") == "\"a\\\"\\\\\\n\\u0001\"")
  }
}
