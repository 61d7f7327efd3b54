import Documents

/// One document with every kind of node in it.
enum Sample {
  static let awkward = "a < b & c > \"d\" \\ $5 #1 50% x_y {z} ~ ^ | * ` [e] é → − …"

  static var document: Document {
    let grid = TableGrid(
      alignments: [.leading, .trailing, .centre],
      heads: [[.text("country")], [.text("migrants (people)")], [.text("a|b")]],
      rows: [
        [[.text("Côte d'Ivoire")], [.text("1,024")], [.code("x|y")]],
        [[.text("[Peru]")], [.text("\u{2212}3")], [.text("..")]],
      ])
    return Document(
      title: "A & B", authors: ["N. N."], date: "2024", abstract: "What <this> is",
      blocks: [
        .heading(level: 2, [.text("Head "), .emphasis([.text("one")])]),
        .paragraph([
          .text(awkward), .softBreak, .strong([.text("strong")]), .lineBreak,
          .strikethrough([.text("gone")]), .code("a `b` c"),
          .link(address: "https://example.org/a_b?c=%20#d", title: "t", [.text("link")]),
          .image(address: "p.png", title: "", [.text("picture")]), .footnoteMark("1"),
          .markup("<!-- aside -->"),
        ]),
        .quote([.paragraph([.text("quoted")])]),
        .list(List(start: nil, isTight: true, items: [[.paragraph([.text("one")])]])),
        .list(
          List(
            start: 3, isTight: false,
            items: [[.paragraph([.text("three")])], [.paragraph([.text("four")])]])),
        .code(language: "text", "code & <more>\n"), .rule, .markup("<script>alert(1)</script>\n"),
        .table(grid), .definitions("let x = 1\n"),
        .chart(
          ChartBlock(svg: "<svg></svg>\n", text: "▁▂", plainText: "_-", description: "It \"rises\"")
        ),
        .exhibit(
          ExhibitBlock(
            label: "Table 1", identifier: "one", caption: [.text("Caption")], body: [.table(grid)],
            notes: [[.text("Note: & so on")]], statements: "from countries | count\n")),
        .footnote(label: "1", [.paragraph([.text("The note.")])]),
      ])
  }
}
