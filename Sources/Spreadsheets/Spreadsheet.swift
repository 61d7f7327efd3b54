import CSpreadsheet
package import ColumnStore

/// A workbook for Excel and its like: a sheet for each table, then what its columns are and where
/// its figures come from.
package struct Spreadsheet: Sendable {
  package var title: String
  /// Stands in the file as the day it was made: that of the data, since the same text and data
  /// give the same bytes.
  package var day: PartialDate
  package var sheets: [TableSheet]
  /// In full, one a line.
  package var references: [String]

  package init(title: String, day: PartialDate, sheets: [TableSheet], references: [String]) {
    self.title = title
    self.day = day
    self.sheets = sheets
    self.references = references
  }

  package struct Issue: Error {
    package let message: String
    package let notes: [String]

    package init(message: String, notes: [String]) {
      self.message = message
      self.notes = notes
    }
  }

  /// The file's bytes.
  ///
  /// Numbers keep every digit and are shown with those of the table; a cell without a value holds
  /// the mark of its reason, as in print.
  /// - Complexity: O(cells).
  package func bytes(naming: any EntityNaming) throws(Issue) -> [UInt8] {
    for sheet in sheets where sheet.table.rowCount > TableSheet.mostRows {
      throw Issue(
        message: "a sheet holds \(TableSheet.mostRows) rows, found \(sheet.table.rowCount)",
        notes: ["save it as .csv, or | take \(TableSheet.mostRows)"])
    }
    // Noon, so that no time zone shows another day.
    let writer = try SheetWriter(title: title, created: Int64(day.firstDay) * 86_400 + 43_200)
    var names = SheetNames()
    for sheet in sheets {
      try writer.write(sheet, named: names.next(sheet.name), naming: naming)
    }
    try writer.writeColumns(sheets, named: names.next("Columns"))
    if !references.isEmpty { try writer.write(references, named: names.next("Sources")) }
    return try writer.close()
  }
}

/// A table with what is said about it.
package struct TableSheet: Sendable {
  package var name: String
  package var caption: String
  package var table: Table
  /// Years, notes and sources, one a line, below the table.
  package var notes: [String]

  package init(name: String, caption: String, table: Table, notes: [String]) {
    self.name = name
    self.caption = caption
    self.table = table
    self.notes = notes
  }

  /// Excel's limit, less the lines around the table.
  package static let mostRows = 1_048_000
}

/// Names as the format allows them, each once.
struct SheetNames {
  private var taken: Set<String> = []

  mutating func next(_ wanted: String) -> String {
    var plain = String(wanted.map { "[]:*?/\\'".contains($0) ? " " : $0 })
    while plain.first == " " { plain.removeFirst() }
    if plain.isEmpty { plain = "Table" }
    // 31 units of UTF-16 is what Excel takes.
    func cut(_ text: String, _ most: Int) -> String {
      var text = text
      while text.utf16.count > most { text.removeLast() }
      return text
    }
    var name = cut(plain, 31)
    var count = 2
    while !taken.insert(name.lowercased()).inserted {
      let ending = " (\(count))"
      name = cut(plain, 31 - ending.utf16.count) + ending
      count += 1
    }
    return name
  }
}
