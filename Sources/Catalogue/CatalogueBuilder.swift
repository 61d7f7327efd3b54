import ColumnStore

/// Makes the mapped store from a data package.
package enum CatalogueBuilder {
  /// Raised with every change of what the store holds or of how names are folded.
  package static let formatVersion = 3

  /// Sections that begin so are what every session reads, some 500 KB in all: the lists of
  /// entities, the names, the facts. They are checked on opening, so that a word is never resolved
  /// by damaged names, and a store whose lists are damaged is built anew at once.
  private static let essential = [
    "added#", "baskets/", "basket_members/", "countries/", "group_list/", "groups/", "income",
    "measures/", "meta", "names/", "origin/", "sources/", "treaties/",
  ]

  /// Reads the package in a folder and those added to it, checks its keys and references, and writes the store.
  ///
  /// The CSV files stay the truth: nothing is in the store that does not follow from them.
  package static func build(
    from folder: String, adding folders: [String] = [], to path: String
  ) throws(CatalogueError) {
    var packages = [try PackageDescriptor(folder: folder)]
    for folder in folders { packages.append(try PackageDescriptor(folder: folder)) }
    try build(packages, to: path, progress: { _ in })
  }

  /// - Parameter packages: the built-in one, then those added to it.
  static func build(
    _ packages: [PackageDescriptor], to path: String, progress: (String) -> Void
  ) throws(CatalogueError) {
    var builder = PackageBuilder(packages[0])
    builder.added = try Additions(folders: packages.dropFirst().map(\.folder))
    for line in builder.added.packages.flatMap(\.leftAside) { progress(line) }
    let sources = try builder.readSources()
    try builder.addCountries()
    try builder.addIncome()
    try builder.addTreaties()
    try builder.addBaskets()
    try builder.readAdded()
    try builder.addSources(sources)
    try builder.addGroups()
    try builder.addMeasures()
    try builder.addRatifications()
    try builder.addReservations()
    try builder.addReports()
    try builder.addAgreements()
    try builder.addCorridors()
    builder.addTables()
    builder.addNames()
    builder.addMeta()
    StoreOrigin.add(packages, to: &builder.store)
    builder.store.markEssential { name in
      essential.contains { name.utf8.starts(with: $0.utf8) }
    }
    do throws(FileWriteError) {
      try builder.store.write(to: path)
    } catch {
      throw CatalogueError(error)
    }
  }
}

/// A package on its way into a store: the sections so far, and the numbers of its entities.
struct PackageBuilder {
  let descriptor: PackageDescriptor
  var store = StoreBuilder()
  /// Single facts and the row counts of tables.
  var meta: [(key: String, value: String)] = []
  var names: [NameEntry] = []

  var sources: Set<String> = []
  var countries: [String: Int32] = [:]
  var treaties: [String: Int32] = [:]
  var treatyNames: [String] = []
  var terms: [TreatyTerms] = []
  var groups: [String: Int32] = [:]
  /// From the user's packages; empty without any.
  var added = Additions()

  init(_ descriptor: PackageDescriptor) { self.descriptor = descriptor }

  // MARK: Reading

  /// The table with a role; without rows where the package has none.
  func table(
    _ role: String, _ columns: [(name: String, type: ValueType)]
  ) throws(CatalogueError) -> SourceTable {
    guard let resource = descriptor.resources.first(where: { $0.role == role }) else {
      return SourceTable(withoutRows: columns, file: role)
    }
    return try SourceTable(file: descriptor.file(of: resource), columns: columns)
  }

  /// Every source named in a column must be in `sources.csv`.
  func checkSources(_ table: SourceTable) throws(CatalogueError) {
    var ids: [String: Int32] = [:]
    for source in sources { ids[source] = 0 }
    _ = try table.references("source", to: ids, kind: "source", isKey: false)
  }

  // MARK: Writing

  mutating func add(_ table: String, _ name: String, _ column: Column) {
    store.add(table + "/" + name, column: column)
  }

  mutating func setRows(_ table: String, _ count: Int) {
    meta.append(("rows." + table, String(count)))
  }

  mutating func addMeta() {
    meta.append(("edition", descriptor.version))
    if let created = descriptor.created { meta.append(("created", String(created.prefix(10)))) }
    for resource in descriptor.resources {
      guard let role = resource.role, role != "measure_values" else { continue }
      let sources = resource.sources + added.sources(ofList: role)
      if !sources.isEmpty { meta.append(("sources." + role, sources.joined(separator: ";"))) }
    }
    store.add("meta", dictionary: TextDictionary(meta.flatMap { [$0.key, $0.value] }))
  }

  /// Row numbers in the order of keys made of entity numbers and years; nil where they are in
  /// that order already.
  func order(_ keys: [[Int32]], count: Int) -> [Int]? {
    func precedes(_ a: Int, _ b: Int) -> Bool {
      for key in keys where key[a] != key[b] { return key[a] < key[b] }
      return a < b
    }
    if count < 2 || (1..<count).allSatisfy({ precedes($0 - 1, $0) }) { return nil }
    return (0..<count).sorted(by: precedes)
  }
}

extension SourceTable {
  init(withoutRows columns: [(name: String, type: ValueType)], file: String) {
    self.file = file
    table = Table(
      schema: Schema(columns.map { Field($0.name, $0.type) }),
      columns: columns.map { Column(type: $0.type, scalars: []) }, rowCount: 0)
  }
}
