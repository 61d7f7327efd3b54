/// What a page says beside the value of a cell, or in its place. Files of data never carry it.
package enum CellMark: Hashable, Sendable {
  /// The value is of another year than those beside it.
  case year(Int)
  /// So many countries stand behind the value.
  case count(Int)
  /// There is no value, though so many countries have one: it would say nothing.
  case refused(Int)
  /// A difference: with its sign, also above zero.
  case signed
  /// The text is printed instead of the value.
  case text(String)
}

/// How a table is set on a page, beyond its columns; columns go by name.
package struct PageHints: Hashable, Sendable {
  /// One mark or none for each row.
  package var marks: [String: [CellMark?]] = [:]
  /// True where a larger value is the better one, false where it is the worse.
  package var risesToBetter: [String: Bool] = [:]
  /// Units as printed where they differ from the column's own; empty: none is printed.
  package var units: [String: String] = [:]

  package init() {}
}
