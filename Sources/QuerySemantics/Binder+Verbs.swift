import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

extension Binder {
  /// Binds one verb onto the builder. After a mistake the next verbs are still looked at: what
  /// this one would have named is not reported again.
  func bind(_ verb: Verb, into builder: inout PipelineBuilder) {
    guard isWithinLimits(verb, builder.scope) else { return failSilently() }
    columnNames = builder.scope.names
    guard let record = VerbCatalogue.record(named: verb.name.text) else {
      report(
        .unknownVerb(
          name: verb.name.text,
          nearest: VerbCatalogue.elsewhere[verb.name.text].map { [$0] }
            ?? NameSuggestion.nearest(
              to: verb.name.text, among: VerbCatalogue.all.map(\.name), limit: 3)),
        at: verb.name.range)
      poison(verb)
      return
    }
    for clause in verb.clauses where !record.clauses.contains(clause.keyword.text) {
      report(
        .unexpectedPart(
          verb: record.name, part: "`\(clause.keyword.text)`",
          usage: record.usage + slip(clause, verb)),
        at: clause.keyword.range)
    }
    for option in verb.options {
      guard let label = option.label, !record.options.contains(label.text) else { continue }
      report(
        .unknownOption(
          verb: record.name, name: label.text,
          nearest: NameSuggestion.nearest(to: label.text, among: record.options, limit: 2),
          allowed: record.options),
        at: label.range)
    }
    if !record.bind(self, verb, &builder) { poison(verb) }
  }

  private static let partsLimit = 5_000
  private static let carriedLimit = 2_000_000

  /// A query made by a program gone wrong must not take all memory before a row is read.
  private func isWithinLimits(_ verb: Verb, _ scope: Scope) -> Bool {
    if verb.items.count > Self.partsLimit {
      report(
        .queryTooLarge(
          "`\(verb.name.text)` has \(verb.items.count) parts, the most is \(Self.partsLimit)"),
        at: verb.name.range)
      return false
    }
    let before = carried
    carried += scope.fields.count
    if carried > Self.carriedLimit, before <= Self.carriedLimit {
      report(
        .queryTooLarge(
          "its verbs carry \(carried) columns in all, the most is \(Self.carriedLimit)"),
        at: verb.name.range)
    }
    return carried <= Self.carriedLimit
  }

  /// Verbs whose rows have columns of their own.
  private static let remaking: Set<String> = [
    "benchmark", "commitments", "count", "describe", "freq", "gap", "implementation", "join",
    "overdue", "pivot", "summarise", "summarize", "unpivot",
  ]

  private func poison(_ verb: Verb) {
    if Binder.remaking.contains(verb.name.text) { knowsColumns = false }
    for item in verb.items + verb.clauses.flatMap(\.items) {
      if let name = item.definition { poisoned.insert(name.text) }
    }
  }

  func context(_ builder: PipelineBuilder, _ verb: Verb) -> ExpressionContext {
    ExpressionContext(scope: builder.scope, verb: verb.name.text)
  }

  func usage(_ verb: Verb) -> String { VerbCatalogue.record(named: verb.name.text)?.usage ?? "" }

  func example(_ verb: Verb) -> String {
    let example = VerbCatalogue.record(named: verb.name.text)?.examples.first?.statement ?? ""
    var depth = 0
    let parts = example.split {
      depth += $0 == "(" ? 1 : $0 == ")" ? -1 : 0
      return $0 == "|" && depth == 0
    }
    var part = parts.map { $0.drop { $0 == " " } }.first { $0.hasPrefix(verb.name.text) } ?? ""
    while part.last == " " { part.removeLast() }
    return part.isEmpty ? usage(verb) : String(part)
  }

  func missing(_ part: String, _ verb: Verb) -> Bool {
    report(
      .missingPart(verb: verb.name.text, part: part, example: example(verb)), at: verb.name.range)
    return false
  }

  /// The only item of a verb that takes one, without definition or modifiers.
  func only(_ verb: Verb, _ what: String) -> Expression? {
    guard let item = verb.items.first else {
      _ = missing(what, verb)
      return nil
    }
    if verb.items.count > 1 {
      report(
        .unexpectedPart(
          verb: verb.name.text, part: "second element",
          usage: usage(verb) + (numberComma(verb.items[0], verb.items[1]) ?? "")),
        at: verb.items[1].range)
      return nil
    }
    guard noModifiers(item, verb) else { return nil }
    return item.value
  }

