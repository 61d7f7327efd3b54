package import ColumnStore

/// Gives the printed names of the catalogue's entities.
package protocol EntityNaming: Sendable {
  /// The name of a country, treaty, measure or group by its number in the catalogue.
  func name(of number: Int32, type: ValueType) -> String
}
