/// What is known about a column beside its cells.
package struct Field: Hashable, Sendable {
  package var name: String
  package var type: ValueType
  /// As printed in heads and on axes, for example `% of GDP`; nil where there is none.
  package var unit: String?
  /// Digits after the point to print; nil means as many as tell the values apart, at most four.
  package var decimals: Int?
  /// Texts outside the column's own list are an error when compared with it (`region`).
  package var isClosed: Bool
  /// Whole years, so that the row's time can be read from it and no thousands are separated.
  package var isYear: Bool
  /// The measure, treaty, group or basket the column was read from, if it still is just that.
  package var origin: FieldOrigin?
  /// Stands beside another column (the countries behind a mean): in files of data and for verbs
  /// that name it; a comparison's page and a chart that is not told go without.
  package var isAside = false
  /// Numbers of different quantities below one another, as in a table with a row per measure:
  /// digits are chosen for each measure, or where the table has none for each number.
  package var isMixed = false

  package init(
    _ name: String, _ type: ValueType, unit: String? = nil, decimals: Int? = nil,
    isClosed: Bool = false, isYear: Bool = false, origin: FieldOrigin? = nil
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.decimals = decimals
    self.isClosed = isClosed
    self.isYear = isYear
    self.origin = origin
  }
}

extension Field {
  /// Whether its cells say of what quantity the numbers of a row are: a measure, or in a file of the
  /// user's a text under one of the usual heads.
  package var namesQuantities: Bool {
    if type == .measure { return true }
    guard type == .text else { return false }
    let words = name.lowercased().split { !$0.isLetter }
    return words.first.map { Field.quantities.contains(String($0)) } == true && words.count <= 2
  }

  /// Whether numbers of several quantities may stand in it, in a table that says which they are.
  package var isOfQuantities: Bool {
    type == .number && ["value", "obs_value", "observation_value"].contains(name.lowercased())
  }

  private static let quantities: Set<String> = [
    "indicator", "series", "measure", "variable", "item", "subject", "statistic",
  ]
}

/// Where a column was read from, while it still is just that: what `.` and `@` after its name,
/// units, sources and the note on years go by. Numbers are those of the catalogue's lists.
package struct FieldOrigin: Hashable, Sendable {
  package enum Entity: Hashable, Sendable {
    case measure(Int32), treaty(Int32), group(Int32), basket(Int32)
  }

  /// Which time the cells are of.
  package enum Reading: Hashable, Sendable {
    /// The row's own year or date, or one computed on the row.
    case row
    /// A year that was named.
    case year(Int)
    /// The latest up to a day (nil: the edition's), of at most so many years.
    case latest(upTo: Int32?, within: Int?)
  }

  package var entity: Entity
  /// Name of the column of countries it was read for.
  package var subject: String
  package var reading: Reading

  package init(_ entity: Entity, subject: String, reading: Reading) {
    self.entity = entity
    self.subject = subject
    self.reading = reading
  }
}

package struct Schema: Hashable, Sendable {
  package var fields: [Field]
  /// Names of the columns that together tell rows apart; empty where that is not known.
  package var key: [String]

  package init(_ fields: [Field], key: [String] = []) {
    self.fields = fields
    self.key = key
  }

  package func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}

/// Columns of equal length under a schema.
package struct Table: Sendable {
  package var schema: Schema
  package var columns: [Column]
  /// Kept apart from the columns: a table may have rows and no column.
  package var rowCount: Int

  package init(schema: Schema, columns: [Column], rowCount: Int) {
    self.schema = schema
    self.columns = columns
    self.rowCount = rowCount
    checkInvariants()
  }

  package func column(_ name: String) -> Column? { schema.index(of: name).map { columns[$0] } }

  package func checkInvariants() {
    assert(schema.fields.count == columns.count, "one field per column")
    assert(columns.allSatisfy { $0.count == rowCount }, "columns of equal length")
    assert(zip(schema.fields, columns).allSatisfy { $0.type == $1.type }, "types agree")
  }
}
