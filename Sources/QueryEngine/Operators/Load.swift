import ColumnStore
import QuerySemantics

extension RunContext {
  /// The rows of a source; columns that nobody needs are not read. A column that is needed but not
  /// among `named` counts as read only once equal rows were told apart by it.
  func load(
    _ source: BoundSource, needed: Set<Int>, named: Set<Int>
  ) throws(EngineError) -> Frame {
    switch source.kind {
    case .catalogue(let name, let asOf):
      guard let table = self.source.sourceTable(name) else {
        throw failure("internal", "no table `\(name)` in the catalogue")
      }
      if let asOf, name == "ratifications" { return try ratifications(table, asOf: asOf) }
      let names = needed.intersection(named).map { source.schema.fields[$0].name }
      if !names.isEmpty { note(.columnsRead(table: name, columns: Set(names))) }
      var stored: [Int: LazyColumn] = [:]
      func column(_ index: Int) -> LazyColumn {
        if let made = stored[index] { return made }
        let type = source.schema.fields[index].type
        if let mapping = try? table.mapping(index) {
          let made = LazyColumn(type: type, codes: column(mapping.codes), table: mapping.table)
          stored[index] = made
          return made
        }
        // Read when a step first touches it: ties may never need it.
        let made = LazyColumn(type: type) { [self] () throws(EngineError) -> Column in
          if let asOf, name == "countries", source.schema.fields[index].name == "income" {
            return try incomes(table, asOf)
          }
          return try read(table, index)
        }
        stored[index] = made
        return made
      }
      func noted(_ index: Int) -> LazyColumn {
        let silent = column(index)
        if named.contains(index) { return silent }
        return LazyColumn(type: silent.type) { [self] () throws(EngineError) -> Column in
          note(.columnsRead(table: name, columns: [source.schema.fields[index].name]))
          return try silent.cells(self)
        }
      }
      let columns = source.schema.fields.indices.map { needed.contains($0) ? noted($0) : nil }
      return Frame(columns: columns, rowCount: table.rowCount)
    case .panel(let first, let last): return try panel(first, last)
    case .table(let table): return Frame(table: table)
    case .file(let file): return try load(file, needed)
    case .query(let query):
      return try run(query, needed: needed, named: named, isOutermost: false)
    }
  }

  func read(_ table: any SourceTable, _ index: Int) throws(EngineError) -> Column {
    do {
      return try table.column(index)
    } catch {
      throw storeFailure(error)
    }
  }

  /// The income groups of the table of countries at the day the statement asks for.
  private func incomes(_ table: any SourceTable, _ day: Int32) throws(EngineError) -> Column {
    guard let place = table.schema.index(of: "country") else {
      throw failure("internal", "the table of countries has no column of countries")
    }
    let countries = try read(table, place)
    guard case .ints(let ids) = countries.storage else {
      throw failure("internal", "the table of countries has no column of countries")
    }
    let year = PartialDate.civil(ofDay: day).year
    let codes = Vector<Int32>(count: ids.count) { out in
      for row in 0..<ids.count {
        out[row] = self.source.income(of: ids.buffer[row], year: year).code
      }
    }
    return Column(type: .text, storage: .ints(codes), dictionary: self.source.incomeDictionary)
  }

  private func load(_ file: any DataFile, _ needed: Set<Int>) throws(EngineError) -> Frame {
    let numbers = needed.sorted()
    do {
      let (table, sentences) = try file.read(columns: numbers)
      for sentence in sentences { note(.file(sentence)) }
      try reserve(rows: 0, bytesPerRow: 1)
      var columns = [LazyColumn?](repeating: nil, count: file.schema.fields.count)
      for (place, number) in numbers.enumerated() where place < table.columns.count {
        columns[number] = LazyColumn(table.columns[place])
      }
      return Frame(columns: columns, rowCount: table.rowCount)
    } catch let error as EngineError {
      throw error
    } catch let issue as FileIssue {
      if issue.code == FileIssue.interruption { throw .interrupted }
      throw failure(issue.code, issue.message, notes: issue.notes)
    } catch {
      throw failure("file-unreadable", "\(file.path): \(error)")
    }
  }

  /// Every listed country × year in which it existed for a day at least.
  private func panel(_ first: Int, _ last: Int) throws(EngineError) -> Frame {
    let years = first...max(first, last)
    guard last >= first, first >= 1, last <= 9999 else {
      return Frame(
        columns: [
          LazyColumn(Column(type: .country, storage: .ints(Vector([])))),
          LazyColumn(Column(type: .number, storage: .ints(Vector([])))),
        ], rowCount: 0)
    }
    try reserve(rows: source.listedCountryCount * years.count, bytesPerRow: 8)
    let days = years.map { year in
      (
        PartialDate.dayNumber(year: year, month: 1, day: 1),
        PartialDate.dayNumber(year: year, month: 12, day: 31)
      )
    }
    var (countries, columnYears): ([Int32], [Int32]) = ([], [])
    for country in 0..<Int32(source.listedCountryCount) {
      try checkInterruption()
      let existence = source.existence(of: country)
      for (year, (start, end)) in zip(years, days)
      where end >= existence.lowerBound && start <= existence.upperBound {
        countries.append(country)
        columnYears.append(Int32(year))
      }
    }
    return Frame(
      columns: [
        LazyColumn(Column(type: .country, storage: .ints(Vector(countries)))),
        LazyColumn(Column(type: .number, storage: .ints(Vector(columnYears)))),
      ], rowCount: countries.count)
  }
}
