/// A day, a month or a year of the Gregorian calendar: as much of a date as is known.
///
/// It stands for the interval `firstDay...lastDay` (days since 1970-01-01). Two partial dates
/// compare as intervals: an order that the intervals leave open is not known.
package struct PartialDate: Hashable, Sendable {
  package enum Precision: Int32, Sendable { case day = 0, month = 1, year = 2 }

  /// `firstDay << 2 | precision`: the form in which columns hold it.
  package var packed: Int32

  @inlinable package init(packed: Int32) { self.packed = packed }

  package init(firstDay: Int32, precision: Precision = .day) {
    packed = firstDay &<< 2 | precision.rawValue
  }

  /// Nil unless the numbers name a day, month or year from 1 to 9999.
  package init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year), (1...12).contains(month ?? 1) else { return nil }
    guard (1...PartialDate.days(inMonth: month ?? 1, of: year)).contains(day ?? 1) else {
      return nil
    }
    let precision: Precision = month == nil ? .year : day == nil ? .month : .day
    guard month != nil || day == nil else { return nil }
    self.init(
      firstDay: PartialDate.dayNumber(year: year, month: month ?? 1, day: day ?? 1),
      precision: precision)
  }

  /// Reads `2007-04-24`, `2006-04` or `1958`, nothing else.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4 else { return nil }
    var numbers: [Int] = []
    for (index, part) in parts.enumerated() {
      guard index == 0 || part.count == 2 else { return nil }
      var number = 0
      for byte in part {
        guard (48...57).contains(byte) else { return nil }
        number = number * 10 + Int(byte - 48)
      }
      numbers.append(number)
    }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil,
      day: numbers.count > 2 ? numbers[2] : nil)
  }

  package init?(_ text: Substring) { self.init(String(text)) }

  @inlinable package var firstDay: Int32 { packed &>> 2 }

  package var precision: Precision { Precision(rawValue: packed & 3) ?? .day }

  package var lastDay: Int32 {
    switch precision {
    case .day: return firstDay
    case .month:
      let (year, month, _) = civil
      return firstDay + Int32(PartialDate.days(inMonth: month, of: year)) - 1
    case .year: return PartialDate.dayNumber(year: civil.year, month: 12, day: 31)
    }
  }

  package var civil: (year: Int, month: Int, day: Int) { PartialDate.civil(ofDay: firstDay) }

  package var year: Int { civil.year }

  /// ISO text with as many parts as are known.
  package var text: String {
    let (year, month, day) = civil
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    switch precision {
    case .year: return padded(year, 4)
    case .month: return padded(year, 4) + "-" + padded(month, 2)
    case .day: return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
    }
  }

  /// The day a number of months later; a day past the month's end becomes its last day.
  package static func day(_ day: Int32, addingMonths months: Int) -> Int32 {
    let (year, month, dayOfMonth) = civil(ofDay: day)
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    return dayNumber(
      year: newYear, month: newMonth, day: min(dayOfMonth, days(inMonth: newMonth, of: newYear)))
  }

  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar (after Howard Hinnant's
  /// `days_from_civil`).
  package static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  package static func civil(ofDay day: Int32) -> (year: Int, month: Int, day: Int) {
    let z = Int(day) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1
    )
  }
}
