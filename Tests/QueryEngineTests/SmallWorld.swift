import Catalogue
import ColumnStore
import QueryEngine

/// A catalogue of a few made-up countries: enough for each rule of lookups.
struct SmallWorld: LookupSource {
  static let names = ["Aland", "Cland", "Bland", "Dland", "Bland"]

  var editionDay: Int32 { PartialDate.dayNumber(year: 2020, month: 12, day: 31) }
  var listedCountryCount: Int { 4 }

  func count(of kind: EntityKind) -> Int { 5 }

  func name(of type: ValueType, _ id: Int32) -> String {
    type == .country && SmallWorld.names.indices.contains(Int(id))
      ? SmallWorld.names[Int(id)] : "E\(id)"
  }

  /// Country 2 is there from 2005 on.
  func existence(of country: Int32) -> ClosedRange<Int32> {
    let open = Int32.max / 4
    return country == 2
      ? PartialDate.dayNumber(year: 2005, month: 7, day: 1)...open : -open...open
  }

  func attribute(_ attribute: CountryAttribute) -> Column {
    Column(type: .text, scalars: ["North", "South", "North", "East", "East"].map { .text($0) })
  }

  func income(of country: Int32, year: Int) -> (code: Int32, isLatest: Bool) {
    year < 2000
      ? (Missing.notCovered.int, false) : (min(Int32(year) - 2000, 18) % 3, year > 2018)
  }

  var incomeDictionary: TextDictionary { TextDictionary(["low", "middle", "high"]) }

  /// Years 2000 to 2009; country 3 is never named.
  static func value(_ measure: Int32, _ country: Int32, _ year: Int) -> Double {
    if country == 3 { return Missing.notCovered.double }
    if (year + Int(country) + Int(measure)) % 3 == 0 { return Missing.noData.double }
    if country == 1, year == 2004 { return Missing.withheld.double }
    return Double(year) + Double(country) / 4 + Double(measure)
  }

  func values(of measure: Int32) throws -> MeasureValues {
    var cells: [Double] = []
    for country in 0..<Int32(5) {
      for year in 2000...2009 { cells.append(SmallWorld.value(measure, country, year)) }
    }
    return MeasureValues(firstYear: 2000, yearCount: 10, values: Vector(cells))
  }

  func isMember(_ country: Int32, of group: Int32, day: Int32?) -> (flag: UInt8, isLatest: Bool) {
    guard let day else { return (country == group ? 1 : 0, false) }
    if country == 4 { return (Missing.notApplicable.flag, false) }
    return (day > 13_000 + country * 100 ? 1 : 0, country == 2)
  }

  func treaties(of basket: Int32) -> [Int32] { [0, 1, 2] }
  func canSayNotParty(_ treaty: Int32) -> Bool { treaty != 1 }
  func reader(of treaty: Int32) throws -> any TreatyReader { SmallTreaty(number: treaty) }

  func sourceTable(_ name: String) -> (any SourceTable)? { nil }
}

struct SmallTreaty: TreatyReader {
  let number: Int32

  func value(
    _ field: TreatyField, country: Int32, day: Int32?, basis: TreatyBasis
  ) -> Int32 {
    let start = 11_000 + country * 700 + number * 300 + (basis == .inForce ? 90 : 0)
    if country == 3, number != 2 { return Missing.notCovered.int }
    let day = day ?? 14_000
    if day > 16_000 { return Missing.notCovered.int }
    switch field {
    case .isParty: return day >= start ? 1 : 0
    case .status: return day >= start ? 0 : 2
    case .date: return day >= start ? start << 2 : Missing.notApplicable.int
    case .years: return day >= start ? (day - start) / 365 : Missing.notApplicable.int
    default: return Missing.noData.int
    }
  }

  var actionDictionary: TextDictionary { TextDictionary(["ratification"]) }
}
