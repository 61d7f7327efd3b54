import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// What is around an expression.
struct ExpressionContext {
  var scope: Scope
  /// Set by `@`.
  var time: TimeOverride?
  /// Collects the aggregates of `summarise`; nil where aggregates run across rows.
  var collector: AggregateCollector?
  /// For messages.
  var verb: String

  enum TimeOverride {
    case base(LookupTime.Base)
    case latest(within: Int?)
  }
}

/// What a name, a member or an `@` denotes before it is made a value.
enum Reference {
  case value(Typed)
  /// A treaty, measure, group or basket to be read for the countries of `subject`.
  case entity(EntityMatch, subject: Typed, subjectName: String)
}

extension Binder {
  /// The four scopes in order: column; definition; attribute of the country; measure, treaty,
  /// group or basket.
  func resolve(_ name: Name, _ context: ExpressionContext) -> Reference? {
    let word = name.text
    if let index = context.scope.index(of: word) {
      return column(index, name, context)
    }
    if let definition = environment.definitions[word] {
      return bindDefinition(word, definition, at: name.range, context).map(Reference.value)
    }
    if word == "as_of" { return .value(rowTime(context)) }
    let subject = context.scope.countryColumn.map { columnValue($0, context.scope) }
    if let attribute = CountryAttribute(rawValue: word) {
      guard let subject else {
        reportNoCountry(word, at: name.range, context)
        return nil
      }
      return .value(read(attribute, of: subject, context))
    }
    let matches = catalogue.matches(word, kinds: [.treaty, .measure, .group, .basket])
    if matches.count > 1 {
      report(.ambiguousName(name: word, readings: matches.map(describe)), at: name.range)
      return nil
    }
    if let match = matches.first {
      guard let subject, let column = context.scope.countryColumn else {
        reportNoCountry(word, at: name.range, context)
        return nil
      }
      return .entity(match, subject: subject, subjectName: context.scope.fields[column].name)
    }
    reportUnknownName(word, at: name.range, context)
    return nil
  }

  /// A column; under `@` the measure it came from, at the other time.
  private func column(_ index: Int, _ name: Name, _ context: ExpressionContext) -> Reference? {
    let field = context.scope.fields[index]
    if field.origin == nil {
      let measures = catalogue.matches(field.name, kinds: [.measure, .treaty, .group])
      if let hidden = measures.first, !field.type.isEntity {
        remark("`\(field.name)` is the column, not the \(hidden.kind.label) of that name")
      }
    }
    guard context.time != nil else { return .value(columnValue(index, context.scope)) }
    if let reference = origin(of: field, context) { return reference }
    // A year or a country named under `@` stays what it is: only measures move in time.
    return .value(columnValue(index, context.scope))
  }

  /// The measure behind a column, ready to be read again for its country.
  func origin(of field: Field, _ context: ExpressionContext) -> Reference? {
    guard let origin = field.origin, let index = context.scope.index(of: origin.subject),
      context.scope.fields[index].type == .country
    else { return nil }
    let subject = columnValue(index, context.scope)
    let match: EntityMatch =
      switch origin.entity {
      case .measure(let id): EntityMatch(kind: .measure, id: id)
      case .treaty(let id): EntityMatch(kind: .treaty, id: id)
      case .group(let id): EntityMatch(kind: .group, id: id)
      case .basket(let id): EntityMatch(kind: .basket, id: id)
      }
    return .entity(match, subject: subject, subjectName: origin.subject)
  }

  func columnValue(_ index: Int, _ scope: Scope) -> Typed {
    Typed(
      BoundExpression(.column(index), scope.fields[index].type), field: scope.fields[index],
      vocabulary: scope.vocabularies[index])
  }

  /// `c.x`
  func resolveMember(
    _ base: Expression, _ member: Name, whole: SourceRange, _ context: ExpressionContext
  ) -> Reference? {
    if let index = context.scope.index(of: sourceText(whole)), rangeOverride == nil {
      return column(
        index, Name(context.scope.fields[index].name, range: whole), context)
    }
    if let treaties = ownBasket(base, context) {
      return basketField(member, of: treaties, context)
    }
    guard let reference = resolveReference(base, context) else { return nil }
    switch reference {
    case .entity(let match, let subject, let subjectName):
      return field(
        member, of: match, subject: subject, subjectName, text: sourceText(base.range), context)
    case .value(let value):
      switch value.type {
      case .country: return memberOfCountry(value, member, text: sourceText(base.range), context)
      case .treaty: return memberOfEntity(value, member, table: "treaties")
      case .measure: return memberOfEntity(value, member, table: "measures")
      default: break
      }
      if let origin = origin(of: value.field, context),
        case .entity(let match, let subject, let subjectName) = origin
      {
        var moved = context
        if moved.time == nil, let reading = value.field.origin?.reading {
          moved.time = override(for: reading)
        }
        return field(
          member, of: match, subject: subject, subjectName, text: sourceText(base.range), moved)
      }
      if value.type == .date, let part = datePart(member.text) {
        return .value(Typed(.call(part, [value.expression]), .number))
      }
      report(
        .noMembers(text: sourceText(base.range), type: "a \(value.type.label)"), at: member.range)
      return nil
    }
  }

