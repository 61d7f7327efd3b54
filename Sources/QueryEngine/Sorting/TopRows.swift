import ColumnStore

/// Finds the rows that can be among the first few of a sort by one key, in one reading.
struct TopRows {
  private let wanted: Int
  private var pairs: [KeyedRow] = []
  private var limit: Int
  /// Keys above this are not among the first; keys equal to it may be.
  private(set) var bound = UInt64.max

  init(_ wanted: Int) {
    self.wanted = wanted
    limit = 4 * wanted + 1024
  }

  /// Each block has a row at its own edge: the last of the best so many is a first bound.
  mutating func tighten(_ blocks: [BlockBounds.Block], isDescending: Bool) {
    let keys = blocks.compactMap { block -> UInt64? in
      guard block.least <= block.most else { return nil }
      return OrderKey.key(isDescending ? block.most : block.least, isDescending)
    }
    if wanted > 0, keys.count >= wanted { bound = min(bound, keys.sorted()[wanted - 1]) }
  }

  /// Rows of the blocks that reach the first bound.
  func rowsToRead(_ blocks: [BlockBounds.Block], isDescending: Bool) -> Int {
    guard bound < UInt64.max else { return blocks.count * BlockBounds.rows }
    let edge = TopRows.value(of: bound, isDescending)
    return blocks.count { isDescending ? $0.most >= edge : $0.least <= edge } * BlockBounds.rows
  }

  @inline(__always)
  mutating func offer(_ key: UInt64, _ row: Int) {
    pairs.append(KeyedRow(key: key, row: Int32(truncatingIfNeeded: row)))
    if pairs.count >= limit { tighten() }
  }

  private mutating func tighten() {
    guard pairs.count > wanted, wanted > 0 else { return }
    bound = min(bound, pairs.map(\.key).sorted()[wanted - 1])
    pairs.removeAll { $0.key > bound }
    limit = max(limit, 2 * pairs.count)
  }

  mutating func absorb(_ other: TopRows) {
    pairs += other.pairs
    tighten()
  }

  /// Candidates in row order: at least the first `wanted`, with every row that ties at the end.
  mutating func rows() -> [Int32] {
    tighten()
    return pairs.map(\.row).sorted()
  }

  mutating func scan(_ values: Vector<Double>, _ rows: Range<Int>, isDescending: Bool) {
    guard let from = values.buffer.baseAddress else { return }
    var edge = isDescending ? -Double.infinity : Double.infinity
    if bound < UInt64.max { edge = TopRows.value(of: bound, isDescending) }
    if let block = values.blocks?.block(of: rows) {
      if isDescending ? block.most < edge : block.least > edge { return }
    }
    var row = rows.lowerBound
    while row < rows.upperBound {
      // Once the edge is near the end, hardly a block has a row beyond it.
      if row &+ 64 <= rows.upperBound, !TopRows.hasAny(from + row, edge, isDescending) {
        row &+= 64
        continue
      }
      let end = min(row &+ 64, rows.upperBound)
      while row < end {
        let value = from[row]
        if isDescending ? value >= edge : value <= edge {
          offer(OrderKey.key(value, isDescending), row)
          if bound < UInt64.max { edge = TopRows.value(of: bound, isDescending) }
        }
        row &+= 1
      }
    }
  }

  /// Whether one of 64 values reaches the edge; missing ones do not.
  @inline(__always)
  private static func hasAny(
    _ values: UnsafePointer<Double>, _ edge: Double, _ isDescending: Bool
  ) -> Bool {
    let edges = SIMD8<Double>(repeating: edge)
    var found = SIMD8<Int64>.zero
    for block in 0..<8 {
      let start = UnsafeRawPointer(values + 8 &* block)
      let cells = start.loadUnaligned(as: SIMD8<Double>.self)
      let reaches = isDescending ? cells .>= edges : cells .<= edges
      found |= unsafeBitCast(reaches, to: SIMD8<Int64>.self)
    }
    return found != .zero
  }

  /// The double behind a key.
  private static func value(of key: UInt64, _ isDescending: Bool) -> Double {
    let turned = isDescending ? ~key : key
    return Double(bitPattern: turned >> 63 == 1 ? turned ^ (1 << 63) : ~turned)
  }
}
