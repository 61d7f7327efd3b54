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

  /// Parts of `rows` that no key told apart.
  var openTies: [Range<Int>] { ties }

  /// Numbers of the rows whose order is open, tie by tie.
  var openRows: Vector<Int32> {
    if ties.count == 1, ties[0].count == rows.count { return rows }
    guard let from = rows.buffer.baseAddress else { return rows }
    let total = ties.reduce(0) { $0 + $1.count }
    return Vector(count: total) { out in
      guard var to = out.baseAddress else { return }
      for tie in ties {
        to.update(from: from + tie.lowerBound, count: tie.count)
        to += tie.count
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
    let memory = WorkMemory<KeyedRow>(count: 2 * keys.count)
    // SAFETY: threads write disjoint parts of both halves, and `memory` outlives them.
    nonisolated(unsafe) let pairs = UnsafeMutableBufferPointer(
      rebasing: memory.buffer[..<keys.count])
    nonisolated(unsafe) let scratch = UnsafeMutableBufferPointer(
      rebasing: memory.buffer[keys.count...])
    try context.inBatches(keys.count) { _, places in
      for place in places {
        pairs[place] = KeyedRow(key: keys.buffer[place], row: open.buffer[place])
      }
    }
    var sorted = pairs
    if ties.count == 1, context.threadCount(forRows: keys.count) > 1 {
      sorted = try sortInHalves(pairs, scratch, bits, context)
    } else {
      // Parts of about the same number of rows, one for each thread.
      let (ties, starts) = (self.ties, self.starts)
      let parts = context.threadCount(forRows: keys.count)
      let stop = context.settings.isInterrupted
      let flags = InterruptFlags(parts)
      Platform.concurrently(parts) { part in
        for index in RowOrder.tie(
          at: keys.count * part / parts, starts)..<RowOrder.tie(
            at: keys.count * (part + 1) / parts, starts)
        {
          let range = starts[index]..<(starts[index] + ties[index].count)
          RadixSort.sort(
            UnsafeMutableBufferPointer(rebasing: pairs[range]),
            UnsafeMutableBufferPointer(rebasing: scratch[range]), bits: bits, stop: stop)
          if range.count > 4096, stop() { return flags.raise(part) }
        }
      }
      if flags.isRaised { throw .interrupted }
    }
    try context.checkInterruption()
    isUntouched = false
    settle(UnsafeBufferPointer(sorted), context)
    withExtendedLifetime(memory) {}
  }

  /// Where each tie begins among the open rows.
  private var starts: [Int] {
    var start = 0
    return ties.map { tie in
      defer { start += tie.count }
      return start
    }
  }

  /// The first tie that begins at this open row or behind it.
  private static func tie(at place: Int, _ starts: [Int]) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Two threads sort a half each, then merge a half of the result each.
  private func sortInHalves(
    _ pairs: UnsafeMutableBufferPointer<KeyedRow>,
    _ scratch: UnsafeMutableBufferPointer<KeyedRow>, _ bits: Int, _ context: RunContext
  ) throws(EngineError) -> UnsafeMutableBufferPointer<KeyedRow> {
    // SAFETY: the threads work on disjoint halves of both buffers, which outlive them.
    nonisolated(unsafe) let (pairs, scratch) = (pairs, scratch)
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

  /// Takes the sorted pairs over and finds what still ties, each thread in its own ties; a single
  /// tie is cut where the key changes.
  private mutating func settle(_ pairs: UnsafeBufferPointer<KeyedRow>, _ context: RunContext) {
    let (previous, ties, starts) = (rows, self.ties, self.starts)
    let parts = context.threadCount(forRows: pairs.count)
    let found = OpenTies(parts)
    rows = Vector(count: previous.count) { out in
      guard let from = previous.buffer.baseAddress, let to = out.baseAddress else { return }
      if pairs.count < previous.count { to.update(from: from, count: previous.count) }
      // SAFETY: each thread writes the places of its own ties; the pairs are only read.
      nonisolated(unsafe) let (out, pairs) = (to, pairs)
      Platform.concurrently(parts) { part in
        if ties.count == 1 {
          let cuts = (part..<part + 2).map {
            RowOrder.cut(pairs, at: pairs.count * $0 / parts)
          }
          let tie = (ties[0].lowerBound + cuts[0])..<(ties[0].lowerBound + cuts[1])
          found.parts[part] = RowOrder.settle(tie, pairs, from: cuts[0], into: out)
          return
        }
        var open: [Range<Int>] = []
        for index in RowOrder.tie(
          at: pairs.count * part / parts, starts)..<RowOrder.tie(
            at: pairs.count * (part + 1) / parts, starts)
        {
          open += RowOrder.settle(ties[index], pairs, from: starts[index], into: out)
        }
        found.parts[part] = open
      }
    }
    self.ties = found.parts.flatMap { $0 }
  }

  /// The first place from here on whose key differs from the one before.
  private static func cut(_ pairs: UnsafeBufferPointer<KeyedRow>, at place: Int) -> Int {
    var place = place
    while place > 0, place < pairs.count, pairs[place].key == pairs[place - 1].key { place += 1 }
    return place
  }

  /// Writes the rows of a tie in their order, and gives the parts of it that still tie.
  @inline(__always)
  private static func settle(
    _ tie: Range<Int>, _ pairs: UnsafeBufferPointer<KeyedRow>, from first: Int,
    into out: UnsafeMutablePointer<Int32>
  ) -> [Range<Int>] {
    var open: [Range<Int>] = []
    var (start, next) = (tie.lowerBound, first)
    for place in tie {
      out[place] = pairs[next].row
      if place > tie.lowerBound, pairs[next].key != pairs[next - 1].key {
        if place - start > 1 { open.append(start..<place) }
        start = place
      }
      next += 1
    }
    if tie.upperBound - start > 1 { open.append(start..<tie.upperBound) }
    return open
  }
}

/// What each thread finds to tie.
private final class OpenTies: @unchecked Sendable {
  // SAFETY: each thread has its own place, and the caller reads after they have ended.
  let parts: UnsafeMutableBufferPointer<[Range<Int>]>

  init(_ count: Int) {
    parts = .allocate(capacity: count)
    parts.initialize(repeating: [])
  }

  deinit {
    parts.deinitialize()
    parts.deallocate()
  }
}
