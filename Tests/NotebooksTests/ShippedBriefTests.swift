import Documents
import Notebooks
import SourceText
import TestSupport
import Testing
import Workbench

/// The briefs and lessons that are shipped: each runs, is as stamped, and can be handed on.
@Suite struct ShippedBriefTests {
  /// Paths from the root of the project.
  static let briefs = files("Scripts/briefs")
  static let lessons = files("Scripts/lessons")

  private static func files(_ folder: String) -> [String] {
    Project.files(in: Project.root + "/" + folder, ending: ".md").map { folder + "/" + $0 }
  }

  private static func text(_ path: String) throws -> String {
    try #require(Project.read(Project.root + "/" + path))
  }

  @Test("there are at least eight briefs and six lessons")
  func number() {
    #expect(ShippedBriefTests.briefs.count >= 8)
    #expect(ShippedBriefTests.lessons.count == 6)
  }

  // One run serves all that is asked of a file: running is what takes the time.
  @Test("each runs, is as stamped, has no typed number, and renders", arguments: briefs + lessons)
  func canBeHandedOn(_ path: String) throws {
    let text = try ShippedBriefTests.text(path)
    let run = try Briefs.run(text)
    #expect(Briefs.codes(run).isEmpty)
    #expect(run.blocks.contains { !$0.results.isEmpty })
    let check = BriefCheck(run)
    #expect(!check.isChanged, "\(check.differences(path))")
    #expect(BriefWriter.text(run) == text)
    let found = BriefLint.findings(run).map { "\($0.code): \($0.message)" }
    #expect(found.isEmpty)
    let document = BriefDocument.make(run, name: path)
    let catalogue = try Project.catalogue.get()
    for form in BriefForm.allCases where !form.needsPandoc {
      let bytes = try form.bytes(document, run, catalogue)
      #expect(!bytes.isEmpty)
      if form == .bib || form == .xlsx { continue }
      let rendered = String(decoding: bytes, as: UTF8.self)
      #expect(!rendered.contains("{{"), "\(form): a value is left in braces")
      #expect(rendered.contains("Data availability"), "\(form)")
    }
  }

  @Test("a brief says what it found first and what the data do not say last", arguments: briefs)
  func hasItsParts(_ path: String) throws {
    let text = try ShippedBriefTests.text(path)
    #expect(text.contains("\n**In short.**"))
    #expect(text.contains("\n## What the data do not say\n"))
  }

  @Test("a lesson has an aim, things to guess and a solved exercise", arguments: lessons)
  func isALesson(_ path: String) throws {
    let text = try ShippedBriefTests.text(path)
    #expect(text.contains("\naim: "))
    let fences = text.split(separator: "\n").filter { $0.hasPrefix("```accord ") }
    #expect(fences.count { $0.contains(" guess=\"") } >= 4)
    #expect(fences.count { $0.hasSuffix(" solution") } >= 1)
    #expect(text.contains("\n## Exercise\n"))
  }

  @Test(
    "the profile can be made of any country, however little is known of it",
    arguments: [
      "Aruba", "Holy See", "South Sudan", "Western Sahara",
    ])
  func profile(_ country: String) throws {
    let text = try ShippedBriefTests.text("Scripts/briefs/country-profile.md")
    let run = try Briefs.run(text, set: ["focus": country])
    #expect(Briefs.codes(run).isEmpty, "\(country)")
    #expect(BriefDocument.make(run, name: "profile").title.hasPrefix(country))
  }
}
