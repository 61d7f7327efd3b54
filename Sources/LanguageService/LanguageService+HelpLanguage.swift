import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import Workbench

extension LanguageService {
  /// Statements, verbs, functions, tables, options, operators and error codes of that name.
  func helpLanguage(_ word: String) -> [HelpPage.Section] {
    var sections: [HelpPage.Section] = []
    if let statement = GrammarWords.statements.first(where: { $0.word == word }) {
      sections.append(
        HelpPage.Section(
          kind: "statement", title: statement.form, summary: statement.summary.sentence,
          examples: [Example(statement.example)]))
    }
    if let verb = VerbCatalogue.record(named: word) { sections.append(help(on: verb)) }
    if let function = FunctionCatalogue.record(named: word) { sections.append(help(on: function)) }
    if let table = workbench.catalogue.table(word) { sections.append(help(on: table)) }
    if word == "panel" { sections.append(LanguageService.panelHelp) }
    if let option = OptionRecord.record(named: word) { sections.append(help(on: option)) }
    if let rule = OperatorTable.all.first(where: {
      $0.spelling == word || $0.aliases.contains(word)
    }) {
      sections.append(
        HelpPage.Section(kind: "operator", title: rule.spelling, summary: rule.summary.sentence))
    }
    if let page = ErrorPage.page(of: word.errorCode) { sections.append(help(on: page)) }
    if let summary = GrammarWords.clauses[word] {
      let verbs = VerbCatalogue.all.filter { $0.clauses.contains(word) }
      sections.append(
        HelpPage.Section(
          kind: "clause", title: word, summary: summary.sentence,
          facts: [.init("of", verbs.map(\.name).joined(separator: ", "))],
          examples: Array(
            verbs.flatMap(\.examples).filter { $0.statement.contains(" \(word) ") }.prefix(1))))
    }
    if let attribute = CountryAttribute(rawValue: word) { sections.append(help(on: attribute)) }
    if word == "as_of" {
      sections.append(
        HelpPage.Section(
          kind: "column", title: "as_of",
          summary:
            "The time of a row: its date, else the end of its year, else the statement's `as of`.",
          examples: [
            Example("from reports | where treaty = ICRMW | keep country, due, t = as_of | take 3")
          ]))
    }
    return sections
  }

  private static let panelHelp = HelpPage.Section(
    kind: "source", title: "from panel YEAR..YEAR",
    summary: "One row per country and year in which the country existed.",
    facts: [.init("columns", "country, year")],
    examples: [
      Example(
        "from panel 2000..2020 | where country = Mexico | keep country, year, remittances_gdp")
    ])

  private func help(on verb: VerbRecord) -> HelpPage.Section {
    HelpPage.Section(
      kind: "verb", title: verb.usage, summary: verb.summary.sentence,
      facts: [
        .init(
          "options",
          verb.options.map { $0 + ":" + (GrammarWords.options[$0].map { " (\($0))" } ?? "") }
            .joined(separator: ", "))
      ], examples: verb.examples)
  }

  private func help(on function: FunctionRecord) -> HelpPage.Section {
    HelpPage.Section(
      kind: function.category.label, title: function.signature,
      summary: function.summary.sentence, examples: function.examples)
  }

  private func help(on table: CatalogueTable) -> HelpPage.Section {
    HelpPage.Section(
      kind: "table", title: "from \(table.name)",
      summary: (TableWords.rows[table.name] ?? "a table of the catalogue").sentence,
      facts: [
        .init("rows", String(table.rowCount)),
        .init(
          "sources",
          workbench.catalogue.sources(ofTable: table.name).prefix(4).map(\.identifier)
            .joined(separator: ", ")),
      ],
      entries: table.schema.fields.map { .init(Spelling.name($0.name), describe($0)) },
      examples: [Example("from \(table.name) | take 5")])
  }

  private func help(on option: OptionRecord) -> HelpPage.Section {
    let now = option.show(workbench.options)
    let value = option.accepts(now) ? now : "auto"
    return HelpPage.Section(
      kind: "option", title: "set \(option.name) = …", summary: option.summary.sentence,
      facts: [.init("allowed", option.allowed), .init("now", now)],
      examples: option.accepts(value) ? [Example("set \(option.name) = \(value)")] : [])
  }

  private func help(on page: ErrorPage) -> HelpPage.Section {
    HelpPage.Section(
      kind: "error code", title: page.code, summary: page.meaning + " " + page.remedy,
      entries: page.example.map { [HelpPage.Fact("given by", $0)] } ?? [])
  }

