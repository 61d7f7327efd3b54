import ColumnStore
import QuerySemantics

/// An aggregate with its arguments as columns.
struct AggregateInput {
  var function: AggregateCall.Function
  var arguments: [Column]
  /// What a sum or a mean is taken of, instead of an argument.
  var values: Program?
  /// The rows that count, where the values are those of all rows.
  var filter: RowFilter?
  var parameter: Double?
  var type: ValueType
}

extension RunContext {
  /// One column per aggregate, one cell per group.
  func aggregate(
    _ inputs: [AggregateInput], _ grouping: Grouping
  ) throws(EngineError) -> [Column] {
    var grouping = grouping
    return try aggregate(inputs, finding: &grouping)
  }

  /// The same; where the groups of `grouping` are not known yet, they are afterwards.
  func aggregate(
    _ inputs: [AggregateInput], finding grouping: inout Grouping
  ) throws(EngineError) -> [Column] {
    let shape = SlotShape(grouping)
    var accumulators: [any Accumulator] = []
    var finishers: [(Grouping) throws(EngineError) -> Column] = []
    for input in inputs {
      finishers.append(try plan(input, shape, grouping, &accumulators))
    }
    if grouping.isFound {
      try sweep(accumulators, grouping)
    } else {
      let first = FirstRowAccumulator(shape)
      try sweep([first] + accumulators, grouping)
      grouping = grouping.found(first)
    }
    var columns: [Column] = []
    for finish in finishers {
      try checkInterruption()
      columns.append(try finish(grouping))
    }
    return columns
  }

  private func plan(
    _ input: AggregateInput, _ shape: SlotShape, _ grouping: Grouping,
    _ accumulators: inout [any Accumulator]
  ) throws(EngineError) -> (Grouping) throws(EngineError) -> Column {
    let isSum = input.function == .sum || input.function == .mean
    if isSum, let values = input.values ?? input.arguments.first.map({ .stored($0.storage) }) {
      let sums = SumAccumulator(values, input.filter, shape)
      accumulators.append(sums)
      let isMean = input.function == .mean
      return { [self] (grouping) throws(EngineError) -> Column in
        try numbers(grouping) { slot in
          let total = sums.total(slot)
          if isMean { return mean(total) }
          return total.count > 0 ? total.sum : MissingBits.noData
        }
      }
    }
    guard let argument = input.arguments.first else {
      let counts = RowCountAccumulator(shape)
      accumulators.append(counts)
      return { [self] (grouping) throws(EngineError) -> Column in
        try numbers(grouping) { Double(counts.total($0)) }
      }
    }
    switch input.function {
    case .count, .share:
      let conditions = ConditionAccumulator(argument.storage.asFlags, shape)
      accumulators.append(conditions)
      let isShare = input.function == .share
      return { [self] (grouping) throws(EngineError) -> Column in
        try numbers(grouping) { slot in
          let total = conditions.total(slot)
          if total.known == 0 { return MissingBits.noData }
          return isShare ? Double(total.yes) / Double(total.known) : Double(total.yes)
        }
      }
    // Sums and means were taken above.
    case .sum, .mean, .sd, .variance:
      let sums = SumAccumulator(.stored(argument.storage), nil, shape)
      accumulators.append(sums)
      let isDeviation = input.function == .sd
      return { [self] (grouping) throws(EngineError) -> Column in
        try spread(argument.storage.asNumbers, sums, isDeviation: isDeviation, grouping)
      }
    case .min, .max:
      let isMaximum = input.function == .max
      if argument.type == .number, case .doubles(let values) = argument.storage {
        let extremes = ExtremeAccumulator(values, isMaximum: isMaximum, shape)
        accumulators.append(extremes)
        return { [self] (grouping) throws(EngineError) -> Column in
          try numbers(grouping) { slot in
            let best = extremes.total(slot)
            return best == best ? best : MissingBits.noData
          }
        }
      }
      let keys = try orderCodes(argument)
      return best(argument, keys, isMaximum ? .largest : .smallest, shape, &accumulators)
    case .first, .last:
      let isThere = try presence(argument)
      let wanted: BestRowAccumulator.Wanted = input.function == .first ? .first : .last
      return best(argument, isThere, wanted, shape, &accumulators)
    case .weightedMean, .corr:
      guard input.arguments.count > 1 else {
        throw failure("internal", "\(input.function.rawValue) needs two arguments")
      }
      let (x, y) = (argument.storage.asNumbers, input.arguments[1].storage.asNumbers)
      let pairs = PairAccumulator(x, y, means: nil, shape)
      accumulators.append(pairs)
      if input.function == .corr {
        return { [self] (grouping) throws(EngineError) -> Column in
          try correlation(x, y, pairs, grouping)
        }
      }
      return { [self] (grouping) throws(EngineError) -> Column in
        try numbers(grouping) { slot in
          let total = pairs.total(slot)
          return total.count > 0 ? total.product / total.second : MissingBits.noData
        }
      }
    case .median, .quantile:
      let p = input.function == .median ? 0.5 : min(1, max(0, input.parameter ?? 0.5))
      return { [self] (grouping) throws(EngineError) -> Column in
        try quantiles(argument.storage.asNumbers, p, grouping)
      }
    case .spark:
      guard input.arguments.count > 1 else {
        throw failure("internal", "spark needs values and years")
      }
      let (values, time) = (argument.storage.asNumbers, input.arguments[1])
      let width = input.parameter.map { Int($0) }
      return { [self] (grouping) throws(EngineError) -> Column in
        try sparks(values, time, width, grouping)
      }
    case .distinct:
      return { [self] (grouping) throws(EngineError) -> Column in
        try distinctCounts(argument, grouping)
      }
    }
  }

