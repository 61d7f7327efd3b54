import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// Comparisons: the one side fixes the kind, and a word on the other is a value of that kind.
extension Binder {
  func bindComparison(
    _ op: ComparisonOperator, _ left: Expression, _ right: Expression, whole: SourceRange,
    _ context: ExpressionContext
  ) -> Typed? {
    // `"Mexico" = country`: the side that names something of its own fixes the kind.
    let isTurned = isOnlyValue(left, context) && !isOnlyValue(right, context)
    let (fixing, other) = isTurned ? (right, left) : (left, right)
    guard let first = bind(fixing, context),
      let second = bindValue(other, like: first, name: sourceText(fixing.range), context)
    else { return nil }
    return compare(isTurned ? op.turned : op, first, second, whole: whole, fixing, other)
  }

  private func compare(
    _ op: ComparisonOperator, _ first: Typed, _ second: Typed, whole: SourceRange,
    _ left: Expression, _ right: Expression
  ) -> Typed? {
    if case .missing = second.constant {
      report(
        .incomparable(
          left: "a value", right: "missing", hint: "write: \(sourceText(left.range)) is missing"),
        at: whole)
      return nil
    }
    switch (first.type, second.type) {
    case (.date, .date):
      return Typed(compareDates(op, first, second).kind, .boolean)
    case (.date, .number):
      let year = BoundExpression(.call(.year, [first.expression]), .number)
      return Typed(.compare(op, year, second.expression), .boolean)
    case (.number, .date):
      let year = BoundExpression(.call(.year, [second.expression]), .number)
      return Typed(.compare(op, first.expression, year), .boolean)
    default: break
    }
    guard first.type == second.type else {
      report(
        .incomparable(
          left: article(first.type), right: article(second.type),
          hint: comparisonHint(first, second, right)),
        at: whole)
      return nil
    }
    let isOrdered = op != .equal && op != .notEqual
    if isOrdered, first.type.isEntity || first.type == .boolean || first.type == .textSet {
      report(
        .incomparable(
          left: article(first.type), right: "`\(op.rawValue)`",
          hint: "only = and != tell \(first.type.label) values apart"),
        at: whole)
      return nil
    }
    if let a = first.field.unit, let b = second.field.unit, a != b {
      report(.unitMismatch(operation: "the comparison", left: a, right: b), at: whole)
    }
    return Typed(.compare(op, first.expression, second.expression), .boolean)
  }

  private func comparisonHint(_ first: Typed, _ second: Typed, _ right: Expression) -> String? {
    if first.type == .boolean, case .number = second.constant {
      return "yes/no stands alone, as in `where ICRMW` or `where not ICRMW`"
    }
    if case .text(let text) = second.constant, first.type == .number {
      return Double(text) == nil ? nil : "write the number without quotes: \(text)"
    }
    if first.type == .text, case .number = second.constant {
      return "write the text in quotes: \"\(sourceText(right.range))\""
    }
    return nil
  }

  /// A literal month or year beside a date means the whole of it.
  private func compareDates(
    _ op: ComparisonOperator, _ first: Typed, _ second: Typed
  ) -> BoundExpression {
    func test(_ op: ComparisonOperator, _ day: Int32) -> BoundExpression {
      let bound = BoundExpression(.constant(.date(PartialDate(firstDay: day))), .date)
      return BoundExpression(.compare(op, first.expression, bound), .boolean)
    }
    guard case .date(let literal) = second.constant, literal.precision != .day else {
      return BoundExpression(.compare(op, first.expression, second.expression), .boolean)
    }
    switch op {
    case .less: return test(.less, literal.firstDay)
    case .lessOrEqual: return test(.lessOrEqual, literal.lastDay)
    case .greater: return test(.greater, literal.lastDay)
    case .greaterOrEqual: return test(.greaterOrEqual, literal.firstDay)
    case .equal, .notEqual:
      let within = BoundExpression(
        .and(test(.greaterOrEqual, literal.firstDay), test(.lessOrEqual, literal.lastDay)),
        .boolean)
      return op == .equal ? within : BoundExpression(.not(within), .boolean)
    }
  }

  /// Whether the expression can only be a value of some kind: a string, or a word that names no
  /// column, definition, attribute or measure here.
  private func isOnlyValue(_ expression: Expression, _ context: ExpressionContext) -> Bool {
    switch expression.kind {
    case .string: return true
    case .name(let name):
      return context.scope.index(of: name.text) == nil && environment.definitions[name.text] == nil
        && CountryAttribute(rawValue: name.text) == nil && name.text != "as_of"
        && catalogue.matches(name.text, kinds: [.treaty, .measure, .group, .basket]).isEmpty
    default: return false
    }
  }

