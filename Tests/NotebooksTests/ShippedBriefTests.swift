import TestSupport
import Testing

/// The briefs that are shipped carry their results.
@Suite struct ShippedBriefTests {
  @Test(
    "a shipped brief has a result under each of its blocks",
    arguments: Project.files(in: Project.root + "/Scripts/briefs", ending: ".md"))
  func isStamped(_ name: String) throws {
    let text = try #require(Project.read(Project.root + "/Scripts/briefs/" + name))
    let lines = text.split(separator: "\n")
    let results = lines.count { $0.hasPrefix("<!-- accord result=") }
    #expect(results > 0)
    #expect(lines.count { $0 == "<!-- accord end -->" } == results)
  }
}
