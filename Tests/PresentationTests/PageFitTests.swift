import ColumnStore
import Presentation
import SourceText
import Testing

@Suite struct PageFitTests {
  let indicators = table(
    [
      (Field("country", .country), [.entity(3), .entity(0)]),
      (Field("year", .number, isYear: true), numbers(2019, 2020)),
      (Field("title", .text), texts("Migrant workers and their families", "Short")),
      (Field("migrant_stock_share_of_population", .number), numbers(1.5, 22)),
      (Field("topic", .text), texts("Migration and remittances", "Labour")),
      (Field("value", .number, unit: "US$ per 100 sent home"), numbers(6.5, 7)),
    ], key: ["country", "year"])

  @Test(arguments: [120, 100, 70, 48, 30, 20])
  func `narrower pages break heads, then shorten texts, then leave columns out`(width: Int) {
    let page = setter.text(Exhibit(indicators), PageSettings(width: width))
    expectGolden(page, "width-\(width)")
  }

  @Test func `where the page is too narrow, what came along leaves before what was added`() {
    var exhibit = Exhibit(
      table(
        ["key", "brought_first", "brought_second", "added_first", "added_second"].map {
          (Field($0, .text), texts("of \($0)", "x"))
        }, key: ["key"]))
    let page = PageSettings(width: 46)
    #expect(!setter.text(exhibit, page).contains("of added_first"))
    exhibit.addedColumns = ["added_first", "added_second"]
    let text = setter.text(exhibit, page)
    #expect(text.contains("of added_first") && text.contains("of added_second"))
    #expect(text.contains("Not shown for width: brought_"))
  }

  @Test func `what the rows are sorted by stays, and the last column with it`() {
    var exhibit = Exhibit(
      table(
        ["key", "first", "second", "third", "last"].map {
          (Field($0, .text), texts("of \($0) column", "x"))
        }, key: ["key"]))
    exhibit.orderColumns = ["third"]
    let text = setter.text(exhibit, PageSettings(width: 54))
    #expect(text.contains("of third") && text.contains("of last"))
    #expect(text.contains("Not shown for width: first, second"))
  }

  /// Names and texts in scripts of every width, with marks that take none.
  static let words = [
    "Mexico", "a", "", "Côte d’Ivoire", "中华人民共和国", "대한민국", "الجمهورية التونسية",
    "e\u{301}te\u{301}",
    "👩‍👩‍👧‍👦 families", "🇲🇽", "ไทย", "हिन्दी", "migrant_stock_share", "x | y", "\u{301}lone", "日本",
    "internationalisation_without_any_break_whatsoever", "two words", "tab\tand\nline",
  ]

  @Test func `no line is wider than the page`() {
    var generator = SeededGenerator(state: 42)
    func word() -> String { Self.words.randomElement(using: &generator)! }
    func missing() -> Scalar { .missing(Missing.allCases.randomElement(using: &generator)!) }
    for round in 0..<600 {
      let rowCount = Int.random(in: 0...12, using: &generator)
      var columns: [(Field, [Scalar])] = []
      for index in 0..<Int.random(in: 1...9, using: &generator) {
        let type = [ValueType.text, .number, .country, .date, .boolean, .textSet]
          .randomElement(using: &generator)!
        let scale = [1, 1000, 1e9, 1e-4, 1e18].randomElement(using: &generator)!
        let cells = (0..<rowCount).map { _ -> Scalar in
          if Int.random(in: 0..<8, using: &generator) == 0 { return missing() }
          switch type {
          case .text: return .text(word() + " " + word())
          case .textSet: return .text(word() + ";" + word())
          case .number: return .number(Double.random(in: -1...1, using: &generator) * scale)
          case .country: return .entity(Int32.random(in: 0..<19, using: &generator))
          case .boolean: return .boolean(Bool.random(using: &generator))
          case .date:
            return .date(PartialDate(year: Int.random(in: 1900...2020, using: &generator))!)
          default: return missing()
          }
        }
        let unit = Bool.random(using: &generator) ? word() : nil
        columns.append((Field(word() + "_\(index)", type, unit: unit), cells))
      }
      let exhibit = Exhibit(
        table(columns, key: Bool.random(using: &generator) ? columns.prefix(2).map(\.0.name) : []),
        title: word(), notes: [(0..<12).map { _ in word() }.joined(separator: " ")],
        sources: [word(), word()], totalRows: 100_000,
        isTurned: Int.random(in: 0..<4, using: &generator) == 0)
      let settings = PageSettings(
        width: Int.random(in: 20...200, using: &generator),
        glyphs: Bool.random(using: &generator) ? .unicode : .ascii,
        maximumRows: Bool.random(using: &generator) ? 5 : nil)
      let setter = TableSetter(names: Names(countries: Self.words))
      let page = setter.text(exhibit, settings)
      for line in page.split(separator: "\n") {
        let width = DisplayWidth.of(String(line))
        #expect(width <= settings.width, "round \(round), width \(settings.width): \(line)")
      }
      #expect(!page.contains(" \n"), "no line ends in a blank, round \(round)")
    }
  }

  @Test func `what does not fit is named`() {
    let page = setter.text(Exhibit(indicators), PageSettings(width: 30))
    #expect(page.contains("Not shown for width: "))
    let parts = page.split(separator: "\n\n")
    let below = parts[1].filter { !$0.isWhitespace }
    for field in indicators.schema.fields where !parts[0].contains(field.name.prefix(5)) {
      #expect(below.contains(field.name), "\(field.name) is gone without a word")
    }
  }
}
