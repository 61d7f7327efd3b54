import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// Lookups: what is read from the catalogue for a row, and at what time.
extension Binder {
  /// The row's own time: its date, its year, the statement's, or none asked for.
  func naturalTime(_ scope: Scope) -> LookupTime {
    if let index = scope.timeColumn {
      return LookupTime(
        scope.fields[index].type == .date ? .rowDate(index) : .rowYear(index), .exact)
    }
    return LookupTime(statementBase, .latest(within: nil))
  }

  private var statementBase: LookupTime.Base { asOf.map { .day($0.lastDay) } ?? .unasked }

  /// When a measure is read here.
  func measureTime(_ context: ExpressionContext) -> LookupTime {
    switch context.time {
    case nil: naturalTime(context.scope)
    case .base(let base): LookupTime(base, .exact)
    case .latest(let within):
      LookupTime(naturalTime(context.scope).base, .latest(within: within))
    }
  }

  /// When a treaty, group or attribute is read here: `@latest` sees past the row's year.
  func stateTime(_ context: ExpressionContext) -> LookupTime {
    switch context.time {
    case nil: naturalTime(context.scope)
    case .base(let base): LookupTime(base, .exact)
    case .latest: LookupTime(statementBase, .latest(within: nil))
    }
  }

  func rowTime(_ context: ExpressionContext) -> Typed {
    switch naturalTime(context.scope).base {
    case .rowDate(let index): return columnValue(index, context.scope)
    case .rowYear(let index):
      let parts = [
        BoundExpression(.column(index), .number), number(12), number(31),
      ]
      return Typed(.call(.date, parts), .date)
    case .day(let day):
      return Typed(.constant(.date(PartialDate(firstDay: day))), .date)
    case .unasked, .computed:
      return Typed(.constant(.date(catalogue.editionDate)), .date)
    }
  }

  func number(_ value: Double) -> BoundExpression {
    BoundExpression(.constant(.number(value)), .number)
  }

  private func originReading(_ time: LookupTime) -> FieldOrigin.Reading {
    switch (time.base, time.reading) {
    case (.day(let day), .exact): .year(PartialDate.civil(ofDay: day).year)
    case (.day(let day), .latest(let within)): .latest(upTo: day, within: within)
    case (.unasked, .exact): .latest(upTo: nil, within: nil)
    case (.unasked, .latest(let within)): .latest(upTo: nil, within: within)
    case (.rowDate, _), (.rowYear, _), (.computed, _): .row
    }
  }

  func read(
    _ attribute: CountryAttribute, of subject: Typed, _ context: ExpressionContext
  ) -> Typed {
    uses.attributes.insert(attribute)
    let lookup = Lookup(
      .attribute(attribute), subject: subject.expression, time: stateTime(context))
    return Typed(
      BoundExpression(.lookup(lookup), attribute.type),
      field: Field(attribute.rawValue, attribute.type, isClosed: attribute.isClosed),
      vocabulary: vocabulary(of: attribute))
  }

  func vocabulary(of attribute: CountryAttribute) -> TextDictionary? {
    switch attribute {
    case .income: catalogue.incomeDictionary
    default: attribute.isClosed ? catalogue.attribute(attribute).dictionary : nil
    }
  }

  func read(
    measure id: Int32, _ field: Lookup.ValueField, of subject: Typed, _ subjectName: String,
    _ context: ExpressionContext
  ) -> Typed {
    uses.measures.insert(id)
    let time = measureTime(context)
    let lookup = Lookup(.value(measure: id, field), subject: subject.expression, time: time)
    let name = catalogue.name(of: EntityKind.measure, id)
    switch field {
    case .value:
      let measure = catalogue.measure(id)
      return Typed(
        BoundExpression(.lookup(lookup), .number),
        field: Field(
          name, .number, unit: measure.unit.isEmpty ? nil : measure.unit,
          decimals: measure.decimals,
          origin: FieldOrigin(.measure(id), subject: subjectName, reading: originReading(time))))
    case .year:
      return Typed(
        BoundExpression(.lookup(lookup), .number), field: Field(name, .number, isYear: true))
    case .reason:
      return Typed(BoundExpression(.lookup(lookup), .text))
    }
  }

  func read(
    _ treaty: Int32, _ field: TreatyField, of subject: Typed, _ subjectName: String,
    _ context: ExpressionContext
  ) -> Typed {
    uses.treaties.insert(treaty)
    let time = stateTime(context)
    let lookup = Lookup(
      .treaty(treaty, field), subject: subject.expression, time: time, basis: environment.basis)
    var result = Field(
      catalogue.name(of: EntityKind.treaty, treaty), field.type, isClosed: field.type == .text)
    if field == .years { result.unit = "years" }
    if field == .isParty || field == .status {
      result.origin = FieldOrigin(
        .treaty(treaty), subject: subjectName, reading: originReading(time))
    }
    let vocabulary: TextDictionary? =
      switch field {
      case .status: TreatyStatus.dictionary
      case .action: (try? catalogue.record(of: treaty))?.actionDictionary
      default: nil
      }
    return Typed(
      BoundExpression(.lookup(lookup), field.type), field: result, vocabulary: vocabulary)
  }

