import SourceText

/// A small line of text for a table cell.
package enum Spark {
  /// The values in one line, one column each; more values than columns are taken as means of runs.
  ///
  /// Heights run from the least to the greatest value; a value that is missing leaves a gap mark.
  /// Equal values stand at the middle height. Empty without any value.
  package static func line(
    _ values: [Datum], width: Int? = nil, glyphs: GlyphSet = .unicode
  ) -> String {
    let all = values.map(\.finite)
    let points = width.map { Sparkline.binned(all, to: $0) } ?? all
    let line = Sparkline.text(points)
    switch glyphs {
    case .unicode, .block: return line
    case .ascii: return Sparkline.ascii(line)
    case .braille:
      let dots: [Character: Character] = [
        "▁": "⣀", "▂": "⣀", "▃": "⣤", "▄": "⣤", "▅": "⣶", "▆": "⣶", "▇": "⣿", "█": "⣿",
      ]
      return String(line.map { dots[$0] ?? $0 })
    }
  }
}

extension Composer {
  /// The line of a spark in a row of its own; renderers of text write letters instead.
  mutating func spark(_ data: SparkData) {
    let all = data.values
    let points = Sparkline.binned(all.map(\.finite), to: columns)
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