  private func best(
    _ argument: Column, _ keys: Vector<Int32>, _ wanted: BestRowAccumulator.Wanted,
    _ shape: SlotShape, _ accumulators: inout [any Accumulator]
  ) -> (Grouping) throws(EngineError) -> Column {
    let rows = BestRowAccumulator(keys, wanted, shape)
    accumulators.append(rows)
    return { [self] (grouping) throws(EngineError) -> Column in
      try gather(argument, Vector(grouping.order.map { rows.row(Int($0)) }), self)
    }
  }

  /// 0 where a cell is there, else missing.
  private func presence(_ column: Column) throws(EngineError) -> Vector<Int32> {
    let storage = column.storage
    return try vector(column.count) { rows, out in
      let missing = FlagKernel.isMissing(storage.slice(rows))
      for (place, row) in rows.enumerated() {
        out[row] = missing.buffer[place] == 1 ? MissingBits.noDataInt : 0
      }
    }
  }

  private func spread(
    _ values: Vector<Double>, _ sums: SumAccumulator, isDeviation: Bool, _ grouping: Grouping
  ) throws(EngineError) -> Column {
    let shape = SlotShape(grouping)
    let means = Vector((0..<grouping.slotCount).map { mean(sums.total($0)) })
    let deviations = DeviationAccumulator(values, means: means, shape)
    try sweep([deviations], grouping)
    return try numbers(grouping) { slot in
      let count = sums.total(slot).count
      guard count > 1 else { return MissingBits.noData }
      let variance = deviations.total(slot) / Double(count - 1)
      return isDeviation ? variance.squareRoot() : variance
    }
  }

  private func correlation(
    _ x: Vector<Double>, _ y: Vector<Double>, _ sums: PairAccumulator, _ grouping: Grouping
  ) throws(EngineError) -> Column {
    let means = (0..<grouping.slotCount).map { slot in
      let total = sums.total(slot)
      let count = Double(max(1, total.count))
      return SIMD2(total.first / count, total.second / count)
    }
    let products = PairAccumulator(x, y, means: Vector(means), SlotShape(grouping))
    try sweep([products], grouping)
    return try numbers(grouping) { slot in
      let total = products.total(slot)
      guard total.count > 1 else { return MissingBits.noData }
      let scale = total.first.squareRoot() * total.second.squareRoot()
      // Without variation there is no correlation; rounding must not lead beyond one.
      return scale > 0 ? max(-1, min(1, total.product / scale)) : MissingBits.notApplicable
    }
  }

  private func distinctCounts(_ column: Column, _ grouping: Grouping) throws(EngineError) -> Column
  {
    let ids = try grouping.groupIDs(self)
    let groups = Column(type: .number, storage: .ints(ids))
    let pairs = try group([groups, column], count: grouping.rowCount)
    var counts = [Double](repeating: 0, count: grouping.count)
    for row in pairs.firstRows {
      if case .missing = column[Int(row)] { continue }
      counts[Int(ids[Int(row)])] += 1
    }
    return Column(type: .number, storage: .doubles(Vector(counts)))
  }
}

func mean(_ total: SumCell) -> Double {
  total.count > 0 ? total.sum / Double(total.count) : MissingBits.noData
}

extension RunContext {
  /// A number for each group; what is not finite is missing, not applicable.
  func numbers(
    _ grouping: Grouping, _ body: @Sendable (Int) -> Double
  ) throws(EngineError) -> Column {
    let order = grouping.order
    let cells: Vector<Double> = try vector(order.count) { groups, out in
      for group in groups {
        let value = body(Int(order[group]))
        // Missing values made by `body` are NaNs that carry their reason.
        out[group] =
          value.isInfinite
          ? MissingBits.notApplicable : value.isNaN ? Missing(ofNaN: value).double : value
      }
    }
    return Column(type: .number, storage: .doubles(cells))
  }
}
