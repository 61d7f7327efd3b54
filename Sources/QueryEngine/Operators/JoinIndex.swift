import ColumnStore

/// The rows of the right side by key code, in row order.
final class JoinIndex: Sendable {
  let codeCount: Int
  let hasRepeats: Bool
  private let starts: Vector<Int32>
  private let sortedRows: Vector<Int32>
  /// With at most one row per key: that row, else -1.
  let onlyRow: Vector<Int32>?

  init(_ codes: Vector<Int32>, codeCount: Int) {
    self.codeCount = codeCount
    var counts = [Int32](repeating: 0, count: codeCount + 1)
    var isRepeated = false
    for code in codes.buffer where code >= 0 {
      counts[Int(code) + 1] += 1
      isRepeated = isRepeated || counts[Int(code) + 1] > 1
    }
    hasRepeats = isRepeated
    if isRepeated {
      for code in 0..<codeCount { counts[code + 1] += counts[code] }
      starts = Vector(counts)
      sortedRows = Vector(count: Int(counts[codeCount])) { out in
        for (row, code) in codes.buffer.enumerated() where code >= 0 {
          out[Int(counts[Int(code)])] = Int32(row)
          counts[Int(code)] += 1
        }
      }
      onlyRow = nil
    } else {
      var rows = [Int32](repeating: -1, count: codeCount)
      for (row, code) in codes.buffer.enumerated() where code >= 0 { rows[Int(code)] = Int32(row) }
      onlyRow = Vector(rows)
      starts = Vector([])
      sortedRows = Vector([])
    }
  }

  /// Right rows of a code, where keys repeat.
  func rows(_ code: Int) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(
      rebasing: sortedRows.buffer[Int(starts.buffer[code])..<Int(starts.buffer[code + 1])])
  }

  func hasRow(_ code: Int32) -> Bool {
    guard code >= 0 else { return false }
    if let onlyRow { return onlyRow.buffer[Int(code)] >= 0 }
    return starts.buffer[Int(code)] < starts.buffer[Int(code) + 1]
  }
}

/// Left rows by their key codes against the index of the right side.
struct JoinMatches {
  let left: Vector<Int32>
  let index: JoinIndex

  func leftRows(
    thatMatch isWanted: Bool, _ context: RunContext
  ) throws(EngineError) -> Vector<Int32> {
    try matchFilter(isWanted: isWanted, context).rowNumbers(context)
  }

  /// Which left rows have a match, or have none.
  func matchFilter(isWanted: Bool, _ context: RunContext) throws(EngineError) -> RowFilter {
    let left = self.left
    let wanted: UInt8 = isWanted ? 1 : 0
    let codes = 0..<Int32(index.codeCount)
    let answers = Vector(codes.map { index.hasRow($0) ? wanted : 1 - wanted })
    let filter = RowFilter(
      rows: left.count, batchSize: context.settings.batchSize, keepsRows: true)
    try context.inBatches(left.count) { _, rows in
      let (from, table) = (left.buffer, answers.buffer)
      filter.take(rows) { row in
        let code = UInt32(bitPattern: from[row])
        return code < UInt32(table.count) ? table[Int(code)] : 1 - wanted
      }
    }
    return filter
  }

  /// Whether no key of the left side is missing or without a place in the index.
  func allKeysAreThere(_ context: RunContext) throws(EngineError) -> Bool {
    let left = self.left
    if let whole = left.blocks?.whole { return !whole.hasMissing && whole.least >= 0 }
    let flags = InterruptFlags(max(1, context.settings.threads))
    try context.inBatches(left.count) { thread, rows in
      var least = Int32.max
      for row in rows { least = min(least, left.buffer[row]) }
      if least < 0 { flags.raise(thread) }
    }
    return !flags.isRaised
  }

  /// Row numbers of both sides; nil on the left where every left row comes exactly once.
  func pairs(
    keepsAllLeft: Bool, _ context: RunContext
  ) throws(EngineError) -> (left: Vector<Int32>?, right: Vector<Int32>) {
    if let onlyRow = index.onlyRow {
      let left = self.left
      let found = try context.vector(left.count, of: Int32.self) { rows, out in
        for row in rows {
          let code = left.buffer[row]
          out[row] = code >= 0 ? onlyRow.buffer[Int(code)] : -1
        }
      }
      if keepsAllLeft || !found.buffer.contains(where: { $0 < 0 }) { return (nil, found) }
      let count = found.buffer.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) }
      let leftRows = Vector<Int32>(count: count + 1) { out in
        var next = 0
        for row in 0..<found.count {
          out[next] = Int32(truncatingIfNeeded: row)
          next &+= found.buffer[row] >= 0 ? 1 : 0
          if next == count { break }
        }
      }
      let kept = Vector(leftRows.buffer.prefix(count))
      return (kept, try gatherInts(found, kept, whenAbsent: -1, context))
    }
    return try repeatedPairs(keepsAllLeft: keepsAllLeft, context)
  }

  private func repeatedPairs(
    keepsAllLeft: Bool, _ context: RunContext
  ) throws(EngineError) -> (left: Vector<Int32>?, right: Vector<Int32>) {
    var total = 0
    for code in left.buffer {
      let count = code >= 0 ? index.rows(Int(code)).count : 0
      total += count == 0 && keepsAllLeft ? 1 : count
    }
    guard total < Int(Int32.max) else {
      throw context.failure("memory-limit", "the join would give \(total) rows")
    }
    try context.reserve(rows: total, bytesPerRow: 8)
    var (leftRows, rightRows): ([Int32], [Int32]) = ([], [])
    leftRows.reserveCapacity(total)
    rightRows.reserveCapacity(total)
    var nextCheck = 0
    for (row, code) in left.buffer.enumerated() {
      // A row may have many matches: what counts is the rows made, not those read.
      if rightRows.count >= nextCheck || row & 0xFFFF == 0 {
        try context.checkInterruption()
        nextCheck = rightRows.count + 0x10000
      }
      let count = code >= 0 ? index.rows(Int(code)).count : 0
      if count == 0 {
        guard keepsAllLeft else { continue }
        leftRows.append(Int32(row))
        rightRows.append(-1)
      } else {
        for match in index.rows(Int(code)) {
          leftRows.append(Int32(row))
          rightRows.append(match)
        }
      }
    }
    return (Vector(leftRows), Vector(rightRows))
  }
}
