import Catalogue
import ColumnStore

/// The rows of a `compare` while they are put together.
struct ComparisonRows {
  private let measures: [Typed]
  private var who: [Scalar] = []
  private var countries: [Scalar] = []
  private var coverage: [Scalar] = []
  private var cells: [[Scalar]]
  private var ranks: [Int: [Scalar]] = [:]

  init(_ measures: [Typed]) {
    self.measures = measures
    cells = Array(repeating: [], count: measures.count)
  }

  mutating func addCountries(_ ids: [Int32], _ table: Table, _ catalogue: Catalogue) throws {
    var rowOf: [Int32: Int] = [:]
    for row in 0..<table.rowCount {
      if case .entity(let id) = table.columns[0][row] { rowOf[id] = row }
    }
    for id in ids {
      who.append(.text(catalogue.name(of: EntityKind.country, id)))
      countries.append(.entity(id))
      coverage.append(.text(""))
      for index in measures.indices {
        let cell = rowOf[id].map { table.columns[index + 1][$0] } ?? .missing(.notApplicable)
        cells[index].append(own(cell, measures[index].type))
      }
    }
  }

  /// Yes/no columns hold text, since a benchmark's cell is a count.
  private func own(_ cell: Scalar, _ type: ValueType) -> Scalar {
    guard type == .boolean else { return cell }
    if case .boolean(let value) = cell { return .text(value ? "yes" : "no") }
    return cell
  }

  /// The table has one row: how many countries, then two numbers for each measure.
  mutating func addBenchmark(_ name: String, _ table: Table) {
    func number(_ column: Int) -> Int {
      if case .number(let value) = table.columns[column][0] { return Int(value) }
      return 0
    }
    let all = number(0)
    who.append(.text(name))
    countries.append(.missing(.notApplicable))
    var fewest = all
    for index in measures.indices {
      let value = table.columns[1 + index * 2][0]
      let known = number(2 + index * 2)
      switch measures[index].type {
      case .number:
        cells[index].append(value)
        fewest = min(fewest, known)
      case .boolean:
        cells[index].append(
          known == 0 ? .missing(.notCovered) : .text("\(number(1 + index * 2)) of \(known)"))
      default: cells[index].append(.missing(.notApplicable))
      }
    }
    coverage.append(.text(fewest == all ? "\(all)" : "\(fewest)–\(all) of \(all)"))
  }

  mutating func addRanks(of index: Int, _ ids: [Int32], _ table: Table) {
    var ranked: [Int32: Scalar] = [:]
    for row in 0..<table.rowCount {
      if case .entity(let id) = table.columns[0][row] { ranked[id] = table.columns[1][row] }
    }
    ranks[index] = ids.map { ranked[$0] ?? .missing(.noData) }
  }

  private var hasBenchmarks: Bool { countries.contains { $0 == .missing(.notApplicable) } }

  /// A mean of small whole numbers says something after the point; one of thousands does not.
  private func meanDecimals(_ cells: [Scalar]) -> Int {
    let largest =
      cells.map { scalar -> Double in
        if case .number(let value) = scalar { return abs(value) }
        return 0
      }.max() ?? 0
    return largest < 10 ? 2 : largest < 1000 ? 1 : 0
  }

  func table(names: [String]) -> Table {
    var fields = [Field("who", .text), Field("country", .country)]
    var columns = [
      Column(type: .text, scalars: who), Column(type: .country, scalars: countries),
    ]
    for (index, name) in names.enumerated() {
      let type: ValueType = measures[index].type == .boolean ? .text : measures[index].type
      var field = measures[index].field
      field.name = name
      field.type = type
      if measures[index].type == .boolean { field.origin = nil }
      if hasBenchmarks, field.decimals == 0 { field.decimals = meanDecimals(cells[index]) }
      fields.append(field)
      columns.append(Column(type: type, scalars: cells[index]))
      if let places = ranks[index] {
        let rest = Array(repeating: Scalar.missing(.notApplicable), count: who.count - places.count)
        fields.append(Field("rank of \(name)", .number, decimals: 0))
        columns.append(Column(type: .number, scalars: places + rest))
      }
    }
    fields.append(Field("n", .text))
    columns.append(Column(type: .text, scalars: coverage))
    return Table(schema: Schema(fields, key: ["who"]), columns: columns, rowCount: who.count)
  }
}
