import Catalogue
import ColumnStore
import QueryEngine
import QuerySemantics
import QuerySyntax
import SourceText

/// The notes under a table: worded here, from what the engine saw and what the columns are.
extension Workbench {
  func describe(
    _ output: RunOutput, _ bound: BoundPipeline, _ binder: Binder, _ file: SourceFile
  ) -> WorkbenchResult {
    var notes = inheritedNotes(binder.uses) + binder.remarks
    notes += treatySentences(bindingNotes + output.notes)
    if let prefix = bound.prefix ?? bound.comparison.map({ _ in bound.query }) {
      for note in bindingNotes {
        if let text = sentence(note, prefix, file), !notes.contains(text) { notes.append(text) }
      }
    }
    for note in output.notes {
      if let text = sentence(note, bound.query, file), !notes.contains(text) {
        notes.append(text)
      }
    }
    for table in binder.uses.tables.sorted() {
      for text in catalogue.table(table)?.notes ?? [] where !notes.contains(text) {
        notes.append(text)
      }
    }
    for finishing in bound.finishing {
      if case .note(let text) = finishing { notes.append(text) }
    }
    let columnYears = yearsOfColumns(output.table)
    var particulars =
      bound.comparison.map { [$0.years].compactMap(\.self) } ?? yearLines(columnYears)
    for note in output.notes {
      guard case .yearsRead(let measure, let years) = note else { continue }
      let text = span(years)
      // What the line of the columns tells of the measure is not said twice.
      guard !columnYears.contains(where: { $0.measure == measure && $0.text == text }) else {
        continue
      }
      particulars.append(
        "Years of \(catalogue.name(of: EntityKind.measure, measure)) read: \(text)")
    }
    var result = WorkbenchResult(
      table: output.table, notes: notes, particulars: unique(particulars))
    result.sources =
      sources(
        of: narrowed(binder.uses, to: output.table), reading: bindingNotes + output.notes)
    if case .catalogue = bound.query.source.kind {
      let brought = Set(bound.query.source.schema.fields.map(\.name))
      let columns = Set(output.table.schema.fields.map(\.name))
      // After `keep` every column was asked for.
      if columns.isSuperset(of: brought) {
        result.addedColumns = columns.subtracting(brought)
        result.orderColumns = orderColumns(bound.query)
      }
    }
    // Their columns all belong to the answer.
    result.folds = bound.query.steps.contains {
      ["commitments", "describe", "gap", "implementation", "overdue"].contains($0.verb)
    }
    if let comparison = bound.comparison {
      result.hints = comparison.hints
      result.isTurned = true
    }
    return result
  }

  /// Columns that the last `sort` orders the rows by: an order is seen only beside them.
  private func orderColumns(_ query: BoundQuery) -> Set<String> {
    for step in query.steps.reversed() {
      guard case .sort(let keys) = step.operation else { continue }
      return keys.reduce(into: []) { names, key in
        if case .column(let index) = key.expression.kind {
          names.insert(step.output.fields[index].name)
        }
      }
    }
    return []
  }

  /// A result that names its measures or treaties row by row owes nothing to the others of the
  /// table they come from.
  private func narrowed(_ uses: CatalogueUses, to table: Table) -> CatalogueUses {
    var narrowed = uses
    if uses.namedMeasures.isEmpty { narrowed.namedMeasures = entities(.measure, in: table) }
    if uses.namedTreaties.isEmpty { narrowed.namedTreaties = entities(.treaty, in: table) }
    return narrowed
  }

  private func entities(_ type: ValueType, in table: Table) -> Set<Int32> {
    var found: Set<Int32> = []
    for column in table.columns where column.type == type {
      guard case .ints(let codes) = column.storage else { continue }
      var last = Missing.noData.int
      for row in 0..<codes.count where codes[row] != last {
        last = codes[row]
        if Missing(ofInt: last) == nil { found.insert(last) }
      }
    }
    return found
  }

