import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// `gap A, B`: law minus practice, each first put on 0 to 1 with 1 the better end.
extension Binder {
  func bindGap(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard verb.items.count == 2 else { return missing("two measures: law, practice", verb) }
    let context = context(builder, verb)
    guard let column = builder.scope.countryColumn else {
      reportNoCountry("gap", at: verb.range, context)
      return false
    }
    guard isOneRowPerCountryAndTime(builder.scope, column, verb) else { return false }
    let sides = verb.items.map { scaled($0.value, context) }
    guard let law = sides[0], let practice = sides[1] else { return false }
    var kept = [column]
    if let time = builder.scope.timeColumn { kept.append(time) }
    var scope = picked(kept, from: builder.scope)
    var expressions = kept.map { BoundExpression(.column($0), builder.scope.fields[$0].type) }
    let gap = BoundExpression(.arithmetic(.subtract, law, practice), .number)
    let names: [(String, BoundExpression)] = [
      ("law", law), ("practice", practice), ("gap", gap),
    ]
    for (name, expression) in names {
      scope.fields.append(Field(name, .number, unit: "0 to 1, 1 better", decimals: 2))
      scope.vocabularies.append(nil)
      expressions.append(expression)
    }
    scope.fields.append(Field("quadrant", .text, isClosed: true))
    scope.vocabularies.append(
      TextDictionary(["law and practice", "law only", "practice only", "neither"]))
    expressions.append(quadrant(law, practice))
    builder.add(.project(expressions), scope, verb: verb)
    // Rows where one side is missing have no gap: left out, counted and named like any condition.
    let index = scope.fields.count - 2
    let known = BoundExpression(
      .compare(.greaterOrEqual, BoundExpression(.column(index), .number), number(-1)), .boolean)
    builder.add(.filter(known), scope, verb: verb)
    return true
  }

  private func quadrant(_ law: BoundExpression, _ practice: BoundExpression) -> BoundExpression {
    func isHigh(_ side: BoundExpression) -> BoundExpression {
      BoundExpression(.compare(.greaterOrEqual, side, number(0.5)), .boolean)
    }
    func text(_ value: String) -> BoundExpression {
      BoundExpression(.constant(.text(value)), .text)
    }
    func pick(_ test: BoundExpression, _ a: BoundExpression, _ b: BoundExpression)
      -> BoundExpression
    {
      BoundExpression(.choose(test, then: a, otherwise: b), .text)
    }
    return pick(
      isHigh(law), pick(isHigh(practice), text("law and practice"), text("law only")),
      pick(isHigh(practice), text("practice only"), text("neither")))
  }

  private func isOneRowPerCountryAndTime(_ scope: Scope, _ column: Int, _ verb: Verb) -> Bool {
    let allowed = Set(
      [scope.fields[column].name] + (scope.timeColumn.map { [scope.fields[$0].name] } ?? []))
    guard !scope.key.isEmpty, Set(scope.key).isSubset(of: allowed) else {
      report(
        .typeMismatch(
          what: "`\(verb.name.text)`", expected: "one row per country and time",
          found: scope.key.isEmpty
            ? "rows without a key" : "one per \(scope.key.joined(separator: " × "))",
          hint: "start from countries, or from panel 2000..2020"),
        at: verb.range)
      return false
    }
    return true
  }

  /// A measure on 0 to 1 by its range and direction, 1 the better end.
  func scaled(_ expression: Expression, _ context: ExpressionContext) -> BoundExpression? {
    guard let typed = bind(expression, context) else { return nil }
    if let aligned = alignedColumn(typed, context) { return aligned }
    guard case .measure(let id)? = typed.field.origin?.entity else {
      report(
        .typeMismatch(
          what: "`\(context.verb)`", expected: "a measure",
          found: "`\(sourceText(expression.range))`",
          hint: "a measure has a range and a direction"),
        at: expression.range)
      return nil
    }
    let measure = catalogue.measure(id)
    guard let low = measure.minimum, let high = measure.maximum, low < high,
      measure.direction != .neutral
    else {
      report(
        .typeMismatch(
          what: "`\(context.verb)`", expected: "a measure with a range and a direction",
          found: "\(measure.identifier), \(measure.direction.rawValue), without a range",
          hint: nil),
        at: expression.range)
      return nil
    }
    let value = typed.expression
    let width = number(high - low)
    let distance =
      measure.direction == .higher
      ? BoundExpression(.arithmetic(.subtract, value, number(low)), .number)
      : BoundExpression(.arithmetic(.subtract, number(high), value), .number)
    return BoundExpression(.arithmetic(.divide, distance, width), .number)
  }

  /// The values of a table with a row per measure (`rights`, `indicators`): range and direction
  /// are those of each row's measure; a measure without has none.
  private func alignedColumn(
    _ typed: Typed, _ context: ExpressionContext
  ) -> BoundExpression? {
    guard typed.type == .number, typed.field.name == "value", typed.field.origin == nil,
      case .column = typed.expression.kind,
      let column = context.scope.fields.firstIndex(where: { $0.type == .measure }),
      let table = catalogue.table("measures")
    else { return nil }
    func read(_ name: String) -> BoundExpression? {
      guard let index = table.schema.index(of: name) else { return nil }
      uses.tables.insert("measures")
      let lookup = Lookup(
        .entityColumn(table: "measures", column: index),
        subject: BoundExpression(.column(column), .measure), time: LookupTime(.unasked, .exact))
      return BoundExpression(.lookup(lookup), table.schema.fields[index].type)
    }
    guard let low = read("minimum"), let high = read("maximum"), let direction = read("direction")
    else { return nil }
    func minus(_ a: BoundExpression, _ b: BoundExpression) -> BoundExpression {
      BoundExpression(.arithmetic(.subtract, a, b), .number)
    }
    func points(_ word: Direction) -> BoundExpression {
      let text = BoundExpression(.constant(.text(word.rawValue)), .text)
      return BoundExpression(.compare(.equal, direction, text), .boolean)
    }
    let none = BoundExpression(.constant(.missing(.notApplicable)), .number)
    let distance = BoundExpression(
      .choose(
        points(.higher), then: minus(typed.expression, low),
        otherwise: BoundExpression(
          .choose(points(.lower), then: minus(high, typed.expression), otherwise: none), .number)),
      .number)
    return BoundExpression(.arithmetic(.divide, distance, minus(high, low)), .number)
  }
}
