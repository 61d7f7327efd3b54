/// The least and the largest value of each block of a column, and whether a cell is missing there,
/// so that a scan can leave whole blocks unread. Found while a file is read, when the cells are at
/// hand; columns that are computed have none.
package final class BlockBounds: Sendable {
  /// Rows of a block, but for the last one.
  package static let rows = 4096
  /// Below this many rows a scan is over before it could leave out much.
  static let fewestRows = 1 << 16

  package struct Block: Hashable, Sendable {
    /// Of the values that are there; +∞ and -∞ if none is.
    package var least = Double.infinity
    package var most = -Double.infinity
    package var hasMissing = false
  }

  package let blocks: [Block]
  /// Over all rows.
  package let whole: Block

  private init(_ count: Int, _ bounds: (Range<Int>) -> Block) {
    var (blocks, whole): ([Block], Block) = ([], Block())
    blocks.reserveCapacity((count + BlockBounds.rows - 1) / BlockBounds.rows)
    for start in stride(from: 0, to: count, by: BlockBounds.rows) {
      let block = bounds(start..<min(count, start + BlockBounds.rows))
      blocks.append(block)
      whole.least = min(whole.least, block.least)
      whole.most = max(whole.most, block.most)
      whole.hasMissing = whole.hasMissing || block.hasMissing
    }
    self.blocks = blocks
    self.whole = whole
  }

  package convenience init(_ cells: UnsafeBufferPointer<Double>) {
    self.init(cells.count) { rows in
      var (least, most) = (SIMD8<Double>(repeating: .infinity), SIMD8(repeating: -Double.infinity))
      var missing = SIMD8<Int64>.zero
      var (row, block) = (rows.lowerBound, Block())
      while row &+ 8 <= rows.upperBound, let start = cells.baseAddress {
        let values = UnsafeRawPointer(start + row).loadUnaligned(as: SIMD8<Double>.self)
        // A missing value loses both comparisons.
        least.replace(with: values, where: values .< least)
        most.replace(with: values, where: values .> most)
        missing |= unsafeBitCast(values .!= values, to: SIMD8<Int64>.self)
        row &+= 8
      }
      block.least = least.min()
      block.most = most.max()
      block.hasMissing = missing != .zero
      for value in cells[row..<rows.upperBound] {
        if value < block.least { block.least = value }
        if value > block.most { block.most = value }
        if value != value { block.hasMissing = true }
      }
      return block
    }
  }

  package convenience init(_ cells: UnsafeBufferPointer<Int32>) {
    let firstInt = Int32.min + 8
    self.init(cells.count) { rows in
      var (least, most, lowest) = (Int32.max, Int32.min, Int32.max)
      for row in rows {
        let value = cells[row]
        lowest = min(lowest, value)
        least = min(least, value < firstInt ? Int32.max : value)
        most = max(most, value)
      }
      var block = Block()
      block.hasMissing = lowest < firstInt
      if most >= firstInt { (block.least, block.most) = (Double(least), Double(most)) }
      return block
    }
  }

  /// The block that all these rows lie in, if they lie in one.
  package func block(of rows: Range<Int>) -> Block? {
    guard !rows.isEmpty else { return nil }
    let place = rows.lowerBound / BlockBounds.rows
    return (rows.upperBound - 1) / BlockBounds.rows == place ? blocks[place] : nil
  }
}
