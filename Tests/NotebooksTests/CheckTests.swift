import Notebooks
import TestSupport
import Testing

@Suite struct CheckTests {
  private func check(_ text: String, engine: String = "1.0") throws -> BriefCheck {
    BriefCheck(try Briefs.run(text, engine: engine))
  }

  @Test func `what was just written is unchanged`() throws {
    let check = try check(Briefs.written(Briefs.small))
    #expect(!check.isChanged)
    #expect(check.differences("f").isEmpty)
  }

  @Test func `a number changed by hand is found`() throws {
    let text = try Briefs.written(Briefs.small).replacing("1999-03-08", "1999-03-09")
    let check = try check(text)
    #expect(check.blocks[0].causes == [.editedByHand])
    #expect(
      check.blocks[0].cells == [
        BriefCheck.CellChange(
          row: "Mexico", column: "ICRMW.date", stamped: "1999-03-09", now: "1999-03-08")
      ])
    #expect(check.differences("f").contains("  Mexico, ICRMW.date: 1999-03-09 → 1999-03-08\n"))
  }

  @Test func `a row taken out and a note reworded by hand are found`() throws {
    let text = try Briefs.written(Briefs.small)
    let without = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("| Tunisia") }.joined(separator: "\n")
    #expect(try check(without).blocks[0].rowsNew == ["Tunisia"])
    let reworded = try check(text.replacing("Source: UN", "Source: my"))
    #expect(reworded.isChanged)
    #expect(reworded.blocks[0].linesGone.count == 1)
    let count = try check(text.replacing("rows=3", "rows=4"))
    #expect(count.blocks[0].causes == [.editedByHand])
  }

  @Test func `a changed query is told from layout and comments`() throws {
    let text = try Briefs.written(Briefs.small)
    let query = try check(text.replacing(", Morocco}", "}"))
    #expect(query.blocks[0].causes.contains(.queryChanged))
    #expect(query.blocks[0].rowsGone == ["Morocco"])
    let layout = text.replacing("# A comment.\n", "").replacing(
      " | keep country", "\n  |  keep country")
    #expect(try !check(layout).isChanged)
  }

  @Test func `what depends on a changed block is changed too`() throws {
    let source = """
      ```accord id=a
      let some = from countries | where country in {Mexico, Tunisia}
      ```
      ```accord id=b
      from some | keep country
      ```
      ```accord id=c
      from countries | where country = Peru | keep country
      ```

      """
    let text = try Briefs.written(source).replacing("Tunisia}", "Tunisia, Chile}")
    let check = try check(text)
    #expect(check.blocks.first { $0.identifier == "b" }?.causes == [.queryChanged, .dataChanged])
    #expect(check.blocks.first { $0.identifier == "c" }?.isChanged == false)
  }

  @Test func `another version with the same results is no change, but is named`() throws {
    let check = try check(Briefs.written(Briefs.small, engine: "1.0"), engine: "1.1")
    #expect(!check.isChanged)
    #expect(check.reasons("1.1") == "one: current, engine changed from 1.0 (now 1.1)\n")
  }

  @Test func `what was never run, failed, or lost its block`() throws {
    #expect(try check(Briefs.small).blocks[0].causes == [.neverRun])
    let failed = Briefs.small.replacing(
      "```\n\n{{", "```\n<!-- accord result=one error=x engine=1.0 -->\n<!-- accord end -->\n\n{{")
    #expect(try check(failed).blocks[0].causes == [.stampedError])
    let orphan = try check(
      "<!-- accord result=x query=1 data=1 engine=1 -->\n<!-- accord end -->\n")
    #expect(orphan.blocks[0].causes == [.orphan])
    #expect(orphan.isChanged)
  }
}
