package import ColumnStore

/// What a word of the field can name.
package enum EntityKind: UInt8, Sendable, CaseIterable {
  case country, treaty, measure, group, basket

  package var label: String {
    switch self {
    case .country: "country"
    case .treaty: "treaty"
    case .measure: "measure"
    case .group: "group"
    case .basket: "basket"
    }
  }
}

package struct EntityMatch: Hashable, Sendable {
  package var kind: EntityKind
  package var id: Int32

  package init(kind: EntityKind, id: Int32) {
    self.kind = kind
    self.id = id
  }
}

package struct Country: Sendable {
  package enum Kind: String, Sendable, CaseIterable { case state, territory, organisation, former }

  package var iso3: String
  package var iso2: String
  /// Official short name, as printed: `Eswatini`.
  package var name: String
  package var kind: Kind
  /// Nil: for as long as the data reach.
  package var from: PartialDate?
  package var to: PartialDate?
}

/// What `country.x` can read beside measures, treaties and groups. Texts are closed lists.
package enum CountryAttribute: String, Sendable, CaseIterable {
  case name, iso3, iso2, officialName = "official_name", kind, region, subregion
  case wbRegion = "wb_region", income, capital
  case from, to

  /// Those that part the countries into named groups.
  package static let grouping: [CountryAttribute] = [.region, .subregion, .wbRegion, .income]

  package var type: ValueType {
    switch self {
    case .from, .to: .date
    default: .text
    }
  }

  package var isClosed: Bool {
    switch self {
    case .kind, .region, .subregion, .wbRegion, .income: true
    default: false
    }
  }
}

/// How far the list behind a treaty can be trusted to be whole.
package enum CoverageKind: String, Sendable, CaseIterable {
  case complete, dated, secondary, partial, none

  /// Whether a country that the list does not name is known not to be a party.
  package var canSayNotParty: Bool {
    switch self {
    case .complete, .dated, .secondary: true
    case .partial, .none: false
    }
  }
}

package struct Treaty: Sendable {
  /// As typed: `ICRMW`, `CRC_OPAC`.
  package var identifier: String
  /// As the depositary writes it: `CRC-OPAC`.
  package var code: String
  package var title: String
  package var shortTitle: String
  package var system: String
  package var topic: String
  package var adopted: PartialDate?
  package var inForce: PartialDate?
  package var depositary: String
  package var body: String
  package var coverage: CoverageKind
  /// Date of the list; a year or month stands for its last day. Nil: the list has no date.
  package var coverageAsOf: PartialDate?
}

package enum TreatyStatus: Int32, Sendable, CaseIterable {
  case party = 0, signatory, none, denounced

  package var label: String {
    switch self {
    case .party: "party"
    case .signatory: "signatory"
    case .none: "none"
    case .denounced: "denounced"
    }
  }

  package static var dictionary: TextDictionary { TextDictionary(allCases.map(\.label)) }
}

package enum TreatyField: String, Sendable, CaseIterable {
  /// As yes/no: State party.
  case isParty = ""
  case status, date, signed
  case inForce = "in_force"
  case action, denounced
  /// Number of reservations.
  case reservations
  /// Whole years since `.date` at the row's time.
  case years
  /// Why the status is missing.
  case reason

  package var type: ValueType {
    switch self {
    case .isParty: .boolean
    case .status, .action, .reason: .text
    case .date, .signed, .inForce, .denounced: .date
    case .reservations, .years: .number
    }
  }
}

/// What counts as being a State party: `set treaty_basis`.
package enum TreatyBasis: String, Sendable, CaseIterable {
  case deposit
  case inForce = "in_force"
}

package enum Direction: String, Sendable, CaseIterable { case higher, lower, neutral }

package struct Measure: Sendable {
  package enum Kind: String, Sendable, CaseIterable { case right, indicator }

  /// As typed: `remittances_gdp`. Unique over all families.
  package var identifier: String
  /// The official code: `BX.TRF.PWKR.DT.GD.ZS`.
  package var code: String
  package var name: String
  package var family: String
  package var kind: Kind
  package var right: String
  /// law, practice, mixed; empty for indicators.
  package var basis: String
  package var category: String
  package var topic: String
  package var unit: String
  package var decimals: Int?
  package var direction: Direction
  package var minimum: Double?
  package var maximum: Double?
  package var firstYear: Int
  package var lastYear: Int
  package var countries: Int
  package var licence: String
  package var source: String
}

/// All values of a measure: `values[country * yearCount + (year - firstYear)]`, missing in band.
///
/// Inside the measure's years: `noData` for a country that the measure covers, `notCovered` for
/// one it never names. Times outside `firstYear...lastYear` are `notCovered`; before a country
/// existed `notApplicable`: the reader of the cell decides, see `Catalogue.value`.
package struct MeasureValues: Sendable {
  package var firstYear: Int
  package var yearCount: Int
  package var values: Vector<Double>

  package init(firstYear: Int, yearCount: Int, values: Vector<Double>) {
    self.firstYear = firstYear
    self.yearCount = yearCount
    self.values = values
  }
}

package struct Group: Sendable {
  /// As typed or in backticks: `OECD`, `NAFTA/USMCA`.
  package var identifier: String
  package var title: String
  /// Date of the membership list.
  package var asOf: PartialDate?
  /// known, unknown, partly: whether the dates of joining and leaving are recorded.
  package var dates: String
}

package struct Basket: Sendable {
  package var identifier: String
  package var title: String
  package var treaties: [Int32]
}

extension Field {
  /// Where a table with a row per measure is left with one: the values have its unit and digits.
  package mutating func holdOnly(_ measure: Measure) {
    unit = measure.unit.isEmpty ? nil : measure.unit
    decimals = measure.decimals
    isMixed = false
  }
}
