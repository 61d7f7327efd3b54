import ColumnStore

/// A column as unsigned keys whose order is the order of the rows wanted: missing last.
struct OrderKey: Sendable {
  enum Cells: Sendable {
    case ints(Vector<Int32>, low: Int32, high: Int32)
    case doubles(Vector<Double>)
  }

  let cells: Cells
  let isDescending: Bool

  /// Keys are below 2^bits.
  var bits: Int {
    switch cells {
    case .doubles: 64
    // Four places behind the values are for the four reasons.
    case .ints(_, let low, let high):
      UInt64.bitWidth - UInt64(max(0, Int(high) - Int(low)) + 5).leadingZeroBitCount
    }
  }

  /// Writes the keys of these rows behind what `out` has, `bits` further up.
  func append(_ rows: Range<Int>, to out: UnsafeMutablePointer<UInt64>, isFirst: Bool) {
    switch cells {
    case .doubles(let cells):
      for row in rows { out[row] = OrderKey.key(cells.buffer[row], isDescending) }
    case .ints(let cells, let low, let high):
      let (shift, width) = (UInt64(bits), Int64(high) - Int64(low) + 1)
      for row in rows {
        let value = cells.buffer[row]
        let place =
          isDescending ? Int64(high) &- Int64(value) : Int64(value) &- Int64(low)
        let reason = Int64(flag(ofMissing: value)) - 3
        let key = UInt64(
          bitPattern: value < MissingBits.firstInt ? width + max(0, min(3, reason)) : place)
        out[row] = (isFirst ? 0 : out[row] &<< shift) | key
      }
    }
  }

  @inline(__always)
  static func key(_ value: Double, _ isDescending: Bool) -> UInt64 {
    guard value == value else {
      return UInt64.max - 4 + UInt64(Missing(ofNaN: value).rawValue)
    }
    // Adding zero makes one of both zeros; the sign bit decides which bits are turned.
    let bits = (value + 0).bitPattern
    let turned = bits ^ (bits >> 63 == 1 ? UInt64.max : 1 << 63)
    return isDescending ? ~turned : turned
  }
}

extension RunContext {
  func orderKey(_ column: Column, isDescending: Bool) throws(EngineError) -> OrderKey {
    if case .doubles(let cells) = column.storage {
      guard let whole = try wholeNumbers(cells) else {
        return OrderKey(cells: .doubles(cells), isDescending: isDescending)
      }
      return try orderKey(
        Column(type: .number, storage: .ints(whole)), isDescending: isDescending)
    }
    let cells = try orderCodes(column)
    let key = try keyColumn(Column(type: .number, storage: .ints(cells)))
    let high = key.low &+ Int32(truncatingIfNeeded: key.width - 5)
    return OrderKey(
      cells: .ints(cells, low: key.low, high: high), isDescending: isDescending)
  }

  /// One 64-bit key per row from as many of the columns as fit; tells how many it took.
  func packedKeys(
    _ keys: ArraySlice<OrderKey>, count: Int
  ) throws(EngineError) -> (keys: Vector<UInt64>, bits: Int, taken: Int) {
    var bits = 0
    var taken: [OrderKey] = []
    for key in keys {
      if !taken.isEmpty, bits + key.bits > 64 { break }
      bits += key.bits
      taken.append(key)
      if bits >= 64 { break }
    }
    let chosen = taken
    let vector = try vector(count, of: UInt64.self) { rows, out in
      for (index, key) in chosen.enumerated() { key.append(rows, to: out, isFirst: index == 0) }
    }
    return (vector, bits, chosen.count)
  }
}
