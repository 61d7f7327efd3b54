import ColumnStore

/// The smallest or largest number of each slot.
final class ExtremeAccumulator: Accumulator {
  private let cells: SlotCells<Double>
  private let values: Vector<Double>
  private let isMaximum: Bool

  init(_ values: Vector<Double>, isMaximum: Bool, _ shape: SlotShape) {
    self.values = values
    self.isMaximum = isMaximum
    cells = SlotCells(shape, repeating: .nan)
  }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    let cells = cells.of(partition: partition)
    // A NaN in the cell loses every comparison below, so that the first value is taken.
    if isMaximum {
      for place in 0..<rows.count {
        let (value, slot) = (values.buffer[rows.lowerBound + place], Int(slots[place]))
        if value == value, !(cells[slot] >= value) { cells[slot] = value }
      }
    } else {
      for place in 0..<rows.count {
        let (value, slot) = (values.buffer[rows.lowerBound + place], Int(slots[place]))
        if value == value, !(cells[slot] <= value) { cells[slot] = value }
      }
    }
  }

  /// NaN where there is no value.
  func total(_ slot: Int) -> Double {
    var best = Double.nan
    for partition in 0..<cells.partitions {
      let value = cells[slot, partition]
      guard value == value else { continue }
      if isMaximum ? !(best >= value) : !(best <= value) { best = value }
    }
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
