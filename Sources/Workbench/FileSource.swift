package import Catalogue
package import ColumnStore
package import QuerySemantics

/// A user's file as a source: types inferred, columns of countries recognised.
///
/// A text column counts as one of countries when its name says so (`country`, `iso3`, `origin` …)
/// and three of four of its distinct texts are countries, or when the option `country: {…}` names
/// it. Texts that are none become missing, no data, and a note names them.
package struct FileSource: DataFile {
  package let path: String
  package let schema: Schema
  private let reader: Reader
  /// Bytes that the columns may take; nil: any number.
  private let memoryLimit: Int?
  private let notes: [String]
  package let doubts: [String: String]
  /// Columns of countries by number, read on opening.
  private let recognised: [Int: Column]

  private enum Reader: Sendable {
    case delimited(DelimitedFile)
    /// JSON is read whole on opening.
    case table(Table)

    var schema: Schema {
      switch self {
      case .delimited(let file): file.schema
      case .table(let table): table.schema
      }
    }

    func read(
      _ names: [String], memoryLimit: Int? = nil
    ) throws(DataFileError) -> (table: Table, notes: [String]) {
      switch self {
      case .delimited(let file):
        let (table, notes) = try file.read(columns: names, memoryLimit: memoryLimit)
        return (table, notes.map(\.message))
      case .table(let table):
        let indexes = names.compactMap { table.schema.index(of: $0) }
        return (
          Table(
            schema: Schema(indexes.map { table.schema.fields[$0] }),
            columns: indexes.map { table.columns[$0] }, rowCount: table.rowCount), []
        )
      }
    }
  }

  /// Opens the file: heads and a sample are read, and columns that may be of countries.
  package init(
    path: String, options: [String: String], catalogue: Catalogue, means: ReadingMeans
  ) throws(FileIssue) {
    self.path = path
    memoryLimit = means.memory
    let given = try FileOptions(options)
    do throws(DataFileError) {
      let (reader, opening) = try FileSource.open(path, given, means)
      var fields = reader.schema.fields
      var notes = opening
      var recognised: [Int: Column] = [:]
      var doubts: [String: String] = [:]
      if fields.contains(where: \.namesQuantities) {
        for index in fields.indices where fields[index].isOfQuantities {
          fields[index].isMixed = true
        }
      }
      for index in fields.indices {
        let name = fields[index].name
        if fields[index].type == .number, CountryRecognition.isYearName(name) {
          fields[index].isYear = true
        }
        let isNamed = given.countries.contains(name)
        guard fields[index].type == .text, isNamed || CountryRecognition.isCountryName(name) else {
          continue
        }
        let column = try reader.read([name]).table.columns[0]
        guard column.type == .text else { continue }
        guard
          let found = CountryRecognition(
            column, isForced: isNamed, find: catalogue.country(named:))
        else {
          let doubt = CountryRecognition.doubt(
            column, column: name, find: catalogue.country(named:))
          if let doubt, !given.types.keys.contains(name) {
            doubts[name] = doubt
            notes.append(doubt)
          }
          continue
        }
        // Codes beside names say the same twice: one column of countries leaves no doubt whose
        // measures are meant.
        if !isNamed, recognised.values.contains(where: { found.column.isSame(as: $0) }) { continue }
        recognised[index] = found.column
        fields[index].type = .country
        if let note = found.note(column: name) { notes.append(note) }
      }
      self.reader = reader
      self.notes = notes
      self.recognised = recognised
      self.doubts = doubts
      schema = Schema(fields)
    } catch {
      throw FileIssue(error, path: path)
    }
  }

  private static func open(
    _ path: String, _ given: FileOptions, _ means: ReadingMeans
  ) throws(DataFileError) -> (Reader, [String]) {
    if FileOptions.isJSON(path) {
      var settings = JSONOptions()
      settings.types = given.types
      settings.badCells = given.badCells
      settings.means = means
      let (table, notes) = try JSONFile.read(path: path, options: settings)
      return (.table(table), notes.map(\.message))
    }
    var settings = DelimitedOptions()
    settings.types = given.types
    settings.badCells = given.badCells
    settings.printedNumbers = Set(given.types.filter { $0.value == .number }.keys)
    settings.separator = given.separator
    settings.decimalComma = given.decimalComma
    settings.hasHeader = given.hasHeader
    settings.skippedLines = given.skippedLines
    settings.means = means
    return (.delimited(try DelimitedFile.open(path: path, options: settings)), [])
  }

  package func read(columns: [Int]) throws -> (table: Table, notes: [String]) {
    let wanted = columns.filter { recognised[$0] == nil }
    // A file is read even where no column of it is needed: its rows are counted, its faults told.
    let names = wanted.map { schema.fields[$0].name }
    let known = columns.first.flatMap { recognised[$0] }
    let part: (table: Table, notes: [String])
    do throws(DataFileError) {
      if names.isEmpty, let known {
        part = (Table(schema: Schema([]), columns: [], rowCount: known.count), [])
      } else if names.isEmpty,
        let first = schema.fields.indices.first(where: { recognised[$0] == nil })
      {
        let read = try reader.read([schema.fields[first].name])
        part = (
          Table(schema: Schema([]), columns: [], rowCount: read.table.rowCount), read.notes
        )
      } else if names.isEmpty {
        part = (
          Table(schema: Schema([]), columns: [], rowCount: recognised.first?.value.count ?? 0), []
        )
      } else {
        part = try reader.read(names, memoryLimit: memoryLimit)
      }
    } catch {
      throw FileIssue(error)
    }
    var result: [Column] = []
    for index in columns {
      if let column = recognised[index] {
        result.append(column)
        continue
      }
      let field = schema.fields[index]
      guard let position = names.firstIndex(of: field.name) else { continue }
      let column = part.table.columns[position]
      guard column.type == field.type else {
        throw FileIssue(
          code: "late-type",
          message: "`\(path)`: column `\(field.name)` was empty where it was looked at, "
            + "and holds \(column.type.label) values further down",
          notes: [
            "say what it is: \(column.type == .number ? "number" : "text"): {\(FileColumn.written(field.name))}"
          ])
      }
      result.append(column)
    }
    return (
      Table(
        schema: Schema(columns.map { schema.fields[$0] }), columns: result,
        rowCount: part.table.rowCount), notes + part.notes
    )
  }
}

