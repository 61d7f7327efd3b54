import Catalogue
import ColumnStore
import Testing

/// Facts from public statements of the depositary and of the United Nations.
@Suite("treaty facts")
struct TreatyFactsTests {
  @Test(
    "parties of the Migrant Workers Convention by deposit",
    arguments: [
      ("2007-04-24", 36), ("2008-04-25", 37), ("2014-12-31", 47), ("2026-02-03", 60),
    ])
  func migrantWorkers(date: String, count: Int) throws {
    #expect(try Shipped.catalogue().parties("ICRMW", at: date).count == count)
  }

  @Test("of the 36 of April 2007 two are not yet bound: Argentina and Mauritania")
  func notYetInForce() throws {
    let catalogue = try Shipped.catalogue()
    let deposited = try catalogue.parties("ICRMW", at: "2007-04-24")
    let bound = try catalogue.parties("ICRMW", at: "2007-04-24", .inForce)
    #expect(bound.count == 34)
    #expect(deposited.subtracting(bound) == ["ARG", "MRT"])
  }

  @Test("the initial reports of exactly Argentina and Mauritania are due after April 2007")
  func initialReports() throws {
    let catalogue = try Shipped.catalogue()
    let record = try catalogue.record(of: catalogue.id("ICRMW", .treaty))
    let at = try day("2007-04-24")
    var notYetDue: Set<String> = []
    for country in 0..<Int32(catalogue.count(of: .country)) {
      let reading = record.reading(country: country, day: at, basis: .deposit)
      guard reading.isParty == true else { continue }
      let due = record.dueDates(country: country, asOf: at, through: at)
      let first = try #require(due.first)
      if first.firstDay > (try day("2008-04-24")) {
        notYetDue.insert(catalogue.country(country).iso3)
      }
    }
    #expect(notYetDue == ["ARG", "MRT"])
  }

  @Test(
    "deposit, entry into force by the rule, initial report",
    arguments: [
      ("Albania", "2007-06-05", "2007-10-01", "2008-10-01"),
      ("Kyrgyzstan", "2003-09-29", "2004-01-01", "2005-01-01"),
      ("Mali", "2003-06-05", "2003-10-01", "2004-10-01"),
    ])
  func dates(country: String, deposit: String, inForce: String, due: String) throws {
    let catalogue = try Shipped.catalogue()
    let record = try catalogue.record(of: catalogue.id("ICRMW", .treaty))
    let id = try catalogue.id(country, .country)
    let spell = try #require(record.reading(country: id, day: nil, basis: .deposit).spell)
    #expect(spell.date?.text == deposit)
    #expect(spell.inForce?.text == inForce)
    #expect(record.dueDates(country: id, asOf: nil, through: try day(due)).first?.text == due)
  }

  @Test(
    "ILO parties at the date of the list",
    arguments: [
      ("C029", 181), ("C087", 158), ("C098", 168), ("C100", 175), ("C105", 176), ("C111", 175),
      ("C138", 177), ("C182", 187),
    ])
  func labour(treaty: String, count: Int) throws {
    #expect(try Shipped.catalogue().parties(treaty, at: nil).count == count)
    #expect(try Shipped.catalogue().parties(treaty, at: "2026-07-10").count == count)
  }

  @Test(
    "parties of the core conventions at 2026-02-03, the European Union among them",
    arguments: [
      ("ICERD", 182), ("ICCPR", 175), ("ICESCR", 173), ("CEDAW", 189), ("CAT", 175),
      ("CRC", 196), ("CRPD", 193), ("CPED", 78), ("OPCAT", 96),
    ])
  func core(treaty: String, count: Int) throws {
    #expect(try Shipped.catalogue().parties(treaty, at: "2026-02-03").count == count)
  }

  @Test("the United States signed the Convention on the Rights of the Child and is no party")
  func signatory() throws {
    let catalogue = try Shipped.catalogue()
    #expect(try catalogue.status("CRC", "USA", at: "1995-02-15") == .known(.none))
    #expect(try catalogue.status("CRC", "USA", at: "1995-02-16") == .known(.signatory))
    #expect(try catalogue.status("CRC", "USA", at: nil) == .known(.signatory))
  }

  @Test(
    "Mexico and the Philippines by day",
    arguments: [
      ("Mexico", "1999-03-08"), ("Philippines", "1995-07-05"),
    ])
  func deposits(country: String, date: String) throws {
    let catalogue = try Shipped.catalogue()
    let record = try catalogue.record(of: catalogue.id("ICRMW", .treaty))
    let value = record.value(
      .date, country: try catalogue.id(country, .country), day: nil, basis: .deposit)
    #expect(PartialDate(packed: value).text == date)
  }

  @Test(arguments: ["Tunisia", "Italy", "Germany", "United States"])
  func `not parties of the Migrant Workers Convention`(country: String) throws {
    #expect(try Shipped.catalogue().status("ICRMW", country, at: nil) == .known(.none))
  }
}
