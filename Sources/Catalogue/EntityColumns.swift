import ColumnStore

/// A list of entities: its columns by name, all read on opening.
///
/// These lists are what every answer needs and are small (some 400 KB in all), so that they are
/// checked at once: a word is never resolved by damaged names.
struct EntityColumns: Sendable {
  private let columns: [String: Column]
  let count: Int

  init(
    _ reader: StoreReader, _ table: String, count: Int, _ types: [(String, ValueType)]
  ) throws(CatalogueError) {
    var columns: [String: Column] = [:]
    for (name, type) in types {
      let column = try reader.column(table + "/" + name, type)
      guard column.count == count else {
        throw CatalogueError(
          StoreError(.damaged(part: "table `\(table)`"), file: reader.path))
      }
      columns[name] = column
    }
    self.columns = columns
    self.count = count
  }

  func column(_ name: String) -> Column? { columns[name] }

  func text(_ name: String, _ row: Int32) -> String {
    has(row) ? columns[name]?.text(Int(row)) ?? "" : ""
  }

  func date(_ name: String, _ row: Int32) -> PartialDate? {
    has(row) ? columns[name]?.date(Int(row)) : nil
  }

  func int(_ name: String, _ row: Int32) -> Int? {
    guard has(row), let cell = columns[name]?.int(Int(row)), Missing(ofInt: cell) == nil else {
      return nil
    }
    return Int(cell)
  }

  func number(_ name: String, _ row: Int32) -> Double? {
    has(row) ? columns[name]?.number(Int(row)) : nil
  }

  private func has(_ row: Int32) -> Bool { row >= 0 && Int(row) < count }
}

extension EntityColumns {
  static let countryTypes: [(String, ValueType)] =
    [
      "iso3", "iso2", "m49", "name", "official_name", "kind", "region", "subregion", "wb_region",
      "income", "capital",
    ].map { ($0, .text) } + [("from", .date), ("to", .date)]

  static let treatyTypes: [(String, ValueType)] =
    [
      "treaty", "code", "title", "short_title", "system", "topic", "depositary", "body",
      "coverage", "force_rule",
    ].map { ($0, .text) }
    + ["adopted", "in_force", "coverage_as_of"].map { ($0, .date) }
    + ["force_number", "first_report_years", "report_cycle_years"].map { ($0, .number) }
    + [("sources", .textSet)]

  static let measureTypes: [(String, ValueType)] =
    [
      "measure", "code", "name", "family", "kind", "right", "basis", "category", "topic", "unit",
      "direction", "licence", "source",
    ].map { ($0, .text) }
    + ["decimals", "minimum", "maximum", "first_year", "last_year", "countries"].map {
      ($0, .number)
    }

  static let groupTypes: [(String, ValueType)] = [
    ("group", .text), ("title", .text), ("as_of", .date), ("dates", .text), ("source", .text),
  ]

  static let basketTypes: [(String, ValueType)] = [("basket", .text), ("title", .text)]

  static let sourceTypes: [(String, ValueType)] = [
    ("source", .text), ("title", .text), ("authority", .text), ("as_of", .date),
    ("licence", .text), ("url_or_reference", .text),
  ]
}
