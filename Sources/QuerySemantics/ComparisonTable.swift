import Catalogue
import ColumnStore

/// Puts a comparison together: the plain table, what its page shows besides, and what must be said.
struct ComparisonTable {
  private let request: ComparisonRequest
  private let catalogue: Catalogue
  private let table: Table
  /// Rows of the countries that are compared; nil for one that is not in the list of the time.
  private let rows: [Int?]
  /// Rows of each benchmark's members.
  private let members: [[Int]]
  /// How many of them are States.
  private let states: [Int]
  private let allStates: Int
  private let weights: Column?
  private(set) var notes: [String] = []
  /// `Years: 2024 (remittances_gdp); 2023 (hdi)`
  private(set) var years: String?
  private(set) var hints = PageHints()
  private var fields: [Field] = []
  private var columns: [Column] = []

  /// `table`: country, one column per measure, the years, the weight, one yes/no per benchmark.
  init(
    _ request: ComparisonRequest, _ table: Table, weightColumn: Int?, memberColumns: [Int?],
    _ catalogue: Catalogue
  ) {
    self.request = request
    self.table = table
    self.catalogue = catalogue
    weights = weightColumn.map { table.columns[$0] }
    var rowOf: [Int32: Int] = [:]
    for row in 0..<table.rowCount {
      if case .entity(let id) = table.columns[0][row] { rowOf[id] = row }
    }
    rows = request.countries.map { rowOf[$0] }
    members = memberColumns.map { column in
      guard let column else { return Array(0..<table.rowCount) }
      return (0..<table.rowCount).filter { table.columns[column][$0] == .boolean(true) }
    }
    let isState = (0..<table.rowCount).map { row -> Bool in
      guard case .entity(let id) = table.columns[0][row] else { return false }
      return catalogue.country(id).kind == .state
    }
    states = members.map { rows in rows.count { isState[$0] } }
    allStates = isState.count { $0 }
    make()
  }

  var result: Table {
    Table(
      schema: Schema(fields, key: ["who"]), columns: columns,
      rowCount: request.countries.count + request.benchmarks.count)
  }

  private mutating func add(_ field: Field, _ cells: [Scalar], isAside: Bool = false) {
    var field = field
    field.isAside = isAside
    fields.append(field)
    columns.append(Column(type: field.type, scalars: cells))
  }

  private mutating func make() {
    let names = request.countries.map { Scalar.text(catalogue.name(of: EntityKind.country, $0)) }
    add(Field("who", .text), names + request.benchmarks.map { .text($0) })
    let none = Scalar.missing(.notApplicable)
    add(
      Field("country", .country),
      request.countries.map { .entity($0) } + members.map { _ in none }, isAside: true)
    var usual: [(year: Int, name: String)] = []
    for (index, measure) in request.measures.enumerated() {
      let values = ComparedValues(measure, index + 1, table, span: request.span)
      addMeasure(measure, values)
      if let year = values.usualYear { usual.append((year, measure.name)) }
    }
    if !request.benchmarks.isEmpty {
      let counts = members.map { Scalar.number(Double($0.count)) }
      add(
        Field("members", .number, decimals: 0), request.countries.map { _ in none } + counts)
      hints.marks["members"] =
        request.countries.map { _ in .text("") } + members.map { _ in nil }
      sayHow()
    }
    if request.ranks { sayRanks() }
    years = yearLine(usual)
  }

  private mutating func addMeasure(_ measure: ComparedMeasure, _ values: ComparedValues) {
    let cells = zip(members, states).map {
      BenchmarkCell(values, measure, members: $0, states: $1, weights: weights, request)
    }
    let isText = measure.kind == .condition
    var field = measure.value.field
    field.name = measure.name
    field.type = isText ? .text : measure.value.type
    if isText { field.origin = nil }
    var scalars = rows.map { row in
      row.map { isText ? yesNo(values.cells[$0]) : values.cells[$0] } ?? .missing(.notApplicable)
    }
    scalars += cells.map { benchmark($0, measure) }
    if cells.contains(where: { $0.value != nil }), field.decimals == 0, measure.kind == .number {
      field.decimals = decimals(of: scalars)
    }
    add(field, scalars)
    hints.marks[measure.name] =
      rows.map { mark($0, measure, values) } + cells.map { mark($0, measure) }
    switch measure.kind {
    case .yesNo, .codes: hints.units[measure.name] = ""
    case .number, .condition, .other: break
    }
    if measure.direction != .neutral {
      hints.risesToBetter[measure.name] = measure.direction == .higher
    }
    if request.ranks { addRank(measure, values) }
    if !cells.isEmpty, measure.kind != .other {
      add(
        Field(measure.name + ".n", .number, decimals: 0),
        rows.map { _ in .missing(.notApplicable) } + cells.map { .number(Double($0.known)) },
        isAside: true)
    }
    sayRefusals(measure, values, cells)
  }

