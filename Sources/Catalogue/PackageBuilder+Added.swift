import ColumnStore
import SourceText

/// Reading the user's packages: when countries and treaties are known, before the lists of groups
/// and measures are written.
extension PackageBuilder {
  mutating func readAdded() throws(CatalogueError) {
    if added.packages.isEmpty { return }
    var claims = NameClaims(tables: TableDefinition.all.map(\.name) + ["panel"], names: names)
    try claimLists(&claims)
    let gazetteer = Gazetteer(names)
    for (number, package) in added.packages.enumerated() {
      try readLists(package, number, gazetteer, &claims)
      for resource in package.resources {
        switch resource.role {
        case nil, .table, .measureValues:
          try readTable(resource, package, number, gazetteer, &claims)
        case .groupMembers: try readMembers(resource, gazetteer, package, number, &claims)
        case .measures, .groups, .sources: continue
        }
      }
    }
  }

  /// The names of the built-in groups and measures.
  private func claimLists(_ claims: inout NameClaims) throws(CatalogueError) {
    let lists = [("groups", "group", ["title"]), ("measures", "measure", ["code"])]
    for (role, kind, others) in lists {
      let table = try table(role, ([kind, "aliases"] + others).map { ($0, .text) })
      for name in [kind] + others {
        for text in try table.texts(name) { claims.add(text, "a \(kind) of Accord") }
      }
      for text in try table.texts("aliases") {
        for alias in text?.split(separator: ";") ?? [] {
          claims.add(String(alias), "another name of a \(kind) of Accord")
        }
      }
    }
  }

  private func sources(of resource: AddedResource, _ number: Int) -> [String] {
    added.sourcesOf[number][resource.table] ?? []
  }

  // MARK: Lists

  /// Resources in the form of the built-in lists of measures and groups.
  private mutating func readLists(
    _ package: AddedPackage, _ number: Int, _ gazetteer: Gazetteer, _ claims: inout NameClaims
  ) throws(CatalogueError) {
    for resource in package.resources where resource.role == .measures {
      let table = try SourceTable(file: resource.file, columns: PackageBuilder.measureColumns)
      try checkSources(table)
      _ = try table.words("kind", Measure.Kind.self, whenEmpty: .indicator)
      _ = try table.words("direction", Direction.self, whenEmpty: .neutral)
      for (row, name) in try table.identifiers("measure").enumerated() {
        try claims.claim(
          name, .measure, package, file: resource.file, line: table.line(ofRow: row))
        var cells = table.cells(row)
        if cells["name"] == nil { cells["name"] = .text(name) }
        if cells["family"] == nil { cells["family"] = .text(package.title) }
        complete(&cells, resource, number)
        added.measures.append(cells)
      }
    }
    for resource in package.resources where resource.role == .groups {
      let table = try SourceTable(file: resource.file, columns: PackageBuilder.groupColumns)
      try checkSources(table)
      for (row, name) in try table.identifiers("group").enumerated() {
        try claims.claim(name, .group, package, file: resource.file, line: table.line(ofRow: row))
        var cells = table.cells(row)
        if cells["title"] == nil { cells["title"] = .text(name) }
        if cells["source"] == nil {
          cells["source"] = sources(of: resource, number).first.map { .text($0) }
        }
        added.groups.append(cells)
      }
    }
  }

  /// Source and licence, where a measure does not say them itself.
  private func complete(
    _ cells: inout [String: Scalar], _ resource: AddedResource, _ number: Int
  ) {
    if cells["source"] == nil {
      cells["source"] = sources(of: resource, number).first.map { .text($0) }
    }
    if cells["licence"] == nil, let source = cells["source"] {
      cells["licence"] = added.sources.first { $0["source"] == source }?["licence"]
    }
  }

