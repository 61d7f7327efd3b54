import Drawing

/// One chart of every kind, small enough to be read in a golden file.
enum Samples {
  static let index = Axis("protection index", unit: "0 to 100")

  static let all: [(name: String, chart: Chart)] = [
    ("bar", bar), ("bar-grouped", barGrouped), ("bar-stacked", barStacked),
    ("bar-negative", barNegative), ("dot", dot), ("dumbbell", dumbbell), ("slope", slope),
    ("line", line), ("line-highlight", lineHighlight), ("line-panels", linePanels),
    ("area", area), ("area-stacked", areaStacked), ("step", step), ("scatter", scatter),
    ("scatter-log", scatterLog), ("histogram", histogram), ("box", box), ("strip", strip),
    ("heatmap", heatmap), ("heatmap-diverging", heatmapDiverging), ("matrix", matrix),
    ("timeline", timeline), ("tilemap", tilemap), ("tilemap-classes", tilemapClasses),
    ("event", event), ("spark", spark),
  ]

  static let bar = Chart(
    .bar(
      BarData(
        categories: [
          "Mexico", "Philippines", "Bolivia (Plurinational State of)", "Türkiye", "Côte d'Ivoire",
          "日本 Japan", "Tuvalu",
        ],
        series: [
          Series(
            "migrants",
            [1_197_624, 225_525, 156_114, 6_052_652, 2_564_857, 2_770_996, .missing(.notCovered)])
        ],
        axis: Axis("migrants at mid-year", unit: "persons"))),
    title: "Migrants living in seven countries", highlight: ["Türkiye"],
    captions: ["6 of 7 countries shown; Tuvalu: not covered.", "Source: an example, 2020."])

  static let barGrouped = Chart(
    .bar(
      BarData(
        categories: ["work", "family", "asylum"],
        series: [
          Series("in law", [72.5, 64, 81]), Series("in practice", [41, .missing(.noData), 38.5]),
        ],
        axis: index)))

  static let barStacked = Chart(
    .bar(
      BarData(
        categories: ["2000", "2010", "2020"],
        series: [
          Series("refugees", [12, 10, 26]), Series("workers", [30, 41, 44]),
          Series("students", [3, 6, .missing(.withheld)]),
        ], axis: Axis("persons", unit: "thousands"), arrangement: .stacked)))

  static let barNegative = Chart(
    .bar(
      BarData(
        categories: ["Mexico", "Qatar", "Germany", "Chad", "Spain"],
        series: [Series("net", [-12.4, 38.1, 5.5, -3.2, 0])],
        axis: Axis("net migration", unit: "per 1,000"))))

  static let dot = Chart(
    .dot(
      DotData(
        rows: [
          .init("Uruguay", 82.1, low: 78, high: 86), .init("Portugal", 79.4, low: 75, high: 83.5),
          .init("Argentina", 71, low: 60, high: 79), .init("Ghana", 55.2, low: 49, high: 61),
          .init("Nauru", .missing(.noData)), .init("Qatar", 21.7, low: 18, high: 27),
        ], axis: index)), highlight: ["Ghana"], references: [Reference(61.9, label: "mean 61.9")])

  static let dumbbell = Chart(
    .dumbbell(
      PairData(
        from: "in law", to: "in practice",
        rows: [
          .init("Ecuador", from: 88, to: 52), .init("Canada", from: 79, to: 81.5),
          .init("Morocco", from: 61, to: 34), .init("Italy", from: 70, to: 70),
          .init("Fiji", from: 44, to: .missing(.noData)),
        ], axis: index)))

  static let slope = Chart(
    .slope(
      PairData(
        from: "2010", to: "2020",
        rows: [
          .init("Ecuador", from: 58, to: 72), .init("Canada", from: 79, to: 81.5),
          .init("Morocco", from: 41, to: 54), .init("Italy", from: 70, to: 62),
          .init("Spain", from: 71, to: 70.5), .init("Fiji", from: .missing(.noData), to: 44),
        ], axis: index)), highlight: ["Italy"])

  static let years = (1990...2020).map(Double.init)

  static func wave(_ start: Double, _ slope: Double, _ swing: Double) -> [Datum] {
    // A fixed zigzag, so that samples need no functions of the C library.
    let steps: [Double] = [0, 1, 0.4, -0.3, -1, -0.2, 0.6]
    return years.indices.map {
      .number(((start + slope * Double($0) + swing * steps[$0 % 7]) * 10).rounded() / 10)
    }
  }