  /// An expression beside one whose kind is known (`like`, called `name` in messages).
  func bindValue(
    _ expression: Expression, like: Typed, name: String, _ context: ExpressionContext
  ) -> Typed? {
    switch expression.kind {
    case .bracketed(let inner): return bindValue(inner, like: like, name: name, context)
    case .name(let word):
      if let typed = bindWord(word, like: like, name: name, context) { return typed.value }
      return bind(expression, context)
    case .string(let text):
      return bindText(text, at: expression.range, like: like, name: name, context)
    case .missing: return Typed(.constant(.missing(.noData)), like.type)
    default: return bind(expression, context)
    }
  }

  /// Boxed so that "reported and failed" differs from "not for this scope".
  private struct Outcome { var value: Typed? }

  private func bindWord(
    _ word: Name, like: Typed, name: String, _ context: ExpressionContext
  ) -> Outcome? {
    if let index = context.scope.index(of: word.text),
      context.scope.fields[index].type == like.type
    {
      // `kind = right` beside a column `right`: both readings make sense.
      if !word.isQuoted, like.field.isClosed, word.text != name, let own = like.vocabulary,
        let value = canonical(word.text, in: own)
      {
        // Columns that share no word are never equal: the value is meant.
        if let other = context.scope.vocabularies[index],
          Set(other.texts).isDisjoint(with: own.texts)
        {
          remark("`\(value)` is the value of \(name), not the column of that name")
          return Outcome(value: Typed(.constant(.text(value)), .text))
        }
        report(
          .ambiguousName(
            name: word.text,
            readings: ["the value: \(name) = \"\(value)\"", "the column: \(name) = `\(word.text)`"]),
          at: word.range)
        return Outcome(value: nil)
      }
      return Outcome(value: columnValue(index, context.scope))
    }
    if let definition = environment.definitions[word.text] {
      switch definition {
      case .value(_, let type) where type == like.type:
        return Outcome(value: bindDefinition(word.text, definition, at: word.range, context))
      case .expression(let body, _):
        if like.type != .number, like.type != .boolean, like.type != .date {
          let outer = rangeOverride
          rangeOverride = outer ?? word.range
          defer { rangeOverride = outer }
          return Outcome(value: bindValue(body, like: like, name: name, context))
        }
      default: break
      }
    }
    switch like.type {
    case .number, .boolean, .date: return nil
    case .country, .treaty, .measure, .group, .text, .textSet:
      return Outcome(
        value: bindText(word.text, at: word.range, like: like, name: name, context, isWord: true))
    }
  }

  /// A string or a word as a value of the kind of `like`.
  private func bindText(
    _ text: String, at range: SourceRange, like: Typed, name: String,
    _ context: ExpressionContext, isWord: Bool = false
  ) -> Typed? {
    switch like.type {
    case .country: return entity(text, .country, like.type, at: range)
    case .treaty: return entity(text, .treaty, like.type, at: range)
    case .measure: return entity(text, .measure, like.type, at: range)
    case .group: return entity(text, .group, like.type, at: range)
    case .text, .textSet:
      if let vocabulary = like.vocabulary, like.field.isClosed {
        if let found = canonical(text, in: vocabulary) {
          return Typed(.constant(.text(found)), .text)
        }
        reportUnknownValue(text, of: name, in: vocabulary, at: range, context)
        return nil
      }
      if isWord {
        report(.unknownName(name: text, nearest: ["\"\(text)\" (a text)"], columns: []), at: range)
        return nil
      }
      return Typed(.constant(.text(text)), .text)
    case .number, .boolean, .date:
      let hint: String? =
        switch like.type {
        case .number where Double(text) != nil: "write the number without quotes: \(text)"
        case .date where PartialDate(text) != nil: "write the date without quotes: \(text)"
        case .boolean: "write true or false"
        default: nil
        }
      report(
        .typeMismatch(
          what: "`\(name)`", expected: article(like.type), found: "the text \"\(text)\"",
          hint: hint),
        at: range)
      return nil
    }
  }

  func entity(
    _ text: String, _ kind: EntityKind, _ type: ValueType, at range: SourceRange
  ) -> Typed? {
    let matches = catalogue.matches(text, kinds: [kind])
    if matches.count == 1 {
      if kind == .measure { uses.namedMeasures.insert(matches[0].id) }
      if kind == .treaty { uses.namedTreaties.insert(matches[0].id) }
      return Typed(.constant(.entity(matches[0].id)), type)
    }
    if matches.isEmpty {
      reportUnknown(kind, text, at: range)
    } else {
      report(
        .ambiguousName(
          name: text,
          readings: matches.map {
            kind == .country
              ? "\(catalogue.name(of: kind, $0.id)) (\(catalogue.country($0.id).iso3))"
              : catalogue.name(of: kind, $0.id)
          }),
        at: range)
    }
    return nil
  }

  /// The spelling in the list that matches without regard to case.
  func canonical(_ text: String, in vocabulary: TextDictionary) -> String? {
    let folded = NameFolding.fold(text)
    return vocabulary.texts.first { NameFolding.fold($0) == folded }
  }
}

extension ComparisonOperator {
  /// The same comparison with its sides exchanged.
  var turned: ComparisonOperator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}
