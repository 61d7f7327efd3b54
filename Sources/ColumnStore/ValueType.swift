/// What the cells of a column are. Shape in memory: see `Storage`.
package enum ValueType: Hashable, Sendable {
  case boolean
  /// A double, or an `Int32` where every value is a whole number that fits (years, counts).
  case number
  /// A code into the column's dictionary.
  case text
  /// A code into the column's dictionary; the text is a set, its members joined by `;`.
  case textSet
  /// A packed `PartialDate`.
  case date
  /// Numbers of the catalogue's own lists.
  case country, treaty, measure, group

  package var label: String {
    switch self {
    case .boolean: "yes/no"
    case .number: "number"
    case .text: "text"
    case .textSet: "set"
    case .date: "date"
    case .country: "country"
    case .treaty: "treaty"
    case .measure: "measure"
    case .group: "group"
    }
  }

  package var isEntity: Bool {
    switch self {
    case .country, .treaty, .measure, .group: true
    case .boolean, .number, .text, .textSet, .date: false
    }
  }
}

/// One value, for constants and single cells.
package enum Scalar: Hashable, Sendable {
  case missing(Missing)
  case boolean(Bool)
  case number(Double)
  case text(String)
  case date(PartialDate)
  /// The number of a country, treaty, measure or group in the catalogue.
  case entity(Int32)
}
