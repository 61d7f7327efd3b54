import Testing

@testable import SourceText

@Suite("Folding and suggesting names")
struct NameTests {
  @Test(
    "folding takes away case and the accents of Latin letters",
    arguments: [
      ("Côte d’Ivoire", "cote d'ivoire"), ("CÔTE D'IVOIRE", "cote d'ivoire"),
      ("Türkiye", "turkiye"), ("TÜRKİYE", "turkiye"), ("São Tomé", "sao tome"),
      ("Việt Nam", "viet nam"), ("Curac\u{327}ao", "curacao"), ("Łódź", "lodz"),
      ("Straße", "strasse"), ("Ísland", "island"), ("Århus", "arhus"), ("Đà Nẵng", "da nang"),
      ("المَغرِب", "المغرب"), ("Ελλάδα", "ελλάδα"), ("中国", "中国"), ("", ""),
    ])
  func folding(text: String, folded: String) { #expect(NameFolding.fold(text) == folded) }

  @Test("folding twice changes nothing more")
  func foldingIsStable() {
    for value: UInt32 in 0x20...0x24F {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let once = NameFolding.fold(String(scalar))
      #expect(NameFolding.fold(once) == once)
    }
  }

  @Test("the nearest names come first, ties by the alphabet")
  func nearest() {
    let countries = ["Swaziland", "Switzerland", "Sweden", "Niger", "Nigeria", "Türkiye", "Togo"]
    func near(_ name: String) -> [String] { NameSuggestion.nearest(to: name, among: countries) }
    #expect(near("Swazland") == ["Swaziland"])
    #expect(near("Ngieria") == ["Nigeria"])
    #expect(near("turkiey") == ["Türkiye"])
    #expect(near("Switz") == ["Switzerland"])
    #expect(near("Tgoo") == ["Togo"])
    #expect(near("Argentina").isEmpty)
    #expect(near("T").isEmpty)
    #expect(near("").isEmpty)
  }

  @Test("the start of a word counts, behind every slip of the hand")
  func wordStarts() {
    let columns = ["remittances_gdp", "cost_remittances", "remit", "x", "gdp"]
    #expect(
      NameSuggestion.nearest(to: "remi", among: columns)
        == ["cost_remittances", "remit", "remittances_gdp"])
    #expect(NameSuggestion.nearest(to: "gpd", among: columns) == ["gdp"])
    #expect(
      NameSuggestion.nearest(to: "remitances", among: columns)
        == ["cost_remittances", "remittances_gdp"])
    #expect(NameSuggestion.nearest(to: "remotenesses", among: columns).isEmpty)
    // A name without words is near to nothing.
    #expect(NameSuggestion.nearest(to: "remitances", among: ["__"]).isEmpty)
    #expect(NameSuggestion.nearest(to: "re", among: columns).isEmpty)
  }

  @Test("a name with every word of the wrong one, and more, goes before a slip of several letters")
  func everyWord() {
    let columns = ["migrant_stock", "migrant_stock_share", "migrant_scare", "share"]
    #expect(
      NameSuggestion.nearest(to: "migrant_share", among: columns)
        == ["migrant_scare", "migrant_stock_share", "migrant_stock"])
  }

  @Test("no more than asked for, none twice, and never the name itself")
  func limits() {
    let names = ["aab", "aac", "aad", "aae", "aab", "aaa"]
    #expect(NameSuggestion.nearest(to: "aaa", among: names) == ["aab", "aac", "aad"])
    #expect(NameSuggestion.nearest(to: "aaa", among: names, limit: 1) == ["aab"])
    #expect(NameSuggestion.nearest(to: "aaa", among: names, limit: 0).isEmpty)
  }
}
