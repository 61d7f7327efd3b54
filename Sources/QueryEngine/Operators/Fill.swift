import ColumnStore
import QuerySemantics

extension RunContext {
  /// Fills cells without data from their neighbours in time, within each group.
  ///
  /// Only `no data` and `not covered` are filled: what does not apply or is withheld stays so.
  /// `limit`: at most so many years after the last known value.
  func fill(
    _ frame: Frame, _ index: Int, _ fill: BoundStep.Fill, limit: Int?, time: Int, by: [Int],
    _ name: String
  ) throws(EngineError) -> Frame {
    let column = try frame.column(index, self)
    let times = try RowTimes(try frame.column(time, self), self)
    let ids = try group(frame, by).groupIDs(self)
    let missing = FlagKernel.isMissing(column.storage)
    let order = (0..<Int32(frame.rowCount))
      .filter { times.positions.buffer[Int($0)] >= MissingBits.firstInt }
      .sorted {
        let (a, b) = (Int($0), Int($1))
        if ids.buffer[a] != ids.buffer[b] { return ids.buffer[a] < ids.buffer[b] }
        let (x, y) = (times.positions.buffer[a], times.positions.buffer[b])
        return x != y ? x < y : a < b
      }
    try checkInterruption()
    var result = frame
    var filled = 0
    switch fill {
    case .forward:
      var sources = Array(0..<Int32(frame.rowCount))
      var known: Int?
      for row in order.map(Int.init) {
        if let last = known, ids.buffer[last] != ids.buffer[row] { known = nil }
        if missing.buffer[row] == 0 {
          known = row
        } else if let last = known, isFillable(column, row), isNear(last, row, times, limit) {
          sources[row] = Int32(last)
          filled += 1
        }
      }
      result.columns[index] = LazyColumn(try gather(column, Vector(sources), self))
    case .linear:
      guard column.type == .number else { return frame }
      let numbers = column.storage.asNumbers
      var cells = (0..<numbers.count).map { numbers[$0] }
      var known: Int?
      var gap: [Int] = []
      for row in order.map(Int.init) {
        if let last = known ?? gap.first, ids.buffer[last] != ids.buffer[row] {
          (known, gap) = (nil, [])
        }
        guard missing.buffer[row] == 0 else {
          gap.append(row)
          continue
        }
        if let last = known {
          for hole in gap where isFillable(column, hole) && isNear(last, hole, times, limit) {
            let value = between(cells, last, row, hole, times)
            guard value.isFinite else { continue }
            cells[hole] = value
            filled += 1
          }
        }
        (known, gap) = (row, [])
      }
      result.columns[index] = LazyColumn(
        Column(type: .number, storage: .doubles(Vector(cells))))
    }
    if filled > 0 { note(.filled(column: name, cells: filled, method: fill.rawValue)) }
    return result
  }

  private func isFillable(_ column: Column, _ row: Int) -> Bool {
    column[row] == .missing(.noData) || column[row] == .missing(.notCovered)
  }

  private func isNear(_ last: Int, _ row: Int, _ times: RowTimes, _ limit: Int?) -> Bool {
    guard let limit else { return true }
    return Int(times.years.buffer[row]) - Int(times.years.buffer[last]) <= limit
  }

  private func between(
    _ cells: [Double], _ before: Int, _ after: Int, _ row: Int, _ times: RowTimes
  ) -> Double {
    let (start, end) = (times.positions.buffer[before], times.positions.buffer[after])
    guard end > start else { return cells[before] }
    let share = Double(times.positions.buffer[row] - start) / Double(end - start)
    return cells[before] + (cells[after] - cells[before]) * share
  }
}
