import ColumnStore
import Foundation
import Presentation
import Testing

/// Names for the entities of the tests, by number.
struct Names: EntityNaming {
  var countries = ["Mexico", "Tunisia", "Côte d’Ivoire", "Democratic Republic of the Congo"]

  func name(of number: Int32, type: ValueType) -> String {
    type == .country ? countries[Int(number)] : "\(type.label) \(number)"
  }

  /// Measures 0 and 1 have their digits laid down, others not.
  func decimals(ofMeasure number: Int32) -> Int? { number < 2 ? Int(number) : nil }
}

var setter: TableSetter { TableSetter(names: Names()) }

/// A table from columns of single cells.
func table(_ columns: [(Field, [Scalar])], key: [String] = []) -> Table {
  Table(
    schema: Schema(columns.map(\.0), key: key),
    columns: columns.map { Column(type: $0.0.type, scalars: $0.1) },
    rowCount: columns.first?.1.count ?? 0)
}

func numbers(_ values: Double?...) -> [Scalar] {
  values.map { $0.map { .number($0) } ?? .missing(.noData) }
}

func texts(_ values: String...) -> [Scalar] { values.map { .text($0) } }

/// The cells of a column of numbers as they are printed, without the head.
func printed(_ values: [Double], _ field: Field, decimals: Int? = nil) -> [String] {
  let rows = table([
    (Field("row", .text), values.indices.map { .text("r\($0)") }),
    (field, values.map { .number($0) }),
  ])
  let page = setter.text(
    Exhibit(rows), PageSettings(width: 200, glyphs: .ascii, decimals: decimals))
  return page.split(separator: "\n").filter { $0.hasPrefix("r") && !$0.hasPrefix("row") }
    .map { String($0.split(separator: " ").last ?? "") }
}

/// Numbers that look random and are the same on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Compares with `Tests/Goldens/presentation/NAME.txt`; `UPDATE_GOLDENS=1` writes it anew.
func expectGolden(
  _ page: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Goldens/presentation/\(name).txt")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(page.utf8).write(to: file)
  }
  let golden = try? String(contentsOf: file, encoding: .utf8)
  #expect(page == golden, "differs from \(file.path())", sourceLocation: sourceLocation)
}
