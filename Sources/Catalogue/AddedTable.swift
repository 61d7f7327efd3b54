import ColumnStore

/// A table of an added package, read: its columns typed, its countries recognised, its key checked.
struct AddedTable {
  let resource: AddedResource
  let source: SourceTable
  /// Countries and closed lists are in place of the texts of the file.
  private(set) var fields: [Field]
  private(set) var columns: [Column]
  /// What became of cells, for those who use the table.
  private(set) var notes: [String]
  private var recognised: [Int: CountryRecognition] = [:]

  init(_ resource: AddedResource, find: (String) -> Int32?) throws(CatalogueError) {
    self.resource = resource
    let (table, notes) = try AddedTable.read(resource)
    source = SourceTable(table, file: resource.file)
    fields = table.schema.fields
    columns = table.columns
    self.notes = notes.map(\.message)
    for index in fields.indices {
      let described = resource.column(fields[index].name)
      fields[index].unit = described?["unit"]?.text
      fields[index].decimals = described?["decimals"]?.number.flatMap { Int(exactly: $0) }
      if fields[index].type == .number,
        described?.isYear == true || CountryRecognition.isYearName(fields[index].name)
      {
        fields[index].isYear = true
      }
      if fields[index].type == .text { recognise(index, described, find: find) }
      if fields[index].type == .text, let allowed = described?.allowed, !allowed.isEmpty {
        close(index, allowed)
      }
    }
    try checkKey()
  }

  private static func read(
    _ resource: AddedResource
  ) throws(CatalogueError) -> (table: Table, notes: [DataFileNote]) {
    var types: [String: ValueType] = [:]
    for column in resource.columns {
      if let type = column.type { types[column.name] = type }
    }
    do throws(DataFileError) {
      if resource.isJSON {
        var options = JSONOptions()
        options.types = types
        return try JSONFile.read(path: resource.file, options: options)
      }
      var options = DelimitedOptions()
      options.types = types
      options.separator = resource.separator
      options.hasHeader = resource.hasHeader
      options.decimalComma = resource.decimalComma
      if let marks = resource.missingMarks { options.missingMarks = marks }
      let file = try DelimitedFile.open(path: resource.file, options: options)
      let (table, notes) = try file.read()
      return (table, file.notes + notes)
    } catch {
      throw CatalogueError(error)
    }
  }

  private mutating func recognise(
    _ index: Int, _ described: AddedResource.Column?, find: (String) -> Int32?
  ) {
    let name = fields[index].name
    let isForced = described?.isCountry == true
    guard isForced || CountryRecognition.isCountryName(name),
      let found = CountryRecognition(columns[index], isForced: isForced, find: find)
    else { return }
    recognised[index] = found
    columns[index] = found.column
    fields[index].type = .country
    if let note = found.note(column: name) { notes.append(note) }
  }

  /// A closed list knows all words that are allowed, whether a row has them or not.
  private mutating func close(_ index: Int, _ allowed: [String]) {
    guard let dictionary = columns[index].dictionary else { return }
    var builder = TextDictionary.Builder()
    for text in dictionary.texts { _ = builder.code(for: text) }
    for text in allowed { _ = builder.code(for: text) }
    columns[index] = Column(
      type: .text, storage: columns[index].storage, dictionary: builder.finish())
    fields[index].isClosed = true
  }

  /// The key's columns must be there, filled in every row, and together tell rows apart.
  private func checkKey() throws(CatalogueError) {
    if resource.key.isEmpty { return }
    var places: [Int] = []
    for name in resource.key {
      guard let index = fields.firstIndex(where: { $0.name == name }) else {
        throw CatalogueError(
          DataFileError(
            .noSuchColumn(name: name, available: fields.map(\.name)), file: resource.file))
      }
      places.append(index)
    }
    try checkUnique(places)
  }

  func checkUnique(_ places: [Int]) throws(CatalogueError) {
    var first: [[Scalar]: Int] = [:]
    for row in 0..<source.rowCount {
      // Countries as they were written: two names of one country are the same key all the same.
      let key = places.map { columns[$0][row] }
      for (place, cell) in zip(places, key) {
        if case .missing = cell, recognised[place]?.unknownRows.contains(row) != true {
          throw source.fault(.emptyKey(column: fields[place].name), row: row)
        }
      }
      let isKnown = !key.contains { if case .missing = $0 { true } else { false } }
      if isKnown, let other = first.updateValue(row, forKey: key) {
        let texts = places.map { "`\(source.table.columns[$0].shown(row))`" }
        throw source.fault(
          .duplicateKeyOf(key: texts.joined(separator: ", "), line: source.line(ofRow: other)),
          row: row)
      }
    }
  }

  // MARK: Measures

  /// The columns of countries and of years by which the others are measures; nil where the
  /// resource is a table only.
  func measureKey() throws(CatalogueError) -> (country: Int, year: Int)? {
    let years = fields.indices.filter { fields[$0].isYear && fields[$0].type == .number }
    let countries = fields.indices.filter { fields[$0].type == .country }
    switch resource.role {
    case .measureValues:
      let named = fields.indices.filter { CountryRecognition.isCountryName(fields[$0].name) }
      guard let year = years.first, let country = countries.first ?? named.first else {
        throw CatalogueError(
          .badPackage(
            reason: "values of measures need a column of countries and a column of years"),
          file: resource.file, line: 1)
      }
      return (country, year)
    case nil:
      let key = Set(resource.key)
      guard key.count == 2, let year = years.first(where: { key.contains(fields[$0].name) }),
        let country = countries.first(where: { key.contains(fields[$0].name) })
      else { return nil }
      return (country, year)
    default: return nil
    }
  }

  /// The countries of all rows; a row without one is an error with the nearest names.
  func countries(
    _ index: Int, find: (String) -> Int32?, nearest: (String) -> [String]
  ) throws(CatalogueError) -> [Int32] {
    let name = fields[index].name
    let texts = try source.texts(name)
    let found =
      recognised[index]
      ?? CountryRecognition(source.table.columns[index], isForced: true, find: find)
    if let row = found?.unknownRows.first, let text = texts[row] {
      throw source.fault(
        .unknownCountry(column: name, found: text, nearest: nearest(text)), row: row)
    }
    guard let found, case .ints(let countries) = found.column.storage else { return [] }
    if let row = countries.buffer.firstIndex(where: { Missing(ofInt: $0) != nil }) {
      throw source.fault(.emptyKey(column: name), row: row)
    }
    return Array(countries.buffer)
  }
}

extension Column {
  /// A cell for a message.
  fileprivate func shown(_ row: Int) -> String {
    switch self[row] {
    case .text(let text): text
    case .number(let number):
      Int(exactly: number).map(String.init) ?? String(number)
    case .date(let date): date.text
    case .boolean(let flag): flag ? "true" : "false"
    case .missing, .entity: ""
    }
  }
}
