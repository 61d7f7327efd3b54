package import Catalogue
package import ColumnStore

/// What the engine reads of the catalogue. `Catalogue` is one; tests bring a small one.
package protocol LookupSource: Sendable {
  /// The last day of the edition's date.
  var editionDay: Int32 { get }
  var listedCountryCount: Int { get }
  func count(of kind: EntityKind) -> Int
  func name(of type: ValueType, _ id: Int32) -> String
  func existence(of country: Int32) -> ClosedRange<Int32>
  func attribute(_ attribute: CountryAttribute) -> Column
  func income(of country: Int32, year: Int) -> (code: Int32, isLatest: Bool)
  var incomeDictionary: TextDictionary { get }
  func values(of measure: Int32) throws -> MeasureValues
  func isMember(_ country: Int32, of group: Int32, day: Int32?) -> (flag: UInt8, isLatest: Bool)
  func treaties(of basket: Int32) -> [Int32]
  /// Whether the treaty's list can say of a country that it is not a party.
  func canSayNotParty(_ treaty: Int32) -> Bool
  func reader(of treaty: Int32) throws -> any TreatyReader
  func sourceTable(_ name: String) -> (any SourceTable)?
  func reportDates(of treaty: Int32) throws -> ReportDates
}

extension LookupSource {
  package func reportDates(of treaty: Int32) throws -> ReportDates { .none }
}

/// The acts of one treaty, read by country and day (nil: no time asked for).
package protocol TreatyReader: Sendable {
  /// A packed date, a code, a number or a missing value, as `TreatyField.type` says.
  func value(_ field: TreatyField, country: Int32, day: Int32?, basis: TreatyBasis) -> Int32
  var actionDictionary: TextDictionary { get }
  /// A packed date or a missing value.
  func firstReportDue(country: Int32, day: Int32?) -> Int32
}

extension TreatyReader {
  package func firstReportDue(country: Int32, day: Int32?) -> Int32 { Missing.noData.int }
}

/// A table whose columns are read one by one, when they are needed.
package protocol SourceTable: Sendable {
  var schema: Schema { get }
  var rowCount: Int { get }
  func column(_ index: Int) throws -> Column
  /// Where a column repeats the attributes of what another column names: that column, and the
  /// attribute by code. Nil for columns that stand for themselves.
  func mapping(_ index: Int) throws -> (codes: Int, table: Column)?
}

extension SourceTable {
  package func mapping(_ index: Int) throws -> (codes: Int, table: Column)? { nil }
}
