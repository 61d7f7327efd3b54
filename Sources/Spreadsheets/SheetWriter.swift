import CSpreadsheet
import ColumnStore
import Presentation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A workbook being made; the only owner of the library's.
final class SheetWriter {
  private var book: OpaquePointer?
  private var styles: [Style: OpaquePointer] = [:]

  private struct Style: Hashable {
    var number = ""
    var kind: Int32 = 0
  }

  init(title: String, created: Int64) throws(Spreadsheet.Issue) {
    let code = csp_open(&book, title, created)
    if code != 0 { throw SheetWriter.issue(code) }
  }

  // SAFETY: `close` takes the pointer away, so that nothing is freed twice.
  deinit { if let book { _ = SheetWriter.end(book) } }

  private static func issue(_ code: Int32) -> Spreadsheet.Issue {
    let notes =
      code == CSP_NO_LIBRARY
      ? [
        "Debian, Ubuntu: apt install libxlsxwriter4; macOS: brew install libxlsxwriter",
        "or save it as .csv",
      ] : []
    return Spreadsheet.Issue(
      message: "no workbook was made: " + String(cString: csp_explain(code)), notes: notes)
  }

  private static func end(_ book: OpaquePointer) -> (code: Int32, bytes: [UInt8]) {
    var start: UnsafeMutablePointer<UInt8>?
    var count: Int64 = 0
    let code = csp_close(book, &start, &count)
    defer { free(start) }
    // SAFETY: on success the library gave `count` bytes, which are copied before they are freed.
    return (code, Array(UnsafeBufferPointer(start: start, count: code == 0 ? Int(count) : 0)))
  }

  func close() throws(Spreadsheet.Issue) -> [UInt8] {
    guard let book else { return [] }
    self.book = nil
    let (code, bytes) = SheetWriter.end(book)
    if code != 0 { throw SheetWriter.issue(code) }
    return bytes
  }

  private func style(_ kind: Int, number: String = "") -> OpaquePointer? {
    let style = Style(number: number, kind: Int32(kind))
    if let known = styles[style] { return known }
    let made = csp_add_style(book, number, style.kind)
    styles[style] = made
    return made
  }

  private func sheet(_ name: String) throws(Spreadsheet.Issue) -> OpaquePointer {
    guard let sheet = csp_add_sheet(book, name) else {
      throw Spreadsheet.Issue(message: "no sheet can be called `\(name)`", notes: [])
    }
    return sheet
  }

  private func check(_ code: Int32) throws(Spreadsheet.Issue) {
    if code != 0 { throw SheetWriter.issue(code) }
  }

  /// A cell takes 32,767 units; what is longer is cut, and says so.
  private func put(
    _ text: String, _ sheet: OpaquePointer, _ row: Int, _ column: Int, _ style: OpaquePointer?
  ) throws(Spreadsheet.Issue) {
    var text = text
    if text.utf16.count > 32_767 {
      while text.utf16.count > 32_766 { text.removeLast() }
      text += "…"
    }
    try check(csp_text(sheet, UInt32(row), UInt16(column), text, style))
  }

  // MARK: Sheets

  /// The caption, the head, the rows, and below them what must be read with them.
  func write(
    _ sheet: TableSheet, named name: String, naming: any EntityNaming
  ) throws(Spreadsheet.Issue) {
    let target = try self.sheet(name)
    let table = sheet.table
    // 16,384 columns are the format's most.
    guard table.columns.count <= 16_384 else {
      throw Spreadsheet.Issue(
        message: "a sheet holds 16384 columns, found \(table.columns.count)", notes: [])
    }
    let head = sheet.caption.isEmpty ? 0 : 2
    if head > 0 { try put(sheet.caption, target, 0, 0, style(CSP_BOLD)) }
    for (column, field) in table.schema.fields.enumerated() {
      let isNumber = field.type == .number
      let kind = CSP_BOLD | CSP_RULED | (isNumber ? CSP_TRAILING : 0)
      let title = field.unit.map { "\(field.name) (\($0))" } ?? field.name
      try put(title, target, head, column, style(kind))
      let widest = try write(
        table.columns[column], field, target, column, from: head + 1, naming)
      csp_width(target, UInt16(column), Double(min(max(widest, title.count) + 3, 60)))
    }
    csp_head(
      target, UInt32(head), UInt16(table.columns.count), UInt32(head + table.rowCount))
    var row = head + table.rowCount + 2
    for note in [legend(table)].compactMap(\.self) + sheet.notes {
      try put(note, target, row, 0, style(CSP_SOFT))
      row += 1
    }
  }

