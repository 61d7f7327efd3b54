package import ColumnStore
import Synchronization

/// Everything the shipped data say: entities and their names, tables, values, treaty status.
///
/// The data stay in the mapped store; what is asked for is read then, and checked when it is
/// read first. Safe to use from several threads.
package final class Catalogue: Sendable {
  let reader: StoreReader
  let countries: EntityColumns
  let treaties: EntityColumns
  let measures: EntityColumns
  let groups: EntityColumns
  let baskets: EntityColumns
  let sources: EntityColumns
  let names: NameIndex
  let memberships: GroupMemberships
  let incomes: IncomeHistory
  let basketMembers: [[Int32]]
  /// In the order in which they are listed; those of added packages behind the others.
  let tables: [TableDefinition]
  /// By country number.
  let lives: [CountryLife]
  let records = Mutex<[Int32: TreatyRecord]>([:])
  let made = Mutex<[String: Column]>([:])

  /// Edition of the data: `2026.1`.
  package let edition: String
  /// The time of rows when nobody asks for one: the day the data package was made, else the
  /// newest day that one of its sources is of.
  package let editionDate: PartialDate
  /// Rows of the table `countries`: the first this many countries. Organisations and former
  /// States stand behind them.
  package let listedCountryCount: Int

  /// Opens a store.
  ///
  /// Reads the lists of entities and names, which every answer needs; all else is left for when
  /// it is asked for.
  package init(store: StoreFile) throws(CatalogueError) {
    let reader = try StoreReader(store)
    self.reader = reader
    func list(
      _ table: String, _ types: [(String, ValueType)], rows: String? = nil
    ) throws(CatalogueError) -> EntityColumns {
      try EntityColumns(reader, table, count: reader.rows(rows ?? table), types)
    }
    countries = try list("countries", EntityColumns.countryTypes, rows: "countries.all")
    treaties = try list("treaties", EntityColumns.treatyTypes)
    measures = try list("measures", EntityColumns.measureTypes)
    groups = try list("group_list", EntityColumns.groupTypes)
    baskets = try list("baskets", EntityColumns.basketTypes)
    sources = try list("sources", EntityColumns.sourceTypes)
    names = try NameIndex(reader)
    memberships = try GroupMemberships(reader)
    incomes = try IncomeHistory(reader)
    tables = TableDefinition.all + (try reader.addedTables(measures))
    listedCountryCount = reader.rows("countries")
    edition = reader.meta["edition"] ?? ""
    editionDate = Catalogue.editionDate(created: reader.meta["created"], sources)
    lives = Catalogue.lives(countries)

    var members = [[Int32]](repeating: [], count: baskets.count)
    let basket: Vector<Int32> = try reader.section("basket_members/basket")
    let treaty: Vector<Int32> = try reader.section("basket_members/treaty")
    for (basket, treaty) in zip(basket.buffer, treaty.buffer) {
      members[Int(basket)].append(treaty)
    }
    basketMembers = members
  }

  private static func editionDate(created: String?, _ sources: EntityColumns) -> PartialDate {
    if let created, let date = PartialDate(created) { return date }
    let days = (0..<Int32(sources.count)).compactMap { sources.date("as_of", $0) }
      .filter { $0.precision == .day }
    let newest = days.map(\.firstDay).max() ?? 0
    return PartialDate(firstDay: newest)
  }

  private static func lives(_ countries: EntityColumns) -> [CountryLife] {
    (0..<Int32(countries.count)).map { id in
      CountryLife(
        kind: Country.Kind(rawValue: countries.text("kind", id)) ?? .state,
        first: countries.date("from", id)?.firstDay ?? DayInterval.distantPast,
        last: countries.date("to", id)?.lastDay ?? DayInterval.distantFuture)
    }
  }
}

/// What a country is and when it existed.
struct CountryLife: Sendable {
  var kind: Country.Kind
  var first: Int32
  var last: Int32
}
