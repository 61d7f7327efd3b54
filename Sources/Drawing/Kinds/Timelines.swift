import SourceText

extension TimelineData {
  /// Rows by the stage they reached last, the furthest first, then by its date.
  var ordered: [Row] {
    guard sortsByDate else { return rows }
    return rows.enumerated().sorted { one, other in
      for stage in stages.indices.reversed() {
        let first = one.element.time(stage)
        let second = other.element.time(stage)
        if let first, let second, first != second { return first < second }
        if (first == nil) != (second == nil) { return first != nil }
      }
      return one.offset < other.offset
    }.map(\.element)
  }
}

extension TimelineData.Row {
  func time(_ stage: Int) -> Double? {
    guard stage < times.count, let time = times[stage], time.isFinite else { return nil }
    return time
  }
}

extension Composer {
  /// Stages in time by row; what lasts runs on to the day of the data with an open end.
  mutating func timeline(_ data: TimelineData) {
    guard !data.rows.isEmpty else { return decline("no rows") }
    let rows = data.ordered
    let reached = rows.contains { row in data.stages.indices.contains { row.time($0) != nil } }
    guard reached, !shared.horizontal.isEmpty else {
      return decline("none of the \(MissingSummary.count(rows.count)) rows has reached a stage")
    }
    let names = limited(rows.map(\.label))
    let isEnding = rows.contains { $0.end != nil }
    legend(
      data.stages.indices.map { (.marker(.stage($0), .series($0)), data.stages[$0]) }
        + [(.marker(.arrow(toRight: true), .text), "continues")]
        + (isEnding ? [(.marker(.ended, .text), "ended")] : []))
    var frame = lyingFrame(
      labels: names, before: 0, after: 6, domain: shared.horizontal, axis: .year, isTight: true)
    text("latest", x: Double(columns), row: row, anchor: .end, ink: .muted)
    let first = row
    referenceNames(&frame)
    if row == first { row += 1 }
    frame.top = row
    for (index, name) in names.enumerated() {
      rowLabel(name, frame)
      stages(of: rows[index], data, frame)
      row += 1
    }
    closeLyingFrame(frame, axis: .year, hasZeroLine: false)
  }

  private mutating func stages(
    of item: TimelineData.Row, _ data: TimelineData, _ frame: LyingFrame
  ) {
    let y = Double(row) + 0.5
    let reached = data.stages.indices.compactMap { stage in
      item.time(stage).map { (stage: stage, time: $0) }
    }
    guard let last = reached.last else {
      text("none", x: Double(columns), row: row, anchor: .end, ink: .muted)
      return
    }
    let end = item.end.flatMap { $0.isFinite ? $0 : nil }
    let stops = reached.dropFirst().map(\.time) + [end ?? data.asOf]
    for ((stage, time), stop) in zip(reached, stops) {
      guard let from = frame.scale.clamped(time), let to = frame.scale.clamped(stop), from < to
      else { continue }
      let isLast = stage == data.stages.count - 1
      rule((from, y), (to, y), .lasting(stage: stage, isLast: isLast), ink: .series(stage))
    }
    if end == nil, let to = frame.scale.clamped(data.asOf) {
      marker(x: to, y: y, .arrow(toRight: true), ink: .series(last.stage))
    }
    for (stage, time) in reached {
      guard let x = frame.scale.clamped(time) else { continue }
      marker(x: x, y: y, .stage(stage), ink: .series(stage))
    }
    if let end, let x = frame.scale.clamped(end) { marker(x: x, y: y, .ended, ink: .text) }
    let latest = NumberText.fixed((end ?? last.time).rounded(.down), decimals: 0, separated: false)
    text(latest, x: Double(columns), row: row, anchor: .end)
  }
}
