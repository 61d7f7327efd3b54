import ColumnStore
import QuerySyntax
import SourceText

/// Which column plays which part where the author has not said.
extension Binder {
  private enum Wanted {
    case category, country, number, time, anyTime, anyValue

    var label: String {
      switch self {
      case .country: "a column of countries"
      case .category: "a column of names"
      case .number: "a column of numbers"
      case .time: "a column of years or dates"
      case .anyTime: "a column of relative times"
      case .anyValue: "a column of values"
      }
    }
  }

  func assignRoles(_ request: inout ChartRequest, _ scope: Scope, _ verb: Verb) -> Bool {
    let needed: [(ChartRequest.Role, Wanted)]
    switch request.kind {
    case .bar, .dot: needed = [(.y, .category), (.x, .number)]
    case .dumbbell, .slope: needed = [(.y, .category), (.from, .number), (.to, .number)]
    case .line, .area, .step, .spark: needed = [(.x, .time), (.y, .number)]
    case .event: needed = [(.x, .anyTime), (.y, .number)]
    case .scatter: needed = [(.x, .number), (.y, .number)]
    case .histogram, .box, .strip: needed = [(.x, .number)]
    case .heatmap: needed = [(.y, .category), (.x, .time), (.value, .number)]
    case .matrix, .timeline: needed = [(.y, .category)]
    case .tilemap: needed = [(.y, .country), (.value, .anyValue)]
    }
    if request.kind == .bar || request.kind == .dot { turn(&request, scope) }
    for (role, wanted) in needed {
      guard let name = request.roles[role], let index = scope.index(of: name),
        !mayPlay(scope.fields[index], wanted, in: request.kind)
      else { continue }
      report(
        .typeMismatch(
          what: "`\(role.rawValue):` of `chart \(request.kind.rawValue)`", expected: wanted.label,
          found: "`\(name)`, of type \(scope.fields[index].type.label)", hint: nil),
        at: verb.range)
      return false
    }
    var left = scope.fields.indices.filter { index in
      !request.roles.values.contains(scope.fields[index].name) && !scope.fields[index].isAside
    }
    takeComparison(&request, scope, &left)
    let takesMany = takesSeveral(request)
    for (role, wanted) in needed where request.roles[role] == nil {
      if takesMany, wanted == .number, role == .x || role == .y {
        let numbers = left.filter { fits(scope.fields[$0], .number) }
        if numbers.count > 1 {
          request.measures = numbers.map { scope.fields[$0].name }
          left.removeAll { numbers.contains($0) }
          continue
        }
      }
      let candidates = candidates(for: role, wanted, in: left, scope)
      guard let only = candidates.first else {
        // A column that could not be made, which is told already, may be the one.
        guard poisoned.isEmpty else {
          failSilently()
          return false
        }
        report(
          .missingPart(
            verb: "chart \(request.kind.rawValue)", part: "\(wanted.label) for `\(role.rawValue)`",
            example: "\(role.rawValue): COLUMN"),
          at: verb.range)
        return false
      }
      // The two ends of a pair are the two columns of numbers, in their order.
      let isPair = role == .from && candidates.count == 2
      guard candidates.count == 1 || isPair else {
        report(
          .ambiguousName(
            name: "\(role.rawValue):",
            readings: candidates.map { "\(role.rawValue): \(scope.fields[$0].name)" }),
          at: verb.range)
        return false
      }
      request.roles[role] = scope.fields[only].name
      left.removeAll { $0 == only }
    }
    assignRest(&request, scope, &left)
    guard !left.isEmpty else { return true }
    let names = left.map { scope.fields[$0].name }
    let roles = ["series", "facet", "label"].filter(request.kind.takes).map { $0 + ":" }
    report(
      .unexpectedPart(
        verb: "chart \(request.kind.rawValue)",
        part: (names.count == 1 ? "column " : "columns ")
          + names.map { "`\($0)`" }.joined(separator: ", ") + " without a part in it",
        usage: "say \(roles.joined(separator: " or ")), or leave it out with | drop "
          + names.map(Spelling.name).joined(separator: ", ")
          + (verb.items.count > 1
            ? "" : "; names behind the kind are drawn alone: chart \(request.kind.rawValue) COL, …")
      ),
      at: verb.range)
    return false
  }

