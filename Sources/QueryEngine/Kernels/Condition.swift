import ColumnStore
import QuerySemantics

/// A condition as a filter reads it: in two planes of bytes, whether it holds and whether it may
/// hold (it does, or it is not known). With these the three-valued `and`, `or` and `not` are one
/// operation on bytes each, and no reason has to be carried along: few rows are not known, and
/// what they lack is looked up row by row.
indirect enum Condition: Sendable {
  case numbers(ComparisonOperator, Vector<Double>, Double)
  case codes(ComparisonOperator, Vector<Int32>, Int32)
  case not(Condition)
  case and(Condition, Condition)
  case or(Condition, Condition)
  /// Anything else gives flags first.
  case other(Program)

  init(_ program: Program) {
    switch program {
    case .compareNumber(let operation, .stored(.doubles(let cells)), let constant)
    where !constant.isNaN:
      self = .numbers(operation, cells, constant)
    case .compareNumber(let operation, .stored(.ints(let cells)), let constant)
    where constant == constant.rounded() && constant.magnitude < 2e9:
      self = .codes(operation, cells, Int32(constant))
    case .compareCode(let operation, .stored(.ints(let cells)), let constant)
    where constant >= MissingBits.firstInt:
      self = .codes(operation, cells, constant)
    case .not(let operand): self = .not(Condition(operand))
    case .and(let left, let right): self = .and(Condition(left), Condition(right))
    case .or(let left, let right): self = .or(Condition(left), Condition(right))
    default: self = .other(program)
    }
  }

  /// Whether `flag(row)` costs little.
  var isReadByRow: Bool {
    switch self {
    case .numbers, .codes: true
    case .not(let operand): operand.isReadByRow
    case .and(let left, let right), .or(let left, let right):
      left.isReadByRow && right.isReadByRow
    case .other: false
    }
  }

  /// Yes, no or the reason for one row, as `FlagKernel` gives it.
  func flag(_ row: Int) -> UInt8 {
    switch self {
    case .numbers(let operation, let cells, let constant):
      let value = cells.buffer[row]
      return value != value
        ? QueryEngine.flag(ofNaN: value) : operation.holds(value, constant) ? 1 : 0
    case .codes(let operation, let cells, let constant):
      let value = cells.buffer[row]
      return value < MissingBits.firstInt
        ? QueryEngine.flag(ofMissing: value) : operation.holds(value, constant) ? 1 : 0
    case .not(let operand):
      let flag = operand.flag(row)
      return flag > 1 ? flag : flag ^ 1
    case .and(let left, let right):
      let (x, y) = (left.flag(row), right.flag(row))
      return x == 0 || y == 0 ? 0 : x > 1 ? x : y
    case .or(let left, let right):
      let (x, y) = (left.flag(row), right.flag(row))
      return x == 1 || y == 1 ? 1 : x > 1 ? x : y
    case .other(let program): return program.flags(row..<row + 1)[0]
    }
  }

  /// Writes 0 or 1 for each of the rows into both planes.
  func fill(
    _ rows: Range<Int>, _ yes: UnsafeMutablePointer<UInt8>, _ may: UnsafeMutablePointer<UInt8>
  ) {
    let count = rows.count
    switch self {
    case .numbers(let operation, let cells, let constant):
      guard let from = cells.buffer.baseAddress else { return }
      if let answer = cells.blocks?.answer(operation, constant, rows) {
        yes.update(repeating: answer ? 1 : 0, count: count)
        return may.update(repeating: answer ? 1 : 0, count: count)
      }
      ConditionKernel.numbers(operation, from + rows.lowerBound, constant, count, yes, may)
    case .codes(let operation, let cells, let constant):
      guard let from = cells.buffer.baseAddress else { return }
      if let answer = cells.blocks?.answer(operation, Double(constant), rows) {
        yes.update(repeating: answer ? 1 : 0, count: count)
        return may.update(repeating: answer ? 1 : 0, count: count)
      }
      ConditionKernel.codes(operation, from + rows.lowerBound, constant, count, yes, may)
    case .not(let operand):
      operand.fill(rows, yes, may)
      for place in 0..<count {
        let holds = yes[place]
        yes[place] = may[place] ^ 1
        may[place] = holds ^ 1
      }
    case .and(let left, let right):
      left.fill(rows, yes, may)
      if FlagKernel.sum(may, count) == 0 { return }
      Condition.withPlanes(count) { otherYes, otherMay in
        right.fill(rows, otherYes, otherMay)
        for place in 0..<count { yes[place] &= otherYes[place] }
        for place in 0..<count { may[place] &= otherMay[place] }
      }
    case .or(let left, let right):
      left.fill(rows, yes, may)
      Condition.withPlanes(count) { otherYes, otherMay in
        right.fill(rows, otherYes, otherMay)
        for place in 0..<count { yes[place] |= otherYes[place] }
        for place in 0..<count { may[place] |= otherMay[place] }
      }
    case .other(let program):
      let flags = program.flags(rows)
      withExtendedLifetime(flags) {
        guard let from = flags.buffer.baseAddress else { return }
        for place in 0..<count {
          yes[place] = from[place] == 1 ? 1 : 0
          may[place] = from[place] == 0 ? 0 : 1
        }
      }
    }
  }

  static func withPlanes(
    _ count: Int,
    _ body: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * count) { scratch in
      guard let base = scratch.baseAddress else { return }
      body(base, base + count)
    }
  }

  /// Counts, by reason, the rows of which it is not known whether the condition holds: those whose
  /// bytes in the two planes differ. `program`: the same condition.
  func addReasons(
    _ rows: Range<Int>, _ yes: UnsafePointer<UInt8>, _ may: UnsafePointer<UInt8>,
    _ program: Program, to reasons: UnsafeMutablePointer<Int32>
  ) {
    let start = rows.lowerBound
    switch self {
    case .numbers(_, let cells, _):
      let from = cells.buffer
      Condition.forEachDifference(yes, may, rows.count) { place in
        let flag = QueryEngine.flag(ofNaN: from[start &+ place])
        reasons[Int(flag) &- 3] &+= 1
      }
    case .codes(_, let cells, _):
      let from = cells.buffer
      Condition.forEachDifference(yes, may, rows.count) { place in
        let flag = QueryEngine.flag(ofMissing: from[start &+ place])
        reasons[Int(flag) &- 3] &+= 1
      }
    default:
      let flags = isReadByRow ? nil : program.flags(rows)
      Condition.forEachDifference(yes, may, rows.count) { place in
        let flag = flags?.buffer[place] ?? self.flag(start + place)
        reasons[Int(canonical(flag: flag)) &- 3] &+= 1
      }
    }
  }

  /// Eight bytes at a time, since few differ.
  @inline(__always)
  private static func forEachDifference(
    _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, _ count: Int,
    _ body: (Int) -> Void
  ) {
    var place = 0
    while place &+ 8 <= count {
      let word = UnsafeRawPointer(first + place).loadUnaligned(as: UInt64.self)
      let other = UnsafeRawPointer(second + place).loadUnaligned(as: UInt64.self)
      // Bytes are 0 or 1, so that one bit is left of each that differs.
      var bits = UInt64(littleEndian: word ^ other)
      while bits != 0 {
        body(place &+ bits.trailingZeroBitCount &>> 3)
        bits &= bits &- 1
      }
      place &+= 8
    }
    while place < count {
      if first[place] != second[place] { body(place) }
      place &+= 1
    }
  }
}

