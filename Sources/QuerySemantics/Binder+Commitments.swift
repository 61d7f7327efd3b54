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
      addTotals(
        treaties.map { read($0, .isParty, of: subject, subjectName, context).expression }, add)
    }
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    builder.add(.project(expressions), scope, verb: verb)
    return true
  }

  /// Count, share and all for a set written out.
  private func addTotals(_ parties: [BoundExpression], _ add: (Typed, String) -> Void) {
    func one(_ party: BoundExpression) -> BoundExpression {
      BoundExpression(.choose(party, then: number(1), otherwise: number(0)), .number)
    }
    let ones = parties.map(one)
    let known = ones.map { BoundExpression(.coalesce($0, number(0)), .number) }
    let count = known.dropFirst().reduce(known[0]) {
      BoundExpression(.arithmetic(.add, $0, $1), .number)
    }
    add(Typed(count, field: Field("", .number, unit: "treaties", decimals: 0)), "count")
    add(
      Typed(
        BoundExpression(.call(.rowMean, ones), .number), field: Field("", .number, decimals: 2)),
      "share")
    let all = parties.dropFirst().reduce(parties[0]) { BoundExpression(.and($0, $1), .boolean) }
    add(Typed(all), "all")
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
      report(
        .unknownEntity(
          kind: .basket, word: name.text,
          nearest: catalogue.nearest(to: name.text, kind: .basket, limit: 3)),
        at: name.range)
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
