import QuerySemantics

/// Which input columns a step needs for the output columns that are needed.
enum Pruning {
  /// - Parameter breakingTies: false: without the columns that a sort reads only where its keys are
  ///   equal.
  static func inputs(
    of operation: BoundStep.Operation, width: Int, outputs: Set<Int>, breakingTies: Bool = true
  ) -> Set<Int> {
    let all = Set(0..<width)
    switch operation {
    case .filter(let condition): return outputs.union(condition.columns)
    case .project(let expressions):
      var inputs: Set<Int> = []
      for (index, expression) in expressions.enumerated() where outputs.contains(index) {
        inputs.formUnion(expression.columns)
      }
      return inputs
    case .sort(let keys) where !breakingTies:
      return keys.reduce(into: outputs) { $0.formUnion($1.expression.columns) }
    // Ties are broken, and rows told apart, by every column.
    case .sort, .distinct, .describe: return all
    case .take(_, let by): return outputs.union(by)
    case .skip, .sample: return outputs
    case .summarise(let keys, let calls):
      var inputs = Set(keys)
      for (index, call) in calls.enumerated() where outputs.contains(keys.count + index) {
        for argument in call.arguments { inputs.formUnion(argument.columns) }
      }
      return inputs
    case .pivot(let keys, let column, _, let value): return Set(keys + [column, value])
    case .unpivot(let kept, let columns, _): return Set(kept + columns)
    case .join(let join):
      return outputs.filter { $0 < width }.union(join.on.map(\.left))
    case .append: return outputs
    case .latest(let value, let time, _, let by):
      return outputs.union(by).union([time]).union(value.map { [$0] } ?? [])
    case .fill(let column, _, _, let time, let by):
      return outputs.union(by).union([time, column])
    case .frequencies(let column): return [column]
    }
  }
}
