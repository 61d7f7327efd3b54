import ColumnStore

/// A table of an added package as the store keeps it: cells in sections of their own, its shape in
/// a list of texts.
struct AddedDefinition {
  struct Part {
    var field: Field
    var title: String
    var column: Column?
    /// The measure that the column holds, and the column of countries it is of.
    var measure = ""
    var subject = ""
  }

  var name: String
  var title: String
  var rowCount: Int
  var key: [String]
  var sources: [String]
  var notes: [String]
  var parts: [Part]

  init(_ table: AddedTable, sources: [String]) {
    name = table.resource.table
    title = table.resource.title ?? ""
    rowCount = table.source.rowCount
    key = table.resource.key
    self.sources = sources
    notes = table.notes
    parts = zip(table.fields, table.columns).map { field, column in
      Part(field: field, title: table.resource.column(field.name)?.title ?? "", column: column)
    }
  }

  // MARK: As texts

  private static let types: [ValueType] = [.boolean, .number, .text, .textSet, .date, .country]

  /// Nothing here may hold the sign that parts a list.
  private static let mark: Character = "\u{1F}"

  var texts: [String] {
    func joined(_ list: [String]) -> String { list.joined(separator: String(Self.mark)) }
    let head = [
      name, title, String(rowCount), joined(key), joined(sources), joined(notes),
      String(parts.count),
    ]
    return head
      + parts.flatMap { part in
        [
          part.field.name, part.title, part.field.type.label, part.field.unit ?? "",
          part.field.decimals.map(String.init) ?? "",
          (part.field.isClosed ? "closed " : "") + (part.field.isYear ? "year" : ""),
          part.measure, part.subject,
        ]
      }
  }

  /// The next table of the list; nil at its end or where it is not whole.
  init?(_ texts: inout ArraySlice<String>) {
    func list(_ text: String) -> [String] { text.split(separator: Self.mark).map(String.init) }
    let head = Array(texts.prefix(7))
    guard head.count == 7, let rows = Int(head[2]), let count = Int(head[6]),
      texts.count >= 7 + count * 8
    else { return nil }
    texts = texts.dropFirst(7)
    name = head[0]
    title = head[1]
    rowCount = rows
    key = list(head[3])
    sources = list(head[4])
    notes = list(head[5])
    parts = []
    for _ in 0..<count {
      let cells = Array(texts.prefix(8))
      texts = texts.dropFirst(8)
      guard let type = Self.types.first(where: { $0.label == cells[2] }) else { return nil }
      var part = Part(field: Field(cells[0], type), title: cells[1])
      part.field.unit = cells[3].isEmpty ? nil : cells[3]
      part.field.decimals = Int(cells[4])
      part.field.isClosed = cells[5].contains("closed")
      part.field.isYear = cells[5].contains("year")
      part.measure = cells[6]
      part.subject = cells[7]
      parts.append(part)
    }
  }

  /// - Parameter number: the place of the table among the added ones.
  static func section(_ number: Int, _ column: Int) -> String { "added/\(number)/\(column)" }
}

extension PackageBuilder {
  mutating func addTables() {
    if added.packages.isEmpty { return }
    for (number, table) in added.tables.enumerated() {
      for (index, part) in table.parts.enumerated() {
        if let column = part.column {
          store.add(AddedDefinition.section(number, index), column: column)
        }
      }
      setRows(table.name, table.rowCount)
      meta.append(("sources.table." + table.name, table.sources.joined(separator: ";")))
    }
    store.add("added", dictionary: TextDictionary(added.tables.flatMap(\.texts)))
    meta.append(("added", String(added.tables.count)))
    for (source, package) in added.packageOfSource { meta.append(("package." + source, package)) }
  }
}

extension StoreReader {
  /// The tables of added packages; none in a store of the built-in one alone.
  func addedTables(_ measures: EntityColumns) throws(StoreError) -> [TableDefinition] {
    guard fact("added") != nil else { return [] }
    var texts = try store.dictionary("added").texts[...]
    var ids: [String: Int32] = [:]
    for id in 0..<Int32(measures.count) { ids[measures.text("measure", id)] = id }
    var tables: [TableDefinition] = []
    for number in 0..<self.number("added") {
      guard let added = AddedDefinition(&texts) else {
        throw StoreError(.damaged(part: "the list of added tables"), file: path)
      }
      let parts = added.parts.enumerated().map { index, part in
        var field = part.field
        if let id = ids[part.measure] {
          let unit = measures.text("unit", id)
          field.unit = field.unit ?? (unit.isEmpty ? nil : unit)
          field.decimals = field.decimals ?? measures.int("decimals", id)
          field.origin = FieldOrigin(.measure(id), subject: part.subject, reading: .row)
        }
        return TableDefinition.Part(
          field: field, origin: .stored(AddedDefinition.section(number, index)))
      }
      var table = TableDefinition(added.name, key: added.key, parts)
      table.title = added.title
      table.notes = added.notes
      table.words = added.parts.map(\.title)
      tables.append(table)
    }
    return tables
  }
}
