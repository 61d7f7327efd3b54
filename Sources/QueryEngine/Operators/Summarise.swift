import ColumnStore
import QuerySemantics

extension RunContext {
  /// One row per group: the keys, then the aggregates.
  func summarise(
    _ frame: Frame, _ keys: [Int], _ calls: [AggregateCall], _ needed: Set<Int>
  ) throws(EngineError) -> Frame {
    countsYears = true
    defer { countsYears = false }
    let grouping = try group(frame, keys)
    var inputs: [AggregateInput] = []
    for (index, call) in calls.enumerated() where needed.contains(keys.count + index) {
      var arguments: [Column] = []
      for argument in call.arguments { arguments.append(try evaluate(argument, over: frame)) }
      inputs.append(
        AggregateInput(
          function: call.function, arguments: arguments, parameter: call.parameter,
          type: call.type))
    }
    let aggregates = try aggregate(inputs, grouping)
    let rows = Vector(grouping.firstRows)
    var columns: [LazyColumn?] = []
    for (index, key) in keys.enumerated() {
      let isNeeded = needed.contains(index)
      columns.append(
        isNeeded ? LazyColumn(try gather(try frame.column(key, self), rows, self)) : nil)
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
}