  private mutating func readMembers(
    _ resource: AddedResource, _ gazetteer: Gazetteer, _ package: AddedPackage, _ number: Int,
    _ claims: inout NameClaims
  ) throws(CatalogueError) {
    let table = try AddedTable(resource, find: gazetteer.country(named:))
    let known = table.fields.indices.first { table.fields[$0].type == .country }
    let named = table.fields.indices.first {
      CountryRecognition.isCountryName(table.fields[$0].name)
    }
    guard let country = known ?? named else {
      throw CatalogueError(
        .badPackage(reason: "members of groups need a column of countries"),
        file: resource.file, line: 1)
    }
    let countries = try table.countries(
      country, find: gazetteer.country(named:), nearest: gazetteer.nearest(to:))
    let groups = try table.source.texts("group")
    let from = try table.days("from")
    let to = try table.days("to")
    let before = added.members.count
    var order: [String] = []
    for (row, group) in groups.enumerated() {
      guard let group else { throw table.source.fault(.emptyKey(column: "group"), row: row) }
      let isListed = added.groups.contains { $0["group"] == .text(group) }
      if !isListed, !order.contains(group) {
        try claims.claim(
          group, .group, package, file: resource.file, line: table.source.line(ofRow: row))
        order.append(group)
      }
      added.members.append(
        Additions.Member(group: group, country: countries[row], from: from[row], to: to[row]))
    }
    for group in order {
      let own = added.members[before...].filter { $0.group == group }
      let dated = own.count { Missing(ofInt: $0.from) == nil }
      var cells: [String: Scalar] = [
        "group": .text(group), "title": .text(resource.title ?? group),
        "dates": .text(dated == own.count ? "known" : dated == 0 ? "unknown" : "partly"),
      ]
      cells["source"] = sources(of: resource, number).first.map { .text($0) }
      cells["as_of"] = package.created.map { .date($0) }
      added.groups.append(cells)
    }
  }

  // MARK: Tables and measures

  private mutating func readTable(
    _ resource: AddedResource, _ package: AddedPackage, _ number: Int, _ gazetteer: Gazetteer,
    _ claims: inout NameClaims
  ) throws(CatalogueError) {
    try claims.claimTable(resource.table, package)
    let table = try AddedTable(resource, find: gazetteer.country(named:))
    var definition = AddedDefinition(table, sources: sources(of: resource, number))
    if let key = try table.measureKey() {
      if resource.key.isEmpty { definition.key = [key.country, key.year].map { table.fields[$0].name } }
      let countries = try table.countries(
        key.country, find: gazetteer.country(named:), nearest: gazetteer.nearest(to:))
      if resource.key.isEmpty { try table.checkUnique([key.country, key.year]) }
      var values = Additions.Values(
        file: resource.file, countries: countries,
        years: try table.years(key.year), columns: [])
      for index in table.fields.indices where index != key.country && index != key.year {
        guard
          let name = try addMeasure(table, index, package, number, &claims)
        else { continue }
        values.columns.append((name, table.columns[index]))
        definition.parts[index].measure = name
        definition.parts[index].subject = table.fields[key.country].name
      }
      added.values.append(values)
    }
    added.tables.append(definition)
  }

