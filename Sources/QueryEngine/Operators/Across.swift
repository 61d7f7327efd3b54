import ColumnStore
import QuerySemantics

extension RunContext {
  /// A function across all rows or the rows of a group, on every row.
  func evaluate(
    _ call: AcrossCall, _ type: ValueType, over frame: Frame
  ) throws(EngineError) -> Column {
    var keys: [Column] = []
    for expression in call.by { keys.append(try evaluate(expression, over: frame)) }
    let grouping = try group(keys, count: frame.rowCount)
    var arguments: [Column] = []
    for argument in call.arguments { arguments.append(try evaluate(argument, over: frame)) }
    let ids = try grouping.groupIDs(self)
    if case .aggregate(let function) = call.function {
      let input = AggregateInput(
        function: function, arguments: arguments, parameter: call.parameter, type: type)
      return try gather(try aggregate([input], grouping)[0], ids, self)
    }
    guard let argument = arguments.first else {
      throw failure("internal", "a function across rows without an argument")
    }
    let values = argument.storage.asNumbers
    func perGroup(_ function: AggregateCall.Function) throws(EngineError) -> Vector<Double> {
      let input = AggregateInput(
        function: function,
        arguments: [Column(type: .number, storage: .doubles(values))], type: .number)
      return try aggregate([input], grouping)[0].storage.asNumbers
    }
    switch call.function {
    case .rank, .percentile:
      let isRank: Bool = if case .rank = call.function { true } else { false }
      return try places(values, ids, groups: grouping.count, isRank: isRank)
    case .zscore:
      let (means, deviations) = (try perGroup(.mean), try perGroup(.sd))
      return try scaled(values, ids) { value, group in
        (value - means.buffer[group]) / deviations.buffer[group]
      }
    case .minmax:
      let (least, most) = (try perGroup(.min), try perGroup(.max))
      return try scaled(values, ids) { value, group in
        (value - least.buffer[group]) / (most.buffer[group] - least.buffer[group])
      }
    case .shareOfTotal:
      let sums = try perGroup(.sum)
      return try scaled(values, ids) { value, group in value / sums.buffer[group] }
    case .aggregate: return argument
    }
  }

  /// A missing value keeps its reason; a missing statistic of the group gives that one's.
  private func scaled(
    _ values: Vector<Double>, _ ids: Vector<Int32>, _ body: @Sendable (Double, Int) -> Double
  ) throws(EngineError) -> Column {
    let cells: Vector<Double> = try vector(values.count) { rows, out in
      for row in rows {
        let value = values.buffer[row]
        let result = body(value, Int(ids.buffer[row]))
        if value.isNaN {
          out[row] = value
        } else if result.isFinite {
          out[row] = result
        } else {
          out[row] = result.isNaN ? Missing(ofNaN: result).double : MissingBits.notApplicable
        }
      }
    }
    return Column(type: .number, storage: .doubles(cells))
  }

  /// Ranks from the largest, or shares of values that are less or equal.
  private func places(
    _ values: Vector<Double>, _ ids: Vector<Int32>, groups: Int, isRank: Bool
  ) throws(EngineError) -> Column {
    let groupColumn = Column(type: .number, storage: .ints(ids))
    let valueColumn = Column(type: .number, storage: .doubles(values))
    var order = RowOrder(try allRows(values.count))
    let keys = [
      try orderKey(groupColumn, isDescending: false),
      try orderKey(valueColumn, isDescending: isRank),
    ]
    var rest = keys[...]
    while !rest.isEmpty, !order.isSettled {
      if order.isUntouched {
        let packed = try packedKeys(rest, count: values.count)
        rest = rest.dropFirst(packed.taken)
        try order.refine(packed.keys, bits: packed.bits, self)
      } else {
        let open = order.openRows
        let key = try orderKey(try gather(valueColumn, open, self), isDescending: isRank)
        rest = rest.dropFirst()
        let packed = try packedKeys([key], count: open.count)
        try order.refine(packed.keys, bits: packed.bits, self)
      }
    }
    return try numbered(order, values, ids, groups: groups, isRank: isRank)
  }

  /// `order`: rows by group, then by value, what is missing last; equal values are its open ties.
  private func numbered(
    _ order: RowOrder, _ values: Vector<Double>, _ ids: Vector<Int32>, groups: Int, isRank: Bool
  ) throws(EngineError) -> Column {
    var (rowCounts, valueCounts) = (
      [Int](repeating: 0, count: groups), [Int](repeating: 0, count: groups)
    )
    for row in 0..<values.count {
      let value = values.buffer[row]
      rowCounts[Int(ids.buffer[row])] &+= 1
      valueCounts[Int(ids.buffer[row])] &+= value == value ? 1 : 0
    }
    try checkInterruption()
    var ends = [0]
    for count in rowCounts { ends.append(ends[ends.count - 1] + count) }
    let (starts, counts, rows, ties) = (ends, valueCounts, order.rows, order.openTies)
    let threads = threadCount(forRows: values.count)
    return Column(
      type: .number,
      storage: .doubles(
        Vector(count: values.count) { out in
          guard let from = values.buffer.baseAddress, let to = out.baseAddress else { return }
          // Missing values stay as they are.
          to.update(from: from, count: values.count)
          // SAFETY: a row is of one group and of one tie at most, so that threads write other rows.
          nonisolated(unsafe) let cells = to
          Platform.concurrently(threads) { thread in
            for group in 0..<groups where starts[group] * threads / max(1, values.count) == thread {
              let count = Double(counts[group])
              for place in 0..<counts[group] {
                let row = Int(rows.buffer[starts[group] + place])
                cells[row] = isRank ? Double(place + 1) : 100 * Double(place + 1) / count
              }
            }
          }
          Platform.concurrently(threads) { thread in
            for tie in ties[(ties.count * thread / threads)..<(ties.count * (thread + 1) / threads)]
            {
              let group = Int(ids.buffer[Int(rows.buffer[tie.lowerBound])])
              let first = tie.lowerBound - starts[group]
              guard first < counts[group] else { continue }
              let cell =
                isRank
                ? Double(first + 1) : 100 * Double(first + tie.count) / Double(counts[group])
              for place in tie { cells[Int(rows.buffer[place])] = cell }
            }
          }
        }))
  }
}