  private func datePart(_ name: String) -> PlainFunction? {
    switch name {
    case "year": .year
    case "month": .month
    case "day": .day
    default: nil
    }
  }

  private func override(for reading: FieldOrigin.Reading) -> ExpressionContext.TimeOverride? {
    switch reading {
    case .row: nil
    case .year(let year): .base(.day(PartialDate.dayNumber(year: year, month: 12, day: 31)))
    case .latest(let day, let within):
      within == nil ? day.map { _ in .latest(within: nil) } : .latest(within: within)
    }
  }

  private func memberOfCountry(
    _ subject: Typed, _ member: Name, text: String, _ context: ExpressionContext
  ) -> Reference? {
    if let attribute = CountryAttribute(rawValue: member.text) {
      return .value(read(attribute, of: subject, context))
    }
    let matches = catalogue.matches(member.text, kinds: [.treaty, .measure, .group, .basket])
    if matches.count > 1 {
      report(.ambiguousName(name: member.text, readings: matches.map(describe)), at: member.range)
      return nil
    }
    if let match = matches.first { return .entity(match, subject: subject, subjectName: text) }
    let attributes = CountryAttribute.allCases.map(\.rawValue)
    let near =
      NameSuggestion.nearest(to: member.text, among: attributes, limit: 2)
      + catalogue.nearest(to: member.text, kind: .measure, limit: 2)
      + catalogue.nearest(to: member.text, kind: .treaty, limit: 1)
    report(
      .unknownField(of: text, name: member.text, nearest: Array(near.prefix(3)), allowed: []),
      at: member.range)
    return nil
  }

  /// `treaty.adopted`, `measure.unit`: a column of the catalogue's table on that kind.
  private func memberOfEntity(_ value: Typed, _ member: Name, table name: String) -> Reference? {
    guard let table = catalogue.table(name) else { return nil }
    guard let index = table.schema.index(of: member.text) else {
      report(
        .unknownField(
          of: value.type.label, name: member.text,
          nearest: NameSuggestion.nearest(
            to: member.text, among: table.schema.fields.map(\.name), limit: 3),
          allowed: table.schema.fields.map(\.name)),
        at: member.range)
      return nil
    }
    uses.tables.insert(name)
    var field = table.schema.fields[index]
    field.origin = nil
    let lookup = Lookup(
      .entityColumn(table: name, column: index), subject: value.expression,
      time: LookupTime(.unasked, .exact))
    return .value(
      Typed(
        BoundExpression(.lookup(lookup), field.type), field: field,
        vocabulary: field.isClosed ? dictionary(of: table, index) : nil))
  }

  /// `.date` of a treaty, `.year` of a measure, `.share` of a basket.
  private func field(
    _ member: Name, of match: EntityMatch, subject: Typed, _ subjectName: String, text: String,
    _ context: ExpressionContext
  ) -> Reference? {
    func unknown(_ allowed: [String]) -> Reference? {
      report(
        .unknownField(
          of: text, name: member.text,
          nearest: match.kind == .treaty && Binder.fieldsElsewhere[member.text] != nil
            ? [Binder.fieldsElsewhere[member.text] ?? ""]
            : NameSuggestion.nearest(to: member.text, among: allowed, limit: 3),
          allowed: allowed),
        at: member.range)
      return nil
    }
    switch match.kind {
    case .treaty:
      guard !member.text.isEmpty, let field = TreatyField(rawValue: member.text) else {
        return unknown(TreatyField.allCases.map(\.rawValue).filter { !$0.isEmpty })
      }
      return .value(read(match.id, field, of: subject, subjectName, context))
    case .measure:
      guard let field = Lookup.ValueField(rawValue: member.text), field != .value else {
        return unknown(["year", "reason"])
      }
      return .value(read(measure: match.id, field, of: subject, subjectName, context))
    case .basket:
      guard let field = Lookup.BasketField(rawValue: member.text) else {
        return unknown(["count", "share", "all"])
      }
      return .value(read(basket: match.id, field, of: subject, context))
    case .group, .country:
      report(.noMembers(text: text, type: "a \(match.kind.label)"), at: member.range)
      return nil
    }
  }

  func resolveReference(_ expression: Expression, _ context: ExpressionContext) -> Reference? {
    switch expression.kind {
    case .name(let name): return resolve(name, context)
    case .member(let base, let member):
      return resolveMember(base, member, whole: expression.range, context)
    case .at(let inner, let time):
      return resolveAt(inner, time, whole: expression.range, context)
    case .bracketed(let inner): return resolveReference(inner, context)
    default: return bind(expression, context).map(Reference.value)
    }
  }

  func describe(_ match: EntityMatch) -> String {
    "the \(match.kind.label) \(catalogue.name(of: match.kind, match.id))"
  }

  func remark(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  func dictionary(of table: CatalogueTable, _ index: Int) -> TextDictionary? {
    (try? table.dictionary(index)) ?? nil
  }
}
