import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// `benchmark M against GROUP [weight: W]`: the mean of the group and the difference from it.
///
/// The group's mean is read from the data at each row's time, not from the rows of the table. It is
/// a query of its own over countries (or over a panel, where rows have years), joined by year and,
/// against an attribute, by that attribute.
extension Binder {
  func bindBenchmark(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let item = verb.items.first, verb.items.count == 1, noModifiers(item, verb) else {
      return missing("one measure", verb)
    }
    guard let clause = verb.clause("against"), clause.items.count == 1 else {
      return missing("`against` and a group, a region, World or an attribute", verb)
    }
    let context = context(builder, verb)
    guard let column = builder.scope.countryColumn else {
      reportNoCountry("benchmark", at: verb.range, context)
      return false
    }
    guard let own = bindNumber(item.value, of: "`benchmark`", context),
      let isMedian = takesMedian(verb)
    else { return false }
    let against = clause.items[0].value
    let attribute = attributeNamed(against)
    let years = builder.scope.timeColumn.map { _ in yearSpan(of: own) }
    guard
      let right = groupMeans(
        item.value, against, attribute, years: years, weight: verb.option("weight")?.value,
        isMedian: isMedian, verb)
    else { return false }

    // Left keys: the row's year, the attribute, and a constant so that there is always one.
    let width = builder.scope.fields.count
    var scope = builder.scope
    var expressions = columns(scope)
    func addKey(_ expression: BoundExpression) {
      scope.fields.append(Field("key \(scope.fields.count)", expression.type))
      scope.vocabularies.append(nil)
      expressions.append(expression)
    }
    addKey(number(1))
    if let time = builder.scope.timeColumn {
      let value = BoundExpression(.column(time), builder.scope.fields[time].type)
      addKey(value.type == .date ? BoundExpression(.call(.year, [value]), .number) : value)
    }
    if let attribute {
      addKey(read(attribute, of: columnValue(column, builder.scope), context).expression)
    }
    addKey(own.expression)
    builder.add(.project(expressions), scope, verb: verb)
    let keyCount = scope.fields.count - width - 1
    let pairs = (0..<keyCount).map { (left: width + $0, right: $0) }
    var joined = scope
    let carried = Array(keyCount..<keyCount + 3)
    joined.fields += carried.map { right.scope.fields[$0] }
    joined.vocabularies += carried.map { _ in nil }
    builder.add(
      .join(
        BoundStep.Join(
          right: right.query, kind: .left, on: pairs, carried: carried, allowsMany: false)),
      joined, verb: verb)
    return finishBenchmark(
      width, keyCount: keyCount, own, isMedian: isMedian, &builder, verb)
  }

  /// Drops the keys and adds the difference.
  private func finishBenchmark(
    _ width: Int, keyCount: Int, _ own: Typed, isMedian: Bool, _ builder: inout PipelineBuilder,
    _ verb: Verb
  ) -> Bool {
    let value = BoundExpression(.column(width + keyCount), .number)
    let first = width + keyCount + 1
    let mean = BoundExpression(.column(first), .number)
    var scope = picked(Array(0..<width), from: builder.scope)
    var expressions = (0..<width).map { BoundExpression(.column($0), scope.fields[$0].type) }
    func add(_ name: String, _ expression: BoundExpression, unit: String?, decimals: Int?) {
      scope.fields.append(Field(name, .number, unit: unit, decimals: decimals))
      scope.vocabularies.append(nil)
      expressions.append(expression)
    }
    let unit = own.field.unit
    add("benchmark", mean, unit: unit, decimals: own.field.decimals)
    add(
      "difference", BoundExpression(.arithmetic(.subtract, value, mean), .number), unit: unit,
      decimals: own.field.decimals)
    add("n", BoundExpression(.column(first + 1), .number), unit: nil, decimals: 0)
    add("of", BoundExpression(.column(first + 2), .number), unit: nil, decimals: 0)
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    builder.add(.project(expressions), scope, verb: verb)
    remark(
      verb.option("weight") == nil
        ? "benchmark: \(isMedian ? "median" : "unweighted mean"); n countries have a value, of those in the group"
        : "benchmark: mean weighted by "
          + sourceText(verb.option("weight")?.value.range ?? verb.range)
          + "; n countries have both values, of those in the group")
    return true
  }

