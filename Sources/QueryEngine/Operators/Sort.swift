import ColumnStore
import QuerySemantics

extension RunContext {
  /// A total order: the keys, then the remaining columns left to right; missing last.
  ///
  /// `keeping`: how many of the first rows are wanted; nil: all.
  func sort(
    _ frame: Frame, _ keys: [BoundStep.SortKey], keeping: Int?
  ) throws(EngineError) -> Frame {
    countsYears = true
    var columns: [(column: Column, isDescending: Bool)] = []
    for key in keys {
      columns.append((try evaluate(key.expression, over: frame), key.isDescending))
    }
    countsYears = false
    let wanted = min(max(0, keeping ?? frame.rowCount), frame.rowCount)
    if wanted == 0 { return try frame.selecting(Vector([]), self) }
    var candidates: Vector<Int32>?
    if let first = columns.first, wanted < frame.rowCount / 8 {
      candidates = try topRows(first.column, first.isDescending, wanted)
    }
    if candidates == nil { candidates = try allRows(frame.rowCount) }
    var order = RowOrder(candidates ?? Vector([]))
    try refine(&order, columns, frame.rowCount)
    if !order.isSettled { try breakTies(&order, frame, keys) }
    let rows = order.rows
    let kept = rows.count == wanted ? rows : Vector(rows.buffer.prefix(wanted))
    return try frame.selecting(kept, self)
  }

  func allRows(_ count: Int) throws(EngineError) -> Vector<Int32> {
    try vector(count) { rows, out in
      for row in rows { out[row] = Int32(truncatingIfNeeded: row) }
    }
  }

  /// Remaining columns one by one: most sorts are settled before they are read.
  private func breakTies(
    _ order: inout RowOrder, _ frame: Frame, _ keys: [BoundStep.SortKey]
  ) throws(EngineError) {
    var used: Set<Int> = []
    for key in keys {
      if case .column(let index) = key.expression.kind { used.insert(index) }
    }
    for index in frame.columns.indices where !used.contains(index) && !order.isSettled {
      guard frame.columns[index] != nil else { continue }
      try refine(&order, [(try frame.column(index, self), false)], frame.rowCount)
    }
  }

  private func refine(
    _ order: inout RowOrder, _ columns: [(column: Column, isDescending: Bool)], _ rowCount: Int
  ) throws(EngineError) {
    var rest = columns[...]
    while !rest.isEmpty, !order.isSettled {
      let open = order.openRows
      let isWhole = open.count == rowCount && order.isUntouched
      var keys: [OrderKey] = []
      var bits = 0
      // Columns are encoded only as long as they fit into one key.
      while let next = rest.first, keys.isEmpty || bits < 64 {
        let cells = isWhole ? next.column : try gather(next.column, open, self)
        let key = try orderKey(cells, isDescending: next.isDescending)
        if !keys.isEmpty, bits + key.bits > 64 { break }
        bits += key.bits
        keys.append(key)
        rest.removeFirst()
      }
      let packed = try packedKeys(keys[...], count: open.count)
      try order.refine(packed.keys, bits: packed.bits, self)
    }
  }

  /// Rows that can be among the first `wanted` by this key; nil where that does not pay.
  private func topRows(
    _ column: Column, _ isDescending: Bool, _ wanted: Int
  ) throws(EngineError) -> Vector<Int32>? {
    let values: Vector<Double>
    switch column.storage {
    case .doubles(let cells): values = cells
    case .ints, .flags:
      let codes = try orderCodes(column)
      values = try vector(codes.count) { rows, out in
        for row in rows { out[row] = double(of: codes.buffer[row]) }
      }
    }
    let threads = max(1, threadCount(forRows: values.count))
    var start = TopRows(wanted)
    var work = values.count
    if let blocks = values.blocks?.blocks {
      start.tighten(blocks, isDescending: isDescending)
      work = start.rowsToRead(blocks, isDescending: isDescending)
    }
    let tops = TopRowsByThread(threads, start)
    try inBatches(values.count, work: work) { thread, rows in
      tops.scan(values, rows, isDescending: isDescending, thread: thread)
    }
    var top = tops.merged
    let rows = top.rows()
    // Fewer values than wanted: missing ones come in, and the whole sort is needed.
    return rows.count < wanted ? nil : Vector(rows)
  }
}

private final class TopRowsByThread: @unchecked Sendable {
  // SAFETY: each thread has its own place, and the caller merges after they have ended.
  private let tops: UnsafeMutableBufferPointer<TopRows>

  init(_ threads: Int, _ start: TopRows) {
    tops = .allocate(capacity: threads)
    tops.initialize(repeating: start)
  }

  deinit {
    tops.deinitialize()
    tops.deallocate()
  }

  func scan(_ values: Vector<Double>, _ rows: Range<Int>, isDescending: Bool, thread: Int) {
    tops[thread].scan(values, rows, isDescending: isDescending)
  }

  var merged: TopRows {
    var first = tops[0]
    for other in tops.dropFirst() { first.absorb(other) }
    return first
  }
}
