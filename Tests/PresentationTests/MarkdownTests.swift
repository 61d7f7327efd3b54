import ColumnStore
import Presentation
import Testing

@Suite struct MarkdownTests {
  @Test func `a pipe table with paragraphs below`() {
    let exhibit = Exhibit(
      table([
        (Field("country", .country), [.entity(0), .entity(1)]),
        (Field("remittances_gdp", .number, unit: "% of GDP"), numbers(-4.25, nil)),
      ]), title: "Money | home", notes: ["1 row left out"],
      particulars: ["Years: 2023"], sources: ["World Bank"])
    #expect(
      setter.markdown(exhibit) == """
        **Money \\| home**

        | country | remittances_gdp (% of GDP) |
        | :--- | ---: |
        | Mexico | −4.25 |
        | Tunisia | .. |

        Marks: .. no data

        Note: 1 row left out

        Years: 2023

        Source: World Bank

        """)
  }

  @Test func `what Markdown would take for its own is escaped`() {
    let odd = table([
      (
        Field("a_b", .text),
        texts(
          "x|y", "*a* `b`", "_c_ d_e", "<b>&amp; & [l](u)", "back\\slash", "two\nlines", "", "z")
      )
    ])
    let lines = setter.markdown(Exhibit(odd)).split(separator: "\n")
    #expect(
      lines == [
        "| a_b |", "| :--- |", #"| x\|y |"#, #"| \*a\* \`b\` |"#, #"| \_c\_ d_e |"#,
        #"| \<b>\&amp; & \[l\](u) |"#, #"| back\\slash |"#, "| two lines |", "|  |", "| z |",
      ])
  }

  @Test func `rows left out are counted in their place`() {
    let long = table([
      (Field("x", .number), (0..<20).map { .number(Double($0)) }),
      (Field("y", .text), (0..<20).map { .text("t\($0)") }),
    ])
    let page = setter.markdown(Exhibit(long), PageSettings(maximumRows: 4))
    #expect(page.contains("| 2 | t2 |\n| … 16 more rows … |  |\n| 19 | t19 |\n"))
    #expect(page.hasSuffix("\n\n20 rows\n"))
  }
}
