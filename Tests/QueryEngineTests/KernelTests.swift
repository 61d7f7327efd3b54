import ColumnStore
import QuerySemantics
import Testing

@testable import QueryEngine

@Suite("Kernels, every small case")
struct KernelTests {
  @Test("constants of inner loops are those of Missing")
  func constants() {
    #expect(MissingBits.firstInt == Missing.firstInt)
    #expect(MissingBits.noDataInt == Missing.noData.int)
    #expect(MissingBits.noData.bitPattern == Missing.noData.double.bitPattern)
    #expect(MissingBits.notApplicable.bitPattern == Missing.notApplicable.double.bitPattern)
    #expect(MissingBits.noDataReason == Missing.noData.rawValue)
    #expect(MissingBits.notApplicableReason == Missing.notApplicable.rawValue)
  }

  /// Every row of up to 6 cells in which each cell is there or missing for one of the reasons.
  static let masks: [[Missing?]] = (0...6).flatMap { count -> [[Missing?]] in
    let choices: [Missing?] = count <= 4 ? [nil] + Missing.allCases : [nil, .noData]
    var rows: [[Missing?]] = [[]]
    for _ in 0..<count { rows = rows.flatMap { row in choices.map { row + [$0] } } }
    return rows
  }

  @Test("comparison, arithmetic and presence under every mask of missing cells")
  func masks() {
    for mask in KernelTests.masks {
      let doubles = Vector(mask.enumerated().map { $1?.double ?? Double($0) - 2 })
      let ints = Vector(mask.enumerated().map { $1?.int ?? Int32($0) - 2 })
      for operation in ComparisonOperator.allCases {
        let a = ComparisonKernel.run(operation, doubles, constant: 0)
        let b = ComparisonKernel.run(operation, ints, constant: 0)
        let c = ComparisonKernel.run(operation, ints, ints)
        for (index, reason) in mask.enumerated() {
          let wanted = reason?.flag ?? (operation.holds(index - 2, 0) ? 1 : 0)
          #expect(a[index] == wanted && b[index] == wanted)
          #expect(c[index] == reason?.flag ?? (operation.holds(0, 0) ? 1 : 0))
        }
      }
      let sums = ArithmeticKernel.run(.add, .each(doubles), .same(1), count: mask.count)
      let missing = FlagKernel.isMissing(.ints(ints))
      for (index, reason) in mask.enumerated() {
        let wanted = reason?.double ?? Double(index) - 1
        #expect(sums[index].bitPattern == wanted.bitPattern)
        #expect(missing[index] == (reason == nil ? 0 : 1))
      }
    }
  }

  @Test("flags are counted and compared alike at every length", arguments: 0...80)
  func lengths(count: Int) {
    var values = (0..<count).map { Double($0) }
    for index in stride(from: 1, to: count, by: 5) {
      values[index] = Missing.allCases[index % 4].double
    }
    for operation in ComparisonOperator.allCases {
      let flags = ComparisonKernel.run(operation, Vector(values), constant: 40)
      for (index, value) in values.enumerated() {
        let known: UInt8 = operation.holds(value, 40) ? 1 : 0
        #expect(flags[index] == (value.isNaN ? Missing(ofNaN: value).flag : known))
      }
      for flag in UInt8(0)...6 {
        var all = (0..<flags.count).map { flags[$0] }
        // Long enough for lanes to run over if they could.
        for _ in 0..<(count > 70 ? 9 : 0) { all += all }
        let found = all.withUnsafeBufferPointer { cells in
          cells.baseAddress.map { FlagKernel.count(flag, in: $0, cells.count) } ?? 0
        }
        #expect(found == all.count { $0 == flag })
      }
    }
  }

  @Test("three-valued logic for all pairs")
  func logic() {
    let flags: [UInt8] = [0, 1, 3, 4, 5, 6]
    for a in flags {
      for b in flags {
        let (x, y) = (Vector([a]), Vector([b]))
        let and = a == 0 || b == 0 ? 0 : a > 1 ? a : b
        let or = a == 1 || b == 1 ? 1 : a > 1 ? a : b
        #expect(FlagKernel.and(x, y)[0] == and)
        #expect(FlagKernel.or(x, y)[0] == or)
        #expect(FlagKernel.not(x)[0] == (a > 1 ? a : 1 - a))
      }
    }
  }

  @Test("order of keys is the order of doubles, missing last in both directions")
  func orderKeys() {
    let values = [-Double.infinity, -2, -1e-300, 0, 1e-300, 0.5, 3, .infinity]
    for (low, high) in zip(values, values.dropFirst()) {
      #expect(OrderKey.key(low, false) < OrderKey.key(high, false))
      #expect(OrderKey.key(low, true) > OrderKey.key(high, true))
    }
    for reason in Missing.allCases {
      #expect(OrderKey.key(reason.double, false) > OrderKey.key(.infinity, false))
      #expect(OrderKey.key(reason.double, true) > OrderKey.key(-.infinity, true))
    }
    #expect(OrderKey.key(-0.0, false) == OrderKey.key(0, false))
  }

  @Test("selection puts the right value in its place")
  func selection() {
    var random = SeededGenerator(state: 5)
    for count in [1, 2, 3, 17, 18, 100, 1000] {
      for spread in [1, 2, 10, 100_000] {
        let values = (0..<count).map { _ in Double(random.below(spread)) }
        let rank = random.below(count)
        var copy = values
        copy.withUnsafeMutableBufferPointer { select($0, rank) }
        #expect(copy[rank] == values.sorted()[rank])
      }
    }
  }

  @Test("radix sort is stable and merging keeps the order")
  func radix() {
    var random = SeededGenerator(state: 9)
    for count in [0, 1, 2, 255, 256, 3000] {
      for spread in [1, 7, 1 << 40] {
        var pairs = (0..<count).map {
          KeyedRow(key: UInt64(random.below(spread)), row: Int32($0))
        }
        let wanted = pairs.sorted { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
        var scratch = pairs
        pairs.withUnsafeMutableBufferPointer { pairs in
          scratch.withUnsafeMutableBufferPointer { RadixSort.sort(pairs, $0, bits: 64) }
        }
        #expect(pairs.map(\.row) == wanted.map(\.row))
      }
    }
  }

  @Test("numbers are written in full")
  func numberText() {
    #expect(ValueText.text(of: 1e21) == "1000000000000000000000")
    #expect(ValueText.text(of: -1.5e-7) == "-0.00000015")
    #expect(ValueText.text(of: 2010) == "2010")
    #expect(ValueText.text(of: 0.1) == "0.1")
    #expect(ValueText.text(of: 1.25e17) == "125000000000000000")
  }
}
