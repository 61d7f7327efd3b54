import ColumnStore

extension RunContext {
  /// Numbers the distinct keys in the order in which they first appear.
  ///
  /// Keys are made batch by batch on all threads, then numbered by one.
  func hashed(
    _ count: Int, _ fill: @Sendable (Range<Int>, UnsafeMutablePointer<UInt64>) -> Void
  ) throws(EngineError) -> (ids: Vector<Int32>, count: Int) {
    let keys = try vector(count, of: UInt64.self, filling: fill)
    try reserve(rows: count, bytesPerRow: 28)
    var table = KeyTable()
    var failure: EngineError?
    let ids = Vector<Int32>(count: count) { out in
      var start = 0
      while start < count {
        if settings.isInterrupted() {
          failure = .interrupted
          out[start...].initialize(repeating: 0)
          return
        }
        let end = min(count, start + 65_536)
        table.number(keys.buffer[start..<end], into: out, from: start)
        start = end
      }
    }
    if let failure { throw failure }
    return (ids, table.count)
  }
}

/// Open addressing from 64-bit keys to dense numbers.
struct KeyTable {
  private(set) var count = 0
  private var mask: Int
  private var cells: [(key: UInt64, id: Int32)]

  init(capacity: Int = 2048) {
    var size = 4096
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    cells = Array(repeating: (0, -1), count: size)
  }

  @inline(__always)
  private static func hash(_ key: UInt64) -> Int {
    // Multiply and fold: the high half depends on all bits.
    let product = key.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: product.high ^ product.low)
  }

  mutating func number(
    _ keys: Slice<UnsafeBufferPointer<UInt64>>, into out: UnsafeMutableBufferPointer<Int32>,
    from start: Int
  ) {
    var row = start
    for key in keys {
      if count * 2 > mask { grow() }
      var (place, id): (Int, Int32) = (0, -1)
      cells.withUnsafeBufferPointer { cells in
        place = KeyTable.hash(key) & mask
        while true {
          let cell = cells[place]
          if cell.id < 0 { break }
          if cell.key == key {
            id = cell.id
            break
          }
          place = (place &+ 1) & mask
        }
      }
      if id < 0 {
        id = Int32(count)
        cells[place] = (key, id)
        count += 1
      }
      out[row] = id
      row += 1
    }
  }

  /// The number of a key, or -1.
  func find(_ key: UInt64) -> Int32 {
    var place = KeyTable.hash(key) & mask
    while cells[place].id >= 0 {
      if cells[place].key == key { return cells[place].id }
      place = (place &+ 1) & mask
    }
    return -1
  }

  private mutating func grow() {
    let old = cells
    mask = mask * 4 + 3
    cells = Array(repeating: (0, -1), count: mask + 1)
    for cell in old where cell.id >= 0 {
      var place = KeyTable.hash(cell.key) & mask
      while cells[place].id >= 0 { place = (place &+ 1) & mask }
      cells[place] = cell
    }
  }
}
