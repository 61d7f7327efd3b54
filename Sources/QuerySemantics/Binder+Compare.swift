import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// `compare COUNTRIES on MEASURES [against GROUPS] [weight: W] [rank: true]`: a source with one row
/// per country, in the order given, then one per benchmark, and one column per measure.
///
/// It is made of two kinds of plain queries over `countries`, run while binding: the countries'
/// own values, and per benchmark the mean (for treaties the parties among those known). A benchmark
/// row says in `n` how many countries stand behind it.
extension Binder {
  func bindCompare(
    _ countries: [Expression], _ measures: [Item], _ against: [Expression], _ source: Source
  ) -> PipelineBuilder? {
    for option in source.options where !["weight", "rank"].contains(option.label?.text ?? "") {
      report(
        .unknownOption(
          verb: "compare", name: option.label?.text ?? "", nearest: [], allowed: ["weight", "rank"]),
        at: option.label?.range ?? source.range)
    }
    guard !measures.isEmpty else {
      report(
        .missingPart(
          verb: "compare", part: "`on` and measures",
          example: "compare Mexico, Tunisia on ICRMW, hdi against OECD"),
        at: source.range)
      return nil
    }
    guard let ids = comparedCountries(countries), let base = countryBuilder(source.range) else {
      return nil
    }
    let verb = Verb(
      name: Name("compare", range: source.range), range: source.range)
    let context = ExpressionContext(scope: base.scope, verb: "compare")
    var typed: [(name: String, value: Typed)] = []
    for item in listed(measures) {
      guard let value = bind(item.value, context) else { continue }
      typed.append((item.definition?.text ?? columnName(item.value), value))
    }
    guard typed.count == listed(measures).count, !sink.hasErrors else { return nil }
    if let twice = firstRepeated(["who", "n"] + typed.map(\.name)) {
      report(.duplicateColumn(name: twice), at: source.range)
      return nil
    }
    var weight: BoundExpression?
    if let option = source.options.first(where: { $0.label?.text == "weight" }) {
      guard let value = bindNumber(option.value, of: "`weight`", context) else { return nil }
      weight = value.expression
      remark("benchmarks are means weighted by \(sourceText(option.value.range))")
    } else if !against.isEmpty {
      remark("benchmarks are unweighted means over the countries with a value, n of all")
    }
    var ranks = false
    if let option = source.options.first(where: { $0.label?.text == "rank" }) {
      if case .boolean(let value) = option.value.kind { ranks = value }
    }
    guard !isDryRun else { return nil }
    do {
      var rows = ComparisonRows(typed.map(\.value))
      try rows.addCountries(ids, own(base, typed, verb), catalogue)
      for group in against {
        guard
          let means = try groupRow(base, typed.map(\.value), group, weight, context, verb)
        else { return nil }
        rows.addBenchmark(benchmarkName(group), means)
      }
      if ranks { try addRanks(&rows, base, typed, ids, verb) }
      remarkDirections(typed)
      var builder = PipelineBuilder(
        table: rows.table(names: typed.map(\.name)), range: source.range)
      builder.isComparison = true
      return builder
    } catch {
      failure = error
      return nil
    }
  }

  /// `on {a, b}` says the same as `on a, b`.
  private func listed(_ measures: [Item]) -> [Item] {
    measures.flatMap { item -> [Item] in
      guard item.definition == nil, case .set(let elements) = item.value.kind else { return [item] }
      return elements.map { Item(value: $0, range: $0.range) }
    }
  }

  private func benchmarkName(_ group: Expression) -> String {
    if case .string(let text) = group.kind { return text }
    return sourceText(group.range)
  }

  private func comparedCountries(_ expressions: [Expression]) -> [Int32]? {
    var ids: [Int32] = []
    var isWhole = true
    let like = Typed(.constant(.missing(.noData)), .country)
    func add(_ expression: Expression) {
      switch expression.kind {
      case .set(let elements): elements.forEach(add)
      case .bracketed(let inner): add(inner)
      case .name(let name):
        if case .expression(let body, _)? = environment.definitions[name.text] {
          let outer = rangeOverride
          rangeOverride = outer ?? name.range
          add(body)
          rangeOverride = outer
          return
        }
        if catalogue.matches(name.text, kinds: [.country]).isEmpty,
          let group = catalogue.matches(name.text, kinds: [.group]).first
        {
          uses.groups.insert(group.id)
          ids += catalogue.members(of: group.id, day: asOf?.lastDay)
          return
        }
        fallthrough
      default:
        if let typed = bindValue(expression, like: like, name: "country", emptyContext),
          case .entity(let id) = typed.constant
        {
          ids.append(id)
        } else {
          isWhole = false
        }
      }
    }
    expressions.forEach(add)
    var seen: Set<Int32> = []
    ids = ids.filter { seen.insert($0).inserted }
    return isWhole && !ids.isEmpty ? ids : nil
  }

