import QuerySyntax
import SourceText
import TestSupport
import Testing
import Workbench

/// Every code that a stage can give has a page, and the page's example gives that code.
@Suite struct ErrorPageTests {
  /// What a file's note is called; notes are printed without their code.
  static let notes: Set<String> = [
    "bad-cells", "named-column", "decoded-as-windows-1252", "decoded-from-utf-16", "mixed-column",
    "ambiguous-comma", "printed-numbers",
  ]

  /// The codes in the sources: `code: "…"`, `failure("…"`, and cases of a type that has a `code`.
  static let codes: [String] = {
    let given =
      #/(?:code: |failure\(\s*|complain\(\s*|report\(\s*|warning\(\s*|note = )"([a-z0-9]+(?:-[a-z0-9]+)*)"/#
    let listed = #/case \.[^:"]*: "([a-z0-9]+(?:-[a-z0-9]+)+)"/#
    var found: Set<String> = [
      "unknown-country", "unknown-treaty", "unknown-measure", "unknown-group", "unknown-basket",
      "incomparable",
    ]
    for path in Project.files(in: Project.root + "/Sources", ending: ".swift") {
      guard !path.contains("/ErrorPage"), !path.hasPrefix("Drawing/"),
        let text = Project.read(Project.root + "/Sources/" + path)
      else { continue }
      for match in text.matches(of: given) { found.insert(String(match.output.1)) }
      guard text.contains("var code: String") else { continue }
      for match in text.matches(of: listed) { found.insert(String(match.output.1)) }
    }
    found.formUnion(SyntaxIssue.allCodes.map(\.code))
    return found.subtracting(notes).sorted()
  }()

  @Test("a code has a page", arguments: codes)
  func hasPage(_ code: String) {
    #expect(ErrorPage.page(of: code) != nil, "no page of \(code) in Workbench/ErrorPage.swift")
  }

  @Test("a page is of a code that can be given, once")
  func pages() {
    let pages = ErrorPage.all.map(\.code)
    #expect(Set(pages).count == pages.count)
    #expect(Set(pages).subtracting(Self.codes) == [])
    #expect(Self.codes.count > 80)
  }

  @Test(
    "the example of a page gives its code",
    arguments: ErrorPage.all.filter { $0.example != nil }.map(\.code))
  func example(_ code: String) throws {
    let example = try #require(ErrorPage.page(of: code)?.example)
    let session = try TestSession(files: Project.root + "/Tests/Data")
    var found: [String] = []
    session.workbench.run(
      SourceFile(name: "example", text: example), stopsAtError: false
    ) { outcome in found += outcome.diagnostics.map(\.code) }
    #expect(found.contains(code), "\(example) gives \(found)")
  }
}
