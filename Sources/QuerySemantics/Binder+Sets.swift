import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// `x in S`: literal sets, ranges, definitions, and sets of countries with `+`, `-`, `&`, which
/// are read at the row's time and so become conditions on the row.
extension Binder {
  func bindMembership(
    _ left: Expression, in right: Expression, _ context: ExpressionContext
  ) -> Typed? {
    if let set = textSet(right, context) { return bindMember(left, of: set, context) }
    guard let subject = bind(left, context) else { return nil }
    return condition(subject, sourceText(left.range), in: right, context).map {
      Typed($0.kind, .boolean)
    }
  }

  /// `92 in articles`
  private func textSet(_ right: Expression, _ context: ExpressionContext) -> Typed? {
    guard case .name(let name) = right.kind, let index = context.scope.index(of: name.text),
      context.scope.fields[index].type == .textSet
    else { return nil }
    return columnValue(index, context.scope)
  }

  private func bindMember(
    _ left: Expression, of set: Typed, _ context: ExpressionContext
  ) -> Typed? {
    let member: BoundExpression
    switch left.kind {
    case .number(_, let spelling):
      member = BoundExpression(.constant(.text(spelling)), .text)
    case .string(let text): member = BoundExpression(.constant(.text(text)), .text)
    case .name(let name) where context.scope.index(of: name.text) == nil:
      member = BoundExpression(.constant(.text(name.text)), .text)
    default:
      guard let typed = bind(left, context) else { return nil }
      member =
        typed.type == .text
        ? typed.expression : BoundExpression(.call(.text, [typed.expression]), .text)
    }
    return Typed(.setContains(set.expression, member: member), .boolean)
  }

  func condition(
    _ subject: Typed, _ name: String, in set: Expression, _ context: ExpressionContext
  ) -> BoundExpression? {
    switch set.kind {
    case .bracketed(let inner): return condition(subject, name, in: inner, context)
    case .set(let elements): return oneOf(subject, name, elements, context)
    case .range(let low, let high): return within(subject, name, low, high, set.range, context)
    case .binary(let op, let left, let right) where op == .plus || op == .minus || op == .intersect:
      let a = condition(subject, name, in: left, context)
      let b = condition(subject, name, in: right, context)
      guard let a, let b else { return nil }
      switch op {
      case .plus: return BoundExpression(.or(a, b), .boolean)
      case .intersect: return BoundExpression(.and(a, b), .boolean)
      default:
        return BoundExpression(.and(a, BoundExpression(.not(b), .boolean)), .boolean)
      }
    case .call(let function, let arguments):
      return countrySet(function, arguments, subject, set.range, context)
    case .name(let word):
      if case .expression(let body, _)? = environment.definitions[word.text],
        context.scope.index(of: word.text) == nil
      {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Binder.depthLimit else {
          report(.nestedTooDeep, at: set.range)
          return nil
        }
        guard countsExpression(at: set.range) else { return nil }
        let outer = rangeOverride
        rangeOverride = outer ?? word.range
        defer { rangeOverride = outer }
        return condition(subject, name, in: body, context)
      }
      return namedSet(word, subject, name, context)
    case .string(let text):
      return namedSet(
        Name(text, isQuoted: true, range: set.range), subject, name, context)
    default:
      report(
        .typeMismatch(
          what: "`in`", expected: "a set", found: "`\(sourceText(set.range))`",
          hint: "a set is {a, b}, a range a..b, a group, or parties(TREATY)"),
        at: set.range)
      return nil
    }
  }

  private func oneOf(
    _ subject: Typed, _ name: String, _ elements: [Expression], _ context: ExpressionContext
  ) -> BoundExpression? {
    var constants: [Scalar] = []
    var tests: [BoundExpression] = []
    var isWhole = true
    for element in elements {
      if case .range(let low, let high) = element.kind {
        guard let test = within(subject, name, low, high, element.range, context) else {
          isWhole = false
          continue
        }
        tests.append(test)
        continue
      }
      // A group inside a set of countries stands for its members.
      if subject.type == .country, case .name(let word) = element.kind,
        catalogue.matches(word.text, kinds: [.country]).isEmpty,
        context.scope.index(of: word.text) == nil,
        let match = catalogue.matches(word.text, kinds: [.group]).first
      {
        tests.append(read(group: match.id, of: subject, "", context).expression)
        continue
      }
      guard let typed = bindValue(element, like: subject, name: name, context) else {
        isWhole = false
        continue
      }
      if case .date(let date) = typed.constant, date.precision != .day {
        tests.append(dateWithin(subject, date.firstDay, date.lastDay))
      } else if subject.type == .date, typed.type == .number {
        let year = BoundExpression(.call(.year, [subject.expression]), .number)
        tests.append(BoundExpression(.compare(.equal, year, typed.expression), .boolean))
      } else if typed.type != subject.type {
        report(
          .incomparable(left: article(subject.type), right: article(typed.type), hint: nil),
          at: element.range)
        isWhole = false
      } else if let constant = typed.constant {
        constants.append(constant)
      } else {
        tests.append(
          BoundExpression(.compare(.equal, subject.expression, typed.expression), .boolean))
      }
    }
    guard isWhole else { return nil }
    if !constants.isEmpty || tests.isEmpty {
      tests.insert(BoundExpression(.oneOf(subject.expression, constants), .boolean), at: 0)
    }
    return tests.dropFirst().reduce(tests[0]) { BoundExpression(.or($0, $1), .boolean) }
  }

