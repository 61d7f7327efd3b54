import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

extension Binder {
  func bindSource(_ source: Source) -> PipelineBuilder? {
    if let asOf = source.asOf {
      guard let date = constantDate(asOf, what: "`as of`") else { return nil }
      self.asOf = date
    }
    if !takesOptions(source), let option = source.options.first {
      report(
        .unknownOption(
          verb: "from", name: option.label?.text ?? "", nearest: [], allowed: []),
        at: option.label?.range ?? source.range)
    }
    switch source.kind {
    case .name(let name): return namedSource(name)
    case .panel(let low, let high): return panel(low, high, source.range)
    case .file(let path): return file(path, source)
    case .subquery(let pipeline):
      guard let builder = bindSource(pipeline.source) else { return nil }
      var current = builder
      for verb in verbs(of: pipeline) { bind(verb, into: &current) }
      return current
    case .compare(let countries, let measures, let against):
      return bindCompare(countries, measures, against, source)
    case .hole: return nil
    }
  }

  private func takesOptions(_ source: Source) -> Bool {
    switch source.kind {
    case .file, .compare: true
    case .name, .panel, .subquery, .hole: false
    }
  }

  /// A date or a year written out, or given by a parameter.
  func constantDate(_ expression: Expression, what: String) -> PartialDate? {
    let context = ExpressionContext(scope: Scope(Schema([])), verb: "as of")
    guard let typed = bind(expression, context) else { return nil }
    switch typed.constant {
    case .date(let date): return date
    case .number(let year):
      if year == year.rounded(), let date = PartialDate(year: Int(year)) { return date }
    default: break
    }
    report(
      .constantNeeded(what: "the date after \(what)", example: "2024-12-31 or 2024"),
      at: expression.range)
    return nil
  }

  private func namedSource(_ name: Name) -> PipelineBuilder? {
    if let definition = environment.definitions[name.text] {
      if case .table(let table) = definition {
        uses.results.insert(name.text)
        return PipelineBuilder(table: table, range: name.range)
      }
      report(
        .typeMismatch(
          what: "`from`", expected: "a table or a result",
          found: "`\(name.text)`, a \(definition.label)", hint: nil),
        at: name.range)
      return nil
    }
    if name.text.hasPrefix("_"), name.text.dropFirst().allSatisfy(\.isNumber) {
      if let table = environment.results[name.text] {
        uses.results.insert(name.text)
        return PipelineBuilder(table: table, range: name.range)
      }
      report(
        .unknownResult(
          name: name.text,
          available: environment.results.keys.filter { $0 != "_" }.sorted {
            $0.count == $1.count ? $0 < $1 : $0.count < $1.count
          }),
        at: name.range)
      return nil
    }
    guard let table = catalogue.table(name.text) else {
      if GrammarWord.leadingVerbs.contains(name.text),
        let record = VerbCatalogue.record(named: name.text)
      {
        report(
          .missingPart(
            verb: record.name, part: "`\(record.usage)`",
            example: record.examples.first?.statement ?? record.usage),
          at: name.range)
        return nil
      }
      let tables = catalogue.tableNames + ["panel"]
      let names = tables + environment.definitions.keys.sorted()
      report(
        .unknownTable(
          name: name.text,
          nearest: NameSuggestion.nearest(to: name.text, among: names, limit: 3), tables: tables,
          other: kindOfEntity(name.text)),
        at: name.range)
      return nil
    }
    uses.tables.insert(name.text)
    let vocabularies = table.schema.fields.enumerated().map { index, field -> TextDictionary? in
      field.isClosed ? dictionary(of: table, index) : nil
    }
    let source = BoundSource(
      .catalogue(name.text, asOf: asOf?.lastDay), schema: table.schema, range: name.range)
    return PipelineBuilder(
      source: source, scope: Scope(table.schema, vocabularies: vocabularies))
  }

