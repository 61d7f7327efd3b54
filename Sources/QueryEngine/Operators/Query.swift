import ColumnStore
import QuerySemantics

extension RunContext {
  /// Runs a query; `needed` are the columns of its output that anyone reads (nil: all), `named`
  /// those that are read for more than the order of equal rows (nil: the same).
  func run(
    _ query: BoundQuery, needed: Set<Int>?, named: Set<Int>? = nil, isOutermost: Bool
  ) throws(EngineError) -> Frame {
    let all = Set(query.output.fields.indices)
    var wanted = [settings.isOptimising ? needed ?? all : all]
    var named = settings.isOptimising ? named ?? wanted[0] : all
    for index in query.steps.indices.reversed() {
      let schema = index == 0 ? query.source.schema : query.steps[index - 1].output
      let width = schema.fields.count
      let step = query.steps[index].operation
      guard settings.isOptimising else {
        wanted.append(Set(0..<width))
        named = Set(0..<width)
        continue
      }
      wanted.append(Pruning.inputs(of: step, width: width, outputs: wanted[wanted.count - 1]))
      named = Pruning.inputs(of: step, width: width, outputs: named, breakingTies: false)
    }
    wanted.reverse()
    range = query.source.range
    var frame = try load(query.source, needed: wanted[0], named: named)
    if isOutermost { rowCounts.append(frame.rowCount) }
    var index = 0
    while index < query.steps.count {
      let bound = query.steps[index]
      if isOutermost { step = index }
      range = bound.range
      try checkInterruption()
      settings.progress?.begin(bound.operation.words)
      if settings.isOptimising, index + 1 < query.steps.count,
        case .sort(let keys) = bound.operation,
        case .take(let count, let by) = query.steps[index + 1].operation, by.isEmpty
      {
        if isOutermost { rowCounts.append(frame.rowCount) }
        frame = try sort(frame, keys, keeping: count)
        index += 1
      } else if settings.isOptimising, index + 1 < query.steps.count,
        case .filter(let condition) = bound.operation,
        let (totals, kept) = try filteredTotals(
          frame, condition, query.steps[index + 1].operation,
          index == 0 ? query.source.schema : query.steps[index - 1].output, wanted[index + 2])
      {
        if isOutermost { rowCounts.append(kept) }
        frame = totals
        index += 1
      } else {
        let schema = index == 0 ? query.source.schema : query.steps[index - 1].output
        frame = try apply(bound, to: frame, schema, needed: wanted[index + 1])
      }
      if isOutermost { rowCounts.append(frame.rowCount) }
      index += 1
    }
    return frame
  }

  private func apply(
    _ step: BoundStep, to frame: Frame, _ schema: Schema, needed: Set<Int>
  ) throws(EngineError) -> Frame {
    switch step.operation {
    case .filter(let condition): return try filter(frame, condition, schema, needed)
    case .project(let expressions): return try project(frame, expressions, needed)
    case .sort(let keys): return try sort(frame, keys, keeping: nil)
    case .take(let count, let by): return try take(frame, count, by)
    case .skip(let count): return try skip(frame, count)
    case .sample(let count, let seed): return try sample(frame, count, seed)
    case .distinct: return try distinct(frame)
    case .summarise(let keys, let calls): return try summarise(frame, keys, calls, needed)
    case .pivot(let keys, let column, let headers, let value):
      return try pivot(frame, keys, column, headers, value, schema)
    case .unpivot(let kept, let columns, let years):
      return try unpivot(frame, kept, columns, years, schema, step.output)
    case .join(let join): return try self.join(frame, join, schema, needed)
    case .append(let query): return try append(frame, query, step.output, needed)
    case .latest(let value, let time, let within, let by):
      return try latest(frame, value: value, time: time, within: within, by: by)
    case .fill(let column, let fill, let limit, let time, let by):
      return try self.fill(
        frame, column, fill, limit: limit, time: time, by: by, schema.fields[column].name)
    case .describe(let functions): return try describe(frame, schema, functions, step.output)
    case .frequencies(let column): return try frequencies(frame, column)
    }
  }
}
