/// How a delimited file is to be read; what is nil is found out from the file.
package struct DelimitedOptions: Sendable {
  /// What to do with a cell that is not of its column's type.
  package enum BadCells: Hashable, Sendable { case error, missing }

  /// One of `,` `;` tab `|` where it is found out.
  package var separator: UInt8?
  package var decimalComma: Bool?
  package var hasHeader = true
  /// Lines before the head: titles and notes.
  package var skippedLines = 0
  /// By column name; goes before what the cells look like. Countries and other entities are read
  /// as text: their names are not this module's.
  package var types: [String: ValueType] = [:]
  package var badCells = BadCells.error
  /// Columns whose numbers are written as people print them: thousands parted, a percent sign.
  package var printedNumbers: Set<String> = []
  /// Texts that stand for a missing value, at most seven bytes each. In a column of texts a cell
  /// in quotes is a text all the same (Namibia's `"NA"`) unless it is empty.
  package var missingMarks = DelimitedOptions.defaultMarks
  /// Columns to read, nil for all. The others are only counted.
  package var columns: Set<String>?
  package var means = ReadingMeans()

  package init() {}

  package static let defaultMarks = [
    "", "NA", "N/A", "n/a", "..", "…", "null", "NULL", "NaN", "nan",
  ]
}

/// What reading a file may use.
package struct ReadingMeans: Sendable {
  package var threads = 2
  /// Bytes of memory for what must be held whole; nil: any number.
  package var memory: Int?
  /// Hears how many bytes are read, and is asked whether to stop.
  package var progress: WorkProgress?

  package init() {}
}

/// How the cells of one file are written.
struct DelimitedDialect: Sendable {
  var separator: UInt8
  /// Line feed, or carriage return where a file has no line feeds.
  var lineEnd: UInt8
  var decimalComma: Bool

  static let quote = UInt8(ascii: "\"")
  static let return_ = UInt8(ascii: "\r")

  var point: UInt8 { decimalComma ? UInt8(ascii: ",") : UInt8(ascii: ".") }
  /// The point as it may stand outside quotes; zero where it cannot.
  var barePoint: UInt8 { point == separator ? 0 : point }
}
