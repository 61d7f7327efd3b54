import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// What stands in the brackets of a call, by what its record asks for.
extension Binder {
  func bind(
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

  func expect(
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
  func conversion(of typed: Typed, to type: ValueType, _ text: String) -> String? {
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
}
