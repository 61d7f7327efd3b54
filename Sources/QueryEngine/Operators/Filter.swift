import ColumnStore
import QuerySemantics

extension RunContext {
  /// Keeps rows where the condition holds, and notes those where it is not known.
  func filter(
    _ frame: Frame, _ condition: BoundExpression, _ schema: Schema
  ) throws(EngineError) -> Frame {
    countsYears = true
    defer { countsYears = false }
    let program = try prepare(condition, frame).program
    let size = settings.batchSize
    let batches = (frame.rowCount + size - 1) / size
    // Each batch compacts into its own part of `kept`; the parts are then moved together.
    try reserve(rows: frame.rowCount, bytesPerRow: 8)
    let parts = FilterParts(rows: frame.rowCount, batches: batches)
    try inBatches(frame.rowCount) { _, rows in
      parts.keep(program.flags(rows), rows, batch: rows.lowerBound / size)
    }
    if parts.leftOut > 0 { noteLeftOut(parts, frame, program, schema) }
    let kept = parts.compacted(size)
    return kept.count == frame.rowCount ? frame : try frame.selecting(kept, self)
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

/// Rows kept by each batch of a filter.
private final class FilterParts: @unchecked Sendable {
  // SAFETY: a batch writes its own rows and its own counts, and the caller reads them after the
  // threads have ended.
  private let rows: UnsafeMutablePointer<Int32>
  private let counts: UnsafeMutableBufferPointer<Int32>
  /// Rows that are not known, by batch and reason.
  private let missing: UnsafeMutableBufferPointer<Int32>
  let batches: Int

  init(rows count: Int, batches: Int) {
    rows = .allocate(capacity: max(1, count))
    counts = .allocate(capacity: batches)
    counts.initialize(repeating: 0)
    self.batches = batches
    missing = .allocate(capacity: 4 * batches)
    missing.initialize(repeating: 0)
  }

  deinit {
    rows.deallocate()
    counts.deallocate()
    missing.deallocate()
  }

  func keep(_ flags: Vector<UInt8>, _ range: Range<Int>, batch: Int) {
    guard let flags = flags.buffer.baseAddress else { return }
    let out = rows + range.lowerBound
    let first = Int32(truncatingIfNeeded: range.lowerBound)
    var (kept, unknown) = (0, 0)
    for place in 0..<range.count {
      out[kept] = first &+ Int32(truncatingIfNeeded: place)
      kept &+= flags[place] == 1 ? 1 : 0
      unknown &+= flags[place] > 1 ? 1 : 0
    }
    counts[batch] = Int32(truncatingIfNeeded: kept)
    guard unknown > 0 else { return }
    for place in 0..<range.count where flags[place] > 1 {
      missing[4 * batch + Int(canonical(flag: flags[place])) - 3] += 1
    }
  }

  var leftOut: Int { missing.reduce(0) { $0 + Int($1) } }

  func leftOut(for reason: Missing) -> Int {
    (0..<batches).reduce(0) { $0 + Int(missing[4 * $1 + Int(reason.rawValue) - 1]) }
  }

  func leftOut(inBatch batch: Int) -> Int {
    (0..<4).reduce(0) { $0 + Int(missing[4 * batch + $1]) }
  }

  func compacted(_ size: Int) -> Vector<Int32> {
    let total = counts.reduce(0) { $0 + Int($1) }
    return Vector(count: total) { out in
      guard var next = out.baseAddress else { return }
      for (batch, count) in counts.enumerated() where count > 0 {
        next.update(from: rows + batch * size, count: Int(count))
        next += Int(count)
      }
    }
  }
}
