import Catalogue
import ColumnStore
import Foundation
import Testing

/// A small package of a user's beside the small built-in one.
struct FictionalPackage {
  var fields = """
    {"name": "iso3", "type": "string"}, {"name": "year", "type": "year"},
    {"name": "warmth", "title": "Warmth (fictional)", "unit": "points", "minimum": 0,
     "maximum": 10, "direction": "higher", "basis": "practice", "type": "number"},
    {"name": "colour", "type": "string", "constraints": {"enum": ["red", "green"]}}
    """
  var rows = "iso3,year,warmth,colour\nAAA,2001,4,red\nOld Aland,2002,5.5,\nbb,2001,,red\n"
  var key = "[\"iso3\", \"year\"]"
  var more = ""
  var files: [String: String] = [:]

  var descriptor: String {
    """
    {"name": "fictional-data", "title": "Fictional data", "version": "2", "created": "2022-01-01",
     "licenses": [{"name": "CC0"}], "sources": [{"title": "Nobody (fictional)"}],
     "resources": [
      {"name": "warm-lands", "title": "Warm lands", "path": "warm.csv",
       "schema": {"fields": [\(fields)], "primaryKey": \(key)}}\(more)]}
    """
  }

  func write(to folder: TestFolder) throws {
    var written = ["datapackage.json": descriptor, "warm.csv": rows]
    written.merge(files) { $1 }
    try folder.write(written)
  }

  func catalogue() throws -> Catalogue {
    let (data, added) = (TestFolder(), TestFolder())
    try SmallPackage().write(to: data)
    try write(to: added)
    return try Catalogue.openOrBuild(data: data.path, adding: [added.path], cache: nil) { _ in }
  }
}

@Suite("packages beside the built-in one")
struct AddedPackageTests {
  @Test("a table stands under the resource's name, its columns typed")
  func table() throws {
    let catalogue = try FictionalPackage().catalogue()
    #expect(catalogue.tableNames.last == "warm_lands")
    let table = try #require(catalogue.table("warm_lands"))
    #expect(table.schema.key == ["iso3", "year"])
    #expect(table.schema.fields.map(\.type) == [.country, .number, .number, .text])
    #expect(table.schema.fields[1].isYear)
    #expect(table.schema.fields[2].unit == "points")
    #expect(table.schema.fields[3].isClosed)
    // All words that are allowed are known, also those no row has.
    #expect(try table.column(3).dictionary?.texts == ["red", "green"])
    let countries = try table.column(0)
    #expect((0..<3).map { countries[$0] } == [.entity(0), .entity(0), .entity(1)])
    #expect(catalogue.search("warm lands", limit: 1).hits.first?.identifier == "warm_lands")
  }

  @Test("fields of numbers by country and year are measures with what their properties say")
  func measures() throws {
    let catalogue = try FictionalPackage().catalogue()
    let id = try catalogue.id("warmth", .measure)
    let measure = catalogue.measure(id)
    #expect(measure.name == "Warmth (fictional)")
    #expect(measure.family == "Fictional data")
    #expect((measure.kind, measure.basis, measure.direction) == (.right, "practice", .higher))
    #expect((measure.minimum, measure.maximum) == (0, 10))
    #expect((measure.firstYear, measure.lastYear, measure.countries) == (2001, 2002, 1))
    #expect(try catalogue.value(of: id, country: 0, year: 2002) == 5.5)
    #expect(Missing(ofNaN: try catalogue.value(of: id, country: 1, year: 2001)) == .notCovered)
    #expect(try #require(catalogue.table("rights")).rowCount == 5)
    let origin = try #require(catalogue.table("warm_lands")).schema.fields[2].origin
    #expect(origin?.entity == .measure(id))
    // The built-in measures stay what they were.
    let vote = try catalogue.id("vote", .measure)
    #expect(try catalogue.value(of: vote, country: 0, year: 2000) == 0.5)
  }

  @Test("sources and licences name the package")
  func sources() throws {
    let catalogue = try FictionalPackage().catalogue()
    let source = try #require(catalogue.sources(ofTable: "warm_lands").first)
    #expect(source.authority == "Nobody (fictional)")
    #expect((source.title, source.licence) == ("Fictional data", "CC0"))
    #expect(source.package == "Fictional data, version 2")
    #expect(source.asOf?.text == "2022-01-01")
    #expect(try catalogue.sources(ofMeasure: catalogue.id("warmth", .measure)) == [source])
    #expect(catalogue.sources(ofTable: "rights").contains(source))
    #expect(catalogue.source("S")?.package == nil)
  }

  @Test("members make groups, their dates as in the file")
  func groups() throws {
    var package = FictionalPackage()
    package.more =
      ", {\"name\": \"clubs\", \"path\": \"c.csv\", \"accord\": {\"role\": \"group_members\"}}"
    package.files["c.csv"] = "group,country,from,to\nWARM,Aland,1995,\nWARM,BBB,2000,2005\n"
    let catalogue = try package.catalogue()
    let group = try catalogue.id("WARM", .group)
    #expect(catalogue.members(of: group, day: try day("2003-01-01")) == [0, 1])
    #expect(catalogue.members(of: group, day: nil) == [0])
    #expect(try catalogue.id("CLUB", .group) != group)
    #expect(catalogue.tableNames.last == "warm_lands")
  }

  @Test("without a key a resource is a table only; a role makes measures of it")
  func roles() throws {
    var package = FictionalPackage()
    package.key = "[]"
    #expect(try package.catalogue().count(of: .measure) == 2)
    package.more =
      ", {\"name\": \"b\", \"path\": \"b.csv\", \"accord\": {\"role\": \"measure_values\"}}"
    package.files["b.csv"] = "land,year,cold\nAland,2000,1\nNamibia,2000,3\n"
    let catalogue = try package.catalogue()
    #expect(catalogue.count(of: .measure) == 3)
    #expect(try #require(catalogue.table("b")).schema.key == ["land", "year"])
  }

