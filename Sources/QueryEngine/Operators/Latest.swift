import ColumnStore

extension RunContext {
  /// The last row by time of each group, in row order; of equal times the later row.
  func latest(
    _ frame: Frame, value: Int?, time: Int, within: Int?, by: [Int]
  ) throws(EngineError) -> Frame {
    let times = try RowTimes(try frame.column(time, self), self)
    let ids = try group(frame, by).groupIDs(self)
    var missing: Vector<UInt8>?
    if let value { missing = FlagKernel.isMissing(try frame.column(value, self).storage) }
    var earliest = Int32.min + 8
    if let within, let last = times.positions.buffer.max(), last >= MissingBits.firstInt {
      let back = min(max(0, within), 9999)
      earliest =
        times.isDate
        ? PartialDate.day(last, addingMonths: -12 * back) : last - Int32(back)
    }
    var best: [Int32] = []
    for row in 0..<frame.rowCount {
      if row & 0xFFFF == 0 { try checkInterruption() }
      let (position, group) = (times.positions.buffer[row], Int(ids.buffer[row]))
      while best.count <= group { best.append(-1) }
      guard position >= earliest, missing?.buffer[row] != 1 else { continue }
      let known = best[group]
      if known < 0 || times.positions.buffer[Int(known)] <= position { best[group] = Int32(row) }
    }
    return try frame.selecting(Vector(best.filter { $0 >= 0 }.sorted()), self)
  }
}
