import ColumnStore
import Documents
import Notebooks
import SourceText
import TestSupport
import Testing
import Workbench

/// A brief before a class, without its screen.
@Suite struct SeminarTests {
  private func seminar(_ text: String = Self.lesson) throws -> Seminar {
    let catalogue = try Project.catalogue.get()
    return Seminar(Briefs.read(text), asOf: nil, engine: "1.0") { Briefs.workbench(on: catalogue) }
  }

  @Test func `a slide is a heading's prose and at most one block`() throws {
    let slides = try seminar().slides
    #expect(slides.map(\.title) == ["Head", "Two", "Table", "Two", "Exercise"])
    #expect(slides.map(\.block) == [nil, 0, 1, nil, 3])
  }

  @Test func `a sign for a heading in code is none`() {
    let brief = Briefs.read("# A\n\n```text\n# no\n```\n\n# B\n\nx\n")
    #expect(BriefSlide.slides(of: brief).map(\.title) == ["A", "B"])
  }

  @Test func `values are held back until their block has been run`() throws {
    let seminar = try seminar()
    func prose() -> String { seminar.prose(2).plain }
    #expect(prose().contains("There are …… of them, in Mexico."))
    _ = seminar.run(0)
    #expect(prose().contains("There are 3 of them, in Mexico."))
  }

  @Test func `a block is run with those before it, and names hold`() throws {
    let seminar = try seminar()
    let result = try #require(seminar.run(1))
    #expect(!result.failed)
    #expect(result.results.last?.table.rowCount == 3)
    // What was run only because it had to be is not shown.
    #expect(seminar.result(0) == nil)
  }

  @Test func `a change is run anew, and the text given stays as it was`() throws {
    let seminar = try seminar()
    _ = seminar.run(0)
    _ = seminar.run(1)
    try seminar.change(0, to: "let some = from countries | where country = Peru\nfrom some | count")
    #expect(seminar.result(0) == nil && seminar.result(1) == nil)
    #expect(seminar.isChanged(0))
    #expect(seminar.run(1)?.results.last?.table.rowCount == 1)
    try seminar.restore(0)
    #expect(!seminar.isChanged(0))
    #expect(seminar.run(1)?.results.last?.table.rowCount == 3)
  }

  @Test func `an error is shown and what comes after it is still run`() throws {
    let seminar = try seminar()
    try seminar.change(0, to: "from nowhere")
    #expect(seminar.run(0)?.failed == true)
    #expect(seminar.run(3)?.failed == false)
  }

  @Test func `what would end a block cannot be put into one`() throws {
    let seminar = try seminar()
    #expect(throws: Seminar.Refusal.self) { try seminar.change(0, to: "a\n```\nb") }
    #expect(throws: Seminar.Refusal.self) { _ = try seminar.add("```", after: 0) }
    #expect(seminar.slides.count == 5)
    #expect(seminar.run(0)?.failed == false)
  }

  @Test func `a question from the class becomes a slide`() throws {
    let seminar = try seminar()
    let added = try seminar.add("from countries | where country = Chile | keep country", after: 1)
    #expect(added == 2)
    #expect(seminar.slides.count == 6)
    let block = try #require(seminar.slides[added].block)
    #expect(seminar.run(block)?.results.last?.table.rowCount == 1)
    let first = try seminar.add("from countries | count", after: 0)
    #expect(seminar.slides[first].block == 0)
    #expect(seminar.run(0)?.failed == false)
  }

  @Test func `the transcript is a brief that checks`() throws {
    let seminar = try seminar()
    seminar.guess("maybe {{two}}", for: 0)
    _ = seminar.run(0)
    try seminar.change(0, to: "let some = from countries | where country = Peru\nfrom some | count")
    _ = seminar.run(0)
    _ = try seminar.add("from nowhere", after: 1)
    for slide in 0..<3 { seminar.reach(slide) }
    let text = seminar.transcript()
    #expect(text.hasPrefix("---\ntitle: Lesson (transcript)\n"))
    #expect(text.contains("The class guessed: maybe { {two}}."))
    #expect(text.contains("Tried before:\n\n```text\nlet some = "))
    #expect(text.contains("error[unknown-table]"))
    #expect(!text.contains("id=table") && !text.contains("Exercise"))
    let run = try Briefs.run(text)
    #expect(Briefs.codes(run).isEmpty)
    #expect(!BriefCheck(run).isChanged)
    #expect(BriefWriter.text(run) == text)
  }

  @Test func `a transcript of nothing run is a brief too`() throws {
    let seminar = try seminar()
    seminar.reach(0)
    #expect(try Briefs.codes(Briefs.run(seminar.transcript())).isEmpty)
  }

  static let lesson = """
    ---
    title: Lesson
    params:
      focus: { type: country, default: Mexico }
    ---
    # Head

    Some words.

    ## Two

    ```accord id=two guess="How many?"
    let some = from countries | where country in {Mexico, Peru, Chile}
    from some | count
    ```

    There are {{two.n}} of them, in {{focus}}.

    ```accord id=table caption="Table"
    from some | keep country
    ```

    More words.

    ```accord hide
    let other = 1
    ```

    ## Exercise

    ```accord id=answer solution
    from countries | where country = focus | keep country
    ```

    """
}

extension [Block] {
  fileprivate var plain: String {
    map { block in
      if case .paragraph(let words) = block { return words.plainText }
      return ""
    }.joined(separator: "\n")
  }
}
