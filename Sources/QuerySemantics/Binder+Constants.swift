package import ColumnStore
package import QuerySyntax
import SourceText

extension Binder {
  /// An expression of the type that stands for a text typed outside a file (`--set`).
  package static func literal(_ text: String, type: ValueType) -> Expression {
    let range = SourceRange(0, text.utf8.count)
    switch type {
    case .number:
      if let value = Double(text) {
        return Expression(.number(value, spelling: text), range: range)
      }
    case .date:
      if PartialDate(text) != nil { return Expression(.date(text), range: range) }
    case .boolean:
      if text == "true" || text == "false" {
        return Expression(.boolean(text == "true"), range: range)
      }
    case .country, .treaty, .measure, .group, .text, .textSet: break
    }
    return Expression(.string(text), range: range)
  }

  /// The value of an expression that reads no row; nil when something is wrong.
  package func constant(_ expression: Expression, type: ValueType, name: String) -> Scalar? {
    let context = ExpressionContext(scope: Scope(Schema([])), verb: "param")
    let like = Typed(.constant(.missing(.noData)), type)
    guard let typed = bindValue(expression, like: like, name: name, context) else { return nil }
    if type == .date, case .number(let year) = typed.constant, year == year.rounded(),
      let date = PartialDate(year: Int(year))
    {
      return .date(date)
    }
    guard typed.type == type else {
      report(
        .typeMismatch(
          what: "`\(name)`", expected: article(type), found: article(typed.type), hint: nil),
        at: expression.range)
      return nil
    }
    guard let constant = typed.constant else {
      report(.constantNeeded(what: "`\(name)`", example: "2020"), at: expression.range)
      return nil
    }
    return constant
  }
}
