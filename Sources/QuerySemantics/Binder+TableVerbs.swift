import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

extension Binder {
  func bindCount(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard noItems(verb) else { return false }
    let call = AggregateCall(.count, [], type: .number)
    let field = Field("n", .number, decimals: 0)
    return group(verb, &builder, [call], [field], [nil])
  }

  /// Adds the grouping step: key columns of the `by` clause, then the aggregates.
  private func group(
    _ verb: Verb, _ builder: inout PipelineBuilder, _ calls: [AggregateCall], _ fields: [Field],
    _ vocabularies: [TextDictionary?]
  ) -> Bool {
    guard let keys = groupingKeys(verb, &builder) else { return false }
    return group(verb, &builder, keys: keys, calls, fields, vocabularies)
  }

  private func groupingKeys(_ verb: Verb, _ builder: inout PipelineBuilder) -> [Int]? {
    guard let clause = verb.clause("by") else { return [] }
    return groupingColumns(clause.items, &builder, verb)
  }

  private func group(
    _ verb: Verb, _ builder: inout PipelineBuilder, keys: [Int], _ calls: [AggregateCall],
    _ fields: [Field], _ vocabularies: [TextDictionary?]
  ) -> Bool {
    var scope = picked(keys, from: builder.scope)
    let keyNames = scope.names
    scope.fields += fields
    scope.vocabularies += vocabularies
    scope.key = keyNames
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    for name in builder.scope.names where scope.index(of: name) == nil {
      removed[name] = verb.name.text
    }
    builder.add(.summarise(keys: keys, calls), scope, verb: verb)
    // Groups stand in the order of their keys, whatever the order of the rows was.
    if !keys.isEmpty { builder.add(.sort(keyOrder(keys.count, scope)), scope, verb: verb) }
    return true
  }

  private func keyOrder(_ count: Int, _ scope: Scope) -> [BoundStep.SortKey] {
    (0..<count).map {
      BoundStep.SortKey(BoundExpression(.column($0), scope.fields[$0].type), isDescending: false)
    }
  }

  func bindSummarise(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard !verb.items.isEmpty else { return missing("name = aggregate", verb) }
    guard let keys = groupingKeys(verb, &builder) else { return false }
    let collector = AggregateCollector(keyCount: keys.count)
    var context = context(builder, verb)
    context.collector = collector
    var results: [Typed] = []
    var names: [String] = []
    var isWhole = true
    for item in verb.items {
      guard noModifiers(item, verb), let typed = bind(item.value, context) else {
        isWhole = false
        continue
      }
      guard holdsAggregatesOnly(item.value) else {
        report(.aggregateNeeded(text: sourceText(item.value.range)), at: item.value.range)
        isWhole = false
        continue
      }
      names.append(item.definition?.text ?? sourceText(item.value.range))
      results.append(typed)
    }
    guard isWhole, hasComparableValues(collector.calls, keys: keys, builder, verb) else {
      return false
    }
    let fields = results.enumerated().map { index, typed -> Field in
      var field = typed.field
      field.name = names[index]
      field.type = typed.type
      return field
    }
    let isPlain = results.enumerated().allSatisfy { index, typed in
      if case .column(let column) = typed.expression.kind { return column == keys.count + index }
      return false
    }
    if isPlain, collector.calls.count == results.count {
      return group(
        verb, &builder, keys: keys, collector.calls, fields, results.map(\.vocabulary))
    }
    // Expressions over aggregates: first the aggregates under names of their own, then these.
    let inner = collector.calls.indices.map {
      Field("aggregate \($0)", collector.calls[$0].type)
    }
    guard
      group(
        verb, &builder, keys: keys, collector.calls, inner,
        Array(repeating: nil, count: inner.count))
    else { return false }
    var scope = picked(Array(0..<keys.count), from: builder.scope)
    scope.key = scope.names
    let passed = columns(scope)
    scope.fields += fields
    scope.vocabularies += results.map(\.vocabulary)
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    builder.add(.project(passed + results.map(\.expression)), scope, verb: verb)
    return true
  }

