import TestSupport
import Testing
import Workbench

/// The reference pages are those that the records give.
@Suite struct ReferencePageTests {
  @Test("a reference page is up to date", arguments: ReferencePage.allCases)
  func isCurrent(_ page: ReferencePage) throws {
    let path = Project.root + "/Sources/Manual/reference/\(page.rawValue).md"
    let text = page.text(try Project.catalogue.get())
    if Project.updatesGoldens {
      Project.write(text, to: path)
    } else {
      #expect(Project.read(path) == text, "run Scripts/dev/manual")
    }
  }
}
