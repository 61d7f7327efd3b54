import TerminalSupport
import TestSupport
import Testing

extension PromptTests {
  /// Tab: what a person sees of it. What is proposed is LanguageServiceTests' to know.
  @Suite struct CompletionTests {
    /// Typed text with Tabs, and the line after them.
    static let cases: [(String, String)] = [
      ("from coun\t", "from countries"),
      ("from countries | where country = swazi\t", "from countries | where country = Eswatini"),
      ("from countries | where country = burm\t", "from countries | where country = Myanmar"),
      (
        "from countries | where country = cote d\t",
        "from countries | where country = \"Côte d'Ivoire\""
      ),
      ("why migrant workers conv\t", "why ICRMW"),
      ("from countries | keep remittances_g\t", "from countries | keep remittances_gdp"),
      (
        "from countries | where subregion = northern af\t",
        "from countries | where subregion = \"Northern Africa\""
      ),
      (
        "from ratifications | where status = sig\t", "from ratifications | where status = signatory"
      ),
      ("from groups | where group = arab le\t", "from groups | where group = \"Arab League\""),
      (
        "from countries | join ratifications on country kind: se\t",
        "from countries | join ratifications on country kind: semi"
      ),
      ("set treaty_basis = in\t", "set treaty_basis = in_force"),
      (
        "from countries | where country in {Mexico, tuni\t",
        "from countries | where country in {Mexico, Tunisia"
      ),
      ("from countries | keep country, hdi@lat\t", "from countries | keep country, hdi@latest"),
      ("from \"sur\t", "from \"survey.csv\""),
      (".set gly\t", ".set glyphs"), (".set glyphs asc\t", ".set glyphs ascii"),
      (".run sc\t", ".run script.accord"), (".mode js\t", ".mode json"),
      ("?remittances_g\t", "?remittances_gdp"),
    ]

    @Test("values of every kind", arguments: cases)
    func values(typed: String, wanted: String) throws {
      let home = try PromptHome()
      _ = home.folder.write("a\n1\n", to: "survey.csv")
      _ = home.folder.write("# nothing\n", to: "script.accord")
      let session = try home.start(columns: 100)
      session.type(typed)
      try session.wait("`\(wanted)`") { $0.rows.last == "accord> " + wanted }
    }

    @Test("in the middle of a line, what stands behind stays")
    func middle() throws {
      let session = try PromptHome().start()
      session.type("from countries | where country = ken | count")
      session.type(String(repeating: "\u{1b}[D", count: 8))
      session.type("\t")
      #expect(session.line == "accord> from countries | where country = Kenya | count")
    }

    @Test("where nothing more is sure the list stands at once, with a line on each")
    func list() throws {
      let session = try PromptHome().start()
      session.type("from countries | where country = ni\t")
      let rows = session.screen.rows
      #expect(rows.first { $0.hasPrefix("Niger ") }?.contains("NER") == true, "\(rows)")
      #expect(rows.contains { $0.hasPrefix("Nicaragua ") })
      #expect(rows.first == "accord> from countries | where country = ni")
      session.type("g")
      #expect(session.screen.rows.count == 1)
      // Arrows choose, at a person's pace, and Enter takes what is chosen and does not run it yet.
      session.type("\u{8}")
      try session.wait("shorter word") { $0.rows.first?.hasSuffix("= ni") == true }
      session.type("\t")
      try session.wait("list") { $0.rows.contains { $0.hasPrefix("Niger ") } }
      func press(_ key: String, until country: String) throws {
        session.settle(milliseconds: 200)
        session.type(key)
        try session.wait(country) { $0.rows.first?.hasSuffix("= \(country)") == true }
      }
      session.settle(milliseconds: 200)
      session.type("\u{1b}")
      try session.wait("no list") { $0.rows.count == 1 }
      session.type("\u{1}\u{5}\t")
      try session.wait("list again") { $0.rows.contains { $0.hasPrefix("Niger ") } }
      try press("\u{1b}[B", until: "Nicaragua")
      try press("\u{1b}[B", until: "Niger")
      try press("\u{1b}OA", until: "Nicaragua")
      #expect(session.screen.style(of: "Nica", inRow: 1) == "7")
      session.type("\r")
      try session.wait("line alone") { $0.rows.count == 1 }
      #expect(session.line == "accord> from countries | where country = Nicaragua")
      #expect(try session.enter(" | count").contains { $0.hasPrefix("n  ") })
    }
  }
}
