import Catalogue
import ColumnStore
import Testing

@Suite("the shipped data")
struct ShippedDataTests {
  @Test("every column of every table can be read and fits its schema")
  func tables() throws {
    let catalogue = try Shipped.catalogue()
    for name in catalogue.tableNames {
      let table = try #require(catalogue.table(name))
      #expect(table.rowCount > 0, "\(name)")
      for (index, field) in table.schema.fields.enumerated() {
        let column = try table.column(index)
        #expect(column.count == table.rowCount, "\(name).\(field.name)")
        #expect(column.type == field.type, "\(name).\(field.name)")
        if let dictionary = column.dictionary, case .ints(let codes) = column.storage {
          #expect(
            codes.buffer.allSatisfy { $0 < Int32(dictionary.count) }, "\(name).\(field.name)")
        }
      }
    }
  }

  @Test(
    "values stated by their publishers",
    arguments: [
      ("remittances_received", "Mexico", 2023, 66.2e9, 0.1e9),
      ("remittances_received", "India", 2023, 119.5e9, 0.1e9),
      ("remittances_gdp", "Tajikistan", 2022, 49.9, 0.1),
      ("migrant_stock", "United States", 2024, 52.4e6, 0.1e6),
      ("refugees_hosted", "Türkiye", 2022, 3.57e6, 0.01e6),
    ])
  func values(
    measure: String, country: String, year: Int, expected: Double, tolerance: Double
  ) throws {
    let catalogue = try Shipped.catalogue()
    let value = try catalogue.value(
      of: catalogue.id(measure, .measure), country: catalogue.id(country, .country), year: year)
    // The tolerance is half of the last digit stated, and a little.
    #expect(abs(value - expected) <= tolerance)
  }

  @Test("Mexico to United States 2020: 10,853,105 migrants")
  func corridor() throws {
    let catalogue = try Shipped.catalogue()
    let table = try #require(catalogue.table("corridors"))
    func column(_ name: String) throws -> Column {
      try table.column(try #require(table.schema.index(of: name)))
    }
    let (origin, destination) = (try column("origin"), try column("destination"))
    let (year, migrants) = (try column("year"), try column("migrants"))
    let from = Scalar.entity(try catalogue.id("Mexico", .country))
    let to = Scalar.entity(try catalogue.id("United States", .country))
    let row = try #require(
      (0..<table.rowCount).first {
        origin[$0] == from && destination[$0] == to && year[$0] == .number(2020)
      })
    #expect(migrants[row] == .number(10_853_105))
  }

  @Test("the table of ratifications agrees with the readings at the lists' dates")
  func ratifications() throws {
    let catalogue = try Shipped.catalogue()
    let table = try #require(catalogue.table("ratifications"))
    let status = try table.column(try #require(table.schema.index(of: "status")))
    let treaty = try table.column(1)
    for id in 0..<Int32(catalogue.count(of: .treaty)) {
      let name = catalogue.name(of: EntityKind.treaty, id)
      let parties = try catalogue.parties(name, at: nil).count
      let rows = (0..<table.rowCount).count {
        treaty[$0] == .entity(id) && status[$0] == .text("party")
      }
      #expect(rows == parties, "\(name)")
    }
  }

  @Test("52 entries of the list are territories, of which no treaty says anything")
  func territories() throws {
    let catalogue = try Shipped.catalogue()
    let territories = (0..<Int32(catalogue.listedCountryCount)).filter {
      catalogue.country($0).kind == .territory
    }
    #expect(territories.count == 52)
    let record = try catalogue.record(of: catalogue.id("CRC", .treaty))
    for country in territories {
      let reading = record.reading(country: country, day: nil, basis: .deposit)
      #expect(reading.status == .missing(.notApplicable))
    }
  }

  @Test("everything has a source")
  func sources() throws {
    let catalogue = try Shipped.catalogue()
    for id in 0..<Int32(catalogue.count(of: .measure)) {
      #expect(!catalogue.sources(ofMeasure: id).isEmpty)
    }
    for name in catalogue.tableNames {
      #expect(!catalogue.sources(ofTable: name).isEmpty, "\(name)")
    }
    let treaty = try catalogue.id("ICRMW", .treaty)
    #expect(catalogue.sources(ofTreaty: treaty).first?.identifier == "UNTC2026")
    #expect(catalogue.editionDate.precision == .day)
  }

  @Test(
    "search finds the name, its beginning, words and near misses, best first",
    arguments: [
      ("ICRMW", "ICRMW"), ("migrant workers convention", "ICRMW"), ("Eswatini", "Eswatini"),
      ("Swaziland", "Eswatini"), ("corridors", "corridors"), ("BX.TRF.PWKR.CD.DT", ""),
      ("forced labour", ""), ("Swazland", "Eswatini"), ("core_un", "core_un"), ("oecd", "OECD"),
    ])
  func search(text: String, first: String) throws {
    let catalogue = try Shipped.catalogue()
    let hits = catalogue.search(text, limit: 10).hits
    #expect(!hits.isEmpty || first.isEmpty)
    if !first.isEmpty { #expect(hits.first?.identifier == first) }
    #expect(hits == catalogue.search(text, limit: 10).hits)
    #expect(hits.count <= 10)
  }

  @Test("search by right and category")
  func searchWords() throws {
    let catalogue = try Shipped.catalogue()
    let hits = catalogue.search("forced labour", limit: 40).hits.map(\.identifier)
    #expect(hits.contains("forced_labour"))
    #expect(hits.contains("C029"))
    #expect(catalogue.search("", limit: 5).hits.isEmpty)
    #expect(catalogue.search("  ;", limit: 5).hits.isEmpty)
    #expect(catalogue.search("zzzzqqqq", limit: 5).hits.isEmpty)
  }
}
