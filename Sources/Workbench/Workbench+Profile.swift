import Catalogue
import ColumnStore
import Presentation
import QuerySemantics
import QuerySyntax
import SourceText

/// `profile COUNTRY`: commitments, reports, rights, indicators, corridors. What can be asked in the
/// language is asked in the language; the rest is read from the treaties' records.
extension Workbench {
  func profile(
    _ country: Expression, _ asOf: Expression?, _ options: [Argument], _ file: SourceFile,
    _ outcome: inout StatementOutcome
  ) {
    let binder = makeBinder(file)
    let scalar = binder.constant(country, type: .country, name: "country")
    var date = self.options.asOf
    if let asOf {
      switch binder.constant(asOf, type: .date, name: "as of") {
      case .date(let given)?: date = given
      case .number(let year)?: date = PartialDate(year: Int(year)) ?? date
      default: break
      }
    }
    outcome.diagnostics += binder.sink.diagnostics
    guard let saving = savingOptions(options, file, &outcome), !outcome.failed,
      case .entity(let id)? = scalar
    else { return }
    do {
      let profile = try makeProfile(id, date)
      outcome.output = .profile(profile)
      if let saving { save(profile, saving, &outcome) }
    } catch {
      outcome.diagnostics.append(
        Diagnostic(code: "store-damaged", message: "the data could not be read: \(error)"))
    }
  }

  private struct Saving {
    var path: String
    var replace: Bool
    var range: SourceRange
  }

  /// `save: "file.md", replace: true`; nil where something else is asked for, which is reported.
  private func savingOptions(
    _ options: [Argument], _ file: SourceFile, _ outcome: inout StatementOutcome
  ) -> Saving?? {
    var saving: Saving?
    for option in options {
      switch (option.label?.text, option.value.kind) {
      case ("save"?, .string(let path)):
        saving = Saving(path: path, replace: saving?.replace ?? false, range: option.value.range)
      case ("replace"?, .boolean(let value)): saving?.replace = value
      default:
        outcome.diagnostics.append(
          SemanticIssue.unknownOption(
            verb: "profile", name: option.label?.text ?? "", nearest: [],
            allowed: ["save: \"file.md\"", "replace: true"]
          ).diagnostic(at: option.label?.range ?? outcome.range))
        return nil
      }
    }
    return .some(saving)
  }

  private func save(_ profile: Profile, _ saving: Saving, _ outcome: inout StatementOutcome) {
    let naming = CatalogueNaming(catalogue)
    let text: String
    switch ResultForm(path: saving.path) {
    case .md?: text = profile.text(TableSetter(names: naming), PageSettings(), markdown: true)
    case .json?: text = profile.json(naming)
    default:
      outcome.diagnostics.append(
        Diagnostic(
          code: "unknown-file-type", message: "a profile is not saved as `\(saving.path)`",
          range: saving.range, notes: ["endings: .md, .json"]))
      return
    }
    do throws(FileIssue) {
      try access.writeFile(saving.path, saving.replace, Array(text.utf8))
    } catch {
      outcome.diagnostics.append(
        Diagnostic(
          code: error.code, message: error.message, range: saving.range, notes: error.notes))
    }
  }

  private func makeProfile(_ id: Int32, _ date: PartialDate?) throws -> Profile {
    let country = catalogue.country(id)
    let when = date.map { " as of \($0.text)" } ?? ""
    var profile = Profile(title: "\(country.name) (\(country.iso3))\(when)")
    let year = date?.year ?? catalogue.editionDate.year
    let income = catalogue.income(of: id, year: year)
    let group = income.code >= 0 ? catalogue.incomeDictionary[income.code] : ""
    let places = [text(.region, id), text(.subregion, id), group].filter { !$0.isEmpty }
    profile.subtitle = places.joined(separator: "; ")
    profile.facts = [
      ("country", country.name), ("iso3", country.iso3), ("as_of", date?.text),
      ("region", text(.region, id)), ("subregion", text(.subregion, id)), ("income", group),
    ]
    try addCommitments(to: &profile, id, date)
    var asker = ProfileAsker(self, date)
    asker.addMeasures(to: &profile, id, year: year, against: [text(.region, id), group])
    // The stock is estimated every five years; what lies ahead of the day asked for is not shown.
    let stock = Swift.min(2020, year / 5 * 5)
    asker.addCorridors(to: &profile, country.iso3, stock: stock, year: year)
    profile.notes += asker.notes
    profile.sources = unique(asker.sources)
    return profile
  }

