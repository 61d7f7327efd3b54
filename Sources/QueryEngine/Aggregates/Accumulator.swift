import ColumnStore

/// Collects one aggregate for all slots.
///
/// Rows come in partitions that depend on the number of rows and slots only, never on the number
/// of threads; within a partition they come in order, and partitions are merged in order: so a
/// sum of doubles has the same bits whatever runs it.
protocol Accumulator: AnyObject, Sendable {
  /// `slots[0]` is the slot of the first of these rows.
  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int)
}

/// Cells of all slots, one run of them per partition.
final class SlotCells<Cell: BitwiseCopyable>: @unchecked Sendable {
  // SAFETY: one thread works on a partition, and merging happens after the threads have ended.
  let cells: UnsafeMutablePointer<Cell>
  let slotCount: Int
  let partitions: Int

  init(_ shape: SlotShape, repeating cell: Cell) {
    slotCount = shape.slotCount
    partitions = shape.partitions
    cells = .allocate(capacity: max(1, slotCount * partitions))
    cells.initialize(repeating: cell, count: slotCount * partitions)
  }

  deinit { cells.deallocate() }

  @inline(__always)
  func of(partition: Int) -> UnsafeMutablePointer<Cell> { cells + partition * slotCount }

  /// The cells of a slot, in the order of the partitions.
  @inline(__always)
  subscript(slot: Int, partition: Int) -> Cell { cells[partition * slotCount + slot] }
}

struct SlotShape: Sendable {
  let slotCount: Int
  let partitions: Int

  init(_ grouping: Grouping) {
    slotCount = grouping.slotCount
    // Eight parts keep many threads busy and cost little to merge while slots are few; with
    // many slots merging would cost more than it saves.
    partitions =
      grouping.rowCount < 1 << 17
      ? 1 : slotCount <= 4096 ? 8 : slotCount <= grouping.rowCount / 4 ? 2 : 1
  }
}

extension RunContext {
  func sweep(_ accumulators: [any Accumulator], _ grouping: Grouping) throws(EngineError) {
    guard !accumulators.isEmpty else { return }
    let shape = SlotShape(grouping)
    try reserve(rows: shape.slotCount * shape.partitions, bytesPerRow: 16 * accumulators.count)
    let (count, size) = (grouping.rowCount, settings.batchSize)
    let stop = settings.isInterrupted
    let flags = InterruptFlags(shape.partitions)
    try concurrently(shape.partitions, rows: count) { partition in
      let end = count * (partition + 1) / shape.partitions
      var start = count * partition / shape.partitions
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { scratch in
        guard let slots = scratch.baseAddress else { return }
        while start < end {
          if stop() { return flags.raise(partition) }
          let rows = start..<min(end, start + size)
          grouping.fill(rows, into: slots)
          for accumulator in accumulators {
            accumulator.add(rows, slots, partition: partition)
          }
          start = rows.upperBound
        }
      }
    }
    if flags.isRaised { throw .interrupted }
  }
}