  private func help(on attribute: CountryAttribute) -> HelpPage.Section {
    let name = attribute.rawValue
    let texts =
      attribute.isClosed ? workbench.catalogue.attribute(attribute).dictionary?.texts : nil
    return HelpPage.Section(
      kind: "attribute of a country", title: name, summary: "",
      facts: [
        .init("type", attribute.type.label),
        .init("values", (texts ?? []).filter { !$0.isEmpty }.sorted().joined(separator: ", ")),
      ],
      examples: [Example("from countries | keep country, x = country.\(name) | take 3")])
  }

  /// `ICRMW.status`, `hdi.year`, `core_un.share`
  func helpField(_ word: String, _ dot: String.Index) -> HelpPage.Section? {
    let base = String(word[..<dot])
    let name = String(word[word.index(after: dot)...])
    let match = workbench.catalogue.matches(base, kinds: [.treaty, .measure, .basket]).first
    let fields: [WordChoice]
    switch match?.kind {
    case .treaty?: fields = MemberWords.treaty
    case .measure?: fields = MemberWords.measure
    case .basket?: fields = MemberWords.basket
    default: return nil
    }
    guard let match, let field = fields.first(where: { $0.text == name }) else { return nil }
    let owner = workbench.catalogue.name(of: match.kind, match.id)
    return HelpPage.Section(
      kind: "field of a \(match.kind.label)", title: "\(owner).\(name)",
      summary: field.detail.sentence,
      examples: [Example("from countries | keep country, \(Spelling.name(owner)).\(name) | take 5")]
    )
  }
}

extension LanguageService {
  /// `help verbs`, `help measures` …
  func helpList(_ word: String) -> HelpPage.Section? {
    let entries: [HelpPage.Fact]
    switch word {
    case "verbs": entries = VerbCatalogue.all.map { .init($0.name, $0.summary) }
    case "functions":
      entries = FunctionCatalogue.all.map { .init($0.signature, $0.summary) }
    case "statements", "language":
      entries = GrammarWords.statements.map { .init($0.word, $0.summary) }
    case "options": entries = OptionRecord.all.map { .init($0.name, $0.summary) }
    case "errors": entries = ErrorPage.all.map { .init($0.code, $0.meaning) }
    case "operators":
      entries = OperatorTable.all.map { .init($0.spelling, $0.summary) }
    case "tables":
      entries = workbench.catalogue.tableNames.map { .init($0, TableWords.rows[$0] ?? "") }
    case "baskets":
      entries = lexicon.baskets.map { .init($0.name, describe(.basket, $0.id, via: nil)) }
    case "groups":
      let list = lexicon.groups.map {
        HelpPage.Fact($0.name, describe(.group, $0.id, via: nil))
      }
      return HelpPage.Section(
        kind: "table and list", title: "groups", summary: "Groups of countries, by name.",
        facts: columnFacts("groups"), entries: list,
        examples: [Example("from groups | distinct group")])
    case "measures":
      return HelpPage.Section(
        kind: "table and list", title: "measures",
        summary: "\(lexicon.measures.count) measures of rights and indicators.",
        facts: columnFacts("measures"), entries: families(),
        examples: [
          Example("from measures | where kind = right | keep measure, name, basis, unit"),
          Example("search \"remittances\""),
        ])
    case "treaties":
      let list = lexicon.treaties.map {
        HelpPage.Fact($0.name, describe(.treaty, $0.id, via: nil))
      }
      return HelpPage.Section(
        kind: "table and list", title: "treaties", summary: "Treaties, by identifier.",
        facts: columnFacts("treaties"), entries: list,
        examples: [Example("from treaties | keep treaty, title, adopted, coverage_as_of")])
    default: return nil
    }
    return HelpPage.Section(kind: "list", title: word, summary: "", entries: entries)
  }

  private func columnFacts(_ table: String) -> [HelpPage.Fact] {
    let fields = workbench.catalogue.table(table)?.schema.fields ?? []
    return [.init("columns", fields.map(\.name).joined(separator: ", "))]
  }

  /// Families of measures with how many there are and one of them.
  private func families() -> [HelpPage.Fact] {
    var counts: [String: (count: Int, first: String)] = [:]
    for entry in lexicon.measures {
      let family = workbench.catalogue.measure(entry.id).family
      counts[family, default: (0, entry.name)].count += 1
    }
    return counts.sorted { $0.key < $1.key }.map { family, value in
      .init(
        family,
        value.count == 1
          ? value.first : "\(value.count) measures, such as \(value.first)")
    }
  }
}

extension String {
  /// With a capital and a full stop.
  var sentence: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".")
  }

  /// `error[no-time]` and `no-time` are the same page.
  var errorCode: String {
    guard hasPrefix("error["), hasSuffix("]") else { return self }
    return String(dropFirst(6).dropLast())
  }
}
