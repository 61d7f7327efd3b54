import Catalogue
import ColumnStore
import Drawing
import QuerySemantics

extension ChartMaker {
  func heatmap(_ rows: [Int]) throws(Problem) -> HeatmapData {
    let names = distinct(rows.map { text(name(.y), $0) })
    var columns = distinct(rows.map { text(name(.x), $0) })
    if field(name(.x))?.type == .number || field(name(.x))?.type == .date { columns.sort() }
    var values = names.map { _ in [Datum](repeating: .missing(.noData), count: columns.count) }
    var seen = names.map { _ in [Bool](repeating: false, count: columns.count) }
    var rowOf: [String: Int] = [:]
    for (index, name) in names.enumerated() { rowOf[name] = index }
    var columnOf: [String: Int] = [:]
    for (index, name) in columns.enumerated() { columnOf[name] = index }
    for row in rows {
      guard let i = rowOf[text(name(.y), row)], let j = columnOf[text(name(.x), row)] else {
        continue
      }
      guard !seen[i][j] else {
        throw Problem(message: "two rows fall into the cell \(names[i]) × \(columns[j])")
      }
      seen[i][j] = true
      values[i][j] = datum(name(.value), row)
    }
    return HeatmapData(
      rows: names, columns: columns, values: values, axis: axis(name(.value)),
      centre: request.centre.map { $0 / units.factor(name(.value)) })
  }

  func matrix(_ rows: [Int]) -> MatrixData {
    MatrixData(
      rows: rows.map { text(name(.y), $0) },
      columns: request.measures.map { $0.hasSuffix(".status") ? String($0.dropLast(7)) : $0 },
      standings: rows.map { row in request.measures.map { standing($0, row) } })
  }

  private func standing(_ column: String, _ row: Int) -> Standing {
    guard let cells = table.column(column) else { return .notCovered }
    switch cells[row] {
    case .boolean(let value): return value ? .party : .none
    case .text(let text):
      switch TreatyStatus.allCases.first(where: { $0.label == text }) {
      case .party: return .party
      case .signatory: return .signatory
      case .denounced: return .denounced
      case .some(.none): return .none
      case nil: return .notCovered
      }
    case .missing(.notApplicable): return .notApplicable
    case .missing, .number, .date, .entity: return .notCovered
    }
  }

  func timeline(_ rows: [Int]) -> TimelineData {
    let stages = request.measures.filter { !$0.hasSuffix("denounced") }
    let end = request.measures.first { $0.hasSuffix("denounced") }
    let day = catalogue.editionDate
    return TimelineData(
      stages: stages,
      rows: rows.map { row in
        TimelineData.Row(
          text(name(.y), row), times: stages.map { time($0, row) },
          end: end.flatMap { time($0, row) })
      }, asOf: Double(day.year) + Double(day.civil.month - 1) / 12)
  }

  /// One tile per country of the grid of the country list.
  func tilemap(_ rows: [Int]) throws(Problem) -> TilemapData {
    guard let places = table.column(name(.y)), places.type == .country,
      let countries = catalogue.table("countries"),
      let tileRow = countries.schema.index(of: "tile_row"),
      let tileColumn = countries.schema.index(of: "tile_col"),
      let across = try? countries.column(tileColumn), let down = try? countries.column(tileRow)
    else { throw Problem(message: "a tile map needs a column of countries for `y`") }
    let values = name(.value)
    let isNumber = field(values)?.type == .number
    let categories = isNumber ? [] : classes(of: values, rows)
    var tiles: [TilemapData.Tile] = []
    var seen: Set<Int32> = []
    var unplaced: [String] = []
    for row in rows {
      guard case .entity(let id) = places[row], Int(id) < down.count,
        case .number(let r) = down[Int(id)], case .number(let c) = across[Int(id)]
      else {
        unplaced.append(text(name(.y), row))
        continue
      }
      guard seen.insert(id).inserted else {
        throw Problem(
          message: "two rows are of \(catalogue.name(of: EntityKind.country, id)); a tile map "
            + "shows one each")
      }
      let value: Datum =
        isNumber
        ? datum(values, row)
        : categories.firstIndex(of: text(values, row)).map { .number(Double($0)) }
          ?? .missing(missingKind(values, row))
      tiles.append(
        TilemapData.Tile(catalogue.country(id).iso2, row: Int(r), column: Int(c), value: value))
    }
    let standings = categories.compactMap { label in
      TreatyStatus.allCases.first { $0.label == label }.map(ChartMaker.standing)
    }
    return TilemapData(
      tiles: tiles, axis: axis(values), categories: categories,
      centre: request.centre.map { $0 / units.factor(values) },
      standings: standings.count == categories.count ? standings : [], unplaced: unplaced)
  }

  static func standing(_ status: TreatyStatus) -> Standing {
    switch status {
    case .party: .party
    case .signatory: .signatory
    case .none: .none
    case .denounced: .denounced
    }
  }

  /// The texts there are: statuses of a treaty in their own order, others by the alphabet.
  private func classes(of column: String, _ rows: [Int]) -> [String] {
    guard let cells = table.column(column) else { return [] }
    let found = Set(
      rows.compactMap { row -> String? in
        if case .missing = cells[row] { return nil }
        return text(column, row)
      })
    let statuses = TreatyStatus.allCases.map(\.label)
    return found.isSubset(of: statuses) ? statuses.filter(found.contains) : found.sorted()
  }

  private func missingKind(_ column: String, _ row: Int) -> MissingKind {
    if case .missing(let reason)? = table.column(column)?[row] { return ChartMaker.kind(reason) }
    return .noData
  }

  /// Coefficients by relative time. The year before the event is the reference only where the
  /// data say so: there is no value at -1, or it is zero.
  func event(_ rows: [Int]) throws(Problem) -> EventData {
    let data = try lines(rows)
    let isReference = data.positions.firstIndex(of: -1).map { place in
      data.series.allSatisfy { ($0.values[place].finite ?? 0) == 0 }
    }
    return EventData(
      times: data.positions, series: data.series, referencePeriod: isReference == false ? nil : -1,
      vertical: axis(name(.y)))
  }
}
