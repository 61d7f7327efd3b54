import ColumnStore
import QuerySemantics

extension RunContext {
  /// A filter with the counts, sums and means of what it keeps, in one reading: which rows are kept
  /// is never written down. Nil, with nothing done, where the step after is anything else.
  func filteredTotals(
    _ frame: Frame, _ condition: BoundExpression, _ next: BoundStep.Operation, _ schema: Schema,
    _ needed: Set<Int>
  ) throws(EngineError) -> (totals: Frame, kept: Int)? {
    guard case .summarise(let keys, let calls) = next, keys.isEmpty,
      let places = summed(calls, frame, needed)
    else { return nil }
    countsYears = true
    defer { countsYears = false }
    let program = try prepare(condition, frame).program
    let planes = Condition(program)
    var sums: [(call: Int, values: Program)] = []
    for (call, column) in places {
      sums.append((call, try prepare(BoundExpression(column, calls[call].type), frame).program))
    }
    let values = sums.map(\.values)
    let parts = 8
    let partials = (0..<parts).map { _ in FilteredSums(count: values.count) }
    let (count, size) = (frame.rowCount, settings.batchSize)
    // A sum is of eight parts whatever the threads, and of eight lanes in each (see `SumLanes`).
    let starts = (0...parts).map { $0 == parts ? count : count * $0 / parts / 8 * 8 }
    let stop = settings.isInterrupted
    let flags = InterruptFlags(parts)
    try concurrently(parts, rows: count) { part in
      for start in stride(from: starts[part], to: starts[part + 1], by: size) {
        if stop() { return flags.raise(part) }
        let rows = start..<min(starts[part + 1], start + size)
        partials[part].add(rows, planes, program, values)
      }
    }
    if flags.isRaised { throw .interrupted }
    func leftOut(_ reason: Missing) -> Int {
      partials.reduce(0) { $0 + $1.leftOut(for: reason) }
    }
    if Missing.allCases.contains(where: { leftOut($0) > 0 }) {
      let batches = stride(from: 0, to: count, by: size).lazy.map { $0..<min(count, $0 + size) }
      noteLeftOut(leftOut, batches, frame, program, schema)
    }
    let kept = partials.reduce(0) { $0 + $1.kept }
    var columns: [LazyColumn?] = calls.indices.map { call in
      needed.contains(call) ? LazyColumn(Column.single(Double(kept))) : nil
    }
    for (place, sum) in sums.enumerated() {
      let total = partials.reduce(into: SumCell()) {
        $0.add($1.lanes(place).sum, count: $1.lanes(place).count)
      }
      let isMean = calls[sum.call].function == .mean
      let value = isMean ? mean(total) : total.count > 0 ? total.sum : MissingBits.noData
      columns[sum.call] = LazyColumn(
        Column.single(value.isInfinite ? MissingBits.notApplicable : value))
    }
    return (Frame(columns: columns, rowCount: 1), kept)
  }

  /// The calls that sum a column, with it; nil where one of the calls is no sum, mean or count.
  private func summed(
    _ calls: [AggregateCall], _ frame: Frame, _ needed: Set<Int>
  ) -> [(call: Int, column: BoundExpression.Kind)]? {
    var places: [(call: Int, column: BoundExpression.Kind)] = []
    for (index, call) in calls.enumerated() where needed.contains(index) {
      switch (call.function, call.arguments.first?.kind) {
      case (.count, nil): break
      case (.sum, .column(let column)?), (.mean, .column(let column)?):
        // What a step before left ungathered is gathered sooner than read twice.
        guard frame.columns[column]?.pendingRows == nil else { return nil }
        places.append((index, .column(column)))
      default: return nil
      }
    }
    return places
  }
}

extension Column {
  fileprivate static func single(_ value: Double) -> Column {
    Column(type: .number, storage: .doubles(Vector([value])))
  }
}

/// What one part of the rows comes to.
private final class FilteredSums: @unchecked Sendable {
  // SAFETY: one thread works on a part; the caller reads it after the threads have ended.
  private(set) var kept = 0
  private let sums: UnsafeMutableBufferPointer<SumLanes>
  /// Rows of which it is not known whether they are kept, by reason.
  private let reasons: UnsafeMutablePointer<Int32>

  init(count: Int) {
    sums = .allocate(capacity: count)
    sums.initialize(repeating: SumLanes())
    reasons = .allocate(capacity: 4)
    reasons.initialize(repeating: 0, count: 4)
  }

  deinit {
    sums.deallocate()
    reasons.deallocate()
  }

  func lanes(_ place: Int) -> SumLanes { sums[place] }

  func leftOut(for reason: Missing) -> Int { Int(reasons[Int(reason.rawValue) - 1]) }

  func add(_ rows: Range<Int>, _ condition: Condition, _ program: Program, _ values: [Program]) {
    if values.count == 1, addAtOnce(rows, condition, values[0]) { return }
    let count = rows.count
    Condition.withPlanes(count) { yes, may in
      condition.fill(rows, yes, may)
      let found = FlagKernel.sum(yes, count)
      kept += found
      if FlagKernel.sum(may, count) != found {
        condition.addReasons(rows, yes, may, program, to: reasons)
      }
      guard found > 0 else { return }
      for (place, program) in values.enumerated() {
        let numbers = program.numbers(rows)
        withExtendedLifetime(numbers) {
          guard let from = numbers.buffer.baseAddress else { return }
          sums[place].add(from, yes, firstRow: rows.lowerBound, count)
        }
      }
    }
  }

  /// One sum behind one comparison, without planes. False where it is not that, or a row is
  /// missing for a reason that is rare: then nothing was added.
  private func addAtOnce(_ rows: Range<Int>, _ condition: Condition, _ values: Program) -> Bool {
    guard case .numbers(let operation, let cells, let constant) = condition,
      case .stored(.doubles(let numbers)) = values, rows.lowerBound & 7 == 0,
      let tested = cells.buffer.baseAddress, let summed = numbers.buffer.baseAddress
    else { return false }
    let (tests, terms) = (tested + rows.lowerBound, summed + rows.lowerBound)
    if let answer = cells.blocks?.answer(operation, constant, rows) {
      if answer {
        sums[0].add(terms, nil, firstRow: rows.lowerBound, rows.count)
        kept += rows.count
      }
      return true
    }
    var lanes = sums[0]
    let found = lanes.add(terms, where: tests, operation, constant, rows.count)
    guard found.missing == found.noData else { return false }
    sums[0] = lanes
    kept += found.kept
    reasons[Int(Missing.noData.rawValue) - 1] += Int32(truncatingIfNeeded: found.noData)
    return true
  }
}
