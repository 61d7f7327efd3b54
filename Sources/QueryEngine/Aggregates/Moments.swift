import ColumnStore
import QuerySemantics

/// How many values a slot has and their sum, side by side: one addition does for both.
struct SumCell: BitwiseCopyable {
  private var pair = SIMD2<Double>.zero

  var sum: Double { pair.x }
  var count: Int { Int(pair.y) }

  /// Missing ones do not count.
  @inline(__always)
  mutating func add(_ value: Double) {
    let both = SIMD2(repeating: value)
    pair += SIMD2(value, 1).replacing(with: 0, where: both .!= both)
  }

  mutating func add(_ sum: Double, count: Int) { pair += SIMD2(sum, Double(count)) }

  mutating func add(_ other: SumCell) { pair += other.pair }
}

/// Sums of one column or calculation.
final class SumAccumulator: Accumulator {
  private let cells: SlotCells<SumCell>
  /// With a single slot: eight sums side by side, since additions to one wait for each other.
  private let lanes: SlotCells<SumLanes>?
  private let values: Program
  private let filter: RowFilter?

  /// `filter`: rows that count, for a single slot only; nil: all.
  init(_ values: Program, _ filter: RowFilter?, _ shape: SlotShape) {
    self.values = values
    self.filter = filter
    cells = SlotCells(shape, repeating: SumCell())
    lanes = shape.slotCount == 1 ? SlotCells(shape, repeating: SumLanes()) : nil
  }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    if let lanes {
      let numbers = values.numbers(rows)
      withExtendedLifetime(numbers) {
        guard let from = numbers.buffer.baseAddress else { return }
        let kept = filter?.kept.map { $0 + rows.lowerBound }
        lanes.of(partition: partition)[0].add(from, kept, firstRow: rows.lowerBound, rows.count)
      }
      return
    }
    let batch = values.evaluate(rows)
    withExtendedLifetime(batch) { add(batch, slots, rows.count, cells.of(partition: partition)) }
  }

  private func add(
    _ batch: Storage, _ slots: UnsafePointer<Int32>, _ count: Int,
    _ cells: UnsafeMutablePointer<SumCell>
  ) {
    switch batch {
    case .doubles(let values):
      guard let from = values.buffer.baseAddress else { return }
      if hasLongRuns(slots, count) {
        addRuns(from, slots, count, cells)
      } else {
        for place in 0..<count {
          cells[Int(slots[place])].add(from[place])
        }
      }
    case .ints(let values):
      guard let from = values.buffer.baseAddress else { return }
      for place in 0..<count {
        let (value, slot) = (from[place], Int(slots[place]))
        guard value >= MissingBits.firstInt else { continue }
        cells[slot].add(Double(value))
      }
    case .flags(let values):
      guard let from = values.buffer.baseAddress else { return }
      for place in 0..<count {
        let (flag, slot) = (from[place], Int(slots[place]))
        guard flag <= 1 else { continue }
        cells[slot].add(Double(flag))
      }
    }
  }

  /// Adds in the same order as row by row, but keeps the sum of a run in a register: consecutive
  /// additions to one place in memory wait for each other.
  private func addRuns(
    _ values: UnsafePointer<Double>, _ slots: UnsafePointer<Int32>, _ count: Int,
    _ cells: UnsafeMutablePointer<SumCell>
  ) {
    var place = 0
    while place < count {
      let slot = slots[place]
      var cell = cells[Int(slot)]
      repeat {
        cell.add(values[place])
        place &+= 1
      } while place < count && slots[place] == slot
      cells[Int(slot)] = cell
    }
  }

  func total(_ slot: Int) -> SumCell {
    var total = SumCell()
    if let lanes {
      for partition in 0..<lanes.partitions {
        total.add(lanes[0, partition].sum, count: lanes[0, partition].count)
      }
      return total
    }
    for partition in 0..<cells.partitions {
      total.add(cells[slot, partition])
    }
    return total
  }
}

/// Eight sums: a row's is that of the last three bits of its number, so that the total has the same
/// bits however rows come in batches.
struct SumLanes: BitwiseCopyable {
  private var sums = SIMD8<Double>.zero
  private var counts = SIMD8<Int64>.zero

