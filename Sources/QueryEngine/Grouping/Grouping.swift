import ColumnStore

/// Which rows belong together. A slot stands for one combination of keys; slots that occur are
/// groups, numbered in the order in which they first appear.
final class Grouping: Sendable {
  private enum Slots: Sendable {
    /// No keys: one group.
    case single
    /// Key codes are packed into the slot, row by row, each time they are needed.
    case packed([KeyColumn], strides: [UInt32])
    case stored(Vector<Int32>)
  }

  private let slots: Slots
  let rowCount: Int
  let slotCount: Int
  /// Slot of each group.
  let order: [Int32]
  /// First row of each group (none for the single group of no rows).
  let firstRows: [Int32]
  /// Whether `order` and `firstRows` are known already.
  let isFound: Bool

  private init(
    _ slots: Slots, rowCount: Int, slotCount: Int, order: [Int32], firstRows: [Int32],
    isFound: Bool = true
  ) {
    self.isFound = isFound
    self.slots = slots
    self.rowCount = rowCount
    self.slotCount = slotCount
    self.order = order
    self.firstRows = firstRows
  }

  static func single(rowCount: Int) -> Grouping {
    Grouping(
      .single, rowCount: rowCount, slotCount: 1, order: [0], firstRows: rowCount > 0 ? [0] : [])
  }

  /// `isFinding`: false where the groups may be found by the sweep of the aggregates, which reads
  /// the slots in any case. With many slots both together are slower than one after the other:
  /// the cache holds only one of them.
  static func packed(
    _ keys: [KeyColumn], slotCount: Int, rowCount: Int, isFinding: Bool, _ context: RunContext
  ) throws(EngineError) -> Grouping {
    var strides: [UInt32] = []
    var stride = 1
    for key in keys {
      strides.append(UInt32(stride))
      stride *= key.width
    }
    let slots = Slots.packed(keys, strides: strides)
    if !isFinding, slotCount <= 1 << 16 {
      return Grouping(
        slots, rowCount: rowCount, slotCount: slotCount, order: [], firstRows: [], isFound: false)
    }
    // Slots are read twice. One key that stands there is read again sooner than stored.
    var isSimple = keys.count == 1
    switch keys.first?.cells {
    case .table, .narrowTable: isSimple = false
    default: break
    }
    guard !isSimple, rowCount >= 1 << 16 else {
      return try Grouping(slots, rowCount: rowCount, slotCount: slotCount, context)
    }
    try context.reserve(rows: rowCount, bytesPerRow: 4)
    let memory = SlotMemory(rowCount)
    let grouping = try Grouping(
      slots, rowCount: rowCount, slotCount: slotCount, storing: memory, context)
    return Grouping(
      .stored(memory.vector), rowCount: rowCount, slotCount: slotCount, order: grouping.order,
      firstRows: grouping.firstRows)
  }

  static func stored(
    _ ids: Vector<Int32>, slotCount: Int, _ context: RunContext
  ) throws(EngineError) -> Grouping {
    try Grouping(.stored(ids), rowCount: ids.count, slotCount: slotCount, context)
  }

  /// Finds which slots occur and where first, each thread in its own part of the rows.
  ///
  /// `storing`: where the slots of all rows are to be left.
  private convenience init(
    _ slots: Slots, rowCount: Int, slotCount: Int, storing: SlotMemory? = nil,
    _ context: RunContext
  ) throws(EngineError) {
    let threads = max(1, context.threadCount(forRows: rowCount))
    try context.reserve(rows: slotCount, bytesPerRow: 5 * threads)
    let finders = (0..<threads).map { _ in FirstRows(slotCount: slotCount) }
    let bare = Grouping(slots, rowCount: rowCount, slotCount: slotCount, order: [], firstRows: [])
    let size = context.settings.batchSize
    let stop = context.settings.isInterrupted
    let flags = InterruptFlags(threads)
    Platform.concurrently(threads) { thread in
      let end = rowCount * (thread + 1) / threads
      var start = rowCount * thread / threads
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { scratch in
        guard let base = scratch.baseAddress else { return }
        while start < end {
          if stop() { return flags.raise(thread) }
          let rows = start..<min(end, start + size)
          let out = storing?.at(start) ?? base
          bare.fill(rows, into: out)
          finders[thread].find(out, rows)
          start = rows.upperBound
        }
      }
    }
    if flags.isRaised { throw .interrupted }
    let (order, firstRows) = FirstRows.merged(finders)
    self.init(slots, rowCount: rowCount, slotCount: slotCount, order: order, firstRows: firstRows)
  }

  /// The same grouping, with the groups that a sweep found.
  func found(_ first: FirstRowAccumulator) -> Grouping {
    let (order, firstRows) = first.merged
    return Grouping(
      slots, rowCount: rowCount, slotCount: slotCount, order: order, firstRows: firstRows)
  }

  var count: Int { order.count }

  /// Writes the slots of these rows.
  func fill(_ rows: Range<Int>, into out: UnsafeMutablePointer<Int32>) {
    switch slots {
    case .single: out.update(repeating: 0, count: rows.count)
    case .stored(let ids):
      if let from = ids.buffer.baseAddress {
        out.update(from: from + rows.lowerBound, count: rows.count)
      }
    case .packed(let keys, let strides):
      out.withMemoryRebound(to: UInt32.self, capacity: rows.count) { out in
        for (index, key) in keys.enumerated() {
          key.add(rows, stride: strides[index], to: out, isFirst: index == 0)
        }
      }
    }
  }

