import Notebooks
import SourceText
import Testing

@Suite struct ReaderTests {
  private func rejoined(_ text: String) -> String {
    let brief = Briefs.read(text)
    return brief.segments.map { brief.file.text(in: $0.range) }.joined()
  }

  @Test(arguments: [
    "", "\n", "text", "---\ntitle: x\n---\nbody", Briefs.small, "```accord id=a\nlet x = 1\n```",
    "```accord id=a\r\nlet x = 1\r\n```\r\n<!-- accord result=a query=1 data=2 engine=1 -->\r\nx\r\n"
      + "<!-- accord end -->\r\n\r\nmore", "````\n```accord\n```\n````\n",
    "~~~accord\nlet x = 1\n~~~\n",
    "é🇲🇽\n```accord\n", "---\n", "<!-- accord result=a -->\n", "<!-- accord end -->\n",
  ])
  func `the pieces of a file are the file`(_ text: String) {
    #expect(rejoined(text) == text)
  }

  @Test func `every cut of a brief can be read`() {
    let bytes = Array(Briefs.small.utf8)
    for count in bytes.indices {
      let text = String(decoding: bytes[..<count], as: UTF8.self)
      #expect(rejoined(text) == text)
    }
  }

  @Test func `front matter of all forms`() {
    let front = Briefs.read(
      """
      ---
      title: "A: \\"b\\""  # comment
      as_of: 2024-12-31
      author:
        - N. N.
        - 'O''O'
      tags: [a, "b, c"]
      params:
        focus: { type: country, default: Tunisia }
        year:
          type: year
          default: 2020
      ---
      """
    ).front
    #expect(front["title"]?.text == "A: \"b\"")
    #expect(front.texts("author") == ["N. N.", "O'O"])
    #expect(front.texts("tags") == ["a", "b, c"])
    #expect(front["params", "focus", "default"]?.text == "Tunisia")
    #expect(front["params", "year", "type"]?.text == "year")
  }

  @Test(arguments: [
    ("```{accord}\nfrom countries\n```\n", "{accord}"), ("```acord\n```\n", "acord"),
    ("~~~ {.accord #one}\n~~~\n", "{.accord"), ("```Accord id=a\n```\n", "Accord"),
  ])
  func `a block that is nearly one of statements is said not to run`(
    _ text: String, _ written: String
  ) {
    let brief = Briefs.read(text)
    #expect(brief.findings.map(\.code) == ["block-not-run"])
    #expect(brief.findings.first?.message == "a block of `\(written)` is not run")
    #expect(brief.blocks.isEmpty && !brief.hasErrors)
  }

  @Test func `blocks of other languages are left alone`() {
    let text = "```\naccord\n```\n```r\n```\n```{r}\n```\n```text\n```\n~~~sql\n~~~\n"
    #expect(Briefs.read(text).findings.isEmpty)
  }

  @Test(arguments: [
    ("---\ntitle x\n---\n", "bad-front-matter"), ("---\ntitle: x\n", "bad-front-matter"),
    ("---\na: |\n  b\n---\n", "bad-front-matter"), ("---\na: 1\na: 2\n---\n", "bad-front-matter"),
    ("```accord id=a\nlet x = 1\n", "unclosed-block"),
    ("```accord id=a b=c\n```\n", "unknown-option"), ("```accord id=1\n```\n", "bad-value"),
    ("```accord id=a\n```\n```accord id=a\n```\n", "defined-twice"),
    ("<!-- accord result=a query=1 data=2 engine=1 -->\n| a |\n", "unclosed-result"),
  ])
  func `what is wrong in a file is said`(_ text: String, _ code: String) {
    let brief = Briefs.read(text)
    #expect(brief.findings.map(\.code).contains(code))
    #expect(brief.hasErrors)
  }

  @Test(arguments: ["id=x caption=\"a, b\" hide", "id=x, caption=\"a, b\", hide"])
  func `options of a block stand apart by blanks or commas`(_ options: String) {
    let brief = Briefs.read("```accord \(options)\nfrom countries\n```\n")
    #expect(brief.findings.isEmpty)
    #expect(brief.blocks.map(\.identifier) == ["x"])
    #expect(brief.blocks.map(\.caption) == ["a, b"])
    #expect(brief.blocks.map(\.isHidden) == [true])
  }

  @Test func `blocks in other blocks are text`() {
    let brief = Briefs.read("````markdown\n```accord id=a\nnonsense\n```\n````\n")
    #expect(brief.blocks.isEmpty)
    #expect(!brief.hasErrors)
  }
}