  func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }

  private func sentence(
    _ note: RunNote, _ query: BoundQuery, _ file: SourceFile
  ) -> String? {
    switch note {
    case .leftOut(let step, let rows, let reasons, let examples):
      let verb = query.steps.indices.contains(step) ? query.steps[step].range : nil
      let text = verb.map { "`\(shortened(file.text(in: $0)))`" } ?? "a condition"
      if reasons.count == 1, reasons[0].reason == .notApplicable {
        let names =
          examples.isEmpty
          ? "" : " (" + examples.joined(separator: ", ") + (rows > examples.count ? " …" : "") + ")"
        return "\(rowsText(rows)) left out by \(text), which does not apply to "
          + "\(rows == 1 ? "it" : "them")\(names)"
      }
      let why =
        reasons.count == 1
        ? reasons[0].reason.label
        : reasons.map { "\($0.count) \($0.reason.label)" }.joined(separator: ", ")
      let names =
        examples.isEmpty
        ? "" : ": " + examples.joined(separator: ", ") + (rows > examples.count ? " …" : "")
      return "\(rowsText(rows)) left out by \(text) because it is not known there (\(why))\(names)"
    case .treatyAtListDate, .treatyAsOf: return nil
    case .latestList(let group):
      let entity = catalogue.group(group)
      let date = entity.asOf.map { " of \($0.text)" } ?? ""
      return "\(entity.identifier): members by the latest list\(date); dates of joining are not "
        + "recorded"
    case .latestIncome(let year):
      return "income groups at times after \(year) are those of \(year), the latest there are"
    case .filled(let column, let cells, let method):
      return "\(cells) cells of \(column) filled (\(method))"
    case .sparks(let first, let last, let letters):
      let years = first == last ? "\(first)" : "\(first) to \(last)"
      let each =
        letters == last - first + 1 ? "a letter a year" : "\(letters) letters, each a mean of years"
      return "spark: \(years), \(each); each line from its own least to its greatest value"
    case .file(let text): return text
    case .yearsRead, .columnsRead: return nil
    }
  }

  /// One sentence for all treaties read in the same way at the same date.
  private func treatySentences(_ notes: [RunNote]) -> [String] {
    var order: [String] = []
    var names: [String: [String]] = [:]
    func add(_ treaty: Int32, _ inForce: Bool, asked: Bool) {
      let entity = catalogue.treaty(treaty)
      let date =
        asked
        ? " at the time asked for"
        : entity.coverageAsOf.map { " as of \($0.text)" } ?? " by an undated list"
      let way = "\(date)\(coverageText(entity)); \(basisText(inForce))"
      if names[way] == nil { order.append(way) }
      if names[way]?.contains(entity.identifier) != true {
        names[way, default: []].append(entity.identifier)
      }
    }
    for note in notes {
      switch note {
      case .treatyAtListDate(let treaty, let inForce): add(treaty, inForce, asked: false)
      case .treatyAsOf(let treaty, let inForce): add(treaty, inForce, asked: true)
      default: break
      }
    }
    return order.map { way in
      let list = (names[way] ?? []).joined(separator: ", ")
      return list + way
    }
  }

  private func basisText(_ inForce: Bool) -> String {
    inForce
      ? "a State is a party from entry into force for it" : "State party by deposit of consent"
  }

  private func coverageText(_ treaty: Treaty) -> String {
    switch treaty.coverage {
    case .complete, .dated: ""
    case .secondary: " (list compiled by researchers, not checked against the depositary)"
    case .partial: " (partial list: a country it does not name is not covered)"
    case .none: " (no list of parties)"
    }
  }

  private func shortened(_ text: String) -> String {
    let line = text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
    return line.count > 60 ? line.prefix(57) + "…" : line
  }

  private typealias ColumnYears = (measure: Int32, column: String, text: String)

  /// The years of the values in columns that hold one year's or the latest.
  private func yearsOfColumns(_ table: Table) -> [ColumnYears] {
    var lines: [ColumnYears] = []
    for field in table.schema.fields {
      guard let origin = field.origin, case .measure(let measure) = origin.entity,
        let index = table.schema.index(of: origin.subject), table.columns[index].type == .country
      else { continue }
      switch origin.reading {
      case .row: continue
      case .year(let year): lines.append((measure, field.name, String(year)))
      case .latest(let day, let within):
        let base: LookupTime.Base = day.map { .day($0) } ?? .unasked
        let lookup = Lookup(
          .value(measure: measure, .year),
          subject: BoundExpression(.column(index), .country),
          time: LookupTime(base, .latest(within: within)))
        var ignored: [RunNote] = []
        guard
          let years = try? engine.evaluate(
            BoundExpression(.lookup(lookup), .number), over: table, notes: &ignored)
        else { continue }
        let text = yearText(years, countries: table.columns[index])
        if !text.isEmpty { lines.append((measure, field.name, text)) }
      }
    }
    return lines
  }

  /// `Years: 2019–2023; 2014 for YEM`
  private func yearLines(_ lines: [ColumnYears]) -> [String] {
    guard let first = lines.first else { return [] }
    if lines.allSatisfy({ $0.text == first.text }) { return ["Years: \(first.text)"] }
    // Columns of the same years are named together, in the order of their first.
    var order: [String] = []
    var columns: [String: [String]] = [:]
    for line in lines {
      if columns[line.text] == nil { order.append(line.text) }
      columns[line.text, default: []].append(line.column)
    }
    // The semicolon parts columns here.
    func flat(_ years: String) -> String {
      years.split(separator: ";").joined(separator: ",")
    }
    let parts = order.map { "\(flat($0)) (\((columns[$0] ?? []).joined(separator: ", ")))" }
    return ["Years: " + parts.joined(separator: "; ")]
  }

  /// The span of most years; what is five years or more from the most frequent is named.
  private func yearText(_ years: Column, countries: Column) -> String {
    var counts: [Int: Int] = [:]
    var rows: [(year: Int, country: Int32)] = []
    for row in 0..<years.count {
      guard case .number(let value) = years[row], case .entity(let country) = countries[row] else {
        continue
      }
      counts[Int(value), default: 0] += 1
      rows.append((Int(value), country))
    }
    guard let mode = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key else {
      return ""
    }
    let near = rows.map(\.year).filter { abs($0 - mode) < 5 }
    guard let low = near.min(), let high = near.max() else { return "" }
    var text = low == high ? String(low) : "\(low)–\(high)"
    var far: [Int: [String]] = [:]
    for row in rows where abs(row.year - mode) >= 5 {
      let code = catalogue.country(row.country).iso3
      if far[row.year]?.contains(code) != true { far[row.year, default: []].append(code) }
    }
    let named = far.keys.sorted(by: >)
    for year in named.prefix(6) {
      let codes = far[year] ?? []
      let shown = codes.prefix(5).joined(separator: ", ")
      text += "; \(year) for \(shown)" + (codes.count > 5 ? " and \(codes.count - 5) more" : "")
    }
    if named.count > 6 { text += "; earlier years for others" }
    return text
  }

  private func span(_ years: [YearCount]) -> String {
    guard let low = years.map(\.year).min(), let high = years.map(\.year).max() else { return "" }
    guard low != high, let mode = years.max(by: { ($0.count, $0.year) < ($1.count, $1.year) })
    else { return String(low) }
    return "\(low)–\(high), most often \(mode.year)"
  }
}
