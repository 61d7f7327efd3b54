import ColumnStore
import QuerySemantics

protocol Comparison {
  static func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool
}

private enum Equal: Comparison {
  @inline(__always)
  static func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool { left == right }
}

private enum NotEqual: Comparison {
  @inline(__always)
  static func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool { left != right }
}

private enum Less: Comparison {
  @inline(__always)
  static func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool { left < right }
}

private enum LessOrEqual: Comparison {
  @inline(__always)
  static func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool { left <= right }
}

private enum Greater: Comparison {
  @inline(__always)
  static func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool { left > right }
}

private enum GreaterOrEqual: Comparison {
  @inline(__always)
  static func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool { left >= right }
}

extension ComparisonOperator {
  /// The operator that holds for (b, a) where this one holds for (a, b).
  var mirrored: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
    switch self {
    case .equal: left == right
    case .notEqual: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

/// Comparisons of numbers and codes; the result is a flag with the first operand's reason.
enum ComparisonKernel {
  static func run(
    _ operation: ComparisonOperator, _ left: Vector<Double>, _ right: Vector<Double>
  ) -> Vector<UInt8> {
    switch operation {
    case .equal: numbers(Equal.self, left, right)
    case .notEqual: numbers(NotEqual.self, left, right)
    case .less: numbers(Less.self, left, right)
    case .lessOrEqual: numbers(LessOrEqual.self, left, right)
    case .greater: numbers(Greater.self, left, right)
    case .greaterOrEqual: numbers(GreaterOrEqual.self, left, right)
    }
  }

  static func run(
    _ operation: ComparisonOperator, _ left: Vector<Double>, constant: Double
  ) -> Vector<UInt8> {
    switch operation {
    case .equal: numbers(Equal.self, left, constant)
    case .notEqual: numbers(NotEqual.self, left, constant)
    case .less: numbers(Less.self, left, constant)
    case .lessOrEqual: numbers(LessOrEqual.self, left, constant)
    case .greater: numbers(Greater.self, left, constant)
    case .greaterOrEqual: numbers(GreaterOrEqual.self, left, constant)
    }
  }

  static func run(
    _ operation: ComparisonOperator, _ left: Vector<Int32>, _ right: Vector<Int32>
  ) -> Vector<UInt8> {
    switch operation {
    case .equal: codes(Equal.self, left, right)
    case .notEqual: codes(NotEqual.self, left, right)
    case .less: codes(Less.self, left, right)
    case .lessOrEqual: codes(LessOrEqual.self, left, right)
    case .greater: codes(Greater.self, left, right)
    case .greaterOrEqual: codes(GreaterOrEqual.self, left, right)
    }
  }

  static func run(
    _ operation: ComparisonOperator, _ left: Vector<Int32>, constant: Int32
  ) -> Vector<UInt8> {
    switch operation {
    case .equal: codes(Equal.self, left, constant)
    case .notEqual: codes(NotEqual.self, left, constant)
    case .less: codes(Less.self, left, constant)
    case .lessOrEqual: codes(LessOrEqual.self, left, constant)
    case .greater: codes(Greater.self, left, constant)
    case .greaterOrEqual: codes(GreaterOrEqual.self, left, constant)
    }
  }

  /// Yes/no values: no is less than yes.
  static func run(
    _ operation: ComparisonOperator, _ left: Vector<UInt8>, _ right: Vector<UInt8>
  ) -> Vector<UInt8> {
    let (a, b) = (left.buffer, right.buffer)
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let (x, y) = (a[index], b[index])
        let result: UInt8 = operation.holds(x, y) ? 1 : 0
        out[index] = x > 1 ? x : y > 1 ? y : result
      }
    }
  }

  @inline(__always)
  private static func numbers<Rule: Comparison>(
    _: Rule.Type, _ left: Vector<Double>, _ right: Vector<Double>
  ) -> Vector<UInt8> {
    let (a, b) = (left.buffer, right.buffer)
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let (x, y) = (a[index], b[index])
        let result: UInt8 = Rule.holds(x, y) ? 1 : 0
        out[index] = marked(marked(result, missing: y.bitPattern), missing: x.bitPattern)
      }
    }
  }

  @inline(__always)
  private static func numbers<Rule: Comparison>(
    _: Rule.Type, _ left: Vector<Double>, _ constant: Double
  ) -> Vector<UInt8> {
    let a = left.buffer
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let x = a[index]
        out[index] = marked(Rule.holds(x, constant) ? 1 : 0, missing: x.bitPattern)
      }
    }
  }

  @inline(__always)
  private static func codes<Rule: Comparison>(
    _: Rule.Type, _ left: Vector<Int32>, _ right: Vector<Int32>
  ) -> Vector<UInt8> {
    let (a, b) = (left.buffer, right.buffer)
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let (x, y) = (a[index], b[index])
        let result: UInt8 = Rule.holds(x, y) ? 1 : 0
        let known = y >= MissingBits.firstInt ? result : flag(ofMissing: y)
        out[index] = x >= MissingBits.firstInt ? known : flag(ofMissing: x)
      }
    }
  }

  @inline(__always)
  private static func codes<Rule: Comparison>(
    _: Rule.Type, _ left: Vector<Int32>, _ constant: Int32
  ) -> Vector<UInt8> {
    let a = left.buffer
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let x = a[index]
        let result: UInt8 = Rule.holds(x, constant) ? 1 : 0
        out[index] = x >= MissingBits.firstInt ? result : flag(ofMissing: x)
      }
    }
  }
}
