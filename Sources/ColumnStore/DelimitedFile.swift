/// A file of cells between separators: opened, its shape known, its rows still on the disk.
package final class DelimitedFile: @unchecked Sendable {
  // SAFETY: nothing is changed after `open`.

  /// The columns that will be read. A column of which the sample held only missing values is
  /// given as text here and may turn out to be of another type when it is read.
  package let schema: Schema
  /// What was noticed on opening.
  package let notes: [DataFileNote]
  package let separator: UInt8
  package let decimalComma: Bool

  let input: InputBytes
  let options: DelimitedOptions
  let dialect: DelimitedDialect
  let names: [String]
  let guesses: [TypeGuess]
  let readings: [DelimitedColumn.Reading]
  /// By the file's columns; nil where a column is not read.
  let fields: [Field?]
  let bytesPerRow: Double
  /// Of the first byte behind the head.
  let bodyStart: Int

  /// More heads than this are taken for a mistake.
  static let columnLimit = 20_000

  /// Opens a file, `-` for the standard input, and finds out how it is written and what its
  /// columns are.
  ///
  /// - Complexity: some 3,000 rows are read, whatever the file's size; all of it where it is
  ///   compressed, in UTF-16 or comes through a pipe.
  package static func open(
    path: String, options: DelimitedOptions = DelimitedOptions()
  ) throws(DataFileError) -> DelimitedFile {
    try DelimitedFile(InputBytes(path: path, means: options.means), options)
  }

  private init(_ input: InputBytes, _ options: DelimitedOptions) throws(DataFileError) {
    self.input = input
    self.options = options
    try DelimitedFile.check(options, input)
    try input.skip(lines: options.skippedLines)
    var dialect = try DelimitedFile.dialect(input, options)
    input.guardEnd(with: dialect.lineEnd)
    let head = try DelimitedFile.head(input, dialect)
    var notes: [DataFileNote] = input.isUTF16 ? [.decodedFromUTF16] : []
    names = try DelimitedFile.names(head, input, hasHeader: options.hasHeader, &notes)
    bodyStart = options.hasHeader ? input.bodyStart + head.next : input.bodyStart
    try DelimitedFile.checkNames(names, options, input)

    let sample = try DelimitedSample(input, from: bodyStart, width: names.count, dialect)
    bytesPerRow = sample.bytesPerRow
    if let given = options.decimalComma {
      dialect.decimalComma = given
    } else {
      let comma = DelimitedSniffer.comma(sample.rows, separator: dialect.separator)
      dialect.decimalComma = comma != .none
      if case .ambiguous(let found) = comma { notes.append(.ambiguousComma(found: found)) }
    }
    self.dialect = dialect
    separator = dialect.separator
    decimalComma = dialect.decimalComma
    guesses = DelimitedFile.guesses(
      sample.rows, width: names.count, point: dialect.point, marks: options.missingMarks)

    var readings: [DelimitedColumn.Reading] = []
    var fields: [Field?] = []
    var printed: [(name: String, found: String)] = []
    for (index, name) in names.enumerated() {
      let guess = guesses[index]
      var (type, isWhole) = guess.type(badCells: options.badCells)
      if let wanted = options.types[name] {
        isWhole = type == .number && isWhole
        type = wanted.isEntity ? .text : wanted
      } else if type == .text,
        let found = DelimitedFile.printedNumber(
          sample.rows, index, point: dialect.point, marks: options.missingMarks)
      {
        printed.append((name, found))
      } else if type == .text, guess.isMixed {
        notes.append(
          .mixedColumn(
            column: name, numbers: guess.counts.numbers, others: guess.counts.others,
            found: DataFileError.shown(guess.other ?? [])))
      }
      guard options.columns?.contains(name) ?? true else {
        readings.append(.skipped)
        fields.append(nil)
        continue
      }
      readings.append(DelimitedColumn.Reading(type, isWhole: isWhole))
      fields.append(Field(name, type, isYear: type == .number && guess.isYear(named: name)))
    }
    self.readings = readings
    if let first = printed.first {
      notes.append(.printedNumbers(columns: printed.map(\.name), found: first.found))
    }
    self.notes = notes
    self.fields = fields
    schema = Schema(fields.compactMap { $0 })
  }
}

