import SourceText

/// Names that mean something already: an added name may not change what a statement says.
struct NameClaims {
  private var tables: [String: String] = [:]
  private var entities: [String: String] = [:]

  /// - Parameter names: of treaties, baskets and countries.
  init(tables: [String], names: [NameEntry]) {
    for name in tables { self.tables[name] = "a table of Accord" }
    for entry in names where entry.kind != .country { add(entry.text, "a \(entry.kind.label)") }
    for attribute in CountryAttribute.allCases {
      add(attribute.rawValue, "an attribute of every country")
    }
    add("as_of", "the time of a row")
  }

  mutating func add(_ name: String?, _ meaning: String) {
    guard let name else { return }
    let folded = NameFolding.fold(name)
    if entities[folded] == nil { entities[folded] = meaning }
  }

  mutating func claimTable(
    _ name: String, _ package: AddedPackage
  ) throws(CatalogueError) {
    let folded = NameFolding.fold(name)
    let isForeign = entities[folded].map { !$0.hasSuffix(" of `\(package.folder)`") } ?? false
    if let meaning = tables[folded] ?? (isForeign ? entities[folded] : nil) {
      throw CatalogueError(
        .nameTaken(
          name: name, what: "table", by: meaning, remedy: "give the resource another `name`"),
        file: package.file)
    }
    tables[folded] = "a table of `\(package.folder)`"
  }

  mutating func claim(
    _ name: String, _ kind: EntityKind, _ package: AddedPackage, file: String, line: Int? = nil
  ) throws(CatalogueError) {
    let folded = NameFolding.fold(name)
    let isForeign = tables[folded].map { !$0.hasSuffix(" of `\(package.folder)`") } ?? false
    if let meaning = entities[folded] ?? (isForeign ? tables[folded] : nil) {
      throw CatalogueError(
        .nameTaken(
          name: name, what: kind.label, by: meaning,
          remedy: kind == .measure
            ? "give the field another name, or say in it `\"accord\": {\"measure\": \"NAME\"}` "
              + "(`false`: no measure)"
            : "give it another name"),
        file: file, line: line)
    }
    entities[folded] = "a \(kind.label) of `\(package.folder)`"
  }
}