  private func panel(
    _ low: Expression, _ high: Expression, _ range: SourceRange
  ) -> PipelineBuilder? {
    let context = ExpressionContext(scope: Scope(Schema([])), verb: "panel")
    let first = wholeNumber(low, what: "the first year of `panel`", context)
    let last = wholeNumber(high, what: "the last year of `panel`", context)
    guard let first, let last else { return nil }
    guard (1...9999).contains(first), (1...9999).contains(last), first <= last, last - first < 500
    else {
      report(
        .badValue(
          what: "`panel`", found: "\(first)..\(last)",
          allowed: "first year to last year, at most 500"),
        at: range)
      return nil
    }
    let schema = Schema(
      [Field("country", .country), Field("year", .number, decimals: 0, isYear: true)],
      key: ["country", "year"])
    uses.tables.insert("countries")
    return PipelineBuilder(
      source: BoundSource(.panel(first, last), schema: schema, range: range), scope: Scope(schema))
  }

  private func file(_ path: String, _ source: Source) -> PipelineBuilder? {
    var options: [String: String] = [:]
    for option in source.options {
      guard let label = option.label else { continue }
      switch option.value.kind {
      case .name(let word): options[label.text] = word.text
      case .string(let text): options[label.text] = text
      case .missing: options[label.text] = "missing"
      case .boolean(let value): options[label.text] = value ? "true" : "false"
      default: options[label.text] = sourceText(option.value.range)
      }
    }
    do throws(FileIssue) {
      let file = try environment.openFile(path, options)
      doubts.merge(file.doubts) { _, new in new }
      if !uses.files.contains(path) { uses.files.append(path) }
      return PipelineBuilder(
        source: BoundSource(.file(file), schema: file.schema, range: source.range),
        scope: Scope(file.schema))
    } catch {
      report(
        .file(code: error.code, message: error.message, notes: error.notes), at: source.range)
      return nil
    }
  }

  // MARK: Joining

  /// The table named after `join` or `append`.
  private func other(_ expression: Expression) -> (query: PipelineBuilder, name: String)? {
    let saved = asOf
    defer { asOf = saved }
    switch expression.kind {
    case .name(let name):
      return namedSource(name).map { ($0, name.text) }
    case .string(let path):
      return file(path, Source(.file(path), range: expression.range)).map { ($0, "\"\(path)\"") }
    case .bracketed(let inner): return other(inner)
    case .subquery(let pipeline):
      guard let builder = bindSource(pipeline.source) else { return nil }
      var current = builder
      for verb in verbs(of: pipeline) { bind(verb, into: &current) }
      return (current, sourceText(pipeline.source.range))
    default:
      report(
        .typeMismatch(
          what: "this place", expected: "a table, a result, a file or (from …)",
          found: "`\(sourceText(expression.range))`", hint: nil),
        at: expression.range)
      return nil
    }
  }

