import Catalogue
import ColumnStore
import Testing

@Suite("building from a data package")
struct BuilderTests {
  @Test("values lie by country and year with the reason for each gap")
  func values() throws {
    let catalogue = try SmallPackage().catalogue()
    let vote = try catalogue.id("vote", .measure)
    let measure = catalogue.measure(vote)
    #expect((measure.firstYear, measure.lastYear, measure.countries) == (2000, 2003, 2))
    func value(_ country: String, _ year: Int) throws -> Double {
      try catalogue.value(of: vote, country: catalogue.id(country, .country), year: year)
    }
    #expect(try value("AAA", 2000) == 0.5)
    #expect(try value("AAA", 2003) == 1)
    #expect(Missing(ofNaN: try value("AAA", 2001)) == .noData)
    #expect(Missing(ofNaN: try value("NAM", 2001)) == .notCovered)
    #expect(Missing(ofNaN: try value("AAA", 1999)) == .notCovered)
    #expect(Missing(ofNaN: try value("FFF", 2000)) == .notApplicable)
  }

  @Test("long tables hold the values by country, year and measure")
  func longTables() throws {
    let catalogue = try SmallPackage().catalogue()
    let rights = try #require(catalogue.table("rights"))
    #expect(rights.rowCount == 3)
    let columns = try (0..<rights.schema.fields.count).map { try rights.column($0) }
    let rows = (0..<3).map { row in columns.map { $0[row] } }
    let vote = Scalar.entity(try catalogue.id("vote", .measure))
    let words: [Scalar] = [.text("Voting"), .text("law"), .text("all persons")]
    #expect(rows[0] == [.entity(0), .number(2000), vote] + words + [.number(0.5)])
    #expect(rows[2] == [.entity(1), .number(2001), vote] + words + [.number(0)])
    #expect(try #require(catalogue.table("indicators")).rowCount == 3)
  }

  @Test("countries of the list come first, by name, others behind; an iso2 code of NA is Namibia's")
  func countries() throws {
    let catalogue = try SmallPackage().catalogue()
    #expect(catalogue.listedCountryCount == 4)
    let codes = (0..<Int32(6)).map { catalogue.country($0).iso3 }
    #expect(codes == ["AAA", "BBB", "CCC", "NAM", "FFF", "EEE"])
    #expect(catalogue.country(3).iso2 == "NA")
    let table = try #require(catalogue.table("countries"))
    #expect(try table.column(0).count == 4)
    #expect(catalogue.attribute(.region).count == 6)
    #expect(catalogue.existence(of: 1).lowerBound == (try day("1993-01-01")))
    #expect(catalogue.existence(of: 0) == Int32.min / 4...Int32.max / 4)
    #expect(catalogue.edition == "1.0")
    #expect(catalogue.editionDate.text == "2021-03-04")
  }

  @Test(
    "what does not fit is an error with file and line",
    arguments: [
      ("ratifications.csv", "AAA,FULL,1,1950", "XXX,FULL,1,1950", "unknown-reference", 2),
      ("ratifications.csv", "EEE,FULL", "EEE,FOOL", "unknown-reference", 4),
      ("ratifications.csv", "NAM,FULL,2", "NAM,FULL,1", "duplicate-key", 6),
      ("ratifications.csv", "1958,year", "1958,about", "bad-value", 2),
      ("ratifications.csv", "1990-03-05", "1990-02-30", "bad-cell", 3),
      ("values.csv", "BBB,2001,0", "AAA,2001,0", "duplicate-key", 5),
      ("values.csv", "BBB,2001,0", "BBB,,0", "empty-key", 5),
      ("values.csv", "BBB,2001,0", "BBB,2001.5,0", "bad-value", 5),
      ("values.csv", "iso3,year,vote", "iso3,year,veto", "unknown-measure", 1),
      ("values.csv", "BBB,2001,0", "BBB,2001,no", "bad-cell", 5),
      ("countries.csv", "BBB,BB", "AAA,BB", "duplicate-key", 3),
      ("countries.csv", "Cland,,territory", "Cland,,island", "bad-value", 4),
      ("groups.csv", "LIST,BBB", "LAST,BBB", "unknown-reference", 5),
      ("reservations.csv", "AAA;EEE", "AAA;EEU", "unknown-reference", 4),
      ("treaty_rules.csv", "days,30", "days,99999999", "bad-value", 2),
      ("measures.csv", "free,S,V", "free,T,V", "unknown-reference", 2),
    ])
  func faults(file: String, old: String, new: String, code: String, line: Int) throws {
    var package = SmallPackage()
    let text = try #require(package.files[file])
    #expect(text.contains(old))
    package.files[file] = text.replacing(old, with: new, maxReplacements: 1)
    let error = #expect(throws: CatalogueError.self) { try package.catalogue() }
    #expect(error?.code == code)
    #expect(error?.line == line)
    #expect(error?.file.hasSuffix(file) == true)
    #expect(error?.message.contains("line \(line)") == true)
  }

  @Test("lines are counted with the line ends inside of cells")
  func linesInCells() throws {
    var package = SmallPackage()
    package.files["sources.csv"] =
      "source,title,authority,as_of,licence,url_or_reference\n"
      + "S,\"A\nlist\",Us,2020-07-01,free,here\nS,Again,,,,\n"
    let error = #expect(throws: CatalogueError.self) { try package.catalogue() }
    #expect(error?.code == "duplicate-key")
    #expect(error?.line == 4)
  }

  @Test(
    "a descriptor that is none is an error",
    arguments: [
      "", "[]", "{", "{\"resources\": [}", "{\"resources\": [{\"path\": \"../up.csv\"}]}",
      "{\"resources\": [{\"path\": \"a.csv\", \"accord\": {\"role\": \"countries\"}}]}",
      "{\"resources\": {}}", "{\"resources\": []}", "{\"a\": \"\\u12\"}", "{\"resources\" 1}",
    ])
  func descriptor(text: String) throws {
    let folder = TestFolder()
    try folder.write(["datapackage.json": text])
    #expect(throws: CatalogueError.self) {
      try CatalogueBuilder.build(from: folder.path, to: folder.path + "/x.store")
    }
    #expect(folder.names == ["datapackage.json"])
  }

  @Test("tables that a package does not have are empty")
  func onlyCountries() throws {
    var package = SmallPackage()
    package.files = package.files.filter { $0.key == "countries.csv" }
    let catalogue = try package.catalogue()
    #expect(catalogue.count(of: .measure) == 0)
    for name in catalogue.tableNames where name != "countries" {
      let table = try #require(catalogue.table(name))
      #expect(table.rowCount == 0)
      for index in table.schema.fields.indices { #expect(try table.column(index).count == 0) }
    }
    #expect(catalogue.search("aland", limit: 3).hits.first?.identifier == "Aland")
  }
}
