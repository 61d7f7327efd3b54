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
  let records = Mutex<[Int32: TreatyRecord]>([:])
  let made = Mutex<[String: Column]>([:])
  private let readNames = SetOnce<NameIndex>()
  private let readMemberships = SetOnce<GroupMemberships>()
  private let readIncomes = SetOnce<IncomeHistory>()
  private let readLists = SetOnce<CatalogueLists>()
  private let readTables = SetOnce<TableDefinitions>()

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
  /// Reads single facts; the lists of entities and names, which were checked with the store, are
  /// put together when they are first used.
  package init(store: StoreFile) throws(StoreError) {
    let reader = try StoreReader(store)
    self.reader = reader
    func list(
      _ table: String, _ types: @escaping @Sendable () -> [(String, ValueType)],
      rows: String? = nil
    ) -> EntityColumns {
      EntityColumns(reader, table, count: reader.rows(rows ?? table), types)
    }
    countries = list("countries", { EntityColumns.countryTypes }, rows: "countries.all")
    treaties = list("treaties", { EntityColumns.treatyTypes })
    measures = list("measures", { EntityColumns.measureTypes })
    groups = list("group_list", { EntityColumns.groupTypes })
    baskets = list("baskets", { EntityColumns.basketTypes })
    sources = list("sources", { EntityColumns.sourceTypes })
    listedCountryCount = reader.rows("countries")
    edition = reader.fact("edition") ?? ""
    editionDate = Catalogue.editionDate(created: reader.fact("created"), sources)
  }

  /// What is wrong with a list of the store that had nobody to tell of it: whoever gives an answer
  /// asks before it is given.
  package var damage: CatalogueError? { reader.damage }

  var names: NameIndex {
    readNames.load()
      ?? readNames.storeIfNil(
        reader.list(NameIndex()) { () throws(StoreError) in try NameIndex(reader) })
  }

  var memberships: GroupMemberships {
    readMemberships.load()
      ?? readMemberships.storeIfNil(
        reader.list(GroupMemberships()) { () throws(StoreError) in try GroupMemberships(reader) })
  }

  var incomes: IncomeHistory {
    readIncomes.load()
      ?? readIncomes.storeIfNil(
        reader.list(IncomeHistory()) { () throws(StoreError) in try IncomeHistory(reader) })
  }

  /// In the order in which they are listed; those of added packages behind the others.
  var tables: [TableDefinition] {
    if let tables = readTables.load() { return tables.all }
    let added = reader.list([]) { () throws(StoreError) in try reader.addedTables(measures) }
    return readTables.storeIfNil(TableDefinitions(TableDefinition.all + added)).all
  }

  /// By country number.
  var lives: [CountryLife] { lists.lives }

  /// The treaties of each basket.
  var basketMembers: [[Int32]] { lists.basketMembers }

  private var lists: CatalogueLists {
    readLists.load() ?? readLists.storeIfNil(CatalogueLists(reader, countries, baskets))
  }

  private static func editionDate(created: String?, _ sources: EntityColumns) -> PartialDate {
    if let created, let date = PartialDate(created) { return date }
    let days = (0..<Int32(sources.count)).compactMap { sources.date("as_of", $0) }
      .filter { $0.precision == .day }
    let newest = days.map(\.firstDay).max() ?? 0
    return PartialDate(firstDay: newest)
  }
}

private final class TableDefinitions: Sendable {
  let all: [TableDefinition]
  init(_ all: [TableDefinition]) { self.all = all }
}

/// Lists that are made from those of the store.
private final class CatalogueLists: Sendable {
  let lives: [CountryLife]
  let basketMembers: [[Int32]]

  init(_ reader: StoreReader, _ countries: EntityColumns, _ baskets: EntityColumns) {
    let kinds = countries.column("kind")
    let from = countries.column("from")
    let to = countries.column("to")
    // Of few kinds; a text for each country would be made anew.
    let kindOfCode = (kinds?.dictionary?.texts ?? []).map { Country.Kind(rawValue: $0) ?? .state }
    lives = (0..<countries.count).map { id in
      let code = Int(kinds?.int(id) ?? -1)
      return CountryLife(
        kind: kindOfCode.indices.contains(code) ? kindOfCode[code] : .state,
        first: from?.date(id)?.firstDay ?? DayInterval.distantPast,
        last: to?.date(id)?.lastDay ?? DayInterval.distantFuture)
    }
    basketMembers = reader.list([]) { () throws(StoreError) in
      var members = [[Int32]](repeating: [], count: baskets.count)
      let basket: Vector<Int32> = try reader.store.section("basket_members/basket")
      let treaty: Vector<Int32> = try reader.store.section("basket_members/treaty")
      for (basket, treaty) in zip(basket.buffer, treaty.buffer) {
        guard members.indices.contains(Int(basket)) else {
          throw StoreError(.damaged(part: "the baskets"), file: reader.path)
        }
        members[Int(basket)].append(treaty)
      }
      return members
    }
  }
}

/// What a country is and when it existed.
struct CountryLife: Sendable {
  var kind: Country.Kind
  var first: Int32
  var last: Int32
}
