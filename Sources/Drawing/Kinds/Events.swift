import SourceText

extension Composer {
  /// Coefficients with intervals by relative time, the time before the event shaded.
  mutating func events(_ data: EventData) {
    let all = data.series.flatMap { $0.values.prefix(data.times.count) }
    guard !data.times.isEmpty, !data.series.isEmpty else { return decline("no coefficients") }
    guard all.contains(where: { $0.finite != nil }) else {
      return decline(MissingSummary.sentence(all))
    }
    if data.series.count > 1 {
      legend(
        data.series.indices.map { (.marker(.series($0), .series($0)), data.series[$0].name) })
    }
    referenceLegend()
    var horizontal = Domain()
    horizontal.include((shared.horizontal.low) - 0.5)
    horizontal.include((shared.horizontal.high) + 0.5)
    var across = data.horizontal
    across.isYear = false
    let shadeAt = scene.items.count
    let frame = plotFrame(
      PlotRequest(
        x: horizontal, y: shared.vertical, horizontal: across, vertical: data.vertical, gutter: 1))
    if data.times.contains(where: { $0 < 0 }), let edge = frame.horizontal.clamped(-0.5) {
      scene.items.insert(
        .shade(
          SceneShade(
            from: Point(x: Double(frame.left), y: Double(frame.top)),
            to: Point(x: edge, y: Double(frame.bottom)))), at: shadeAt)
      notes.append("shaded: before the event")
    }
    for series in data.series.indices { coefficients(data, series, frame) }
    if let period = data.referencePeriod, let x = frame.horizontal.position(period),
      frame.horizontal.contains(period), let zero = frame.vertical.clamped(0)
    {
      let label = NumberText.label(
        period, decimals: NumberText.decimals(for: [period], axis: across), axis: across)
      marker(x: x, y: zero, .hollow, ink: .text)
      notes.append("ring: the reference period \(label), zero by definition")
    }
    let left = Double(frame.left)
    if let zero = frame.vertical.position(0) {
      rule((left, zero), (Double(frame.right), zero), .zero)
    }
    levels(of: frame, hasZeroLine: false)
    if data.series.contains(where: { !$0.low.isEmpty && !$0.high.isEmpty }) {
      notes.append("upright lines: the interval given for each coefficient")
    }
  }

  private mutating func coefficients(_ data: EventData, _ index: Int, _ frame: PlotFrame) {
    let series = data.series[index]
    // Several series at one time stand side by side, at most a third of the step apart.
    let step = frame.horizontal.position(1).flatMap { one in
      frame.horizontal.position(0).map { abs(one - $0) }
    }
    let offset =
      (Double(index) - Double(data.series.count - 1) / 2)
      * min(1, (step ?? 3) / Double(data.series.count + 1))
    for (place, time) in data.times.enumerated() {
      guard place < series.values.count, time != data.referencePeriod,
        frame.horizontal.contains(time),
        let x = frame.horizontal.clamped(time).map({ $0 + offset })
      else { continue }
      if place < series.low.count, place < series.high.count,
        let low = series.low[place].finite.flatMap(frame.vertical.clamped),
        let high = series.high[place].finite.flatMap(frame.vertical.clamped), low > high
      {
        rule((x, high), (x, low), .interval, ink: .series(index))
      }
      if let y = series.values[place].finite.flatMap(frame.vertical.clamped) {
        marker(x: x, y: y, .series(index), ink: .series(index))
      }
    }
  }
}
