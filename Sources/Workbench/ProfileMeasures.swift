import Catalogue
import ColumnStore
import Drawing
import QuerySemantics

/// The measures of a profile: value, change since ten years, trend, benchmarks.
extension ProfileAsker {
  static let areas: [(title: String, measures: [String])] = [
    (
      "Rights in law",
      [
        "renunciation_required", "naturalisation_years", "dual_citizenship",
        "jus_soli_second_generation", "refugee_naturalisation", "wbl_index",
      ]
    ),
    (
      "Rights in practice",
      [
        "forced_labour_men", "forced_labour_women", "foreign_movement", "access_to_justice",
        "freedom_of_association", "tip_tier", "refugee_recognition_rate",
      ]
    ),
    (
      "Key indicators",
      [
        "population", "gdp_per_capita_ppp", "hdi", "unemployment", "migrant_stock",
        "migrant_stock_share", "remittances_gdp", "remittance_cost_to", "refugees_hosted",
        "refugees_from",
      ]
    ),
  ]

  /// One comparison answers for all measures and groups; the years of the values and the values ten
  /// years before are the country's alone, and read for it only.
  mutating func addMeasures(
    to profile: inout Profile, _ id: Int32, year: Int, against groups: [String]
  ) {
    let country = workbench.catalogue.country(id)
    let names = Self.areas.flatMap(\.measures)
    let own = names.flatMap { name in
      ["`\(name) year` = \(name).year", "`\(name) before` = \(name)@(\(name).year - 10)"]
    }
    let given = groups.filter { !$0.isEmpty }
    let clause =
      given.isEmpty ? "" : " against " + given.map { "\"\($0)\"" }.joined(separator: ", ")
    let asOf = date.map { " as of \($0.text)" } ?? ""
    let answer = ask(
      "compare \(country.iso3) on \(names.joined(separator: ", "))\(asOf)\(clause)")
    let ownAnswer = ask(
      "from countries\(asOf) | where country = \(country.iso3) "
        + "| keep \(own.joined(separator: ", "))")
    guard let comparison = answer.result, let own = ownAnswer.result?.table, own.rowCount == 1
    else {
      let fault = answer.fault ?? ownAnswer.fault ?? "no country of the list"
      profile.sections.append(
        .init(title: "Rights", body: .lines(["not available: \(fault)"])))
      return
    }
    for area in Self.areas {
      let rows = area.measures.compactMap {
        ProfileMeasure($0, comparison, own, workbench, id, year: year)
      }
      guard !rows.isEmpty else { continue }
      let page = ProfileMeasure.page(rows, country.name, given)
      profile.sections.append(
        .init(
          title: area.title, body: .result(page), data: ProfileMeasure.data(rows, given)))
    }
    profile.notes += [
      "`10 years` is the change from the value ten years before, `trend` the twenty years up to it, "
        + "from the least to the greatest",
      "benchmarks are unweighted means of the latest values, none more than ten years from that of "
        + "most; – where fewer than half of the States have one, and for codes, which have no mean; "
        + "for yes or no, how many of those known",
    ]
  }
}

/// One measure of a profile.
struct ProfileMeasure {
  private var measure: Measure
  private var value: Scalar
  private var year: Scalar
  private var before: Scalar
  private var mark: CellMark?
  private var benchmarks: [(value: Scalar, mark: CellMark?, n: Scalar)] = []
  private var decimals: Int?
  private var unit: String
  private var trend: String

  /// Nil where the country has no value at all and none is expected.
  init?(
    _ name: String, _ comparison: WorkbenchResult, _ own: Table, _ workbench: Workbench,
    _ id: Int32, year: Int
  ) {
    let table = comparison.table
    guard let column = table.schema.index(of: name),
      let years = own.schema.index(of: name + " year"),
      let befores = own.schema.index(of: name + " before"),
      let match = workbench.catalogue.matches(name, kinds: [.measure]).first
    else { return nil }
    measure = workbench.catalogue.measure(match.id)
    value = table.columns[column][0]
    self.year = own.columns[years][0]
    before = own.columns[befores][0]
    decimals = table.schema.fields[column].decimals
    unit = comparison.hints.units[name] ?? measure.unit
    let marks = comparison.hints.marks[name] ?? []
    mark = marks.first ?? nil
    for row in 1..<max(1, table.rowCount) {
      let n = table.schema.index(of: name + ".n").map { table.columns[$0][row] }
      let given = row < marks.count ? marks[row] : nil
      benchmarks.append(
        (
          table.columns[column][row], Self.benchmark(given, measure),
          n ?? .missing(.notApplicable)
        ))
    }
    trend = Self.trend(match.id, id, self.year, workbench)
  }

  /// The number of countries behind a mean is in the data, not on the page; a mean of numbers of
  /// people says nothing.
  private static func benchmark(_ mark: CellMark?, _ measure: Measure) -> CellMark? {
    if measure.unit == "people" { return .text("") }
    switch mark {
    case .count: return nil
    case .refused: return .text("–")
    default: return mark
    }
  }

