import Catalogue
import ColumnStore
import Testing

@Suite("groups and income")
struct GroupTests {
  @Test("membership with recorded dates is read at the day")
  func dated() throws {
    let catalogue = try SmallPackage().catalogue()
    let club = try catalogue.id("CLUB", .group)
    func member(_ country: String, _ date: String?) throws -> (flag: UInt8, isLatest: Bool) {
      let at = try date.map { try day($0) }
      return try catalogue.isMember(catalogue.id(country, .country), of: club, day: at)
    }
    #expect(try member("BBB", "2001-04-30") == (0, false))
    #expect(try member("BBB", "2001-05-01") == (1, false))
    #expect(try member("BBB", "2010-01-01") == (1, false))
    #expect(try member("BBB", "2010-06-01") == (Missing.noData.flag, false))
    #expect(try member("BBB", "2011-01-01") == (0, false))
    #expect(try member("BBB", nil) == (0, false))
    #expect(try member("BBB", "1992-12-31") == (Missing.notApplicable.flag, false))
    #expect(try member("AAA", "1995-06-01") == (Missing.noData.flag, false))
    #expect(try member("AAA", "1996-01-01") == (1, false))
    #expect(try member("AAA", "2020-01-01") == (1, true))
    #expect(try member("NAM", "2000-01-01") == (0, false))
    #expect(catalogue.members(of: club, day: nil) == [0])
    #expect(catalogue.members(of: club, day: try day("2005-01-01")) == [0, 1])
  }

  @Test("without recorded dates the latest list answers and says so")
  func undated() throws {
    let catalogue = try SmallPackage().catalogue()
    let list = try catalogue.id("LIST", .group)
    let country = try catalogue.id("AAA", .country)
    let other = try catalogue.id("NAM", .country)
    let at = try day("2000-01-01")
    #expect(catalogue.isMember(country, of: list, day: at) == (1, true))
    #expect(catalogue.isMember(other, of: list, day: at) == (0, true))
    #expect(catalogue.isMember(country, of: list, day: nil) == (1, false))
  }

  @Test("the United Kingdom left the European Union within 2020")
  func unitedKingdom() throws {
    let catalogue = try Shipped.catalogue()
    let union = try catalogue.id("EU", .group)
    let country = try catalogue.id("GBR", .country)
    #expect(catalogue.isMember(country, of: union, day: try day("1972-12-31")).flag == 0)
    #expect(catalogue.isMember(country, of: union, day: try day("2019-12-31")).flag == 1)
    #expect(catalogue.isMember(country, of: union, day: try day("2021-01-01")).flag == 0)
    #expect(catalogue.members(of: union, day: nil).count == 27)
  }

  @Test("income groups by year; the last after the history, nothing before it")
  func income() throws {
    let catalogue = try SmallPackage().catalogue()
    func income(_ country: String, _ year: Int) throws -> (String, Bool) {
      let (code, isLatest) = try catalogue.income(of: catalogue.id(country, .country), year: year)
      return (Missing(ofInt: code)?.label ?? catalogue.incomeDictionary[code], isLatest)
    }
    #expect(try income("AAA", 2000) == ("Low income", false))
    #expect(try income("AAA", 2001) == ("no data", false))
    #expect(try income("AAA", 2010) == ("High income", true))
    #expect(try income("BBB", 2010) == ("no data", true))
    #expect(try income("AAA", 1999) == ("not covered", false))
    #expect(try income("NAM", 2001) == ("not covered", false))
  }
}