  static var gappy: [Datum] {
    var values = wave(30, 1.1, 2)
    for index in 9...13 { values[index] = .missing(.noData) }
    values[11] = 44
    return values
  }

  static let line = Chart(
    .line(
      LineData(
        positions: years,
        series: [
          Series("Mexico", wave(40, 0.9, 3)), Series("Philippines", gappy),
          Series("Morocco", wave(62, -0.4, 4)),
        ], vertical: index)), references: [Reference(50, label: "half of the scale")])

  static let lineHighlight = Chart(
    .line(
      LineData(
        positions: years,
        series: (0..<12).map {
          Series("Country \($0 + 1)", wave(20 + Double($0) * 5, 0.2 * Double($0 % 5) - 0.3, 2))
        }, vertical: index)), highlight: ["Country 4", "Country 9"])

  static let linePanels = Chart(
    panels: ["Africa", "Americas", "Asia", "Europe"].enumerated().map { number, name in
      Panel(
        name: name,
        content: .line(
          LineData(
            positions: years, series: [Series("", wave(30 + 10 * Double(number), 0.5, 3))],
            vertical: index)))
    })

  static let area = Chart(
    .area(
      LineData(
        positions: years, series: [Series("Mexico", gappy)], vertical: index)))

  static let areaStacked = Chart(
    .area(
      LineData(
        positions: years,
        series: [
          Series("refugees", wave(12, 0.3, 1)), Series("workers", wave(30, 0.2, 2)),
          Series("students", wave(5, 0.5, 1)),
        ], vertical: Axis("persons", unit: "thousands"), isStacked: true)))

  static let step = Chart(
    .step(
      LineData(
        positions: [1990, 1993, 1999, 2003, 2008, 2015, 2024],
        series: [
          Series("parties", [0, 2, 12, 20, 38, 48, 60]),
          Series("signatories", [2, 8, 15, 25, 30, 38, 39]),
        ], vertical: Axis("countries", decimals: 0))), title: "States bound by the convention")

  static var cloud: [ScatterData.Point] {
    (0..<40).map { number in
      let x = Double((number * 37) % 41) * 2.3 + 5
      let y = 20 + x * 0.6 + Double((number * 17) % 23) - 11
      return .init("C\(number)", x: .number(x), y: .number(y), group: number % 2)
    }
  }

  static let scatter = Chart(
    .scatter(
      ScatterData(
        points: cloud, horizontal: Axis("freedom of movement", unit: "index"), vertical: index,
        groups: ["sending", "receiving"], labelled: ["C3", "C8", "C20", "C31"], showsFit: true)))

  static let scatterLog = Chart(
    .scatter(
      ScatterData(
        points: [
          .init("Luxembourg", x: 134_000, y: 47), .init("Mexico", x: 10_800, y: 0.9),
          .init("Qatar", x: 71_000, y: 77), .init("Burundi", x: 240, y: 2.9),
          .init("India", x: 2_410, y: 0.35), .init("Nowhere", x: 0, y: 4),
          .init("Canada", x: 55_500, y: 21),
        ], horizontal: Axis("income per person", unit: "US$", scaling: .log),
        vertical: Axis("migrants", unit: "% of population", scaling: .log),
        labelled: ["Luxembourg", "Mexico", "Qatar", "Burundi", "India", "Canada"])))

  static var spreadOut: [Datum] {
    (0..<120).map { .number(Double(($0 * 7919) % 101) * Double(($0 * 31) % 17) / 16) }
  }

  static let histogram = Chart(
    .histogram(DistributionData(groups: [Series("all", spreadOut)], axis: index)))

  static let groups: [Series] = [
    Series("Africa", Array(spreadOut[0..<40])),
    Series("Latin America and the Caribbean", Array(spreadOut[40..<75]) + [140]),
    Series("Oceania", [12, .missing(.noData), 31, 33, 58]), Series("Nowhere", []),
  ]

  static let box = Chart(.box(DistributionData(groups: groups, axis: index)))
  static let strip = Chart(.strip(DistributionData(groups: groups, axis: index)))

  static var grid: [[Datum]] {
    (0..<5).map { row in
      years.indices.map { column in
        if row == 2, column < 8 { return .missing(.notCovered) }
        if (row * 7 + column) % 19 == 3 { return .missing(.noData) }
        return .number(Double(row * 12 + column) + Double((row * column) % 5) * 3)
      }
    }
  }

  static let countries = ["Mexico", "Philippines", "South Sudan", "Türkiye", "Ghana"]