extension BlockBounds {
  /// Whether all of the rows fulfil the comparison or none of them does; nil where it takes a look.
  func answer(_ operation: ComparisonOperator, _ constant: Double, _ rows: Range<Int>) -> Bool? {
    // What is missing is counted, row by row.
    guard let block = block(of: rows), !block.hasMissing else { return nil }
    switch operation {
    case .equal: return constant < block.least || constant > block.most ? false : nil
    case .notEqual: return constant < block.least || constant > block.most ? true : nil
    case .less: return block.most < constant ? true : block.least >= constant ? false : nil
    case .lessOrEqual: return block.most <= constant ? true : block.least > constant ? false : nil
    case .greater: return block.least > constant ? true : block.most <= constant ? false : nil
    case .greaterOrEqual:
      return block.least >= constant ? true : block.most < constant ? false : nil
    }
  }
}

/// Comparisons with a constant into planes: nothing in the loops is a call or a branch.
enum ConditionKernel {
  typealias Lanes = SIMD8<Double>
  typealias LaneMask = SIMDMask<SIMD8<Int64>>

  static func numbers(
    _ operation: ComparisonOperator, _ cells: UnsafePointer<Double>, _ constant: Double,
    _ count: Int, _ yes: UnsafeMutablePointer<UInt8>, _ may: UnsafeMutablePointer<UInt8>
  ) {
    switch operation {
    case .equal: numbers(cells, constant, count, yes, may, { $0 .== $1 }, { $0 == $1 })
    case .notEqual:
      // The one comparison that a NaN would win.
      numbers(
        cells, constant, count, yes, may, { ($0 .!= $1) .& ($0 .== $0) },
        { $0 != $1 && $0 == $0 })
    case .less: numbers(cells, constant, count, yes, may, { $0 .< $1 }, { $0 < $1 })
    case .lessOrEqual: numbers(cells, constant, count, yes, may, { $0 .<= $1 }, { $0 <= $1 })
    case .greater: numbers(cells, constant, count, yes, may, { $0 .> $1 }, { $0 > $1 })
    case .greaterOrEqual: numbers(cells, constant, count, yes, may, { $0 .>= $1 }, { $0 >= $1 })
    }
  }

