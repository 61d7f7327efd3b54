import ColumnStore

/// Tables of the user's packages, and the measures in them.
extension PackageBuilder {
  mutating func readTable(
    _ resource: AddedResource, _ package: AddedPackage, _ number: Int, _ gazetteer: Gazetteer,
    _ claims: inout NameClaims
  ) throws(CatalogueError) {
    try claims.claimTable(resource.table, package)
    let table = try AddedTable(resource, find: gazetteer.country(named:))
    var definition = AddedDefinition(table, sources: sources(of: resource, number))
    if let key = try table.measureKey() {
      if resource.key.isEmpty {
        definition.key = [key.country, key.year].map { table.fields[$0].name }
      }
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