  func noModifiers(_ item: Item, _ verb: Verb, except allowed: [String] = []) -> Bool {
    for modifier in item.modifiers where !allowed.contains(modifier.text) {
      if VerbCatalogue.record(named: modifier.text) != nil {
        report(
          .missingPart(
            verb: verb.name.text, part: "a `|` before `\(modifier.text)`",
            example: "… | \(modifier.text)"),
          at: modifier.range)
        return false
      }
      if case .binary(_, _, let last) = item.value.kind, case .name(let word) = last.kind {
        let words = ([word] + item.modifiers).map(\.text).joined(separator: " ")
        if !catalogue.matches(words, kinds: [.country, .treaty, .group]).isEmpty {
          report(.severalWords(words), at: SourceRange(word.range.start, item.range.end))
          return false
        }
      }
      report(
        .unexpectedPart(
          verb: verb.name.text, part: "`\(modifier.text)` here",
          usage: usage(verb) + slip(modifier.text, in: item, verb)),
        at: modifier.range)
      return false
    }
    return true
  }

  func noItems(_ verb: Verb) -> Bool {
    guard let item = verb.items.first else { return true }
    report(
      .unexpectedPart(
        verb: verb.name.text, part: "`\(sourceText(item.range))`",
        usage: usage(verb) + earlierCondition(item, verb)),
      at: item.range)
    return false
  }

  /// A column that is there already.
  ///
  /// - Parameters:
  ///   - table: what the columns are of, where it is not the rows that the verb gets.
  ///   - alternatives: columns that serve as well.
  func columnIndex(
    _ expression: Expression, _ scope: Scope, _ verb: Verb, of table: String? = nil,
    alternatives: [String] = []
  ) -> Int? {
    var text = sourceText(expression.range)
    if case .name(let name) = expression.kind { text = name.text }
    if let index = scope.index(of: text) { return index }
    if poisoned.contains(text) || !knowsColumns {
      failSilently()
      return nil
    }
    let near = NameSuggestion.nearest(to: text, among: scope.names, limit: 3)
    report(
      .unknownColumn(
        name: text, nearest: near.isEmpty ? alternatives : near, columns: scope.names,
        removedBy: removed[text], other: kindOfEntity(text), table: table),
      at: expression.range)
    return nil
  }

  /// The columns named in items; expressions that are no columns yet are added by a step.
  func groupingColumns(
    _ items: [Item], _ builder: inout PipelineBuilder, _ verb: Verb
  ) -> [Int]? {
    let context = context(builder, verb)
    var added: [(Field, TextDictionary?, BoundExpression)] = []
    var indexes: [Int] = []
    var isWhole = true
    for item in items {
      guard noModifiers(item, verb) else { return nil }
      guard let typed = bind(item.value, context) else {
        isWhole = false
        continue
      }
      let name = item.definition?.text ?? columnName(item.value)
      if case .column(let index) = typed.expression.kind, builder.scope.fields[index].name == name {
        indexes.append(index)
        continue
      }
      var field = typed.field
      field.name = name
      field.type = typed.type
      indexes.append(builder.scope.fields.count + added.count)
      added.append((field, typed.vocabulary, typed.expression))
    }
    guard isWhole else { return nil }
    let names = indexes.map {
      $0 < builder.scope.fields.count
        ? builder.scope.fields[$0].name : added[$0 - builder.scope.fields.count].0.name
    }
    if let twice = firstRepeated(names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return nil
    }
    guard !added.isEmpty else { return indexes }
    var scope = builder.scope
    scope.fields += added.map(\.0)
    scope.vocabularies += added.map(\.1)
    let passed = builder.scope.fields.indices.map {
      BoundExpression(.column($0), builder.scope.fields[$0].type)
    }
    builder.add(.project(passed + added.map(\.2)), scope, verb: verb)
    return indexes
  }

  /// What a column is called that has no other name.
  func columnName(_ expression: Expression) -> String {
    switch expression.kind {
    case .name(let name): name.text
    case .bracketed(let inner): columnName(inner)
    default: sourceText(expression.range)
    }
  }

  func firstRepeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }

  /// A scope with only these columns, in this order.
  func picked(_ indexes: [Int], from scope: Scope) -> Scope {
    var result = scope
    result.fields = indexes.map { scope.fields[$0] }
    result.vocabularies = indexes.map { scope.vocabularies[$0] }
    let names = Set(result.fields.map(\.name))
    if !scope.key.allSatisfy(names.contains) { result.key = [] }
    return result
  }

  func columns(_ scope: Scope) -> [BoundExpression] {
    scope.fields.indices.map { BoundExpression(.column($0), scope.fields[$0].type) }
  }

  /// Takes columns added for grouping away again.
  func dropColumns(from count: Int, _ builder: inout PipelineBuilder, _ verb: Verb) {
    guard builder.scope.fields.count > count else { return }
    let kept = Array(0..<count)
    let scope = picked(kept, from: builder.scope)
    builder.add(
      .project(kept.map { BoundExpression(.column($0), scope.fields[$0].type) }), scope, verb: verb)
  }
}
