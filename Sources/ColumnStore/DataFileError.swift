/// Why a file of data could not be read: what is wrong, where, and what helps.
package struct DataFileError: Error, Hashable, Sendable {
  package var file: String
  /// Physical line of the file, from 1; nil where the whole file is meant.
  package var line: Int?
  /// The column's number, from 1.
  package var column: Int?
  package var problem: Problem

  package init(_ problem: Problem, file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  package enum Problem: Hashable, Sendable {
    case fileNotFound
    case fileUnreadable(reason: String)
    case fileEmpty
    case fileChanged
    case badCell(column: String, found: String, expected: ValueType, reason: String)
    case raggedRow(fields: Int, heads: Int)
    case duplicateColumn(name: String, first: Int, second: Int)
    case noSuchColumn(name: String, available: [String])
    case unclosedQuote
    case strayQuote(found: String)
    case tooManyColumns(count: Int, limit: Int)
    case tooMuchText(column: String)
    case notText(reason: String)
    case badGzip(reason: String)
    case badOption(reason: String)
    case badJSON(reason: String, position: Int)
    case nestedValue(key: String)
    case duplicateKey(key: String)
    case memoryLimit(needed: Int, limit: Int)
    /// A pipe, a compressed file or one of JSON, which are held whole while they are read.
    case tooLargeToHold(limit: Int)
    /// Whoever asked for it wants it no more.
    case interrupted
  }
}

extension DataFileError {
  package var code: String {
    switch problem {
    case .fileNotFound: "file-not-found"
    case .fileUnreadable: "file-unreadable"
    case .fileEmpty: "file-empty"
    case .fileChanged: "file-changed"
    case .badCell: "bad-cell"
    case .raggedRow: "ragged-row"
    case .duplicateColumn: "duplicate-column"
    case .noSuchColumn: "unknown-column"
    case .unclosedQuote: "unclosed-quote"
    case .strayQuote: "stray-quote"
    case .tooManyColumns: "too-many-columns"
    case .tooMuchText: "too-much-text"
    case .notText: "not-text"
    case .badGzip: "bad-gzip"
    case .badOption: "bad-option"
    case .badJSON: "bad-json"
    case .nestedValue: "nested-value"
    case .duplicateKey: "duplicate-key"
    case .memoryLimit, .tooLargeToHold: "memory-limit"
    case .interrupted: "interrupted"
    }
  }

  /// One sentence with the place, without the code.
  package var message: String {
    var place = "`\(file)`"
    if let line { place += ", line \(line)" }
    return "\(place): \(what)"
  }

  private var what: String {
    switch problem {
    case .fileNotFound: "no such file"
    case .fileUnreadable(let reason): "cannot be read: \(reason)"
    case .fileEmpty: "the file is empty"
    case .fileChanged: "the file changed while it was read"
    case .badCell(let name, let found, let expected, let reason):
      "column `\(name)`\(number): `\(found)` is not a \(expected.label), \(reason)"
    case .raggedRow(let fields, let heads):
      "the row has \(fields) \(fields == 1 ? "field" : "fields"), the head has \(heads)"
    case .duplicateColumn(let name, let first, let second):
      "two columns are named `\(name)`, number \(first) and number \(second)"
    case .noSuchColumn(let name, let available):
      "no column `\(name)`; there are \(DataFileError.list(available))"
    case .unclosedQuote: "a quote opens here and never closes"
    case .strayQuote(let found): "text follows a closing quote: `\(found)`"
    case .tooManyColumns(let count, let limit):
      "the head has \(count) columns, at most \(limit) can be read"
    case .tooMuchText(let name): "column `\(name)`: more than 4 GB of distinct texts"
    case .notText(let reason): "not a file of text: \(reason)"
    case .badGzip(let reason): "the compressed file is damaged: \(reason)"
    case .badOption(let reason): reason
    case .badJSON(let reason, let position): "character \(position): \(reason)"
    case .nestedValue(let key):
      "`\(key)` holds an object or a list; a cell can hold one value only"
    case .memoryLimit(let needed, let limit):
      "its columns need about \(max(1, needed / 1_000_000)) MB, and the limit is "
        + "\(limit / 1_000_000) MB"
    case .tooLargeToHold(let limit):
      "it is read whole, and is larger than the limit of \(limit / 1_000_000) MB"
    case .duplicateKey(let key): "the key `\(key)` is there twice in one object"
    case .interrupted: "reading was interrupted"
    }
  }

  private var number: String { column.map { " (number \($0))" } ?? "" }

  /// What to do about it, where there is something.
  package var help: String? {
    switch problem {
    case .badCell(let name, _, _, _):
      "read the column as text with `text: {\(FileColumn.written(name))}`, "
        + "or make such cells missing with `bad: missing`"
    case .raggedRow(let fields, let heads):
      // A title or notes above the table have fewer cells than its head.
      if let line, fields >= 2 * heads, (2...50).contains(line) {
        "if line \(line) is the head: `skip: \(line - 1)` behind the file's name; "
          + "else a cell with the separator in it must stand in quotes"
      } else {
        "a cell with the separator in it must stand in quotes"
      }
    case .duplicateColumn: "give each column a name of its own in the file's first line"
    case .fileChanged: "read it again when it is complete"
    case .memoryLimit: "use fewer columns of it, or raise the limit with `set memory`"
    case .tooLargeToHold: "raise the limit with `set memory`, or leave out what is not needed"
    case .unclosedQuote: "close it, or double a quote that is part of the text"
    case .strayQuote: "a quote inside a quoted text is written twice"
    case .nestedValue: "take the value out into a key of its own, or leave the key out"
    default: nil
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 12 ? shown + " and \(names.count - 12) more" : shown
  }

  /// A cell's text as a message shows it: one line, not too long.
  static func shown(_ bytes: some Sequence<UInt8>) -> String {
    let text = String(decoding: Array(bytes), as: UTF8.self)
    var shown = ""
    for scalar in text.unicodeScalars.prefix(60) {
      switch scalar {
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      case "\t": shown += "\\t"
      case "\0": shown += "\\0"
      default: shown.unicodeScalars.append(scalar.value < 32 ? "\u{FFFD}" : scalar)
      }
    }
    return text.unicodeScalars.count > 60 ? shown + "…" : shown
  }

  init(_ error: SystemError, file: String) {
    self.init(
      error.isNotFound ? .fileNotFound : .fileUnreadable(reason: error.text), file: file)
  }
}

/// How columns are named in the options of a file.
package enum FileColumn {
  /// A plain word as it stands, else in quotes.
  package static func written(_ name: String) -> String {
    let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    return isPlain && name.first?.isLetter == true ? name : "\"\(name)\""
  }
}

/// Something about a file that was read which its reader should know.
package enum DataFileNote: Hashable, Sendable {
  /// Cells that did not fit their column's type and were made missing.
  case badCells(column: String, expected: ValueType, count: Int, lines: [Int])
  /// A head without a name.
  case namedColumn(number: Int, name: String)
  /// Texts that are not valid UTF-8.
  case decodedAsWindows1252(texts: Int)
  case decodedFromUTF16
  /// Nearly all sampled cells are numbers, and still the column was read as text.
  case mixedColumn(column: String, numbers: Int, others: Int, found: String)
  /// Columns read as text of which the cells looked at are numbers as people print them.
  case printedNumbers(columns: [String], found: String)
  /// A comma that may be the decimal sign or part thousands, read as the former.
  case ambiguousComma(found: String)

  package var code: String {
    switch self {
    case .badCells: "bad-cells"
    case .namedColumn: "named-column"
    case .decodedAsWindows1252: "decoded-as-windows-1252"
    case .decodedFromUTF16: "decoded-from-utf-16"
    case .mixedColumn: "mixed-column"
    case .printedNumbers: "printed-numbers"
    case .ambiguousComma: "ambiguous-comma"
    }
  }

  package var message: String {
    switch self {
    case .badCells(let column, let expected, let count, let lines):
      "column `\(column)`: \(count) \(count == 1 ? "cell is" : "cells are") not a "
        + "\(expected.label) and made missing (line \(lines.map(String.init).joined(separator: ", "))"
        + (count > lines.count ? ", …)" : ")")
    case .namedColumn(let number, let name): "column \(number) has no name and is called `\(name)`"
    case .decodedAsWindows1252(let texts):
      "\(texts) distinct \(texts == 1 ? "text is" : "texts are") not UTF-8 and read as Windows-1252"
    case .decodedFromUTF16: "the file is UTF-16"
    case .mixedColumn(let column, let numbers, let others, let found):
      "column `\(column)` is read as text: of the cells looked at \(numbers) are numbers and "
        + "\(others) are not, the first `\(found)`"
    case .printedNumbers(let columns, let found):
      "numbers such as `\(found)` are read as text; `number: {"
        + columns.prefix(3).map(FileColumn.written).joined(separator: ", ")
        + (columns.count > 3 ? ", …" : "") + "}` behind the file's name reads them"
    case .ambiguousComma(let found):
      "the comma in `\(found)` is read as the decimal sign; `decimal: point, number: {…}` reads "
        + "numbers with thousands parted by commas"
    }
  }
}
