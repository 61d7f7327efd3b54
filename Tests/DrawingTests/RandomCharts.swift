import Drawing

/// Charts of every kind from a seed, with the shapes of data that break drawings.
enum RandomCharts {
  static let labels = [
    "Mexico", "日本", "Côte d'Ivoire", "", "a", "الأردن", "Bolivia (Plurinational State of)",
    "e\u{301}tat", "🇲🇽 flag", "tab\there", "x\u{200B}y", "\u{301}", "Z<&>",
    "United Kingdom of Great Britain and Northern Ireland",
  ]

  static func value(using generator: inout SeededGenerator, shape: Int) -> Datum {
    switch shape {
    case 0: return .number(Double.random(in: -100...100, using: &generator))
    case 1: return .number(5)
    case 2: return .number(Double.random(in: 0...1, using: &generator) * 1e300)
    case 3: return .number(Double.random(in: -1...1, using: &generator) * 1e-300)
    case 4:
      return .number([.infinity, -.infinity, .nan, 3, 4].randomElement(using: &generator) ?? 0)
    case 5: return .missing(MissingKind.allCases.randomElement(using: &generator) ?? .noData)
    case 6:
      return .number(
        Bool.random(using: &generator) ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude)
    default:
      return Int.random(in: 0..<4, using: &generator) == 0
        ? .missing(.noData) : .number(Double.random(in: 0...1e7, using: &generator))
    }
  }

  static func all(using generator: inout SeededGenerator) -> [Chart] {
    let n = [0, 1, 2, 3, 7, 30, 90].randomElement(using: &generator) ?? 3
    let shape = Int.random(in: 0...8, using: &generator)
    func values(_ count: Int) -> [Datum] {
      (0..<count).map { _ in value(using: &generator, shape: shape) }
    }
    func numbers(_ count: Int) -> [Double?] {
      values(count).map { if case .number(let value) = $0 { value } else { nil } }
    }
    let names = (0..<n).map { labels[$0 % labels.count] + ($0 < labels.count ? "" : "\($0)") }
    let isLog = shape % 2 == 1
    let axis = Axis(
      "measure", unit: shape % 3 == 0 ? "a long unit of measurement" : nil,
      scaling: isLog ? .log : .linear)
    let series = (0..<min(n, 12)).map { Series(names[$0], values(n)) }
    let positions = (0..<n).map { 1990 + Double($0) }
    let line = LineData(positions: positions, series: series, vertical: axis)
    var stacked = line
    stacked.isStacked = true
    let pairs = PairData(
      from: "before", to: "after",
      rows: zip(names, zip(values(n), values(n))).map { .init($0, from: $1.0, to: $1.1) },
      axis: axis)
    let contents: [ChartContent] = [
      .bar(BarData(categories: names, series: Array(series.prefix(3)), axis: axis)),
      .bar(BarData(categories: names, series: series, axis: axis, arrangement: .stacked)),
      .dot(
        DotData(
          rows: names.map {
            .init(
              $0, value(using: &generator, shape: shape), low: numbers(1)[0], high: numbers(1)[0])
          }, axis: axis)),
      .dumbbell(pairs), .slope(pairs), .line(line), .area(line), .area(stacked), .step(line),
      .scatter(
        ScatterData(
          points: zip(names, zip(values(n), values(n))).map { .init($0, x: $1.0, y: $1.1) },
          horizontal: axis, vertical: axis, labelled: Set(names.prefix(10)), showsFit: true)),
      .histogram(DistributionData(groups: Array(series.prefix(3)), axis: axis)),
      .box(DistributionData(groups: series, axis: axis)),
      .strip(DistributionData(groups: series, axis: axis)),
      .heatmap(
        HeatmapData(
          rows: names, columns: names, values: names.map { _ in values(n) }, axis: axis,
          centre: shape % 2 == 0 ? 0 : nil)),
      .matrix(
        MatrixData(
          rows: names, columns: names,
          standings: names.map { _ in
            (0..<n).map { _ in Standing.allCases.randomElement(using: &generator) ?? .none }
          })),
      .timeline(
        TimelineData(
          rows: names.map { .init($0, times: numbers(3), end: numbers(1)[0]) }, asOf: 2025)),
      .tilemap(
        TilemapData(
          tiles: names.indices.map {
            .init(
              "C\($0)", row: $0 / 5, column: $0 % 5, value: value(using: &generator, shape: shape))
          },
          axis: axis)),
      .event(
        EventData(
          times: (0..<n).map { Double($0 - n / 2) },
          series: [Series("effect", values(n), low: values(n), high: values(n))], vertical: axis)),
      .spark(SparkData(values(n))),
    ]
    return contents.map {
      Chart(
        $0, title: labels.randomElement(using: &generator), highlight: Set(names.prefix(shape % 3)),
        references: shape == 0 ? [Reference(12, label: "a line of reference")] : [],
        captions: [labels.randomElement(using: &generator) ?? ""])
    } + [
      Chart(
        panels: names.prefix(6).map { Panel(name: $0, content: .line(line)) }
          + [Panel(name: nil, content: .line(line))])
    ]
  }

  /// Charts with nothing in them, of every kind.
  static let empty: [Chart] = {
    let axis = Axis("measure")
    let missing = [Series("a", [.missing(.noData), .number(.nan)])]
    return [
      .bar(BarData(categories: [], series: [], axis: axis)),
      .bar(BarData(categories: ["a", "b"], series: missing, axis: axis)),
      .dot(DotData(rows: [.init("a", .missing(.withheld))], axis: axis)),
      .dumbbell(PairData(from: "a", to: "b", rows: [], axis: axis)),
      .slope(PairData(from: "a", to: "b", rows: [], axis: axis)),
      .line(LineData(positions: [1, 2], series: missing, vertical: axis)),
      .area(LineData(positions: [], series: [], vertical: axis)),
      .step(LineData(positions: [1, 2], series: missing, vertical: axis)),
      .scatter(ScatterData(points: [], horizontal: axis, vertical: axis)),
      .histogram(DistributionData(groups: missing, axis: axis)),
      .box(DistributionData(groups: missing, axis: axis)),
      .strip(DistributionData(groups: [], axis: axis)),
      .heatmap(HeatmapData(rows: [], columns: [], values: [], axis: axis)),
      .matrix(MatrixData(rows: [], columns: ["a"], standings: [])),
      .timeline(TimelineData(rows: [.init("a", times: [nil])], asOf: 2025)),
      .tilemap(TilemapData(tiles: [], axis: axis)),
      .event(EventData(times: [], series: [], vertical: axis)),
      .spark(SparkData([])),
    ].map { Chart($0) } + [Chart(panels: [])]
  }()
}
