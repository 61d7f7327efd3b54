import ColumnStore

/// One file of an added package and what its descriptor says of it.
struct AddedResource {
  struct Column {
    var name = ""
    var title: String?
    /// Nil: found out from the cells.
    var type: ValueType?
    var isYear = false
    /// The cells must be countries.
    var isCountry = false
    /// Texts allowed; empty for any.
    var allowed: [String] = []
    fileprivate var own: JSONValue = .null
    fileprivate var properties: JSONValue = .null

    /// A property of the field, under `accord` or bare.
    subscript(_ name: String) -> JSONValue? { own[name] ?? properties[name] }

    /// A bound that is given or follows from the constraints.
    func bound(_ name: String) -> Double? {
      (self[name] ?? properties["constraints"]?[name])?.number
    }
  }

  let name: String
  /// As typed after `from`.
  let table: String
  let title: String?
  let file: String
  let role: AddedPackage.Role?
  let origin: AddedOrigin
  let isTabular: Bool
  let isJSON: Bool
  /// As the schema lists them; empty without one.
  private(set) var columns: [Column] = []
  private(set) var key: [String] = []
  /// As the schema says; nil without a schema.
  private(set) var missingMarks: [String]?
  private(set) var separator: UInt8?
  private(set) var hasHeader = true
  private(set) var decimalComma: Bool?

  init(
    _ value: JSONValue, number: Int, package: AddedPackage
  ) throws(CatalogueError) {
    func fault(_ reason: String) -> CatalogueError {
      CatalogueError(.badPackage(reason: reason), file: package.file)
    }
    // That the path is one within the package is seen when the package is opened.
    let path = value["path"]?.elements.first?.text ?? ""
    let base = path.split(separator: "/").last?.split(separator: ".").first.map(String.init)
    name = value["name"]?.text ?? base ?? "resource \(number)"
    table = AddedPackage.identifier(name)
    title = value["title"]?.text
    file = package.folder + "/" + path
    origin = AddedOrigin(value)
    let word = value["accord"]?["role"]?.text
    role = word.flatMap { AddedPackage.Role(rawValue: $0) }
    if let word, role == nil {
      let all = AddedPackage.Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault("resource `\(name)`: no role `\(word)` in an added package; roles are \(all)")
    }
    let schema = value["schema"]
    if case .text(let address)? = schema {
      throw fault(
        "resource `\(name)`: the schema must stand in the descriptor, found the address `\(address)`"
      )
    }
    let lowered = path.lowercased()
    let ending = lowered.hasSuffix(".gz") ? String(lowered.dropLast(3)) : lowered
    isJSON = [".json", ".jsonl", ".ndjson"].contains { ending.hasSuffix($0) }
    // A JSON file without a schema may be anything.
    isTabular =
      isJSON ? schema != nil : [".csv", ".tsv", ".tab"].contains { ending.hasSuffix($0) }
    if !isTabular, schema != nil || role != nil {
      throw fault("resource `\(name)`: `\(path)` is neither CSV nor JSON and cannot be read")
    }
    readDialect(value)
    guard let schema else { return }
    for field in schema["fields"]?.elements ?? [] {
      guard let name = field["name"]?.text else {
        throw fault("resource `\(self.name)`: a field has no `name`")
      }
      columns.append(AddedResource.column(named: name, field))
    }
    key = (schema["primaryKey"]?.elements ?? []).compactMap(\.text)
    if !columns.isEmpty {
      missingMarks =
        schema["missingValues"].map { list in
          list.elements.compactMap { mark in
            if case .text(let text) = mark { text } else { mark["value"]?.text }
          }
        } ?? [""]
    }
    if (schema["fields"]?.elements ?? []).contains(where: { $0["decimalChar"]?.text == "," }) {
      decimalComma = true
    }
  }

  private mutating func readDialect(_ value: JSONValue) {
    let dialect = value["dialect"]
    if let text = dialect?["delimiter"]?.text ?? dialect?["csv"]?["delimiter"]?.text,
      text.utf8.count == 1
    {
      separator = text.utf8.first
    }
    if case .boolean(let flag)? = dialect?["header"] ?? dialect?["csv"]?["header"] {
      hasHeader = flag
    }
  }

  private static func column(named name: String, _ field: JSONValue) -> Column {
    var column = Column()
    column.name = name
    column.title = field["title"]?.text
    column.properties = field
    column.own = field["accord"] ?? .null
    switch field["type"]?.text {
    case "number", "integer": column.type = .number
    case "year":
      column.type = .number
      column.isYear = true
    case "boolean": column.type = .boolean
    case "date", "yearmonth": column.type = .date
    case nil, "any": column.type = nil
    default: column.type = .text
    }
    if column.own["type"]?.text == "country" {
      column.isCountry = true
      column.type = .text
    }
    column.allowed = (field["constraints"]?["enum"]?.elements ?? []).compactMap(\.text)
    return column
  }

  func column(_ name: String) -> Column? { columns.first { $0.name == name } }
}
