import LanguageService
import SourceText
import TestSupport
import Testing

/// What is proposed first where the cursor stands at `‸`.
@Suite struct CompletionTests {
  struct Situation: CustomTestStringConvertible, Sendable {
    var text: String
    var first: [String]
    /// Must not be among them.
    var never: [String] = []

    init(_ text: String, _ first: [String], never: [String] = []) {
      self.text = text
      self.first = first
      self.never = never
    }

    var testDescription: String { text }
  }

  static let setup = """
    let gulf = from countries | where GCC | keep country, region
    let rich = gdp_per_capita > 20000
    param focus: country = Tunisia
    from countries | count by region
    """

  static func check(_ situation: Situation) throws {
    let service = try makeService(setup)
    let found = service.inserts(situation.text)
    #expect(Array(found.prefix(situation.first.count)) == situation.first, "\(found.prefix(8))")
    for word in situation.never { #expect(!found.contains(word), "\(word) is proposed") }
  }

  static let statements: [Situation] = [
    .init("‸", ["from", "compare", "profile", "search"]),
    .init("fr‸", ["from"]),
    .init("s‸", ["search", "set"]),
    .init("explain ‸", ["from", "compare"]),
    .init("explain fr‸", ["from"]),
    .init("from ‸", ["gulf", "countries", "treaties"]),
    .init("from c‸", ["countries", "corridors"]),
    .init("from pan‸", ["panel "]),
    .init("from _‸", ["_", "_1"]),
    .init("from \"‸", ["\"survey.csv\"", "\"data/"], never: ["\"notes.docx\""]),
    .init("from \"data/w‸", ["\"data/wages 2020.csv\""]),
    .init("from countries ‸", ["as of"]),
    .init("from countries as ‸", ["of"]),
    .init("from \"survey.csv\" ‸", ["as of"]),
    .init("from \"survey.csv\" bad: ‸", ["missing", "error"]),
    .init("compare ken‸", ["Kenya"]),
    .init("compare United K‸", ["\"United Kingdom\""]),
    .init("compare Kenya ‸", ["on"]),
    .init("compare Kenya on hdi ‸", ["against", "as of"]),
    .init("compare Kenya on hdi against ‸", ["World"]),
    .init("why ICRMW ‸", ["for"]),
    .init("why ICRMW for mex‸", ["Mexico"]),
    .init("why hdi for South Af‸", ["\"South Africa\""]),
    .init("why ICRMW for Mexico ‸", ["at"]),
    .init("profile tun‸", ["Tunisia"]),
    .init("cite ‸", ["_", "_1"]),
    .init("cite format: ‸", ["text", "bibtex"]),
    .init("set tre‸", ["treaty_basis = "]),
    .init("set treaty_basis = ‸", ["deposit", "in_force"]),
    .init("set glyphs = ‸", ["unicode", "braille", "block", "ascii"]),
    .init("let x = fr‸", ["from"]),
    .init("let x = hd‸", ["hdi"]),
    .init("let g = {mex‸", ["Mexico"]),
    .init("param f: ‸", ["boolean", "country"]),
    .init("param f: country = ken‸", ["Kenya"]),
    .init("search mig‸", []),
    .init(".t‸", [".tables", ".timer ", ".tour"]),
    .init("help wh‸", ["where", "why"]),
    .init("?icr‸", ["ICRMW"]),
  ]

  @Test("statements, sources and their parts", arguments: statements)
  func statement(_ situation: Situation) throws { try CompletionTests.check(situation) }

  static let verbs: [Situation] = [
    .init("from countries | ‸", ["where", "sort", "take"]),
    .init("from countries | wh‸", ["where"]),
    .init("from countries | s‸", ["sort", "skip", "sample", "summarise", "save"]),
    // What other languages call it.
    .init("from countries | filter‸", ["where"]),
    .init("from countries | limi‸", ["take"]),
    .init("from countries | summarise avg‸", ["mean("]),
    .init("from countries | summarise stdd‸", ["sd("]),
    .init("| ‸", ["where"]),
    .init("| where ‸", ["region", "n"]),
    .init("from countries | where ‸", ["country", "iso3"]),
    .init("from countries | keep country, region | sort ‸", ["country", "region"]),
    .init("from countries | keep country, law = hdi | sort la‸", ["law"]),
    .init("from gulf | where ‸", ["country", "region"]),
    .init("let k = from countries | keep region\nfrom k | where ‸", ["region"]),
    .init("from countries | sort population ‸", ["asc", "desc"]),
    .init("from countries | sort population d‸", ["desc"]),
    .init("from countries | take 3 ‸", ["by"]),
    .init("from countries | sample 3 ‸", ["seed: "]),
    .init("from countries | count ‸", ["by"]),
    .init("from countries | count by reg‸", ["region"]),
    .init("from countries | summarise n = co‸", ["corr(", "count(", "country"]),
    .init("from countries | summarise n = count() ‸", ["by"]),
    .init("from countries | summarise n = mean(remittances_g‸", ["remittances_gdp"]),
    .init("from countries | derive p = rank(population, ‸", ["by: "]),
    .init("from countries | derive p = rank(population, by: ‸", ["country", "iso3"]),
    .init("from countries | drop ‸", ["country", "iso3"]),
    .init("from countries | join ‸", ["gulf", "countries"]),
    .init("from countries | join (‸", ["from"]),
    .init("from countries | join ratifications ‸", ["on", "kind: ", "many: "]),
    .init("from countries | join ratifications on ‸", ["country"]),
    .init("from countries | join ratifications on country kind: ‸", ["inner", "left"]),
    .init("from countries | append ‸", ["gulf"]),
    .init("from countries | commitments ‸", ["core_un"]),
    .init("from countries | commitments {ICRM‸", ["ICRMW"]),
    .init("from countries | gap wbl_i‸", ["wbl_index"]),
    .init("from countries | benchmark hdi ‸", ["against", "average: "]),
    .init("from countries | benchmark hdi against Af‸", ["`African Union`", "Africa"]),
    .init("from indicators | pivot year value: ‸", ["country", "year", "series"]),
    .init("from indicators | fill value ‸", ["by", "forward", "linear", "max: "]),
    .init("from countries | chart ‸", ["bar"]),
    .init("from countries | chart bar highlight: {Mex‸", ["Mexico"]),
    .init("from countries | chart bar hd‸", ["hdi"]),
    .init("from countries | chart scatter hdi, remittances_g‸", ["remittances_gdp"]),
    .init("from countries | implementation ICRMW, ‸", ["law: ", "practice: "]),
    .init("from countries | overdue ICRM‸", ["ICRMW"]),
    .init("from countries | derive x = if GCC ‸", ["then"]),
    .init("from countries | derive x = if GCC then 1 ‸", ["else"]),
  ]

  @Test("verbs, operands, clauses and options", arguments: verbs)
  func verb(_ situation: Situation) throws { try CompletionTests.check(situation) }

  static let values: [Situation] = [
    .init("from countries | where country = Sw‸", ["Sweden", "Switzerland", "Eswatini"]),
    .init("from countries | where country = swaz‸", ["Eswatini"]),
    .init("from countries | where country = burm‸", ["Myanmar"]),
    .init("from countries | where country = rdc‸", ["\"DR Congo\""]),
    .init("from countries | where country = cote‸", ["\"Côte d'Ivoire\""]),
    .init("from countries | where country = uk‸", ["\"United Kingdom\""]),
    .init("from countries | where country = United St‸", ["\"United States\""]),
    .init("from countries | where country = \"United St‸", ["\"United States\""]),
    .init("from countries | where country = \"Ken‸", ["\"Kenya\""]),
    .init("from countries | where country = foc‸", ["focus"]),
    .init("from countries | where country in {Mexico, tun‸", ["Tunisia"]),
    .init("from countries | where country in ‸", ["{", "member(", "parties("]),
    .init("from countries | where country in parties(ICRM‸", ["ICRMW"]),
    .init("from countries | where country in member(GC‸", ["GCC"]),
    .init("from countries | where region = ‸", ["Africa", "Americas", "Asia"]),
    .init("from countries | where region = Af‸", ["Africa"]),
    .init("from countries | where (region = Af‸", ["Africa"]),
    .init("from countries | where subregion = North‸", ["\"Northern Africa\""]),
    .init("from countries | where income = \"Lower mid‸", ["\"Lower middle income\""]),
    .init("from countries | where capital = Pari‸", ["Paris"]),
    .init("from corridors | where origin.region = Afr‸", ["Africa"]),
    .init("from corridors | where origin = mex‸", ["Mexico"]),
    .init("from ratifications | where treaty = ICR‸", ["ICRMW"]),
    .init("from ratifications | where treaty = dome‸", ["C189"]),
    .init("from ratifications | where treaty in core‸", ["core_un"]),
    .init("from ratifications | where status = ‸", ["denounced", "none", "party", "signatory"]),
    .init("from indicators | where series = remittances_g‸", ["remittances_gdp"]),
    .init("from indicators | where series = wbl_ind‸", [], never: ["wbl_index"]),
    .init("from rights | where measure = wbl_ind‸", ["wbl_index"]),
    .init("from rights | where measure = forced lab‸", ["forced_labour"]),
    .init("from countries | where contry = swaz‸", ["Eswatini"]),
    .init("from countries | chart bar y: hd‸", ["hdi"]),
    .init("from countries | chart bar y: ‸", ["country"]),
    .init("from rights | where basis = ‸", ["law", "mixed", "practice"]),
    .init("from groups | where group = arab‸", ["\"Arab League\""]),
    .init("from countries | where NAF‸", ["`NAFTA/USMCA`"]),
    .init("from groups | where group = NAF‸", ["\"NAFTA/USMCA\""]),
    .init("from countries | where `NAF‸", ["`NAFTA/USMCA`"]),
    .init("from nowhere | where country = Swe‸", ["Sweden"]),
    .init("from countries | foo bar | where region = Af‸", ["Africa"]),
    .init("from gulf | where region = As‸", ["Asia"]),
    .init("from countries | where ICRMW.status = sig‸", ["signatory"]),
  ]

  @Test("values of the column at hand", arguments: values)
  func value(_ situation: Situation) throws { try CompletionTests.check(situation) }

  static let members: [Situation] = [
    .init("from countries | where ICRMW.‸", ["status", "date", "signed", "in_force"]),
    .init("from countries | where ICRMW.st‸", ["status"]),
    .init("from countries | keep country, hdi.‸", ["year", "reason"]),
    .init("from countries | keep country, core_un.‸", ["count", "share", "all"]),
    .init("from countries | keep country.reg‸", ["region"]),
    .init("from corridors | where origin.ICRM‸", ["ICRMW"]),
    .init("from corridors | where ICRM‸", ["destination.ICRMW", "origin.ICRMW"]),
    .init("from ratifications | keep treaty.ti‸", ["title"]),
    .init("from ratifications | keep date.‸", ["year", "month", "day"]),
    .init("from countries | keep country, hdi@‸", ["latest"]),
    .init("from countries | keep country, hdi@20‸", ["2023", "2022"]),
    .init("from countries | where migrant work‸", ["C143", "ICRMW"]),
    .init("from countries | keep country, BX.TRF.PWKR.DT‸", ["remittances_gdp"]),
    .init("from countries | where ICRMW.date is ‸", ["missing", "not missing"]),
    .init("from countries | where ICRMW ‸", ["and", "in"]),
    .init("from countries # where com‸", []),
  ]

  @Test("members, times and continuations", arguments: members)
  func member(_ situation: Situation) throws { try CompletionTests.check(situation) }

  @Test("the whole word is replaced, and nothing after it")
  func replacement() throws {
    let service = try makeService()
    #expect(service.completed("from coun‸tr | take 3") == "from countries | take 3")
    #expect(
      service.completed("from countries | where country = \"Ken‸ya\" | take 3")
        == "from countries | where country = \"Kenya\" | take 3")
    #expect(
      service.completed("from countries | where country = \"Ken‸ | where name = \"x\"")
        == "from countries | where country = \"Kenya\" | where name = \"x\"")
    #expect(
      service.completed("from countries | where country = South Afr‸ and GCC")
        == "from countries | where country = \"South Africa\" and GCC")
  }

  @Test("no file is proposed in safe mode")
  func safeMode() throws {
    let service = LanguageService(try TestSession().workbench)
    #expect(service.inserts("from \"‸").isEmpty)
  }

  @Test("a list stops at its limit and says how many there are")
  func limit() throws {
    let completion = try makeService().complete("from countries | where ", at: 23)
    #expect(completion.candidates.count == Completion.limit)
    #expect(completion.total > Completion.limit)
  }

  @Test("the same text gives the same list")
  func isDeterministic() throws {
    let (a, b) = (try makeService(), try makeService())
    for text in ["from countries | where m‸", "from countries | where country = g‸", "from ‸"] {
      #expect(a.inserts(text) == b.inserts(text))
    }
  }
}
