package import ColumnStore

/// Everything about one treaty's acts, ready to be read at any day.
package final class TreatyRecord: Sendable {
  package let treaty: Treaty
  /// The day at which the treaty is read when no time is asked for: the last day of its list's
  /// date. Nil where the list has none: then it is read as it stands.
  package let listDay: Int32?
  /// The actions that occur, `action` codes of `value`.
  package let actionDictionary: TextDictionary
  /// When reports are due; nil for treaties without reports, or without a rule in the data.
  package let reportingRule: ReportingRule?
  package let forceRule: ForceRule?

  let terms: TreatyTerms
  let rows: [Row]
  private let lives: [CountryLife]
  let acts: ActColumns
  /// `rows[starts[country]..<starts[country + 1]]` are a country's spells, in order.
  private let starts: [Int32]

  /// One spell: its days for reading, and the row of `ratifications` that tells of it.
  struct Row: Sendable {
    var country: Int32
    var days: ActDays
    var action: Int32
    var place: Int
  }

  init(
    _ treaty: Treaty, _ terms: TreatyTerms, _ rows: [Row], _ lives: [CountryLife],
    acts: ActColumns, reporting: ReportingRule?
  ) {
    self.treaty = treaty
    self.terms = terms
    self.rows = rows
    self.lives = lives
    listDay = terms.listDay
    actionDictionary = acts.actions
    self.acts = acts
    reportingRule = reporting
    forceRule = terms.rule
    var starts = [Int32](repeating: 0, count: lives.count + 1)
    for row in rows { starts[Int(row.country) + 1] += 1 }
    for country in 0..<lives.count { starts[country + 1] += starts[country] }
    self.starts = starts
  }

  /// The list is from another source than the depositary: to be said with every result.
  package var isSecondary: Bool { treaty.coverage == .secondary }

  /// Status and acts at a day; `day` nil asks for the list's own day.
  ///
  /// - Complexity: O(spells of the country).
  package func reading(country: Int32, day: Int32?, basis: TreatyBasis) -> TreatyReading {
    let (code, row) = status(country: country, day: day, basis: basis)
    if let missing = Missing(ofInt: code) {
      return TreatyReading(status: .missing(missing), spell: row.map { spell(of: rows[$0]) })
    }
    return TreatyReading(
      status: .known(TreatyStatus(rawValue: code) ?? .none), spell: row.map { spell(of: rows[$0]) })
  }

  /// A `TreatyStatus` or a missing value, and the row of `rows` that decided.
  func status(country: Int32, day: Int32?, basis: TreatyBasis) -> (code: Int32, row: Int?) {
    guard lives.indices.contains(Int(country)) else { return (Missing.notCovered.int, nil) }
    if let day, let listDay, day > listDay { return (Missing.notCovered.int, nil) }
    let at = day ?? terms.readingDay
    let life = lives[Int(country)]
    if at > life.last { return (Missing.notApplicable.int, nil) }
    let spells = Int(starts[Int(country)])..<Int(starts[Int(country) + 1])
    if let decided = decide(spells, at, basis) { return decided }
    // No act by that day: what else is known of the country then.
    if at < life.first { return (Missing.notApplicable.int, nil) }
    if let adopted = treaty.adopted, at < adopted.firstDay {
      return (Missing.notApplicable.int, nil)
    }
    if !spells.isEmpty { return (TreatyStatus.none.rawValue, nil) }
    if life.kind == .territory || life.kind == .organisation {
      return (Missing.notApplicable.int, nil)
    }
    // A list without a date says nothing of a day; lists show the acts of former States under
    // their successors, if at all.
    let reaches = (day == nil || listDay != nil) && life.kind == .state
    return treaty.coverage.canSayNotParty && reaches
      ? (TreatyStatus.none.rawValue, nil) : (Missing.notCovered.int, nil)
  }

  /// The last spell that has begun by the day, or of which that is not known; nil where all are
  /// yet to come.
  private func decide(
    _ spells: Range<Int>, _ day: Int32, _ basis: TreatyBasis
  ) -> (code: Int32, row: Int?)? {
    for row in spells.reversed() {
      let stage = rows[row].days.stage(at: day, basis)
      if stage == .before { continue }
      // Before the treaty was adopted or the country existed only an act surely done counts.
      if stage == .unknown, day < lives[Int(rows[row].country)].first { continue }
      return (stage.code, row)
    }
    return nil
  }

  func spell(of row: Row) -> TreatySpell { acts.spell(row.place) }

  /// The spells of a country, whatever the day.
  package func spells(of country: Int32) -> [TreatySpell] {
    guard lives.indices.contains(Int(country)) else { return [] }
    return rows[Int(starts[Int(country)])..<Int(starts[Int(country) + 1])].map { spell(of: $0) }
  }

  /// Due dates of a country's reports by the treaty's rule, through a day, counted from its
  /// latest entry into force by then on the list; empty where the rule or the day is not known.
  ///
  /// - Parameter asOf: the day at which the status is read, nil for the list's own.
  package func dueDates(country: Int32, asOf: Int32?, through day: Int32) -> [PartialDate] {
    guard let reportingRule,
      let row = status(country: country, day: asOf, basis: .deposit).row,
      let inForce = acts.inForce.date(rows[row].place)
    else { return [] }
    return reportingRule.dueDates(inForce: inForce, through: day)
  }
}
