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
    let countryCount = Int32(countries.count)
    let rows = acts.rows(of: id).map { acts.row($0, terms) }
    guard rows.allSatisfy({ $0.country >= 0 && $0.country < countryCount }) else {
      throw reader.failure(
        StoreError(.damaged(part: "table `ratifications`"), file: reader.path))
    }
    return TreatyRecord(
      treaty, terms, rows, lives, acts: acts, reporting: reportingRule(of: id))
  }
}

/// The columns of `ratifications` that a record is made from.
struct ActColumns: Sendable {
  let actions: TextDictionary
  private let country: Column
  let action: Column
  private let precision: Column
  private let basis: Column
  private let source: Column
  private let note: Column
  private let inForceNote: Column
  let signed: Column
  let date: Column
  let inForce: Column
  let denounced: Column
  private let effect: Column
  private let spell: Column
  let reservations: Column
  /// By code of `precision`.
  private let precisions: [ConsentPrecision]
  private let starts: Vector<Int32>
  private let order: Vector<Int32>

  init(_ reader: StoreReader) throws(CatalogueError) {
    let rowCount = reader.rows("ratifications")
    func column(_ name: String, _ type: ValueType) throws(CatalogueError) -> Column {
      let column = try reader.column("ratifications/" + name, type)
      guard column.count == rowCount else {
        throw reader.failure(
          StoreError(.damaged(part: "table `ratifications`"), file: reader.path))
      }
      return column
    }
    country = try column("country", .country)
    action = try column("action", .text)
    precision = try column("precision", .text)
    basis = try column("in_force_basis", .text)
    source = try column("source", .text)
    note = try column("note", .text)
    inForceNote = try column("in_force_note", .text)
    signed = try column("signed", .date)
    date = try column("date", .date)
    inForce = try column("in_force", .date)
    denounced = try column("denounced", .date)
    effect = try column("denunciation_effect", .date)
    spell = try column("spell", .number)
    reservations = try column("reservations", .number)
    actions = action.dictionary ?? TextDictionary([])
    precisions = (precision.dictionary?.texts ?? []).map {
      ConsentPrecision(rawValue: $0) ?? .undated
    }
    starts = try reader.section("acts/start")
    order = try reader.section("acts/rows")
  }

  /// Rows of the table about a treaty, by country and spell.
  func rows(of treaty: Int32) -> [Int] {
    guard treaty >= 0, Int(treaty) + 1 < starts.count else { return [] }
    let (start, end) = (Int(starts[Int(treaty)]), Int(starts[Int(treaty) + 1]))
    guard start >= 0, start <= end, end <= order.count else { return [] }
    return order.buffer[start..<end].lazy.map { Int($0) }.filter { $0 >= 0 && $0 < country.count }
  }

  func row(_ row: Int, _ terms: TreatyTerms) -> TreatyRecord.Row {
    let dates = ActDates(
      signed: signed.date(row), date: date.date(row), precision: precision(row),
      inForce: has(basis, row, "given") ? inForce.date(row) : nil, denounced: denounced.date(row),
      denunciationEffect: effect.date(row))
    return TreatyRecord.Row(
      country: country.int(row), days: ActDays(dates, terms), action: action.int(row), place: row)
  }

  /// What is told of a spell: made for those that are asked for.
  func spell(_ row: Int) -> TreatySpell {
    TreatySpell(
      number: int(spell, row) ?? 1, signed: signed.date(row), action: action.text(row),
      date: date.date(row), precision: precision(row), inForce: inForce.date(row),
      inForceIsDerived: has(basis, row, "derived"), denounced: denounced.date(row),
      denunciationEffect: effect.date(row), reservations: int(reservations, row),
      source: source.text(row), note: note.text(row), inForceNote: inForceNote.text(row))
  }

  private func precision(_ row: Int) -> ConsentPrecision {
    let code = Int(precision.int(row))
    return precisions.indices.contains(code) ? precisions[code] : .undated
  }

  private func has(_ column: Column, _ row: Int, _ word: StaticString) -> Bool {
    let code = column.int(row)
    guard code >= 0, let texts = column.dictionary else { return false }
    let text = texts.utf8(code)
    return word.withUTF8Buffer { text.elementsEqual($0) }
  }

  func int(_ column: Column, _ row: Int) -> Int? {
    let cell = column.int(row)
    return Missing(ofInt: cell) == nil ? Int(cell) : nil
  }
}
