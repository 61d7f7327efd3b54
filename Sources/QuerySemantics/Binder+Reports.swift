import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// `overdue T` and `implementation T`: what became of a commitment.
extension Binder {
  /// The treaty named first, the column of countries, and a builder cut to country and time.
  private func treatyVerb(
    _ verb: Verb, _ builder: PipelineBuilder
  ) -> (treaty: Int32, subject: Typed, context: ExpressionContext, kept: [Int])? {
    guard let expression = only(verb, "a treaty") else { return nil }
    let context = context(builder, verb)
    let like = Typed(.constant(.missing(.noData)), .treaty)
    guard let typed = bindValue(expression, like: like, name: "treaty", context),
      case .entity(let treaty) = typed.constant
    else { return nil }
    guard let column = builder.scope.countryColumn else {
      reportNoCountry(verb.name.text, at: verb.range, context)
      return nil
    }
    uses.treaties.insert(treaty)
    uses.tables.insert("reports")
    uses.namedTreaties.insert(treaty)
    var kept = [column]
    if let time = builder.scope.timeColumn { kept.append(time) }
    return (treaty, columnValue(column, builder.scope), context, kept)
  }

  private func text(_ value: String) -> BoundExpression {
    BoundExpression(.constant(.text(value)), .text)
  }

  private func pick(
    _ test: BoundExpression, _ a: BoundExpression, _ b: BoundExpression
  ) -> BoundExpression {
    BoundExpression(.choose(test, then: a, otherwise: b), a.type)
  }

  private func compare(
    _ op: ComparisonOperator, _ a: BoundExpression, _ b: BoundExpression
  ) -> BoundExpression {
    BoundExpression(.compare(op, a, b), .boolean)
  }

  private func isKnown(_ expression: BoundExpression) -> BoundExpression {
    BoundExpression(.not(BoundExpression(.isMissing(expression), .boolean)), .boolean)
  }

  /// One row per State party: the initial report, when it is due, and what is known of it.
  ///
  /// Dates of submission are not in the data. A dialogue proves that the initial report had been
  /// submitted by then; how late it was is told only by the dialogue on that report itself. Without
  /// any nothing is known, and that is never called overdue.
  func bindOverdue(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let (treaty, subject, context, kept) = treatyVerb(verb, builder) else { return false }
    guard catalogue.reportingRule(of: treaty) != nil else {
      report(
        .badValue(
          what: "the treaty of `overdue`",
          found: catalogue.name(of: EntityKind.treaty, treaty),
          allowed: "its text asks for no reports, or their rule is not in the data"),
        at: verb.range)
      return false
    }
    let time = stateTime(context)
    let now = rowTime(context).expression
    let party = read(treaty, .isParty, of: subject, "", context)
    builder.add(.filter(party.expression), builder.scope, verb: verb)
    func date(_ field: Lookup.ReportField) -> BoundExpression {
      BoundExpression(
        .lookup(Lookup(.report(treaty, field), subject: subject.expression, time: time)), .date)
    }
    let due = date(.due)
    let considered = date(.dialogue)
    let initial = date(.initialDialogue)
    // A dialogue known by its month was held at the latest on its last day.
    let late = BoundExpression(
      .coalesce(
        BoundExpression(.call(.daysBetween, [due, initial]), .number),
        BoundExpression(.call(.daysBetween, [due, lastDay(ofMonth: initial)]), .number)), .number)
    let days = pick(compare(.greater, late, number(0)), late, number(0))
    let state = pick(
      compare(.greater, due, now), text("not yet due"),
      pick(isKnown(considered), text("considered"), text("no report known")))
    let none = BoundExpression(.constant(.missing(.noData)), .text)
    let kind = pick(
      isKnown(initial), text("initial"),
      pick(
        isKnown(date(.laterDialogue)), text("later"),
        pick(isKnown(considered), text("not known"), none)))
    let bin = pick(
      compare(.equal, days, number(0)), text("on time"),
      pick(
        compare(.less, days, number(5 * 365.25)), text("<5 years"),
        pick(
          compare(.lessOrEqual, days, number(10 * 365.25)), text("5–10 years"),
          text(">10 years"))))
    var scope = picked(kept, from: builder.scope)
    var expressions = kept.map { BoundExpression(.column($0), builder.scope.fields[$0].type) }
    func add(_ field: Field, _ expression: BoundExpression, _ vocabulary: [String]? = nil) {
      scope.fields.append(field)
      scope.vocabularies.append(vocabulary.map { TextDictionary($0) })
      expressions.append(expression)
    }
    let states = ["not yet due", "considered", "no report known"]
    let bins = ["on time", "<5 years", "5–10 years", ">10 years"]
    let kinds = ["initial", "later", "not known"]
    // What is asked for first: on a narrow page the rest stands below.
    add(Field("due", .date), due)
    add(Field("state", .text, isClosed: true), state, states)
    add(Field("days_late", .number, unit: "days, at most", decimals: 0), days)
    add(Field("bin", .text, isClosed: true), bin, bins)
    add(Field("considered", .date), considered)
    add(Field("report", .text, isClosed: true), kind, kinds)
    add(Field("submitted", .date), BoundExpression(.constant(.missing(.noData)), .date))
    add(Field("basis", .text, isClosed: true), text("rule"), ["rule", "known"])
    add(Field("cycle", .number, decimals: 0), number(1))
    builder.add(.project(expressions), scope, verb: verb)
    let name = catalogue.name(of: EntityKind.treaty, treaty)
    remark("due: entry into force for the country and the term of \(name)'s own text")
    remark(
      "the data hold dialogues on reports, not submissions, and not all of them: no report known does not mean none was sent; days late count to the dialogue on the initial report, where that is known"
    )
    return true
  }

