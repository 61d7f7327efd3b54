import Catalogue
import ColumnStore
import Testing

@Suite("names")
struct NameTests {
  @Test(
    "countries by short name, code, alias and former name, in any case and without accents",
    arguments: [
      ("Congo", "COG"), ("Niger", "NER"), ("eswatini", "SWZ"), ("SWAZILAND", "SWZ"),
      ("SWZ", "SWZ"), ("sz", "SWZ"), ("Cote d'Ivoire", "CIV"), ("Côte d’Ivoire", "CIV"),
      ("Burma", "MMR"), ("turkey", "TUR"), ("Türkiye", "TUR"), ("turkiye", "TUR"),
      ("United States", "USA"), ("USA", "USA"), ("NA", "NAM"), ("Sao Tome and Principe", "STP"),
      ("Yugoslavia", "YUG"), ("Kosovo", "XKX"), ("European Union", "EUU"),
    ])
  func countries(word: String, iso3: String) throws {
    let catalogue = try Shipped.catalogue()
    let matches = catalogue.matches(word, kinds: [.country])
    #expect(matches.map { catalogue.country($0.id).iso3 } == [iso3])
  }

  @Test(
    "treaties by identifier, code and title",
    arguments: [
      ("icrmw", "ICRMW"), ("CRC-OPAC", "CRC_OPAC"), ("crc_opac", "CRC_OPAC"),
      ("Migrant Workers Convention", "ICRMW"), ("C097", "C097"), ("C97", "C097"),
    ])
  func treaties(word: String, identifier: String) throws {
    let catalogue = try Shipped.catalogue()
    let matches = catalogue.matches(word, kinds: [.treaty])
    #expect(matches.map { catalogue.name(of: EntityKind.treaty, $0.id) } == [identifier])
  }

  @Test("measures and groups by their official codes and titles")
  func others() throws {
    let catalogue = try Shipped.catalogue()
    let remittances = try catalogue.id("remittances_received", .measure)
    #expect(try catalogue.id(catalogue.measure(remittances).code, .measure) == remittances)
    let group = try catalogue.id("NAFTA", .group)
    #expect(catalogue.group(group).identifier == "NAFTA/USMCA")
    #expect(catalogue.matches("nafta/usmca", kinds: [.group]).first?.id == group)
    let core = try catalogue.id("core_un", .basket)
    #expect(catalogue.basket(core).treaties.count == 9)
  }

  @Test("every identifier names its own entity and nothing else of its kind")
  func identifiers() throws {
    let catalogue = try Shipped.catalogue()
    for kind in EntityKind.allCases {
      for id in 0..<Int32(catalogue.count(of: kind)) {
        let name = catalogue.name(of: kind, id)
        #expect(catalogue.matches(name, kinds: [kind]) == [EntityMatch(kind: kind, id: id)])
      }
    }
  }

  @Test("an official name goes alone; other names that two share are both given")
  func ambiguity() throws {
    let catalogue = try SmallPackage().catalogue()
    func codes(_ word: String) -> [String] {
      catalogue.matches(word, kinds: [.country]).map { catalogue.country($0.id).iso3 }
    }
    #expect(codes("Bland") == ["BBB"])
    #expect(codes("land") == ["AAA", "BBB"])
    #expect(codes("AA") == ["AAA", "BBB"])
    #expect(codes("GROSSLAND") == ["AAA"])
    #expect(codes("nowhere") == [])
    #expect(codes("") == [])
    #expect(catalogue.matches("AAA", kinds: [.group]).isEmpty)
  }

  @Test("nearest names show what a former name is now")
  func nearest() throws {
    let catalogue = try Shipped.catalogue()
    let near = catalogue.nearest(to: "Swazland", kind: .country, limit: 3)
    #expect(near.first == "Swaziland (now Eswatini, SWZ)")
    #expect(near.contains("Switzerland") || near.count < 3)
    #expect(catalogue.nearest(to: "Untied States", kind: .country, limit: 1) == ["United States"])
    #expect(catalogue.nearest(to: "ICMRW", kind: .treaty, limit: 1) == ["ICRMW"])
    let measures = catalogue.nearest(to: "forced labor", kind: .measure, limit: 5)
    #expect(measures.contains("forced_labour"))
    #expect(catalogue.nearest(to: "x", kind: .country, limit: 0).isEmpty)
  }
}
