import ColumnStore

/// What the user's packages add to the lists of the built-in one, on its way into the store.
struct Additions {
  /// The values of the measures of one table.
  struct Values {
    var file: String
    var countries: [Int32]
    var years: [Int32]
    var columns: [(measure: String, column: Column)]
  }

  struct Member {
    var group: String
    var country: Int32
    var from: Int32
    var to: Int32
  }

  private(set) var packages: [AddedPackage] = []
  /// Rows by column name, as in the built-in lists.
  var sources: [[String: Scalar]] = []
  var groups: [[String: Scalar]] = []
  var measures: [[String: Scalar]] = []
  var members: [Member] = []
  var values: [Values] = []
  var tables: [AddedDefinition] = []
  /// By identifier of the source: the package it is in, as a citation names it.
  var packageOfSource: [(source: String, package: String)] = []
  /// Sources of each resource, by package and table name.
  private(set) var sourcesOf: [[String: [String]]] = []

  init() {}

  init(folders: [String]) throws(CatalogueError) {
    for folder in folders { packages.append(try AddedPackage(folder: folder)) }
  }

  /// One source for each package, and one for each resource that names its own.
  ///
  /// - Parameter taken: sources of the built-in package.
  mutating func addSources(taken: Set<String>) throws(CatalogueError) {
    var taken = taken
    for package in packages {
      let listed = try listedSources(package, &taken)
      let common = add(package.origin, package, name: package.name, title: package.title, &taken)
      var ofResources: [String: [String]] = [:]
      for resource in package.resources {
        let known = resource.origin.keys.filter { taken.contains($0) }
        if !known.isEmpty {
          ofResources[resource.table] = known
        } else if resource.origin.isEmpty {
          ofResources[resource.table] = listed.isEmpty ? [common] : listed
        } else {
          var origin = resource.origin
          origin.licence = origin.licence ?? package.origin.licence
          origin.authority = origin.authority ?? package.origin.authority
          ofResources[resource.table] = [
            add(
              origin, package, name: package.name + "_" + resource.table,
              title: resource.title ?? "\(package.title), \(resource.name)", &taken)
          ]
        }
      }
      sourcesOf.append(ofResources)
    }
  }

  private mutating func listedSources(
    _ package: AddedPackage, _ taken: inout Set<String>
  ) throws(CatalogueError) -> [String] {
    var listed: [String] = []
    for resource in package.resources where resource.role == .sources {
      let table = try SourceTable(file: resource.file, columns: PackageBuilder.sourceColumns)
      for (row, source) in try table.identifiers("source").enumerated() {
        guard taken.insert(source).inserted else {
          throw table.fault(.duplicateKey(key: "`\(source)`"), row: row)
        }
        sources.append(table.cells(row))
        packageOfSource.append((source, label(package)))
        listed.append(source)
      }
    }
    return listed
  }

  /// Adds a source and gives its identifier.
  mutating func add(
    _ origin: AddedOrigin, _ package: AddedPackage, name: String, title: String,
    _ taken: inout Set<String>
  ) -> String {
    var identifier = name
    while !taken.insert(identifier).inserted { identifier += "_" }
    var row: [String: Scalar] = ["source": .text(identifier), "title": .text(title)]
    row["authority"] = origin.authority.map { .text($0) }
    row["licence"] = .text(origin.licence ?? "not stated")
    row["url_or_reference"] = origin.reference.map { .text($0) }
    row["as_of"] = package.created.map { .date($0) }
    sources.append(row)
    packageOfSource.append((identifier, label(package)))
    return identifier
  }

  /// The sources of what is added to one of the built-in lists.
  func sources(ofList role: String) -> [String] {
    let rows = role == "measures" ? measures : role == "group_members" ? groups : []
    var seen: Set<String> = []
    return rows.compactMap { row in
      guard case .text(let source)? = row["source"], seen.insert(source).inserted else {
        return nil
      }
      return source
    }
  }

  private func label(_ package: AddedPackage) -> String {
    package.version.isEmpty ? package.title : "\(package.title), version \(package.version)"
  }
}

extension SourceTable {
  /// The cells of a row that are not missing, by column name.
  func cells(_ row: Int) -> [String: Scalar] {
    var cells: [String: Scalar] = [:]
    for (field, column) in zip(table.schema.fields, table.columns) {
      let cell = column[row]
      if case .missing = cell { continue }
      cells[field.name] = cell
    }
    return cells
  }
}
