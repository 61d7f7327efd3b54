import ColumnStore

extension RunContext {
  /// Quantiles of type 7: values are put together by group, then each group is partly sorted.
  func quantiles(
    _ values: Vector<Double>, _ p: Double, _ grouping: Grouping
  ) throws(EngineError) -> Column {
    let ids = try grouping.groupIDs(self)
    let groups = grouping.count
    try reserve(rows: values.count, bytesPerRow: 8)
    var ends = [Int](repeating: 0, count: groups + 1)
    for row in 0..<values.count where values.buffer[row] == values.buffer[row] {
      ends[Int(ids.buffer[row]) + 1] += 1
    }
    for group in 0..<groups { ends[group + 1] += ends[group] }
    try checkInterruption()
    let offsets = ends
    var next = ends
    let sorted = Vector<Double>(count: offsets[groups]) { out in
      next.withUnsafeMutableBufferPointer { next in
        for row in 0..<values.count {
          let value = values.buffer[row]
          guard value == value else { continue }
          let group = Int(ids.buffer[row])
          out[next[group]] = value
          next[group] += 1
        }
      }
    }
    try checkInterruption()
    // SAFETY: the vector was made here and no one else sees it; each group has its own part.
    nonisolated(unsafe) let cells = UnsafeMutableBufferPointer(mutating: sorted.buffer)
    let results: Vector<Double> = try concurrentVector(groups, rows: values.count) { group in
      let part = UnsafeMutableBufferPointer(rebasing: cells[offsets[group]..<offsets[group + 1]])
      return quantile(part, p)
    }
    return withExtendedLifetime(sorted) {
      Column(type: .number, storage: .doubles(results))
    }
  }

  /// A vector whose cells are made one by one, on several threads if `rows` is large.
  func concurrentVector(
    _ count: Int, rows: Int, _ body: @Sendable (Int) -> Double
  ) throws(EngineError) -> Vector<Double> {
    let vector = Vector<Double>(repeating: 0, count: count)
    // SAFETY: each index is written by one thread, and the vector is returned after they end.
    nonisolated(unsafe) let out = UnsafeMutableBufferPointer(mutating: vector.buffer)
    try concurrently(count, rows: rows) { out[$0] = body($0) }
    return vector
  }
}

/// Linear between order statistics; reorders the values.
func quantile(_ values: UnsafeMutableBufferPointer<Double>, _ p: Double) -> Double {
  guard !values.isEmpty else { return MissingBits.noData }
  let place = Double(values.count - 1) * p
  let lower = Int(place)
  select(values, lower)
  let low = values[lower]
  var high = low
  if Double(lower) < place {
    high = values[lower + 1]
    for value in values[(lower + 1)...] where value < high { high = value }
  }
  let result = low + (place - Double(lower)) * (high - low)
  return result.isFinite ? (result == 0 ? 0 : result) : MissingBits.notApplicable
}

/// Puts the value of rank `rank` in its place, smaller ones before it and larger ones behind.
func select(_ values: UnsafeMutableBufferPointer<Double>, _ rank: Int) {
  var (low, high) = (0, values.count - 1)
  while high - low > 16 {
    let pivot = selectPivot(values, low, high)
    var (left, right) = (low, high)
    while left <= right {
      while values[left] < pivot { left += 1 }
      while values[right] > pivot { right -= 1 }
      if left <= right {
        values.swapAt(left, right)
        left += 1
        right -= 1
      }
    }
    if rank <= right { high = right } else if rank >= left { low = left } else { return }
  }
  guard low < high else { return }
  for place in (low + 1)...high {
    let value = values[place]
    var hole = place
    while hole > low, values[hole - 1] > value {
      values[hole] = values[hole - 1]
      hole -= 1
    }
    values[hole] = value
  }
}

/// Median of nine spread values: orders that are bad for the middle one alone stay fast.
private func selectPivot(
  _ values: UnsafeMutableBufferPointer<Double>, _ low: Int, _ high: Int
) -> Double {
  func median(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
  let step = (high - low) / 8
  func at(_ index: Int) -> Double { values[low + index * step] }
  return median(
    median(at(0), at(1), at(2)), median(at(3), at(4), at(5)), median(at(6), at(7), at(8)))
}