  // MARK: Cells

  private func yesNo(_ cell: Scalar) -> Scalar {
    if case .boolean(let value) = cell { return .text(value ? "yes" : "no") }
    return cell
  }

  /// The cell of the plain table.
  private func benchmark(_ cell: BenchmarkCell, _ measure: ComparedMeasure) -> Scalar {
    switch measure.kind {
    case .condition: cell.isThin ? .missing(.noData) : .text(count(cell, measure))
    case .number, .yesNo:
      cell.isThin ? .missing(.noData) : cell.value.map { .number($0) } ?? .missing(.noData)
    case .codes, .other: .missing(.notApplicable)
    }
  }

  /// `16 of 60` of those known; by the list of a treaty `18+ of 198` where it does not cover all;
  /// with a weight the share of those known.
  private func count(_ cell: BenchmarkCell, _ measure: ComparedMeasure) -> String {
    if request.weight != nil {
      guard let share = cell.value else { return "–" }
      return "\(Int((share * 100).rounded())) % (\(cell.known))"
    }
    guard measure.isByList else { return "\(cell.yes) of \(cell.known)" }
    return "\(cell.yes)\(cell.known < cell.applicable ? "+" : "") of \(cell.applicable)"
  }

  private func mark(
    _ row: Int?, _ measure: ComparedMeasure, _ values: ComparedValues
  ) -> CellMark? {
    guard let row, let number = values.number(row) else { return nil }
    switch measure.kind {
    case .yesNo(let no, let yes): return .text(number == 1 ? yes : no)
    case .codes(let texts):
      if let text = texts[Int(number.rounded())] { return .text(text) }
    case .number, .condition, .other: break
    }
    guard let year = values.year(row), year != values.usualYear else { return nil }
    return .year(year)
  }

  private func mark(_ cell: BenchmarkCell, _ measure: ComparedMeasure) -> CellMark? {
    switch measure.kind {
    case .yesNo: cell.isThin ? .refused(cell.known) : .text(count(cell, measure))
    case .number: cell.value == nil ? .refused(cell.known) : .count(cell.known)
    case .codes: .refused(cell.known)
    case .condition: cell.isThin ? .refused(cell.known) : nil
    case .other: nil
    }
  }

  /// A mean of whole numbers says something after the point; one of thousands does not.
  private func decimals(of cells: [Scalar]) -> Int {
    let largest =
      cells.map { scalar -> Double in
        if case .number(let value) = scalar { return abs(value) }
        return 0
      }.max() ?? 0
    return largest < 1000 ? 1 : 0
  }

  // MARK: Ranks

  /// The best is 1 where the direction is known, else the largest.
  private mutating func addRank(_ measure: ComparedMeasure, _ values: ComparedValues) {
    guard measure.kind == .number, measure.obstacle == nil else { return }
    let sign = measure.direction == .lower ? -1.0 : 1.0
    let all = (0..<table.rowCount).compactMap { values.comparable($0).map { $0 * sign } }
    let isThin = Double(all.count) < request.coverage * Double(allStates)
    var refused: [Bool] = []
    let places = rows.map { row -> Scalar in
      let own = row.flatMap(values.comparable)
      refused.append(row.flatMap(values.number) != nil && (isThin || own == nil))
      guard let own, !isThin else { return .missing(.noData) }
      return .number(Double(1 + all.count { $0 > own * sign }))
    }
    let first = measure.direction == .lower ? "1 lowest" : "1 highest"
    let name = measure.name + ".rank"
    add(
      Field(name, .number, unit: "of \(all.count), \(first)", decimals: 0),
      places + members.map { _ in .missing(.notApplicable) })
    hints.marks[name] = refused.map { $0 ? .text("–") : nil } + members.map { _ in .text("") }
    if isThin {
      notes.append(
        "\(measure.name): no rank, since \(all.count) countries of \(allStates) have a value; "
          + "`coverage: \(share(all.count, of: allStates))` would rank them")
    }
  }

