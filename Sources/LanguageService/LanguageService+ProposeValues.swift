import Catalogue
import ColumnStore
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

extension LanguageService {
  /// Values of the column, attribute or measure on the other side.
  func proposeValues(
    _ side: String, _ membership: Place.Membership, _ rows: RowsAtCursor, _ cursor: TextAtCursor,
    _ list: inout ProposalList
  ) {
    let form = valueForm(cursor.word)
    guard let facts = rows.facts(of: side) ?? nearestFacts(side, rows) else {
      // The other side is not understood: columns may still be meant, or whatever has a name.
      proposeColumns(rows.scope(), self.form(cursor.word), &list)
      if !list.query.isEmpty {
        for kind in [EntityKind.country, .treaty, .group, .measure] {
          list.add(lexicon.entries(of: kind), usefulness: 30, form: form, limit: .words)
        }
      }
      return
    }
    if membership == .collection { proposeCollections(facts.field, &list) }
    switch facts.field.type {
    case .country, .treaty, .measure, .group:
      guard let kind = facts.field.type.entityKind else { break }
      var entries = lexicon.entries(of: kind)
      if kind == .measure, let wanted = measureKind(side, rows) {
        entries = entries.filter { $0.measureKind == wanted }
      }
      list.add(entries, usefulness: 5, form: form)
    case .boolean:
      for word in ["true", "false"] { list.add(word, .value, usefulness: 5) }
    case .number:
      if facts.field.isYear { proposeYears(.year, &list) }
    case .date: proposeYears(.year, &list)
    case .text, .textSet:
      let name = side.split(separator: ".").last.map(String.init) ?? side
      let texts = facts.vocabulary?.texts ?? rows.texts(ofColumn: name.bare)
      for text in texts where !text.isEmpty {
        list.add(text, .value, usefulness: 5, insert: form.spell(text), detail: name.bare)
      }
    }
    proposePeers(facts.field.type, besides: side, rows, cursor, &list)
  }

  /// Of the column that a misspelt name is most likely meant as.
  private func nearestFacts(_ side: String, _ rows: RowsAtCursor)
    -> (field: Field, vocabulary: TextDictionary?)?
  {
    guard !side.contains(where: { ".(@".contains($0) }) else { return nil }
    let names =
      (rows.scope()?.fields ?? []).map(\.name)
      + (rows.scope()?.countryColumn == nil ? [] : CountryAttribute.allCases.map(\.rawValue))
    let near = NameSuggestion.nearest(to: side.bare, among: names, limit: 1).first
    return near.flatMap { rows.facts(of: Spelling.name($0)) }
  }

  /// `series` of `indicators` is never a right.
  private func measureKind(_ side: String, _ rows: RowsAtCursor) -> Measure.Kind? {
    switch (rows.tableName, side) {
    case ("indicators"?, "series"): .indicator
    case ("rights"?, "measure"): .right
    default: nil
    }
  }

  /// Columns, definitions and parameters of the same type.
  private func proposePeers(
    _ type: ValueType, besides side: String, _ rows: RowsAtCursor, _ cursor: TextAtCursor,
    _ list: inout ProposalList
  ) {
    guard cursor.word.quoting == .none, !list.query.isEmpty else {
      for (name, definition) in rows.environment.definitions.sorted(by: { $0.key < $1.key }) {
        guard case .value(_, type) = definition, cursor.word.quoting == .none else { continue }
        list.add(name, .definition, usefulness: 4, detail: definition.label)
      }
      return
    }
    for field in rows.scope()?.fields ?? [] where field.type == type && field.name != side {
      list.add(
        field.name, .column, usefulness: 20, insert: Spelling.name(field.name),
        detail: describe(field))
    }
    for (name, definition) in rows.environment.definitions.sorted(by: { $0.key < $1.key }) {
      switch definition {
      case .value(_, type):
        list.add(name, .definition, usefulness: 4, detail: definition.label)
      case .expression:
        guard rows.facts(of: Spelling.name(name))?.field.type == type else { continue }
        list.add(name, .definition, usefulness: 19, detail: definition.label)
      case .table, .value: continue
      }
    }
  }

  /// Behind `in`: sets written out, sets of countries, baskets.
  private func proposeCollections(_ field: Field, _ list: inout ProposalList) {
    list.add("{", .word, usefulness: 0, insert: "{", detail: "values written out: {a, b}")
    switch field.type {
    case .country:
      for name in ["parties", "signatories", "member"] {
        guard let function = FunctionCatalogue.record(named: name) else { continue }
        list.add(
          name, .function, usefulness: 1, insert: name + "(", detail: function.summary)
      }
      list.add(lexicon.groups, usefulness: 6, form: .operand)
    case .treaty: list.add(lexicon.baskets, usefulness: 1, form: .operand)
    default: break
    }
  }

