package import ColumnStore

/// What is known of the reports to one treaty, by country.
package struct ReportDates: Sendable {
  /// On which report a dialogue was held.
  package enum Report: Sendable { case initial, later, unknown }

  package struct Dialogue: Sendable {
    package var date: PartialDate
    package var report: Report
  }

  private let dialogues: [Int32: [Dialogue]]

  init(_ dialogues: [Int32: [Dialogue]]) { self.dialogues = dialogues }

  package static let none = ReportDates([:])

  /// The first dialogue surely held by a day (nil: at any time), on any report or on one of that
  /// kind; nil where none is known. That none is known does not mean that there was none.
  package func first(country: Int32, by day: Int32?, on report: Report? = nil) -> PartialDate? {
    dialogues[country]?.first { dialogue in
      (day.map { dialogue.date.lastDay <= $0 } ?? true)
        && (report == nil || dialogue.report == report)
    }?.date
  }

  /// All dialogues surely held by a day, in order of time.
  package func all(country: Int32, by day: Int32?) -> [PartialDate] {
    (dialogues[country] ?? []).map(\.date).filter { date in
      day.map { date.lastDay <= $0 } ?? true
    }
  }
}

extension Catalogue {
  /// The dialogues on reports to a treaty, in order of time for each country.
  ///
  /// - Complexity: O(rows of `reports`).
  package func reportDates(of treaty: Int32) throws(CatalogueError) -> ReportDates {
    guard let table = table("reports"), let country = table.schema.index(of: "country"),
      let treaties = table.schema.index(of: "treaty"),
      let considered = table.schema.index(of: "considered"),
      let kind = table.schema.index(of: "kind"), let cycle = table.schema.index(of: "cycle")
    else { return .none }
    let (who, what, when) = (
      try table.column(country), try table.column(treaties), try table.column(considered)
    )
    let (kinds, cycles) = (try table.column(kind), try table.column(cycle))
    var dialogues: [Int32: [ReportDates.Dialogue]] = [:]
    for row in 0..<table.rowCount where what.int(row) == treaty {
      if case .entity(let id) = who[row], case .date(let date) = when[row] {
        dialogues[id, default: []].append(
          ReportDates.Dialogue(
            date: date, report: ReportDates.report(kind: kinds[row], cycle: cycles[row])))
      }
    }
    return ReportDates(dialogues.mapValues { $0.sorted { $0.date.packed < $1.date.packed } })
  }
}

extension ReportDates {
  /// A combined report is the initial one where it begins with the first cycle.
  fileprivate static func report(kind: Scalar, cycle: Scalar) -> Report {
    switch cycle {
    case .text(let text):
      return text == "1" || text.hasPrefix("1-") ? .initial : .later
    case .number(let number): return number == 1 ? .initial : .later
    default: break
    }
    guard case .text(let text) = kind else { return .unknown }
    return text == "initial" ? .initial : text == "periodic" ? .later : .unknown
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
