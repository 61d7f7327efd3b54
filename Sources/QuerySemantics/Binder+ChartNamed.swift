import ColumnStore
import QuerySyntax
import SourceText

/// `chart bar hdi`, `chart scatter hdi, remittances_gdp`: what is to be drawn, by its name alone.
extension Binder {
  /// The columns of what stands behind the kind; nil after a mistake.
  func namedColumns(
    _ verb: Verb, _ kind: ChartRequest.Kind, _ builder: inout PipelineBuilder
  ) -> [String]? {
    var names: [String] = []
    for item in verb.items.dropFirst() {
      if let slip = slip(in: item) {
        report(
          .unexpectedPart(
            verb: "chart \(kind.rawValue)", part: "`\(slip.word.text)` here", usage: slip.usage),
          at: slip.word.range)
        return nil
      }
      guard let name = encode(item.value, &builder, verb) else { return nil }
      names.append(name)
    }
    return names
  }

  /// Leaves beside these columns what tells rows apart (the key, else the first country and the
  /// time, else all that is no number) and what a part is said for; the rest of the table is not
  /// drawn.
  func draw(
    _ names: [String], _ request: inout ChartRequest, _ builder: inout PipelineBuilder,
    _ verb: Verb
  ) {
    guard !names.isEmpty else { return }
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
        || scope.fields[$0].isAside
    }
    guard kept.count < scope.fields.count else { return }
    // Fewer of its columns are still the comparison.
    let comparison = builder.comparison
    defer { builder.comparison = comparison }
    builder.add(
      .project(kept.map { BoundExpression(.column($0), scope.fields[$0].type) }),
      picked(kept, from: scope), verb: verb)
  }

  /// What is meant by a word behind a name.
  private func slip(in item: Item) -> (word: Name, usage: String)? {
    guard let word = item.modifiers.first else { return nil }
    if word.text == "desc" || word.text == "asc" {
      return (word, "`sort: -COL` gives the order, or `| sort COL desc` before it")
    }
    guard case .name(let first) = item.value.kind else {
      return (word, "a comma stands between what is drawn")
    }
    let whole = ([first] + item.modifiers).map(\.text).joined(separator: " ")
    if let column = columnOfWords(whole) {
      return (first, "a name of several words is written \(Spelling.inBackticks(column))")
    }
    return (word, "a comma stands between names: \(first.text), \(word.text)")
  }
}