  func proposeEntities(
    _ kinds: [EntityKind], _ cursor: TextAtCursor, _ list: inout ProposalList
  ) {
    for (index, kind) in kinds.enumerated() {
      let form = kind == .country ? valueForm(cursor.word) : form(cursor.word)
      list.add(lexicon.entries(of: kind), usefulness: index, form: form)
    }
  }

  /// Behind a `.`: what that thing has.
  func proposeMembers(
    of base: String, _ rows: RowsAtCursor, _ form: NameForm, _ list: inout ProposalList
  ) {
    switch member(base, rows) {
    case .country?:
      for attribute in CountryAttribute.allCases {
        list.add(
          attribute.rawValue, .attribute, usefulness: 0,
          detail: "of the country; \(attribute.type.label)")
      }
      list.add(lexicon.treaties, usefulness: 1, form: form)
      list.add(lexicon.groups, usefulness: 2, form: form)
      list.add(lexicon.baskets, usefulness: 3, form: form)
      list.add(lexicon.measures, usefulness: 4, form: form)
    case .fields(let fields)?:
      for (index, field) in fields.enumerated() {
        list.add(field.text, .field, usefulness: index, detail: field.detail)
      }
    case nil: break
    }
  }

  enum Members {
    case country
    case fields([WordChoice])
  }

  func member(_ base: String, _ rows: RowsAtCursor) -> Members? {
    if let facts = rows.facts(of: base) {
      switch facts.field.origin?.entity {
      case .treaty?: return .fields(MemberWords.treaty)
      case .measure?: return .fields(MemberWords.measure)
      case .basket?: return .fields(MemberWords.basket)
      case .group?, nil: break
      }
      switch facts.field.type {
      case .country: return .country
      case .treaty: return .fields(columns(of: "treaties"))
      case .measure: return .fields(columns(of: "measures"))
      case .date: return .fields(MemberWords.date)
      case .group, .boolean, .number, .text, .textSet: break
      }
    }
    let matches = workbench.catalogue.matches(base.bare, kinds: [.treaty, .measure, .basket])
    switch matches.first?.kind {
    case .treaty?: return .fields(MemberWords.treaty)
    case .measure?: return .fields(MemberWords.measure)
    case .basket?: return .fields(MemberWords.basket)
    default: return nil
    }
  }

  private func columns(of table: String) -> [WordChoice] {
    (workbench.catalogue.table(table)?.schema.fields ?? []).map {
      WordChoice($0.name, describe($0))
    }
  }

  /// Behind `@`: `latest`, the years that the measure has, columns of years.
  func proposeTimes(of base: String, _ rows: RowsAtCursor, _ list: inout ProposalList) {
    list.add("latest", .time, usefulness: 0, detail: "the latest value up to the row's time")
    for field in rows.scope()?.fields ?? [] where field.isYear || field.type == .date {
      list.add(
        field.name, .column, usefulness: field.isYear ? 1 : 99, insert: Spelling.name(field.name),
        detail: describe(field))
    }
    for (name, definition) in rows.environment.definitions.sorted(by: { $0.key < $1.key }) {
      guard case .value(_, let type) = definition, type == .number || type == .date else {
        continue
      }
      list.add(name, .definition, usefulness: 1, detail: definition.label)
    }
    let match = workbench.catalogue.matches(base.bare, kinds: [.measure]).first
    let measure = match.map { workbench.catalogue.measure($0.id) }
    if let measure, measure.firstYear <= measure.lastYear {
      for year in stride(from: measure.lastYear, through: measure.firstYear, by: -1) {
        list.add(
          String(year), .time, usefulness: min(98, 2 + measure.lastYear - year),
          detail: year == measure.lastYear ? "last year of \(measure.identifier)" : "")
      }
    } else {
      proposeYears(.year, &list)
    }
  }

  /// The newest first; a date for the whole statement may be the edition's own.
  func proposeYears(_ place: Place, _ list: inout ProposalList) {
    let edition = workbench.catalogue.editionDate
    if case .date = place {
      list.add(edition.text, .time, usefulness: 0, detail: "date of the data's edition")
    }
    for back in 0..<60 {
      list.add(String(edition.year - back), .time, usefulness: 1 + back)
    }
  }
}

extension String {
  /// Without backticks.
  var bare: String {
    hasPrefix("`") && hasSuffix("`") && utf8.count > 1 ? String(dropFirst().dropLast()) : self
  }
}
