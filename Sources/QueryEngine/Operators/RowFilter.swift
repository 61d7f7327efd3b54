import ColumnStore
import QuerySemantics

/// Which rows a filter keeps: a byte for each, with the counts of each batch, so that their
/// numbers can be put in place, or never made where a step reads the bytes themselves.
final class RowFilter: @unchecked Sendable {
  // SAFETY: a batch writes its own bytes and its own counts, and the caller reads them after the
  // threads have ended.
  private let bytes: UnsafeMutablePointer<UInt8>?
  private let counts: UnsafeMutableBufferPointer<Int32>
  /// Rows that are not known, by batch and reason.
  private let missing: UnsafeMutableBufferPointer<Int32>
  let rowCount: Int
  let batchSize: Int
  let batches: Int

  /// `keepsRows`: false where only counts are asked for.
  init(rows count: Int, batchSize: Int, keepsRows: Bool) {
    rowCount = count
    self.batchSize = batchSize
    batches = (count + batchSize - 1) / batchSize
    bytes = keepsRows ? .allocate(capacity: max(1, count)) : nil
    counts = .allocate(capacity: batches)
    counts.initialize(repeating: 0)
    missing = .allocate(capacity: 4 * batches)
    missing.initialize(repeating: 0)
  }

  deinit {
    bytes?.deallocate()
    counts.deallocate()
    missing.deallocate()
  }

  /// Reads the condition for a batch.
  func take(_ condition: Condition, _ program: Program, _ rows: Range<Int>) {
    let (batch, count) = (rows.lowerBound / batchSize, rows.count)
    Condition.withPlanes(count) { scratch, may in
      let yes = bytes.map { $0 + rows.lowerBound } ?? scratch
      condition.fill(rows, yes, may)
      let kept = FlagKernel.sum(yes, count)
      counts[batch] = Int32(truncatingIfNeeded: kept)
      if FlagKernel.sum(may, count) == kept { return }
      guard let reasons = missing.baseAddress.map({ $0 + 4 * batch }) else { return }
      condition.addReasons(rows, yes, may, program, to: reasons)
    }
  }

  /// Keeps the rows of a batch for which `body` gives 1, not 0.
  @inline(__always)
  func take(_ rows: Range<Int>, _ body: (Int) -> UInt8) {
    guard let bytes else { return }
    for row in rows { bytes[row] = body(row) }
    let kept = FlagKernel.sum(bytes + rows.lowerBound, rows.count)
    counts[rows.lowerBound / batchSize] = Int32(truncatingIfNeeded: kept)
  }

  /// Rows that are kept.
  var total: Int { counts.reduce(0) { $0 + Int($1) } }

  var leftOut: Int { missing.reduce(0) { $0 + Int($1) } }

  func leftOut(for reason: Missing) -> Int {
    (0..<batches).reduce(0) { $0 + Int(missing[4 * $1 + Int(reason.rawValue) - 1]) }
  }

  func leftOut(inBatch batch: Int) -> Int {
    (0..<4).reduce(0) { $0 + Int(missing[4 * batch + $1]) }
  }

  /// 1 for each row that is kept, else 0; nil where only counts were asked for.
  var kept: UnsafePointer<UInt8>? { bytes.map { UnsafePointer($0) } }

  /// Numbers of the rows that are kept, in order.
  func rowNumbers(_ context: RunContext) throws(EngineError) -> Vector<Int32> {
    guard let kept else { throw context.failure("internal", "a filter was asked for its rows") }
    var starts = [0]
    for count in counts { starts.append(starts[starts.count - 1] + Int(count)) }
    let (places, size) = (starts, batchSize)
    try context.reserve(rows: total, bytesPerRow: 4)
    var failure: EngineError?
    // SAFETY: the bytes live as long as this object, which outlives the call.
    nonisolated(unsafe) let flags = kept
    let numbers = Vector<Int32>(count: total) { buffer in
      guard let base = buffer.baseAddress else { return }
      // SAFETY: each batch writes the places of its own rows only.
      nonisolated(unsafe) let out = base
      do throws(EngineError) {
        try context.inBatches(rowCount) { _, rows in
          let batch = rows.lowerBound / size
          var (place, row) = (places[batch], rows.lowerBound)
          let end = places[batch + 1]
          // Rows are written before it is known whether they stay; the next one overwrites.
          while place < end {
            out[place] = Int32(truncatingIfNeeded: row)
            place &+= Int(flags[row])
            row &+= 1
          }
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return numbers
  }
}