  /// The group of each slot; -1 for slots that do not occur.
  var groupOfSlot: [Int32] {
    var groups = [Int32](repeating: -1, count: slotCount)
    for (group, slot) in order.enumerated() { groups[Int(slot)] = Int32(group) }
    return groups
  }

  /// The group of each row.
  func groupIDs(_ context: RunContext) throws(EngineError) -> Vector<Int32> {
    let groups = Vector(groupOfSlot)
    return try context.vector(rowCount) { rows, out in
      self.fill(rows, into: out + rows.lowerBound)
      for row in rows { out[row] = groups.buffer[Int(out[row])] }
    }
  }
}

/// Memory for the slots of all rows; each thread writes its own part.
private final class SlotMemory: @unchecked Sendable {
  // SAFETY: threads write disjoint rows, and the vector is read after they have ended.
  let vector: Vector<Int32>
  private let start: UnsafeMutablePointer<Int32>?

  init(_ count: Int) {
    vector = Vector(count: count) { _ in }
    start = UnsafeMutablePointer(mutating: vector.buffer.baseAddress)
  }

  func at(_ row: Int) -> UnsafeMutablePointer<Int32>? { start.map { $0 + row } }
}

/// First rows by slot, found by one thread.
private final class FirstRows: @unchecked Sendable {
  // SAFETY: used by one thread at a time; the caller joins the threads before it reads.
  private let seen: UnsafeMutableBufferPointer<UInt8>
  private var order: [Int32] = []
  private var rows: [Int32] = []

  init(slotCount: Int) {
    seen = .allocate(capacity: slotCount)
    seen.initialize(repeating: 0)
  }

  deinit { seen.deallocate() }

  func find(_ slots: UnsafePointer<Int32>, _ rows: Range<Int>) {
    guard let seen = seen.baseAddress else { return }
    for place in 0..<rows.count where seen[Int(slots[place])] == 0 {
      seen[Int(slots[place])] = 1
      order.append(slots[place])
      self.rows.append(Int32(truncatingIfNeeded: rows.lowerBound + place))
    }
  }

  /// Slots in the order in which they first appear, and where, of parts in the order of the rows.
  static func merged(_ parts: [FirstRows]) -> (order: [Int32], rows: [Int32]) {
    guard let first = parts.first else { return ([], []) }
    var (order, rows) = (first.order, first.rows)
    for part in parts.dropFirst() {
      for (slot, row) in zip(part.order, part.rows) where first.mark(slot) {
        order.append(slot)
        rows.append(row)
      }
    }
    return (order, rows)
  }

  /// Whether the slot is new; it is known afterwards.
  private func mark(_ slot: Int32) -> Bool {
    guard seen[Int(slot)] == 0 else { return false }
    seen[Int(slot)] = 1
    return true
  }
}

/// Finds the groups while the aggregates are taken.
final class FirstRowAccumulator: Accumulator {
  private let parts: [FirstRows]

  init(_ shape: SlotShape) {
    parts = (0..<shape.partitions).map { _ in FirstRows(slotCount: shape.slotCount) }
  }

  func add(_ rows: Range<Int>, _ slots: UnsafePointer<Int32>, partition: Int) {
    parts[partition].find(slots, rows)
  }

  var merged: (order: [Int32], rows: [Int32]) { FirstRows.merged(parts) }
}

extension RunContext {
  /// Groups rows by the columns: by a table over all combinations if that is small, else hashed.
  func group(_ columns: [Column], count: Int) throws(EngineError) -> Grouping {
    var keys: [KeyColumn] = []
    for column in columns { keys.append(try keyColumn(column)) }
    return try group(keys, count: count)
  }

  func group(
    _ keys: [KeyColumn], count: Int, isFinding: Bool = true
  ) throws(EngineError) -> Grouping {
    guard !keys.isEmpty else { return .single(rowCount: count) }
    var total = 1
    var fits = true
    let limit = max(1 << 16, min(2 * count, 1 << 28))
    for key in keys {
      let (product, overflow) = total.multipliedReportingOverflow(by: key.width)
      total = product
      if overflow || total > limit {
        fits = false
        break
      }
    }
    if fits {
      return try .packed(keys, slotCount: total, rowCount: count, isFinding: isFinding, self)
    }
    let (ids, groups) = try combine(keys, count: count)
    return try .stored(ids, slotCount: groups, self)
  }

  /// Numbers the combinations of keys: as many keys at a time as fit into 64 bits, then the
  /// numbers with the next ones.
  private func combine(
    _ keys: [KeyColumn], count: Int
  ) throws(EngineError) -> (Vector<Int32>, Int) {
    var rest = keys[...]
    var current: [KeyColumn] = []
    while true {
      var total: UInt64 = current.reduce(1) { $0 * UInt64($1.width) }
      while let next = rest.first {
        let (product, overflow) = total.multipliedReportingOverflow(by: UInt64(next.width))
        if overflow || product > UInt64(1) << 62 { break }
        total = product
        current.append(rest.removeFirst())
      }
      let packed = current
      let (ids, groups) = try hashed(count) { rows, out in
        var stride: UInt64 = 1
        for (index, key) in packed.enumerated() {
          key.add(rows, stride: stride, to: out + rows.lowerBound, isFirst: index == 0)
          stride = stride &* UInt64(key.width)
        }
      }
      if rest.isEmpty { return (ids, groups) }
      current = [KeyColumn(cells: .ints(ids), low: 0, width: groups + 4)]
    }
  }
}
