import ColumnStore

/// A table of the data package, read and with its rows' places known.
struct SourceTable {
  let file: String
  let table: Table

  /// Reads the columns asked for; others are allowed and left alone.
  init(file: String, columns: [(name: String, type: ValueType)]) throws(CatalogueError) {
    var types: [String: ValueType] = [:]
    for column in columns { types[column.name] = column.type }
    try self.init(file: file, types: types)
  }

  /// A table whose text columns are given and all others are numbers.
  init(file: String, keys: [String: ValueType]) throws(CatalogueError) {
    var options = SourceTable.options
    options.types = keys
    do throws(DataFileError) {
      let names = try DelimitedFile.open(path: file, options: options).schema.fields.map(\.name)
      for name in names where keys[name] == nil { options.types[name] = .number }
      table = try DelimitedFile.open(path: file, options: options).read().table
    } catch {
      throw CatalogueError(error)
    }
    self.file = file
  }

  private init(file: String, types: [String: ValueType]) throws(CatalogueError) {
    var options = SourceTable.options
    options.types = types
    options.columns = Set(types.keys)
    do throws(DataFileError) {
      table = try DelimitedFile.open(path: file, options: options).read().table
    } catch {
      throw CatalogueError(error)
    }
    self.file = file
  }

  /// The package's own form: nothing is guessed, and only the empty cell is missing ("NA" is
  /// Namibia).
  private static var options: DelimitedOptions {
    var options = DelimitedOptions()
    options.separator = UInt8(ascii: ",")
    options.decimalComma = false
    options.missingMarks = [""]
    return options
  }

  /// A table read elsewhere.
  init(_ table: Table, file: String) {
    self.table = table
    self.file = file
  }

  var rowCount: Int { table.rowCount }

  /// The same table with more rows behind; cells that are not given are missing, no data.
  func adding(_ rows: [[String: Scalar]]) -> SourceTable {
    if rows.isEmpty { return self }
    let columns = zip(table.schema.fields, table.columns).map { field, column in
      Column(
        type: field.type,
        scalars: (0..<rowCount).map { column[$0] }
          + rows.map { $0[field.name] ?? .missing(.noData) })
    }
    return SourceTable(
      Table(schema: table.schema, columns: columns, rowCount: rowCount + rows.count), file: file)
  }

  func column(_ name: String) throws(CatalogueError) -> Column {
    guard let column = table.column(name) else {
      throw CatalogueError(
        DataFileError(
          .noSuchColumn(name: name, available: table.schema.fields.map(\.name)), file: file))
    }
    return column
  }

  /// The texts of a column, nil where empty.
  func texts(_ name: String) throws(CatalogueError) -> [String?] {
    let column = try column(name)
    guard case .ints(let codes) = column.storage, let dictionary = column.dictionary else {
      return Array(repeating: nil, count: rowCount)
    }
    let texts = dictionary.texts
    return codes.buffer.map { Missing(ofInt: $0) == nil ? texts[Int($0)] : nil }
  }

  /// Packed dates or whole numbers; numbers with a fraction are an error.
  func ints(_ name: String) throws(CatalogueError) -> [Int32] {
    switch try column(name).storage {
    case .ints(let vector): return Array(vector.buffer)
    case .flags(let vector): return vector.buffer.map { Int32($0) }
    case .doubles(let vector):
      var numbers: [Int32] = []
      for (row, value) in vector.buffer.enumerated() {
        if value.isNaN {
          numbers.append(Missing(ofNaN: value).int)
        } else if let number = Int32(exactly: value) {
          numbers.append(number)
        } else {
          throw fault(
            .badValue(column: name, found: String(value), expected: "a whole number"), row: row)
        }
      }
      return numbers
    }
  }

  /// The numbers of the entities that a column of identifiers names.
  ///
  /// - Complexity: one look per distinct identifier.
  func references(
    _ name: String, to ids: [String: Int32], kind: String, isKey: Bool = true
  ) throws(CatalogueError) -> [Int32] {
    let column = try column(name)
    guard case .ints(let codes) = column.storage, let dictionary = column.dictionary else {
      return []
    }
    let texts = dictionary.texts
    let known = texts.map { ids[$0] ?? -1 }
    var references: [Int32] = []
    references.reserveCapacity(rowCount)
    for (row, code) in codes.buffer.enumerated() {
      if Missing(ofInt: code) != nil {
        if isKey { throw fault(.emptyKey(column: name), row: row) }
        references.append(Missing.noData.int)
      } else if known[Int(code)] >= 0 {
        references.append(known[Int(code)])
      } else {
        throw fault(
          .unknownReference(column: name, found: texts[Int(code)], kind: kind), row: row)
      }
    }
    return references
  }

  /// The identifiers of a key column, all there and each once.
  func identifiers(_ name: String) throws(CatalogueError) -> [String] {
    var seen: Set<String> = []
    var identifiers: [String] = []
    for (row, text) in try texts(name).enumerated() {
      guard let text else { throw fault(.emptyKey(column: name), row: row) }
      guard seen.insert(text).inserted else {
        throw fault(.duplicateKey(key: "`\(text)`"), row: row)
      }
      identifiers.append(text)
    }
    return identifiers
  }

  /// A code for each row of a column that must hold one of a few words.
  func words<Word: RawRepresentable & CaseIterable>(
    _ name: String, _: Word.Type, whenEmpty: Word
  ) throws(CatalogueError) -> [Word] where Word.RawValue == String {
    var words: [Word] = []
    for (row, text) in try texts(name).enumerated() {
      guard let text else {
        words.append(whenEmpty)
        continue
      }
      guard let word = Word(rawValue: text) else {
        let all = Word.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault(.badValue(column: name, found: text, expected: "one of \(all)"), row: row)
      }
      words.append(word)
    }
    return words
  }

  func fault(_ problem: CatalogueError.Problem, row: Int) -> CatalogueError {
    CatalogueError(problem, file: file, line: line(ofRow: row))
  }

  /// The head is line 1; texts of earlier rows with line ends in them are counted in.
  func line(ofRow row: Int) -> Int {
    var line = row + 2
    for column in table.columns {
      guard case .ints(let codes) = column.storage, let dictionary = column.dictionary else {
        continue
      }
      for code in codes.buffer[..<row] where Missing(ofInt: code) == nil {
        line += dictionary.utf8(code).count { $0 == 10 }
      }
    }
    return line
  }
}
