import ColumnStore

/// Row numbers in an order that is refined column by column, only where rows still tie.
struct RowOrder {
  private(set) var rows: Vector<Int32>
  /// Parts of `rows` whose order is open.
  private var ties: [Range<Int>]

  init(_ rows: Vector<Int32>) {
    self.rows = rows
    ties = rows.count > 1 ? [0..<rows.count] : []
  }

  var isSettled: Bool { ties.isEmpty }

  /// Whether the rows still stand as they came, all in one tie.
  private(set) var isUntouched = true

  /// Numbers of the rows whose order is open, tie by tie.
  var openRows: Vector<Int32> {
    if ties.count == 1, ties[0].count == rows.count { return rows }
    let total = ties.reduce(0) { $0 + $1.count }
    return Vector(count: total) { out in
      var next = 0
      for tie in ties {
        for place in tie {
          out[next] = rows.buffer[place]
          next += 1
        }
      }
    }
  }

  /// Sorts each tie by the keys, which stand in the order of `openRows`.
  mutating func refine(
    _ keys: Vector<UInt64>, bits: Int, _ context: RunContext
  ) throws(EngineError) {
    try context.checkInterruption()
    try context.reserve(rows: keys.count, bytesPerRow: 40)
    let open = openRows
    let pairs = UnsafeMutableBufferPointer<KeyedRow>.allocate(capacity: max(1, keys.count))
    let scratch = UnsafeMutableBufferPointer<KeyedRow>.allocate(capacity: max(1, keys.count))
    defer {
      pairs.deallocate()
      scratch.deallocate()
    }
    for place in 0..<keys.count {
      pairs[place] = KeyedRow(key: keys.buffer[place], row: open.buffer[place])
    }
    var sorted = UnsafeMutableBufferPointer(rebasing: pairs[0..<keys.count])
    if ties.count == 1, context.threadCount(forRows: keys.count) > 1 {
      sorted = try sortInHalves(sorted, scratch, bits, context)
    } else {
      var start = 0
      for tie in ties {
        let part = start..<(start + tie.count)
        RadixSort.sort(
          UnsafeMutableBufferPointer(rebasing: pairs[part]),
          UnsafeMutableBufferPointer(rebasing: scratch[part]), bits: bits,
          stop: context.settings.isInterrupted)
        start = part.upperBound
        if tie.count > 4096 { try context.checkInterruption() }
      }
    }
    try context.checkInterruption()
    isUntouched = false
    settle(UnsafeBufferPointer(sorted))
  }

  /// Two threads sort a half each, then merge a half of the result each.
  private func sortInHalves(
    _ pairs: UnsafeMutableBufferPointer<KeyedRow>,
    _ scratch: UnsafeMutableBufferPointer<KeyedRow>, _ bits: Int, _ context: RunContext
  ) throws(EngineError) -> UnsafeMutableBufferPointer<KeyedRow> {
    // SAFETY: the threads work on disjoint halves of both buffers, which outlive them.
    nonisolated(unsafe) let pairs = pairs
    nonisolated(unsafe) let scratch = UnsafeMutableBufferPointer(
      rebasing: scratch[0..<pairs.count])
    let (count, middle) = (pairs.count, pairs.count / 2)
    let stop = context.settings.isInterrupted
    try context.concurrently(2, rows: count) { half in
      let part = half == 0 ? 0..<middle : middle..<count
      RadixSort.sort(
        UnsafeMutableBufferPointer(rebasing: pairs[part]),
        UnsafeMutableBufferPointer(rebasing: scratch[part]), bits: bits, stop: stop)
    }
    try context.concurrently(2, rows: count) { half in
      RadixSort.merge(
        UnsafeBufferPointer(rebasing: pairs[0..<middle]),
        UnsafeBufferPointer(rebasing: pairs[middle..<count]), into: scratch,
        part: half == 0 ? 0..<middle : middle..<count)
    }
    return scratch
  }

  /// Takes the sorted pairs over and finds what still ties.
  private mutating func settle(_ pairs: UnsafeBufferPointer<KeyedRow>) {
    let previous = rows
    var open: [Range<Int>] = []
    let ties = self.ties
    rows = Vector(count: previous.count) { out in
      if let from = previous.buffer.baseAddress, let to = out.baseAddress {
        to.update(from: from, count: previous.count)
      }
      var next = 0
      for tie in ties {
        var start = tie.lowerBound
        for place in tie {
          out[place] = pairs[next].row
          if place > tie.lowerBound, pairs[next].key != pairs[next - 1].key {
            if place - start > 1 { open.append(start..<place) }
            start = place
          }
          next += 1
        }
        if tie.upperBound - start > 1 { open.append(start..<tie.upperBound) }
      }
    }
    self.ties = open
  }
}
