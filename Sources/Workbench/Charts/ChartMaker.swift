import Catalogue
import ColumnStore
import Drawing
import QuerySemantics

/// Makes the chart that a request asks for from the rows of a result.
struct ChartMaker {
  let catalogue: Catalogue
  let request: ChartRequest
  let table: Table

  /// Why there is no chart, in words.
  struct Problem: Error { var message: String }

  func chart(captions: [String]) throws(Problem) -> Chart {
    let panels: [Panel]
    if let facet = request.roles[.facet] {
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
      highlight: request.highlight,
      references: request.references.map { Reference($0.value, label: $0.label) },
      captions: captions)
  }

  private func content(_ rows: [Int]) throws(Problem) -> ChartContent {
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
    case .spark:
      let line = try lines(rows)
      return .spark(SparkData(line.series.first?.values ?? []))
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
    case .number(let value): return .number(value)
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
    case .text(let text): return text
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
      column, unit: field?.unit, decimals: field?.decimals,
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