  func read(
    group id: Int32, of subject: Typed, _ subjectName: String, _ context: ExpressionContext
  ) -> Typed {
    uses.groups.insert(id)
    let time = stateTime(context)
    let lookup = Lookup(.membership(group: id), subject: subject.expression, time: time)
    return Typed(
      BoundExpression(.lookup(lookup), .boolean),
      field: Field(
        catalogue.name(of: EntityKind.group, id), .boolean,
        origin: FieldOrigin(.group(id), subject: subjectName, reading: originReading(time))))
  }

  func read(
    basket id: Int32, _ field: Lookup.BasketField, of subject: Typed, _ context: ExpressionContext
  ) -> Typed {
    uses.treaties.formUnion(catalogue.basket(id).treaties)
    let lookup = Lookup(
      .basket(id, field), subject: subject.expression, time: stateTime(context),
      basis: environment.basis)
    let type: ValueType = field == .all ? .boolean : .number
    let unit = field == .count ? "treaties" : nil
    return Typed(
      BoundExpression(.lookup(lookup), type),
      field: Field("", type, unit: unit, decimals: field == .share ? 2 : field == .count ? 0 : nil))
  }

  /// A reference where a value is wanted: a treaty is yes/no, a measure its value.
  func value(
    of reference: Reference, at range: SourceRange, _ context: ExpressionContext
  ) -> Typed? {
    switch reference {
    case .value(let typed): return typed
    case .entity(let match, let subject, let subjectName):
      switch match.kind {
      case .treaty: return read(match.id, .isParty, of: subject, subjectName, context)
      case .measure: return read(measure: match.id, .value, of: subject, subjectName, context)
      case .group: return read(group: match.id, of: subject, subjectName, context)
      case .basket, .country:
        let name = catalogue.name(of: match.kind, match.id)
        report(
          .missingPart(
            verb: name, part: "a field: .count, .share or .all", example: "\(name).count"),
          at: range)
        return nil
      }
    }
  }

  /// `x@T`
  func resolveAt(
    _ inner: Expression, _ time: AtTime, whole: SourceRange, _ context: ExpressionContext
  ) -> Reference? {
    if rangeOverride == nil, context.time == nil,
      let index = context.scope.index(of: sourceText(whole))
    {
      return .value(columnValue(index, context.scope))
    }
    var moved = context
    switch time {
    case .year(let year):
      guard let date = PartialDate(year: year) else {
        report(
          .badValue(what: "a year", found: String(year), allowed: "from 1 to 9999"), at: whole)
        return nil
      }
      moved.time = .base(.day(date.lastDay))
    case .date(let text):
      guard let date = PartialDate(text) else { return nil }
      moved.time = .base(.day(date.lastDay))
    case .latest(let within):
      var years: Int?
      if let within {
        guard let bound = wholeNumber(within, what: "the age after `latest`", context) else {
          return nil
        }
        years = bound
      }
      moved.time = .latest(within: years)
    case .name(let name):
      guard let base = timeBase(Expression(.name(name), range: name.range), context) else {
        return nil
      }
      moved.time = .base(base)
    case .expression(let expression):
      guard let base = timeBase(expression, context) else { return nil }
      moved.time = .base(base)
    }
    guard let reference = resolveReference(inner, moved) else { return nil }
    switch reference {
    case .entity:
      return value(of: reference, at: inner.range, moved).map(Reference.value)
    case .value(let typed):
      if case .column = typed.expression.kind, typed.field.origin == nil {
        report(.notTimed(text: sourceText(inner.range)), at: inner.range)
        return nil
      }
      return .value(typed)
    }
  }

  private func timeBase(
    _ expression: Expression, _ context: ExpressionContext
  ) -> LookupTime.Base? {
    var still = context
    still.time = nil
    guard let typed = bind(expression, still) else { return nil }
    switch typed.constant {
    case .number(let year):
      return PartialDate(year: Int(year)).map { .day($0.lastDay) }
    case .date(let date): return .day(date.lastDay)
    default: break
    }
    guard typed.type == .number || typed.type == .date else {
      report(
        .typeMismatch(
          what: "the time after `@`", expected: "a year or a date", found: typed.type.label,
          hint: nil),
        at: expression.range)
      return nil
    }
    return .computed(typed.expression)
  }
}
