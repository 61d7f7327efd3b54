import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// `compare COUNTRIES on MEASURES [against GROUPS]` with options: a source with one row per
/// country, in the order given, then one per benchmark, and one column per measure.
///
/// Everything is read by one plain query over `countries`, run while binding: the measures, the
/// years of their values, the weight, and who is a member of what.
extension Binder {
  static let compareOptions = ["average", "coverage", "rank", "span", "weight"]

  func bindCompare(
    _ countries: [Expression], _ measures: [Item], _ against: [Expression], _ source: Source
  ) -> PipelineBuilder? {
    guard !measures.isEmpty else {
      report(
        .missingPart(
          verb: "compare", part: "`on` and measures",
          example: "compare Mexico, Tunisia on ICRMW, hdi against OECD"),
        at: source.range)
      return nil
    }
    var request = ComparisonRequest()
    let settled = settleOptions(source.options, &request, range: source.range)
    guard let ids = comparedCountries(countries), let base = countryBuilder(source.range) else {
      return nil
    }
    request.countries = ids
    let context = ExpressionContext(scope: base.scope, verb: "compare")
    let items = listed(measures)
    for item in items {
      guard let value = bind(item.value, context) else { continue }
      request.measures.append(
        measure(item.definition?.text ?? columnName(item.value), value))
    }
    guard settled, request.measures.count == items.count, !sink.hasErrors else { return nil }
    if let twice = firstRepeated(["who", "country", "members"] + request.measures.map(\.name)) {
      report(.duplicateColumn(name: twice), at: source.range)
      return nil
    }
    var reading = ComparisonReading(base)
    for index in request.measures.indices { reading.add(request.measures[index].value.expression) }
    for index in request.measures.indices {
      guard let year = yearLookup(request.measures[index].value) else { continue }
      request.measures[index].yearColumn = reading.add(year)
    }
    var weightColumn: Int?
    if let option = source.options.first(where: { $0.label?.text == "weight" }) {
      guard let value = bindNumber(option.value, of: "`weight`", context) else { return nil }
      request.weight = sourceText(option.value.range)
      weightColumn = reading.add(value.expression)
    }
    guard let groups = comparedGroups(against, ids, context) else { return nil }
    request.benchmarks = groups.map(\.name)
    if let twice = firstRepeated(request.benchmarks) {
      report(.duplicateColumn(name: twice), at: source.range)
      return nil
    }
    let memberColumns = groups.map { group in group.test.map { reading.add($0) } }
    guard !isDryRun else { return nil }
    do {
      let table = try environment.materialise(reading.query(source.range))
      let comparison = ComparisonTable(
        request, table, weightColumn: weightColumn, memberColumns: memberColumns, catalogue)
      comparison.notes.forEach(remark)
      var builder = PipelineBuilder(table: comparison.result, range: source.range)
      builder.comparison = BoundPipeline.Comparison(
        hints: comparison.hints, years: comparison.years)
      return builder
    } catch {
      failure = error
      return nil
    }
  }

  private func measure(_ name: String, _ value: Typed) -> ComparedMeasure {
    var measure = ComparedMeasure(
      name: name, value: value, kind: ComparedMeasure.kind(value.type, unit: value.field.unit))
    if case .measure(let id)? = value.field.origin?.entity {
      measure.direction = catalogue.measure(id).direction
    }
    measure.isByList = measure.kind == .condition && readsTreaty(value.expression)
    if let (basket, partial) = partialBasket(value.expression) {
      let names = partial.map { catalogue.name(of: EntityKind.treaty, $0) }
      measure.obstacle =
        "\(name) is neither averaged nor ranked: the lists of \(names.joined(separator: ", ")) are "
        + "partial, so that countries are counted over different treaties of "
        + "\(catalogue.basket(basket).identifier); a set of the others can be compared"
    }
    return measure
  }

  private func readsTreaty(_ expression: BoundExpression) -> Bool {
    switch expression.kind {
    case .lookup(let lookup):
      switch lookup.kind {
      case .treaty, .basket: return true
      default: return false
      }
    case .not(let inner): return readsTreaty(inner)
    case .and(let left, let right), .or(let left, let right), .compare(_, let left, let right):
      return readsTreaty(left) || readsTreaty(right)
    case .oneOf(let inner, _): return readsTreaty(inner)
    default: return false
    }
  }

  /// A basket counted in the expression whose treaties are not all known for all countries.
  private func partialBasket(_ expression: BoundExpression) -> (Int32, [Int32])? {
    switch expression.kind {
    case .lookup(let lookup):
      guard case .basket(let basket, let field) = lookup.kind, field != .all else { return nil }
      let partial = catalogue.basket(basket).treaties.filter {
        !catalogue.treaty($0).coverage.canSayNotParty
      }
      return partial.isEmpty ? nil : (basket, partial)
    case .arithmetic(_, let left, let right), .coalesce(let left, let right):
      return partialBasket(left) ?? partialBasket(right)
    case .negate(let inner): return partialBasket(inner)
    case .call(_, let parts): return parts.lazy.compactMap { self.partialBasket($0) }.first
    default: return nil
    }
  }

  /// The year of a value that is a measure's own.
  private func yearLookup(_ value: Typed) -> BoundExpression? {
    guard value.type == .number, case .lookup(var lookup) = value.expression.kind,
      case .value(let measure, .value) = lookup.kind
    else { return nil }
    lookup.kind = .value(measure: measure, .year)
    return BoundExpression(.lookup(lookup), .number)
  }

  // MARK: Options

