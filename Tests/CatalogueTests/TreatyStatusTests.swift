import Catalogue
import ColumnStore
import Testing

@Suite("status of a treaty at a day")
struct TreatyStatusTests {
  private let catalogue: Catalogue

  init() throws { catalogue = try SmallPackage().catalogue() }

  @Test("consent known to a year is certain at its last day and before its first")
  func yearOnly() throws {
    #expect(try catalogue.status("FULL", "AAA", at: "1958-12-31") == .known(.party))
    #expect(try catalogue.status("FULL", "AAA", at: "1958-12-30") == .missing(.noData))
    #expect(try catalogue.status("FULL", "AAA", at: "1958-01-01") == .missing(.noData))
    #expect(try catalogue.status("FULL", "AAA", at: "1957-12-31") == .known(.signatory))
    #expect(try catalogue.status("FULL", "AAA", at: "1950-06-30") == .known(.none))
  }

  @Test("a year of consent is narrowed by the treaty's adoption and the signature")
  func narrowedYear() throws {
    var package = SmallPackage()
    package.files["ratifications.csv"]?.append(
      "\nBBB,PART,1,,ratification,1950,year,,,,,S,\nNAM,PART,1,1950-08-01,ratification,1950,year,,,,,S,"
    )
    package.files["countries.csv"] = package.files["countries.csv"]?.replacing(
      "1993-01-01", with: "")
    package.files["ratifications.csv"] = package.files["ratifications.csv"]?.replacing(
      "BBB,PART,1,,ratification,,undated,,,,,S,\n", with: "")
    let catalogue = try package.catalogue()
    #expect(try catalogue.status("PART", "BBB", at: "1950-05-31") == .missing(.notApplicable))
    #expect(try catalogue.status("PART", "BBB", at: "1950-06-01") == .missing(.noData))
    #expect(try catalogue.status("PART", "NAM", at: "1950-07-31") == .known(.none))
    #expect(try catalogue.status("PART", "NAM", at: "1950-08-01") == .missing(.noData))
    #expect(try catalogue.status("PART", "NAM", at: "1950-12-31") == .known(.party))
  }

  @Test("before the treaty was adopted nothing applies")
  func notOpen() throws {
    #expect(try catalogue.status("FULL", "AAA", at: "1950-05-31") == .missing(.notApplicable))
    #expect(try catalogue.status("NOLIST", "AAA", at: "1950-05-31") == .missing(.notApplicable))
  }

  @Test("an act before the country existed decides; without one nothing applies")
  func succession() throws {
    #expect(try catalogue.status("FULL", "BBB", at: "1992-06-01") == .known(.party))
    #expect(try catalogue.status("FULL", "BBB", at: "1990-03-04") == .missing(.notApplicable))
    #expect(try catalogue.status("PART", "BBB", at: "1992-06-01") == .missing(.notApplicable))
    #expect(try catalogue.status("FULL", "FFF", at: "1992-12-31") == .missing(.notCovered))
    #expect(try catalogue.status("FULL", "FFF", at: "1993-01-01") == .missing(.notApplicable))
    #expect(try catalogue.status("FULL", "FFF", at: nil) == .missing(.notApplicable))
  }

  @Test("a list reaches to the last day of its date and not beyond")
  func listDay() throws {
    let record = try catalogue.record(of: catalogue.id("FULL", .treaty))
    #expect(record.listDay == (try day("2020-06-30")))
    #expect(try catalogue.status("FULL", "EEE", at: "2020-06-30") == .known(.party))
    #expect(try catalogue.status("FULL", "EEE", at: "2020-07-01") == .missing(.notCovered))
    #expect(try catalogue.status("FULL", "EEE", at: nil) == .known(.party))
  }

  @Test("territories without acts cannot be asked")
  func territory() throws {
    #expect(try catalogue.status("FULL", "CCC", at: nil) == .missing(.notApplicable))
    #expect(try catalogue.status("PART", "CCC", at: nil) == .missing(.notApplicable))
  }

  @Test("only lists that are whole say that a country is no party")
  func coverage() throws {
    #expect(try catalogue.status("PART", "NAM", at: nil) == .missing(.notCovered))
    #expect(try catalogue.status("NOLIST", "NAM", at: nil) == .missing(.notCovered))
    #expect(try catalogue.status("NODATE", "NAM", at: nil) == .known(.none))
    // Of a list without a date no day can be said to be before it.
    #expect(try catalogue.status("NODATE", "NAM", at: "2000-01-01") == .missing(.notCovered))
  }

  @Test("a party without a date is one from the day of the list")
  func undated() throws {
    #expect(try catalogue.status("PART", "BBB", at: "2020-06-30") == .known(.party))
    #expect(try catalogue.status("PART", "BBB", at: "2020-06-29") == .missing(.noData))
    #expect(try catalogue.status("NODATE", "AAA", at: nil) == .known(.party))
    #expect(try catalogue.status("NODATE", "AAA", at: "2019-01-01") == .missing(.noData))
  }

  @Test("of a party known by its entry into force the time before is open")
  func entryIntoForceOnly() throws {
    #expect(try catalogue.status("NODATE", "BBB", at: "1995-02-03") == .known(.party))
    #expect(try catalogue.status("NODATE", "BBB", at: "1995-02-02") == .missing(.noData))
    #expect(try catalogue.status("NODATE", "BBB", at: "1995-02-03", .inForce) == .known(.party))
  }

