import ColumnStore

extension RunContext {
  /// First rows, or first rows of each group.
  func take(_ frame: Frame, _ count: Int, _ by: [Int]) throws(EngineError) -> Frame {
    guard !by.isEmpty else {
      let kept = min(max(0, count), frame.rowCount)
      return kept == frame.rowCount
        ? frame : try frame.selecting(Vector((0..<Int32(kept))), self)
    }
    let grouping = try group(frame, by)
    let ids = try grouping.groupIDs(self)
    var taken = [Int](repeating: 0, count: grouping.count)
    var rows: [Int32] = []
    for (row, group) in ids.buffer.enumerated() where taken[Int(group)] < count {
      taken[Int(group)] += 1
      rows.append(Int32(row))
    }
    return try frame.selecting(Vector(rows), self)
  }

  func skip(_ frame: Frame, _ count: Int) throws(EngineError) -> Frame {
    let start = min(max(0, count), frame.rowCount)
    return try frame.selecting(Vector((Int32(start)..<Int32(frame.rowCount))), self)
  }

  /// First row of each distinct combination of all columns.
  func distinct(_ frame: Frame) throws(EngineError) -> Frame {
    let grouping = try group(frame, Array(frame.columns.indices))
    return try frame.selecting(Vector(grouping.firstRows), self)
  }

  /// A seeded sample without replacement, in row order: the first steps of a Fisher–Yates
  /// shuffle with SplitMix64.
  func sample(_ frame: Frame, _ count: Int, _ seed: UInt64) throws(EngineError) -> Frame {
    let wanted = min(max(0, count), frame.rowCount)
    try reserve(rows: frame.rowCount, bytesPerRow: 4)
    var rows = Array(0..<Int32(frame.rowCount))
    var generator = SplitMix64(state: seed)
    for place in 0..<wanted {
      let other = place + Int(generator.next(below: UInt64(frame.rowCount - place)))
      rows.swapAt(place, other)
    }
    return try frame.selecting(Vector(rows.prefix(wanted).sorted()), self)
  }

  func group(
    _ frame: Frame, _ columns: [Int], isFinding: Bool = true
  ) throws(EngineError) -> Grouping {
    var keys: [KeyColumn] = []
    for index in columns { keys.append(try keyColumn(index, of: frame)) }
    return try group(keys, count: frame.rowCount, isFinding: isFinding)
  }
}

/// Sebastiano Vigna's SplitMix64: the same numbers on every platform.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Unbiased, after Daniel Lemire.
  mutating func next(below bound: UInt64) -> UInt64 {
    guard bound > 1 else { return 0 }
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let floor = (0 &- bound) % bound
      while product.low < floor { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }
}