  /// Makes a measure of a column of numbers; nil where it is none.
  private mutating func addMeasure(
    _ table: AddedTable, _ index: Int, _ package: AddedPackage, _ number: Int,
    _ claims: inout NameClaims
  ) throws(CatalogueError) -> String? {
    let field = table.fields[index]
    guard field.type == .number, !field.isYear else { return nil }
    let resource = table.resource
    let described = resource.column(field.name)
    if case .boolean(false)? = described?["measure"] { return nil }
    let name = described?["measure"]?.text ?? field.name
    // A list of measures in the package may describe it already.
    if added.measures.contains(where: { $0["measure"] == .text(name) }) { return name }
    try claims.claim(name, .measure, package, file: package.file)

    func fault(_ property: String, _ found: String, _ expected: String) -> CatalogueError {
      CatalogueError(
        .badPackage(
          reason: "resource `\(resource.name)`, field `\(field.name)`: `\(property)` is `\(found)` "
            + "and must be \(expected)"),
        file: package.file)
    }
    func word<Word: RawRepresentable & CaseIterable>(
      _ property: String, _: Word.Type
    ) throws(CatalogueError) -> Scalar? where Word.RawValue == String {
      guard let text = described?[property]?.text else { return nil }
      guard Word(rawValue: text) != nil else {
        throw fault(
          property, text, "one of " + Word.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return .text(text)
    }
    func text(_ property: String) -> Scalar? { described?[property]?.text.map { .text($0) } }

    let isRight = described?["right"] != nil || described?["basis"] != nil
    var cells: [String: Scalar] = [
      "measure": .text(name), "name": .text(described?.title ?? field.name),
      "family": text("family") ?? .text(package.title),
    ]
    cells["kind"] = try word("kind", Measure.Kind.self) ?? .text(isRight ? "right" : "indicator")
    cells["direction"] = try word("direction", Direction.self) ?? .text("neutral")
    cells["basis"] = try word("basis", Basis.self)
    for property in ["code", "right", "category", "topic", "unit", "licence"] {
      cells[property] = text(property)
    }
    let aliases = (described?["aliases"]?.elements ?? []).compactMap(\.text)
    if !aliases.isEmpty { cells["aliases"] = .text(aliases.joined(separator: ";")) }
    for property in ["decimals", "minimum", "maximum"] {
      guard let value = described?.bound(property) else { continue }
      if property == "decimals", !(0...15).contains(value) || value != value.rounded() {
        throw fault(property, String(value), "from 0 to 15")
      }
      cells[property] = .number(value)
    }
    for alias in aliases + [described?["code"]?.text].compactMap({ $0 }) where alias != name {
      try claims.claim(alias, .measure, package, file: package.file)
    }
    if let source = described?["source"]?.text {
      cells["source"] = .text(self.source(named: source, of: name, table, package))
    }
    complete(&cells, resource, number)
    added.measures.append(cells)
    return name
  }

  /// The source that a field names: one of the lists, else a new one of that title.
  private mutating func source(
    named text: String, of measure: String, _ table: AddedTable, _ package: AddedPackage
  ) -> String {
    if sources.contains(text) { return text }
    var origin = table.resource.origin.isEmpty ? package.origin : table.resource.origin
    origin.authority = text
    return added.add(
      origin, package, name: package.name + "_" + AddedPackage.identifier(measure),
      title: package.title, &sources)
  }
}

private enum Basis: String, CaseIterable { case law, practice, mixed }

extension AddedTable {
  /// Packed dates of a column, missing where there is no such column.
  func days(_ name: String) throws(CatalogueError) -> [Int32] {
    guard let index = fields.firstIndex(where: { $0.name == name }) else {
      return Array(repeating: Missing.noData.int, count: source.rowCount)
    }
    let column = columns[index]
    return try (0..<source.rowCount).map { (row) throws(CatalogueError) in
      switch column[row] {
      case .missing(let reason): return reason.int
      case .date(let date): return date.packed
      case .number(let year):
        if let year = Int(exactly: year), let date = PartialDate(year: year) { return date.packed }
        throw source.fault(
          .badValue(column: name, found: String(year), expected: "a date"), row: row)
      case .text(let text):
        if let date = PartialDate(text) { return date.packed }
        throw source.fault(.badValue(column: name, found: text, expected: "a date"), row: row)
      case .boolean, .entity:
        throw source.fault(
          .badValue(column: name, found: fields[index].name, expected: "a date"), row: row)
      }
    }
  }

  /// Whole years, one in every row.
  func years(_ index: Int) throws(CatalogueError) -> [Int32] {
    let name = fields[index].name
    let years = try source.ints(name)
    for (row, year) in years.enumerated() {
      if Missing(ofInt: year) != nil { throw source.fault(.emptyKey(column: name), row: row) }
      guard (1...9999).contains(year) else {
        throw source.fault(
          .badValue(column: name, found: String(year), expected: "a year"), row: row)
      }
    }
    return years
  }
}

/// Names of countries while the catalogue is being built.
private struct Gazetteer {
  private var entries: [String: [NameEntry]] = [:]
  private var official: [Int32: String] = [:]

  init(_ names: [NameEntry]) {
    for entry in names where entry.kind == .country {
      entries[String(decoding: entry.folded, as: UTF8.self), default: []].append(entry)
      if entry.tier == .official, official[entry.id] == nil { official[entry.id] = entry.text }
    }
  }

  /// As `Catalogue.matches` finds it: the one whose official name it is, else the only one.
  func country(named text: String) -> Int32? {
    let found = entries[NameFolding.fold(text)] ?? []
    let first = found.filter { $0.tier == .official }
    let ids = Set((first.isEmpty ? found : first).map(\.id))
    return ids.count == 1 ? ids.first : nil
  }

  func nearest(to text: String) -> [String] {
    let near = NameSuggestion.nearest(
      to: NameFolding.fold(text), among: entries.keys.sorted(), limit: 12)
    var seen: Set<Int32> = []
    let ids = near.flatMap { entries[$0] ?? [] }.map(\.id).filter { seen.insert($0).inserted }
    return ids.prefix(3).compactMap { official[$0] }
  }
}
