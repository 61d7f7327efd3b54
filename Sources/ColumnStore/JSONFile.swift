/// How JSON is to be read.
package struct JSONOptions: Sendable {
  /// By key; goes before what the values are. Entities are read as text.
  package var types: [String: ValueType] = [:]
  package var badCells = DelimitedOptions.BadCells.error
  package var means = ReadingMeans()

  package init() {}
}

/// Reads lists of objects, or objects one behind the other (JSON lines), into a table.
///
/// Columns are in order of first appearance; a key that is not there and `null` are missing (no
/// data). A column is of the type of its first value. Objects and lists within are an error.
package enum JSONFile {
  /// - Complexity: O(bytes). The whole file is held in memory meanwhile.
  package static func read(
    path: String, options: JSONOptions = JSONOptions()
  ) throws(DataFileError) -> (table: Table, notes: [DataFileNote]) {
    let input = try InputBytes(path: path, means: options.means)
    try input.load()
    try input.verifyUnchanged()
    let bytes = UnsafeBufferPointer(start: input.memory, count: input.count)
    var reader = JSONTableReader(bytes, from: input.bodyStart, options)
    do throws(JSONTableReader.Fault) {
      var (table, notes) = try reader.read()
      if input.isUTF16 { notes.insert(.decodedFromUTF16, at: 0) }
      return (table, notes)
    } catch {
      let before = bytes[..<min(error.offset, bytes.count)]
      let line = before.count { $0 == 10 } + 1
      var problem = error.problem
      if case .badJSON(let reason, _) = problem {
        let start = before.lastIndex(of: 10).map { $0 + 1 } ?? input.bodyStart
        let position = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
        problem = .badJSON(reason: reason, position: position)
      }
      throw DataFileError(problem, file: input.path, line: problem == .fileEmpty ? nil : line)
    }
  }
}

/// The rows of one JSON text.
struct JSONTableReader {
  struct Fault: Error {
    var problem: DataFileError.Problem
    var offset: Int
  }

  private var scanner: JSONScanner
  private let options: JSONOptions
  private var columns: [JSONColumn] = []
  private var indices: [String: Int] = [:]
  private var rowCount = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, _ options: JSONOptions) {
    scanner = JSONScanner(bytes, from: offset)
    self.options = options
  }

  mutating func read() throws(Fault) -> (Table, [DataFileNote]) {
    do throws(JSONScanner.Fault) {
      try rows()
    } catch {
      throw Fault(problem: .badJSON(reason: error.problem, position: 0), offset: error.offset)
    }
    if let fault { throw fault }
    var fields: [Field] = []
    var finished: [Column] = []
    var notes: [DataFileNote] = []
    for column in columns {
      if column.textBytes > Int(UInt32.max) {
        throw Fault(problem: .tooMuchText(column: column.name), offset: 0)
      }
      let cells = column.finish(rows: rowCount)
      fields.append(
        Field(column.name, cells.type, isYear: cells.type == .number && column.isYear))
      finished.append(cells)
      if column.badCount > 0 {
        notes.append(
          .badCells(
            column: column.name, expected: column.type ?? .text, count: column.badCount,
            lines: column.badOffsets.map { scanner.slice(0..<$0).count { $0 == 10 } + 1 }))
      }
    }
    return (Table(schema: Schema(fields), columns: finished, rowCount: rowCount), notes)
  }

  /// A fault that is not one of JSON; rows end with it.
  private var fault: Fault?

  private mutating func rows() throws(JSONScanner.Fault) {
    switch scanner.peek() {
    case nil: fault = Fault(problem: .fileEmpty, offset: 0)
    case UInt8(ascii: "["):
      _ = scanner.take("[")
      if !scanner.take("]") {
        repeat { try row() } while fault == nil && scanner.take(",")
        if fault != nil { return }
        try scanner.expect("]", "behind a row")
      }
      if scanner.peek() != nil { throw scanner.fault("text behind the list: \(scanner.found)") }
    default:
      while fault == nil, scanner.peek() != nil { try row() }
    }
  }

  private mutating func row() throws(JSONScanner.Fault) {
    try scanner.expect("{", "where a row begins")
    var next = 0
    if !scanner.take("}") {
      repeat {
        try cell(likely: next)
        next += 1
      } while fault == nil && scanner.take(",")
      if fault != nil { return }
      try scanner.expect("}", "behind a value")
    }
    rowCount += 1
  }

  /// Keys mostly come in the order of the row before.
  private mutating func cell(likely: Int) throws(JSONScanner.Fault) {
    _ = scanner.peek()
    let keyOffset = scanner.offset
    try scanner.string()
    let column = column(likely: likely)
    try scanner.expect(":", "behind a key")
    if column.lastRow == rowCount {
      fault = Fault(problem: .duplicateKey(key: column.name), offset: keyOffset)
      return
    }
    _ = scanner.peek()
    let offset = scanner.offset
    let value = try scanner.value()
    if case .nested = value {
      fault = Fault(problem: .nestedValue(key: column.name), offset: offset)
      return
    }
    column.startRow(rowCount)
    guard !column.add(value, scanner, offset: offset), let expected = column.type else { return }
    if options.badCells == .missing { return column.addBad(offset) }
    let found =
      switch value {
      case .string: DataFileError.shown(scanner.text)
      default: DataFileError.shown(scanner.slice(offset..<scanner.offset))
      }
    fault = Fault(
      problem: .badCell(
        column: column.name, found: found, expected: expected,
        reason: "which the values above it are"),
      offset: offset)
  }

  private mutating func column(likely: Int) -> JSONColumn {
    if likely < columns.count, columns[likely].utf8 == scanner.text { return columns[likely] }
    let name = scanner.text.withUnsafeBufferPointer { TextEncoding.string($0) }
    if let index = indices[name] { return columns[index] }
    indices[name] = columns.count
    let column = JSONColumn(name, utf8: scanner.text, options.types[name])
    columns.append(column)
    return column
  }
}