  private func dateWithin(_ subject: Typed, _ first: Int32, _ last: Int32) -> BoundExpression {
    func test(_ op: ComparisonOperator, _ day: Int32) -> BoundExpression {
      let bound = BoundExpression(.constant(.date(PartialDate(firstDay: day))), .date)
      return BoundExpression(.compare(op, subject.expression, bound), .boolean)
    }
    return BoundExpression(.and(test(.greaterOrEqual, first), test(.lessOrEqual, last)), .boolean)
  }

  private func within(
    _ subject: Typed, _ name: String, _ low: Expression, _ high: Expression, _ range: SourceRange,
    _ context: ExpressionContext
  ) -> BoundExpression? {
    let a = bindValue(low, like: subject, name: name, context)
    let b = bindValue(high, like: subject, name: name, context)
    guard let a, let b else { return nil }
    if subject.type == .date, a.type == .number, b.type == .number {
      let year = Typed(.call(.year, [subject.expression]), .number)
      return between(year, a, b)
    }
    if subject.type == .date, case .date(let from) = a.constant, case .date(let to) = b.constant {
      return dateWithin(subject, from.firstDay, to.lastDay)
    }
    guard a.type == subject.type, b.type == subject.type,
      !subject.type.isEntity, subject.type != .boolean
    else {
      report(
        .typeMismatch(
          what: "a range beside \(article(subject.type))", expected: "two of that kind",
          found: "\(article(a.type)) and \(article(b.type))", hint: nil),
        at: range)
      return nil
    }
    return between(subject, a, b)
  }

  private func between(_ subject: Typed, _ low: Typed, _ high: Typed) -> BoundExpression {
    BoundExpression(
      .and(
        BoundExpression(
          .compare(.greaterOrEqual, subject.expression, low.expression), .boolean),
        BoundExpression(.compare(.lessOrEqual, subject.expression, high.expression), .boolean)),
      .boolean)
  }

  /// A group beside a country, a basket beside a treaty.
  private func namedSet(
    _ word: Name, _ subject: Typed, _ name: String, _ context: ExpressionContext
  ) -> BoundExpression? {
    switch subject.type {
    case .country:
      if let match = catalogue.matches(word.text, kinds: [.group]).first {
        return read(group: match.id, of: subject, "", context).expression
      }
      for attribute in CountryAttribute.grouping {
        let typed = read(attribute, of: subject, context)
        if let vocabulary = typed.vocabulary, let text = canonical(word.text, in: vocabulary) {
          let constant = BoundExpression(.constant(.text(text)), .text)
          return BoundExpression(.compare(.equal, typed.expression, constant), .boolean)
        }
      }
      reportUnknown(.group, word.text, at: word.range)
    case .treaty:
      if let match = catalogue.matches(word.text, kinds: [.basket]).first {
        uses.namedTreaties.formUnion(catalogue.basket(match.id).treaties)
        let members = catalogue.basket(match.id).treaties.map { Scalar.entity($0) }
        return BoundExpression(.oneOf(subject.expression, members), .boolean)
      }
      reportUnknown(.basket, word.text, at: word.range)
    default:
      report(
        .typeMismatch(
          what: "`in`", expected: "a set", found: "`\(word.text)`",
          hint: "write {\(word.text)} or `\(name) = \(word.text)`"),
        at: word.range)
    }
    return nil
  }

  /// `parties(T)`, `signatories(T)`, `member(G)`
  private func countrySet(
    _ function: Name, _ arguments: [Argument], _ subject: Typed, _ range: SourceRange,
    _ context: ExpressionContext
  ) -> BoundExpression? {
    let kinds: [String: EntityKind] = [
      "parties": .treaty, "signatories": .treaty, "member": .group,
    ]
    guard let kind = kinds[function.text] else {
      report(
        .unknownFunction(
          name: function.text,
          nearest: NameSuggestion.nearest(to: function.text, among: kinds.keys.sorted(), limit: 3)),
        at: function.range)
      return nil
    }
    guard subject.type == .country else {
      report(
        .typeMismatch(
          what: "`\(function.text)(…)`", expected: "a country before `in`",
          found: article(subject.type), hint: nil),
        at: range)
      return nil
    }
    guard arguments.count == 1 else {
      report(
        .argumentCount(
          function: function.text, expected: "one \(kind.label)", found: arguments.count),
        at: range)
      return nil
    }
    let type: ValueType = kind == .treaty ? .treaty : .group
    let like = Typed(.constant(.missing(.noData)), type)
    guard let typed = bindValue(arguments[0].value, like: like, name: kind.label, context),
      case .entity(let id) = typed.constant
    else { return nil }
    switch function.text {
    case "parties": return read(id, .isParty, of: subject, "", context).expression
    case "member": return read(group: id, of: subject, "", context).expression
    default:
      let status = read(id, .status, of: subject, "", context)
      let signatory = BoundExpression(.constant(.text(TreatyStatus.signatory.label)), .text)
      return BoundExpression(.compare(.equal, status.expression, signatory), .boolean)
    }
  }
}