  @Test("who left and came back is read by the spell of the day")
  func spells() throws {
    #expect(try catalogue.status("FULL", "NAM", at: "1991-04-30") == .known(.none))
    #expect(try catalogue.status("FULL", "NAM", at: "1991-05-01") == .known(.party))
    #expect(try catalogue.status("FULL", "NAM", at: "1999-06-01") == .missing(.noData))
    #expect(try catalogue.status("FULL", "NAM", at: "1999-12-31") == .known(.denounced))
    #expect(try catalogue.status("FULL", "NAM", at: "2005-02-02") == .known(.party))
    let record = try catalogue.record(of: catalogue.id("FULL", .treaty))
    let country = try catalogue.id("NAM", .country)
    #expect(record.spells(of: country).map(\.number) == [1, 2])
    #expect(record.reading(country: country, day: nil, basis: .deposit).spell?.number == 2)
  }

  @Test("by entry into force: from the day given or derived to the effect of denunciation")
  func inForce() throws {
    #expect(try catalogue.status("FULL", "NAM", at: "1991-05-30", .inForce) == .known(.none))
    #expect(try catalogue.status("FULL", "NAM", at: "1991-05-31", .inForce) == .known(.party))
    #expect(try catalogue.status("FULL", "NAM", at: "2000-04-30", .inForce) == .known(.party))
    #expect(try catalogue.status("FULL", "NAM", at: "2000-05-01", .inForce) == .known(.denounced))
    #expect(try catalogue.status("FULL", "EEE", at: "2010-02-28", .inForce) == .known(.none))
    #expect(try catalogue.status("FULL", "EEE", at: "2010-03-01", .inForce) == .known(.party))
    // 1958 and thirty days: from 1958-01-31 to 1959-01-30.
    #expect(try catalogue.status("FULL", "AAA", at: "1958-01-30", .inForce) == .known(.signatory))
    #expect(try catalogue.status("FULL", "AAA", at: "1959-01-29", .inForce) == .missing(.noData))
    #expect(try catalogue.status("FULL", "AAA", at: "1959-01-30", .inForce) == .known(.party))
  }

  @Test("fields keep apart what is ruled out and what is not known")
  func fields() throws {
    let record = try catalogue.record(of: catalogue.id("FULL", .treaty))
    let at = try day("2000-01-01")
    func cell(_ field: TreatyField, _ country: String, _ day: Int32?) throws -> Int32 {
      record.value(field, country: try catalogue.id(country, .country), day: day, basis: .deposit)
    }
    #expect(PartialDate(packed: try cell(.date, "AAA", nil)).text == "1958")
    #expect(try cell(.inForce, "AAA", nil) == Missing.noData.int)
    #expect(PartialDate(packed: try cell(.inForce, "BBB", at)).text == "1990-04-04")
    #expect(try cell(.date, "EEE", at) == Missing.notApplicable.int)
    #expect(try cell(.signed, "EEE", nil) == Missing.notApplicable.int)
    #expect(try cell(.denounced, "BBB", nil) == Missing.notApplicable.int)
    #expect(PartialDate(packed: try cell(.denounced, "NAM", at)).text == "1999")
    #expect(try cell(.reservations, "AAA", nil) == 2)
    #expect(try cell(.reservations, "BBB", nil) == 0)
    #expect(try cell(.years, "BBB", try day("2000-03-04")) == 9)
    #expect(try cell(.years, "BBB", try day("2000-03-05")) == 10)
    #expect(record.actionDictionary[try cell(.action, "BBB", nil)] == "succession")
    let other = try catalogue.record(of: catalogue.id("PART", .treaty))
    let country = try catalogue.id("AAA", .country)
    #expect(
      other.value(.reservations, country: country, day: nil, basis: .deposit)
        == Missing.notCovered.int)
    #expect(
      PartialDate(packed: other.value(.inForce, country: country, day: nil, basis: .deposit)).text
        == "1961")
  }
}

@Suite("rules of entry into force and of reports")
struct RuleTests {
  @Test(
    "each kind of rule",
    arguments: [
      ("days", 30, "1992-01-15", "1992-02-14"), ("months", 3, "1979-11-30", "1980-02-29"),
      ("registration_months", 12, "2004-02-29", "2005-02-28"),
      ("first_of_month_after_months", 3, "2007-06-05", "2007-10-01"),
      ("first_of_month_after_months", 3, "2003-11-30", "2004-03-01"),
      ("same_day", 0, "1968-10-04", "1968-10-04"),
    ])
  func rules(kind: String, count: Int, consent: String, inForce: String) throws {
    let rule = ForceRule(kind: try #require(ForceRule.Kind(rawValue: kind)), count: count)
    let derived = rule.day(after: try day(consent), treatyInForce: try day("1960-01-01"))
    #expect(derived == (try day(inForce)))
  }

  @Test("never before the treaty's own entry into force")
  func notBeforeTreaty() throws {
    let rule = ForceRule(kind: .days, count: 30)
    let own = try day("2003-07-01")
    #expect(rule.day(after: try day("1999-03-08"), treatyInForce: own) == own)
  }

  @Test("cycles follow the initial report")
  func cycles() throws {
    let rule = ReportingRule(firstYears: 1, cycleYears: 5)
    let inForce = try #require(PartialDate("2003-07-01"))
    let due = rule.dueDates(inForce: inForce, through: try day("2014-07-01")).map(\.text)
    #expect(due == ["2004-07-01", "2009-07-01", "2014-07-01"])
    let once = ReportingRule(firstYears: 2, cycleYears: nil)
    let year = try #require(PartialDate("1999"))
    #expect(once.dueDates(inForce: year, through: Int32.max / 4).map(\.text) == ["2001"])
  }
}
