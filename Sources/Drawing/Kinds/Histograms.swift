import SourceText

extension Composer {
  /// Counts by bins of equal width, one frame per group with the same bins.
  mutating func histograms(_ data: DistributionData) {
    let all = data.groups.flatMap(\.values)
    let sorted = all.compactMap(\.finite).sorted()
    guard !sorted.isEmpty else { return decline(MissingSummary.sentence(all)) }
    if data.axis.scaling == .log {
      notes.append("bins are of equal width, so the scale is linear")
    }
    // With several panels the bins must hold the values of all of them.
    let bounds = [shared.horizontal.low, shared.horizontal.high].filter(\.isFinite)
    let low = min(bounds.first ?? sorted[0], sorted[0])
    let high = max(bounds.last ?? sorted[0], sorted[sorted.count - 1])
    let bins = Bins(
      sorted: sorted, low: low, high: high, wish: data.bins, most: max(columns - 10, 4))
    let counts = data.groups.map { bins.counts(of: $0.values.compactMap(\.finite)) }
    let most = counts.flatMap { $0 }.max() ?? 0
    for (index, group) in data.groups.enumerated() {
      let n = counts[index].reduce(0, +)
      if data.groups.count > 1 {
        paragraph("\(group.name) (n = \(MissingSummary.count(n)))", isBold: true)
      }
      histogram(
        counts[index], bins, most: most, data.axis, isLast: index == data.groups.count - 1,
        groups: data.groups.count)
    }
    let axis = Axis("", decimals: data.axis.decimals)
    let width = Ticks.labels(of: [0, bins.width], axis: axis).last ?? ""
    let rule = data.bins == nil ? "Freedman-Diaconis rule, rounded" : "as asked, rounded"
    notes.append(
      "bins of width \(width) (\(rule)); "
        + "a value on an edge counts above it")
  }

  private mutating func histogram(
    _ counts: [Int], _ bins: Bins, most: Int, _ axis: Axis, isLast: Bool, groups: Int
  ) {
    var vertical = Domain()
    vertical.include(0)
    vertical.include(Double(max(most, 1)))
    var horizontal = Domain()
    horizontal.include(bins.first)
    horizontal.include(bins.first + Double(bins.count) * bins.width)
    let rows = options.rows
    var counting = Axis("count", decimals: 0)
    counting.isYear = false
    let saved = self.options
    if groups > 1, rows == nil { options.rows = max(4, min(10, 24 / groups)) }
    let frame = plotFrame(
      PlotRequest(
        x: horizontal, y: vertical, horizontal: axis, vertical: counting, gutter: 2,
        standsOnAxis: true, hasOwnAxis: true))
    self.options = saved
    let across = max(1, frame.width / bins.count)
    let right = frame.left + across * bins.count
    let scale = Scale(
      low: bins.first, high: bins.first + Double(bins.count) * bins.width,
      start: Double(frame.left), end: Double(right))
    let base = Double(frame.bottom) + 0.5
    for (index, count) in counts.enumerated() where count > 0 {
      guard let top = frame.vertical.clamped(Double(count)) else { continue }
      add(
        .bar(
          SceneBar(
            from: Point(x: Double(frame.left + index * across), y: base),
            to: Point(x: Double(frame.left + (index + 1) * across), y: top), isLying: false,
            ink: .series(0), pattern: 0)))
    }
    for reference in references where scale.contains(reference.value) {
      guard let x = scale.position(reference.value) else { continue }
      rule((x, Double(frame.top)), (x, Double(frame.bottom)), .reference)
      let note = "dotted line: \(reference.label)"
      if !notes.contains(note) { notes.append(note) }
    }
    row = frame.bottom
    var plain = axis
    plain.scaling = .linear
    if !isLast { plain.title = "" }
    if !isLast { plain.unit = nil }
    let ticks = Ticks.fitting(scale.low, scale.high, axis: plain, room: right - frame.left)
    let inside = ticks.values.filter { $0 >= scale.low && $0 <= scale.high }
    axisBelow(
      left: frame.left, right: right, scale: scale, ticks: Ticks(inside, axis: plain),
      axis: plain, hasCorner: true)
  }
}
