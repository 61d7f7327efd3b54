import ColumnStore

/// A key column as small whole numbers: 0..<width, missing cells by their reason among them.
struct KeyColumn: Sendable {
  enum Cells: Sendable {
    case ints(Vector<Int32>)
    case flags(Vector<UInt8>)
    /// Codes, and the whole number of each that a table has for it.
    case table(Vector<Int32>, Vector<UInt32>)
    /// The same where these are small: more of the table stays in the cache.
    case narrowTable(Vector<Int32>, Vector<UInt8>)
  }

  let cells: Cells
  /// The smallest value that is there.
  let low: Int32
  let width: Int

  private static let reasons = 4

  /// Adds `code × stride` of each row to `slots`.
  @inline(__always)
  func add<Slot: FixedWidthInteger>(
    _ rows: Range<Int>, stride: Slot, to slots: UnsafeMutablePointer<Slot>, isFirst: Bool
  ) {
    switch cells {
    case .flags(let cells):
      let from = cells.buffer
      for (place, row) in rows.enumerated() {
        let code = Slot(truncatingIfNeeded: canonical(flag: from[row]))
        slots[place] = (isFirst ? 0 : slots[place]) &+ code &* stride
      }
    case .table(let cells, let table):
      KeyColumn.add(rows, cells, table, stride: stride, to: slots, isFirst: isFirst)
    case .narrowTable(let cells, let table):
      KeyColumn.add(rows, cells, table, stride: stride, to: slots, isFirst: isFirst)
    case .ints(let cells):
      guard let from = cells.buffer.baseAddress else { return }
      let (low, start, count) = (self.low, rows.lowerBound, rows.count)
      if isFirst {
        for place in 0..<count {
          slots[place] =
            Slot(truncatingIfNeeded: KeyColumn.code(from[start &+ place], low)) &* stride
        }
      } else {
        for place in 0..<count {
          let code = Slot(truncatingIfNeeded: KeyColumn.code(from[start &+ place], low))
          slots[place] = slots[place] &+ code &* stride
        }
      }
    }
  }

  @inline(__always)
  private static func add<Slot: FixedWidthInteger, Code: FixedWidthInteger>(
    _ rows: Range<Int>, _ cells: Vector<Int32>, _ table: Vector<Code>, stride: Slot,
    to slots: UnsafeMutablePointer<Slot>, isFirst: Bool
  ) {
    guard let from = cells.buffer.baseAddress, let codes = table.buffer.baseAddress else { return }
    let (size, start) = (UInt32(table.count), rows.lowerBound)
    for place in 0..<rows.count {
      let value = from[start &+ place]
      // Beyond the table is no data; a missing code brings its reason.
      let code =
        UInt32(bitPattern: value) < size
        ? UInt32(truncatingIfNeeded: codes[Int(value)])
        : KeyColumn.code(min(value, MissingBits.firstInt &- 1), 0)
      slots[place] = (isFirst ? 0 : slots[place]) &+ Slot(truncatingIfNeeded: code) &* stride
    }
  }

  @inline(__always)
  static func code(_ value: Int32, _ low: Int32) -> UInt32 {
    // Reasons 1…4 become 0…3; any other pattern at the bottom is no data.
    let reason = UInt32(bitPattern: value &- Int32.min) &- 1
    let missing = reason < 4 ? reason : 1
    return value < MissingBits.firstInt ? missing : UInt32(bitPattern: value &- low) &+ 4
  }
}

extension RunContext {
  /// The key of a frame's column, without making one whole that is read through a table.
  func keyColumn(_ index: Int, of frame: Frame) throws(EngineError) -> KeyColumn {
    guard let mapping = frame.mapping(index),
      case .ints(let codes) = try mapping.codes.cells(self).storage
    else { return try keyColumn(try frame.column(index, self)) }
    let key = try keyColumn(mapping.table)
    guard case .ints(let cells) = key.cells else {
      return try keyColumn(try frame.column(index, self))
    }
    let (table, low) = (cells.buffer, key.low)
    // One more, so that there is a table even of nothing.
    if key.width <= 256 {
      let narrow = Vector<UInt8>(count: table.count + 1) { out in
        for code in 0..<table.count {
          out[code] = UInt8(truncatingIfNeeded: KeyColumn.code(table[code], low))
        }
        out[table.count] = 1
      }
      return KeyColumn(cells: .narrowTable(codes, narrow), low: low, width: key.width)
    }
    let wide = Vector<UInt32>(count: table.count + 1) { out in
      for code in 0..<table.count { out[code] = KeyColumn.code(table[code], low) }
      out[table.count] = 1
    }
    return KeyColumn(cells: .table(codes, wide), low: low, width: key.width)
  }

