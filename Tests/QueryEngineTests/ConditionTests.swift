import ColumnStore
import QuerySemantics
import Testing

@testable import QueryEngine

/// Planes of bytes against the flags that carry reasons: two ways to the same answers.
@Suite struct ConditionTests {
  private static func doubles(_ count: Int, _ chance: inout SplitMix64) -> Vector<Double> {
    Vector(
      (0..<count).map { _ -> Double in
        let kind = chance.next(below: 9)
        if kind < 4 { return Missing.allCases[Int(kind)].double }
        if kind == 4 { return Double.nan }
        return Double(chance.next(below: 5)) - 2
      })
  }

  private static func ints(_ count: Int, _ chance: inout SplitMix64) -> Vector<Int32> {
    Vector(
      (0..<count).map { _ -> Int32 in
        let kind = chance.next(below: 9)
        if kind < 4 { return Missing.allCases[Int(kind)].int }
        return Int32(chance.next(below: 5)) - 2
      })
  }

  private static let operators: [ComparisonOperator] = [
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual,
  ]

  private static func program(
    _ count: Int, _ depth: Int, _ chance: inout SplitMix64
  ) -> Program {
    let operation = operators[Int(chance.next(below: 6))]
    switch chance.next(below: depth > 0 ? 8 : 4) {
    case 0: return .compareNumber(operation, .stored(.doubles(doubles(count, &chance))), 1)
    case 1: return .compareNumber(operation, .stored(.ints(ints(count, &chance))), 1)
    case 2: return .compareCode(operation, .stored(.ints(ints(count, &chance))), 0)
    case 3:
      return .compareNumbers(
        operation, .stored(.doubles(doubles(count, &chance))),
        .stored(.doubles(doubles(count, &chance))))
    case 4: return .not(program(count, depth - 1, &chance))
    case 5, 6:
      return .and(program(count, depth - 1, &chance), program(count, depth - 1, &chance))
    default: return .or(program(count, depth - 1, &chance), program(count, depth - 1, &chance))
    }
  }

  @Test func `planes say what flags say, for every row and reason`() {
    var chance = SplitMix64(state: 11)
    for round in 0..<400 {
      let count = round % 70
      let program = ConditionTests.program(count, 3, &chance)
      let condition = Condition(program)
      let cells = program.flags(0..<count)
      let flags = (0..<count).map { canonical(flag: cells[$0]) }
      let filter = RowFilter(rows: count, batchSize: 16, keepsRows: true)
      for start in stride(from: 0, to: count, by: 16) {
        filter.take(condition, program, start..<min(count, start + 16))
      }
      let kept = filter.kept.map { base in (0..<count).map { base[$0] } } ?? []
      #expect(kept == flags.map { $0 == 1 ? 1 : 0 })
      #expect(filter.total == flags.count { $0 == 1 })
      for reason in Missing.allCases {
        #expect(filter.leftOut(for: reason) == flags.count { $0 == reason.flag })
      }
      for row in 0..<count {
        #expect(canonical(flag: condition.flag(row)) == flags[row], "row \(row)")
      }
    }
  }

  @Test func `a sum has the same bits however its rows come in batches`() {
    var chance = SplitMix64(state: 12)
    let values = (0..<1000).map { _ -> Double in
      let value = Double(chance.next(below: 1_000_000)) / 7
      return chance.next(below: 20) == 0 ? Missing.noData.double : value
    }
    let kept = (0..<1000).map { _ in UInt8(chance.next(below: 2)) }
    var bits: Set<UInt64> = []
    for size in [1, 2, 3, 7, 8, 9, 64, 1000] {
      var lanes = SumLanes()
      for start in stride(from: 0, to: 1000, by: size) {
        let count = min(size, 1000 - start)
        values.withUnsafeBufferPointer { values in
          kept.withUnsafeBufferPointer { kept in
            guard let values = values.baseAddress, let kept = kept.baseAddress else { return }
            lanes.add(values + start, kept + start, firstRow: start, count)
          }
        }
      }
      bits.insert(lanes.sum.bitPattern)
      let counted = zip(values, kept).filter { $0 == $0 && $1 == 1 }.map(\.0)
      #expect(lanes.count == counted.count)
      #expect((lanes.sum - counted.reduce(0, +)).magnitude < 1e-3)
    }
    #expect(bits.count == 1)
  }
}
