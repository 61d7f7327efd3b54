import ColumnStore
import QuerySemantics
import SourceText

extension RunContext {
  /// One line of letters per group: its values by year, from the first year of all groups to the
  /// last, so that the lines of a table stand year under year.
  ///
  /// A group with two rows in one year is an error; one without any value is missing, no data.
  func sparks(
    _ values: Vector<Double>, _ time: Column, _ width: Int?, _ grouping: Grouping
  ) throws(EngineError) -> Column {
    let ids = try grouping.groupIDs(self)
    let years = try RowTimes(time, self).years
    var (first, last) = (Int.max, Int.min)
    for year in years.buffer where year >= MissingBits.firstInt {
      first = min(first, Int(year))
      last = max(last, Int(year))
    }
    let span = first <= last ? last - first + 1 : 0
    try reserve(rows: span * grouping.count, bytesPerRow: 24)
    var lines = [[Double?]](
      repeating: Array(repeating: nil, count: span), count: grouping.count)
    var seen = [Int32](repeating: -1, count: span * grouping.count)
    for row in 0..<values.count where years.buffer[row] >= MissingBits.firstInt {
      if row & 0xFFFF == 0 { try checkInterruption() }
      let group = Int(ids.buffer[row])
      let place = Int(years.buffer[row]) - first
      let other = seen[group * span + place]
      guard other < 0 else {
        throw failure(
          "not-unique",
          "rows \(other + 1) and \(row + 1) both stand for \(years.buffer[row]) in one line of spark",
          notes: ["spark needs one row per line and year: summarise or filter first"])
      }
      seen[group * span + place] = Int32(row)
      let value = values.buffer[row]
      if !value.isNaN { lines[group][place] = value }
    }
    if span > 0 {
      note(.sparks(first: first, last: last, letters: min(width ?? span, span)))
    }
    let cells = lines.map { line -> Scalar in
      let text = Sparkline.text(width.map { Sparkline.binned(line, to: $0) } ?? line)
      return text.isEmpty ? .missing(.noData) : .text(text)
    }
    return Column(type: .text, scalars: cells)
  }
}