  /// `kept`: 1 for rows that count; nil: all do.
  @inline(__always)
  mutating func add(
    _ values: UnsafePointer<Double>, _ kept: UnsafePointer<UInt8>?, firstRow: Int, _ count: Int
  ) {
    var place = 0
    while place < count, (firstRow &+ place) & 7 != 0 {
      addOne(values, kept, firstRow, place)
      place &+= 1
    }
    var (sums, counts) = (self.sums, self.counts)
    if let kept {
      while place &+ 8 <= count {
        let cells = UnsafeRawPointer(values + place).loadUnaligned(as: SIMD8<Double>.self)
        let bytes = UnsafeRawPointer(kept + place).loadUnaligned(as: SIMD8<UInt8>.self)
        let isKept = unsafeBitCast(
          0 &- SIMD8<Int64>(truncatingIfNeeded: bytes), to: SIMDMask<SIMD8<Int64>>.self)
        let counted = (cells .== cells) .& isKept
        sums += cells.replacing(with: 0, where: .!counted)
        counts &-= unsafeBitCast(counted, to: SIMD8<Int64>.self)
        place &+= 8
      }
    } else {
      while place &+ 8 <= count {
        let cells = UnsafeRawPointer(values + place).loadUnaligned(as: SIMD8<Double>.self)
        let counted = cells .== cells
        sums += cells.replacing(with: 0, where: .!counted)
        counts &-= unsafeBitCast(counted, to: SIMD8<Int64>.self)
        place &+= 8
      }
    }
    (self.sums, self.counts) = (sums, counts)
    while place < count {
      addOne(values, kept, firstRow, place)
      place &+= 1
    }
  }

  struct Found {
    var kept = 0
    /// Tests that are missing, and those of them that are no data.
    var missing = 0
    var noData = 0
  }

  /// Adds the values of the rows whose tests compare so with a constant. The first row's number is
  /// a multiple of eight.
  mutating func add(
    _ values: UnsafePointer<Double>, where tests: UnsafePointer<Double>,
    _ operation: ComparisonOperator, _ constant: Double, _ count: Int
  ) -> Found {
    switch operation {
    case .equal: add(values, tests, constant, count) { $0 .== $1 }
    case .notEqual: add(values, tests, constant, count) { ($0 .!= $1) .& ($0 .== $0) }
    case .less: add(values, tests, constant, count) { $0 .< $1 }
    case .lessOrEqual: add(values, tests, constant, count) { $0 .<= $1 }
    case .greater: add(values, tests, constant, count) { $0 .> $1 }
    case .greaterOrEqual: add(values, tests, constant, count) { $0 .>= $1 }
    }
  }

  @inline(__always)
  private mutating func add(
    _ values: UnsafePointer<Double>, _ tests: UnsafePointer<Double>, _ constant: Double,
    _ count: Int, _ compare: (SIMD8<Double>, SIMD8<Double>) -> SIMDMask<SIMD8<Int64>>
  ) -> Found {
    let wanted = SIMD8<Double>(repeating: constant)
    let noData = SIMD8<Int64>(repeating: Int64(bitPattern: MissingBits.noData.bitPattern))
    var (sums, counts) = (self.sums, self.counts)
    var (kept, missing, empty) = (SIMD8<Int64>.zero, SIMD8<Int64>.zero, SIMD8<Int64>.zero)
    // What stands behind the last eight is no row: a test of its own that never holds.
    @inline(__always)
    func add(_ terms: SIMD8<Double>, _ cells: SIMD8<Double>, _ holds: SIMDMask<SIMD8<Int64>>) {
      let counted = holds .& (terms .== terms)
      sums += terms.replacing(with: 0, where: .!counted)
      counts &-= unsafeBitCast(counted, to: SIMD8<Int64>.self)
      kept &-= unsafeBitCast(holds, to: SIMD8<Int64>.self)
      missing &-= unsafeBitCast(cells .!= cells, to: SIMD8<Int64>.self)
      let bits = unsafeBitCast(cells, to: SIMD8<Int64>.self)
      empty &-= unsafeBitCast(bits .== noData, to: SIMD8<Int64>.self)
    }
    var place = 0
    while place &+ 8 <= count {
      let cells = UnsafeRawPointer(tests + place).loadUnaligned(as: SIMD8<Double>.self)
      let terms = UnsafeRawPointer(values + place).loadUnaligned(as: SIMD8<Double>.self)
      add(terms, cells, compare(cells, wanted))
      place &+= 8
    }
    if place < count {
      var (cells, terms, isThere) = (SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Int64>.zero)
      for lane in 0..<(count - place) {
        cells[lane] = tests[place + lane]
        terms[lane] = values[place + lane]
        isThere[lane] = -1
      }
      let rows = unsafeBitCast(isThere, to: SIMDMask<SIMD8<Int64>>.self)
      add(terms, cells, compare(cells, wanted) .& rows)
    }
    (self.sums, self.counts) = (sums, counts)
    return Found(
      kept: Int(kept.wrappedSum()), missing: Int(missing.wrappedSum()),
      noData: Int(empty.wrappedSum()))
  }

