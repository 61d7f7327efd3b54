package import ColumnStore

/// Days between which something happened, both in: all that a partial date says.
struct DayInterval: Hashable, Sendable {
  /// Far before and far after every date of the data, and safe to add to.
  static let distantPast = Int32.min / 4
  static let distantFuture = Int32.max / 4
  /// Before every act of a treaty whose own day of adoption is not known: 1800-01-01.
  static let earliestAct = PartialDate.dayNumber(year: 1800, month: 1, day: 1)

  var earliest: Int32
  var latest: Int32

  init(earliest: Int32, latest: Int32) {
    self.earliest = earliest
    self.latest = latest
  }

  init(_ date: PartialDate) {
    self.init(earliest: date.firstDay, latest: date.lastDay)
  }

  /// Whether it has happened by a day: nil where the interval leaves that open.
  func hasHappened(by day: Int32) -> Bool? {
    day >= latest ? true : day < earliest ? false : nil
  }

  /// Both ends, but not before a day.
  func notBefore(_ day: Int32) -> DayInterval {
    DayInterval(earliest: max(earliest, day), latest: max(latest, day))
  }

  /// The finest date that says the same: nil where no day, month or year is the interval.
  var date: PartialDate? {
    if earliest == latest { return PartialDate(firstDay: earliest) }
    let (first, last) = (PartialDate.civil(ofDay: earliest), PartialDate.civil(ofDay: latest))
    guard first.year == last.year else { return nil }
    return first.month == last.month
      ? PartialDate(year: first.year, month: first.month) : PartialDate(year: first.year)
  }
}

extension PartialDate {
  /// The same day, month or year some years on; 29 February becomes the 28th.
  package func addingYears(_ years: Int) -> PartialDate {
    let first = PartialDate.day(firstDay, addingMonths: 12 * years)
    return PartialDate(firstDay: first, precision: precision)
  }

  /// From what a column holds; nil for missing values.
  init?(cell: Int32) {
    guard Missing(ofInt: cell) == nil else { return nil }
    self.init(packed: cell)
  }
}