  @inline(__always)
  private static func numbers(
    _ cells: UnsafePointer<Double>, _ constant: Double, _ count: Int,
    _ yes: UnsafeMutablePointer<UInt8>, _ may: UnsafeMutablePointer<UInt8>,
    _ compare: (Lanes, Lanes) -> LaneMask, _ compareOne: (Double, Double) -> Bool
  ) {
    let wanted = Lanes(repeating: constant)
    var place = 0
    while place &+ 8 <= count {
      let values = UnsafeRawPointer(cells + place).loadUnaligned(as: Lanes.self)
      let holds = unsafeBitCast(compare(values, wanted), to: SIMD8<Int64>.self)
      let isMissing = unsafeBitCast(values .!= values, to: SIMD8<Int64>.self)
      let sure = SIMD8<UInt8>(truncatingIfNeeded: holds) & 1
      let possible = SIMD8<UInt8>(truncatingIfNeeded: holds | isMissing) & 1
      UnsafeMutableRawPointer(yes + place).storeBytes(of: sure, as: SIMD8<UInt8>.self)
      UnsafeMutableRawPointer(may + place).storeBytes(of: possible, as: SIMD8<UInt8>.self)
      place &+= 8
    }
    while place < count {
      let value = cells[place]
      yes[place] = compareOne(value, constant) ? 1 : 0
      may[place] = value != value || compareOne(value, constant) ? 1 : 0
      place &+= 1
    }
  }

  static func codes(
    _ operation: ComparisonOperator, _ cells: UnsafePointer<Int32>, _ constant: Int32,
    _ count: Int, _ yes: UnsafeMutablePointer<UInt8>, _ may: UnsafeMutablePointer<UInt8>
  ) {
    switch operation {
    case .equal: codes(cells, constant, count, yes, may) { $0 == $1 }
    case .notEqual: codes(cells, constant, count, yes, may) { $0 != $1 }
    case .less: codes(cells, constant, count, yes, may) { $0 < $1 }
    case .lessOrEqual: codes(cells, constant, count, yes, may) { $0 <= $1 }
    case .greater: codes(cells, constant, count, yes, may) { $0 > $1 }
    case .greaterOrEqual: codes(cells, constant, count, yes, may) { $0 >= $1 }
    }
  }

  @inline(__always)
  private static func codes(
    _ cells: UnsafePointer<Int32>, _ constant: Int32, _ count: Int,
    _ yes: UnsafeMutablePointer<UInt8>, _ may: UnsafeMutablePointer<UInt8>,
    _ compare: (Int32, Int32) -> Bool
  ) {
    for place in 0..<count {
      let value = cells[place]
      let isMissing: UInt8 = value < MissingBits.firstInt ? 1 : 0
      let holds: UInt8 = compare(value, constant) ? 1 : 0
      yes[place] = holds & (isMissing ^ 1)
      may[place] = holds | isMissing
    }
  }
}
