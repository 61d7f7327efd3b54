import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// Calls of functions whose arguments are bound: of a row, over rows, along time.
extension Binder {
  func plain(
    _ function: PlainFunction, _ record: FunctionRecord, _ arguments: [Typed]
  ) -> Typed? {
    let call = BoundExpression.Kind.call(function, arguments.map(\.expression))
    if let type = record.result {
      var result = Typed(call, type)
      switch function {
      case .rowMean, .rowMin, .rowMax: result.field.unit = commonUnit(arguments)
      case .year:
        result.field.isYear = true
        result.field.decimals = 0
      case .yearsBetween:
        result.field.unit = "years"
        result.field.decimals = 0
      case .length, .rowCount, .month, .day: result.field.decimals = 0
      default: break
      }
      return result
    }
    var result = arguments[0].derived(call, .number)
    if function == .round {
      if arguments.count > 1, case .number(let digits) = arguments[1].constant {
        result.field.decimals = max(0, Int(digits))
      } else {
        result.field.decimals = 0
      }
    }
    return result
  }

  func commonUnit(_ arguments: [Typed]) -> String? {
    let units = Set(arguments.map(\.field.unit))
    return units.count == 1 ? units.first ?? nil : nil
  }

  func aggregate(
    _ function: AggregateCall.Function, _ arguments: [Typed], by: [BoundExpression],
    whole: SourceRange, _ context: ExpressionContext
  ) -> Typed? {
    var values = arguments
    var parameter: Double?
    if function == .quantile {
      guard case .number(let p) = values[1].constant, (0...1).contains(p) else {
        report(
          .badValue(what: "the p of `quantile`", found: "that", allowed: "from 0 to 1"), at: whole)
        return nil
      }
      parameter = p
      values.removeLast()
    }
    var by = by
    if function == .spark {
      guard let time = context.scope.timeColumn else {
        report(.noTime(function: function.rawValue), at: whole)
        return nil
      }
      if values.count > 1 {
        guard case .number(let width) = values[1].constant, width >= 1 else {
          report(
            .badValue(
              what: "the number of letters of `spark`",
              found: "`\(sourceText(whole))`", allowed: "1 or more"), at: whole)
          return nil
        }
        parameter = width
        values.removeLast()
      }
      values.append(columnValue(time, context.scope))
      // Beside rows it runs as window functions do: along the time of each country or key.
      if context.collector == nil, by.isEmpty {
        by = context.scope.partition(besides: time).map { index in
          columnValue(index, context.scope).expression
        }
      }
    }
    let type: ValueType
    switch function {
    case .first, .last: type = values[0].type
    case .spark: type = .text
    case .min, .max:
      type = values[0].type
      guard type == .number || type == .date else {
        report(
          .typeMismatch(
            what: "`\(function.rawValue)`", expected: "numbers or dates", found: article(type),
            hint: nil),
          at: whole)
        return nil
      }
    default: type = .number
    }
    var field = values.first?.field ?? Field("", .number)
    field.type = type
    field.origin = nil
    switch function {
    case .count, .distinct:
      field = Field("", .number, decimals: 0)
    case .share: field = Field("", .number, decimals: 2)
    case .variance, .corr: field = Field("", .number)
    case .spark: field = Field("", .text)
    case .mean, .median, .weightedMean, .quantile, .sd:
      field.isYear = false
      if field.decimals == 0 { field.decimals = 1 }
    case .sum, .min, .max, .first, .last: break
    }
    let call = AggregateCall(
      function, values.map(\.expression), parameter: parameter, type: type)
    let vocabulary = function == .first || function == .last ? values[0].vocabulary : nil
    if let collector = context.collector {
      return Typed(collector.add(call), field: field, vocabulary: vocabulary)
    }
    let across = AcrossCall(
      .aggregate(function), values.map(\.expression), parameter: parameter, by: by)
    return Typed(BoundExpression(.across(across), type), field: field, vocabulary: vocabulary)
  }

  func window(
    _ function: WindowCall.Function, _ arguments: [Typed], whole: SourceRange,
    _ context: ExpressionContext
  ) -> Typed? {
    guard let time = context.scope.timeColumn else {
      report(.noTime(function: function.rawValue), at: whole)
      return nil
    }
    if context.collector != nil {
      report(.aggregateHere(function: function.rawValue, verb: context.verb), at: whole)
      return nil
    }
    var parameter = 1
    if arguments.count > 1, case .number(let value) = arguments[1].constant {
      parameter = Int(value)
    }
    if function == .rollingMean, parameter < 1 {
      report(
        .badValue(
          what: "the width of `rolling_mean`", found: String(parameter), allowed: "1 or more years"),
        at: whole)
      return nil
    }
    let call = WindowCall(
      function, arguments[0].expression, parameter: parameter, time: time,
      partition: context.scope.partition(besides: time))
    var result = arguments[0].derived(.window(call), .number)
    switch function {
    case .pctChange:
      result.field.unit = "%"
      result.field.decimals = 1
    case .indexTo:
      result.field.unit = "\(parameter) = 100"
      result.field.decimals = 1
    default: break
    }
    return result
  }
}
