import LanguageService
import QuerySemantics
import QuerySyntax
import SourceText
import TestSupport
import Testing
import Workbench

/// No text and no cursor may trap, and every range must lie in the text.
@Suite struct RobustnessTests {
  static let statements: [String] = {
    var all = VerbCatalogue.all.flatMap(\.examples).map(\.statement)
    all += FunctionCatalogue.all.flatMap(\.examples).map(\.statement)
    all += ErrorPage.all.compactMap(\.example) + Tour.steps.map(\.solution)
    all += odd
    return all
  }()

  static let odd = [
    "", " ", "|", "||", "from", "from |", "from | |", "from \"", "from `", "from `a", "\"", "`",
    "from countries | where country = \"Côte d'Iv", "from countries | where naïve = é",
    "from countries | where country in {Mexico,, }", "from countries | where ((((", "))))",
    "{{{{", "from countries | keep a = = b", "from countries | where x.y.z.w", "@", ".", "..",
    "...",
    "from countries | where hdi@@2010", "let", "let x", "let x =", "let = from", "param a:",
    "set =",
    "why for at", "compare on against", "explain explain explain", "cite : :", "search \"",
    "from countries | join (from (from (from countries", "from countries as of as of",
    "# only a comment", "from countries # and | more\n| where", "\n\n\n",
    "from countries |\n\n where",
    "🇰🇪 | 👨‍👩‍👧 = 3", "from countries | where country = 🇰🇪", "من البلدان | where", "\u{0}\u{1}\u{2}",
    "from panel 2000..", "from panel ..", "from countries | where year in 1..", "a:b:c:d",
    "from countries | fill x forward linear max: max:", "from countries | count by by by",
    "from countries | chart", "from countries | chart line x:",
    "from countries | where not not not", "from countries | keep a, b, c by d", "let a = {",
    "from countries | summarise n = count( by region", "from countries | where ICRMW@(",
  ]

  @Test("any cursor in any statement, whole and cut off there")
  func everyPlace() throws {
    let service = try makeService(CompletionTests.setup)
    #expect(RobustnessTests.statements.count >= 200)
    // In a short run the places of each statement are taken in turn.
    let step = Project.runsLongTests ? 1 : 17
    for (number, text) in RobustnessTests.statements.enumerated() {
      let bytes = Array(text.utf8)
      for cursor in stride(from: number % step, through: bytes.count, by: step) {
        look(service, text, cursor)
        look(service, String(decoding: bytes[..<cursor], as: UTF8.self), cursor)
      }
      look(service, text, -5)
      look(service, text, bytes.count + 5)
    }
  }

  private func look(_ service: LanguageService, _ text: String, _ cursor: Int) {
    let count = text.utf8.count
    let completion = service.complete(text, at: cursor)
    #expect(completion.range.start >= 0 && completion.range.end <= count, "\(text) at \(cursor)")
    #expect(completion.candidates.allSatisfy { !$0.insert.isEmpty && !$0.detail.contains("\n") })
    _ = service.hover(text, at: cursor)
    _ = service.suggestion(text, at: cursor, history: ["from countries | take 3"])
    var end = 0
    for span in service.spans(text, cursor: cursor) {
      #expect(span.range.start >= end && span.range.end <= count, "\(text): \(span)")
      end = span.range.end
    }
    for finding in service.diagnostics(text) {
      #expect((finding.range?.end ?? 0) <= count && !finding.code.isEmpty)
    }
  }

  @Test("what is put in is read as meant")
  func insertsAreRead() throws {
    let service = try makeService()
    let lexicon = service.complete("from countries | where country = ", at: 33)
    for candidate in lexicon.candidates where candidate.kind == .country {
      let text = "from countries | where country = \(candidate.insert)"
      #expect(service.diagnostics(text).isEmpty, "\(text)")
    }
    for letter in "abcdefghijklmnopqrstuvwxyz" {
      let start = "from countries | keep x = "
      let completion = service.complete(start + String(letter), at: start.utf8.count + 1)
      for candidate in completion.candidates {
        guard [.measure, .treaty, .column, .attribute].contains(candidate.kind) else { continue }
        let found = service.diagnostics(start + candidate.insert)
        #expect(found.isEmpty, "\(candidate.insert): \(found.map(\.message))")
      }
    }
  }
}