  @Test("what became of cells is told with the table")
  func notes() throws {
    var package = FictionalPackage()
    package.key = "[]"
    package.rows = "iso3,year,warmth,colour\n"
    for year in 2000..<2012 { package.rows += "AAA,\(year),1,red\n" }
    for name in ["BBB", "CCC", "NAM", "AA1", "AA2"] { package.rows += "\(name),2000,1,\n" }
    let text = package.rows
    package.rows = text.replacing("AA1", with: "AAA").replacing("AA2", with: "BBB")
    #expect(try #require(package.catalogue().table("warm_lands")).notes.isEmpty)
    package.rows = text
    // Two of six are too many to take the column for one of countries.
    #expect(try #require(package.catalogue().table("warm_lands")).schema.fields[0].type == .text)
    package.fields = package.fields.replacing(
      "\"iso3\", \"type\": \"string\"", with: "\"iso3\", \"accord\": {\"type\": \"country\"}")
    let table = try #require(package.catalogue().table("warm_lands"))
    #expect(table.schema.fields[0].type == .country)
    #expect(
      table.notes == [
        "column `iso3`: 2 rows without a country, since no country is called "
          + "`AA1`, `AA2`"
      ])
  }

  @Test(
    "what is wrong is said with its place",
    arguments: [
      ("\"warmth\"", "\"vote\"", "name-taken", "datapackage.json", nil),
      ("\"warmth\"", "\"V.3\"", "name-taken", "datapackage.json", nil),
      ("\"warm-lands\"", "\"treaties\"", "name-taken", "datapackage.json", nil),
      ("\"warm-lands\"", "\"club\"", "name-taken", "datapackage.json", nil),
      ("\"higher\"", "\"up\"", "bad-package", "datapackage.json", nil),
      ("\"resources\": [", "\"resources\" [", "bad-package", "datapackage.json", 3),
      ("\"version\": \"2\"", "\"version\": two", "bad-package", "datapackage.json", 1),
      ("warm.csv", "cold.csv", "file-not-found", "cold.csv", nil),
      ("warm.csv", "https://a.org/b.csv", "bad-package", "datapackage.json", nil),
      (
        "\"path\"", "\"accord\": {\"role\": \"treaties\"}, \"path\"", "bad-package",
        "datapackage.json", nil
      ),
      ("[\"iso3\", \"year\"]", "[\"iso2\"]", "unknown-column", "warm.csv", nil),
      ("[\"iso3\", \"year\"]", "\"iso3\"", "duplicate-key", "warm.csv", 3),
      ("[\"iso3\", \"year\"]", "\"colour\"", "empty-key", "warm.csv", 3),
    ] as [(String, String, String, String, Int?)])
  func faults(old: String, new: String, code: String, file: String, line: Int?) throws {
    let (data, added) = (TestFolder(), TestFolder())
    try SmallPackage().write(to: data)
    let package = FictionalPackage()
    try package.write(to: added)
    var text = package.descriptor
    if new == "\"vote\"" || new == "\"V.3\"" {
      text = text.replacing("\"name\": " + old, with: "\"name\": " + new)
      try added.write([
        "warm.csv": package.rows.replacing("warmth", with: new.filter { $0 != "\"" })
      ])
    } else {
      #expect(text.contains(old))
      text = text.replacing(old, with: new, maxReplacements: 1)
    }
    try added.write(["datapackage.json": text])
    let error = #expect(throws: CatalogueError.self) {
      try Catalogue.openOrBuild(data: data.path, adding: [added.path], cache: nil) { _ in }
    }
    #expect(error?.code == code)
    #expect(error?.file.hasSuffix(file) == true)
    #expect(error?.line == line)
  }

  @Test("a country that is none is an error with the nearest names")
  func unknownCountry() throws {
    var package = FictionalPackage()
    package.fields = package.fields.replacing(
      "\"iso3\", \"type\": \"string\"", with: "\"iso3\", \"accord\": {\"type\": \"country\"}")
    package.rows = "iso3,year,warmth,colour\nAAA,2001,4,red\nNamibi,2001,4,red\n"
    let error = #expect(throws: CatalogueError.self) { try package.catalogue() }
    #expect(error?.code == "unknown-country")
    #expect(error?.line == 3)
    #expect(error?.message.contains("nearest: Namibia") == true)
  }

  @Test("each set of packages has a store of its own, made anew when a file of it changes")
  func stores() throws {
    let (data, added, cache) = (TestFolder(), TestFolder(), TestFolder())
    try SmallPackage().write(to: data)
    var package = FictionalPackage()
    try package.write(to: added)
    func open(_ folders: [String]) throws -> (Catalogue, Int) {
      var lines = 0
      let catalogue = try Catalogue.openOrBuild(
        data: data.path, adding: folders, cache: cache.path
      ) { _ in lines += 1 }
      return (catalogue, lines)
    }
    #expect(try open([]).1 == 1)
    let alone = cache.names
    #expect(try open([added.path, added.path]).1 == 1)
    #expect(cache.names.count == 2)
    #expect(Set(cache.names).isSuperset(of: alone))
    #expect(try open([added.path]).1 == 0)
    #expect(try open([]).1 == 0)
    #expect(try open([data.path]).1 == 0)
    package.rows += "NAM,2003,1,green\n"
    try package.write(to: added)
    let (catalogue, lines) = try open([added.path])
    #expect(lines == 1)
    #expect(try #require(catalogue.table("warm_lands")).rowCount == 4)
    #expect(cache.names.count == 2)
    #expect(try open([]).0.table("warm_lands") == nil)
  }
}