  /// `average: mean` or `median`; nil where something else is asked for, which is reported.
  private func takesMedian(_ verb: Verb) -> Bool? {
    guard let option = verb.option("average") else { return false }
    guard case .name(let word) = option.value.kind,
      let average = ComparisonRequest.Average(rawValue: word.text)
    else {
      report(
        .badValue(
          what: "`average`", found: "`\(sourceText(option.value.range))`",
          allowed: "mean or median"),
        at: option.value.range)
      return nil
    }
    if average == .median, let weight = verb.option("weight") {
      report(
        .badValue(
          what: "`weight`", found: "a weight beside `average: median`",
          allowed: "medians are taken without one"),
        at: weight.value.range)
      return nil
    }
    return average == .median
  }

  private func attributeNamed(_ expression: Expression) -> CountryAttribute? {
    guard case .name(let name) = expression.kind,
      let attribute = CountryAttribute(rawValue: name.text), attribute.isClosed
    else { return nil }
    return attribute
  }

  private func yearSpan(of typed: Typed) -> ClosedRange<Int> {
    if case .measure(let id)? = typed.field.origin?.entity {
      let measure = catalogue.measure(id)
      if measure.firstYear <= measure.lastYear { return measure.firstYear...measure.lastYear }
    }
    return 1945...catalogue.editionDate.year
  }

  /// one, [year], [attribute] → mean, n, of.
  private func groupMeans(
    _ measure: Expression, _ against: Expression, _ attribute: CountryAttribute?,
    years: ClosedRange<Int>?, weight: Expression?, isMedian: Bool, _ verb: Verb
  ) -> PipelineBuilder? {
    var builder: PipelineBuilder
    if let years {
      let schema = Schema(
        [Field("country", .country), Field("year", .number, decimals: 0, isYear: true)],
        key: ["country", "year"])
      builder = PipelineBuilder(
        source: BoundSource(
          .panel(years.lowerBound, years.upperBound), schema: schema, range: verb.range),
        scope: Scope(schema))
    } else {
      guard let table = catalogue.table("countries"),
        let column = table.schema.index(of: "country")
      else { return nil }
      builder = PipelineBuilder(
        source: BoundSource(
          .catalogue("countries", asOf: nil), schema: table.schema, range: verb.range),
        scope: Scope(table.schema))
      let scope = picked([column], from: builder.scope)
      builder.add(
        .project([BoundExpression(.column(column), .country)]), scope, verb: verb)
    }
    let context = context(builder, verb)
    let subject = columnValue(0, builder.scope)
    if attribute == nil, !isWorld(against) {
      guard let test = groupCondition(subject, against, context) else { return nil }
      builder.add(.filter(test), builder.scope, verb: verb)
    }
    guard let value = bindNumber(measure, of: "`benchmark`", context) else { return nil }
    var scope = Scope(Schema([]))
    var expressions: [BoundExpression] = []
    func add(_ expression: BoundExpression) {
      scope.fields.append(Field("c\(scope.fields.count)", expression.type))
      scope.vocabularies.append(nil)
      expressions.append(expression)
    }
    add(number(1))
    if years != nil { add(BoundExpression(.column(1), .number)) }
    if let attribute { add(read(attribute, of: subject, context).expression) }
    let keyCount = expressions.count
    add(value.expression)
    var known = BoundExpression(
      .not(BoundExpression(.isMissing(value.expression), .boolean)), .boolean)
    if let weight {
      guard let typed = bindNumber(weight, of: "`weight`", context) else { return nil }
      add(typed.expression)
      known = BoundExpression(
        .and(
          known,
          BoundExpression(.not(BoundExpression(.isMissing(typed.expression), .boolean)), .boolean)),
        .boolean)
    }
    add(known)
    builder.add(.project(expressions), scope, verb: verb)
    let mean = BoundExpression(.column(keyCount), .number)
    let calls = [
      weight == nil
        ? AggregateCall(isMedian ? .median : .mean, [mean], type: .number)
        : AggregateCall(
          .weightedMean, [mean, BoundExpression(.column(keyCount + 1), .number)], type: .number),
      AggregateCall(
        .count, [BoundExpression(.column(expressions.count - 1), .boolean)], type: .number),
      AggregateCall(.count, [], type: .number),
    ]
    var grouped = picked(Array(0..<keyCount), from: scope)
    grouped.key = grouped.names
    for name in ["benchmark", "n", "of"] {
      grouped.fields.append(Field(name, .number))
      grouped.vocabularies.append(nil)
    }
    builder.add(.summarise(keys: Array(0..<keyCount), calls), grouped, verb: verb)
    return builder
  }

  func isWorld(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .name(let name): name.text.lowercased() == "world"
    case .string(let text): text.lowercased() == "world"
    default: false
    }
  }

  /// Whether a country is in a group, a region, a set, or a definition of one.
  func groupCondition(
    _ subject: Typed, _ group: Expression, _ context: ExpressionContext
  ) -> BoundExpression? {
    condition(subject, "country", in: group, context)
  }
}
