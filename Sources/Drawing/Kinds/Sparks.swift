import SourceText

/// A small line of text for a table cell.
package enum Spark {
  /// The values in one line, one column each; more values than columns are taken as means of runs.
  ///
  /// Heights run from the least to the greatest value; a value that is missing leaves a blank.
  /// Equal values stand at the middle height. Empty without any value.
  package static func line(
    _ values: [Datum], width: Int? = nil, glyphs: GlyphSet = .unicode
  ) -> String {
    let points = binned(values.map(\.finite), to: width ?? values.count)
    var domain = Domain()
    for point in points { domain.include(point) }
    guard !domain.isEmpty else { return "" }
    let levels = Array(glyphs.isASCII ? "_.-=^" : glyphs == .braille ? "⣀⣤⣶⣿" : "▁▂▃▄▅▆▇█")
    let scale = Scale(
      low: domain.low, high: domain.high, start: 0, end: Double(levels.count - 1))
    return String(
      points.map { point -> Character in
        guard let point, let place = scale.position(point) else { return " " }
        return levels[min(max(Int(place.rounded()), 0), levels.count - 1)]
      })
  }

  /// Means of runs of nearly equal length.
  static func binned(_ values: [Double?], to width: Int) -> [Double?] {
    guard width > 0 else { return [] }
    guard values.count > width else { return values }
    return (0..<width).map { bin in
      let run = values[(bin * values.count / width)..<((bin + 1) * values.count / width)]
        .compactMap { $0 }
      guard !run.isEmpty else { return nil }
      return run.reduce(0) { $0 + $1 / Double(run.count) }
    }
  }
}

extension Composer {
  /// The line of a spark in a row of its own; renderers of text write letters instead.
  mutating func spark(_ data: SparkData) {
    let all = data.values
    let points = Spark.binned(all.map(\.finite), to: columns)
    var domain = Domain()
    for point in points { domain.include(point) }
    guard !domain.isEmpty else { return decline(MissingSummary.sentence(all)) }
    if options.isText {
      add(.spark(SceneSpark(values: points, row: row)))
      row += 1
      return
    }
    let scale = Scale(
      low: domain.low, high: domain.high, start: Double(row) + 0.9, end: Double(row) + 0.1)
    let placed = points.enumerated().map { index, value -> Point? in
      value.flatMap(scale.position).map { Point(x: Double(index) + 0.5, y: $0) }
    }
    for run in Composer.runs(placed) {
      if run.count == 1 {
        marker(x: run[0].x, y: run[0].y, .point(0), ink: .series(0))
      } else {
        add(.path(ScenePath(points: run, ink: .series(0), stroke: 0)))
      }
    }
    row += 1
  }
}
