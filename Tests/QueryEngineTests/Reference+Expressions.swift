import Catalogue
import ColumnStore
import Glibc
import QuerySemantics

/// Evaluates bound expressions row by row on single values. Slow, and obvious: it judges the
/// engine and shares none of its kernels.
struct ReferenceEvaluator {
  var types: [ValueType]
  var rows: [[Scalar]]
  var world = SmallWorld()

  func evaluate(_ expression: BoundExpression) throws -> [Scalar] {
    try rows.indices.map { try value(of: expression, $0) }
  }

  func value(of expression: BoundExpression, _ row: Int) throws -> Scalar {
    switch expression.kind {
    case .column(let index): return rows[row][index]
    case .constant(let scalar): return scalar
    case .arithmetic(let operation, let left, let right):
      return number(try value(of: left, row), try value(of: right, row)) {
        switch operation {
        case .add: $0 + $1
        case .subtract: $0 - $1
        case .multiply: $0 * $1
        case .divide: $0 / $1
        case .remainder: fmod($0, $1)
        case .power: pow($0, $1)
        }
      }
    case .negate(let operand):
      return number(try value(of: operand, row), .number(0)) { value, _ in -value }
    case .compare(let operation, let left, let right):
      return compare(operation, try value(of: left, row), try value(of: right, row))
    case .not(let operand):
      guard case .boolean(let flag) = try value(of: operand, row) else {
        return try value(of: operand, row)
      }
      return .boolean(!flag)
    case .and(let left, let right):
      let (a, b) = (try value(of: left, row), try value(of: right, row))
      if a == .boolean(false) || b == .boolean(false) { return .boolean(false) }
      if case .missing = a { return a }
      return b
    case .or(let left, let right):
      let (a, b) = (try value(of: left, row), try value(of: right, row))
      if a == .boolean(true) || b == .boolean(true) { return .boolean(true) }
      if case .missing = a { return a }
      return b
    case .isMissing(let operand):
      if case .missing = try value(of: operand, row) { return .boolean(true) }
      return .boolean(false)
    case .oneOf(let operand, let scalars):
      let found = try value(of: operand, row)
      if case .missing = found { return found }
      let answers = scalars.map { compare(.equal, found, $0) }
      if answers.contains(.boolean(true)) { return .boolean(true) }
      return answers.first { if case .missing = $0 { true } else { false } } ?? .boolean(false)
    case .setContains(let set, let member):
      let (set, member) = (try value(of: set, row), try value(of: member, row))
      guard case .text(let set) = set else { return set }
      guard case .text(let member) = member else { return member }
      return .boolean(set.split(separator: ";").map(String.init).contains(member))
    case .choose(let condition, let then, let otherwise):
      let test = try value(of: condition, row)
      guard case .boolean(let flag) = test else { return test }
      return try value(of: flag ? then : otherwise, row)
    case .coalesce(let first, let second):
      let value = try value(of: first, row)
      if case .missing = value { return try self.value(of: second, row) }
      return value
    case .call(let function, let arguments):
      return call(function, try arguments.map { try value(of: $0, row) }, arguments.map(\.type))
    case .lookup(let lookup): return try self.lookup(lookup, row)
    case .window(let call): return try window(call, row)
    case .across(let call): return try across(call, row)
    }
  }

  func number(
    _ left: Scalar, _ right: Scalar, _ body: (Double, Double) -> Double
  ) -> Scalar {
    guard case .number(let a) = left else { return left }
    guard case .number(let b) = right else { return right }
    let result = body(a, b)
    return result.isFinite ? .number(result) : .missing(.notApplicable)
  }

  func compare(_ operation: ComparisonOperator, _ left: Scalar, _ right: Scalar) -> Scalar {
    if case .missing = left { return left }
    switch (left, right) {
    case (_, .missing): return right
    case (.number(let a), .number(let b)): return .boolean(holds(operation, a, b))
    case (.text(let a), .text(let b)):
      let (x, y) = (a.unicodeScalars.map(\.value), b.unicodeScalars.map(\.value))
      let order = x == y ? 0 : x.lexicographicallyPrecedes(y) ? -1 : 1
      return .boolean(holds(operation, order, 0))
    case (.boolean(let a), .boolean(let b)):
      return .boolean(holds(operation, a ? 1 : 0, b ? 1 : 0))
    case (.entity(let a), .entity(let b)): return .boolean(holds(operation, a, b))
    case (.date(let a), .date(let b)): return compareDates(operation, a, b)
    default: return .missing(.notApplicable)
    }
  }

  /// Asks whether the order holds for all pairs of days, or for none: the ends suffice.
  private func compareDates(
    _ operation: ComparisonOperator, _ left: PartialDate, _ right: PartialDate
  ) -> Scalar {
    var answers: Set<Bool> = []
    for a in Set([left.firstDay, left.lastDay]) {
      for b in Set([right.firstDay, right.lastDay]) { answers.insert(holds(operation, a, b)) }
    }
    // Equal days may lie inside both intervals without being an end of both.
    if operation == .equal || operation == .notEqual,
      left.firstDay <= right.lastDay, right.firstDay <= left.lastDay
    {
      let isOneDay = left.firstDay == left.lastDay && right.firstDay == right.lastDay
      return isOneDay ? .boolean(operation == .equal) : .missing(.noData)
    }
    return answers.count == 1 ? .boolean(answers.contains(true)) : .missing(.noData)
  }

  func holds<Value: Comparable>(_ operation: ComparisonOperator, _ a: Value, _ b: Value) -> Bool {
    switch operation {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}
