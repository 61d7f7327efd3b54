package import ColumnStore
import Synchronization

extension Catalogue {
  /// Everything about one treaty's acts, made on first use and kept.
  ///
  /// - Complexity: the first time O(acts of the treaty), and the check of the table's columns.
  package func record(of treaty: Int32) throws(CatalogueError) -> TreatyRecord {
    if let record = records.withLock({ $0[treaty] }) { return record }
    let record = try makeRecord(treaty)
    return records.withLock { records in
      // Another thread may have made it meanwhile: one stays.
      if let known = records[treaty] { return known }
      records[treaty] = record
      return record
    }
  }

  /// When reports to a treaty are due by its own text.
  package func reportingRule(of treaty: Int32) -> ReportingRule? {
    treaties.int("first_report_years", treaty).map {
      ReportingRule(firstYears: $0, cycleYears: treaties.int("report_cycle_years", treaty))
    }
  }

  /// Due dates by the treaty's rule for a day of entry into force; empty without a rule.
  package func dueDates(
    treaty: Int32, inForce: PartialDate, through day: Int32
  ) -> [PartialDate] {
    reportingRule(of: treaty)?.dueDates(inForce: inForce, through: day) ?? []
  }

  private func makeRecord(_ id: Int32) throws(CatalogueError) -> TreatyRecord {
    let treaty = treaty(id)
    let rule = ForceRule.Kind(rawValue: treaties.text("force_rule", id)).map {
      ForceRule(kind: $0, count: treaties.int("force_number", id) ?? 0)
    }
    let terms = TreatyTerms(
      adopted: treaty.adopted, inForce: treaty.inForce, rule: rule,
      listDay: treaty.coverageAsOf?.lastDay)
    let acts = try ActColumns(reader)
    let rows = try acts.rows(of: id).map { acts.row($0, terms) }
    return TreatyRecord(
      treaty, terms, rows, lives, actions: acts.actions, reporting: reportingRule(of: id))
  }
}

/// The columns of `ratifications` that a record is made from.
private struct ActColumns {
  private let country: Column
  private let columns: [String: Column]
  private let reader: StoreReader

  init(_ reader: StoreReader) throws(CatalogueError) {
    func column(_ name: String, _ type: ValueType) throws(CatalogueError) -> Column {
      try reader.column("ratifications/" + name, type)
    }
    self.reader = reader
    country = try column("country", .country)
    var columns: [String: Column] = [:]
    for name in ["action", "precision", "in_force_basis", "source", "note", "in_force_note"] {
      columns[name] = try column(name, .text)
    }
    for name in ["signed", "date", "in_force", "denounced", "denunciation_effect"] {
      columns[name] = try column(name, .date)
    }
    for name in ["spell", "reservations"] { columns[name] = try column(name, .number) }
    self.columns = columns
  }

  var actions: TextDictionary { columns["action"]?.dictionary ?? TextDictionary([]) }

  /// Rows of the table about a treaty, by country and spell.
  func rows(of treaty: Int32) throws(CatalogueError) -> [Int] {
    let start: Vector<Int32> = try reader.section("acts/start")
    let rows: Vector<Int32> = try reader.section("acts/rows")
    guard treaty >= 0, Int(treaty) + 1 < start.count else { return [] }
    return (Int(start[Int(treaty)])..<Int(start[Int(treaty) + 1])).map { Int(rows[$0]) }
  }

  func row(_ row: Int, _ terms: TreatyTerms) -> TreatyRecord.Row {
    let isGiven = text("in_force_basis", row) == "given"
    let precision = ConsentPrecision(rawValue: text("precision", row)) ?? .undated
    let dates = ActDates(
      signed: date("signed", row), date: date("date", row), precision: precision,
      inForce: isGiven ? date("in_force", row) : nil, denounced: date("denounced", row),
      denunciationEffect: date("denunciation_effect", row))
    let spell = TreatySpell(
      number: int("spell", row) ?? 1, signed: dates.signed, action: text("action", row),
      date: dates.date, precision: precision, inForce: date("in_force", row),
      inForceIsDerived: text("in_force_basis", row) == "derived", denounced: dates.denounced,
      denunciationEffect: dates.denunciationEffect, reservations: int("reservations", row),
      source: text("source", row), note: text("note", row),
      inForceNote: text("in_force_note", row))
    return TreatyRecord.Row(
      country: country.int(row), days: ActDays(dates, terms),
      action: columns["action"]?.int(row) ?? Missing.noData.int, spell: spell)
  }

  private func text(_ name: String, _ row: Int) -> String { columns[name]?.text(row) ?? "" }

  private func date(_ name: String, _ row: Int) -> PartialDate? { columns[name]?.date(row) }

  private func int(_ name: String, _ row: Int) -> Int? {
    guard let cell = columns[name]?.int(row), Missing(ofInt: cell) == nil else { return nil }
    return Int(cell)
  }
}
