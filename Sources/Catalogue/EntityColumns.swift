import ColumnStore
import Synchronization

/// A list of entities: its columns by name, read when the first of them is asked for.
final class EntityColumns: Sendable {
  let count: Int
  private let reader: StoreReader
  private let table: String
  private let types: @Sendable () -> [(String, ValueType)]
  private let read = SetOnce<Columns>()

  private final class Columns: Sendable {
    let named: [(name: String, column: Column)]
    init(_ named: [(name: String, column: Column)]) { self.named = named }
  }

  /// - Parameter types: the columns there are.
  init(
    _ reader: StoreReader, _ table: String, count: Int,
    _ types: @escaping @Sendable () -> [(String, ValueType)]
  ) {
    self.reader = reader
    self.table = table
    self.count = count
    self.types = types
  }

  private var columns: Columns {
    if let columns = read.load() { return columns }
    let made = reader.list(Columns([])) { () throws(StoreError) in
      var named: [(name: String, column: Column)] = []
      for (name, type) in types() {
        let column = try reader.store.column(table + "/" + name, type: type)
        guard column.count == count else {
          throw StoreError(.damaged(part: "table `\(table)`"), file: reader.path)
        }
        named.append((name, column))
      }
      return Columns(named)
    }
    return read.storeIfNil(made)
  }

  /// - Complexity: O(columns): a list has at most some twenty.
  func column(_ name: String) -> Column? { columns.named.first { $0.name == name }?.column }

  func text(_ name: String, _ row: Int32) -> String {
    has(row) ? column(name)?.text(Int(row)) ?? "" : ""
  }

  func date(_ name: String, _ row: Int32) -> PartialDate? {
    has(row) ? column(name)?.date(Int(row)) : nil
  }

  func int(_ name: String, _ row: Int32) -> Int? {
    guard has(row), let cell = column(name)?.int(Int(row)), Missing(ofInt: cell) == nil else {
      return nil
    }
    return Int(cell)
  }

  func number(_ name: String, _ row: Int32) -> Double? {
    has(row) ? column(name)?.number(Int(row)) : nil
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
