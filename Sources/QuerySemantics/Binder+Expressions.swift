import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

extension Binder {
  /// Deep enough for any written text, far from the end of the stack.
  static let depthLimit = 250

  func bind(_ expression: Expression, _ context: ExpressionContext) -> Typed? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Binder.depthLimit else {
      report(.nestedTooDeep, at: expression.range)
      return nil
    }
    guard countsExpression(at: expression.range) else { return nil }
    switch expression.kind {
    case .name, .member, .at:
      return resolveReference(expression, context).flatMap {
        value(of: $0, at: expression.range, context)
      }
    case .number(let value, _): return Typed(.constant(.number(value)), .number)
    case .string(let text): return Typed(.constant(.text(text)), .text)
    case .date(let text):
      guard let date = PartialDate(text) else { return nil }
      return Typed(.constant(.date(date)), .date)
    case .boolean(let value): return Typed(.constant(.boolean(value)), .boolean)
    case .missing: return Typed(.constant(.missing(.noData)), .number)
    case .bracketed(let inner): return bind(inner, context)
    case .unary(let op, let operand): return bindUnary(op, operand, context)
    case .binary(let op, let left, let right):
      return bindBinary(op, left, right, whole: expression.range, context)
    case .isMissing(let inner, let negated):
      guard let typed = bind(inner, context) else { return nil }
      let test = BoundExpression(.isMissing(typed.expression), .boolean)
      return Typed(negated ? .not(test) : test.kind, .boolean)
    case .membership(let left, let right, let negated):
      guard let test = bindMembership(left, in: right, context) else { return nil }
      return negated ? Typed(.not(test.expression), .boolean) : test
    case .conditional(let condition, let yes, let no):
      return bindConditional(condition, yes, no, context)
    case .call(let name, let arguments):
      return bindCall(name, arguments, whole: expression.range, context)
    case .set, .range:
      report(
        .typeMismatch(
          what: "this place", expected: "one value",
          found: isSet(expression) ? "a set" : "a range", hint: "after `in`: x in {…}, x in a..b"),
        at: expression.range)
      return nil
    case .subquery:
      report(
        .typeMismatch(
          what: "this place", expected: "one value", found: "a table",
          hint: "name it first: let t = from …"),
        at: expression.range)
      return nil
    case .hole: return nil
    }
  }

  private func isSet(_ expression: Expression) -> Bool {
    if case .set = expression.kind { return true }
    return false
  }

  func bindCondition(_ expression: Expression, _ context: ExpressionContext) -> BoundExpression? {
    guard let typed = bind(expression, context) else { return nil }
    guard typed.type == .boolean else {
      report(
        .typeMismatch(
          what: "a condition", expected: "yes/no", found: article(typed.type),
          hint: conditionHint(typed, sourceText(expression.range))),
        at: expression.range)
      return nil
    }
    return typed.expression
  }

  private func conditionHint(_ typed: Typed, _ text: String) -> String? {
    switch typed.type {
    case .number: "compare it: \(text) > 0, or \(text) is not missing"
    case .date: "compare it: \(text) >= 2010, or \(text) is not missing"
    case .text, .country, .treaty, .measure, .group: "compare it: \(text) = …"
    case .boolean, .textSet: nil
    }
  }

  func article(_ type: ValueType) -> String {
    type == .boolean ? "yes/no" : "a \(type.label)"
  }

  private func bindUnary(
    _ op: UnaryOperator, _ operand: Expression, _ context: ExpressionContext
  ) -> Typed? {
    switch op {
    case .not:
      return bindCondition(operand, context).map { Typed(.not($0), .boolean) }
    case .minus:
      guard let typed = bindNumber(operand, of: "`-`", context) else { return nil }
      if case .number(let value) = typed.constant {
        return Typed(.constant(.number(-value)), .number)
      }
      return typed.derived(.negate(typed.expression))
    }
  }

  /// How a value of another type becomes a number.
  private func numberHint(_ type: ValueType) -> String? {
    switch type {
    case .boolean: "if … then 1 else 0 makes one"
    case .text: "number(…) makes one of a text"
    default: nil
    }
  }

  func bindNumber(
    _ expression: Expression, of what: String, _ context: ExpressionContext
  ) -> Typed? {
    guard let typed = bind(expression, context) else { return nil }
    guard typed.type == .number else {
      report(
        .typeMismatch(
          what: what, expected: "a number", found: article(typed.type),
          hint: numberHint(typed.type)),
        at: expression.range)
      return nil
    }
    return typed
  }

  private func bindBinary(
    _ op: BinaryOperator, _ left: Expression, _ right: Expression, whole: SourceRange,
    _ context: ExpressionContext
  ) -> Typed? {
    switch op {
    case .and, .or:
      let first = bindCondition(left, context)
      let second = bindCondition(right, context)
      guard let first, let second else { return nil }
      return Typed(op == .and ? .and(first, second) : .or(first, second), .boolean)
    case .equal: return bindComparison(.equal, left, right, whole: whole, context)
    case .notEqual: return bindComparison(.notEqual, left, right, whole: whole, context)
    case .less: return bindComparison(.less, left, right, whole: whole, context)
    case .lessOrEqual: return bindComparison(.lessOrEqual, left, right, whole: whole, context)
    case .greater: return bindComparison(.greater, left, right, whole: whole, context)
    case .greaterOrEqual: return bindComparison(.greaterOrEqual, left, right, whole: whole, context)
    case .otherwise:
      guard let first = bind(left, context),
        let second = bindValue(right, like: first, name: sourceText(left.range), context)
      else { return nil }
      guard let (a, b) = unified(first, second, right, what: "`??`") else { return nil }
      var result = a.derived(.coalesce(a.expression, b.expression))
      result.field.unit = a.field.unit
      return result
    case .plus: return bindArithmetic(.add, left, right, whole: whole, context)
    case .minus: return bindArithmetic(.subtract, left, right, whole: whole, context)
    case .times: return bindArithmetic(.multiply, left, right, whole: whole, context)
    case .divide: return bindArithmetic(.divide, left, right, whole: whole, context)
    case .remainder: return bindArithmetic(.remainder, left, right, whole: whole, context)
    case .power: return bindArithmetic(.power, left, right, whole: whole, context)
    case .intersect:
      report(
        .typeMismatch(
          what: "`&`", expected: "two sets", found: "values", hint: "`and` joins conditions"),
        at: whole)
      return nil
    }
  }

  /// Both of one type: `missing` takes the type of the other side.
  private func unified(
    _ first: Typed, _ second: Typed, _ right: Expression, what: String
  ) -> (Typed, Typed)? {
    if first.type == second.type { return (first, second) }
    if case .missing = second.constant {
      return (first, Typed(second.expression.kind, first.type))
    }
    if case .missing = first.constant { return (Typed(first.expression.kind, second.type), second) }
    report(
      .typeMismatch(
        what: what, expected: "two values of one type",
        found: "\(article(first.type)) and \(article(second.type))", hint: nil),
      at: right.range)
    return nil
  }

  private func bindConditional(
    _ condition: Expression, _ yes: Expression, _ no: Expression, _ context: ExpressionContext
  ) -> Typed? {
    let test = bindCondition(condition, context)
    let first = bind(yes, context)
    let second = first.flatMap {
      bindValue(no, like: $0, name: sourceText(yes.range), context)
    }
    guard let test, let first, let second,
      let (a, b) = unified(first, second, no, what: "`then … else …`")
    else { return nil }
    var result = a.derived(.choose(test, then: a.expression, otherwise: b.expression))
    if a.field.unit != b.field.unit { result.field.unit = nil }
    if a.type == .text {
      result.field.isClosed = false
      result.vocabulary = nil
    }
    return result
  }

  private func bindArithmetic(
    _ op: ArithmeticOperator, _ left: Expression, _ right: Expression, whole: SourceRange,
    _ context: ExpressionContext
  ) -> Typed? {
    if op == .subtract, let known = hyphenated(left, right, whole, context) {
      report(.hyphenatedName(spelling: sourceText(whole), identifier: known), at: whole)
      return nil
    }
    let first = bind(left, context)
    let second = bind(right, context)
    guard let first, let second else { return nil }
    switch (first.type, second.type, op) {
    case (.number, .number, _):
      return arithmetic(op, first, second, whole: whole)
    case (.text, .text, .add):
      return Typed(.call(.concatenate, [first.expression, second.expression]), .text)
    case (.date, .date, .subtract):
      return Typed(
        .call(.daysBetween, [second.expression, first.expression]), .number, unit: "days",
        decimals: 0)
    case (.date, .number, .add):
      return Typed(.call(.addDays, [first.expression, second.expression]), .date)
    case (.date, .number, .subtract):
      let negative = BoundExpression(.negate(second.expression), .number)
      return Typed(.call(.addDays, [first.expression, negative]), .date)
    default:
      let wrong = first.type == .number ? (second, right) : (first, left)
      report(
        .typeMismatch(
          what: "`\(op.rawValue)`", expected: "numbers", found: article(wrong.0.type),
          hint: numberHint(wrong.0.type)),
        at: wrong.1.range)
      return nil
    }
  }

  private func arithmetic(
    _ op: ArithmeticOperator, _ first: Typed, _ second: Typed, whole: SourceRange
  ) -> Typed {
    if case .number(let a) = first.constant, case .number(let b) = second.constant {
      let folded: Double? =
        switch op {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide, .remainder, .power: nil
        }
      if let folded, folded.isFinite { return Typed(.constant(.number(folded)), .number) }
    }
    var result = Typed(.arithmetic(op, first.expression, second.expression), .number)
    if op == .add || op == .subtract {
      result.field.unit = first.field.unit ?? second.field.unit
      if let a = first.field.unit, let b = second.field.unit, a != b {
        report(
          .unitMismatch(operation: "`\(op.rawValue)`", left: a, right: b), at: whole)
        result.field.unit = nil
      }
      if first.field.isYear, second.constant != nil {
        result.field.isYear = true
        result.field.decimals = 0
      }
    }
    return result
  }

  /// `CRC-OPAC` written with a hyphen: the identifier that was meant, unless both sides are columns.
  private func hyphenated(
    _ left: Expression, _ right: Expression, _ whole: SourceRange, _ context: ExpressionContext
  ) -> String? {
    let spelling = sourceText(whole)
    guard !spelling.contains(" "), rangeOverride == nil else { return nil }
    var base = spelling
    // `CRC-OPAC.date` binds as CRC - (OPAC.date): the code ends at the first dot.
    if let dot = base.firstIndex(of: ".") { base = String(base[..<dot]) }
    guard let match = catalogue.matches(base, kinds: [.treaty]).first else { return nil }
    if case .name(let name) = left.kind, context.scope.index(of: name.text) != nil,
      case .name(let other) = right.kind, context.scope.index(of: other.text) != nil
    {
      return nil
    }
    return catalogue.name(of: EntityKind.treaty, match.id)
  }
}