  // MARK: Notes

  private mutating func sayHow() {
    let kind =
      request.average == .median
      ? "medians"
      : request.weight.map { "means and shares weighted by \($0)" } ?? "unweighted means"
    notes.append(
      "benchmarks are \(kind); in brackets the countries with a value; for yes or no, how many of "
        + "those known, for a treaty of all it is open to")
    if hints.marks.values.joined().contains(where: isOpen)
      || columns.contains(where: { column in
        column.type == .text && (0..<column.count).contains { isOpen(column[$0]) }
      })
    {
      notes.append("`+` after a count: at least so many, since of others it is not known")
    }
  }

  private func isOpen(_ mark: CellMark?) -> Bool {
    if case .text(let text)? = mark { return text.contains("+ of ") }
    return false
  }

  private func isOpen(_ cell: Scalar) -> Bool {
    if case .text(let text) = cell { return text.contains("+ of ") }
    return false
  }

  private mutating func sayRanks() {
    notes.append("ranks are among all countries with a value")
  }

  private mutating func sayRefusals(
    _ measure: ComparedMeasure, _ values: ComparedValues, _ cells: [BenchmarkCell]
  ) {
    let isAsked = request.ranks || !cells.isEmpty
    if measure.isCoded, isAsked {
      notes.append(
        "\(measure.name) is neither averaged nor ranked: its numbers are codes "
          + "(\(measure.value.field.unit ?? "")); a condition can be counted: (\(measure.name) = 1)"
      )
    }
    if let obstacle = measure.obstacle, isAsked { notes.append(obstacle) }
    let thin = request.benchmarks.indices.filter { cells[$0].isThin && measure.kind != .other }
    if !thin.isEmpty, measure.obstacle == nil, !measure.isCoded {
      let least = thin.map { Double(cells[$0].known) / Double(max(1, states[$0])) }.min() ?? 0
      let names = thin.map {
        "\(request.benchmarks[$0]) (\(cells[$0].known) of \(states[$0]))"
      }
      notes.append(
        "\(measure.name): no \(measure.kind == .number ? request.average.rawValue : "share") where "
          + "fewer than \(Int((request.coverage * 100).rounded())) % of the States have a value: "
          + names.joined(separator: ", ")
          + (least > 0 ? "; `coverage: \(share(Int(least * 1000), of: 1000))` would give it" : ""))
    }
    let far = (0..<table.rowCount).count { values.number($0) != nil && values.isFar($0) }
    if far > 0, isAsked, let usual = values.usualYear {
      let what = [cells.isEmpty ? nil : "no mean", request.ranks ? "no rank" : nil]
        .compactMap(\.self).joined(separator: " and ")
      notes.append(
        "\(measure.name): \(far) \(far == 1 ? "value" : "values") more than \(request.span) years "
          + "from \(usual) \(far == 1 ? "enters" : "enter") \(what); `span: N` takes values N "
          + "years away, \(measure.name)@YEAR those of one year")
    }
  }

  /// A share rounded down, as it would be written.
  private func share(_ count: Int, of all: Int) -> String {
    let hundredths = all == 0 ? 0 : count * 100 / all
    return "0." + (hundredths < 10 ? "0\(hundredths)" : String(hundredths))
  }

  private func yearLine(_ usual: [(year: Int, name: String)]) -> String? {
    guard !usual.isEmpty else { return nil }
    var order: [Int] = []
    var names: [Int: [String]] = [:]
    for entry in usual {
      if names[entry.year] == nil { order.append(entry.year) }
      names[entry.year, default: []].append(entry.name)
    }
    let hasOthers = hints.marks.values.joined().contains {
      if case .year? = $0 { true } else { false }
    }
    let parts =
      order.count == 1
      ? ["\(order[0])"] : order.map { "\($0) (\((names[$0] ?? []).joined(separator: ", ")))" }
    return "Years: " + parts.joined(separator: "; ")
      + (hasOthers ? "; values of another year bear it" : "")
  }
}
