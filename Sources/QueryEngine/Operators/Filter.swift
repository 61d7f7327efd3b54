import ColumnStore
import QuerySemantics

extension RunContext {
  /// Keeps rows where the condition holds, and notes those where it is not known.
  func filter(
    _ frame: Frame, _ condition: BoundExpression, _ schema: Schema, _ needed: Set<Int>
  ) throws(EngineError) -> Frame {
    countsYears = true
    defer { countsYears = false }
    let program = try prepare(condition, frame).program
    var live = frame
    for index in live.columns.indices where !needed.contains(index) { live.columns[index] = nil }
    // Where nobody reads a column, as in `where … | count`, it does not matter which rows stay.
    let keepsRows = live.columns.contains { $0 != nil }
    try reserve(rows: frame.rowCount, bytesPerRow: keepsRows ? 1 : 0)
    let filter = RowFilter(
      rows: frame.rowCount, batchSize: settings.batchSize, keepsRows: keepsRows)
    let planes = Condition(program)
    try inBatches(frame.rowCount) { _, rows in filter.take(planes, program, rows) }
    if filter.leftOut > 0 {
      let batches = (0..<filter.batches).filter { filter.leftOut(inBatch: $0) > 0 }.lazy.map {
        ($0 * filter.batchSize)..<min(filter.rowCount, ($0 + 1) * filter.batchSize)
      }
      noteLeftOut(filter.leftOut(for:), batches, frame, program, schema)
    }
    let total = filter.total
    if total == frame.rowCount { return live }
    if !keepsRows { return Frame(columns: live.columns, rowCount: total) }
    return try live.selecting(RowNumbers(filter), self)
  }

  /// Counts by reason; up to five countries as examples.
  ///
  /// `batches`: rows among which those that are left out are.
  func noteLeftOut(
    _ leftOut: (Missing) -> Int, _ batches: some Sequence<Range<Int>>, _ frame: Frame,
    _ program: Program, _ schema: Schema
  ) {
    let reasons = Missing.allCases.compactMap { reason -> MissingCount? in
      let count = leftOut(reason)
      return count > 0 ? MissingCount(reason: reason, count: count) : nil
    }
    let rows = reasons.reduce(0) { $0 + $1.count }
    let examples = self.examples(batches, frame, program, schema)
    note(.leftOut(step: step, rows: rows, reasons: reasons, examples: examples))
  }

  /// Names of countries of left out rows. Few batches are looked at: most have one.
  private func examples(
    _ batches: some Sequence<Range<Int>>, _ frame: Frame, _ program: Program, _ schema: Schema
  ) -> [String] {
    var examples: [String] = []
    guard let place = schema.fields.firstIndex(where: { $0.type == .country }),
      let countries = try? frame.columns[place]?.cells(self)
    else { return [] }
    for rows in batches {
      let flags = program.flags(rows)
      for (place, flag) in flags.buffer.enumerated() where flag > 1 {
        guard case .entity(let id) = countries[rows.lowerBound + place] else { continue }
        let name = source.name(of: .country, id)
        if !examples.contains(name) { examples.append(name) }
        if examples.count == 5 { return examples }
      }
    }
    return examples
  }
}
