import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// The aggregates of one `summarise`, in the order met; an expression refers to them as columns
/// after the keys.
final class AggregateCollector {
  let keyCount: Int
  private(set) var calls: [AggregateCall] = []

  init(keyCount: Int) { self.keyCount = keyCount }

  func add(_ call: AggregateCall) -> BoundExpression {
    calls.append(call)
    return BoundExpression(.column(keyCount + calls.count - 1), call.type)
  }
}

extension Binder {
  func bindCall(
    _ name: Name, _ arguments: [Argument], whole: SourceRange, _ context: ExpressionContext
  ) -> Typed? {
    if rangeOverride == nil, let index = context.scope.index(of: sourceText(whole)) {
      return columnValue(index, context.scope)
    }
    guard let record = FunctionCatalogue.record(named: name.text) else {
      let near =
        FunctionCatalogue.elsewhere[name.text.lowercased()].map { [$0] }
        ?? NameSuggestion.nearest(
          to: name.text, among: FunctionCatalogue.all.map(\.name), limit: 3)
      report(.unknownFunction(name: name.text, nearest: near), at: name.range)
      return nil
    }
    let given = arguments.filter { $0.label == nil }
    let named = arguments.filter { $0.label != nil }
    var by: [BoundExpression] = []
    for argument in named {
      guard let label = argument.label, label.text == "by", takesBy(record, context) else {
        report(
          .unknownOption(
            verb: record.name, name: argument.label?.text ?? "", nearest: [],
            allowed: takesBy(record, context) ? ["by"] : []),
          at: argument.label?.range ?? whole)
        return nil
      }
      guard let keys = bindKeys(argument.value, context) else { return nil }
      by += keys
    }
    guard given.count >= record.required,
      record.isVariadic || given.count <= record.parameters.count
    else {
      report(
        .argumentCount(
          function: record.name, expected: "`\(record.signature)`", found: given.count),
        at: whole)
      return nil
    }
    if case .set = record.category {
      report(.setOutside(function: record.name), at: whole)
      return nil
    }
    return bindChecked(record, given.map(\.value), by: by, whole: whole, context)
  }

  private func takesBy(_ record: FunctionRecord, _ context: ExpressionContext) -> Bool {
    switch record.category {
    case .across: true
    case .aggregate: context.collector == nil
    case .plain, .window, .set, .attribute, .aligned: false
    }
  }

  /// `by: region` or `by: {region, year}`
  private func bindKeys(
    _ expression: Expression, _ context: ExpressionContext
  ) -> [BoundExpression]? {
    let parts: [Expression]
    if case .set(let elements) = expression.kind { parts = elements } else { parts = [expression] }
    var row = context
    row.collector = nil
    let keys = parts.compactMap { bind($0, row)?.expression }
    return keys.count == parts.count ? keys : nil
  }

  private func bindChecked(
    _ record: FunctionRecord, _ arguments: [Expression], by: [BoundExpression], whole: SourceRange,
    _ context: ExpressionContext
  ) -> Typed? {
    // Inside an aggregate stand the rows, not further aggregates.
    var inner = context
    if case .aggregate = record.category {
      inner.collector = nil
      inner.scope = context.scope
    }
    if case .aligned = record.category {
      return scaled(arguments[0], inner).map {
        Typed($0, field: Field("", .number, unit: "0 to 1, 1 better", decimals: 2))
      }
    }
    var bound: [Typed] = []
    var isWhole = true
    for (index, argument) in arguments.enumerated() {
      let parameter = record.parameters[min(index, record.parameters.count - 1)]
      guard let typed = bind(argument, as: parameter, of: record, inner) else {
        isWhole = false
        continue
      }
      bound.append(typed)
    }
    guard isWhole else { return nil }
    switch record.category {
    case .plain(let function) where function == .agreements || function == .firstAgreement:
      return agreements(function, bound, whole: whole, context)
    case .plain(let function): return plain(function, record, bound)
    case .aggregate(let function):
      return aggregate(function, bound, by: by, whole: whole, context)
    case .across(let function):
      let call = AcrossCall(function, bound.map(\.expression), by: by)
      var result = Typed(.across(call), .number)
      if case .shareOfTotal = function { result.field.decimals = 3 }
      if case .rank = function { result.field.decimals = 0 }
      return result
    case .window(let function): return window(function, bound, whole: whole, context)
    case .attribute:
      guard bound[0].type == .country else {
        report(
          .typeMismatch(
            what: "`\(record.name)`", expected: "a country", found: article(bound[0].type),
            hint: nil),
          at: whole)
        return nil
      }
      return read(.iso3, of: bound[0], context)
    case .set, .aligned: return nil
    }
  }

  /// Between two countries, up to the row's time.
  private func agreements(
    _ function: PlainFunction, _ partners: [Typed], whole: SourceRange,
    _ context: ExpressionContext
  ) -> Typed? {
    if let other = partners.first(where: { $0.type != .country }) {
      report(
        .typeMismatch(
          what: "`\(function.rawValue)`", expected: "two countries", found: article(other.type),
          hint: nil),
        at: whole)
      return nil
    }
    uses.tables.insert("agreements")
    remark(
      "agreements: bilateral labour agreements known to be signed by the row's time; that none is known does not mean that there is none, nor that one is still applied"
    )
    let year = BoundExpression(.call(.year, [rowTime(context).expression]), .number)
    var result = Typed(
      .call(function, partners.map(\.expression) + [year]), .number)
    result.field.decimals = 0
    result.field.isYear = function == .firstAgreement
    return result
  }

