import ColumnStore
import Notebooks
import SourceText
import Testing
import Workbench

@Suite struct RunTests {
  @Test func `results stand under their blocks and a second run changes no byte`() throws {
    let once = try Briefs.written(Briefs.small)
    #expect(once.contains("<!-- accord result=one query="))
    #expect(once.contains("**Treaties, 2020-12-31**"))
    #expect(once.contains("| Mexico | party | 1999-03-08 |"))
    #expect(once.contains("Source: UN Treaty Collection"))
    #expect(try Briefs.written(once) == once)
    // All that is not result is as it was.
    let brief = Briefs.read(once)
    let rest = brief.segments.filter { if case .result = $0.kind { false } else { true } }
    #expect(rest.map { brief.file.text(in: $0.range) }.joined() == Briefs.small)
  }

  @Test func `line ends of the file are kept`() throws {
    let text = Briefs.small.replacing("\n", "\r\n")
    let once = try Briefs.written(text)
    #expect(!once.replacing("\r\n", "").contains("\n"))
    #expect(try Briefs.written(once) == once)
  }

  @Test func `a block without a last line end gets one`() throws {
    let once = try Briefs.written("```accord id=a\nfrom countries | count\n```")
    #expect(once.hasPrefix("```accord id=a\nfrom countries | count\n```\n<!-- accord result=a"))
    #expect(try Briefs.written(once) == once)
  }

  @Test func `parameters and the time can be given from outside`() throws {
    let run = try Briefs.run(Briefs.small, set: ["focus": "Tunisia"], asOf: "2000-01-01")
    #expect(!run.failed)
    #expect(run.values.values.sorted() == ["Tunisia", "none"])
    #expect(run.setting.parameters.first?.value == "Tunisia")
  }

  @Test func `an error stops the document and stands in its place`() throws {
    let text = """
      ```accord id=a
      from countries | where country = Mexico | keep country
      ```

      ```accord id=b
      from countries | where country = Swazland
      ```

      ```accord id=c
      from countries | count
      ```
      <!-- accord result=c query=1 data=2 engine=1.0 rows=1 -->
      | old |
      <!-- accord end -->

      """
    let run = try Briefs.run(text)
    #expect(run.failed)
    let written = BriefWriter.text(run)
    #expect(written.contains("| Mexico |"))
    #expect(written.contains("<!-- accord result=b error=unknown-country engine=1.0 -->"))
    #expect(written.contains("error[unknown-country]: no country `Swazland`\n  6 |"))
    // What was not run keeps what it had.
    #expect(written.contains("<!-- accord result=c query=1 data=2 engine=1.0 rows=1 -->\n| old |"))
    // Put right, the error goes.
    let mended = try Briefs.written(written.replacing("Swazland", "Eswatini"))
    #expect(!mended.contains("error"))
    #expect(!mended.contains("| old |"))
  }

  @Test func `a later block reads an earlier one by its name`() throws {
    let run = try Briefs.run(
      """
      ```accord id=first
      from countries | where country in {Mexico, Tunisia} | keep country, ICRMW
      ```
      ```accord id=second
      from first | where ICRMW | keep country
      ```
      """)
    #expect(Briefs.codes(run).isEmpty)
    #expect(run.blocks[1].dependencies == [0])
    #expect(run.blocks[1].table?.rowCount == 1)
    #expect(run.blocks[1].sources.contains { $0.authority == "UN Treaty Collection" })
  }

  @Test(arguments: [
    ("{{one.rows}}", "3"), ("{{one[country = focus].country}}", "Mexico"),
    ("{{focus}}", "Mexico"), ("{{as_of}}", "2020-12-31"), ("{{ref one}}", "Table 1"),
    ("{{one[country = Tunisia].`ICRMW.date` | else never}}", "never"),
    ("{{1 / 3 | 0.01}}", "0.33"), ("{{1 / 3 | 0.1 | %}}", "33.3%"), ("{{2 / 3 | %}}", "67%"),
    ("{{from one | where country = focus | keep country}}", "Mexico"), ("{{1234567}}", "1,234,567"),
    ("{{if true then \"a|b\" else \"c\"}}", "a\\|b"),
  ])
  func `inline values`(_ written: String, _ value: String) throws {
    let run = try Briefs.run(Briefs.small + written + "\n")
    #expect(Briefs.codes(run).isEmpty)
    let last = run.values.keys.max().flatMap { run.values[$0] }
    #expect(last == value)
  }

  @Test(arguments: [
    "{{one.nothing}}", "{{one.country}}", "{{one[country = focus}}", "{{nothing}}", "{{}}",
    "{{one[country = Tunisia].`ICRMW.date`}}", "{{ref two}}", "{{one}}", "{{focus | 0.1}}",
    "{{one[}}", "{{|}}", "{{\"}}",
  ])
  func `a value that is not there is an error at its place`(_ written: String) throws {
    let run = try Briefs.run(Briefs.small + written + "\n")
    #expect(run.failed || run.values.count == 2)
    if written != "{{\"}}", written != "{{one[country = focus}}" {
      #expect(Briefs.codes(run).contains("inline-value"))
    }
  }

  @Test func `code and escapes hold no values`() throws {
    let run = try Briefs.run("`{{x}}` \\{{y}} ``{{`z`}}``\n\n```text\n{{w}}\n```\n")
    #expect(Briefs.codes(run).isEmpty)
    #expect(run.values.isEmpty)
  }

  @Test(arguments: [
    ("as_of: soon", "bad-value"), ("accord: 2.0", "other-version"),
    ("params:\n  x: 5", "bad-front-matter"),
    ("params:\n  x: { type: planet, default: y }", "bad-value"),
    ("params:\n  x: { type: country, default: Nowhere }", "unknown-country"),
  ])
  func `front matter that cannot be used`(_ line: String, _ code: String) throws {
    let run = try Briefs.run("---\n\(line)\n---\n```accord id=a\nfrom countries | count\n```\n")
    #expect(Briefs.codes(run).contains(code))
    #expect(run.blocks.isEmpty)
  }

  @Test func `a slip in a key is a warning, a key of another program is none`() throws {
    let run = try Briefs.run("---\nas-of: 2020\nbibliography: refs.bib\n---\n")
    #expect(Briefs.codes(run) == ["bad-front-matter"])
    #expect(!run.failed && run.findings[0].label == "nearest: as_of")
    #expect(Briefs.codes(try Briefs.run("---\nparam:\n  x: y\n---\n")) == ["bad-front-matter"])
  }

  @Test func `another data edition is a warning`() throws {
    let run = try Briefs.run("---\ndata:\n  core: 1999.1\n---\n")
    #expect(Briefs.codes(run) == ["other-edition"])
    #expect(!run.failed)
  }
}