  private func text(_ attribute: CountryAttribute, _ id: Int32) -> String {
    if case .text(let text) = catalogue.attribute(attribute)[Int(id)] { return text }
    return ""
  }

  private func unique(_ lines: [SourceLine]) -> [SourceLine] {
    var seen: Set<SourceLine> = []
    return lines.filter { seen.insert($0).inserted }
  }
}

/// Asks statements for the sections of a profile and gathers what stands behind the answers.
struct ProfileAsker {
  let workbench: Workbench
  let date: PartialDate?
  var sources: [SourceLine] = []
  var notes: [String] = []

  init(_ workbench: Workbench, _ date: PartialDate?) {
    self.workbench = workbench
    self.date = date
    sources = ["ratifications", "reservations", "reports"].flatMap {
      workbench.catalogue.sources(ofTable: $0).map(workbench.sourceLine)
    }.filter { $0.key == "UNTC2026" || $0.key == "NORMLEX2026" }
  }

  /// The result of a statement, or why there is none.
  mutating func ask(_ statement: String) -> (result: WorkbenchResult?, fault: String?) {
    let side = Workbench(catalogue: workbench.catalogue, access: workbench.access)
    side.options = workbench.options
    side.options.asOf = date
    var answer: (result: WorkbenchResult?, fault: String?)
    side.run(SourceFile(name: "profile", text: statement), stopsAtError: true) { outcome in
      if case .result(let result) = outcome.output { answer.result = result }
      answer.fault = outcome.diagnostics.first { $0.severity == .error }?.message
    }
    sources += answer.result?.sources ?? []
    return answer
  }

  /// The largest corridors both ways, and the agreements.
  mutating func addCorridors(
    to profile: inout Profile, _ iso3: String, stock: Int, year: Int
  ) {
    func both(_ treaty: String) -> String {
      "\(treaty) = (origin.\(treaty) and destination.\(treaty))"
    }
    let bound = ["ICRMW", "C097", "C143"].map(both).joined(separator: ", ")
    for (title, own, other, head) in [
      ("Largest corridors out", "origin", "destination", "to"),
      ("Largest corridors in", "destination", "origin", "`from`"),
    ] {
      // Agreements are those known by the year of the profile, not of the stock.
      add(
        to: &profile, "\(title), \(stock): are both ends bound, and agreements known",
        """
        from corridors | where \(own) = \(iso3) and year = \(stock) and migrants > 0
        | sort migrants desc | take 5
        | keep \(head) = \(other), migrants, \(bound), agreements = agreements(origin, destination), first = first_agreement(origin, destination)
        """)
    }
    add(
      to: &profile, "Bilateral labour agreements",
      """
      from agreements | where (partner_a = \(iso3) or partner_b = \(iso3)) and year <= \(year)
      | derive partner = if partner_a = \(iso3) then partner_b else partner_a
      | summarise n = count(), first = min(year), last = max(year) by partner | sort n desc | take 5
      """)
  }

  /// A statement without rows gives no section.
  private mutating func add(to profile: inout Profile, _ title: String, _ statement: String) {
    let answer = ask(statement)
    if let fault = answer.fault {
      profile.sections.append(.init(title: title, body: .lines(["not available: \(fault)"])))
    }
    guard var result = answer.result, result.table.rowCount > 0 else { return }
    // The document ends with what holds for all of its tables.
    result.sources = []
    result.notes = []
    result.particulars = []
    profile.sections.append(.init(title: title, body: .result(result)))
  }
}
