import Foundation
import SourceText
import Testing

@testable import Drawing

/// Marks are read back from the letters of a drawing and held against the values by the scale that
/// its tick labels print: what a reader does with a ruler.
@Suite("Marks stand at their values") struct PlacementTests {
  /// The scale along x that a reader takes from the axis: columns of ticks with their labels.
  struct Ruler {
    var ticks: [(column: Int, value: Double)]

    /// - Parameter lines: a drawing whose axis has the ticks `┬` and labels in the row below.
    init(_ lines: [String]) throws {
      let row = try #require(lines.lastIndex { $0.contains("┬") })
      let columns = lines[row].enumerated().filter { $0.element == "┬" }.map(\.offset)
      let below = Array(lines[row + 1])
      ticks = []
      var column = 0
      while column < below.count {
        guard below[column] != " " else {
          column += 1
          continue
        }
        let label = below[column...].prefix { $0 != " " }
        let middle = Double(label.startIndex + label.endIndex) / 2
        let value = try #require(Double(String(label).filter { $0 != "," }))
        let tick = try #require(
          columns.min { abs(Double($0) + 0.5 - middle) < abs(Double($1) + 0.5 - middle) })
        // A label stands over its tick: its middle is within half a cell of the tick's.
        if label.startIndex > 0, label.endIndex < below.count {
          #expect(abs(Double(tick) + 0.5 - middle) <= 0.5, "\(label)")
        }
        ticks.append((tick, value))
        column = label.endIndex
      }
      #expect(ticks.count >= 2)
    }

    func place(_ value: Double) -> Double {
      let (first, last) = (ticks[0], ticks[ticks.count - 1])
      let unit = Double(last.column - first.column) / (last.value - first.value)
      return Double(first.column) + 0.5 + (value - first.value) * unit
    }

