import SourceText
import Testing

@testable import Drawing

@Suite("What holds for every drawing") struct DrawingPropertyTests {
  @Test("all lines have one width, at most that asked", arguments: Array(0..<60))
  func widths(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for chart in RandomCharts.all(using: &generator) {
      let width = Int.random(in: 1...300, using: &generator)
      let glyphs = GlyphSet.allCases.randomElement(using: &generator) ?? .unicode
      let lines = TextRenderer(.init(width: width, glyphs: glyphs)).lines(chart)
      #expect(!lines.isEmpty)
      let widths = Set(lines.map(DisplayWidth.of))
      #expect(
        widths.count == 1 && widths.allSatisfy { $0 <= width },
        "\(chart.panels[0].content.name) at \(width): \(widths)")
      let svg = SVGRenderer(.init(width: width)).svg(chart)
      #expect(XMLChecker.fault(in: svg) == nil, "\(chart.panels[0].content.name)")
      #expect(!svg.contains("nan") && !svg.contains("inf\""))
      #expect(!ChartDescription.sentences(of: chart).isEmpty)
    }
  }

  @Test("nothing lies outside of the scene", arguments: Array(100..<130))
  func inside(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    for chart in RandomCharts.all(using: &generator) {
      let width = Int.random(in: 40...160, using: &generator)
      for isText in [true, false] {
        let scene = Layout.scene(
          of: chart, Layout.Options(columns: width, isText: isText, levels: isText ? 4 : 64))
        for item in scene.items { expectInside(item, scene, chart.panels[0].content.name) }
      }
    }
  }

  private func expectInside(_ item: SceneItem, _ scene: Scene, _ kind: String) {
    let slack = 0.51
    func check(_ point: Point) {
      #expect(
        point.x >= -slack && point.x <= Double(scene.columns) + slack && point.y >= -slack
          && point.y <= Double(scene.rows) + slack, "\(kind): \(item)")
    }
    switch item {
    case .text(let text):
      let width = Double(DisplayWidth.of(text.text))
      let left =
        switch text.anchor {
        case .start: text.x
        case .middle: text.x - width / 2
        case .end: text.x - width
        }
      check(Point(x: left, y: Double(text.row)))
      check(Point(x: left + width, y: Double(text.row)))
    case .bar(let bar):
      check(bar.from)
      check(bar.to)
    case .path(let path): path.points.forEach(check)
    case .area(let area): (area.upper + area.lower).forEach(check)
    case .marker(let marker): check(marker.at)
    case .rule(let rule):
      check(rule.from)
      check(rule.to)
    case .cell(let cell):
      check(Point(x: Double(cell.x), y: Double(cell.row)))
      check(Point(x: Double(cell.x + cell.width), y: Double(cell.row + cell.height)))
    case .shade(let shade):
      check(shade.from)
      check(shade.to)
    case .spark(let spark): check(Point(x: 0, y: Double(spark.row)))
    }
  }

  @Test("the same input gives the same bytes")
  func deterministic() {
    var one = SeededGenerator(seed: 7)
    var other = SeededGenerator(seed: 7)
    for (first, second) in zip(RandomCharts.all(using: &one), RandomCharts.all(using: &other)) {
      #expect(TextRenderer().lines(first) == TextRenderer().lines(second))
      #expect(SVGRenderer().svg(first) == SVGRenderer().svg(second))
    }
  }

  @Test("colours add nothing but escapes", arguments: Samples.all.map(\.name))
  func colours(_ name: String) throws {
    let chart = try #require(Samples.all.first { $0.name == name }?.chart)
    let plain = TextRenderer().lines(chart)
    for depth in ColourDepth.allCases {
      let lines = TextRenderer(.init(colour: depth)).lines(chart).map { line in
        line.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
      }
      #expect(lines == plain)
    }
  }

  @Test("a dot stands within half a cell of its value")
  func placed() throws {
    let rows = (0..<30).map { DotData.Row("C\($0)", .number(Double($0 * $0))) }
    let chart = Chart(.dot(DotData(rows: rows, axis: Axis("value"))))
    let scene = Layout.scene(of: chart, Layout.Options(columns: 80, isText: true, levels: 4))
    let marks = scene.items.compactMap { item -> SceneMarker? in
      if case .marker(let marker) = item, case .series = marker.shape { marker } else { nil }
    }
    #expect(marks.count == 30)
    let lines = TextRenderer().lines(chart).map(Array.init)
    for mark in marks {
      let row = Int(mark.at.y)
      let column = try #require(lines[row].firstIndex(of: "●"))
      #expect(abs(Double(column) + 0.5 - mark.at.x) <= 0.5)
    }
    // Values and positions are in proportion.
    let unit = (marks[29].at.x - marks[0].at.x) / 841
    for (index, mark) in marks.enumerated() {
      #expect(abs(mark.at.x - marks[0].at.x - unit * Double(index * index)) < 1e-9)
    }
  }

  @Test("missing years are gaps: neither zero nor bridged")
  func gaps() {
    let data = LineData(
      positions: [2000, 2001, 2002, 2003, 2004],
      series: [Series("A", [1, 2, .missing(.noData), 4, 5])], vertical: Axis("value"))
    let scene = Layout.scene(of: Chart(.line(data)), Layout.Options(columns: 80))
    let paths = scene.items.compactMap { item -> ScenePath? in
      if case .path(let path) = item { path } else { nil }
    }
    #expect(paths.map(\.points.count) == [2, 2])
  }

  @Test("bars start at zero and stacks meet")
  func bars() throws {
    let data = BarData(
      categories: ["a"], series: [Series("x", [50]), Series("y", [50]), Series("z", [-20])],
      axis: Axis("value"), arrangement: .stacked)
    let scene = Layout.scene(of: Chart(.bar(data)), Layout.Options(columns: 80))
    let bars = scene.items.compactMap { item -> SceneBar? in
      if case .bar(let bar) = item, !bar.isSample { bar } else { nil }
    }
    #expect(bars.count == 3)
    #expect(bars[0].to.x == bars[1].from.x)
    #expect(bars[0].from.x == bars[2].from.x && bars[2].to.x < bars[2].from.x)
  }

  @Test("what cannot be drawn is said in a line")
  func declined() {
    for chart in RandomCharts.empty {
      let lines = TextRenderer().lines(chart)
      #expect(lines.contains { $0.contains("nothing to draw") }, "\(lines)")
    }
    #expect(TextRenderer(.init(width: 12)).lines(Samples.bar) == ["needs 20 co…"])
    #expect(TextRenderer(.init(width: 0)).lines(Samples.bar) == [""])
  }

  @Test("ten thousand values of any kind are drawn, with what is missing among them")
  func many() {
    let values = (0..<10_000).map { number -> Datum in
      number % 11 == 0 ? .missing(.noData) : .number(Double((number * 7919) % 10_007) / 7)
    }
    let axis = Axis("measure")
    let names = values.indices.map { "c\($0)" }
    let series = [Series("a", values)]
    let contents: [ChartContent] = [
      .bar(BarData(categories: names, series: series, axis: axis)),
      .dot(DotData(rows: zip(names, values).map { .init($0, $1) }, axis: axis)),
      .slope(
        PairData(
          from: "a", to: "b", rows: zip(names, values).map { .init($0, from: $1, to: $1) },
          axis: axis)),
      .line(LineData(positions: values.indices.map(Double.init), series: series, vertical: axis)),
      .area(LineData(positions: values.indices.map(Double.init), series: series, vertical: axis)),
      .scatter(
        ScatterData(
          points: zip(names, values).map { .init($0, x: $1, y: $1) }, horizontal: axis,
          vertical: axis, labelled: Set(names.prefix(500)), showsFit: true)),
      .histogram(DistributionData(groups: series, axis: axis)),
      .strip(DistributionData(groups: series, axis: axis)),
      .box(DistributionData(groups: series, axis: axis)),
      .heatmap(HeatmapData(rows: ["a"], columns: names, values: [values], axis: axis)),
      .spark(SparkData(values)),
    ]
    for content in contents {
      for glyphs in GlyphSet.allCases {
        let lines = TextRenderer(.init(width: 100, glyphs: glyphs)).lines(Chart(content))
        #expect(Set(lines.map(DisplayWidth.of)) == [100], "\(content.name)")
      }
      #expect(SVGRenderer().svg(Chart(content)).utf8.count > 500, "\(content.name)")
    }
  }

  @Test("labels are never cut below half of the width")
  func labels() {
    for width in [20, 40, 80] {
      let name = "Democratic People's Republic of an Example with a Long Name"
      let data = BarData(categories: [name], series: [Series("x", [5])], axis: Axis("value"))
      let lines = TextRenderer(.init(width: width)).lines(Chart(.bar(data)))
      #expect(lines.contains { $0.contains(name.prefix(width * 2 / 5 - 2)) }, "\(lines)")
    }
  }

  @Test("escaped text of any kind stays text")
  func escaping() {
    let nasty = "<script>&\"'\u{0}\u{FFFE}]]>\n--"
    let chart = Chart(
      .dot(DotData(rows: [.init(nasty, 1)], axis: Axis(nasty))), title: nasty, captions: [nasty])
    let svg = SVGRenderer(.init(prefix: nasty)).svg(chart)
    #expect(XMLChecker.fault(in: svg) == nil)
    #expect(!svg.contains("<script"))
  }
}
