import ColumnStore

/// The values of one measure on their way into the store: country × year.
private struct MeasureMatrix {
  var file: String
  var firstYear: Int
  var yearCount: Int
  var isCovered: [Bool]
  var values: Vector<Double>
}

extension PackageBuilder {
  mutating func addMeasures() throws(CatalogueError) {
    let table = try table("measures", PackageBuilder.measureColumns).adding(added.measures)
    try checkSources(table)
    let identifiers = try table.identifiers("measure")
    let order = PackageBuilder.byBytes(identifiers)
    let sorted = order.map { identifiers[$0] }
    let kinds = try table.words("kind", Measure.Kind.self, whenEmpty: .indicator)
    _ = try table.words("direction", Direction.self, whenEmpty: .neutral)
    for (name, _) in PackageBuilder.measureColumns where name != "aliases" {
      add("measures", name, try table.column(name).rows(order))
    }
    setRows("measures", order.count)
    let codes = try table.texts("code")
    let aliases = try table.texts("aliases")
    for (number, row) in order.enumerated() {
      addName(identifiers[row], .measure, Int32(number), .official)
      addName(codes[row], .measure, Int32(number), .code)
      for alias in aliases[row]?.split(separator: ";") ?? [] {
        addName(String(alias), .measure, Int32(number), .code)
      }
    }

    let matrices = try readMatrices(sorted)
    let none = Missing.noData.int
    let first = matrices.map { $0.map { Int32($0.firstYear) } ?? none }
    let last = matrices.map { $0.map { Int32($0.firstYear + $0.yearCount - 1) } ?? none }
    add("measures", "first_year", .ints(.number, first))
    add("measures", "last_year", .ints(.number, last))
    add("measures", "countries", .numbers(matrices.map { $0?.isCovered.count { $0 } ?? 0 }))
    for (number, matrix) in matrices.enumerated() {
      store.add("values/" + sorted[number], matrix?.values ?? Vector([]))
    }
    let rights = order.indices.filter { kinds[order[$0]] == .right }
    let indicators = order.indices.filter { kinds[order[$0]] == .indicator }
    addLongTable("rights", "measure", rights, matrices)
    addLongTable("indicators", "series", indicators, matrices)
  }

  static let measureColumns: [(name: String, type: ValueType)] =
    [
      "measure", "code", "name", "family", "kind", "right", "basis", "category", "topic", "unit",
      "direction", "licence", "source", "aliases",
    ].map { ($0, .text) } + ["decimals", "minimum", "maximum"].map { ($0, .number) }

  /// The values of all files, by the measures' numbers; nil for a measure without any.
  private func readMatrices(_ sorted: [String]) throws(CatalogueError) -> [MeasureMatrix?] {
    var ids: [String: Int] = [:]
    for (number, name) in sorted.enumerated() { ids[name] = number }
    var matrices = [MeasureMatrix?](repeating: nil, count: sorted.count)
    for resource in descriptor.resources where resource.role == "measure_values" {
      let file = descriptor.file(of: resource)
      let table = try SourceTable(file: file, keys: ["iso3": .text])
      let country = try table.references("iso3", to: countries, kind: "country")
      let years = try table.ints("year")
      try checkKeys(table, country, years)
      for field in table.table.schema.fields where field.name != "iso3" && field.name != "year" {
        guard let number = ids[field.name] else {
          throw CatalogueError(.unknownMeasure(name: field.name), file: file, line: 1)
        }
        if let other = matrices[number] {
          throw CatalogueError(
            .measureTwice(name: field.name, otherFile: other.file), file: file, line: 1)
        }
        matrices[number] = matrix(try table.column(field.name), country, years, file: file)
      }
    }
    for values in added.values {
      for (name, column) in values.columns {
        guard let number = ids[name] else { continue }
        if let other = matrices[number] {
          throw CatalogueError(
            .measureTwice(name: name, otherFile: other.file), file: values.file, line: 1)
        }
        matrices[number] = matrix(column, values.countries, values.years, file: values.file)
      }
    }
    return matrices
  }

  private func checkKeys(
    _ table: SourceTable, _ country: [Int32], _ years: [Int32]
  ) throws(CatalogueError) {
    var seen: Set<Int64> = []
    seen.reserveCapacity(years.count)
    for (row, year) in years.enumerated() {
      if Missing(ofInt: year) != nil { throw table.fault(.emptyKey(column: "year"), row: row) }
      guard (1...9999).contains(year) else {
        throw table.fault(
          .badValue(column: "year", found: String(year), expected: "a year"), row: row)
      }
      guard seen.insert(Int64(country[row]) << 32 | Int64(year)).inserted else {
        let iso3 = try table.texts("iso3")[row] ?? ""
        throw table.fault(.duplicateKey(key: "`\(iso3)`, \(year)"), row: row)
      }
    }
  }

  private func matrix(
    _ column: Column, _ country: [Int32], _ years: [Int32], file: String
  ) -> MeasureMatrix? {
    let cells: Vector<Double>
    switch column.storage {
    case .doubles(let vector): cells = vector
    case .ints(let vector):
      cells = Vector(vector.buffer.map { Missing(ofInt: $0)?.double ?? Double($0) })
    case .flags: return nil
    }
    var (first, last) = (Int32.max, Int32.min)
    var isCovered = [Bool](repeating: false, count: countries.count)
    for (row, value) in cells.buffer.enumerated() where !value.isNaN {
      first = min(first, years[row])
      last = max(last, years[row])
      isCovered[Int(country[row])] = true
    }
    guard first <= last else { return nil }
    let width = Int(last - first) + 1
    let values = Vector<Double>(count: isCovered.count * width) { target in
      for (number, isCovered) in isCovered.enumerated() {
        let empty = (isCovered ? Missing.noData : .notCovered).double
        UnsafeMutableBufferPointer(rebasing: target[number * width..<(number + 1) * width])
          .initialize(repeating: empty)
      }
      for (row, value) in cells.buffer.enumerated() where !value.isNaN {
        target[Int(country[row]) * width + Int(years[row] - first)] = value
      }
    }
    return MeasureMatrix(
      file: file, firstYear: Int(first), yearCount: width,
      isCovered: isCovered, values: values)
  }

  /// One row per value, by country, year and measure.
  private mutating func addLongTable(
    _ table: String, _ measureColumn: String, _ numbers: [Int], _ matrices: [MeasureMatrix?]
  ) {
    var country: [Int32] = []
    var year: [Int32] = []
    var measure: [Int32] = []
    var value: [Double] = []
    let known = numbers.compactMap { number in matrices[number].map { (number, $0) } }
    let first = known.map(\.1.firstYear).min() ?? 0
    let years = first..<(known.map { $0.1.firstYear + $0.1.yearCount }.max() ?? first)
    for id in 0..<countries.count {
      // A country that a measure does not cover has no value of it in any year.
      let covering = known.filter { $0.1.isCovered[id] }
      for time in years {
        for (number, matrix) in covering {
          let column = time - matrix.firstYear
          guard column >= 0, column < matrix.yearCount else { continue }
          let cell = matrix.values[id * matrix.yearCount + column]
          if cell.isNaN { continue }
          country.append(Int32(id))
          year.append(Int32(time))
          measure.append(Int32(number))
          value.append(cell)
        }
      }
    }
    add(table, "country", .ints(.country, country))
    add(table, "year", .ints(.number, year))
    add(table, measureColumn, .ints(.measure, measure))
    add(table, "value", Column(type: .number, storage: .doubles(Vector(value))))
    setRows(table, country.count)
  }
}
