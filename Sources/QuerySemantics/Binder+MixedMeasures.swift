import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// The column `value` of a table with a row per measure holds numbers of many kinds.
extension Binder {
  /// Whether what is averaged or added up is of one unit and direction in every group; else it is
  /// reported. The rows themselves tell, where the statement does not choose one measure.
  func hasComparableValues(
    _ calls: [AggregateCall], keys: [Int], _ builder: PipelineBuilder, _ verb: Verb
  ) -> Bool {
    let scope = builder.scope
    guard let measure = scope.fields.firstIndex(where: { $0.type == .measure }),
      !keys.contains(measure), let call = calls.first(where: { isOfValues($0, scope) }),
      !choosesOne(builder, measure), !isDryRun
    else { return true }
    if case .file = builder.source.kind { return true }
    var counted = builder
    let fields = [scope.fields[measure], Field("n", .number)]
    counted.add(
      .summarise(keys: [measure], [AggregateCall(.count, [], type: .number)]),
      Scope(Schema(fields)), verb: verb)
    guard let table = try? environment.materialise(counted.query) else { return true }
    var kinds: Set<String> = []
    for row in 0..<table.rowCount {
      guard case .entity(let id) = table.columns[0][row] else { continue }
      let entity = catalogue.measure(id)
      kinds.insert(entity.unit + " " + entity.direction.rawValue)
    }
    guard kinds.count > 1 else { return true }
    report(
      .mixedMeasures(
        function: call.function.rawValue, count: table.rowCount, measure: scope.fields[measure].name
      ),
      at: verb.range)
    return false
  }

  /// The same of the functions across rows in an expression: `value - mean(value by: year)`.
  func hasComparableValues(
    _ expression: BoundExpression, _ builder: PipelineBuilder, _ verb: Verb
  ) -> Bool {
    if case .across(let across) = expression.kind, case .aggregate(let function) = across.function {
      let call = AggregateCall(
        function, across.arguments, parameter: across.parameter, type: expression.type)
      let keys = across.by.compactMap { key -> Int? in
        if case .column(let index) = key.kind { index } else { nil }
      }
      guard hasComparableValues([call], keys: keys, builder, verb) else { return false }
    }
    return expression.children.allSatisfy { hasComparableValues($0, builder, verb) }
  }

  private func isOfValues(_ call: AggregateCall, _ scope: Scope) -> Bool {
    switch call.function {
    case .mean, .median, .sum, .quantile, .sd, .variance, .weightedMean: break
    default: return false
    }
    guard case .column(let index)? = call.arguments.first?.kind else { return false }
    return scope.fields[index].name == "value" && scope.fields[index].origin == nil
  }

  /// `where measure = X`, before anything has moved the columns.
  private func choosesOne(_ builder: PipelineBuilder, _ measure: Int) -> Bool {
    for step in builder.steps {
      guard case .filter(let condition) = step.operation else { return false }
      if fixes(condition, measure) { return true }
    }
    return false
  }

  private func fixes(_ condition: BoundExpression, _ column: Int) -> Bool {
    switch condition.kind {
    case .and(let left, let right): return fixes(left, column) || fixes(right, column)
    case .compare(.equal, let left, let right):
      guard case .column(column) = left.kind, case .constant = right.kind else { return false }
      return true
    case .oneOf(let left, let constants):
      guard case .column(column) = left.kind else { return false }
      return constants.count == 1
    default: return false
    }
  }
}
