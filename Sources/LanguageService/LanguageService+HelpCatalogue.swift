import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import Workbench

extension LanguageService {
  /// Countries, treaties, measures, groups and baskets of that name, and definitions.
  func helpCatalogue(_ word: String) -> [HelpPage.Section] {
    var sections: [HelpPage.Section] = []
    if let definition = workbench.definitions[word] { sections.append(help(word, definition)) }
    let matches = workbench.catalogue.matches(word.bare, kinds: Set(EntityKind.allCases))
    return sections + matches.map { help(on: $0) }
  }

  func help(on match: EntityMatch) -> HelpPage.Section {
    switch match.kind {
    case .country: helpCountry(match.id)
    case .treaty: helpTreaty(match.id)
    case .measure: helpMeasure(match.id)
    case .group: helpGroup(match.id)
    case .basket: helpBasket(match.id)
    }
  }

  private func help(_ name: String, _ definition: Definition) -> HelpPage.Section {
    let summary: String
    switch definition {
    case .table(let table):
      summary = "\(table.rowCount) rows: " + table.schema.fields.map(\.name).joined(separator: ", ")
    case .expression(_, let text): summary = "\(name) = \(text)"
    case .value(_, let type): summary = "a parameter: \(type.label)"
    }
    return HelpPage.Section(kind: definition.label, title: name, summary: summary)
  }

  private func helpCountry(_ id: Int32) -> HelpPage.Section {
    let catalogue = workbench.catalogue
    let country = catalogue.country(id)
    let groups = lexicon.groups.filter { catalogue.isMember(id, of: $0.id, day: nil).flag == 1 }
    let names = lexicon.countries[Int(id)].spellings.dropFirst().filter {
      $0 != country.iso3 && $0 != country.iso2 && $0 != country.name
    }
    let isListed = Int(id) < catalogue.listedCountryCount
    let value = Spelling.value(country.name)
    var years = ""
    if country.from != nil || country.to != nil {
      years = "\(country.from?.text ?? "…") to \(country.to?.text ?? "now")"
    }
    return HelpPage.Section(
      kind: country.kind.rawValue, title: country.name, summary: text(.officialName, id),
      facts: [
        .init(
          "codes", [country.iso3, country.iso2].filter { !$0.isEmpty }.joined(separator: ", ")),
        .init(
          "region",
          [text(.region, id), text(.subregion, id)].filter { !$0.isEmpty }.joined(separator: ", ")),
        .init(
          "World Bank",
          [text(.wbRegion, id), text(.income, id)].filter { !$0.isEmpty }
            .joined(separator: ", ")),
        .init("capital", text(.capital, id)), .init("existed", years),
        .init("groups", groups.map(\.name).joined(separator: ", ")),
        .init("also", names.prefix(8).joined(separator: ", ")),
      ],
      examples: isListed
        ? [
          Example("profile \(value)"),
          Example("from countries | where country = \(value) | commitments core_un"),
        ] : [])
  }

  private func helpTreaty(_ id: Int32) -> HelpPage.Section {
    let catalogue = workbench.catalogue
    let treaty = catalogue.treaty(id)
    let name = Spelling.name(treaty.identifier)
    var parties = ""
    if let count = partyCount(id) {
      parties = "\(count) States" + (treaty.coverageAsOf.map { " as of \($0.text)" } ?? "")
    }
    return HelpPage.Section(
      kind: "treaty", title: treaty.identifier, summary: treaty.title,
      facts: [
        .init(
          "also",
          [treaty.shortTitle, treaty.code].filter { $0 != treaty.identifier && !$0.isEmpty }
            .joined(separator: ", ")),
        .init(
          "system", [treaty.system, treaty.topic].filter { !$0.isEmpty }.joined(separator: ", ")),
        .init("adopted", treaty.adopted?.text ?? ""), .init("in force", treaty.inForce?.text ?? ""),
        .init("depositary", treaty.depositary), .init("body", treaty.body),
        .init(
          "list",
          treaty.coverage.rawValue + (treaty.coverageAsOf.map { ", as of \($0.text)" } ?? "")),
        .init("parties", parties),
        .init("fields", MemberWords.treaty.map { "." + $0.text }.joined(separator: " ")),
      ],
      examples: [
        Example("from countries | keep country, \(name).status, \(name).date | take 5"),
        Example("why \(name) for Mexico"),
      ])
  }

