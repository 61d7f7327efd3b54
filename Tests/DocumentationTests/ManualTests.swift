import QuerySemantics
import SourceText
import TestSupport
import Testing
import Workbench

/// Every block of statements in README and manual is run, and what stands in the block below it is
/// what comes out. A page runs in one session, from its first block to its last.
///
///     ```accord                 runs; a ```text block below holds its output exactly
///     ```accord error           must fail; its findings stand in the ```text block below
///     ```accord norun: REASON   is shown only
@Suite struct ManualTests {
  struct Page: Sendable, CustomStringConvertible {
    let path: String
    var description: String { path }

    static let all: [Page] =
      [Page(path: "README.md")]
      + Project.files(in: Project.root + "/Sources/Manual", ending: ".md").map {
        Page(path: "Sources/Manual/" + $0)
      }
  }

  @Test("a page says what is so", arguments: Page.all)
  func isTrue(_ page: Page) throws {
    let path = Project.root + "/" + page.path
    let text = try #require(Project.read(path))
    let replayed = try replay(text, page.path)
    if Project.updatesGoldens {
      if replayed != text { Project.write(replayed, to: path) }
    } else {
      #expect(replayed == text, "\(page.path) differs; look at the change, then UPDATE_GOLDENS=1")
    }
  }

  @Test("links between pages lead somewhere", arguments: Page.all)
  func links(_ page: Page) throws {
    let text = try #require(Project.read(Project.root + "/" + page.path))
    let folder = page.path.split(separator: "/").dropLast().joined(separator: "/")
    for part in text.split(separator: "](").dropFirst() {
      guard let end = part.firstIndex(of: ")") else { continue }
      let target = part[..<end].split(separator: "#", omittingEmptySubsequences: false)[0]
      guard !target.isEmpty, !target.contains("://") else { continue }
      let path = Project.root + "/" + (folder.isEmpty ? "" : folder + "/") + target
      #expect(Project.exists(path), "\(page.path) links to \(target)")
    }
  }

  @Test(
    "every kind of chart answers a question of the gallery", arguments: ChartRequest.Kind.allCases)
  func gallery(_ kind: ChartRequest.Kind) throws {
    let text = try #require(Project.read(Project.root + "/Sources/Manual/charts.md"))
    #expect(text.contains("\n## \(kind.rawValue)\n"))
    #expect(text.contains("| chart \(kind.rawValue)"))
  }

  /// The page with the outputs as they are now.
  private func replay(_ text: String, _ name: String) throws -> String {
    let session = try TestSession(files: Project.root + "/Tests/Data")
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    var out: [Substring] = []
    while let line = lines.popFirst() {
      out.append(line)
      if line.hasPrefix("````") {
        // A file within the page, with blocks of its own: tested with the briefs.
        let inner = lines.prefix { !$0.hasPrefix("````") }
        out += inner + [lines.dropFirst(inner.count).first].compactMap(\.self)
        lines = lines.dropFirst(inner.count + 1)
        continue
      }
      guard line.hasPrefix("```accord") else { continue }
      let tag = line.dropFirst("```accord".count)
      let body = Array(lines.prefix { $0 != "```" })
      lines = lines.dropFirst(body.count + 1)
      out += body + ["```"]
      if tag.hasPrefix(" norun") {
        #expect(tag.count > " norun: ".count, "\(name): a reason is lacking: \(line)")
        continue
      }
      let statements = body.joined(separator: "\n")
      var failed = false
      let printed = session.run(statements) { failed = failed || $0 }
      #expect(failed == (tag == " error"), "\(name): \(statements)\n\(printed)")
      // The output's block: there already, or put in where there is output to show.
      if lines.first == "", lines.dropFirst().first == "```text" {
        lines = lines.dropFirst(2)
        lines = lines.drop { $0 != "```" }.dropFirst()
      } else if printed.isEmpty || !Project.updatesGoldens {
        continue
      }
      out += ["", "```text"]
      out += printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      out += ["```"]
    }
    return out.joined(separator: "\n")
  }
}
