import ColumnStore

/// The shape of one table of the catalogue and where each of its columns is kept.
struct TableDefinition: Sendable {
  enum Origin: Sendable {
    /// Section `prefix/name` of the store.
    case stored(String)
    /// The row's own number: the table is the list of these entities.
    case number
    /// An attribute of the measure that another column of the table names.
    case ofMeasure(String, column: String)
  }

  struct Part: Sendable {
    var field: Field
    var origin: Origin
  }

  var name: String
  var parts: [Part]
  var key: [String]
  /// Of tables of added packages.
  var title = ""
  /// What became of cells when the table was read.
  var notes: [String] = []
  /// Titles of columns, for searching.
  var words: [String] = []

  var schema: Schema { Schema(parts.map(\.field), key: key) }

  init(_ name: String, key: [String], _ parts: [Part]) {
    self.name = name
    self.key = key
    self.parts = parts.map { part in
      guard case .stored(let section) = part.origin, !section.contains("/") else { return part }
      return Part(field: part.field, origin: .stored(name + "/" + section))
    }
  }

  /// A stored column.
  static func stored(
    _ name: String, _ type: ValueType, unit: String? = nil, closed: Bool = false,
    year: Bool = false, section: String? = nil
  ) -> Part {
    Part(
      field: Field(name, type, unit: unit, isClosed: closed, isYear: year),
      origin: .stored(section ?? name))
  }

  /// The values of a table with a row per measure.
  static func values(_ name: String) -> Part {
    var part = stored(name, .number)
    part.field.isMixed = true
    return part
  }

  static func number(_ name: String, _ type: ValueType) -> Part {
    Part(field: Field(name, type), origin: .number)
  }

  static func ofMeasure(_ name: String, by column: String) -> Part {
    Part(field: Field(name, .text, isClosed: true), origin: .ofMeasure(name, column: column))
  }
}

extension TableDefinition {
  /// In the order in which they are listed.
  static let all: [TableDefinition] = [
    countries, treaties, ratifications, reservations, reports, agreements, rights, indicators,
    corridors, measures, groups,
  ]

  static let countries = TableDefinition(
    "countries", key: ["country"],
    [
      number("country", .country), stored("iso3", .text), stored("iso2", .text),
      stored("kind", .text, closed: true), stored("region", .text, closed: true),
      stored("subregion", .text, closed: true), stored("wb_region", .text, closed: true),
      stored("income", .text, closed: true), stored("capital", .text), stored("from", .date),
      stored("to", .date), stored("official_name", .text), stored("m49", .text),
      stored("tile_row", .number), stored("tile_col", .number),
    ])

  static let treaties = TableDefinition(
    "treaties", key: ["treaty"],
    [
      number("treaty", .treaty), stored("title", .text), stored("system", .text, closed: true),
      stored("topic", .text, closed: true), stored("adopted", .date), stored("in_force", .date),
      stored("depositary", .text, closed: true), stored("body", .text),
      stored("coverage", .text, closed: true), stored("coverage_as_of", .date),
      stored("gap", .text), stored("code", .text), stored("short_title", .text),
      stored("official_parties", .number),
    ])

  static let ratifications = TableDefinition(
    "ratifications", key: ["country", "treaty", "spell"],
    [
      stored("country", .country), stored("treaty", .treaty),
      stored("status", .text, closed: true), stored("signed", .date),
      stored("action", .text, closed: true), stored("date", .date),
      stored("precision", .text, closed: true), stored("in_force", .date),
      stored("in_force_basis", .text, closed: true), stored("denounced", .date),
      stored("denunciation_effect", .date), stored("reservations", .number),
      stored("spell", .number), stored("source", .text, closed: true), stored("note", .text),
      stored("in_force_note", .text),
    ])

  static let reservations = TableDefinition(
    "reservations", key: [],
    [
      stored("country", .country), stored("treaty", .treaty), stored("kind", .text, closed: true),
      stored("date", .date), stored("articles", .textSet), stored("target", .textSet),
      stored("topic", .textSet), stored("source", .text, closed: true),
    ])

  static let reports = TableDefinition(
    "reports", key: [],
    [
      stored("country", .country), stored("treaty", .treaty), stored("cycle", .text),
      stored("kind", .text, closed: true), stored("due", .date), stored("submitted", .date),
      stored("considered", .date), stored("symbol", .text),
      stored("source", .text, closed: true),
    ])

  static let agreements = TableDefinition(
    "agreements", key: ["id"],
    [
      stored("partner_a", .country), stored("partner_b", .country), stored("signed", .date),
      stored("year", .number, year: true), stored("title", .text), stored("ratified", .date),
      stored("id", .number), stored("source", .text, closed: true),
    ])

  static let rights = TableDefinition(
    "rights", key: ["country", "year", "measure"],
    [
      stored("country", .country), stored("year", .number, year: true),
      stored("measure", .measure), ofMeasure("right", by: "measure"),
      ofMeasure("basis", by: "measure"), ofMeasure("category", by: "measure"),
      values("value"),
    ])

  static let indicators = TableDefinition(
    "indicators", key: ["country", "year", "series"],
    [
      stored("country", .country), stored("year", .number, year: true),
      stored("series", .measure), ofMeasure("topic", by: "series"), values("value"),
    ])

  /// Sources of columns, for tables whose columns were brought together from several.
  static let sources: [String: [(column: String, source: String)]] = [
    "countries": [
      ("country", "ISO3166"), ("iso3", "ISO3166"), ("iso2", "ISO3166"), ("name", "ISO3166"),
      ("m49", "M49"), ("official_name", "M49"), ("capital", "M49"), ("region", "M49"),
      ("subregion", "M49"), ("wb_region", "WBREGIONS"), ("income", "OGHIST"), ("kind", "ACCORD"),
      ("from", "ACCORD"), ("to", "ACCORD"),
    ],
    "corridors": [
      ("migrants", "DESA2020"), ("flow", "ABELCOHEN2019"), ("refugees", "UNHCR2025"),
      ("asylum_seekers", "UNHCR2025"), ("others_in_need", "UNHCR2025"),
      ("remittances", "KNOMAD2017"), ("remittance_cost", "RPW2020"),
    ],
  ]

  static let corridors = TableDefinition(
    "corridors", key: ["origin", "destination", "year"],
    [
      stored("origin", .country), stored("destination", .country),
      stored("year", .number, year: true), stored("migrants", .number, unit: "people"),
      stored("flow", .number, unit: "people in five years"),
      stored("refugees", .number, unit: "people"),
      stored("remittances", .number, unit: "million US$"),
      stored("remittance_cost", .number, unit: "% of the amount sent"),
      stored("asylum_seekers", .number, unit: "people"),
      stored("others_in_need", .number, unit: "people"),
    ])

  static let measures = TableDefinition(
    "measures", key: ["measure"],
    [
      number("measure", .measure), stored("name", .text), stored("family", .text, closed: true),
      stored("kind", .text, closed: true), stored("right", .text, closed: true),
      stored("basis", .text, closed: true), stored("category", .text, closed: true),
      stored("topic", .text, closed: true), stored("unit", .text),
      stored("direction", .text, closed: true), stored("minimum", .number),
      stored("maximum", .number), stored("first_year", .number, year: true),
      stored("last_year", .number, year: true), stored("countries", .number),
      stored("licence", .text, closed: true), stored("source", .text, closed: true),
      stored("code", .text), stored("decimals", .number),
    ])

  static let groups = TableDefinition(
    "groups", key: ["group", "country", "from"],
    [
      stored("group", .group), stored("country", .country), stored("from", .date),
      stored("to", .date),
    ])
}