extension FileIssue {
  init(_ error: DataFileError) {
    self.init(
      code: error.code, message: error.message, notes: [error.help].compactMap { $0 })
  }

  /// With what the name tells of a file that could not be opened.
  fileprivate init(_ error: DataFileError, path: String) {
    self.init(error)
    let ending = path.lowercased().split(separator: ".").last.map(String.init) ?? ""
    if path.contains("://") {
      notes.append("files are read from this machine: download it first")
    } else if path.contains("*") {
      notes.append("one file at a time; `append` puts the rows of another below")
    } else if let program = Self.otherPrograms[ending], code != "file-not-found" {
      notes.append("a file of \(program): save it there as CSV")
    }
  }

  private static let otherPrograms = [
    "xls": "a spreadsheet program", "xlsx": "a spreadsheet program",
    "xlsm": "a spreadsheet program",
    "ods": "a spreadsheet program", "dta": "Stata", "sav": "SPSS", "por": "SPSS", "sas7bdat": "SAS",
    "xpt": "SAS", "rds": "R", "rda": "R", "rdata": "R", "parquet": "a column store",
    "feather": "a column store", "arrow": "a column store", "db": "a database program",
    "sqlite": "a database program",
    "duckdb": "a database program", "pdf": "printed pages", "docx": "a word processor",
  ]
}

extension Column {
  /// Whether two columns of whole numbers hold the same in every row.
  fileprivate func isSame(as other: Column) -> Bool {
    guard case .ints(let own) = storage, case .ints(let others) = other.storage else {
      return false
    }
    return own.buffer.elementsEqual(others.buffer)
  }
}
