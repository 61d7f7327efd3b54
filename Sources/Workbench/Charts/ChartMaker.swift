import Catalogue
import ColumnStore
import Drawing
import QuerySemantics
import SourceText

/// Makes the chart that a request asks for from the rows of a result.
struct ChartMaker {
  let catalogue: Catalogue
  var request: ChartRequest
  let table: Table

  /// By how much the numbers of a column are divided to be drawn, where they are very large.
  let units: LargeUnits

  init(catalogue: Catalogue, request: ChartRequest, table: Table) {
    self.catalogue = catalogue
    self.request = request
    self.table = table
    units = LargeUnits(request, table)
  }

  /// Why there is no chart, in words.
  struct Problem: Error {
    var message: String
    var notes: [String] = []
  }

  mutating func chart(captions: [String]) throws(Problem) -> Chart {
    try settleHighlight()
    if request.roles[.facet] == nil, let made = try measurePanels() {
      return Chart(
        panels: made.panels, title: request.title, subtitle: request.subtitle,
        highlight: request.highlight, references: references(of: made.panels),
        captions: captions, sharesScales: made.sharesScales)
    }
    let panels: [Panel]
    if let facet = request.roles[.facet] {
      try refuseSharedAxis()
      let names = texts(facet)
      var order: [String] = []
      var rows: [String: [Int]] = [:]
      for row in 0..<table.rowCount {
        if rows[names[row]] == nil { order.append(names[row]) }
        rows[names[row], default: []].append(row)
      }
      var made: [Panel] = []
      for name in order {
        made.append(Panel(name: name, content: try content(rows[name] ?? [])))
      }
      panels = made
    } else {
      panels = [Panel(name: nil, content: try content(Array(0..<table.rowCount)))]
    }
    return Chart(
      panels: panels, title: request.title, subtitle: request.subtitle,
      highlight: request.highlight, references: references(of: panels), captions: captions)
  }

  private func references(of panels: [Panel]) -> [Reference] {
    let column = ["x", "y"].compactMap { ChartRequest.Role(rawValue: $0) }
      .compactMap { request.roles[$0] }.first {
        field($0)?.type == .number && field($0)?.isYear != true
      }
    let main =
      request.kind == .scatter
      ? request.roles[.y]
      : column ?? request.measures.first
        ?? request.roles[.from]
    let factor = main.map(units.factor) ?? 1
    var values = panels.flatMap { $0.content.measured }
    return request.references.compactMap { reference in
      switch reference {
      case .number(let value, let label):
        return Reference(
          value / factor, label: factor == 1 ? label : axis(main ?? "").text(value / factor))
      case .mean:
        guard !values.isEmpty else { return nil }
        return labelled("mean", values.reduce(0) { $0 + $1 / Double(values.count) }, main)
      case .median:
        guard !values.isEmpty else { return nil }
        values.sort()
        let middle = values.count / 2
        return labelled(
          "median",
          values.count % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2, main
        )
      }
    }
  }

  private func labelled(_ name: String, _ value: Double, _ column: String?) -> Reference {
    Reference(value, label: "\(name) \(axis(column ?? "").text(value))")
  }

  /// Nothing said is ignored: a name set apart must be among those drawn, and somebody of a set.
  private mutating func settleHighlight() throws(Problem) {
    guard !request.highlight.isEmpty || !request.highlightSets.isEmpty else { return }
    var known = Set(request.measures)
    for role in [ChartRequest.Role.y, .series, .label] {
      guard let column = request.roles[role], field(column)?.type != .number else { continue }
      known.formUnion(texts(column))
    }
    for name in request.highlight.sorted() where !known.contains(name) {
      let near = NameSuggestion.nearest(to: name, among: known.sorted(), limit: 3)
      throw Problem(
        message: "no `\(name)` among the names of the chart to set apart",
        notes: near.isEmpty ? [] : ["nearest: " + near.joined(separator: ", ")])
    }
    for (text, members) in request.highlightSets.sorted(by: { $0.key < $1.key }) {
      let drawn = members.intersection(known)
      if drawn.isEmpty {
        throw Problem(message: "nobody of `\(text)` is among the names of the chart to set apart")
      }
      request.highlight.formUnion(drawn)
    }
  }

  func content(_ rows: [Int]) throws(Problem) -> ChartContent {
    switch request.kind {
    case .bar: return .bar(try bars(rows))
    case .dot: return .dot(dots(rows))
    case .dumbbell: return .dumbbell(pairs(rows))
    case .slope: return .slope(pairs(rows))
    case .line: return .line(try lines(rows))
    case .area: return .area(try lines(rows))
    case .step: return .step(try lines(rows))
    case .scatter: return .scatter(scatter(rows))
    case .histogram: return .histogram(distribution(rows))
    case .box: return .box(distribution(rows))
    case .strip: return .strip(distribution(rows))
    case .heatmap: return .heatmap(try heatmap(rows))
    case .matrix: return .matrix(matrix(rows))
    case .timeline: return .timeline(timeline(rows))
    case .tilemap: return .tilemap(try tilemap(rows))
    case .event: return .event(try event(rows))
    case .spark: return .spark(try sparks(rows))
    }
  }

  // MARK: Cells

  func name(_ role: ChartRequest.Role) -> String { request.roles[role] ?? "" }

  func field(_ name: String) -> Field? {
    table.schema.index(of: name).map { table.schema.fields[$0] }
  }

  func datum(_ column: String, _ row: Int) -> Datum {
    guard let cells = table.column(column) else { return .missing(.noData) }
    switch cells[row] {
    case .number(let value): return .number(value / units.factor(column))
    case .boolean(let value): return .number(value ? 1 : 0)
    case .missing(let reason): return .missing(ChartMaker.kind(reason))
    case .text, .date, .entity: return .missing(.notApplicable)
    }
  }

  static func kind(_ reason: Missing) -> MissingKind {
    switch reason {
    case .notCovered: .notCovered
    case .noData: .noData
    case .notApplicable: .notApplicable
    case .withheld: .withheld
    }
  }

  func text(_ column: String, _ row: Int) -> String {
    guard let cells = table.column(column) else { return "" }
    switch cells[row] {
    case .entity(let id): return catalogue.name(of: cells.type, id)
    case .text(let text): return text.printable
    case .date(let date): return date.text
    case .boolean(let value): return value ? "yes" : "no"
    case .number(let value):
      return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    case .missing(let reason): return reason.label
    }
  }

  func texts(_ column: String) -> [String] { (0..<table.rowCount).map { text(column, $0) } }

  func axis(_ column: String) -> Axis {
    let field = field(column)
    return Axis(
      column, unit: units.unit(of: column, field?.unit),
      decimals: units.factor(column) == 1 ? field?.decimals : nil,
      scaling: request.isLog ? .log : .linear, isYear: field?.isYear ?? false)
  }

  /// A year, or a date as a year with its fraction.
  func time(_ column: String, _ row: Int) -> Double? {
    guard let cells = table.column(column) else { return nil }
    switch cells[row] {
    case .number(let value): return value
    case .date(let date):
      let year = date.year
      let first = PartialDate.dayNumber(year: year, month: 1, day: 1)
      let length = PartialDate.dayNumber(year: min(9999, year + 1), month: 1, day: 1) - first
      return Double(year) + Double(date.firstDay - first) / Double(max(1, length))
    default: return nil
    }
  }

  /// Distinct values in order of first appearance.
  func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
