package import ColumnStore
import Synchronization

/// One table of the catalogue: its columns are read when they are asked for.
package struct CatalogueTable: Sendable {
  package let name: String
  package let schema: Schema
  package let rowCount: Int
  /// What became of cells when a table of an added package was read.
  package let notes: [String]
  private let read: @Sendable (Int) throws(CatalogueError) -> Column
  private let readMapping: @Sendable (Int) -> (codes: Int, table: Column)?
  private let readTexts: @Sendable (Int) throws(CatalogueError) -> TextDictionary?

  init(
    name: String, schema: Schema, rowCount: Int, notes: [String],
    mapping: @escaping @Sendable (Int) -> (codes: Int, table: Column)?,
    texts: @escaping @Sendable (Int) throws(CatalogueError) -> TextDictionary?,
    read: @escaping @Sendable (Int) throws(CatalogueError) -> Column
  ) {
    readMapping = mapping
    readTexts = texts
    self.name = name
    self.schema = schema
    self.rowCount = rowCount
    self.notes = notes
    self.read = read
  }

  /// A column, in the store's own memory where it is stored as it is.
  ///
  /// - Complexity: the first time O(bytes of the column), for its check; then constant.
  package func column(_ index: Int) throws(CatalogueError) -> Column { try read(index) }

  /// Where a column holds an attribute of the measures that another column names: that column, and
  /// the attribute by measure.
  package func mapping(_ index: Int) -> (codes: Int, table: Column)? { readMapping(index) }

  /// The distinct texts of a column, without reading its cells; nil where it holds no texts.
  package func dictionary(_ index: Int) throws(CatalogueError) -> TextDictionary? {
    try readTexts(index)
  }
}

extension Catalogue {
  /// In the order in which they are listed.
  package var tableNames: [String] { tables.map(\.name) }

  /// A table of the catalogue by its exact name.
  package func table(_ name: String) -> CatalogueTable? {
    guard let definition = tables.first(where: { $0.name == name }) else {
      return nil
    }
    let rowCount = reader.rows(name)
    return CatalogueTable(
      name: name, schema: definition.schema, rowCount: rowCount, notes: definition.notes,
      mapping: { [self] index in mapping(definition.parts[index], of: definition) },
      texts: { [self] index throws(CatalogueError) in try texts(definition.parts[index]) }
    ) { [self] index throws(CatalogueError) in
      let column = try column(definition.parts[index], of: definition, rowCount)
      guard column.count == rowCount else {
        throw CatalogueError(StoreError(.damaged(part: "table `\(name)`"), file: reader.path))
      }
      return column
    }
  }

  private func texts(
    _ part: TableDefinition.Part
  ) throws(CatalogueError) -> TextDictionary? {
    guard part.field.type == .text || part.field.type == .textSet else { return nil }
    switch part.origin {
    case .stored(let section): return try reader.dictionary(section)
    case .ofMeasure(let attribute, _): return measures.column(attribute)?.dictionary
    case .number: return nil
    }
  }

  private func mapping(
    _ part: TableDefinition.Part, of table: TableDefinition
  ) -> (codes: Int, table: Column)? {
    guard case .ofMeasure(let attribute, let name) = part.origin,
      let codes = table.parts.firstIndex(where: { $0.field.name == name }),
      let column = measures.column(attribute), case .ints = column.storage
    else { return nil }
    return (codes, column)
  }

  private func column(
    _ part: TableDefinition.Part, of table: TableDefinition, _ rowCount: Int
  ) throws(CatalogueError) -> Column {
    let type = part.field.type
    switch part.origin {
    case .stored(let section):
      // The lists of entities hold more rows than their tables: former States and the like.
      let column = try reader.column(section, type)
      return table.name == "countries" ? column.prefix(rowCount) : column
    case .number: return .ints(type, (0..<Int32(clamping: rowCount)).map { $0 })
    case .ofMeasure(let attribute, let name):
      let key = table.name + "/" + part.field.name
      if let column = made.withLock({ $0[key] }) { return column }
      guard case .ints(let places) = try reader.column(table.name + "/" + name, .measure).storage,
        let column = measures.column(attribute)?.gathered(by: places)
      else {
        throw CatalogueError(StoreError(.damaged(part: "table `\(table.name)`"), file: reader.path))
      }
      made.withLock { $0[key] = column }
      return column
    }
  }
}