  /// States parties at the date of the treaty's own list; nil where the record cannot be read.
  private func partyCount(_ id: Int32) -> Int? {
    guard let record = try? workbench.catalogue.record(of: id) else { return nil }
    var count = 0
    for country in 0..<Int32(workbench.catalogue.count(of: .country)) {
      let reading = record.reading(country: country, day: nil, basis: workbench.options.treatyBasis)
      if reading.isParty == true { count += 1 }
    }
    return count
  }

  private func helpMeasure(_ id: Int32) -> HelpPage.Section {
    let measure = workbench.catalogue.measure(id)
    let name = Spelling.name(measure.identifier)
    let source = workbench.catalogue.sources(ofMeasure: id).first
    let others = lexicon.measures[Int(id)].spellings.dropFirst().filter {
      $0 != measure.code && $0 != measure.name
    }
    let years =
      measure.lastYear < measure.firstYear ? "" : "\(measure.firstYear) to \(measure.lastYear)"
    var range = ""
    if let low = measure.minimum, let high = measure.maximum {
      range = "\(LanguageService.plain(low)) to \(LanguageService.plain(high))"
    }
    let direction =
      switch measure.direction {
      case .higher: "higher is better"
      case .lower: "lower is better"
      case .neutral: "neither end is better"
      }
    return HelpPage.Section(
      kind: measure.kind.rawValue, title: measure.identifier, summary: measure.name,
      facts: [
        .init("unit", measure.unit), .init("range", range), .init("direction", direction),
        .init("right", measure.right), .init("basis", measure.basis),
        .init("category", measure.category), .init("topic", measure.topic),
        .init("years", years), .init("countries", String(measure.countries)),
        .init("code", measure.code), .init("also", others.joined(separator: ", ")),
        .init("family", measure.family),
        .init("source", source.map { "\($0.authority): \($0.title)" } ?? measure.source),
        .init("licence", measure.licence),
      ],
      examples: [
        Example("from countries | keep country, \(name) | sort \(name) desc | take 5"),
        Example("why \(name) for Mexico"),
      ])
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }

  private func helpGroup(_ id: Int32) -> HelpPage.Section {
    let catalogue = workbench.catalogue
    let group = catalogue.group(id)
    let members = catalogue.members(of: id, day: nil)
    let name = Spelling.name(group.identifier)
    let dates =
      switch group.dates {
      case "known": "of joining and leaving are known"
      case "partly": "of joining and leaving are known in part"
      default: "of joining are not recorded: the latest list is used, with a note"
      }
    return HelpPage.Section(
      kind: "group", title: group.identifier, summary: group.title,
      facts: [
        .init("members", "\(members.count)" + (group.asOf.map { " as of \($0.text)" } ?? "")),
        .init("dates", dates),
        .init(
          "who",
          members.prefix(60).map { catalogue.name(of: EntityKind.country, $0) }
            .joined(separator: ", ") + (members.count > 60 ? " …" : "")),
      ],
      examples: [Example("from countries | where \(name) | keep country, ICRMW.status")])
  }

  private func helpBasket(_ id: Int32) -> HelpPage.Section {
    let basket = workbench.catalogue.basket(id)
    let name = Spelling.name(basket.identifier)
    return HelpPage.Section(
      kind: "basket of treaties", title: basket.identifier, summary: basket.title,
      facts: [
        .init(
          "treaties",
          basket.treaties.map { workbench.catalogue.name(of: EntityKind.treaty, $0) }
            .joined(separator: ", ")),
        .init("fields", MemberWords.basket.map { "." + $0.text }.joined(separator: " ")),
      ],
      examples: [
        Example("from countries | keep country, \(name).count, \(name).share | take 5"),
        Example("from countries | where GCC | commitments \(name)"),
      ])
  }
}
