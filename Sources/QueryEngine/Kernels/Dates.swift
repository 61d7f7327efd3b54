import ColumnStore
import QuerySemantics

/// Partial dates as intervals of days.
enum DateKernel {
  static func compare(
    _ operation: ComparisonOperator, _ left: Vector<Int32>, _ right: Vector<Int32>
  ) -> Vector<UInt8> {
    let (a, b) = (left.buffer, right.buffer)
    return Vector(count: a.count) { out in
      for index in 0..<out.count {
        let (x, y) = (a[index], b[index])
        if x < MissingBits.firstInt {
          out[index] = flag(ofMissing: x)
        } else if y < MissingBits.firstInt {
          out[index] = flag(ofMissing: y)
        } else if (x | y) & 3 == 0 {
          out[index] = operation.holds(x, y) ? 1 : 0
        } else {
          out[index] = open(operation, PartialDate(packed: x), PartialDate(packed: y))
        }
      }
    }
  }

  /// The order of two dates of which one is partial: no data where the intervals leave it open.
  static func open(
    _ operation: ComparisonOperator, _ left: PartialDate, _ right: PartialDate
  ) -> UInt8 {
    switch operation {
    case .less: order(left.lastDay < right.firstDay, left.firstDay >= right.lastDay)
    case .lessOrEqual: order(left.lastDay <= right.firstDay, left.firstDay > right.lastDay)
    case .greater: order(left.firstDay > right.lastDay, left.lastDay <= right.firstDay)
    case .greaterOrEqual: order(left.firstDay >= right.lastDay, left.lastDay < right.firstDay)
    case .equal:
      order(
        left.firstDay == right.lastDay && left.lastDay == right.firstDay, apart(left, right))
    case .notEqual:
      order(
        apart(left, right), left.firstDay == right.lastDay && left.lastDay == right.firstDay)
    }
  }

  private static func apart(_ left: PartialDate, _ right: PartialDate) -> Bool {
    left.lastDay < right.firstDay || right.lastDay < left.firstDay
  }

  private static func order(_ yes: Bool, _ no: Bool) -> UInt8 {
    yes ? 1 : no ? 0 : (2 + MissingBits.noDataReason)
  }

  /// Year, month or day of each date; no data where the partial date does not tell.
  static func part(_ function: PlainFunction, _ cells: Vector<Int32>) -> Vector<Int32> {
    let from = cells.buffer
    return Vector(count: from.count) { out in
      for index in 0..<out.count {
        let packed = from[index]
        guard packed >= MissingBits.firstInt else {
          out[index] = (Missing(ofInt: packed) ?? .noData).int
          continue
        }
        let date = PartialDate(packed: packed)
        let civil = date.civil
        switch (function, date.precision) {
        case (.year, _): out[index] = Int32(truncatingIfNeeded: civil.year)
        case (.month, .day), (.month, .month): out[index] = Int32(truncatingIfNeeded: civil.month)
        case (.day, .day): out[index] = Int32(truncatingIfNeeded: civil.day)
        default: out[index] = MissingBits.noDataInt
        }
      }
    }
  }

  /// Whole years from one day to a later or earlier one, towards zero.
  static func years(from start: Int32, to end: Int32) -> Int32 {
    guard start <= end else { return -years(from: end, to: start) }
    let (a, b) = (PartialDate.civil(ofDay: start), PartialDate.civil(ofDay: end))
    let isBefore = (b.month, b.day) < (a.month, a.day)
    return Int32(truncatingIfNeeded: b.year - a.year - (isBefore ? 1 : 0))
  }

  static func yearsBetween(_ start: PartialDate, _ end: PartialDate) -> Int32 {
    let most = years(from: start.firstDay, to: end.lastDay)
    let least = years(from: start.lastDay, to: end.firstDay)
    return most == least ? most : MissingBits.noDataInt
  }

  static func daysBetween(_ start: PartialDate, _ end: PartialDate) -> Int32 {
    guard start.precision == .day, end.precision == .day else { return MissingBits.noDataInt }
    return end.firstDay - start.firstDay
  }

  /// Days of the years 1 to 9999; beyond them a date is not applicable.
  static let firstDay = PartialDate.dayNumber(year: 1, month: 1, day: 1)
  static let lastDay = PartialDate.dayNumber(year: 9999, month: 12, day: 31)

  static func adding(_ days: Double, to date: PartialDate) -> Int32 {
    guard date.precision == .day else { return MissingBits.noDataInt }
    let day = Double(date.firstDay) + days
    guard day == day.rounded(), day >= Double(firstDay), day <= Double(lastDay) else {
      return Missing.notApplicable.int
    }
    return PartialDate(firstDay: Int32(day)).packed
  }
}
