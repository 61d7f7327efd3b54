import ColumnStore
import QuerySemantics

extension RunContext {
  /// One row per group: the keys, then the aggregates.
  func summarise(
    _ frame: Frame, _ keys: [Int], _ calls: [AggregateCall], _ needed: Set<Int>
  ) throws(EngineError) -> Frame {
    countsYears = true
    defer { countsYears = false }
    let wanted = calls.indices.filter { needed.contains(keys.count + $0) }.map { calls[$0] }
    // The rows are read once: groups are found while the aggregates are taken.
    var grouping = try group(frame, keys, isFinding: false)
    let aggregates: [Column]
    if keys.isEmpty, let totals = try filteredTotals(frame, wanted) {
      aggregates = totals
    } else {
      var inputs: [AggregateInput] = []
      for call in wanted { inputs.append(try input(call, frame)) }
      aggregates = try aggregate(inputs, finding: &grouping)
    }
    let rows = Vector(grouping.firstRows)
    var columns: [LazyColumn?] = []
    for (index, key) in keys.enumerated() {
      let isNeeded = needed.contains(index)
      columns.append(
        isNeeded ? LazyColumn(try frame.cells(key, at: rows, self)) : nil)
    }
    var next = 0
    for index in calls.indices {
      guard needed.contains(keys.count + index) else {
        columns.append(nil)
        continue
      }
      columns.append(LazyColumn(aggregates[next]))
      next += 1
    }
    return Frame(columns: columns, rowCount: grouping.count)
  }

  private func input(_ call: AggregateCall, _ frame: Frame) throws(EngineError) -> AggregateInput {
    var input = AggregateInput(
      function: call.function, arguments: [], parameter: call.parameter, type: call.type)
    if call.function == .sum || call.function == .mean, let argument = call.arguments.first {
      // One reading, batch by batch: the values of all rows are never there together.
      input.values = try prepare(argument, frame).program
    } else {
      for argument in call.arguments { input.arguments.append(try evaluate(argument, over: frame)) }
    }
    return input
  }

  /// Counts, sums and means of columns behind a filter, read where they stand: the rows that the
  /// filter keeps are neither numbered nor gathered. Nil where that cannot be done or a few rows
  /// of many are kept, which are gathered sooner.
  private func filteredTotals(
    _ frame: Frame, _ calls: [AggregateCall]
  ) throws(EngineError) -> [Column]? {
    var filter: RowFilter?
    var bases: [LazyColumn?] = []
    for call in calls {
      switch (call.function, call.arguments.first?.kind) {
      case (.count, nil): bases.append(nil)
      case (.sum, .column(let index)?), (.mean, .column(let index)?):
        guard index < frame.columns.count, let lazy = frame.columns[index],
          let source = lazy.pendingRows?.filter, filter == nil || filter === source,
          let base = lazy.pendingBase, source.kept != nil
        else { return nil }
        filter = source
        bases.append(base)
      default: return nil
      }
    }
    guard let filter, filter.total > filter.rowCount / 8 else { return nil }
    let grouping = Grouping.single(rowCount: filter.rowCount)
    var inputs: [AggregateInput] = []
    for (call, base) in zip(calls, bases) {
      guard let base else { continue }
      var input = AggregateInput(
        function: call.function, arguments: [], parameter: call.parameter, type: call.type)
      input.values = .stored(try base.cells(self).storage)
      input.filter = filter
      inputs.append(input)
    }
    var totals = try aggregate(inputs, grouping)[...]
    let count = Column(type: .number, storage: .doubles(Vector([Double(filter.total)])))
    return bases.map { $0 == nil ? count : totals.removeFirst() }
  }
}