  private func lastDay(ofMonth date: BoundExpression) -> BoundExpression {
    func arithmetic(
      _ op: ArithmeticOperator, _ a: BoundExpression, _ b: BoundExpression
    ) -> BoundExpression { BoundExpression(.arithmetic(op, a, b), .number) }
    let year = BoundExpression(.call(.year, [date]), .number)
    let month = BoundExpression(.call(.month, [date]), .number)
    let years = BoundExpression(
      .call(.floor, [arithmetic(.divide, month, number(12))]), .number)
    let next = BoundExpression(
      .call(
        .date,
        [
          arithmetic(.add, year, years),
          arithmetic(.add, arithmetic(.remainder, month, number(12)), number(1)), number(1),
        ]), .date)
    return BoundExpression(.call(.addDays, [next, number(-1)]), .date)
  }

  /// Whether each country is a party, has reported, has the law, and has the practice.
  func bindImplementation(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    guard let (treaty, subject, context, kept) = treatyVerb(verb, builder) else { return false }
    guard verb.option("law") != nil || verb.option("practice") != nil else {
      return missing("`law:` or `practice:` and a condition in brackets", verb)
    }
    let party = read(treaty, .isParty, of: subject, "", context).expression
    let considered = BoundExpression(
      .lookup(
        Lookup(
          .report(treaty, .dialogue), subject: subject.expression, time: stateTime(context))),
      .date)
    // Known to have reported, or not known: never "has not reported".
    let reported = pick(
      isKnown(considered), BoundExpression(.constant(.boolean(true)), .boolean),
      BoundExpression(.constant(.missing(.noData)), .boolean))
    var scope = picked(kept, from: builder.scope)
    var expressions = kept.map { BoundExpression(.column($0), builder.scope.fields[$0].type) }
    var parts: [BoundExpression] = []
    var definition: [String] = ["State party"]
    func add(_ name: String, _ expression: BoundExpression) {
      scope.fields.append(Field(name, .boolean))
      scope.vocabularies.append(nil)
      expressions.append(expression)
      parts.append(expression)
    }
    add("party", party)
    if catalogue.reportingRule(of: treaty) != nil {
      add("report", reported)
      definition.append("a report that is known to have been considered")
    }
    for name in ["law", "practice"] {
      guard let option = verb.option(name) else { continue }
      guard let condition = bindCondition(option.value, context) else { return false }
      add(name, condition)
      definition.append("\(name): \(sourceText(option.value.range))")
    }
    let all = parts.dropFirst().reduce(parts[0]) { BoundExpression(.and($0, $1), .boolean) }
    add("all", all)
    if let twice = firstRepeated(scope.names) {
      report(.duplicateColumn(name: twice), at: verb.range)
      return false
    }
    builder.add(.project(expressions), scope, verb: verb)
    remark("definition used: " + definition.joined(separator: "; "))
    return true
  }
}
