import Catalogue
package import ColumnStore

/// The columns that a verb sees, and what follows from them for the time of a row.
package struct Scope {
  package var fields: [Field]
  /// The list of a closed text column, by field; nil for others.
  package var vocabularies: [TextDictionary?]
  package var key: [String]

  package init(_ schema: Schema, vocabularies: [TextDictionary?]? = nil) {
    fields = schema.fields
    key = schema.key
    self.vocabularies = vocabularies ?? Array(repeating: nil, count: schema.fields.count)
  }

  package init(_ table: Table) {
    self.init(
      table.schema,
      vocabularies: zip(table.schema.fields, table.columns).map {
        $0.isClosed ? $1.dictionary : nil
      })
  }

  package var schema: Schema { Schema(fields, key: key) }

  package var names: [String] { fields.map(\.name) }

  /// The column of that name: as written, else the only one that differs in case alone.
  package func index(of name: String) -> Int? {
    if let exact = fields.firstIndex(where: { $0.name == name }) { return exact }
    // Among many columns most are told apart by their length, which the case does not change.
    let (lowered, length) = (name.lowercased(), name.utf8.count)
    let alike = fields.indices.filter {
      let other = fields[$0].name
      return other.utf8.count == length && other.lowercased() == lowered
    }
    return alike.count == 1 ? alike[0] : nil
  }

  /// Where a bare measure or attribute is read: `country`, else the only column of countries.
  package var countryColumn: Int? {
    if let index = fields.firstIndex(where: { $0.name == "country" && $0.type == .country }) {
      return index
    }
    let columns = countryColumns
    return columns.count == 1 ? columns[0] : nil
  }

  package var countryColumns: [Int] { fields.indices.filter { fields[$0].type == .country } }

  /// The column that gives a row its time: `date`, else `year`.
  package var timeColumn: Int? {
    if let date = fields.firstIndex(where: { $0.name == "date" && $0.type == .date }) {
      return date
    }
    return yearColumn
  }

  package var yearColumn: Int? {
    fields.firstIndex { $0.name == "year" && $0.type == .number }
      ?? fields.firstIndex { $0.isYear && $0.type == .number }
  }

  /// What keeps rows of one time apart: the key without its time, else the country columns.
  package func partition(besides time: Int) -> [Int] {
    let keyed = key.compactMap { index(of: $0) }
    if !key.isEmpty, keyed.count == key.count { return keyed.filter { $0 != time } }
    return countryColumns
  }
}

/// An expression with what is known about its values.
struct Typed {
  var expression: BoundExpression
  /// Its name is not used; the rest says unit, digits, closed list and origin.
  var field: Field
  var vocabulary: TextDictionary?

  init(_ expression: BoundExpression, field: Field? = nil, vocabulary: TextDictionary? = nil) {
    self.expression = expression
    self.field = field ?? Field("", expression.type)
    self.vocabulary = vocabulary
  }

  init(
    _ kind: BoundExpression.Kind, _ type: ValueType, unit: String? = nil, decimals: Int? = nil
  ) {
    self.init(
      BoundExpression(kind, type), field: Field("", type, unit: unit, decimals: decimals))
  }

  var type: ValueType { expression.type }

  /// The value, if it is a constant.
  var constant: Scalar? {
    if case .constant(let scalar) = expression.kind { return scalar }
    return nil
  }

  /// The same values, no longer read straight from a measure.
  func derived(_ kind: BoundExpression.Kind, _ type: ValueType? = nil) -> Typed {
    var result = self
    result.expression = BoundExpression(kind, type ?? self.type)
    result.field.type = type ?? self.type
    result.field.origin = nil
    result.field.isYear = false
    return result
  }
}