  /// Whether an expression is one value per group: constants and aggregates, no column of a row.
  private func holdsAggregatesOnly(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number, .string, .date, .boolean, .missing: return true
    case .bracketed(let inner), .unary(_, let inner), .isMissing(let inner, _):
      return holdsAggregatesOnly(inner)
    case .binary(_, let left, let right):
      return holdsAggregatesOnly(left) && holdsAggregatesOnly(right)
    case .membership(let left, _, _): return holdsAggregatesOnly(left)
    case .conditional(let condition, let yes, let no):
      return holdsAggregatesOnly(condition) && holdsAggregatesOnly(yes) && holdsAggregatesOnly(no)
    case .call(let name, let arguments):
      guard let record = FunctionCatalogue.record(named: name.text) else { return false }
      if case .aggregate = record.category { return true }
      return arguments.allSatisfy { holdsAggregatesOnly($0.value) }
    case .name(let name):
      switch environment.definitions[name.text] {
      case .value?: return true
      case .expression(let body, _)?: return holdsAggregatesOnly(body)
      default: return false
      }
    case .set, .range, .member, .at, .subquery, .hole: return false
    }
  }

  static let pivotLimit = 5000

  func bindPivot(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let expression = only(verb, "a column whose values become columns"),
      let column = columnIndex(expression, builder.scope, verb)
    else { return false }
    guard let option = verb.option("value") else {
      return missing("value: the column that fills the cells", verb)
    }
    guard let value = columnIndex(option.value, builder.scope, verb) else { return false }
    let keyed = builder.scope.key.compactMap { builder.scope.index(of: $0) }
    let keys =
      (keyed.isEmpty ? Array(builder.scope.fields.indices) : keyed)
      .filter { $0 != column && $0 != value }
    guard !sink.hasErrors, !isDryRun else { return false }
    let table: Table
    do {
      table = try environment.materialise(builder.query)
    } catch {
      failure = error
      return false
    }
    let headers = headers(of: table.columns[column], builder.scope.fields[column])
    guard headers.count <= Binder.pivotLimit else {
      report(
        .pivotTooWide(count: headers.count, limit: Binder.pivotLimit), at: verb.range)
      return false
    }
    let without = (0..<table.rowCount).count { row in
      if case .missing = table.columns[column][row] { true } else { false }
    }
    if without > 0 {
      remark(
        "\(without) \(without == 1 ? "row" : "rows") without `\(builder.scope.fields[column].name)` "
          + "made no column")
    }
    var materialised = PipelineBuilder(table: table, range: verb.range)
    materialised.scope = builder.scope
    materialised.finishing = builder.finishing
    materialised.prefix = builder.query
    var scope = picked(keys, from: builder.scope)
    scope.key = scope.names
    for (header, name) in headers {
      var field = builder.scope.fields[value]
      if field.isMixed, builder.scope.fields[column].namesQuantities {
        field.isMixed = false
        if case .entity(let id) = header { field.holdOnly(catalogue.measure(id)) }
      }
      field.name = name
      scope.fields.append(field)
      scope.vocabularies.append(builder.scope.vocabularies[value])
    }
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    builder = materialised
    builder.add(
      .pivot(keys: keys, column: column, headers: headers.map(\.0), value: value), scope, verb: verb
    )
    return true
  }

  /// The distinct values of a column in order (missing ones left out), with the names they give.
  private func headers(of column: Column, _ field: Field) -> [(Scalar, String)] {
    var seen: Set<Scalar> = []
    var found: [Scalar] = []
    for row in 0..<column.count {
      let scalar = column[row]
      if case .missing = scalar { continue }
      if seen.insert(scalar).inserted { found.append(scalar) }
    }
    let named = found.map { ($0, headerName($0, column.type)) }
    switch column.type {
    case .number, .date, .boolean:
      return named.sorted { order($0.0) < order($1.0) }
    case .text, .textSet, .country, .treaty, .measure, .group:
      return named.sorted { $0.1 < $1.1 }
    }
  }

  private func order(_ scalar: Scalar) -> Double {
    switch scalar {
    case .number(let value): value
    case .date(let date): Double(date.packed)
    case .boolean(let value): value ? 1 : 0
    case .entity(let id): Double(id)
    case .text, .missing: 0
    }
  }

  private func headerName(_ scalar: Scalar, _ type: ValueType) -> String {
    switch scalar {
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    case .date(let date): date.text
    case .boolean(let value): value ? "yes" : "no"
    case .entity(let id): catalogue.name(of: type, id)
    case .text(let text): text
    case .missing: ""
    }
  }

  func bindUnpivot(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard !verb.items.isEmpty else { return missing("columns", verb) }
    var indexes: [Int] = []
    for item in verb.items {
      guard noModifiers(item, verb) else { return false }
      if let years = yearColumns(item.value, builder.scope, verb) {
        guard !years.isEmpty else { return false }
        indexes += years
        continue
      }
      guard let index = columnIndex(item.value, builder.scope, verb) else { return false }
      indexes.append(index)
    }
    guard let clause = verb.clause("as"), clause.items.count == 2,
      case .name(let name) = clause.items[0].value.kind,
      case .name(let value) = clause.items[1].value.kind
    else { return missing("`as name, value`: what the two new columns are called", verb) }
    let types = Set(indexes.map { builder.scope.fields[$0].type })
    guard types.count == 1, let type = types.first else {
      report(
        .typeMismatch(
          what: "`unpivot`", expected: "columns of one type",
          found: types.map(\.label).sorted().joined(separator: " and "), hint: nil),
        at: verb.range)
      return false
    }
    let kept = builder.scope.fields.indices.filter { !indexes.contains($0) }
    var scope = picked(kept, from: builder.scope)
    let heads = indexes.map { builder.scope.fields[$0].name }
    let years = heads.compactMap(YearHead.year)
    let areYears = years.count == heads.count
    let units = Set(indexes.map { builder.scope.fields[$0].unit })
    scope.fields.append(
      areYears
        ? Field(name.text, .number, isYear: true) : Field(name.text, .text, isClosed: true))
    scope.vocabularies.append(areYears ? nil : TextDictionary(heads))
    scope.fields.append(Field(value.text, type, unit: units.count == 1 ? units.first ?? nil : nil))
    scope.vocabularies.append(builder.scope.vocabularies[indexes[0]])
    scope.key =
      builder.scope.key.isEmpty || scope.key.isEmpty ? [] : builder.scope.key + [name.text]
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    builder.add(
      .unpivot(kept: kept, columns: indexes, years: areYears ? years : nil), scope, verb: verb)
    return true
  }

  /// The columns that `1990..2020` means: those whose heads are these years, in their order; nil
  /// for what is no range. A range without a column is reported.
  private func yearColumns(_ expression: Expression, _ scope: Scope, _ verb: Verb) -> [Int]? {
    guard case .range(let low, let high) = expression.kind,
      case .number(let first, _) = low.kind, case .number(let last, _) = high.kind
    else { return nil }
    let found = scope.fields.indices.filter {
      YearHead.year(of: scope.fields[$0].name).map { first <= Double($0) && Double($0) <= last }
        ?? false
    }
    if found.isEmpty {
      report(
        .unknownColumn(
          name: sourceText(expression.range), nearest: [], columns: scope.names,
          removedBy: nil, other: nil),
        at: expression.range)
    }
    return found
  }

  func bindDescribe(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard noItems(verb) else { return false }
    var fields = [Field("column", .text), Field("type", .text)]
    fields += ["n", "missing", "distinct"].map { Field($0, .number, decimals: 0) }
    var functions: [AggregateCall.Function] = []
    func summarise(_ type: ValueType, _ columns: KeyValuePairs<String, AggregateCall.Function>) {
      guard builder.scope.fields.contains(where: { $0.type == type }) else { return }
      for (name, function) in columns {
        var field = Field(name, type)
        field.isMixed = true
        fields.append(field)
        functions.append(function)
      }
    }
    summarise(.number, ["min": .min, "mean": .mean, "median": .median, "max": .max])
    summarise(.date, ["earliest": .min, "latest": .max])
    builder.add(.describe(functions), Scope(Schema(fields, key: ["column"])), verb: verb)
    return true
  }

  func bindFrequencies(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let expression = only(verb, "a column") else { return false }
    let item = Item(value: expression, range: expression.range)
    guard let index = groupingColumns([item], &builder, verb)?.first else { return false }
    var field = builder.scope.fields[index]
    field.origin = nil
    let vocabulary = builder.scope.vocabularies[index]
    let scope = Scope(
      Schema(
        [field, Field("n", .number, decimals: 0), Field("share", .number, decimals: 3)],
        key: [field.name]),
      vocabularies: [vocabulary, nil, nil])
    builder.add(.frequencies(index), scope, verb: verb)
    return true
  }

  func bindNote(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let expression = only(verb, "a text"), case .string(let text) = expression.kind else {
      return missing("a text in quotes", verb)
    }
    builder.finishing.append(.note(text))
    return true
  }

  func bindSave(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let expression = only(verb, "a file name"), case .string(let path) = expression.kind
    else { return missing("a file name in quotes", verb) }
    var replace = false
    if let option = verb.option("replace") {
      guard case .boolean(let value) = option.value.kind else {
        report(.constantNeeded(what: "`replace`", example: "true"), at: option.value.range)
        return false
      }
      replace = value
    }
    builder.finishing.append(.save(path: path, replace: replace, range: expression.range))
    return true
  }
}
