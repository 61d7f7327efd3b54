import ColumnStore
import QuerySemantics

/// Which row stands for a year of a partition.
final class YearGrid: Sendable {
  let years: Vector<Int32>
  let partition: Vector<Int32>
  let partitions: Int
  private let first: Int
  private let width: Int
  private let dense: Vector<Int32>?
  private let sparse: [Int64: Int32]

  init(
    _ frame: Frame, time: Int, partition: [Int], _ context: RunContext
  ) throws(EngineError) {
    let times = try RowTimes(try frame.column(time, context), context)
    let grouping = try context.group(frame, partition)
    let years = times.years
    self.years = years
    self.partition = try grouping.groupIDs(context)
    partitions = grouping.count
    var (low, high) = (Int32.max, Int32.min)
    for year in years.buffer where year >= MissingBits.firstInt {
      low = min(low, year)
      high = max(high, year)
    }
    first = low <= high ? Int(low) : 0
    width = low <= high ? Int(high) - Int(low) + 1 : 0
    let cells = width * partitions
    // A grid is worth its memory while a fair part of it is used.
    let isDense = cells <= max(1 << 20, 16 * frame.rowCount)
    try context.reserve(rows: isDense ? cells : frame.rowCount, bytesPerRow: isDense ? 4 : 32)
    var grid = [Int32](repeating: -1, count: isDense ? cells : 0)
    var map: [Int64: Int32] = [:]
    for row in 0..<frame.rowCount where years.buffer[row] >= MissingBits.firstInt {
      if row & 0xFFFF == 0 { try context.checkInterruption() }
      let cell = Int(self.partition.buffer[row]) * width + Int(years.buffer[row]) - first
      let other = isDense ? grid[cell] : map[Int64(cell)] ?? -1
      guard other < 0 else {
        throw try YearGrid.notUnique(frame, time, partition, Int(other), row, context)
      }
      if isDense { grid[cell] = Int32(row) } else { map[Int64(cell)] = Int32(row) }
    }
    dense = isDense ? Vector(grid) : nil
    sparse = map
  }

  /// The row so many years earlier in the same partition, or -1.
  func row(of row: Int, yearsBack: Int) -> Int32 {
    let year = years.buffer[row]
    guard year >= MissingBits.firstInt else { return -1 }
    let (wanted, overflow) = Int(year).subtractingReportingOverflow(yearsBack)
    return overflow ? -1 : self.row(ofSamePartitionAs: row, year: wanted)
  }

  func row(ofSamePartitionAs row: Int, year: Int) -> Int32 {
    guard year >= first, year < first + width else { return -1 }
    let cell = Int(partition.buffer[row]) * width + year - first
    if let dense { return dense.buffer[cell] }
    return sparse[Int64(cell)] ?? -1
  }

  /// Rows that have a time, by partition and year.
  var rowsByTime: [Int32] {
    if let dense { return dense.buffer.filter { $0 >= 0 } }
    return sparse.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func notUnique(
    _ frame: Frame, _ time: Int, _ partition: [Int], _ first: Int, _ second: Int,
    _ context: RunContext
  ) throws(EngineError) -> EngineError {
    var parts: [String] = []
    for index in partition + [time] {
      let column = try frame.column(index, context)
      parts.append(ValueText.text(of: column[first], column.type, context.source))
    }
    return context.failure(
      "not-unique",
      "rows \(first + 1) and \(second + 1) both stand for \(parts.joined(separator: ", "))",
      notes: ["a window function needs one row per key and year: summarise or filter first"])
  }
}
