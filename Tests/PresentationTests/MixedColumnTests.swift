import ColumnStore
import Presentation
import Testing

@Suite("Columns of different quantities")
struct MixedColumnTests {
  private func field(_ name: String) -> Field {
    var field = Field(name, .number)
    field.isMixed = true
    return field
  }

  private func lines(_ table: Table) -> [String] {
    setter.text(Exhibit(table), PageSettings(width: 100, glyphs: .ascii))
      .split(separator: "\n").filter { $0.contains("measure ") || $0.hasPrefix("r") }
      .map { $0.split(separator: " ").joined(separator: " ") }
  }

  @Test("a measure has its own digits, and its rows are alike")
  func byMeasure() {
    let measures: [Scalar] = [0, 1, 1, 2, 2].map { .entity($0) }
    let rows = table([
      (Field("series", .measure), measures),
      (field("value"), numbers(1_121_064_767_169.2, 0.07, 95.25, 0.338, nil)),
    ])
    #expect(
      lines(rows) == [
        "measure 0 1,121,064,767,169", "measure 1 0.1", "measure 1 95.3", "measure 2 0.338",
        "measure 2 ..",
      ])
  }

  @Test("a file's own names of quantities serve as measures do")
  func byText() {
    for head in ["Indicator", "indicator_name", "Series Code", "VARIABLE"] {
      let rows = table([
        (Field(head, .text), texts("r1", "r2", "r2")),
        (field("value"), numbers(1_121_064_767_169, 0.763, 0.6)),
      ])
      #expect(lines(rows) == ["r1 1,121,064,767,169", "r2 0.763", "r2 0.600"], "\(head)")
    }
  }

  @Test("without measures a number has three significant digits, or is as it is")
  func byCell() {
    let rows = table([
      (Field("column", .text), texts("r1", "r2", "r3", "r4")),
      (field("min"), numbers(1960, 0.6, 0.00012345, nil)),
      (field("mean"), numbers(2001.5, 203_620_378_821.4567, 0.7234567, nil)),
      (field("max"), numbers(2025, 12_168_662, 1.23456, nil)),
    ])
    #expect(
      lines(rows) == [
        "r1 1960 2001.5 2025", "r2 0.6 203,620,378,821 12,168,662", "r3 0.000123 0.723 1.23",
        "r4 .. .. ..",
      ])
  }
}
