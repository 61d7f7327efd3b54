import Catalogue
import ColumnStore
import Drawing
import QuerySemantics

/// Measures of several units on one axis would be compared by a reader: each unit gets a panel with
/// a scale of its own.
extension ChartMaker {
  /// Nil where one axis serves all.
  func measurePanels() throws(Problem) -> (panels: [Panel], sharesScales: Bool)? {
    switch request.kind {
    case .bar, .dot: return try barPanels()
    case .line, .step, .area: return try linePanels().map { ($0, false) }
    default: return nil
    }
  }

  private func barPanels() throws(Problem) -> (panels: [Panel], sharesScales: Bool)? {
    guard request.measures.count > 1 else { return nil }
    let isMixed = Set(request.measures.map { field($0)?.unit }).count > 1
    guard isMixed || request.kind == .dot else { return nil }
    if isMixed { try refuseOneScale() }
    var panels: [Panel] = []
    for measure in request.measures {
      panels.append(try panel(of: [measure], in: .x, of: table, Array(0..<table.rowCount)))
    }
    return (panels, !isMixed)
  }

  /// Lines of one unit stay together: their distance says something.
  private func linePanels() throws(Problem) -> [Panel]? {
    guard let series = request.roles[.series] else {
      // What has no unit may well be made of what has one: a mean of years, a trend.
      let units = request.measures.map { field($0)?.unit ?? "" }
      guard Set(units).subtracting([""]).count > 1 else { return nil }
      let groups = ChartMaker.grouped(units)
      try refuseOneScale()
      guard request.roles[.low] == nil, request.roles[.high] == nil else {
        throw Problem(message: "one interval cannot stand for columns of different units")
      }
      var panels: [Panel] = []
      for (_, members) in groups {
        panels.append(
          try panel(
            of: members.map { request.measures[$0] }, in: .y, of: table,
            Array(0..<table.rowCount)))
      }
      return panels
    }
    // A row per measure.
    guard field(series)?.type == .measure, field(name(.y))?.isMixed == true,
      let place = table.schema.index(of: name(.y)), let cells = table.column(series)
    else { return nil }
    let measures = (0..<table.rowCount).map { row -> Measure? in
      if case .entity(let id) = cells[row] { catalogue.measure(id) } else { nil }
    }
    let units = measures.map { $0?.unit ?? "" }
    let groups = ChartMaker.grouped(units)
    guard groups.count > 1 else { return nil }
    try refuseOneScale()
    var panels: [Panel] = []
    for (_, rows) in groups {
      var part = table
      if let measure = rows.lazy.compactMap({ measures[$0] }).first {
        part.schema.fields[place].holdOnly(measure)
      }
      let names = distinct(rows.map { text(series, $0) })
      panels.append(try panel(of: names, in: .y, of: part, rows))
    }
    return panels
  }

  /// - Parameter measures: columns, or where a column holds the series their names.
  private func panel(
    of measures: [String], in role: ChartRequest.Role, of table: Table, _ rows: [Int]
  ) throws(Problem) -> Panel {
    var own = request
    var table = table
    if own.roles[.series] == nil {
      own.measures = measures.count > 1 ? measures : []
      own.roles[role] = measures[0]
    } else if measures.count == 1, let place = table.schema.index(of: name(role)),
      table.schema.index(of: measures[0]) == nil
    {
      // One measure is drawn as the column of that name would be.
      table.schema.fields[place].name = measures[0]
      own.roles[role] = measures[0]
      own.roles[.series] = nil
    }
    let maker = ChartMaker(catalogue: catalogue, request: own, table: table)
    let content = try maker.content(rows)
    guard measures.count > 1 else {
      return Panel(name: maker.axis(own.roles[role] ?? "").caption, content: content)
    }
    // The key names the measures, the heading says what they have in common.
    let unit = own.measures.isEmpty ? maker.axis(name(role)).unit : maker.sharedAxis(measures).unit
    return Panel(name: unit ?? "", content: content.withoutVerticalTitle)
  }

  /// Panels by a column leave no room for panels by unit.
  func refuseSharedAxis() throws(Problem) {
    let units = Set(request.measures.compactMap { field($0)?.unit })
    guard units.count > 1 else { return }
    switch request.kind {
    case .bar, .line, .step, .area:
      throw Problem(
        message: "columns of different units cannot share an axis",
        notes: ["draw one of them, or leave `facet:` out: each unit then gets a panel"])
    default: break
    }
  }

  private func refuseOneScale() throws(Problem) {
    guard !request.isStacked else {
      throw Problem(message: "columns of different units cannot be stacked")
    }
    guard request.references.isEmpty else {
      throw Problem(message: "one line of reference cannot stand for columns of different units")
    }
  }
}

extension ChartContent {
  fileprivate var withoutVerticalTitle: ChartContent {
    func untitled(_ data: LineData) -> LineData {
      var data = data
      data.vertical.title = ""
      data.vertical.unit = nil
      return data
    }
    return switch self {
    case .line(let data): .line(untitled(data))
    case .area(let data): .area(untitled(data))
    case .step(let data): .step(untitled(data))
    default: self
    }
  }
}