  private static func trend(
    _ measure: Int32, _ country: Int32, _ year: Scalar, _ workbench: Workbench
  ) -> String {
    guard case .number(let last) = year, let values = try? workbench.catalogue.values(of: measure)
    else { return "" }
    let from = Int(country) * values.yearCount - values.firstYear
    let numbers = (Int(last) - 20...Int(last)).map { year -> Datum in
      guard year >= values.firstYear, year < values.firstYear + values.yearCount else {
        return Datum(nil)
      }
      let value = values.values[from + year]
      return Datum(value.isNaN ? nil : value)
    }
    let known = numbers.filter { if case .number = $0 { true } else { false } }
    guard known.count > 2 else { return "" }
    let glyphs = GlyphSet(rawValue: workbench.options.glyphs) ?? .unicode
    return Spark.line(numbers, width: 8, glyphs: glyphs).replacingBlanks
  }

  private var change: Scalar {
    guard case .number(let now) = value, case .number(let then) = before else {
      return .missing(.noData)
    }
    return .number(now - then)
  }

  /// The year has a column of its own.
  private var valueMark: CellMark? {
    if case .year? = mark { return nil }
    return mark
  }

  private var yearMark: CellMark? {
    if case .number(let year) = year { return .text(String(Int(year))) }
    return .text("")
  }

  /// How the change is printed: codes do not differ by a number.
  private var changeMark: CellMark? {
    guard case .number(let now) = value, case .number(let then) = before else { return .text("") }
    if case .text? = mark { return .text(now == then ? "same" : now > then ? "up" : "down") }
    guard isAmount, then > 0 else { return .signed }
    let percent = Int(((now - then) / then * 100).rounded())
    return .text(percent < 0 ? "−\(-percent) %" : "+\(percent) %")
  }

  /// People and money: a change is told against what it was.
  private var isAmount: Bool { measure.unit == "people" || measure.unit.contains("$") }

  /// The name says of some units what they are.
  private var label: String {
    let isSaid =
      unit.isEmpty || unit == "people"
      || (measure.name.contains("share of") && unit.hasPrefix("%"))
    return isSaid ? measure.name : "\(measure.name), \(unit)"
  }

  /// The table as it stands in the document: measures down the side.
  static func page(_ rows: [ProfileMeasure], _ country: String, _ groups: [String])
    -> WorkbenchResult
  {
    let heads = [country, "year", "10 years", "trend"] + groups
    var fields = [Field("who", .text)]
    var columns = [Column(type: .text, scalars: heads.map { .text($0) })]
    var hints = PageHints()
    for row in rows {
      fields.append(Field(row.label, .number, decimals: row.decimals))
      columns.append(
        Column(
          type: .number,
          scalars: [row.value, row.year, row.change, .missing(.noData)]
            + row.benchmarks.map(\.value)))
      hints.marks[row.label] =
        [row.valueMark, row.yearMark, row.changeMark, .text(row.trend)]
        + row.benchmarks.map(\.mark)
      if row.measure.direction != .neutral {
        hints.risesToBetter[row.label] = row.measure.direction == .higher
      }
    }
    var result = WorkbenchResult(
      table: Table(
        schema: Schema(fields, key: ["who"]), columns: columns, rowCount: heads.count))
    result.isTurned = true
    result.hints = hints
    return result
  }

  /// One row per measure.
  static func data(_ rows: [ProfileMeasure], _ groups: [String]) -> Table {
    func column(_ type: ValueType, _ cell: (ProfileMeasure) -> Scalar) -> Column {
      Column(type: type, scalars: rows.map(cell))
    }
    var fields = [
      Field("measure", .text), Field("name", .text), Field("unit", .text),
      Field("direction", .text), Field("value", .number), Field("year", .number, isYear: true),
      Field("ten_years_before", .number), Field("change", .number),
    ]
    var columns = [
      column(.text) { .text($0.measure.identifier) }, column(.text) { .text($0.measure.name) },
      column(.text) { .text($0.measure.unit) },
      column(.text) { .text($0.measure.direction.rawValue) }, column(.number) { $0.value },
      column(.number) { $0.year }, column(.number) { $0.before }, column(.number) { $0.change },
    ]
    for (index, group) in groups.enumerated() {
      fields += [Field(group, .number), Field("n of \(group)", .number)]
      columns += [
        column(.number) { row in
          index < row.benchmarks.count ? row.benchmarks[index].value : .missing(.noData)
        },
        column(.number) { row in
          index < row.benchmarks.count ? row.benchmarks[index].n : .missing(.noData)
        },
      ]
    }
    return Table(
      schema: Schema(fields, key: ["measure"]), columns: columns, rowCount: rows.count)
  }
}

extension String {
  /// Blanks at the start and the end would be lost, and shift the line.
  fileprivate var replacingBlanks: String { String(map { $0 == " " ? "·" : $0 }) }
}