  /// The most characters that a cell has.
  private func write(
    _ column: Column, _ field: Field, _ sheet: OpaquePointer, _ place: Int, from first: Int,
    _ naming: any EntityNaming
  ) throws(Spreadsheet.Issue) -> Int {
    var widest = 0
    let numbers = style(0, number: numberFormat(field))
    let days = style(0, number: "yyyy-mm-dd")
    let marks = style(CSP_SOFT | (field.type == .number ? CSP_TRAILING : 0))
    for index in 0..<column.count {
      let row = first + index
      switch column[index] {
      case .missing(let reason):
        try put(reason.mark, sheet, row, place, marks)
      case .number(let value) where value.isFinite:
        try check(csp_number(sheet, UInt32(row), UInt16(place), value, numbers))
        widest = max(widest, 8)
      case .number(let value): try put(value < 0 ? "−∞" : "∞", sheet, row, place, marks)
      case .boolean(let value): try check(csp_flag(sheet, UInt32(row), UInt16(place), value, nil))
      // The format's calendar begins in 1900 and knows days only.
      case .date(let date) where date.precision == .day && date.year >= 1900:
        let (year, month, day) = date.civil
        try check(
          csp_day(
            sheet, UInt32(row), UInt16(place), Int32(year), Int32(month), Int32(day), days))
        widest = max(widest, 10)
      case .date(let date): try put(date.text, sheet, row, place, nil)
      case .text(let text):
        try put(text, sheet, row, place, nil)
        widest = max(widest, text.count)
      case .entity(let number):
        let text = naming.name(of: number, type: column.type)
        try put(text, sheet, row, place, nil)
        widest = max(widest, text.count)
      }
    }
    return widest
  }

  private func numberFormat(_ field: Field) -> String {
    if field.isYear { return "0" }
    guard let decimals = field.decimals else { return "" }
    return "#,##0" + (decimals > 0 ? "." + String(repeating: "0", count: decimals) : "")
  }

  private func legend(_ table: Table) -> String? {
    var used: Set<Missing> = []
    for column in table.columns {
      for row in 0..<column.count {
        if case .missing(let reason) = column[row] { used.insert(reason) }
      }
    }
    let words: [String] = [.noData, .notCovered, .notApplicable, .withheld].filter(used.contains)
      .map { "\($0.mark) \($0.label)" }
    return words.isEmpty ? nil : "Marks: " + words.joined(separator: "; ")
  }

  /// A line for each column of each table: its type and unit.
  func writeColumns(
    _ sheets: [TableSheet], named name: String
  ) throws(Spreadsheet.Issue) {
    let target = try sheet(name)
    for (column, title) in ["table", "column", "type", "unit", "decimals shown"].enumerated() {
      try put(title, target, 0, column, style(CSP_BOLD | CSP_RULED))
      csp_width(target, UInt16(column), column == 1 ? 36 : 20)
    }
    var row = 1
    for sheet in sheets {
      for field in sheet.table.schema.fields {
        let cells = [
          sheet.name, field.name, field.isYear ? "year" : field.type.label,
          field.unit ?? "",
        ]
        for (column, cell) in cells.enumerated() where !cell.isEmpty {
          try put(cell, target, row, column, nil)
        }
        if let decimals = field.decimals {
          try check(csp_number(target, UInt32(row), 4, Double(decimals), nil))
        }
        row += 1
      }
    }
    csp_head(target, 0, 5, UInt32(row - 1))
  }

  func write(_ lines: [String], named name: String) throws(Spreadsheet.Issue) {
    let target = try sheet(name)
    csp_width(target, 0, 110)
    for (row, line) in lines.enumerated() { try put(line, target, row, 0, style(CSP_WRAPPED)) }
  }
}
