import TestSupport
import Testing

/// Facts that depositaries and agencies have published, asked in the language. The expected
/// values were written down from those statements, not from the data.
@Suite struct PublicFactTests {
  struct Fact: Sendable, CustomStringConvertible {
    let question: String
    let answer: [String]
    init(_ question: String, _ answer: String...) {
      self.question = question
      self.answer = answer
    }
    var description: String { question }
  }

  /// The Migrant Workers Convention: adopted 1990-12-18, in force 2003-07-01.
  static let icrmw: [Fact] = [
    Fact("from countries as of 2007-04-24 | where ICRMW | count", "36"),
    Fact(
      "from countries as of 2007-04-24 | where ICRMW and ICRMW.in_force <= 2007-04-24 | count", "34"
    ),
    Fact("from countries | where ICRMW.in_force <= 2007-04-24 | count", "34"),
    Fact(
      """
      from countries as of 2007-04-24 | where ICRMW
      | where not ICRMW.in_force <= 2006-04-24 | sort country | keep country
      """, "Argentina", "Mauritania"),
    Fact("from countries as of 2008-04-25 | where ICRMW | count", "37"),
    Fact("from countries as of 2014-12-31 | where ICRMW | count", "47"),
    Fact("from countries as of 2026-02-03 | where ICRMW | count", "60"),
    Fact("from treaties | where treaty = ICRMW | keep adopted, in_force", "1990-12-18,2003-07-01"),
    Fact("from countries | where country = Mexico | keep ICRMW.date", "1999-03-08"),
    Fact("from countries | where country = Philippines | keep ICRMW.date", "1995-07-05"),
    Fact(
      "from countries | where country in {Tunisia, Italy, Germany, USA} | distinct ICRMW.status",
      "none"),
    Fact(
      "from countries | where country = Albania | keep ICRMW.date, ICRMW.in_force",
      "2007-06-05,2007-10-01"),
    Fact(
      "from countries | where country = Kyrgyzstan | keep ICRMW.date, ICRMW.in_force",
      "2003-09-29,2004-01-01"),
    Fact(
      "from countries | where country = Mali | keep ICRMW.date, ICRMW.in_force",
      "2003-06-05,2003-10-01"),
  ]

  /// Ratifications counted by the ILO at 2026-07-10.
  static let ilo: [Fact] = [
    ("C029", 181), ("C087", 158), ("C098", 168), ("C100", 175), ("C105", 176), ("C111", 175),
    ("C138", 177), ("C182", 187),
  ].map { Fact("from countries | where \($0.0) | count", String($0.1)) }

  /// Parties by the UN Treaty Collection at 2026-02-03; the European Union is one of CRPD's.
  static let core: [Fact] = [
    ("ICERD", 182), ("ICCPR", 175), ("ICESCR", 173), ("CEDAW", 189), ("CAT", 175), ("CRC", 196),
    ("CRPD", 193), ("CPED", 78), ("OPCAT", 96),
  ].map {
    Fact(
      "from ratifications as of 2026-02-03 | where treaty = \($0.0) and status = party | count",
      String($0.1))
  }

  static let others: [Fact] = [
    Fact(
      "from countries | where country = \"United States\" | keep CRC.signed, CRC.status",
      "1995-02-16,signatory"),
    Fact(
      "from countries | where C105.status = denounced | sort country | keep country", "Malaysia",
      "Singapore"),
    Fact(
      "from countries | where country = Mexico | keep r = round(remittances_received@2023 / 1e9, 1)",
      "66.2"),
    Fact(
      "from countries | where country = India | keep r = round(remittances_received@2023 / 1e9, 1)",
      "119.5"),
    Fact(
      "from countries | where country = Tajikistan | keep r = round(remittances_gdp@2022, 1)",
      "49.9"),
    Fact(
      "from countries | where country = USA | keep r = round(migrant_stock@2024 / 1e6, 1)", "52.4"),
    Fact(
      "from corridors | where origin = Mexico and destination = USA and year = 2020 | keep migrants",
      "10853105"),
    Fact(
      "from countries | where country = Turkey | keep r = round(refugees_hosted@2022 / 1e6, 2)",
      "3.57"),
    Fact("from countries | where kind = territory | count", "52"),
    Fact("from countries | count", "250"),
    // The column follows the day asked for.
    Fact(
      "from countries as of 2010-12-31 | where country = Kenya | keep income", "Low income"),
  ]

  @Test("a published fact", arguments: icrmw + ilo + core + others)
  func holds(_ fact: Fact) throws {
    #expect(try TestSession().values(fact.question) == fact.answer, "\(fact.question)")
  }
}
