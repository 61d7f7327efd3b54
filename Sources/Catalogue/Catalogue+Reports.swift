package import ColumnStore

/// What is known of the reports to one treaty, by country.
package struct ReportDates: Sendable {
  private let considered: [Int32: [PartialDate]]

  init(_ considered: [Int32: [PartialDate]]) { self.considered = considered }

  package static let none = ReportDates([:])

  /// The first dialogue surely held by a day (nil: at any time); nil where none is known. That none
  /// is known does not mean that there was none.
  package func firstConsidered(country: Int32, by day: Int32?) -> PartialDate? {
    considered[country]?.first { date in day.map { date.lastDay <= $0 } ?? true }
  }

  /// All dialogues surely held by a day, in order of time.
  package func all(country: Int32, by day: Int32?) -> [PartialDate] {
    (considered[country] ?? []).filter { date in day.map { date.lastDay <= $0 } ?? true }
  }
}

extension Catalogue {
  /// The dialogues on reports to a treaty, in order of time for each country.
  ///
  /// - Complexity: O(rows of `reports`).
  package func reportDates(of treaty: Int32) throws(CatalogueError) -> ReportDates {
    guard let table = table("reports"), let country = table.schema.index(of: "country"),
      let treaties = table.schema.index(of: "treaty"),
      let considered = table.schema.index(of: "considered")
    else { return .none }
    let (who, what, when) = (
      try table.column(country), try table.column(treaties), try table.column(considered)
    )
    var dates: [Int32: [PartialDate]] = [:]
    for row in 0..<table.rowCount where what[row] == .entity(treaty) {
      if case .entity(let id) = who[row], case .date(let date) = when[row] {
        dates[id, default: []].append(date)
      }
    }
    return ReportDates(dates.mapValues { $0.sorted { $0.packed < $1.packed } })
  }
}

extension TreatyRecord {
  /// The day by which a party's initial report is due by the treaty's rule, packed; not applicable
  /// for a country that is no party, no data where rule or entry into force is not known.
  package func firstReportDue(country: Int32, day: Int32?) -> Int32 {
    let party = value(.isParty, country: country, day: day, basis: .deposit)
    if party < Missing.firstInt { return party }
    guard party == 1 else { return Missing.notApplicable.int }
    guard let rule = reportingRule,
      let spell = reading(country: country, day: day, basis: .deposit).spell,
      let inForce = spell.inForce
    else { return Missing.noData.int }
    return inForce.addingYears(rule.firstYears).packed
  }
}
