import ColumnStore

/// Rows of each slot.
final class RowCountAccumulator: Accumulator {
  private let cells: SlotCells<Int>

  init(_ shape: SlotShape) { cells = SlotCells(shape, repeating: 0) }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    let cells = cells.of(partition: partition)
    if self.cells.slotCount == 1 {
      cells[0] += rows.count
      return
    }
    for place in 0..<rows.count { cells[Int(slots[place])] &+= 1 }
  }

  func total(_ slot: Int) -> Int {
    (0..<cells.partitions).reduce(0) { $0 + cells[slot, $1] }
  }
}

/// Rows where a condition holds, and where it is known.
final class ConditionAccumulator: Accumulator {
  struct Cell: BitwiseCopyable {
    var yes = 0
    var known = 0
  }

  private let cells: SlotCells<Cell>
  private let flags: Vector<UInt8>

  init(_ flags: Vector<UInt8>, _ shape: SlotShape) {
    self.flags = flags
    cells = SlotCells(shape, repeating: Cell())
  }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    let cells = cells.of(partition: partition)
    for place in 0..<rows.count {
      let (flag, slot) = (flags.buffer[rows.lowerBound + place], Int(slots[place]))
      cells[slot].yes &+= flag == 1 ? 1 : 0
      cells[slot].known &+= flag <= 1 ? 1 : 0
    }
  }

  func total(_ slot: Int) -> Cell {
    var total = Cell()
    for partition in 0..<cells.partitions {
      total.yes += cells[slot, partition].yes
      total.known += cells[slot, partition].known
    }
    return total
  }
}
