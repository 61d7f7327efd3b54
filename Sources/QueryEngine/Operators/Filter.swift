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
    let size = settings.batchSize
    let batches = (frame.rowCount + size - 1) / size
    try reserve(rows: frame.rowCount, bytesPerRow: 5)
    let parts = FilterParts(rows: frame.rowCount, batches: batches)
    try inBatches(frame.rowCount) { _, rows in
      parts.take(program.flags(rows), rows, batch: rows.lowerBound / size)
    }
    if parts.leftOut > 0 { noteLeftOut(parts, frame, program, schema) }
    var live = frame
    for index in live.columns.indices where !needed.contains(index) { live.columns[index] = nil }
    let total = parts.total
    if total == frame.rowCount { return live }
    // Nobody reads a column, as in `where … | count`: which rows they are does not matter.
    guard live.columns.contains(where: { $0 != nil }) else {
      return Frame(columns: live.columns, rowCount: total)
    }
    return try live.selecting(try parts.compacted(total, rows: frame.rowCount, self), self)
  }

  /// Counts by reason; up to five countries as examples.
  private func noteLeftOut(
    _ parts: FilterParts, _ frame: Frame, _ program: Program, _ schema: Schema
  ) {
    let reasons = Missing.allCases.compactMap { reason -> MissingCount? in
      let count = parts.leftOut(for: reason)
      return count > 0 ? MissingCount(reason: reason, count: count) : nil
    }
    let examples = self.examples(parts, frame, program, schema)
    note(.leftOut(step: step, rows: parts.leftOut, reasons: reasons, examples: examples))
  }

  /// Names of countries of left out rows. Few batches are looked at: most have one.
  private func examples(
    _ parts: FilterParts, _ frame: Frame, _ program: Program, _ schema: Schema
  ) -> [String] {
    var examples: [String] = []
    guard let place = schema.fields.firstIndex(where: { $0.type == .country }),
      let countries = try? frame.columns[place]?.cells(self)
    else { return [] }
    for batch in 0..<parts.batches where parts.leftOut(inBatch: batch) > 0 {
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

/// The flags of a filter with the counts of each batch, so that the rows can be put in place
/// without moving any of them twice.
private final class FilterParts: @unchecked Sendable {
  // SAFETY: a batch writes its own flags and its own counts, and the caller reads them after the
  // threads have ended.
  private let flags: UnsafeMutablePointer<UInt8>
  private let counts: UnsafeMutableBufferPointer<Int32>
  /// Rows that are not known, by batch and reason.
  private let missing: UnsafeMutableBufferPointer<Int32>
  let batches: Int

  init(rows count: Int, batches: Int) {
    flags = .allocate(capacity: max(1, count))
    counts = .allocate(capacity: batches)
    counts.initialize(repeating: 0)
    self.batches = batches
    missing = .allocate(capacity: 4 * batches)
    missing.initialize(repeating: 0)
  }

  deinit {
    flags.deallocate()
    counts.deallocate()
    missing.deallocate()
  }

  func take(_ cells: Vector<UInt8>, _ range: Range<Int>, batch: Int) {
    guard let from = cells.buffer.baseAddress else { return }
    let out = flags + range.lowerBound
    out.update(from: from, count: range.count)
    let kept = FlagKernel.count(1, in: out, range.count)
    counts[batch] = Int32(truncatingIfNeeded: kept)
    if kept + FlagKernel.count(0, in: out, range.count) == range.count { return }
    for reason in Missing.allCases {
      let count = FlagKernel.count(reason.rawValue &+ 2, in: out, range.count)
      missing[4 * batch + Int(reason.rawValue) - 1] = Int32(truncatingIfNeeded: count)
    }
  }

  var total: Int { counts.reduce(0) { $0 + Int($1) } }

  var leftOut: Int { missing.reduce(0) { $0 + Int($1) } }

  func leftOut(for reason: Missing) -> Int {
    (0..<batches).reduce(0) { $0 + Int(missing[4 * $1 + Int(reason.rawValue) - 1]) }
  }

  func leftOut(inBatch batch: Int) -> Int {
    (0..<4).reduce(0) { $0 + Int(missing[4 * batch + $1]) }
  }

  /// Numbers of the rows that are kept, in order.
  func compacted(
    _ total: Int, rows count: Int, _ context: RunContext
  ) throws(EngineError) -> Vector<Int32> {
    var starts = [0]
    for count in counts { starts.append(starts[starts.count - 1] + Int(count)) }
    let (places, size) = (starts, context.settings.batchSize)
    var failure: EngineError?
    let kept = Vector<Int32>(count: total) { buffer in
      guard let base = buffer.baseAddress else { return }
      // SAFETY: each batch writes the places of its own rows only.
      nonisolated(unsafe) let out = base
      do throws(EngineError) {
        try context.inBatches(count) { _, rows in
          let batch = rows.lowerBound / size
          var (place, row) = (places[batch], rows.lowerBound)
          let end = places[batch + 1]
          // Rows are written before it is known whether they stay; the next one overwrites.
          while place < end {
            out[place] = Int32(truncatingIfNeeded: row)
            place &+= self.flags[row] == 1 ? 1 : 0
            row &+= 1
          }
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return kept
  }
}
