import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

extension Binder {
  func bindWhere(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let expression = only(verb, "a condition"),
      let condition = bindCondition(expression, context(builder, verb))
    else { return false }
    var scope = builder.scope
    if let measure = chosenMeasure(condition, scope), let value = scope.index(of: "value"),
      scope.fields[value].type == .number
    {
      scope.fields[value].holdOnly(catalogue.measure(measure))
    }
    builder.add(.filter(condition), scope, verb: verb)
    return true
  }

  /// The measure that a condition leaves alone: `series = remittances_gdp and …`.
  private func chosenMeasure(_ condition: BoundExpression, _ scope: Scope) -> Int32? {
    switch condition.kind {
    case .and(let a, let b): return chosenMeasure(a, scope) ?? chosenMeasure(b, scope)
    case .compare(.equal, let left, let right):
      guard left.type == .measure, case .column = left.kind,
        case .constant(.entity(let id)) = right.kind
      else { return nil }
      return id
    default: return nil
    }
  }

  func bindSort(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard !verb.items.isEmpty else { return missing("a column", verb) }
    let context = context(builder, verb)
    var keys: [BoundStep.SortKey] = []
    for item in verb.items {
      guard noModifiers(item, verb, except: ["desc", "asc"]),
        let typed = bind(item.value, context)
      else { continue }
      keys.append(
        BoundStep.SortKey(
          typed.expression, isDescending: item.modifiers.contains { $0.text == "desc" }))
    }
    guard keys.count == verb.items.count else { return false }
    builder.add(.sort(keys), builder.scope, verb: verb)
    return true
  }

  func bindTake(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let count = rowCount(verb, builder) else { return false }
    let width = builder.scope.fields.count
    var by: [Int] = []
    if let clause = verb.clause("by") {
      guard let columns = groupingColumns(clause.items, &builder, verb) else { return false }
      by = columns
    }
    builder.add(.take(count, by: by), builder.scope, verb: verb)
    dropColumns(from: width, &builder, verb)
    return true
  }

  func bindSkip(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let count = rowCount(verb, builder) else { return false }
    builder.add(.skip(count), builder.scope, verb: verb)
    return true
  }

  func bindSample(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let count = rowCount(verb, builder) else { return false }
    guard let option = verb.option("seed") else {
      report(.seedNeeded(verb: verb.name.text), at: verb.name.range)
      return false
    }
    guard
      let seed = wholeNumber(option.value, what: "the seed", context(builder, verb))
    else { return false }
    builder.add(
      .sample(count, seed: UInt64(bitPattern: Int64(seed))), builder.scope, verb: verb)
    return true
  }

  private func rowCount(_ verb: Verb, _ builder: PipelineBuilder) -> Int? {
    guard let expression = only(verb, "a number of rows"),
      let count = wholeNumber(expression, what: "the number of rows", context(builder, verb))
    else { return nil }
    guard count >= 0 else {
      report(
        .badValue(what: "a number of rows", found: String(count), allowed: "0 or more"),
        at: expression.range)
      return nil
    }
    return count
  }

  func bindDistinct(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    if !verb.items.isEmpty {
      guard let indexes = groupingColumns(verb.items, &builder, verb) else { return false }
      let scope = picked(indexes, from: builder.scope)
      builder.add(
        .project(indexes.map { BoundExpression(.column($0), builder.scope.fields[$0].type) }),
        scope, verb: verb)
    }
    var scope = builder.scope
    scope.key = scope.names
    builder.add(.distinct, scope, verb: verb)
    return true
  }

  func bindLatest(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let time = builder.scope.timeColumn else {
      report(.noTime(function: "latest"), at: verb.name.range)
      return false
    }
    let width = builder.scope.fields.count
    var value: Int?
    if let item = verb.items.first {
      guard verb.items.count == 1, noModifiers(item, verb) else {
        report(
          .unexpectedPart(verb: "latest", part: "second column", usage: usage(verb)),
          at: verb.range)
        return false
      }
      guard let index = columnIndex(item.value, builder.scope, verb) else { return false }
      value = index
    }
    var within: Int?
    if let clause = verb.clause("within"), let item = clause.items.first {
      guard
        let years = wholeNumber(
          item.value, what: "the years after `within`", context(builder, verb))
      else { return false }
      within = years
    }
    var by = builder.scope.partition(besides: time)
    if let clause = verb.clause("by") {
      guard let columns = groupingColumns(clause.items, &builder, verb) else { return false }
      by = columns
    }
    var scope = builder.scope
    scope.key = by.map { scope.fields[$0].name }
    builder.add(
      .latest(value: value, time: time, within: within, by: by), scope, verb: verb)
    dropColumns(from: width, &builder, verb)
    return true
  }

  func bindFill(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let item = verb.items.first, verb.items.count == 1 else {
      return missing("a column and how: forward or linear", verb)
    }
    guard let index = columnIndex(item.value, builder.scope, verb),
      noModifiers(item, verb, except: ["forward", "linear"])
    else { return false }
    guard let word = item.modifiers.first, let method = BoundStep.Fill(rawValue: word.text) else {
      return missing("how: forward or linear", verb)
    }
    guard let time = builder.scope.timeColumn else {
      report(.noTime(function: "fill"), at: verb.name.range)
      return false
    }
    if method == .linear, builder.scope.fields[index].type != .number {
      report(
        .typeMismatch(
          what: "`fill … linear`", expected: "a number",
          found: article(builder.scope.fields[index].type), hint: "forward fills any column"),
        at: item.value.range)
      return false
    }
    var limit: Int?
    if let option = verb.option("max") {
      guard let years = wholeNumber(option.value, what: "`max`", context(builder, verb)) else {
        return false
      }
      limit = years
    }
    let width = builder.scope.fields.count
    var by = builder.scope.partition(besides: time).filter { $0 != index }
    if let clause = verb.clause("by") {
      guard let columns = groupingColumns(clause.items, &builder, verb) else { return false }
      by = columns
    }
    var scope = builder.scope
    scope.fields[index].origin = nil
    builder.add(
      .fill(column: index, method, limit: limit, time: time, by: by), scope, verb: verb)
    dropColumns(from: width, &builder, verb)
    return true
  }
}