  static let heatmap = Chart(
    .heatmap(
      HeatmapData(
        rows: countries, columns: years.map { String(Int($0)) }, values: grid, axis: index)))

  static let heatmapDiverging = Chart(
    .heatmap(
      HeatmapData(
        rows: countries, columns: ["work", "family", "asylum", "health", "return"],
        values: (0..<5).map { row in (0..<5).map { .number(Double((row * 5 + $0 * 7) % 23) - 11) }
        },
        axis: Axis("change since 2010", unit: "points"), centre: 0)))

  static let matrix = Chart(
    .matrix(
      MatrixData(
        rows: countries,
        columns: [
          "ICERD", "ICCPR", "ICESCR", "Migrant Workers Convention", "Refugee Convention",
          "Migration for Employment Convention (Revised)",
        ],
        standings: (0..<5).map { row in
          (0..<6).map { Standing.allCases[(row * row + $0 * 2 + (row == 2 ? 4 : 0)) % 5] }
        })), title: "Who is bound by what")

  static let timeline = Chart(
    .timeline(
      TimelineData(
        rows: [
          .init("Mexico", times: [1991.4, 1999.2, 2003.5]),
          .init("Philippines", times: [1993.9, 1995.5, 2003.5]),
          .init("Morocco", times: [1991.6, 1993.5, 2003.5]),
          .init("Chile", times: [1993.7, 2005.2, 2005.5]),
          .init("Türkiye", times: [1999.1, 2004.7, 2005.0]),
          .init("Armenia", times: [2013.7, nil, nil]),
          .init("Egypt", times: [nil, 1993.1, 2003.5]),
          .init("Example land", times: [1995, 1998, 2003.5], end: 2016.2),
          .init("Germany", times: [nil, nil, nil]),
        ], asOf: 2025.9)))

  static let tiles: [TilemapData.Tile] = [
    .init("CA", row: 0, column: 0, value: 81), .init("US", row: 1, column: 0, value: 64),
    .init("MX", row: 2, column: 0, value: 58),
    .init("GL", row: 0, column: 3, value: .missing(.notCovered)),
    .init("IS", row: 0, column: 6, value: 77), .init("GB", row: 1, column: 7, value: 61),
    .init("NO", row: 0, column: 9, value: 83), .init("SE", row: 0, column: 10, value: 86),
    .init("DE", row: 2, column: 9, value: 70), .init("FR", row: 2, column: 8, value: 66),
    .init("MA", row: 4, column: 8, value: 41), .init("EG", row: 4, column: 11, value: 22),
    .init("CD", row: 6, column: 10, value: .missing(.noData)),
    .init("ZA", row: 8, column: 10, value: 49),
    .init("BR", row: 6, column: 2, value: 74), .init("AR", row: 7, column: 2, value: 72),
    .init("IN", row: 4, column: 20, value: 33), .init("CN", row: 3, column: 22, value: 29),
    .init("JP", row: 3, column: 26, value: 55), .init("PH", row: 5, column: 25, value: 51),
    .init("AU", row: 8, column: 26, value: 68), .init("NZ", row: 9, column: 27, value: 79),
  ]

  static let tilemap = Chart(.tilemap(TilemapData(tiles: tiles, axis: index)))

  static let tilemapClasses = Chart(
    .tilemap(
      TilemapData(
        tiles: tiles.enumerated().map { number, tile in
          var tile = tile
          if tile.value.finite != nil { tile.value = .number(Double(number % 3)) }
          return tile
        }, axis: Axis("status"), categories: ["party", "signatory", "neither"])))

  static let event = Chart(
    .event(
      EventData(
        times: [-4, -3, -2, -1, 0, 1, 2, 3, 4],
        series: [
          Series(
            "effect", [-0.4, 0.3, 0.1, 0, 1.2, 2.1, 2.9, 3.0, 3.4],
            low: [-1.5, -0.8, -0.9, 0, 0.2, 0.9, 1.5, 1.4, 1.6],
            high: [0.7, 1.4, 1.1, 0, 2.2, 3.3, 4.3, 4.6, 5.2])
        ], vertical: Axis("change in the index", unit: "points"))))

  static let spark = Chart(
    .spark(
      SparkData(
        rows: [
          .init("Mexico", wave(40, 0.9, 3)), .init("Philippines", gappy),
          .init("Morocco", wave(62, -0.4, 4)), .init("Nauru", years.map { _ in .missing(.noData) }),
        ], axis: index, positions: years.map { String(Int($0)) })))
}
