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
  /// A line for each run of values, with its first and last value; every line has its own scale.
  mutating func sparks(_ data: SparkData) {
    let all = data.rows.flatMap(\.values)
    guard all.contains(where: { $0.finite != nil }) else {
      return decline(MissingSummary.sentence(all))
    }
    let shown = limited(data.rows.map(\.label))
    let rows = data.rows.prefix(shown.count)
    let decimals = data.axis.decimalsFor(all)
    func end(_ value: Datum?) -> String {
      guard let value else { return "" }
      return value.finite.map { NumberText.label($0, decimals: decimals, axis: data.axis) }
        ?? reason(value)
    }
    let ends = rows.map { (first: end($0.values.first), last: end($0.values.last)) }
    let widest = ends.reduce((0, 0)) {
      (max($0.0, DisplayWidth.of($1.first)), max($0.1, DisplayWidth.of($1.last)))
    }
    let label = min(shown.reduce(0) { max($0, DisplayWidth.of($1)) }, columns * 2 / 5)
    let count = rows.reduce(0) { max($0, $1.values.count) }
    // The values at the ends give way where they would leave the line less than ten letters.
    let before = label > 0 ? label + 1 : 0
    let beside = widest.0 + widest.1 + 2
    let hasEnds = columns - before - beside >= min(count, 10)
    let left = before + (hasEnds ? widest.0 + 1 : 0)
    let room = max(columns - left - (hasEnds ? widest.1 + 1 : 0), 1)
    let width = min(count, room)
    if let first = data.positions.first, let last = data.positions.last, hasEnds, count > 0 {
      text(first, x: Double(left - 1), row: row, anchor: .end, ink: .muted)
      text(last, x: Double(left + width + 1), row: row, ink: .muted)
      row += 1
    }
    for (item, ends) in zip(rows, ends) {
      text(
        shortened(item.label, to: label), x: Double(label), row: row, anchor: .end,
        isBold: highlight.contains(item.label))
      if hasEnds {
        text(ends.first, x: Double(left - 1), row: row, anchor: .end)
        text(ends.last, x: Double(left + width + 1), row: row)
      }
      spark(Sparkline.binned(item.values.map(\.finite), to: width), left: left, item.label, shown)
      row += 1
    }
    if count > width {
      notes.append("each letter is the mean of a run of \(MissingSummary.count(count)) values")
    }
    if rows.count > 1 { notes.append("each line runs from its own least to its greatest value") }
  }

  private mutating func spark(
    _ values: [Double?], left: Int, _ name: String, _ names: [String]
  ) {
    let ink = ink(ofCategory: name, among: names)
    if options.isText {
      add(.spark(SceneSpark(values: values, column: left, row: row, ink: ink)))
      return
    }
    var domain = Domain()
    for value in values { domain.include(value) }
    guard !domain.isEmpty else { return }
    let scale = Scale(
      low: domain.low, high: domain.high, start: Double(row) + 0.9, end: Double(row) + 0.1)
    let placed = values.enumerated().map { index, value -> Point? in
      value.flatMap(scale.position).map { Point(x: Double(left + index) + 0.5, y: $0) }
    }
    for run in Composer.runs(placed) {
      if run.count == 1 {
        marker(x: run[0].x, y: run[0].y, .point(0), ink: ink)
      } else {
        add(.path(ScenePath(points: run, ink: ink, stroke: 0)))
      }
    }
  }
}
