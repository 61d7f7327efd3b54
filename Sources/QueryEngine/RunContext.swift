import Catalogue
import ColumnStore
import QuerySemantics
import SourceText

/// What the steps of one run share: settings, notes and the place errors point at.
final class RunContext {
  let source: any LookupSource
  let settings: EngineSettings
  private(set) var notes: [RunNote] = []
  var rowCounts: [Int] = []
  /// The step that runs, for notes and errors.
  var step = 0
  var range: SourceRange?
  /// Whether lookups now count the years they read (conditions, aggregates, sort keys).
  var countsYears = false
  /// Ranks of texts and entities and the last-value tables, made once per run.
  let ranks = RankCache()
  var lastYears: [Int32: LastYearTable] = [:]
  /// First and last year of existence by country, once asked for.
  var existence: Vector<SIMD2<Int32>>?

  /// Bytes that were there before this run.
  private let bytesBefore = MemoryUse.live

  init(source: any LookupSource, settings: EngineSettings) {
    self.source = source
    self.settings = settings
  }

  func note(_ note: RunNote) {
    if !notes.contains(note) { notes.append(note) }
  }

  func failure(_ code: String, _ message: String, notes: [String] = []) -> EngineError {
    .failed(code: code, message: message, range: range, notes: notes)
  }

  /// Values that could not be read from the store.
  func storeFailure(_ error: any Error) -> EngineError {
    guard let error = error as? CatalogueError else { return failure("data-store", "\(error)") }
    return failure(
      error.code, error.message, notes: ["start again: what is damaged is built anew"])
  }

  func checkInterruption() throws(EngineError) {
    if settings.isInterrupted() { throw .interrupted }
  }

  /// Fails before an allocation that, with what this run holds already, the memory limit does
  /// not allow.
  func reserve(rows: Int, bytesPerRow: Int) throws(EngineError) {
    let (bytes, overflow) = rows.multipliedReportingOverflow(by: bytesPerRow)
    guard !overflow else {
      throw failure("memory-limit", "\(rows) rows do not fit into memory")
    }
    guard let limit = settings.memoryLimit else { return }
    let held = max(0, MemoryUse.live - bytesBefore)
    guard bytes > limit - min(held, limit) || held > limit else { return }
    throw failure(
      "memory-limit",
      "this step needs about \(max(1, bytes / 1_000_000)) MB for \(rows) rows beside the "
        + "\(held / 1_000_000) MB that the statement holds, and the limit is "
        + "\(limit / 1_000_000) MB",
      notes: ["filter or summarise before this step, or raise the limit with `set memory`"])
  }

  func threadCount(forRows rows: Int) -> Int {
    rows >= settings.parallelRows ? settings.threads : 1
  }

  /// Calls `body` for batches that cover `0..<count`, on several threads where that pays.
  ///
  /// A thread's batches are consecutive, and batches are the same for any number of threads.
  /// `work`: how many rows are read, where that is less.
  func inBatches(
    _ count: Int, work: Int? = nil, _ body: @Sendable (_ thread: Int, Range<Int>) -> Void
  ) throws(EngineError) {
    let size = settings.batchSize
    let batches = (count + size - 1) / size
    let threads = max(1, min(threadCount(forRows: work ?? count), batches))
    let stop = settings.isInterrupted
    let flags = InterruptFlags(threads)
    Platform.concurrently(threads) { thread in
      for batch in (batches * thread / threads)..<(batches * (thread + 1) / threads) {
        if stop() {
          flags.raise(thread)
          return
        }
        body(thread, (batch * size)..<min(count, (batch + 1) * size))
      }
    }
    if flags.isRaised { throw .interrupted }
  }

  /// Calls `body` once for each index, on several threads if `rows` is large.
  func concurrently(
    _ count: Int, rows: Int, _ body: @Sendable (Int) -> Void
  ) throws(EngineError) {
    try checkInterruption()
    let threads = min(threadCount(forRows: rows), count)
    let stop = settings.isInterrupted
    let flags = InterruptFlags(max(1, threads))
    Platform.concurrently(max(1, threads)) { thread in
      for index in (count * thread / max(1, threads))..<(count * (thread + 1) / max(1, threads)) {
        if stop() {
          flags.raise(thread)
          return
        }
        body(index)
      }
    }
    if flags.isRaised { throw .interrupted }
  }

  /// Makes a vector of `count` cells, batch by batch.
  func vector<Element: BitwiseCopyable & Sendable>(
    _ count: Int, of: Element.Type = Element.self,
    filling fill: @Sendable (Range<Int>, UnsafeMutablePointer<Element>) -> Void
  ) throws(EngineError) -> Vector<Element> {
    try reserve(rows: count, bytesPerRow: MemoryLayout<Element>.stride)
    var failure: EngineError?
    let vector = Vector<Element>(count: count) { buffer in
      guard let base = buffer.baseAddress, count > 0 else { return }
      // SAFETY: every thread writes its own batches of this buffer, which outlives the call.
      nonisolated(unsafe) let out = base
      do throws(EngineError) {
        try inBatches(count) { _, rows in fill(rows, out) }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return vector
  }
}

/// One flag per thread; each thread writes its own and the caller reads after joining.
final class InterruptFlags: @unchecked Sendable {
  // SAFETY: slots are disjoint, and joining the threads orders the writes before the read.
  private let flags: UnsafeMutableBufferPointer<UInt8>

  init(_ count: Int) {
    flags = .allocate(capacity: count)
    flags.initialize(repeating: 0)
  }

  deinit { flags.deallocate() }

  func raise(_ index: Int) { flags[index] = 1 }

  var isRaised: Bool { flags.contains(1) }
}
