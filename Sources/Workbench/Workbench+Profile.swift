import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import SourceText

/// `profile COUNTRY`: commitments, reports, rights, indicators, corridors. What can be asked in the
/// language is asked in the language; the rest is read from the treaties' records.
extension Workbench {
  func profile(
    _ country: Expression, _ asOf: Expression?, _ file: SourceFile,
    _ outcome: inout StatementOutcome
  ) {
    let binder = makeBinder(file)
    let scalar = binder.constant(country, type: .country, name: "country")
    var date = options.asOf
    if let asOf, case .date(let given)? = binder.constant(asOf, type: .date, name: "as of") {
      date = given
    }
    outcome.diagnostics += binder.sink.diagnostics
    guard !outcome.failed, case .entity(let id)? = scalar else { return }
    do {
      outcome.output = .profile(try makeProfile(id, date))
    } catch {
      outcome.diagnostics.append(
        Diagnostic(code: "store-damaged", message: "the data could not be read: \(error)"))
    }
  }

  private func makeProfile(_ id: Int32, _ date: PartialDate?) throws -> Profile {
    let country = catalogue.country(id)
    let when = date.map { " as of \($0.text)" } ?? ""
    var profile = Profile(title: "\(country.name) (\(country.iso3))\(when)")
    let places = [CountryAttribute.region, .subregion].map { text($0, id) }.filter { !$0.isEmpty }
    let year = date?.year ?? catalogue.editionDate.year
    let income = catalogue.income(of: id, year: year)
    let group = income.code >= 0 ? catalogue.incomeDictionary[income.code] : ""
    profile.sections.append(
      .init(
        title: "Country",
        body: .lines([(places + [group]).filter { !$0.isEmpty }.joined(separator: "; ")])))
    profile.sections.append(
      .init(title: "Commitments", body: .lines(try commitmentLines(id, date))))
    let reports = try reportLines(id, date)
    if !reports.isEmpty {
      profile.sections.append(.init(title: "Reports", body: .lines(reports)))
    }
    let ask = Asker(workbench: self, name: country.iso3, date: date)
    let region = text(.region, id)
    let against =
      [region, group].filter { !$0.isEmpty }.map { "\"\($0)\"" }.joined(separator: ", ")
    let clause = against.isEmpty ? "" : " against \(against)"
    // The stock is estimated every five years; what lies ahead of the day asked for is not shown.
    let stock = Swift.min(2020, year / 5 * 5)
    ask.add(
      to: &profile, "Rights in law", "compare \(country.iso3) on \(Profile.law)\(ask.asOf)\(clause)"
    )
    ask.add(
      to: &profile, "Rights in practice",
      "compare \(country.iso3) on \(Profile.practice)\(ask.asOf)\(clause)")
    ask.add(
      to: &profile, "Indicators",
      "compare \(country.iso3) on \(Profile.indicators)\(ask.asOf)\(clause)")
    ask.add(
      to: &profile, "Largest corridors out (people, \(stock))",
      """
      from corridors | where origin = \(country.iso3) and year = \(stock) and migrants > 0
      | sort migrants desc | take 5
      | keep to = destination, migrants, ICRMW = if origin.ICRMW and destination.ICRMW then "both" else "not both", C097 = if origin.C097 and destination.C097 then "both" else "not both"
      """)
    ask.add(
      to: &profile, "Largest corridors in (people, \(stock))",
      """
      from corridors | where destination = \(country.iso3) and year = \(stock) and migrants > 0
      | sort migrants desc | take 5
      | keep `from` = origin, migrants, ICRMW = if origin.ICRMW and destination.ICRMW then "both" else "not both", C097 = if origin.C097 and destination.C097 then "both" else "not both"
      """)
    ask.add(
      to: &profile, "Bilateral labour agreements",
      """
      from agreements | where (partner_a = \(country.iso3) or partner_b = \(country.iso3)) and year <= \(year)
      | derive partner = if partner_a = \(country.iso3) then partner_b else partner_a
      | summarise n = count(), first = min(year), last = max(year) by partner | sort n desc | take 5
      """)
    profile.notes = [
      "State party means consent deposited and not denounced; each list has its own date (why TREATY for COUNTRY says which)",
      "benchmarks are unweighted means over the countries with a value",
    ]
    return profile
  }

