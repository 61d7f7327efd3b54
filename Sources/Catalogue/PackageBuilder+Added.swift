import ColumnStore

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

  func sources(of resource: AddedResource, _ number: Int) -> [String] {
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
  func complete(
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
}
