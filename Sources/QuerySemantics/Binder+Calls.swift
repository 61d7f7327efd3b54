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