  /// Bars lie, so that their names can be read; `x: country, y: hdi`, as for bars that stand, says
  /// which is which all the same.
  private func turn(_ request: inout ChartRequest, _ scope: Scope) {
    func field(_ role: ChartRequest.Role) -> Field? {
      request.roles[role].flatMap { scope.index(of: $0) }.map { scope.fields[$0] }
    }
    guard let x = field(.x), !fits(x, .number) else { return }
    if let y = field(.y), !fits(y, .number) { return }
    (request.roles[.x], request.roles[.y]) = (request.roles[.y], request.roles[.x])
  }

  /// Whether a column that the author gave a part can play it at all.
  private func mayPlay(_ field: Field, _ wanted: Wanted, in kind: ChartRequest.Kind) -> Bool {
    switch wanted {
    case .category: true
    // Its columns may be of anything.
    case .time where kind == .heatmap: true
    case .number: field.type == .number
    case .time, .anyTime: field.type == .number || field.type == .date
    case .country, .anyValue: fits(field, wanted)
    }
  }

  /// Columns that could play the part: one that bears its name, else, of names, the entities
  /// before the texts.
  private func candidates(
    for role: ChartRequest.Role, _ wanted: Wanted, in left: [Int], _ scope: Scope
  ) -> [Int] {
    let fitting = left.filter { fits(scope.fields[$0], wanted) }
    if let named = fitting.first(where: { scope.fields[$0].name == role.rawValue }) {
      return [named]
    }
    if wanted == .anyTime {
      let years = fitting.filter { scope.fields[$0].isYear }
      return years.isEmpty ? fitting : years
    }
    guard wanted == .category else { return fitting }
    let entities = fitting.filter { scope.fields[$0].type.isEntity }
    return entities.count == 1 ? entities : fitting
  }

  /// The rows of `compare` are named by `who`; its country says the same for later verbs, and how
  /// many countries are behind a benchmark goes into the name.
  private func takeComparison(
    _ request: inout ChartRequest, _ scope: Scope, _ left: inout [Int]
  ) {
    guard scope.key == ["who"], let who = scope.index(of: "who"), request.kind.takes("y"),
      request.roles[.y] == nil, request.kind != .scatter
    else { return }
    request.roles[.y] = "who"
    left.removeAll { $0 == who || ["country", "members"].contains(scope.fields[$0].name) }
  }

  private func takesSeveral(_ request: ChartRequest) -> Bool {
    guard request.roles[.series] == nil else { return false }
    switch request.kind {
    case .bar, .dot, .line, .area, .step: return true
    default: return false
    }
  }

  /// The one remaining column of names is the series, or the names of points.
  private func assignRest(_ request: inout ChartRequest, _ scope: Scope, _ left: inout [Int]) {
    switch request.kind {
    case .matrix:
      // A yes/no beside statuses (`all` of a basket) says something else.
      let texts = left.filter { scope.fields[$0].type == .text }
      let statuses =
        texts.isEmpty ? left.filter { scope.fields[$0].type == .boolean } : texts
      request.measures = statuses.map { scope.fields[$0].name }
      left.removeAll { statuses.contains($0) }
    case .timeline:
      let dates = left.filter { scope.fields[$0].type == .date }
      request.measures = dates.map { scope.fields[$0].name }
      left.removeAll { dates.contains($0) }
    case .scatter:
      assignOnly(.label, &request, scope, &left)
    case .histogram, .box, .strip:
      // A country is one of those counted, no group.
      if let only = left.first, left.count == 1, scope.fields[only].type == .country {
        assignOnly(.label, &request, scope, &left)
      } else {
        if let country = left.first(where: { scope.fields[$0].type == .country }),
          left.count == 2, request.roles[.label] == nil
        {
          request.roles[.label] = scope.fields[country].name
          left.removeAll { $0 == country }
        }
        assignOnly(.series, &request, scope, &left)
      }
    case .line, .area, .step, .bar, .event, .spark:
      assignOnly(.series, &request, scope, &left)
    case .dot, .dumbbell, .slope, .heatmap, .tilemap: break
    }
  }

  private func assignOnly(
    _ role: ChartRequest.Role, _ request: inout ChartRequest, _ scope: Scope, _ left: inout [Int]
  ) {
    guard request.roles[role] == nil, left.count == 1, let only = left.first,
      fits(scope.fields[only], .category)
    else { return }
    request.roles[role] = scope.fields[only].name
    left = []
  }

  private func fits(_ field: Field, _ wanted: Wanted) -> Bool {
    switch wanted {
    case .category: field.type == .text || field.type.isEntity
    case .country: field.type == .country
    case .number: field.type == .number && !field.isYear
    case .time: field.isYear || field.type == .date
    case .anyTime: field.type == .number
    case .anyValue: field.type == .number || field.type == .text || field.type == .boolean
    }
  }
}