  func keyColumn(_ column: Column) throws(EngineError) -> KeyColumn {
    switch column.storage {
    case .flags(let cells): return KeyColumn(cells: .flags(cells), low: 0, width: 7)
    case .ints(let cells):
      if let dictionary = column.dictionary {
        return KeyColumn(cells: .ints(cells), low: 0, width: dictionary.count + 4)
      }
      let (low, high) = try bounds(cells)
      return KeyColumn(
        cells: .ints(cells), low: low, width: max(0, Int(high) - Int(low) + 1) + 4)
    case .doubles(let cells):
      if let whole = try wholeNumbers(cells) {
        return try keyColumn(Column(type: .number, storage: .ints(whole)))
      }
      let (ids, count) = try hashed(cells.count) { rows, out in
        let from = cells.buffer
        for row in rows { out[row] = KeyBits.bits(of: from[row]) }
      }
      return KeyColumn(cells: .ints(ids), low: 0, width: count + 4)
    }
  }

  private func bounds(_ cells: Vector<Int32>) throws(EngineError) -> (Int32, Int32) {
    if let whole = cells.blocks?.whole {
      return whole.least <= whole.most ? (Int32(whole.least), Int32(whole.most)) : (0, -1)
    }
    let size = 1 << 16
    let blocks = (cells.count + size - 1) / size
    let lows = Vector<Int32>(repeating: 0, count: blocks)
    let highs = Vector<Int32>(repeating: 0, count: blocks)
    // SAFETY: each block writes its own place, and both vectors are read after the threads end.
    nonisolated(unsafe) let low = UnsafeMutableBufferPointer(mutating: lows.buffer)
    nonisolated(unsafe) let high = UnsafeMutableBufferPointer(mutating: highs.buffer)
    try concurrently(blocks, rows: cells.count) { block in
      var (least, most) = (Int32.max, Int32.min)
      for row in (block * size)..<min(cells.count, (block + 1) * size) {
        let value = cells.buffer[row]
        least = min(least, value < MissingBits.firstInt ? Int32.max : value)
        most = max(most, value < MissingBits.firstInt ? Int32.min : value)
      }
      low[block] = least
      high[block] = most
    }
    let (least, most) = (lows.buffer.min() ?? 0, highs.buffer.max() ?? -1)
    return least <= most ? (least, most) : (0, -1)
  }

  /// The cells as Int32 if all are whole and small, else nil.
  func wholeNumbers(_ cells: Vector<Double>) throws(EngineError) -> Vector<Int32>? {
    for value in cells.buffer.prefix(1024) where value == value {
      guard KeyBits.isWhole(value) else { return nil }
    }
    let flags = InterruptFlags(settings.threads)
    let whole = try vector(cells.count, of: Int32.self) { rows, out in
      var isWhole = true
      for row in rows {
        let value = cells.buffer[row]
        if value != value {
          out[row] = Missing(ofNaN: value).int
        } else if KeyBits.isWhole(value) {
          out[row] = Int32(value)
        } else {
          isWhole = false
        }
      }
      if !isWhole { flags.raise(0) }
    }
    return flags.isRaised ? nil : whole
  }
}

enum KeyBits {
  /// One pattern per value: both zeros are one, a missing value is its reason.
  @inline(__always)
  static func bits(of value: Double) -> UInt64 {
    guard value == value else { return Missing(ofNaN: value).double.bitPattern }
    return value == 0 ? 0 : value.bitPattern
  }

  @inline(__always)
  static func isWhole(_ value: Double) -> Bool {
    value.magnitude < 2e9 && value == value.rounded(.towardZero)
  }
}
