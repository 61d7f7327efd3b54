import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// `chart KIND x: …, y: …`: encodings take expressions; what is not said is settled by the kind,
/// where only one column fits. Nothing is ignored: a column without a part is an error.
extension Binder {
  static let chartOptions = [
    "x", "y", "series", "facet", "label", "from", "to", "low", "high", "value", "highlight",
    "reference", "title", "subtitle", "scale", "stacked", "fit", "bins", "centre", "width",
    "height", "sort",
  ]

  /// What other programs call a kind.
  private static let chartsElsewhere = [
    "pie": "bar", "donut": "bar", "column": "bar", "col": "bar", "barh": "bar", "barplot": "bar",
    "map": "tilemap", "choropleth": "tilemap", "boxplot": "box", "hist": "histogram",
    "density": "histogram", "points": "scatter", "point": "scatter", "lollipop": "dot",
    "sparkline": "spark", "timeseries": "line", "ribbon": "area", "gantt": "timeline",
  ]

  func bindChart(_ verb: Verb, _ builder: inout PipelineBuilder) -> Bool {
    let kinds = ChartRequest.Kind.allCases.map(\.rawValue)
    guard let item = verb.items.first, case .name(let word) = item.value.kind else {
      return missing("a kind: \(kinds.joined(separator: ", "))", verb)
    }
    guard let kind = ChartRequest.Kind(rawValue: word.text) else {
      report(
        .unknownValue(
          of: "kind of chart", word: word.text,
          nearest: Self.chartsElsewhere[word.text.lowercased()].map { [$0] }
            ?? NameSuggestion.nearest(to: word.text, among: kinds, limit: 3), allowed: kinds),
        at: word.range)
      return false
    }
    var request = ChartRequest(kind: kind, range: verb.range)
    guard let names = namedColumns(verb, kind, &builder) else { return false }
    var isWhole = true
    for option in verb.options {
      guard let label = option.label else { continue }
      guard kind.takes(label.text) else {
        report(
          .unexpectedPart(
            verb: "chart \(kind.rawValue)", part: "`\(label.text):`",
            usage: "it takes "
              + Binder.chartOptions.filter(kind.takes).map { $0 + ":" }.joined(separator: ", ")),
          at: label.range)
        isWhole = false
        continue
      }
      if label.text == "sort" {
        if !sort(option.value, &request, &builder, verb) { isWhole = false }
        continue
      }
      if let role = ChartRequest.Role(rawValue: label.text) {
        guard let name = encode(option.value, &builder, verb) else {
          isWhole = false
          continue
        }
        request.roles[role] = name
      } else if !setting(label.text, option.value, &request, builder, verb) {
        isWhole = false
      }
    }
    guard isWhole else { return false }
    draw(names, &request, &builder, verb)
    guard assignParts(&request, builder, verb) else { return false }
    builder.finishing.append(.chart(request))
    return true
  }

  /// The column behind an encoding; an expression becomes one.
  func encode(
    _ expression: Expression, _ builder: inout PipelineBuilder, _ verb: Verb
  ) -> String? {
    let context = context(builder, verb)
    guard let typed = bind(expression, context) else { return nil }
    if case .column(let index) = typed.expression.kind { return builder.scope.fields[index].name }
    let name = columnName(expression)
    var field = typed.field
    field.name = name
    field.type = typed.type
    var scope = builder.scope
    guard !scope.names.contains(name) else {
      report(.duplicateColumn(name: name), at: expression.range)
      return nil
    }
    let expressions = columns(scope) + [typed.expression]
    scope.fields.append(field)
    scope.vocabularies.append(typed.vocabulary)
    builder.add(.project(expressions), scope, verb: verb)
    return name
  }