    /// Steps between neighbours, which must be even.
    var steps: Set<Int> {
      Set(zip(ticks, ticks.dropFirst()).map { $1.column - $0.column })
    }
  }

  static let values: [[Double]] = [
    [0, 50, 100], [81.8, 74.2, 67.9, 52.9, 43.2, 38.8], [-495, 12, 1230, 389, -39.5],
    [3, 3.1, 3.14], [1e6, 2.5e6, 9_999_999], [0.001, 0.0025, 0.009], [-3, -2, -0.5],
  ]

  @Test("ticks are even and labels stand over them", arguments: values, [40, 72, 80, 113])
  func ticks(_ values: [Double], _ width: Int) throws {
    for content in Self.lying(values) {
      let lines = TextRenderer(.init(width: width)).lines(Chart(content))
      let ruler = try Ruler(lines)
      #expect(ruler.steps.count == 1, "\(content.name) \(lines.joined(separator: "\n"))")
    }
  }

  static func lying(_ values: [Double]) -> [ChartContent] {
    let names = values.indices.map { "c\($0)" }
    let axis = Axis("")
    return [
      .bar(
        BarData(
          categories: names, series: [Series("", values.map { .number($0) })], axis: axis)),
      .dot(DotData(rows: zip(names, values).map { .init($0, .number($1)) }, axis: axis)),
      .dumbbell(
        PairData(
          from: "a", to: "b",
          rows: zip(names, values).map { .init($0, from: .number(values[0]), to: .number($1)) },
          axis: axis, sortsByGap: false)),
    ]
  }

  @Test("dots and arrows stand within half a cell", arguments: values, [60, 80, 120])
  func dots(_ values: [Double], _ width: Int) throws {
    let contents = Self.lying(values)
    for (content, signs) in zip(contents.dropFirst(), [["●"], ["▶", "◀", "●"]]) {
      let lines = TextRenderer(.init(width: width)).lines(Chart(content))
      let ruler = try Ruler(lines)
      for (index, value) in values.enumerated() {
        let line = try #require(lines.first { $0.trimmingPrefix(" ").hasPrefix("c\(index)") })
        let column = try #require(
          Array(line).lastIndex { signs.contains(String($0)) }, "\(content.name): \(line)")
        #expect(abs(Double(column) + 0.5 - ruler.place(value)) <= 0.5 + 1e-9, "\(value): \(line)")
      }
    }
  }

  @Test("bars end within half a cell of their value", arguments: values, GlyphSet.allCases)
  func bars(_ values: [Double], _ glyphs: GlyphSet) throws {
    let content = Self.lying(values)[0]
    let ruler = try Ruler(TextRenderer(.init(width: 80)).lines(Chart(content)))
    let lines = TextRenderer(.init(width: 80, glyphs: glyphs)).lines(Chart(content))
    let zero = ruler.place(0)
    for (index, value) in values.enumerated() {
      let line = try #require(lines.first { $0.trimmingPrefix(" ").hasPrefix("c\(index)") })
      let eighths: [Character: Double] = [
        "▏": 0.125, "▎": 0.25, "▍": 0.375, "▌": 0.5, "▋": 0.625, "▊": 0.75, "▉": 0.875, "█": 1,
        "#": 1, "⣿": 1, "⡇": 0.5,
      ]
      let length = line.reduce(0) { $0 + (eighths[$1] ?? 0) }
      #expect(abs(length - abs(ruler.place(value) - zero)) <= 0.5 + 0.07, "\(value): \(line)")
    }
  }

  @Test("points of a scatter stand in the cell of both values")
  func points() throws {
    let pairs: [(Double, Double)] = [(0, 0), (100, 50), (33, 21), (71, 48), (12, 39)]
    let data = ScatterData(
      points: pairs.map { .init(x: .number($0.0), y: .number($0.1)) }, horizontal: Axis(""),
      vertical: Axis(""))
    let lines = TextRenderer(.init(width: 80, height: 21)).lines(Chart(.scatter(data)))
    let ruler = try Ruler(lines)
    // Rows of the labels along y.
    let rows = lines.enumerated().compactMap { row, line -> (row: Int, value: Double)? in
      guard let axis = line.firstIndex(of: "┤") else { return nil }
      return Double(line[..<axis].trimmingCharacters(in: .whitespaces)).map { (row, $0) }
    }
    let (top, bottom) = (try #require(rows.first), try #require(rows.last))
    let marks = lines.enumerated().flatMap { row, line in
      line.enumerated().filter { $0.element == "●" }.map { (row: row, column: $0.offset) }
    }
    #expect(marks.count == pairs.count)
    for (x, y) in pairs {
      let height =
        Double(top.row) + (top.value - y) / (top.value - bottom.value)
        * Double(bottom.row - top.row)
      #expect(
        marks.contains { mark in
          abs(Double(mark.column) + 0.5 - ruler.place(x)) <= 0.5 + 1e-9
            && abs(Double(mark.row) - height) <= 0.5 + 1e-9
        }, "\(x), \(y)")
    }
  }

  @Test(
    "the ends of lines stand at their values, in every set of glyphs", arguments: GlyphSet.allCases)
  func lineEnds(_ glyphs: GlyphSet) throws {
    let series = [
      Series("up", [10, 20, 40]), Series("down", [35, 30, 5]),
      Series("short", [20, 25, .missing(.noData)]),
    ]
    let data = LineData(positions: [2000, 2010, 2020], series: series, vertical: Axis(""))
    let scene = Layout.scene(
      of: Chart(.line(data)), .init(columns: 80, rows: 21, isText: true))
    let paths = scene.items.compactMap { if case .path(let path) = $0 { path } else { nil } }
    #expect(paths.count == 3)
    // Heights are in proportion to the values.
    let ends = paths.sorted { $0.stroke < $1.stroke }.map { $0.points[$0.points.count - 1].y }
    let unit = (ends[0] - ends[1]) / (40 - 5)
    #expect(abs(ends[0] - ends[2] - unit * (40 - 25)) < 1e-9)
    let lines = TextRenderer(.init(width: 80, height: 21, glyphs: glyphs)).lines(Chart(.line(data)))
    for (index, end) in ends.enumerated() {
      #expect(lines[Int(end)].contains(glyphs.marker(index)), "\(lines[Int(end)])")
    }
    // The name of a line that ends early stands where it ends.
    let short = try #require(lines.dropFirst().first { $0.contains("short") })
    let mark = try #require(short.lastIndex(of: glyphs.marker(2)))
    #expect(short[mark...].dropFirst(2).hasPrefix("short"))
  }
}
