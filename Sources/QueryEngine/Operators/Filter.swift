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
    if filter.leftOut > 0 { noteLeftOut(filter, frame, program, schema) }
    let total = filter.total
    if total == frame.rowCount { return live }
    if !keepsRows { return Frame(columns: live.columns, rowCount: total) }
    return try live.selecting(RowNumbers(filter), self)
  }

  /// Counts by reason; up to five countries as examples.
  private func noteLeftOut(
    _ filter: RowFilter, _ frame: Frame, _ program: Program, _ schema: Schema
  ) {
    let reasons = Missing.allCases.compactMap { reason -> MissingCount? in
      let count = filter.leftOut(for: reason)
      return count > 0 ? MissingCount(reason: reason, count: count) : nil
    }
    let examples = self.examples(filter, frame, program, schema)
    note(.leftOut(step: step, rows: filter.leftOut, reasons: reasons, examples: examples))
  }

  /// Names of countries of left out rows. Few batches are looked at: most have one.
  private func examples(
    _ filter: RowFilter, _ frame: Frame, _ program: Program, _ schema: Schema
  ) -> [String] {
    var examples: [String] = []
    guard let place = schema.fields.firstIndex(where: { $0.type == .country }),
      let countries = try? frame.columns[place]?.cells(self)
    else { return [] }
    for batch in 0..<filter.batches where filter.leftOut(inBatch: batch) > 0 {
      let start = batch * settings.batchSize
      let flags = program.flags(start..<min(frame.rowCount, start + settings.batchSize))
      for (place, flag) in flags.buffer.enumerated() where flag > 1 {
        guard case .entity(let id) = countries[start + place] else { continue }
        let name = source.name(of: .country, id)
        if !examples.contains(name) { examples.append(name) }
        if examples.count == 5 { return examples }
      }
    }
    return examples
  }
}
