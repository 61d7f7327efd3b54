import QuerySemantics

/// Which input columns a step needs for the output columns that are needed.
enum Pruning {
  static func inputs(
    of operation: BoundStep.Operation, width: Int, outputs: Set<Int>
  ) -> Set<Int> {
    let all = Set(0..<width)
    switch operation {
    case .filter(let condition): return outputs.union(columns(of: condition))
    case .project(let expressions):
      var inputs: Set<Int> = []
      for (index, expression) in expressions.enumerated() where outputs.contains(index) {
        inputs.formUnion(columns(of: expression))
      }
      return inputs
    // Ties are broken, and rows told apart, by every column.
    case .sort, .distinct, .describe: return all
    case .take(_, let by): return outputs.union(by)
    case .skip, .sample: return outputs
    case .summarise(let keys, let calls):
      var inputs = Set(keys)
      for (index, call) in calls.enumerated() where outputs.contains(keys.count + index) {
        for argument in call.arguments { inputs.formUnion(columns(of: argument)) }
      }
      return inputs
    case .pivot(let keys, let column, _, let value): return Set(keys + [column, value])
    case .unpivot(let kept, let columns): return Set(kept + columns)
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

  static func columns(of expression: BoundExpression) -> Set<Int> {
    switch expression.kind {
    case .column(let index): return [index]
    case .constant: return []
    case .arithmetic(_, let left, let right), .compare(_, let left, let right),
      .and(let left, let right), .or(let left, let right), .coalesce(let left, let right),
      .setContains(let left, let right):
      return columns(of: left).union(columns(of: right))
    case .negate(let operand), .not(let operand), .isMissing(let operand), .oneOf(let operand, _):
      return columns(of: operand)
    case .choose(let condition, let then, let otherwise):
      return columns(of: condition).union(columns(of: then)).union(columns(of: otherwise))
    case .call(_, let arguments): return columns(of: arguments)
    case .lookup(let lookup): return columns(of: lookup.subject).union(columns(of: lookup.time))
    case .window(let call):
      return columns(of: call.argument).union(call.partition).union([call.time])
    case .across(let call): return columns(of: call.arguments).union(columns(of: call.by))
    }
  }

  private static func columns(of expressions: [BoundExpression]) -> Set<Int> {
    expressions.reduce(into: []) { $0.formUnion(columns(of: $1)) }
  }

  private static func columns(of time: LookupTime) -> Set<Int> {
    switch time.base {
    case .unasked, .day: []
    case .rowDate(let column), .rowYear(let column): [column]
    case .computed(let expression): columns(of: expression)
    }
  }
}
