import ColumnStore
import QuerySemantics

/// Random steps of a pipeline, from the numbers of a generator.
enum RandomSteps {
  /// A step that keeps the columns as they are.
  static func operation(_ random: inout RandomQueries) -> BoundStep.Operation {
    switch random.random.below(8) {
    case 0, 1: return .filter(random.expression(.boolean, depth: 2))
    case 2:
      let keys = (0...random.random.below(2)).map { _ in
        let type = random.random.pick(RandomQueries.types)
        return BoundStep.SortKey(
          random.expression(type, depth: type == .number ? 1 : 0),
          isDescending: random.random.below(2) == 0)
      }
      return .sort(keys)
    case 3: return .take(random.random.below(20), by: [])
    case 4: return .take(1 + random.random.below(2), by: [4])
    case 5: return .skip(random.random.below(3))
    case 6: return .distinct
    default:
      return .project(
        RandomQueries.types.enumerated().map { index, type in
          random.random.below(4) == 0
            ? random.expression(type, depth: 1) : BoundExpression(.column(index), type)
        })
    }
  }

  static func final(_ random: inout RandomQueries) -> BoundStep.Operation {
    if random.random.below(5) == 0 {
      return .latest(value: 1, time: 3, within: random.random.pick([nil, 4]), by: [7])
    }
    if random.random.below(5) == 0 {
      return .unpivot(
        kept: [7, 3], columns: [1, 2], years: random.random.pick([nil, [1990, 2020]]))
    }
    if random.random.below(4) == 0 {
      // What can be read behind a filter without its rows.
      let (a, b) = (BoundExpression(.column(1), .number), BoundExpression(.column(2), .number))
      return .summarise(
        keys: random.random.pick([[], [], [4]]),
        [
          AggregateCall(.sum, [a], type: .number), AggregateCall(.count, [], type: .number),
          AggregateCall(.mean, [b], type: .number),
        ])
    }
    let keys = random.random.pick([[], [7], [4, 0], [3], [1], [6, 7, 2], [0, 1, 2, 3, 4, 5]])
    var calls: [AggregateCall] = [AggregateCall(.count, [], type: .number)]
    let x = random.expression(.number, depth: 1)
    let y = BoundExpression(.column(2), .number)
    for function in AggregateCall.Function.allCases {
      switch function {
      case .count, .share:
        calls.append(
          AggregateCall(function, [random.expression(.boolean, depth: 1)], type: .number))
      case .weightedMean: calls.append(AggregateCall(function, [y, y], type: .number))
      case .corr:
        calls.append(
          AggregateCall(function, [BoundExpression(.column(1), .number), y], type: .number))
      case .min, .max, .first, .last, .distinct:
        for type in [ValueType.text, .date, .country, .boolean, .number] {
          let isDistinct = function == .distinct
          calls.append(
            AggregateCall(function, [random.column(type)], type: isDistinct ? .number : type))
        }
      case .sd, .variance:
        calls.append(AggregateCall(function, [BoundExpression(.column(1), .number)], type: .number))
      case .quantile: calls.append(AggregateCall(function, [x], parameter: 0.3, type: .number))
      case .spark: break  // Random rows repeat a year, which is an error: SparkTests ask for it.
      case .sum, .mean, .median: calls.append(AggregateCall(function, [x], type: .number))
      }
    }
    return .summarise(keys: keys, calls)
  }
}
