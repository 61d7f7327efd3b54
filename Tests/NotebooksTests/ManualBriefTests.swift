import Notebooks
import TestSupport
import Testing

/// The manual shows whole briefs between four backticks; they are what `run --write` makes.
@Suite struct ManualBriefTests {
  static let pages = Project.files(in: Project.root + "/Sources/Manual", ending: ".md").filter {
    Project.read(Project.root + "/Sources/Manual/" + $0)?.contains("\n````markdown\n") == true
  }

  @Test("a brief in the manual runs and stands as it is stamped", arguments: pages)
  func isTrue(_ page: String) throws {
    let path = Project.root + "/Sources/Manual/" + page
    let text = try #require(Project.read(path))
    var parts = text.split(separator: "````markdown\n", omittingEmptySubsequences: false)
      .map(String.init)
    for index in parts.indices.dropFirst() {
      let end = try #require(parts[index].firstRange(of: "\n````"), "an open brief in \(page)")
      let brief = String(parts[index][..<end.lowerBound]) + "\n"
      let run = try Briefs.run(brief)
      #expect(Briefs.codes(run).isEmpty, "\(page)")
      parts[index] = BriefWriter.text(run) + parts[index][end.lowerBound...].dropFirst()
    }
    let written = parts.joined(separator: "````markdown\n")
    if Project.updatesGoldens {
      if written != text { Project.write(written, to: path) }
    } else {
      #expect(written == text, "\(page) differs; look at the change, then UPDATE_GOLDENS=1")
    }
  }
}
