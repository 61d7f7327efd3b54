package import ColumnStore

/// When a treaty enters into force for a State that consents, by the treaty's own text.
///
/// Days are counted from the day of deposit, which is day nought: "the thirtieth day after the
/// date of deposit" is that day plus 30, as nearly every date given by the depositary has it.
package struct ForceRule: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case days, months
    case firstOfMonthAfterMonths = "first_of_month_after_months"
    /// Months from registration, which is what the ILO's dates are.
    case registrationMonths = "registration_months"
    case sameDay = "same_day"
  }

  package var kind: Kind
  package var count: Int

  package init(kind: Kind, count: Int) {
    self.kind = kind
    self.count = count
  }

  /// The day that follows from a day of consent, not before the treaty's own entry into force.
  package func day(after consent: Int32, treatyInForce: Int32) -> Int32 {
    max(treatyInForce, day(after: consent))
  }

  private func day(after consent: Int32) -> Int32 {
    switch kind {
    case .sameDay: return consent
    case .days: return consent + Int32(clamping: count)
    case .months, .registrationMonths: return PartialDate.day(consent, addingMonths: count)
    case .firstOfMonthAfterMonths:
      let (year, month, _) = PartialDate.civil(ofDay: consent)
      let first = PartialDate.dayNumber(year: year, month: month, day: 1)
      return PartialDate.day(first, addingMonths: count + 1)
    }
  }

  /// The days that follow from a consent known to an interval: the rules keep the order of days.
  func interval(after consent: DayInterval, treatyInForce: Int32) -> DayInterval {
    DayInterval(
      earliest: day(after: consent.earliest, treatyInForce: treatyInForce),
      latest: day(after: consent.latest, treatyInForce: treatyInForce))
  }
}

/// When reports are due by the treaty's own text: an expectation. Committees set other dates for
/// later cycles; where those are known they are rows of `reports`.
package struct ReportingRule: Hashable, Sendable {
  /// Years from entry into force to the initial report.
  package var firstYears: Int
  /// Years from one report to the next; nil where the treaty names none.
  package var cycleYears: Int?

  package init(firstYears: Int, cycleYears: Int?) {
    self.firstYears = firstYears
    self.cycleYears = cycleYears
  }

  /// Due dates of the cycles 1, 2, …, as precise as the entry into force is known, up to a day.
  ///
  /// The initial report is always the first, also where it is due after the day.
  package func dueDates(inForce: PartialDate, through day: Int32) -> [PartialDate] {
    var dates = [inForce.addingYears(firstYears)]
    guard let cycleYears, cycleYears > 0 else { return dates }
    while true {
      let next = inForce.addingYears(firstYears + cycleYears * dates.count)
      guard next.firstDay <= day, next.year <= 9999 else { return dates }
      dates.append(next)
    }
  }
}
