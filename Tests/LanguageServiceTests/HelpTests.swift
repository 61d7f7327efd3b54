import Catalogue
import LanguageService
import QuerySemantics
import QuerySyntax
import SourceText
import TestSupport
import Testing
import Workbench

/// Every record has a page, and what a page shows as an example runs.
@Suite struct HelpTests {
  private func page(_ word: String, _ service: LanguageService) throws -> HelpPage {
    let page = try #require(service.help(word), "no help on \(word)")
    for width in [20, 60, 100] {
      let lines = page.lines(width: width)
      #expect(!lines.isEmpty && lines.contains { !$0.isEmpty }, "\(word)")
    }
    return page
  }

  private func run(_ pages: [HelpPage]) throws {
    let session = try TestSession()
    var done: Set<String> = []
    for example in pages.flatMap(\.examples) where done.insert(example.statement).inserted {
      let file = SourceFile(name: "example", text: example.statement)
      session.workbench.run(file, stopsAtError: true) { outcome in
        #expect(!outcome.failed, "\(example.statement)\n\(outcome.diagnostics.map(\.message))")
      }
    }
  }

  @Test("verbs, functions, statements, tables, options, codes, operators and lists")
  func language() throws {
    let service = try makeService()
    var words = VerbCatalogue.all.map(\.name) + FunctionCatalogue.all.map(\.name)
    words += GrammarWord.statements + OptionRecord.all.map(\.name)
    words +=
      service.workbenchTables + ["panel", "as_of", "region", "by", "ICRMW.status", "hdi.year"]
    words += ["verbs", "functions", "statements", "tables", "measures", "treaties", "groups"]
    words += ["options", "errors", "operators", "baskets"]
    try run(try words.map { try page($0, service) })
    for code in ErrorPage.all.map(\.code) { _ = try page(code, service) }
    for rule in OperatorTable.all { _ = try page(rule.spelling, service) }
  }

  @Test("every treaty, group and basket")
  func treaties() throws {
    let catalogue = try Project.catalogue.get()
    let service = try makeService()
    var pages: [HelpPage] = []
    for kind in [EntityKind.treaty, .group, .basket] {
      for id in 0..<Int32(catalogue.count(of: kind)) {
        pages.append(try page(catalogue.name(of: kind, id), service))
      }
    }
    try run(pages)
  }

  @Test("every measure and country; the examples of some")
  func measures() throws {
    let catalogue = try Project.catalogue.get()
    let service = try makeService()
    for kind in [EntityKind.measure, .country] {
      var pages: [HelpPage] = []
      for id in 0..<Int32(catalogue.count(of: kind)) {
        pages.append(try page(catalogue.name(of: kind, id), service))
      }
      let step = Project.runsLongTests ? 1 : 11
      try run(stride(from: 0, to: pages.count, by: step).map { pages[$0] })
    }
  }

  @Test("pages say what is needed")
  func content() throws {
    let service = try makeService()
    func text(_ word: String) throws -> String {
      try page(word, service).lines(width: 100).joined(separator: "\n")
    }
    let treaty = try text("icrmw")
    #expect(treaty.contains("1990") && treaty.contains("parties") && treaty.contains("complete"))
    let measure = try text("remittances_gdp")
    #expect(
      measure.contains("% of GDP") && measure.contains("BX.TRF.PWKR.DT.GD.ZS")
        && measure.contains("neither end"))
    #expect(try text("Swaziland").contains("Eswatini"))
    #expect(try text("GCC").contains("Kuwait"))
    #expect(try text("unknown-country").contains("from countries | where country = Swazland"))
    #expect(try text("join").contains("kind:"))
    #expect(service.help().lines(width: 80).count < 24)
    #expect(service.help().examples.count == 3)
    try run([service.help()])
  }

  @Test("a word that names nothing has nearest ones")
  func unknown() throws {
    let service = try makeService()
    #expect(service.help("wehre") == nil)
    #expect(service.nearest(to: "wehre").first == "where")
    #expect(service.nearest(to: "remitances_gdp").contains("remittances_gdp"))
    #expect(service.nearest(to: "Swazland").contains { $0.contains("Eswatini") })
  }
}

extension LanguageService {
  var workbenchTables: [String] { (try? Project.catalogue.get().tableNames) ?? [] }
}