  private mutating func addOne(
    _ values: UnsafePointer<Double>, _ kept: UnsafePointer<UInt8>?, _ firstRow: Int, _ place: Int
  ) {
    let value = values[place]
    guard value == value, kept.map({ $0[place] == 1 }) ?? true else { return }
    sums[(firstRow &+ place) & 7] += value
    counts[(firstRow &+ place) & 7] &+= 1
  }

  var sum: Double {
    let pairs = sums.lowHalf + sums.highHalf
    return (pairs[0] + pairs[2]) + (pairs[1] + pairs[3])
  }

  var count: Int { Int(counts.wrappedSum()) }
}

/// Whether rows of one slot mostly follow each other, as the first few of a batch show.
func hasLongRuns(_ slots: UnsafePointer<Int32>, _ rows: Int) -> Bool {
  let count = min(rows, 256)
  guard count > 1 else { return false }
  var changes: Int32 = 0
  for place in 1..<count { changes &+= slots[place] == slots[place &- 1] ? 0 : 1 }
  return Int(changes) < count / 8
}

/// Squared distances from each slot's mean: the second pass of `sd` and `var`.
final class DeviationAccumulator: Accumulator {
  private let cells: SlotCells<Double>
  private let values: Vector<Double>
  private let means: Vector<Double>

  /// `means`: by slot.
  init(_ values: Vector<Double>, means: Vector<Double>, _ shape: SlotShape) {
    self.values = values
    self.means = means
    cells = SlotCells(shape, repeating: 0)
  }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    let cells = cells.of(partition: partition)
    for place in 0..<rows.count {
      let (value, slot) = (values.buffer[rows.lowerBound + place], Int(slots[place]))
      let distance = value - means.buffer[slot]
      cells[slot] += value == value ? distance * distance : 0
    }
  }

  func total(_ slot: Int) -> Double {
    (0..<cells.partitions).reduce(0) { $0 + cells[slot, $1] }
  }
}

struct PairCell: BitwiseCopyable {
  var first = 0.0
  var second = 0.0
  var product = 0.0
  var count = 0
}

/// Sums over rows that have both of two values: of the values, or of the products of their
/// distances from two means.
final class PairAccumulator: Accumulator {
  private let cells: SlotCells<PairCell>
  private let first: Vector<Double>
  private let second: Vector<Double>
  private let means: Vector<SIMD2<Double>>?

  init(
    _ first: Vector<Double>, _ second: Vector<Double>, means: Vector<SIMD2<Double>>?,
    _ shape: SlotShape
  ) {
    self.first = first
    self.second = second
    self.means = means
    cells = SlotCells(shape, repeating: PairCell())
  }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    let cells = cells.of(partition: partition)
    for place in 0..<rows.count {
      let slot = Int(slots[place])
      let (x, y) = (first.buffer[rows.lowerBound + place], second.buffer[rows.lowerBound + place])
      guard x == x, y == y else { continue }
      cells[slot].count &+= 1
      if let means {
        let (dx, dy) = (x - means.buffer[slot].x, y - means.buffer[slot].y)
        cells[slot].first += dx * dx
        cells[slot].second += dy * dy
        cells[slot].product += dx * dy
      } else {
        cells[slot].first += x
        cells[slot].second += y
        cells[slot].product += x * y
      }
    }
  }

  func total(_ slot: Int) -> PairCell {
    var total = PairCell()
    for partition in 0..<cells.partitions {
      let cell = cells[slot, partition]
      total.first += cell.first
      total.second += cell.second
      total.product += cell.product
      total.count += cell.count
    }
    return total
  }
}
