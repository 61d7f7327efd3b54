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

  @Test("without measures the numbers of a row are alike, whole ones whole")
  func byRow() {
    let rows = table([
      (Field("column", .text), texts("r1", "r2", "r3", "r4")),
      (field("min"), numbers(1960, 1, 0.38, nil)),
      (field("mean"), numbers(2009.25, 18_065.123456, 0.7234567, nil)),
      (field("max"), numbers(2025, 12_168_662, 0.972, nil)),
    ])
    #expect(
      lines(rows) == [
        "r1 1960 2009.25 2025", "r2 1 18,065 12,168,662", "r3 0.380 0.723 0.972", "r4 .. .. ..",
      ])
  }
}
