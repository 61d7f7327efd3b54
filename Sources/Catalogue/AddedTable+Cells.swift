import ColumnStore

extension AddedTable {
  /// Packed dates of a column, missing where there is no such column.
  func days(_ name: String) throws(CatalogueError) -> [Int32] {
    guard let index = fields.firstIndex(where: { $0.name == name }) else {
      return Array(repeating: Missing.noData.int, count: source.rowCount)
    }
    let column = columns[index]
    return try (0..<source.rowCount).map { (row) throws(CatalogueError) in
      switch column[row] {
      case .missing(let reason): return reason.int
      case .date(let date): return date.packed
      case .number(let year):
        if let year = Int(exactly: year), let date = PartialDate(year: year) { return date.packed }
        throw source.fault(
          .badValue(column: name, found: String(year), expected: "a date"), row: row)
      case .text(let text):
        if let date = PartialDate(text) { return date.packed }
        throw source.fault(.badValue(column: name, found: text, expected: "a date"), row: row)
      case .boolean, .entity:
        throw source.fault(
          .badValue(column: name, found: fields[index].name, expected: "a date"), row: row)
      }
    }
  }

  /// Whole years, one in every row.
  func years(_ index: Int) throws(CatalogueError) -> [Int32] {
    let name = fields[index].name
    let years = try source.ints(name)
    for (row, year) in years.enumerated() {
      if Missing(ofInt: year) != nil { throw source.fault(.emptyKey(column: name), row: row) }
      guard (1...9999).contains(year) else {
        throw source.fault(
          .badValue(column: name, found: String(year), expected: "a year"), row: row)
      }
    }
    return years
  }
}
