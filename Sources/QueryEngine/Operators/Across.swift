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
    return try numbered(order.rows, values, ids, groups: groups, isRank: isRank)
  }

  private func numbered(
    _ rows: Vector<Int32>, _ values: Vector<Double>, _ ids: Vector<Int32>, groups: Int,
    isRank: Bool
  ) throws(EngineError) -> Column {
    var counts = [Int](repeating: 0, count: groups)
    for row in 0..<values.count where !values.buffer[row].isNaN {
      counts[Int(ids.buffer[row])] += 1
    }
    var cells = Array(values.buffer)
    var start = 0
    while start < rows.count {
      let group = ids.buffer[Int(rows.buffer[start])]
      var place = start
      while place < rows.count, ids.buffer[Int(rows.buffer[place])] == group {
        let value = values.buffer[Int(rows.buffer[place])]
        guard !value.isNaN else {
          place += 1
          continue
        }
        var end = place + 1
        while end < rows.count, ids.buffer[Int(rows.buffer[end])] == group,
          values.buffer[Int(rows.buffer[end])] == value
        { end += 1 }
        let share = 100 * Double(end - start) / Double(counts[Int(group)])
        for tied in place..<end {
          cells[Int(rows.buffer[tied])] = isRank ? Double(place - start + 1) : share
        }
        place = end
      }
      start = place
    }
    try checkInterruption()
    return Column(type: .number, storage: .doubles(Vector(cells)))
  }
}