  private var emptyContext: ExpressionContext {
    ExpressionContext(scope: Scope(Schema([])), verb: "compare")
  }

  /// The table `countries` with the country column alone, at the statement's time.
  func countryBuilder(_ range: SourceRange) -> PipelineBuilder? {
    guard let table = catalogue.table("countries"), let column = table.schema.index(of: "country")
    else { return nil }
    uses.tables.insert("countries")
    var builder = PipelineBuilder(
      source: BoundSource(.catalogue("countries", asOf: nil), schema: table.schema, range: range),
      scope: Scope(table.schema))
    let verb = Verb(name: Name("compare", range: range), range: range)
    builder.add(
      .project([BoundExpression(.column(column), .country)]),
      picked([column], from: builder.scope), verb: verb)
    return builder
  }

  /// country, then the measures, for all countries.
  private func own(
    _ base: PipelineBuilder, _ typed: [(name: String, value: Typed)], _ verb: Verb
  ) throws -> Table {
    var builder = base
    var scope = base.scope
    for (name, value) in typed {
      var field = value.field
      field.name = name
      field.type = value.type
      scope.fields.append(field)
      scope.vocabularies.append(nil)
    }
    builder.add(
      .project([BoundExpression(.column(0), .country)] + typed.map(\.value.expression)), scope,
      verb: verb)
    return try environment.materialise(builder.query)
  }

  /// Means and counts of one group: number → mean, n; yes/no → yes, known; plus how many there are.
  private func groupRow(
    _ base: PipelineBuilder, _ values: [Typed], _ group: Expression, _ weight: BoundExpression?,
    _ context: ExpressionContext, _ verb: Verb
  ) throws -> Table? {
    var builder = base
    if !isWorld(group) {
      guard
        let test = groupCondition(columnValue(0, base.scope), group, context)
      else { return nil }
      builder.add(.filter(test), builder.scope, verb: verb)
    }
    var calls: [AggregateCall] = [AggregateCall(.count, [], type: .number)]
    func not(_ expression: BoundExpression) -> BoundExpression {
      BoundExpression(.not(expression), .boolean)
    }
    for value in values {
      let expression = value.expression
      let known = not(BoundExpression(.isMissing(expression), .boolean))
      switch value.type {
      case .number:
        if let weight {
          calls.append(AggregateCall(.weightedMean, [expression, weight], type: .number))
        } else {
          calls.append(AggregateCall(.mean, [expression], type: .number))
        }
        calls.append(AggregateCall(.count, [known], type: .number))
      case .boolean:
        calls.append(AggregateCall(.count, [expression], type: .number))
        calls.append(AggregateCall(.count, [known], type: .number))
      default:
        calls.append(AggregateCall(.count, [known], type: .number))
        calls.append(AggregateCall(.count, [known], type: .number))
      }
    }
    let fields = calls.indices.map { Field("a\($0)", .number) }
    builder.add(
      .summarise(keys: [], calls), Scope(Schema(fields)), verb: verb)
    return try environment.materialise(builder.query)
  }

  /// Rank columns among all countries with a value; largest is 1.
  private func addRanks(
    _ rows: inout ComparisonRows, _ base: PipelineBuilder,
    _ typed: [(name: String, value: Typed)], _ ids: [Int32], _ verb: Verb
  ) throws {
    for (index, entry) in typed.enumerated() where entry.value.type == .number {
      var builder = base
      let rank = BoundExpression(
        .across(AcrossCall(.rank, [entry.value.expression], by: [])), .number)
      var scope = base.scope
      scope.fields.append(Field("rank", .number))
      scope.vocabularies.append(nil)
      builder.add(.project([BoundExpression(.column(0), .country), rank]), scope, verb: verb)
      let table = try environment.materialise(builder.query)
      rows.addRanks(of: index, ids, table)
    }
    remark("ranks are among all countries with a value, the largest first")
  }

  private func remarkDirections(_ typed: [(name: String, value: Typed)]) {
    var higher: [String] = []
    var lower: [String] = []
    for (name, value) in typed {
      guard case .measure(let id)? = value.field.origin?.entity else { continue }
      switch catalogue.measure(id).direction {
      case .higher: higher.append(name)
      case .lower: lower.append(name)
      case .neutral: break
      }
    }
    if !higher.isEmpty { remark("higher is better: \(higher.joined(separator: ", "))") }
    if !lower.isEmpty { remark("lower is better: \(lower.joined(separator: ", "))") }
  }
}