  func bindJoin(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let expression = only(verb, "a table"), let (right, name) = other(expression) else {
      return false
    }
    guard let clause = verb.clause("on"), !clause.items.isEmpty else {
      // Another word in the place of `on` is reported with the form of the verb.
      if verb.clause("by") != nil { return false }
      return missing("`on` and the columns that must agree", verb)
    }
    var kind = BoundStep.Join.Kind.inner
    if let option = verb.option("kind") {
      guard case .name(let word) = option.value.kind,
        let found = BoundStep.Join.Kind(rawValue: word.text)
      else {
        report(
          .badValue(
            what: "`kind`", found: "`\(sourceText(option.value.range))`",
            allowed: BoundStep.Join.Kind.allCases.map(\.rawValue).joined(separator: ", ")),
          at: option.value.range)
        return false
      }
      kind = found
    }
    var allowsMany = false
    if let option = verb.option("many") {
      guard case .boolean(let value) = option.value.kind else {
        report(.constantNeeded(what: "`many`", example: "true"), at: option.value.range)
        return false
      }
      allowsMany = value
    }
    let both = builder.scope.names.filter { right.scope.names.contains($0) }
    func onRight(_ expression: Expression) -> Int? {
      columnIndex(
        expression, right.scope, verb, of: "the table after `join`", alternatives: both)
    }
    var pairs: [(left: Int, right: Int)] = []
    for item in clause.items {
      // `on country` or `on origin = country` (left = right).
      let left: Int?
      let rightIndex: Int?
      if case .binary(.equal, let a, let b) = item.value.kind {
        left = columnIndex(a, builder.scope, verb)
        rightIndex = onRight(b)
      } else if let definition = item.definition {
        let name = Expression(.name(definition), range: definition.range)
        left = columnIndex(name, builder.scope, verb)
        rightIndex = onRight(item.value)
      } else {
        left = columnIndex(item.value, builder.scope, verb)
        rightIndex = onRight(item.value)
      }
      guard let left, let rightIndex else { return false }
      let types = (builder.scope.fields[left].type, right.scope.fields[rightIndex].type)
      guard types.0 == types.1 else {
        report(
          .incomparable(left: article(types.0), right: article(types.1), hint: nil),
          at: item.range)
        return false
      }
      pairs.append((left, rightIndex))
    }
    let used = Set(pairs.map(\.right))
    let carries = kind == .inner || kind == .left
    let carried = carries ? right.scope.fields.indices.filter { !used.contains($0) } : []
    let names = Set(builder.scope.names)
    let clashes = carried.map { right.scope.fields[$0].name }.filter(names.contains)
    guard clashes.isEmpty else {
      report(.columnCollision(names: clashes, table: name), at: verb.range)
      return false
    }
    var scope = builder.scope
    scope.fields += carried.map { right.scope.fields[$0] }
    scope.vocabularies += carried.map { right.scope.vocabularies[$0] }
    if carries {
      let rightKey = right.scope.key.filter { name in
        !pairs.contains { right.scope.fields[$0.right].name == name }
      }
      if !builder.scope.key.isEmpty, !right.scope.key.isEmpty {
        scope.key = builder.scope.key + rightKey
      } else if !rightKey.isEmpty || right.scope.key.isEmpty {
        scope.key = []
      }
    }
    builder.add(
      .join(
        BoundStep.Join(
          right: right.query, kind: kind, on: pairs, carried: carried, allowsMany: allowsMany)),
      scope, verb: verb)
    return true
  }

  func bindAppend(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let expression = only(verb, "a table"), var (right, _) = other(expression) else {
      return false
    }
    let (left, other) = (Set(builder.scope.names), Set(right.scope.names))
    guard left == other else {
      report(
        .schemasDiffer(
          onlyLeft: left.subtracting(other).sorted(), onlyRight: other.subtracting(left).sorted()),
        at: verb.range)
      return false
    }
    let order = builder.scope.names.compactMap { right.scope.index(of: $0) }
    for (index, position) in order.enumerated() {
      let types = (builder.scope.fields[index].type, right.scope.fields[position].type)
      guard types.0 == types.1 else {
        report(
          .incomparable(
            left: "`\(builder.scope.fields[index].name)`, \(article(types.0))",
            right: article(types.1), hint: nil),
          at: verb.range)
        return false
      }
    }
    if order != Array(order.indices) {
      let scope = picked(order, from: right.scope)
      right.add(
        .project(order.map { BoundExpression(.column($0), right.scope.fields[$0].type) }), scope,
        verb: verb)
    }
    var scope = builder.scope
    scope.key = []
    for index in scope.fields.indices
    where scope.fields[index].origin != right.scope.fields[index].origin {
      scope.fields[index].origin = nil
    }
    for index in scope.fields.indices where scope.fields[index].isClosed {
      scope.fields[index].isClosed = false
      scope.vocabularies[index] = nil
    }
    builder.add(.append(right.query), scope, verb: verb)
    return true
  }
}
