import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// `commitments BASKET`: one row per country, a status column per treaty, then how many it is
/// party to, the share among those whose list can tell, and whether it has all.
extension Binder {
  func bindCommitments(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let expression = only(verb, "a basket of treaties, or a set of them") else {
      return false
    }
    let context = context(builder, verb)
    guard let column = builder.scope.countryColumn else {
      reportNoCountry("commitments", at: verb.range, context)
      return false
    }
    guard let (treaties, basket) = treatyList(expression, context) else { return false }
    let subject = columnValue(column, builder.scope)
    let subjectName = builder.scope.fields[column].name
    var kept = [column]
    if let time = builder.scope.timeColumn { kept.append(time) }
    var scope = picked(kept, from: builder.scope)
    var expressions = kept.map { BoundExpression(.column($0), builder.scope.fields[$0].type) }
    func add(_ typed: Typed, _ name: String) {
      var field = typed.field
      field.name = name
      scope.fields.append(field)
      scope.vocabularies.append(typed.vocabulary)
      expressions.append(typed.expression)
    }
    for treaty in treaties {
      add(
        read(treaty, .status, of: subject, subjectName, context),
        catalogue.name(of: EntityKind.treaty, treaty))
    }
    if let basket {
      add(read(basket: basket, .count, of: subject, context), "count")
      add(read(basket: basket, .share, of: subject, context), "share")
      add(read(basket: basket, .all, of: subject, context), "all")
    } else {
      for field in [Lookup.BasketField.count, .share, .all] {
        add(total(field, of: treaties, subject, context), field.rawValue)
      }
    }
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    builder.add(.project(expressions), scope, verb: verb)
    return true
  }

  /// Count, share or all over treaties that are no basket of the catalogue, by the same rules:
  /// only treaties whose list can say "not a party" enter the share.
  func total(
    _ field: Lookup.BasketField, of treaties: [Int32], _ subject: Typed,
    _ context: ExpressionContext
  ) -> Typed {
    func party(_ treaty: Int32) -> BoundExpression {
      read(treaty, .isParty, of: subject, "", context).expression
    }
    func one(_ treaty: Int32) -> BoundExpression {
      BoundExpression(.choose(party(treaty), then: number(1), otherwise: number(0)), .number)
    }
    switch field {
    case .count:
      let known = treaties.map { BoundExpression(.coalesce(one($0), number(0)), .number) }
      let count = known.dropFirst().reduce(known[0]) {
        BoundExpression(.arithmetic(.add, $0, $1), .number)
      }
      let isKnown = BoundExpression(
        .compare(
          .greater, BoundExpression(.call(.rowCount, treaties.map(party)), .number), number(0)),
        .boolean)
      let first = one(treaties[0])
      return Typed(
        BoundExpression(.choose(isKnown, then: count, otherwise: first), .number),
        field: Field("", .number, unit: "treaties", decimals: 0))
    case .share:
      let whole = treaties.filter { catalogue.treaty($0).coverage.canSayNotParty }
      let share =
        whole.isEmpty
        ? BoundExpression(.constant(.missing(.notCovered)), .number)
        : BoundExpression(.call(.rowMean, whole.map(one)), .number)
      return Typed(share, field: Field("", .number, decimals: 2))
    case .all:
      let parties = treaties.map(party)
      let all = parties.dropFirst().reduce(parties[0]) { BoundExpression(.and($0, $1), .boolean) }
      return Typed(all)
    }
  }

  /// The treaties of `let x = {ICRMW, C097}`.
  func ownBasket(_ base: Expression, _ context: ExpressionContext) -> [Int32]? {
    guard case .name(let name) = base.kind, context.scope.index(of: name.text) == nil,
      case .expression(let body, _)? = environment.definitions[name.text],
      case .set(let elements) = body.kind, !elements.isEmpty
    else { return nil }
    var treaties: [Int32] = []
    for element in elements {
      let word: String
      switch element.kind {
      case .name(let name): word = name.text
      case .string(let text): word = text
      default: return nil
      }
      guard let match = catalogue.matches(word, kinds: [.treaty]).first else { return nil }
      treaties.append(match.id)
    }
    return treaties
  }

  /// `x.count`, `x.share`, `x.all` of the user's own basket.
  func basketField(
    _ member: Name, of treaties: [Int32], _ context: ExpressionContext
  ) -> Reference? {
    guard let field = Lookup.BasketField(rawValue: member.text) else {
      let allowed = ["count", "share", "all"]
      report(
        .unknownField(
          of: "a basket", name: member.text,
          nearest: NameSuggestion.nearest(to: member.text, among: allowed, limit: 2),
          allowed: allowed),
        at: member.range)
      return nil
    }
    guard let column = context.scope.countryColumn else {
      reportNoCountry(member.text, at: member.range, context)
      return nil
    }
    return .value(total(field, of: treaties, columnValue(column, context.scope), context))
  }

  /// A basket's treaties (and the basket), or those of a set.
  private func treatyList(
    _ expression: Expression, _ context: ExpressionContext
  ) -> (treaties: [Int32], basket: Int32?)? {
    switch expression.kind {
    case .bracketed(let inner): return treatyList(inner, context)
    case .set(let elements):
      let like = Typed(.constant(.missing(.noData)), .treaty)
      var treaties: [Int32] = []
      for element in elements {
        guard let typed = bindValue(element, like: like, name: "treaty", context),
          case .entity(let id) = typed.constant
        else { return nil }
        treaties.append(id)
      }
      guard !treaties.isEmpty else {
        report(
          .missingPart(
            verb: "commitments", part: "at least one treaty", example: "commitments {ICRMW, C097}"),
          at: expression.range)
        return nil
      }
      return (treaties, nil)
    case .name(let name):
      if case .expression(let body, _)? = environment.definitions[name.text] {
        let outer = rangeOverride
        rangeOverride = outer ?? name.range
        defer { rangeOverride = outer }
        return treatyList(body, context)
      }
      if let match = catalogue.matches(name.text, kinds: [.basket]).first {
        return (catalogue.basket(match.id).treaties, match.id)
      }
      if let match = catalogue.matches(name.text, kinds: [.treaty]).first {
        return ([match.id], nil)
      }
      reportUnknown(.basket, name.text, at: name.range)
      return nil
    default:
      report(
        .typeMismatch(
          what: "`commitments`", expected: "a basket or a set of treaties",
          found: "`\(sourceText(expression.range))`", hint: "commitments core_un"),
        at: expression.range)
      return nil
    }
  }
}