  private func setting(
    _ name: String, _ value: Expression, _ request: inout ChartRequest,
    _ builder: PipelineBuilder, _ verb: Verb
  ) -> Bool {
    func bad(_ allowed: String) -> Bool {
      report(
        .badValue(what: "`\(name)`", found: "`\(sourceText(value.range))`", allowed: allowed),
        at: value.range)
      return false
    }
    switch (name, value.kind) {
    case ("title", .string(let text)): request.title = text
    case ("subtitle", .string(let text)): request.subtitle = text
    case ("title", _), ("subtitle", _): return bad("a text in quotes")
    case ("scale", .name(let word)) where word.text == "log" || word.text == "linear":
      request.isLog = word.text == "log"
    case ("scale", _): return bad("log or linear")
    case ("stacked", .boolean(let flag)): request.isStacked = flag
    case ("fit", .boolean(let flag)): request.showsFit = flag
    case ("stacked", _), ("fit", _): return bad("true or false")
    case ("highlight", _): return highlight(value, &request, builder, verb)
    case ("reference", .set(let elements)):
      var isWhole = true
      for element in elements {
        isWhole = setting("reference", element, &request, builder, verb) && isWhole
      }
      return isWhole
    case ("reference", .name(let word)) where word.text == "mean": request.references.append(.mean)
    case ("reference", .name(let word)) where word.text == "median":
      request.references.append(.median)
    case ("reference", _), ("centre", _), ("bins", _), ("width", _), ("height", _):
      let context = context(builder, verb)
      guard let typed = bindNumber(value, of: "`\(name)`", context) else { return false }
      guard case .number(let number) = typed.constant else {
        report(
          .constantNeeded(
            what: "`\(name)`", example: name == "reference" ? "50, mean or median" : "30"),
          at: value.range)
        return false
      }
      let limits = ["bins": 1...500, "width": 20...300, "height": 3...200]
      if let range = limits[name] {
        guard number == number.rounded(), range.contains(Int(max(-1e6, min(1e6, number)))) else {
          return bad("a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
      }
      switch name {
      case "reference":
        request.references.append(.number(number, label: sourceText(value.range)))
      case "centre": request.centre = number
      case "bins": request.bins = Int(number)
      case "width": request.width = Int(number)
      default: request.height = Int(number)
      }
    default: break
    }
    return true
  }

  /// `sort: COL` from the least, `sort: -COL` from the most; ties and the rest as `sort` does.
  private func sort(
    _ value: Expression, _ request: inout ChartRequest, _ builder: inout PipelineBuilder,
    _ verb: Verb
  ) -> Bool {
    let context = context(builder, verb)
    var key = value
    var isDescending = false
    if case .unary(.minus, let inner) = value.kind {
      key = inner
      isDescending = true
    }
    guard let typed = bind(key, context) else { return false }
    builder.add(
      .sort([BoundStep.SortKey(typed.expression, isDescending: isDescending)]), builder.scope,
      verb: verb)
    request.isSorted = true
    return true
  }

  /// Names set apart: countries by any of their names, members of groups and sets, else texts.
  private func highlight(
    _ value: Expression, _ request: inout ChartRequest, _ builder: PipelineBuilder, _ verb: Verb
  ) -> Bool {
    let elements: [Expression]
    if case .set(let members) = value.kind { elements = members } else { elements = [value] }
    for element in elements {
      let word: String
      switch element.kind {
      case .name(let name): word = name.text
      case .string(let text): word = text
      default:
        guard highlightMembers(of: element, &request) else { return false }
        continue
      }
      if case .value(.entity(let id), .country)? = environment.definitions[word] {
        request.highlight.insert(catalogue.name(of: EntityKind.country, id))
      } else if case .expression? = environment.definitions[word] {
        guard highlightMembers(of: element, &request) else { return false }
      } else if let match = catalogue.matches(word, kinds: [.country]).first {
        request.highlight.insert(catalogue.name(of: EntityKind.country, match.id))
      } else if !catalogue.matches(word, kinds: [.group]).isEmpty {
        guard highlightMembers(of: element, &request) else { return false }
      } else {
        request.highlight.insert(word)
      }
    }
    return true
  }

  /// The countries that a group, a set or a definition of one stands for, at the statement's time.
  private func highlightMembers(of set: Expression, _ request: inout ChartRequest) -> Bool {
    guard var builder = countryBuilder(set.range) else { return false }
    let verb = Verb(name: Name("highlight", range: set.range), range: set.range)
    let context = context(builder, verb)
    guard let test = groupCondition(columnValue(0, builder.scope), set, context) else {
      return false
    }
    builder.add(.filter(test), builder.scope, verb: verb)
    guard !isDryRun, let table = try? environment.materialise(builder.query) else { return true }
    var names: Set<String> = []
    for row in 0..<table.rowCount {
      guard case .entity(let id) = table.columns[0][row] else { continue }
      names.insert(catalogue.name(of: EntityKind.country, id))
    }
    request.highlightSets[sourceText(set.range)] = names
    return true
  }
}
