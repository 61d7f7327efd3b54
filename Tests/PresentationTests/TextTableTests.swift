import ColumnStore
import Presentation
import Testing

@Suite struct TextTableTests {
  let commitments = table(
    [
      (Field("country", .country), (0..<4).map { .entity($0) }),
      (
        Field("ICRMW", .text),
        [.text("party"), .missing(.notCovered), .text("none"), .text("signatory")]
      ),
      (
        Field("ICRMW.date", .date),
        [
          .date(PartialDate(year: 1999, month: 3, day: 8)!), .missing(.notApplicable),
          .date(PartialDate(year: 2006, month: 4)!), .date(PartialDate(year: 1958)!),
        ]
      ),
      (Field("remittances_gdp", .number, unit: "% of GDP"), numbers(4.25, nil, 0.5, -12)),
      (
        Field("oecd", .boolean),
        [.boolean(true), .boolean(false), .missing(.withheld), .boolean(false)]
      ),
      (Field("articles", .textSet), texts("17;18", "", "92", "14")),
    ], key: ["country"])

  @Test func `a table with all that stands around it`() {
    let exhibit = Exhibit(
      commitments, title: "Commitments and money",
      notes: [
        "1 row left out because remittances_gdp is not known, which is a long sentence to be wrapped."
      ],
      particulars: ["Years: 2019–2023; 2014 for YEM"],
      sources: ["United Nations Treaty Collection", "World Bank"])
    expectGolden(setter.text(exhibit, PageSettings(width: 88)), "all-around")
  }

  @Test func `plain glyphs and no colour keep to ASCII`() {
    let page = setter.text(Exhibit(commitments), PageSettings(width: 40, glyphs: .ascii))
    expectGolden(page, "ascii-40")
  }

  @Test func `colour changes nothing but the ink`() {
    let plain = setter.text(Exhibit(commitments, title: "T"), PageSettings(width: 60))
    let coloured = setter.text(
      Exhibit(commitments, title: "T"), PageSettings(width: 60, colour: true))
    #expect(coloured != plain)
    #expect(coloured.replacing(#/\u{1B}\[[0-9]m/#, with: "") == plain)
  }

  @Test func `a single cell is head and value`() {
    let count = table([(Field("count", .number), numbers(36))])
    #expect(setter.text(Exhibit(count)) == "count  36\n")
    let share = table([(Field("share", .number, unit: "%"), numbers(12.5))])
    #expect(setter.text(Exhibit(share, notes: ["n = 4"])) == "share (%)  12.5\n\nNote: n = 4\n")
  }

  @Test func `a single text too long for a line stands below its head`() {
    let why = table([(Field("why", .text), texts("the source covers 1990 to 2020 only"))])
    #expect(
      setter.text(Exhibit(why), PageSettings(width: 24)) == """
        why
          the source covers 1990
          to 2020 only

        """)
  }

  @Test func `a table without rows says so`() {
    let empty = table([(Field("country", .country), []), (Field("value", .number), [])])
    #expect(
      setter.text(Exhibit(empty)) == """
        country  value
        ──────────────

        no rows

        """)
  }

  @Test func `a table without columns counts its rows`() {
    let bare = Table(schema: Schema([]), columns: [], rowCount: 12_345)
    #expect(setter.text(Exhibit(bare)) == "12,345 rows\n")
  }

  @Test func `rows between the first and the last are counted`() {
    let long = table([
      (Field("place", .number), (1...199).map { .number(Double($0)) }),
      (Field("year", .number, isYear: true), (1...199).map { .number(Double(9900 + $0)) }),
    ])
    #expect(
      setter.text(Exhibit(long), PageSettings(maximumRows: 8)) == """
        place   year
        ────────────
            1   9901
            2   9902
            3   9903
            4   9904
            5   9905
            6   9906
        … 191 more rows …
          198  10098
          199  10099

        199 rows

        """)
    // One row left out would save no line.
    let nine = setter.text(Exhibit(long), PageSettings(maximumRows: 198))
    #expect(!nine.contains("more rows"))
  }

  @Test func `a table cut before it came here says how much it is of`() {
    let part = table([(Field("x", .number), numbers(1, 2))])
    let page = setter.text(Exhibit(part, totalRows: 12_000))
    #expect(page.hasSuffix("\n\n12,000 rows, the first 2 here\n"))
  }

  @Test func `texts cannot steer the terminal`() {
    let hostile = table([
      (Field("a\u{1B}[2J", .text), texts("x\ty\nz", "\u{1B}]0;title\u{7}", "\u{202E}abc"))
    ])
    let page = setter.text(Exhibit(hostile, notes: ["line\r\nbreak"]))
    #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
    #expect(page.contains("x y z"))
    #expect(page.contains("Note: line break"))
    #expect(!page.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `turned, measures go down the side`() {
    let compared = table(
      [
        (Field("country", .country), [.entity(0), .entity(1)]),
        (Field("migrant_stock", .number), numbers(1_197_624, 60_145)),
        (Field("remittances_gdp", .number, unit: "% of GDP"), numbers(4.2, nil)),
        (Field("ICRMW", .text), texts("party", "none")),
      ], key: ["country"])
    expectGolden(setter.text(Exhibit(compared, isTurned: true)), "turned")
    expectGolden(setter.markdown(Exhibit(compared, isTurned: true)), "turned-markdown")
  }
}
