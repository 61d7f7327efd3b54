import ColumnStore
import LanguageService
import QuerySyntax
import SourceText
import TestSupport
import Testing
import Workbench

/// Findings, colours, hover and grey text while typing.
@Suite struct EditingTests {
  @Test("findings are those of a run, and nothing is run", arguments: ErrorPage.all.map(\.code))
  func findings(_ code: String) throws {
    let service = try makeService()
    guard let example = ErrorPage.page(of: code)?.example else { return }
    // Only a run meets these; no name of the shipped data fits two things.
    let running = [
      "ambiguous-name", "memory-limit", "chart", "many-to-many", "mixed-measures", "not-unique",
      "pivot-not-unique", "unknown-file-type",
    ]
    guard !running.contains(code), !example.hasPrefix("from \"") else { return }
    #expect(service.diagnostics(example).contains { $0.code == code }, "\(example)")
  }

  @Test(
    "right texts have no findings",
    arguments: [
      "let gulf = from countries | where GCC | keep country, region\nfrom gulf | where region = Asia",
      "from indicators | where series = hdi | pivot year value: value | sort `2018`",
      "from countries | count by region\n| sort n desc\nfrom _ | take 2",
      "compare Kenya, Uganda on hdi | keep country, hdi",
      "param y: year = 2010\nfrom countries | keep country, hdi@y",
      "let rich = gdp_per_capita > 20000\nfrom countries | where rich",
      "set decimals = 2\nwhy ICRMW for Mexico\nprofile Kenya as of 2019\nexplain from treaties | count",
      "",
    ])
  func sound(_ text: String) throws {
    let found = try makeService().diagnostics(text)
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test("settings, questions and places are looked at too")
  func others() throws {
    let service = try makeService()
    func codes(_ text: String) -> [String] { service.diagnostics(text).map(\.code) }
    #expect(codes("set rows = many") == ["bad-value"])
    #expect(codes("set widht = 3") == ["unknown-option"])
    #expect(codes("why ICRMW for Mexco") == ["unknown-country"])
    #expect(codes("profile Kenja") == ["unknown-country"])
    #expect(codes("from gulf | take 3") == ["unknown-table"])
    #expect(codes("| take 3") == ["unknown-result"])
  }

  @Test("colours say what a word is")
  func colours() throws {
    let service = try makeService()
    func styles(_ text: String, cursor: Int? = nil) -> [String] {
      let file = SourceFile(name: "", text: text)
      return service.spans(text, cursor: cursor).map {
        file.text(in: $0.range) + ":" + $0.style.rawValue
      }
    }
    #expect(
      styles("from countries as of 2007-04-24 | where ICRMW and country = Mexico # why")
        == [
          "from:keyword", "countries:table", "as:keyword", "of:keyword", "2007-04-24:date",
          "|:operator", "where:verb", "ICRMW:value", "and:keyword", "country:column", "=:operator",
          "Mexico:value", "# why:comment",
        ])
    #expect(
      styles("| summarise n = count(2.5) by \"x\"")
        == [
          "|:operator", "summarise:verb", "=:operator", "count:function", "(:bracket", "2.5:number",
          "):bracket", "by:keyword", "\"x\":string",
        ])
    #expect(styles("from countries | wehre").contains("wehre:error"))
    #expect(!styles("from countries | wehre", cursor: 22).contains("wehre:error"))
    #expect(!styles("from \"sur", cursor: 9).contains { $0.hasSuffix(":error") })
  }

  @Test("hover tells a column, a verb, a function, a field and a value apart")
  func hover() throws {
    let service = try makeService()
    func hover(_ marked: String) -> String {
      let marked = Marked(marked)
      return service.hover(marked.text, at: marked.cursor) ?? ""
    }
    #expect(
      hover("from coun‸tries").contains("one row per country")
        || hover("from coun‸tries").contains("One row per country"))
    #expect(hover("from countries | wh‸ere GCC").contains("verb"))
    #expect(hover("from countries | where G‸CC").contains("group"))
    #expect(hover("from countries | where reg‸ion = Africa").contains("Oceania"))
    #expect(hover("from countries | summarise n = me‸an(hdi)").contains("mean(x)"))
    #expect(hover("from countries | keep ICRMW.sta‸tus").contains("signatory"))
    #expect(
      hover("from countries | keep h‸di").contains("unit")
        || hover("from countries | keep h‸di").contains("years"))
    #expect(hover("from countries | where country = Swazi‸land").contains("Eswatini"))
    #expect(service.hover("from countries | take 3", at: 22) == nil)
  }

  @Test("grey text is the newest entry that goes on, else the only word")
  func suggestion() throws {
    let service = try makeService()
    let history = ["from treaties | take 3", "from treaties | count"]
    func rest(_ text: String) -> String? {
      service.suggestion(text, at: text.utf8.count, history: history)
    }
    #expect(rest("from tr") == "eaties | count")
    #expect(rest("from countries | whe") == "re")
    #expect(rest("from countries | where country = Tunis") == "ia")
    #expect(rest("from countries | s") == nil)
    #expect(rest("") == nil)
    #expect(service.suggestion("from tr", at: 3, history: history) == nil)
  }

  @Test("a text asks for more where the language does")
  func completeness() throws {
    let service = try makeService()
    #expect(service.completeness("from countries |") == .incomplete(waitingFor: "|"))
    #expect(service.completeness("from countries | where (") == .incomplete(waitingFor: "("))
    #expect(service.completeness("from countries") == .complete)
  }
}

/// Each step's own solution is right, and the solutions of others are not.
@Suite struct TourTests {
  private func accepts(_ step: TourStep, _ text: String) throws -> Bool {
    let session = try TestSession()
    let file = SourceFile(name: "tour", text: text)
    var sink = DiagnosticSink()
    let tree = Parser.parse(file, reporting: &sink)
    var isRight = false
    for statement in tree.statements {
      let outcome = session.workbench.run(statement, file)
      isRight = step.accepts(outcome, of: statement, in: session.workbench)
    }
    return isRight
  }

  @Test("the solution of each step is accepted", arguments: Tour.steps.map(\.number))
  func solutions(_ number: Int) throws {
    let step = Tour.steps[number - 1]
    #expect(step.number == number && !step.text.isEmpty && !step.hint.isEmpty)
    #expect(try accepts(step, step.solution), "\(step.solution)")
    for other in Tour.steps where other.number != number {
      #expect(!(try accepts(step, other.solution)), "\(number) takes \(other.solution)")
    }
    #expect(!(try accepts(step, "from nowhere | take 1")))
  }

  @Test("there are ten steps")
  func count() { #expect(Tour.steps.count == 10) }
}