  private func bind(
    _ argument: Expression, as parameter: FunctionRecord.Parameter, of record: FunctionRecord,
    _ context: ExpressionContext
  ) -> Typed? {
    let what = "`\(record.name)`"
    switch parameter {
    case .number: return bindNumber(argument, of: what, context)
    case .condition:
      return bindCondition(argument, context).map { Typed($0.kind, .boolean) }
    case .text: return expect(.text, argument, what, context)
    case .date: return expect(.date, argument, what, context)
    case .any: return bind(argument, context)
    case .entity:
      guard let typed = bind(argument, context) else { return nil }
      guard typed.type.isEntity else {
        report(
          .typeMismatch(
            what: what, expected: "a country, treaty, measure or group",
            found: article(typed.type), hint: nil),
          at: argument.range)
        return nil
      }
      return typed
    case .constantInteger:
      return wholeNumber(argument, what: "this part of \(what)", context).map {
        Typed(.constant(.number(Double($0))), .number)
      }
    case .constantNumber:
      guard let typed = bindNumber(argument, of: what, context) else { return nil }
      guard typed.constant != nil else {
        report(.constantNeeded(what: "this part of \(what)", example: "0.25"), at: argument.range)
        return nil
      }
      return typed
    case .constantText:
      guard let typed = expect(.text, argument, what, context) else { return nil }
      guard case .text(let pattern) = typed.constant else {
        report(
          .constantNeeded(what: "the pattern of \(what)", example: "\"^A\""), at: argument.range)
        return nil
      }
      if record.name == "matches", TextPattern(pattern) == nil {
        report(
          .badValue(
            what: "the pattern", found: "\"\(pattern)\"", allowed: "it is no regular expression"),
          at: argument.range)
        return nil
      }
      return typed
    }
  }

  private func expect(
    _ type: ValueType, _ argument: Expression, _ what: String, _ context: ExpressionContext
  ) -> Typed? {
    guard let typed = bind(argument, context) else { return nil }
    guard typed.type == type else {
      report(
        .typeMismatch(
          what: what, expected: article(type), found: article(typed.type),
          hint: conversion(of: typed, to: type, sourceText(argument.range))),
        at: argument.range)
      return nil
    }
    return typed
  }

  /// How a value of another type gives one of this type.
  private func conversion(of typed: Typed, to type: ValueType, _ text: String) -> String? {
    if type == .text { return typed.type.isEntity ? "name(\(text)) gives its text" : nil }
    guard type == .date, typed.type == .boolean, case .treaty? = typed.field.origin?.entity else {
      return nil
    }
    return "\(text).date is the day of deposit"
  }

  /// A whole number that is written out.
  func wholeNumber(_ expression: Expression, what: String, _ context: ExpressionContext) -> Int? {
    guard let typed = bind(expression, context) else { return nil }
    guard case .number(let value) = typed.constant else {
      report(.constantNeeded(what: what, example: "5"), at: expression.range)
      return nil
    }
    guard value == value.rounded(), abs(value) < 1_000_000_000 else {
      report(
        .badValue(
          what: what, found: "`\(sourceText(expression.range))`",
          allowed: "a whole number below 1,000,000,000"),
        at: expression.range)
      return nil
    }
    return Int(value)
  }

  private func plain(
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

  private func commonUnit(_ arguments: [Typed]) -> String? {
    let units = Set(arguments.map(\.field.unit))
    return units.count == 1 ? units.first ?? nil : nil
  }

  private func aggregate(
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

  private func window(
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

  /// A `let` or `param` where a value is wanted.
  func bindDefinition(
    _ name: String, _ definition: Definition, at range: SourceRange, _ context: ExpressionContext
  ) -> Typed? {
    switch definition {
    case .value(let scalar, let type): return Typed(.constant(scalar), type)
    case .expression(let body, _):
      let outer = rangeOverride
      rangeOverride = outer ?? range
      defer { rangeOverride = outer }
      let word = Expression(.name(Name(name, range: range)), range: range)
      if ownBasket(word, context) != nil {
        report(
          .typeMismatch(
            what: "this place", expected: "a value", found: "`\(name)`, a basket of treaties",
            hint: "write \(name).count, \(name).share or \(name).all"),
          at: range)
        return nil
      }
      if case .set(let elements) = body.kind, let subject = countrySubject(context) {
        // A set of countries on a row is yes or no, as a group's name is.
        let set = Expression(.set(elements), range: body.range)
        let country = Expression(.name(Name(subject, range: range)), range: range)
        return bindMembership(country, in: set, context)
      }
      return bind(body, context)
    case .table:
      report(
        .typeMismatch(
          what: "`\(name)`", expected: "a value", found: "a result with rows",
          hint: "from \(name) | …"),
        at: range)
      return nil
    }
  }

  private func countrySubject(_ context: ExpressionContext) -> String? {
    context.scope.countryColumn.map { context.scope.fields[$0].name }
  }
}
