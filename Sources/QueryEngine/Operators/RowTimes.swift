import ColumnStore

/// The time of each row as a day and a year.
struct RowTimes {
  /// Position to interpolate by: the year of a year column, the last day of a date column.
  let positions: Vector<Int32>
  let years: Vector<Int32>
  let isDate: Bool

  init(_ column: Column, _ context: RunContext) throws(EngineError) {
    isDate = column.type == .date
    if isDate {
      let dates = column.codes
      positions = try context.vector(dates.count) { rows, out in
        for row in rows {
          let packed = dates.buffer[row]
          out[row] = packed < MissingBits.firstInt ? packed : PartialDate(packed: packed).lastDay
        }
      }
      years = try context.vector(dates.count) { rows, out in
        for row in rows {
          let packed = dates.buffer[row]
          out[row] =
            packed < MissingBits.firstInt
            ? packed : Int32(truncatingIfNeeded: PartialDate(packed: packed).year)
        }
      }
      return
    }
    let numbers = column.storage
    let whole: Vector<Int32> = try context.vector(column.count) { rows, out in
      switch numbers {
      case .ints(let cells):
        for row in rows { out[row] = RowTimes.year(cells.buffer[row]) }
      case .doubles(let cells):
        for row in rows {
          let value = cells.buffer[row]
          if value.isNaN {
            out[row] = Missing(ofNaN: value).int
          } else {
            out[row] = RowTimes.year(Int32(exactly: value) ?? 0)
          }
        }
      case .flags: for row in rows { out[row] = Missing.notApplicable.int }
      }
    }
    positions = whole
    years = whole
  }

  /// A number that is no year from 1 to 9999 is no time: not applicable.
  private static func year(_ value: Int32) -> Int32 {
    value < MissingBits.firstInt || (1...9999).contains(value) ? value : Missing.notApplicable.int
  }
}
