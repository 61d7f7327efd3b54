import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

extension Binder {
  func bindKeep(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard !verb.items.isEmpty else { return missing("columns", verb) }
    let context = context(builder, verb)
    var fields: [Field] = []
    var vocabularies: [TextDictionary?] = []
    var expressions: [BoundExpression] = []
    /// Old names of columns to new ones, for the key and for origins.
    var renamed: [String: String] = [:]
    var isWhole = true
    for item in verb.items {
      guard noModifiers(item, verb), let typed = bind(item.value, context) else {
        isWhole = false
        continue
      }
      var field = typed.field
      field.name = item.definition?.text ?? columnName(item.value)
      field.type = typed.type
      if case .column(let index) = typed.expression.kind {
        let old = builder.scope.fields[index].name
        // The spelling of the column, not of the reference to it.
        if item.definition == nil { field.name = old }
        renamed[old] = field.name
      }
      fields.append(field)
      vocabularies.append(typed.vocabulary)
      expressions.append(typed.expression)
    }
    guard isWhole else { return false }
    if let twice = firstRepeated(fields.map(\.name)) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    for name in builder.scope.names where renamed[name] == nil { removed[name] = "keep" }
    for field in fields { removed[field.name] = nil }
    var scope = Scope(Schema(fields), vocabularies: vocabularies)
    let key = builder.scope.key.compactMap { renamed[$0] }
    scope.key = key.count == builder.scope.key.count ? key : []
    follow(renamed, in: &scope)
    builder.add(.project(expressions), scope, verb: verb)
    return true
  }

  /// Origins point at the new name of their country column, and end where that is gone.
  private func follow(_ renamed: [String: String], in scope: inout Scope) {
    for index in scope.fields.indices {
      guard let subject = scope.fields[index].origin?.subject else { continue }
      if let name = renamed[subject] {
        scope.fields[index].origin?.subject = name
      } else {
        scope.fields[index].origin = nil
      }
    }
  }

  func bindDrop(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard !verb.items.isEmpty else { return missing("columns", verb) }
    var dropped: Set<Int> = []
    for item in verb.items {
      guard noModifiers(item, verb), let index = columnIndex(item.value, builder.scope, verb) else {
        return false
      }
      dropped.insert(index)
    }
    let kept = builder.scope.fields.indices.filter { !dropped.contains($0) }
    for index in dropped { removed[builder.scope.fields[index].name] = "drop" }
    var scope = picked(kept, from: builder.scope)
    let names = Dictionary(uniqueKeysWithValues: scope.names.map { ($0, $0) })
    follow(names, in: &scope)
    builder.add(
      .project(kept.map { BoundExpression(.column($0), builder.scope.fields[$0].type) }), scope,
      verb: verb)
    return true
  }

  func bindRename(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard !verb.items.isEmpty else { return missing("new = old", verb) }
    var scope = builder.scope
    var renamed = Dictionary(uniqueKeysWithValues: scope.names.map { ($0, $0) })
    for item in verb.items {
      guard noModifiers(item, verb) else { return false }
      guard let name = item.definition else {
        return missing("new = old", verb)
      }
      guard let index = columnIndex(item.value, builder.scope, verb) else { return false }
      renamed[builder.scope.fields[index].name] = name.text
      removed[builder.scope.fields[index].name] = "rename"
      scope.fields[index].name = name.text
    }
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    scope.key = scope.key.compactMap { renamed[$0] }
    follow(renamed, in: &scope)
    builder.add(.project(columns(builder.scope)), scope, verb: verb)
    return true
  }

  /// A definition may use those before it in the same verb: each such use starts a new step.
  func bindDerive(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard !verb.items.isEmpty else { return missing("name = expression", verb) }
    var isWhole = true
    for item in verb.items {
      guard noModifiers(item, verb) else { return false }
      let context = context(builder, verb)
      guard let typed = bind(item.value, context) else {
        if let name = item.definition { poisoned.insert(name.text) }
        isWhole = false
        continue
      }
      guard hasComparableValues(typed.expression, builder, verb) else { return false }
      let name = item.definition?.text ?? columnName(item.value)
      if item.definition == nil, case .name = item.value.kind,
        case .column = typed.expression.kind
      {
        report(.nameNeeded(verb: "derive", text: sourceText(item.range)), at: item.range)
        isWhole = false
        continue
      }
      var field = typed.field
      field.name = name
      field.type = typed.type
      var scope = builder.scope
      let index = scope.fields.firstIndex { $0.name == name } ?? scope.fields.count
      if index < scope.fields.count {
        scope.fields[index] = field
        scope.vocabularies[index] = typed.vocabulary
        if scope.key.contains(name) { scope.key = [] }
      } else {
        scope.fields.append(field)
        scope.vocabularies.append(typed.vocabulary)
      }
      removed[name] = nil
      builder.derive(typed.expression, at: index, scope, verb: verb)
    }
    return isWhole
  }
}