  private func settleOptions(
    _ options: [Argument], _ request: inout ComparisonRequest, range: SourceRange
  ) -> Bool {
    var isSound = true
    func bad(_ option: Argument, _ allowed: String) {
      report(
        .badValue(
          what: "`\(option.label?.text ?? "")`", found: "`\(sourceText(option.value.range))`",
          allowed: allowed),
        at: option.value.range)
      isSound = false
    }
    for option in options {
      let name = option.label?.text ?? ""
      switch name {
      case "weight": break
      case "rank":
        guard case .boolean(let value) = option.value.kind else {
          bad(option, "true or false")
          continue
        }
        request.ranks = value
      case "average":
        guard case .name(let word) = option.value.kind,
          let average = ComparisonRequest.Average(rawValue: word.text)
        else {
          bad(option, "mean or median")
          continue
        }
        request.average = average
      case "coverage":
        guard case .number(let share, _) = option.value.kind, (0...1).contains(share) else {
          bad(option, "a share from 0 to 1, such as 0.5")
          continue
        }
        request.coverage = share
      case "span":
        guard case .number(let years, _) = option.value.kind, years >= 0, years < 1000,
          years == years.rounded()
        else {
          bad(option, "a number of years, such as 10")
          continue
        }
        request.span = Int(years)
      default:
        report(
          .unknownOption(
            verb: "compare", name: name,
            nearest: NameSuggestion.nearest(to: name, among: Self.compareOptions, limit: 2),
            allowed: Self.compareOptions),
          at: option.label?.range ?? range)
        isSound = false
      }
    }
    if request.average == .median,
      let weight = options.first(where: { $0.label?.text == "weight" })
    {
      report(
        .badValue(
          what: "`weight`", found: "a weight beside `average: median`",
          allowed: "medians are taken without one"),
        at: weight.value.range)
      isSound = false
    }
    return isSound
  }

  // MARK: Benchmarks

  /// The groups with their conditions; nil for all countries. An attribute stands for the groups
  /// that the compared countries are in by it.
  private func comparedGroups(
    _ against: [Expression], _ ids: [Int32], _ context: ExpressionContext
  ) -> [(name: String, test: BoundExpression?)]? {
    var groups: [(name: String, test: BoundExpression?)] = []
    for group in against {
      if isWorld(group) {
        groups.append((benchmarkName(group), nil))
      } else if case .name(let name) = group.kind, environment.definitions[name.text] == nil,
        let attribute = CountryAttribute(rawValue: name.text), attribute.isClosed
      {
        let typed = read(attribute, of: columnValue(0, context.scope), context)
        for text in texts(of: attribute, for: ids)
        where !groups.contains(where: { $0.name == text }) {
          let constant = BoundExpression(.constant(.text(text)), .text)
          groups.append(
            (text, BoundExpression(.compare(.equal, typed.expression, constant), .boolean)))
        }
      } else {
        guard let test = groupCondition(columnValue(0, context.scope), group, context) else {
          return nil
        }
        groups.append((benchmarkName(group), test))
      }
    }
    return groups
  }

  private func texts(of attribute: CountryAttribute, for ids: [Int32]) -> [String] {
    var texts: [String] = []
    for id in ids {
      var text = ""
      if attribute == .income {
        let date = asOf ?? catalogue.editionDate
        let code = catalogue.income(of: id, year: date.year).code
        if code >= 0 { text = catalogue.incomeDictionary[code] }
      } else if case .text(let own) = catalogue.attribute(attribute)[Int(id)] {
        text = own
      }
      if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
    return texts
  }

  private func benchmarkName(_ group: Expression) -> String {
    if case .string(let text) = group.kind { return text }
    return sourceText(group.range)
  }

  /// `on {a, b}` says the same as `on a, b`.
  private func listed(_ measures: [Item]) -> [Item] {
    measures.flatMap { item -> [Item] in
      guard item.definition == nil, case .set(let elements) = item.value.kind else { return [item] }
      return elements.map { Item(value: $0, range: $0.range) }
    }
  }

  private func comparedCountries(_ expressions: [Expression]) -> [Int32]? {
    var ids: [Int32] = []
    var isWhole = true
    let like = Typed(.constant(.missing(.noData)), .country)
    func add(_ expression: Expression) {
      switch expression.kind {
      case .set(let elements): elements.forEach(add)
      case .bracketed(let inner): add(inner)
      case .binary(.and, let left, let right):
        let names = [left, right].map { sourceText($0.range) }.joined(separator: ", ")
        report(
          .typeMismatch(
            what: "`compare`", expected: "countries separated by commas",
            found: "`\(sourceText(expression.range))`", hint: "write \(names)"),
          at: expression.range)
        isWhole = false
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
}

/// The columns of the one query behind a comparison: country first.
private struct ComparisonReading {
  private let base: PipelineBuilder
  private var expressions = [BoundExpression(.column(0), .country)]

  init(_ base: PipelineBuilder) { self.base = base }

  @discardableResult
  mutating func add(_ expression: BoundExpression) -> Int {
    expressions.append(expression)
    return expressions.count - 1
  }

  func query(_ range: SourceRange) -> BoundQuery {
    var builder = base
    var scope = base.scope
    for (index, expression) in expressions.enumerated().dropFirst() {
      scope.fields.append(Field("c\(index)", expression.type))
      scope.vocabularies.append(nil)
    }
    let verb = Verb(name: Name("compare", range: range), range: range)
    builder.add(.project(expressions), scope, verb: verb)
    return builder.query
  }
}
