import ColumnStore
import SourceText

extension PackageBuilder {
  /// What rows may name as their source.
  mutating func readSources() throws(CatalogueError) -> SourceTable {
    let table = try table("sources", PackageBuilder.sourceColumns)
    sources = Set(try table.identifiers("source"))
    try added.addSources(taken: sources)
    for row in added.sources {
      if case .text(let source)? = row["source"] { sources.insert(source) }
    }
    return table
  }

  /// Written when fields of added packages have named theirs too.
  mutating func addSources(_ table: SourceTable) throws(CatalogueError) {
    let table = table.adding(added.sources)
    for (name, _) in PackageBuilder.sourceColumns {
      add("sources", name, try table.column(name))
    }
    setRows("sources", table.rowCount)
  }

  static let sourceColumns: [(name: String, type: ValueType)] = [
    ("source", .text), ("title", .text), ("authority", .text), ("as_of", .date),
    ("licence", .text), ("url_or_reference", .text),
  ]

  static let groupColumns: [(name: String, type: ValueType)] = [
    ("group", .text), ("title", .text), ("as_of", .date), ("dates", .text),
    ("aliases", .text), ("source", .text),
  ]

  mutating func addCountries() throws(CatalogueError) {
    let texts = [
      "iso3", "iso2", "m49", "country", "official_name", "kind", "region", "subregion",
      "wb_region", "income", "capital",
    ]
    let table = try table(
      "countries",
      texts.map { ($0, .text) }
        + [("tile_row", .number), ("tile_col", .number), ("from", .date), ("to", .date)])
    let codes = try table.identifiers("iso3")
    if codes.isEmpty {
      throw CatalogueError(.missingTable(role: "countries"), file: descriptor.folder)
    }
    let kinds = try table.words("kind", Country.Kind.self, whenEmpty: .state)
    // Organisations and former States have no row in the table `countries` and stand behind.
    func isListed(_ row: Int) -> Bool { kinds[row] == .state || kinds[row] == .territory }
    // Every table then stands in the order of an index of countries, which readers expect.
    let shortNames = try table.texts("country")
    let places = codes.indices.map { row in
      (isListed(row) ? 0 : 1, NameFolding.fold(shortNames[row] ?? codes[row]), codes[row])
    }
    let order = codes.indices.sorted { places[$0] < places[$1] }
    for (number, row) in order.enumerated() { countries[codes[row]] = Int32(number) }
    for field in table.table.schema.fields {
      let name = field.name == "country" ? "name" : field.name
      add("countries", name, try table.column(field.name).rows(order))
    }
    setRows("countries", codes.indices.count(where: isListed))
    setRows("countries.all", codes.count)

    let others = [try table.texts("official_name"), try table.texts("iso2")]
    for (row, code) in codes.enumerated() {
      guard let id = countries[code] else { continue }
      addName(shortNames[row] ?? code, .country, id, .official)
      addName(code, .country, id, .code)
      addName(others[0][row], .country, id, .alias)
      addName(others[1][row], .country, id, .code)
    }
    try addCountryAliases()
  }

  private mutating func addCountryAliases() throws(CatalogueError) {
    let table = try table("aliases", [("alias", .text), ("iso3", .text), ("kind", .text)])
    let ids = try table.references("iso3", to: countries, kind: "country")
    let kinds = try table.texts("kind")
    for (row, alias) in try table.texts("alias").enumerated() {
      guard let alias else { throw table.fault(.emptyKey(column: "alias"), row: row) }
      let tier: NameEntry.Tier =
        switch kinds[row] {
        case "code": .code
        case "former": .former
        default: .alias
        }
      addName(alias, .country, ids[row], tier)
    }
  }

  /// Income groups as a matrix of country × year.
  mutating func addIncome() throws(CatalogueError) {
    let table = try table("income", [("iso3", .text), ("year", .number), ("income", .text)])
    let ids = try table.references("iso3", to: countries, kind: "country")
    let years = try table.ints("year")
    let groups = try table.column("income")
    let known = years.filter { Missing(ofInt: $0) == nil }
    let first = Int(known.min() ?? 0)
    let count = known.isEmpty ? 0 : Int(known.max() ?? 0) - first + 1
    guard first >= 0, count <= 9999 else {
      throw CatalogueError(
        .badValue(column: "year", found: String(first), expected: "a year"), file: table.file)
    }
    var cells = [Int32](repeating: Missing.notCovered.int, count: countries.count * count)
    for id in Set(ids) {
      for year in 0..<count { cells[Int(id) * count + year] = Missing.noData.int }
    }
    for row in ids.indices {
      guard Missing(ofInt: years[row]) == nil else {
        throw table.fault(.emptyKey(column: "year"), row: row)
      }
      cells[Int(ids[row]) * count + Int(years[row]) - first] = groups.int(row)
    }
    store.add("income", Vector(cells))
    store.add("income", dictionary: groups.dictionary ?? TextDictionary([]))
    meta.append(("income.first", String(first)))
    meta.append(("income.years", String(count)))
  }

  mutating func addGroups() throws(CatalogueError) {
    let list = try table("groups", PackageBuilder.groupColumns).adding(added.groups)
    try checkSources(list)
    let identifiers = try list.identifiers("group")
    let order = PackageBuilder.byBytes(identifiers)
    for (number, row) in order.enumerated() { groups[identifiers[row]] = Int32(number) }
    for name in ["group", "title", "as_of", "dates", "source"] {
      add("group_list", name, try list.column(name).rows(order))
    }
    setRows("group_list", order.count)
    let titles = try list.texts("title")
    let aliases = try list.texts("aliases")
    for (number, row) in order.enumerated() {
      addName(identifiers[row], .group, Int32(number), .official)
      addName(titles[row], .group, Int32(number), .alias)
      for alias in aliases[row]?.split(separator: ";") ?? [] {
        addName(String(alias), .group, Int32(number), .alias)
      }
    }

    let members = try table(
      "group_members",
      [("group", .text), ("iso3", .text), ("from", .date), ("to", .date)])
    var groupIDs = try members.references("group", to: groups, kind: "group")
    var countryIDs = try members.references("iso3", to: countries, kind: "country")
    var from = try members.ints("from")
    var to = try members.ints("to")
    for member in added.members {
      guard let group = groups[member.group] else { continue }
      groupIDs.append(group)
      countryIDs.append(member.country)
      from.append(member.from)
      to.append(member.to)
    }
    let rows =
      self.order([groupIDs, countryIDs, from], count: groupIDs.count) ?? Array(groupIDs.indices)
    add("groups", "group", Column.ints(.group, groupIDs).rows(rows))
    add("groups", "country", Column.ints(.country, countryIDs).rows(rows))
    add("groups", "from", Column.ints(.date, from).rows(rows))
    add("groups", "to", Column.ints(.date, to).rows(rows))
    setRows("groups", rows.count)
  }

  /// Row numbers in the order of their identifiers' bytes.
  static func byBytes(_ identifiers: [String]) -> [Int] {
    identifiers.indices.sorted {
      identifiers[$0].utf8.lexicographicallyPrecedes(identifiers[$1].utf8)
    }
  }
}