extension DelimitedFile {
  private static func check(
    _ options: DelimitedOptions, _ input: InputBytes
  ) throws(DataFileError) {
    if let separator = options.separator {
      let isAllowed =
        separator < 128 && separator >= 32 || separator == 9
      let isTaken = "\"+-.".utf8.contains(separator) || isLetterOrDigit(separator)
      guard isAllowed, !isTaken else {
        throw DataFileError(
          .badOption(
            reason: "`\(DataFileError.shown([separator]))` cannot separate cells"),
          file: input.path)
      }
    }
    if let long = options.missingMarks.first(where: { $0.utf8.count > 7 }) {
      throw DataFileError(
        .badOption(reason: "`\(long)` is too long for a mark of missing values, at most 7 bytes"),
        file: input.path)
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- 48 <= 9 || (byte | 0x20) &- 97 < 26
  }

  private static func dialect(
    _ input: InputBytes, _ options: DelimitedOptions
  ) throws(DataFileError) -> DelimitedDialect {
    let bytes = try input.bytes(from: input.bodyStart, count: 1 << 18)
    if bytes.allSatisfy({ $0 == 10 || $0 == 13 }), bytes.count == input.count - input.bodyStart {
      throw DataFileError(.fileEmpty, file: input.path)
    }
    if let nul = bytes.firstIndex(of: 0) {
      let line = bytes[..<nul].count { $0 == 10 } + 1 + input.skippedLines
      throw DataFileError(.notText(reason: "it holds zero bytes"), file: input.path, line: line)
    }
    return bytes.withUnsafeBufferPointer { buffer in
      let lineEnd = DelimitedSniffer.lineEnd(buffer)
      let separator =
        options.separator ?? DelimitedSniffer.separator(buffer, lineEnd: lineEnd)
      return DelimitedDialect(
        separator: separator, lineEnd: lineEnd, decimalComma: options.decimalComma ?? false)
    }
  }

  private static func head(
    _ input: InputBytes, _ dialect: DelimitedDialect
  ) throws(DataFileError) -> DelimitedRow {
    var size = 1 << 16
    while true {
      let bytes = try input.bytes(from: input.bodyStart, count: size)
      let isAll = input.bodyStart + bytes.count >= input.count
      let outcome = bytes.withUnsafeBufferPointer {
        DelimitedRow.read($0, at: 0, isFinal: isAll, dialect)
      }
      func line(_ offset: Int) -> Int {
        bytes[..<offset].count { $0 == dialect.lineEnd } + 1 + input.skippedLines
      }
      switch outcome {
      case .row(let row): return row
      case .unclosedQuote(let offset):
        throw DataFileError(.unclosedQuote, file: input.path, line: line(offset))
      case .strayQuote(let offset, let text):
        throw DataFileError(
          .strayQuote(found: DataFileError.shown(text)), file: input.path, line: line(offset))
      case .end, .incomplete:
        if isAll { throw DataFileError(.fileEmpty, file: input.path) }
        size *= 4
      }
    }
  }

  private static func names(
    _ head: DelimitedRow, _ input: InputBytes, hasHeader: Bool, _ notes: inout [DataFileNote]
  ) throws(DataFileError) -> [String] {
    guard head.cells.count <= columnLimit else {
      throw DataFileError(
        .tooManyColumns(count: head.cells.count, limit: columnLimit), file: input.path,
        line: 1 + input.skippedLines)
    }
    var positions: [String: Int] = [:]
    var names: [String] = []
    for (index, cell) in head.cells.enumerated() {
      var name = cell.withUnsafeBufferPointer { TextEncoding.string(CellText.trimmed($0)) }
      if !hasHeader || name.isEmpty {
        name = "column_\(index + 1)"
        if hasHeader { notes.append(.namedColumn(number: index + 1, name: name)) }
      }
      if let first = positions[name] {
        throw DataFileError(
          .duplicateColumn(name: name, first: first, second: index + 1), file: input.path,
          line: 1 + input.skippedLines, column: index + 1)
      }
      positions[name] = index + 1
      names.append(name)
    }
    return names
  }

  private static func checkNames(
    _ names: [String], _ options: DelimitedOptions, _ input: InputBytes
  ) throws(DataFileError) {
    let known = Set(names)
    let wanted = options.types.keys.sorted() + (options.columns?.sorted() ?? [])
    if let unknown = wanted.first(where: { !known.contains($0) }) {
      throw DataFileError(.noSuchColumn(name: unknown, available: names), file: input.path)
    }
  }

  /// The first cell of a column that is a number only as people print it, where all of those
  /// looked at are numbers.
  private static func printedNumber(
    _ rows: [DelimitedRow], _ index: Int, point: UInt8, marks: [String]
  ) -> String? {
    var found: String?
    for row in rows.prefix(100) where index < row.cells.count {
      let text = row.cells[index].withUnsafeBufferPointer {
        String(decoding: CellText.trimmed($0), as: UTF8.self)
      }
      if marks.contains(text) || NumberText.double(text, point: point) != nil { continue }
      guard text.utf8.count < 40, NumberText.printed(text, point: point) != nil else { return nil }
      found = found ?? text
    }
    return found
  }

  private static func guesses(
    _ rows: [DelimitedRow], width: Int, point: UInt8, marks: [String]
  ) -> [TypeGuess] {
    var guesses = [TypeGuess](repeating: TypeGuess(), count: width)
    let marks = Set(marks.map { Array($0.utf8) })
    for row in rows {
      for (index, cell) in row.cells.enumerated() where !marks.contains(cell) {
        guesses[index].add(cell, point: point)
      }
    }
    return guesses
  }
}