  private func text(_ attribute: CountryAttribute, _ id: Int32) -> String {
    if case .text(let text) = catalogue.attribute(attribute)[Int(id)] { return text }
    return ""
  }

  /// One line per basket: how many of how many, which with their years, which not.
  private func commitmentLines(_ id: Int32, _ date: PartialDate?) throws -> [String] {
    var lines: [String] = []
    for index in 0..<Int32(catalogue.count(of: .basket)) {
      let basket = catalogue.basket(index)
      var parties: [String] = []
      var others: [String] = []
      var unknown: [String] = []
      for treaty in basket.treaties {
        let record = try catalogue.record(of: treaty)
        let reading = record.reading(
          country: id, day: date?.lastDay, basis: options.treatyBasis)
        let name = record.treaty.identifier
        switch reading.status {
        case .known(.party):
          let year = reading.spell?.date.map { " \($0.year)" } ?? ""
          let count = reading.spell?.reservations ?? 0
          parties.append(name + year + (count > 0 ? " (\(count) res.)" : ""))
        case .known(.signatory): others.append(name + " (signed)")
        case .known(.denounced): others.append(name + " (denounced)")
        case .known(.none): others.append(name)
        case .missing: unknown.append(name)
        }
      }
      var line = "\(basket.title): \(parties.count) of \(basket.treaties.count)"
      if !parties.isEmpty { line += ". Party: " + parties.joined(separator: ", ") }
      if !others.isEmpty { line += ". Not party: " + others.joined(separator: ", ") }
      if !unknown.isEmpty { line += ". Not known: " + unknown.joined(separator: ", ") }
      lines.append(line)
    }
    return lines
  }

  private func reportLines(_ id: Int32, _ date: PartialDate?) throws -> [String] {
    var lines: [String] = []
    let day = date?.lastDay ?? catalogue.editionDate.lastDay
    for treaty in 0..<Int32(catalogue.count(of: .treaty)) {
      guard catalogue.reportingRule(of: treaty) != nil else { continue }
      let record = try catalogue.record(of: treaty)
      guard let first = record.dueDates(country: id, asOf: date?.lastDay, through: day).first else {
        continue
      }
      lines.append(
        "\(record.treaty.identifier) (\(record.treaty.body)): initial report due \(first.text) by the treaty's rule"
      )
    }
    return lines
  }
}

extension Profile {
  static let law = """
    renunciation_required, naturalisation_years, dual_citizenship, jus_soli_second_generation, \
    refugee_naturalisation, wbl_index
    """
  static let practice = """
    forced_labour_men, forced_labour_women, foreign_movement, access_to_justice, \
    freedom_of_association, tip_tier, refugee_recognition_rate
    """
  static let indicators = """
    population, gdp_per_capita_ppp, hdi, migrant_stock, migrant_stock_share, remittances_gdp, \
    refugees_hosted, refugees_from, unemployment
    """
}

/// Asks statements for the sections of a profile; a statement without rows gives no section.
private struct Asker {
  let workbench: Workbench
  let name: String
  let date: PartialDate?

  var asOf: String { date.map { " as of \($0.text)" } ?? "" }

  func add(to profile: inout Profile, _ title: String, _ statement: String) {
    let file = SourceFile(name: "profile", text: statement)
    let side = Workbench(catalogue: workbench.catalogue, access: workbench.access)
    side.options = workbench.options
    side.options.asOf = date
    var sections: [Profile.Section] = []
    side.run(file, stopsAtError: true) { outcome in
      if case .result(var result) = outcome.output, result.table.rowCount > 0 {
        // The document ends with what holds for all of its tables.
        result.sources = []
        result.notes = []
        sections.append(.init(title: title, body: .result(result)))
      }
      if let finding = outcome.diagnostics.first(where: { $0.severity == .error }) {
        sections.append(.init(title: title, body: .lines(["not available: \(finding.message)"])))
      }
    }
    profile.sections += sections
  }
}
