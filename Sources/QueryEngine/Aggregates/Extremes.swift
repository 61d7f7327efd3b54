import ColumnStore

/// The smallest or largest number of each slot.
final class ExtremeAccumulator: Accumulator {
  private let cells: SlotCells<Double>
  private let values: Vector<Double>
  private let isMaximum: Bool

  init(_ values: Vector<Double>, isMaximum: Bool, _ shape: SlotShape) {
    self.values = values
    self.isMaximum = isMaximum
    cells = SlotCells(shape, repeating: isMaximum ? -Double.infinity : Double.infinity)
  }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    let cells = cells.of(partition: partition)
    guard let from = values.buffer.baseAddress.map({ $0 + rows.lowerBound }) else { return }
    // A missing value loses the comparison. There is no branch: which row is the next best cannot
    // be foretold.
    if isMaximum {
      for place in 0..<rows.count {
        let (value, slot) = (from[place], Int(slots[place]))
        cells[slot] = value > cells[slot] ? value : cells[slot]
      }
    } else {
      for place in 0..<rows.count {
        let (value, slot) = (from[place], Int(slots[place]))
        cells[slot] = value < cells[slot] ? value : cells[slot]
      }
    }
  }

  /// NaN where there is no value: no column holds an infinite one.
  func total(_ slot: Int) -> Double {
    var best = cells[slot, 0]
    for partition in 1..<cells.partitions {
      let value = cells[slot, partition]
      if isMaximum ? value > best : value < best { best = value }
    }
    if best.isInfinite { return .nan }
    return best == 0 ? 0 : best
  }
}

/// The row with the smallest or largest key of each slot; the first of equal ones.
final class BestRowAccumulator: Accumulator {
  struct Cell: BitwiseCopyable {
    var key: Int32 = 0
    var row: Int32 = -1
  }

  enum Wanted { case smallest, largest, first, last }

  private let cells: SlotCells<Cell>
  private let keys: Vector<Int32>
  private let wanted: Wanted

  /// Keys below `MissingBits.firstInt` do not count.
  init(_ keys: Vector<Int32>, _ wanted: Wanted, _ shape: SlotShape) {
    self.keys = keys
    self.wanted = wanted
    cells = SlotCells(shape, repeating: Cell())
  }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    let cells = cells.of(partition: partition)
    for place in 0..<rows.count {
      let row = rows.lowerBound + place
      let (key, slot) = (keys.buffer[row], Int(slots[place]))
      guard key >= MissingBits.firstInt else { continue }
      if cells[slot].row < 0 || isBetter(key, than: cells[slot].key) {
        cells[slot] = Cell(key: key, row: Int32(truncatingIfNeeded: row))
      }
    }
  }

  @inline(__always)
  private func isBetter(_ key: Int32, than best: Int32) -> Bool {
    switch wanted {
    case .smallest: key < best
    case .largest: key > best
    case .first: false
    case .last: true
    }
  }

  /// -1 where there is no value.
  func row(_ slot: Int) -> Int32 {
    var best = Cell()
    for partition in 0..<cells.partitions {
      let cell = cells[slot, partition]
      guard cell.row >= 0 else { continue }
      if best.row < 0 || isBetter(cell.key, than: best.key) { best = cell }
    }
    return best.row
  }
}
