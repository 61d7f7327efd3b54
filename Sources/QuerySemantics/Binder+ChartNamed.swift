import ColumnStore
import QuerySyntax
import SourceText

/// `chart bar hdi`, `chart scatter hdi, remittances_gdp`: what is to be drawn, by its name alone.
extension Binder {
  /// Columns or measures behind the kind. Beside them stay what tells rows apart (the key, else
  /// the first country and the time, else all that is no number) and what a part is said for; the
  /// rest of the table is not drawn. Nil after a mistake.
  func takeNamed(
    _ verb: Verb, _ request: inout ChartRequest, _ builder: inout PipelineBuilder
  ) -> Bool {
    let words = verb.items[0].modifiers.map { Expression(.name($0), range: $0.range) }
    let expressions = words + verb.items.dropFirst().map(\.value)
    guard !expressions.isEmpty else { return true }
    for item in verb.items.dropFirst() {
      guard noModifiers(item, verb) else { return false }
    }
    if let slip = slip(in: verb.items[0].modifiers) {
      report(
        .unexpectedPart(
          verb: "chart \(request.kind.rawValue)", part: "`\(slip.word.text)` here",
          usage: slip.usage),
        at: slip.word.range)
      return false
    }
    var names: [String] = []
    for expression in expressions {
      guard let name = encode(expression, &builder, verb) else { return false }
      names.append(name)
    }
    let scope = builder.scope
    let roles: [ChartRequest.Role] =
      switch request.kind {
      case .scatter: [.x, .y]
      case .dumbbell, .slope: [.from, .to]
      case .tilemap, .heatmap: [.value]
      default: []
      }
    for (role, name) in zip(roles, names) where request.roles[role] == nil {
      request.roles[role] = name
    }
    // The columns of a comparison have their parts already.
    guard builder.comparison == nil else { return true }
    let drawn = Set(names).union(request.roles.values)
    var apart = Set(scope.key)
    if apart.isEmpty || !apart.isSubset(of: scope.names) {
      let columns = [scope.countryColumn ?? scope.countryColumns.first, scope.timeColumn]
      apart = Set(columns.compactMap { $0.map { scope.fields[$0].name } })
    }
    if apart.isSubset(of: drawn) {
      apart = Set(scope.fields.filter { $0.type != .number }.map(\.name))
    }
    let kept = scope.fields.indices.filter {
      drawn.contains(scope.fields[$0].name) || apart.contains(scope.fields[$0].name)
    }
    guard kept.count < scope.fields.count else { return true }
    builder.add(
      .project(kept.map { BoundExpression(.column($0), scope.fields[$0].type) }),
      picked(kept, from: scope), verb: verb)
    return true
  }

  /// What is meant by a word that is no name of what is drawn.
  private func slip(in words: [Name]) -> (word: Name, usage: String)? {
    if let order = words.first(where: { ["desc", "asc"].contains($0.text) }) {
      return (order, "`sort: -COL` gives the order, or `| sort COL desc` before it")
    }
    guard words.count > 1 else { return nil }
    let whole = words.map(\.text).joined(separator: " ")
    if let column = columnOfWords(whole) {
      return (words[0], "a name of several words is written \(Spelling.inBackticks(column))")
    }
    return (words[1], "a comma stands between names: \(words[0].text), \(words[1].text)")
  }
}
