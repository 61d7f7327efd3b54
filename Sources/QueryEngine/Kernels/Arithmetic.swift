import ColumnStore
import QuerySemantics

protocol NumberOperation {
  static func apply(_ left: Double, _ right: Double) -> Double
}

private enum Add: NumberOperation {
  @inline(__always) static func apply(_ left: Double, _ right: Double) -> Double { left + right }
}

private enum Subtract: NumberOperation {
  @inline(__always) static func apply(_ left: Double, _ right: Double) -> Double { left - right }
}

private enum Multiply: NumberOperation {
  @inline(__always) static func apply(_ left: Double, _ right: Double) -> Double { left * right }
}

private enum Divide: NumberOperation {
  @inline(__always) static func apply(_ left: Double, _ right: Double) -> Double { left / right }
}

private enum Remainder: NumberOperation {
  static func apply(_ left: Double, _ right: Double) -> Double {
    Platform.remainder(left, right)
  }
}

private enum Power: NumberOperation {
  static func apply(_ left: Double, _ right: Double) -> Double { Platform.power(left, right) }
}

/// Numbers of a batch: one cell for all rows, or one for each.
enum NumberLane {
  case same(Double)
  case each(Vector<Double>)
}

enum ArithmeticKernel {
  static func run(
    _ operation: ArithmeticOperator, _ left: NumberLane, _ right: NumberLane, count: Int
  ) -> Vector<Double> {
    switch operation {
    case .add: run(Add.self, left, right, count)
    case .subtract: run(Subtract.self, left, right, count)
    case .multiply: run(Multiply.self, left, right, count)
    case .divide: run(Divide.self, left, right, count)
    case .remainder: run(Remainder.self, left, right, count)
    case .power: run(Power.self, left, right, count)
    }
  }

  static func negate(_ cells: Vector<Double>) -> Vector<Double> {
    let from = cells.buffer
    return Vector(count: from.count) { out in
      for index in 0..<out.count {
        let value = from[index]
        // A missing value keeps its bits; `-` would flip the sign of the NaN.
        out[index] = value == value ? -value : value
      }
    }
  }

  @inline(__always)
  private static func run<Operation: NumberOperation>(
    _: Operation.Type, _ left: NumberLane, _ right: NumberLane, _ count: Int
  ) -> Vector<Double> {
    switch (left, right) {
    case (.each(let left), .each(let right)):
      let (a, b) = (left.buffer, right.buffer)
      return Vector(count: count) { out in
        for index in 0..<out.count { out[index] = cell(Operation.self, a[index], b[index]) }
      }
    case (.each(let left), .same(let right)):
      let a = left.buffer
      return Vector(count: count) { out in
        for index in 0..<out.count { out[index] = cell(Operation.self, a[index], right) }
      }
    case (.same(let left), .each(let right)):
      let b = right.buffer
      return Vector(count: count) { out in
        for index in 0..<out.count { out[index] = cell(Operation.self, left, b[index]) }
      }
    case (.same(let left), .same(let right)):
      return Vector(repeating: cell(Operation.self, left, right), count: count)
    }
  }

  /// Selects instead of branches, so that the loop is vectorised; the first missing operand wins
  /// by rule, not by what the processor does with two NaNs.
  @inline(__always)
  private static func cell<Operation: NumberOperation>(
    _: Operation.Type, _ left: Double, _ right: Double
  ) -> Double {
    let result = Operation.apply(left, right)
    let finite = result.magnitude < .infinity ? result : MissingBits.notApplicable
    let known = right == right ? finite : right
    return left == left ? known : left
  }
}

/// Whole numbers as doubles, missing cells by their reason.
func doubles(of cells: Vector<Int32>) -> Vector<Double> {
  let from = cells.buffer
  return Vector(count: from.count) { out in
    for index in 0..<out.count { out[index] = double(of: from[index]) }
  }
}

@inline(__always)
func double(of value: Int32) -> Double {
  guard value < MissingBits.firstInt else { return Double(value) }
  return missingDouble(of: value)
}

private func missingDouble(of value: Int32) -> Double {
  (Missing(ofInt: value) ?? .noData).double
}
