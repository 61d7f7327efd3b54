import Documents
import Notebooks
import SourceText
import TestSupport
import Testing

@Suite struct DocumentTests {
  private func document(_ text: String) throws -> Document {
    BriefDocument.make(try Briefs.run(text), name: "brief.md")
  }

  @Test func `a brief becomes prose, exhibits and an end`() throws {
    let document = try document(Briefs.small)
    #expect(document.title == "Small")
    #expect(document.blocks.first == .heading(level: 2, [.text("Head")]))
    let markdown = MarkdownRenderer().render(document)
    #expect(markdown.contains("**Table 1.** Treaties, 2020-12-31\n\n| country |"))
    #expect(markdown.contains("Mexico: party."))
    for head in ["## Data availability", "## Exhibits", "## References"] {
      #expect(markdown.contains(head))
    }
    #expect(markdown.contains("read as of 2020-12-31, with focus = Mexico"))
    #expect(!markdown.contains("<!--"))
  }

  @Test func `without a title the first heading is it`() throws {
    #expect(try document("# One\n\nText.\n").title == "One")
  }

  @Test func `notes and links of the prose reach over blocks`() throws {
    let document = try document(
      "A[^1] [b].\n\n```accord id=a\nfrom countries | count\n```\n\n[^1]: Note.\n\n[b]: https://x.org\n"
    )
    let html = HTMLRenderer().render(document)
    #expect(html.contains("href=\"https://x.org\""))
    #expect(html.contains("id=\"fn-1\""))
  }

  @Test func `a chart is a figure with words for those who cannot see it`() throws {
    let document = try document(
      "```accord id=c caption=\"Cost\"\nfrom panel 2011..2020 | where remittance_cost_to is not missing "
        + "| summarise m = mean(remittance_cost_to) by year | chart line x: year, y: m\n```\n{{ref c}}\n"
    )
    let html = HTMLRenderer().render(document)
    #expect(html.contains("<span class=\"label\">Figure 1.</span> Cost"))
    #expect(html.contains("role=\"img\" aria-label=\""))
    #expect(html.contains("<svg"))
    #expect(html.contains("<p>Figure 1</p>"))
    #expect(LaTeXRenderer().render(document).contains("\\begin{verbatim}"))
  }

  @Test func `what lint finds`() throws {
    let text = """
      ---
      params:
        idle: { type: number, default: 3 }
      ---
      There are 250 of them, 1,234 elsewhere, in 2020-250.

      ```accord id=a caption="n"
      let spare = 5
      from countries | count
      ```

      ```accord
      from countries | take 3 | keep country
      ```

      """
    let codes = BriefLint.findings(try Briefs.run(text)).map(\.code)
    #expect(
      codes == [
        "unused-name", "typed-number", "unused-name", "unnamed-block", "no-caption",
        "unstable-order",
      ])
  }

  @Test func `a lock changes the front matter alone`() throws {
    let sums = [(name: "core", sum: "12ab"), (name: "d.csv", sum: "34cd")]
    let locked = BriefLock.text(Briefs.read(Briefs.small), edition: "2026.1", checksums: sums)
    let brief = Briefs.read(locked)
    #expect(!brief.hasErrors)
    #expect(brief.front["data", "core"]?.text == "2026.1")
    #expect(BriefLock.checksums(brief).map(\.sum) == ["12ab", "34cd"])
    #expect(brief.front["title"]?.text == "Small")
    // Again: replaced, not added.
    #expect(BriefLock.text(brief, edition: "2026.1", checksums: sums) == locked)
    let bare = BriefLock.text(Briefs.read("Text.\n"), edition: "2026.1", checksums: [])
    #expect(bare == "---\ndata:\n  core: 2026.1\n---\n\nText.\n")
  }

  @Test func `files that are joined, put below or read within a query are pinned too`() {
    let brief = Briefs.read(
      """
      ```accord
      let t = from (from "a.csv" | where x > 1)
      from t | join "b.csv" on country | append (from "c.csv" | join ("d.csv") on country)
      from "b.csv" | keep a = "no file.csv" | note "e.csv"
      ```

      """)
    #expect(BriefLock.files(brief) == ["a.csv", "b.csv", "c.csv", "d.csv"])
  }

  @Test func `scripts are cut into statements`() {
    for text in [
      "", "# only\n", "let x = 1", "let x = 1\nfrom countries\n| count\n# end\n\n",
      "#!/usr/bin/env accord\nfrom countries | count # c\n# <!-- accord result=r1 query=1 data=1 "
        + "engine=1 -->\n# x\n# <!-- accord end -->\nlet y = 2\n", "| where (\n", "\u{0}",
    ] {
      let file = SourceFile(name: "s.accord", text: text)
      let brief = ScriptReader.read(file)
      #expect(brief.segments.map { file.text(in: $0.range) }.joined() == text)
    }
  }
}
