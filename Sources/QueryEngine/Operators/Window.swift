import ColumnStore
import QuerySemantics

extension RunContext {
  /// A function along the years of each partition, on every row.
  func evaluate(
    _ call: WindowCall, _ type: ValueType, over frame: Frame
  ) throws(EngineError) -> Column {
    let argument = try evaluate(call.argument, over: frame)
    let grid = try YearGrid(frame, time: call.time, partition: call.partition, self)
    let years = grid.years
    let step = call.parameter
    switch call.function {
    case .lag, .lead:
      let back = call.function == .lag ? step : -step
      let rows: Vector<Int32> = try vector(frame.rowCount) { rows, out in
        for row in rows { out[row] = grid.row(of: row, yearsBack: back) }
      }
      return try blankingTimeless(try gather(argument, rows, self), years)
    case .change, .pctChange:
      let values = argument.storage.asNumbers
      let isShare = call.function == .pctChange
      return try numbers(frame.rowCount, years) { row in
        let before = grid.row(of: row, yearsBack: step)
        let (now, old) = (
          values.buffer[row], before >= 0 ? values.buffer[Int(before)] : MissingBits.noData
        )
        if now.isNaN { return now }
        if old.isNaN { return old }
        return isShare ? (now - old) / old * 100 : now - old
      }
    case .indexTo:
      let values = argument.storage.asNumbers
      return try numbers(frame.rowCount, years) { row in
        let base = grid.row(ofSamePartitionAs: row, year: step)
        let (now, old) = (
          values.buffer[row], base >= 0 ? values.buffer[Int(base)] : MissingBits.noData
        )
        if now.isNaN { return now }
        return old.isNaN ? old : 100 * now / old
      }
    case .rollingMean:
      let values = argument.storage.asNumbers
      let width = max(1, step)
      return try numbers(frame.rowCount, years) { row in
        var total = 0.0
        // Oldest first, so that the sum is the same wherever the window starts.
        for back in stride(from: width - 1, through: 0, by: -1) {
          let other = grid.row(of: row, yearsBack: back)
          guard other >= 0, !values.buffer[Int(other)].isNaN else { return MissingBits.noData }
          total += values.buffer[Int(other)]
        }
        return total / Double(width)
      }
    case .cumsum:
      return try cumulative(argument.storage.asNumbers, grid, frame.rowCount)
    }
  }

  private func cumulative(
    _ values: Vector<Double>, _ grid: YearGrid, _ count: Int
  ) throws(EngineError) -> Column {
    var sums = [Double](repeating: MissingBits.noData, count: count)
    var totals = [Double](repeating: 0, count: grid.partitions)
    for row in grid.rowsByTime.map(Int.init) {
      let value = values.buffer[row]
      guard !value.isNaN else {
        sums[row] = value
        continue
      }
      let partition = Int(grid.partition.buffer[row])
      totals[partition] += value
      sums[row] = totals[partition]
    }
    let running = sums
    return try numbers(count, grid.years) { running[$0] }
  }

  /// Numbers by row; rows without a time take its reason.
  private func numbers(
    _ count: Int, _ years: Vector<Int32>, _ body: @Sendable (Int) -> Double
  ) throws(EngineError) -> Column {
    let cells: Vector<Double> = try vector(count) { rows, out in
      for row in rows {
        let year = years.buffer[row]
        let value = year < MissingBits.firstInt ? double(of: year) : body(row)
        out[row] =
          value.isInfinite || (value.isNaN && value.bitPattern & 7 == 0)
          ? MissingBits.notApplicable : value
      }
    }
    return Column(type: .number, storage: .doubles(cells))
  }

  private func blankingTimeless(
    _ column: Column, _ years: Vector<Int32>
  ) throws(EngineError) -> Column {
    guard years.buffer.contains(where: { $0 < MissingBits.firstInt }) else { return column }
    let scalars = (0..<column.count).map { row -> Scalar in
      Missing(ofInt: years.buffer[row]).map { .missing($0) } ?? column[row]
    }
    return Column(type: column.type, scalars: scalars)
  }
}
