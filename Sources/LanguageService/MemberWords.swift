/// What stands behind the `.` of a treaty, measure, basket or date.
enum MemberWords {
  static let treaty = [
    WordChoice("status", "party, signatory, none or denounced"),
    WordChoice("date", "when consent was deposited"), WordChoice("signed", "when it was signed"),
    WordChoice("in_force", "when it entered into force for the country"),
    WordChoice("action", "ratification, accession, succession …"),
    WordChoice("denounced", "when it was denounced"),
    WordChoice("reservations", "number of reservations"),
    WordChoice("years", "whole years since consent, at the row's time"),
  ]

  static let measure = [
    WordChoice("year", "the year that the value is really from"),
    WordChoice("reason", "why it is missing"),
  ]

  static let basket = [
    WordChoice("count", "how many of its treaties the country is party to"),
    WordChoice("share", "part of those that are known, 0 to 1"),
    WordChoice("all", "whether it is party to all of them"),
  ]

  static let date = [
    WordChoice("year", "the year of the date"), WordChoice("month", "1 to 12"),
    WordChoice("day", "day of the month"),
  ]
}

/// What a row of each table is.
enum TableWords {
  static let rows: [String: String] = [
    "countries": "one row per country or territory",
    "treaties": "one row per treaty",
    "ratifications": "one row per country and treaty with an act",
    "reservations": "one row per reservation, declaration or objection",
    "reports": "one row per report of a country under a treaty",
    "agreements": "one row per bilateral labour agreement",
    "rights": "one row per country, year and measure of a right, in law or practice",
    "indicators": "one row per country, year and series",
    "corridors": "one row per origin, destination and year",
    "measures": "one row per measure: name, unit, basis, years, source",
    "groups": "one row per group and member",
  ]
}
