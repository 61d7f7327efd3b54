import SourceText

/// The five numbers of a box and what lies beyond its whiskers.
struct BoxSummary: Equatable {
  var lower: Double
  var firstQuartile: Double
  var median: Double
  var thirdQuartile: Double
  var upper: Double
  var outliers: [Double]

  /// Nil without values. Whiskers reach the last values within 1.5 times the distance of the
  /// quartiles (J. W. Tukey 1977).
  init?(sorted: [Double]) {
    guard !sorted.isEmpty else { return nil }
    firstQuartile = Quartiles.quantile(0.25, of: sorted)
    median = Quartiles.quantile(0.5, of: sorted)
    thirdQuartile = Quartiles.quantile(0.75, of: sorted)
    let reach = 1.5 * (thirdQuartile - firstQuartile)
    let (low, high) = (firstQuartile - reach, thirdQuartile + reach)
    lower = min(sorted.first { $0 >= low } ?? firstQuartile, firstQuartile)
    upper = max(sorted.last { $0 <= high } ?? thirdQuartile, thirdQuartile)
    outliers = sorted.filter { $0 < low || $0 > high }
  }
}

extension Composer {
  /// Median, quartiles, whiskers and values beyond them, one row per group.
  mutating func boxes(_ data: DistributionData) {
    guard let (names, groups) = distributions(data) else { return }
    var frame = distributionFrame(data, names, groups)
    for (index, name) in names.enumerated() {
      rowLabel(name, frame)
      let ink = ink(ofCategory: name, among: names)
      if let summary = BoxSummary(sorted: groups[index]) {
        box(summary, frame, ink)
      } else {
        text("no values", x: Double(frame.left + 2), row: row, ink: .muted)
      }
      groupSize(groups[index].count)
      row += 1
      if data.groups.count <= 12, index < names.count - 1 { row += 1 }
    }
    frame.top = min(frame.top, row)
    closeLyingFrame(frame, axis: data.axis)
    notes.append(
      "box: quartiles (type 7) and median; whiskers to the last value within 1.5 times the "
        + "quartile distance; rings: values beyond")
  }

  private mutating func box(_ summary: BoxSummary, _ frame: LyingFrame, _ ink: Ink) {
    let y = Double(row) + 0.5
    let scale = frame.scale
    guard let lower = scale.clamped(summary.lower),
      let first = scale.clamped(summary.firstQuartile), let median = scale.clamped(summary.median),
      let third = scale.clamped(summary.thirdQuartile), let upper = scale.clamped(summary.upper)
    else { return }
    if lower < upper { rule((lower, y), (upper, y), .interval, ink: ink) }
    if cellIndex(lower) < cellIndex(first) { marker(x: lower, y: y, .cap(isLeft: true), ink: ink) }
    if cellIndex(upper) > cellIndex(third) { marker(x: upper, y: y, .cap(isLeft: false), ink: ink) }
    if first < third { rule((first, y), (third, y), .boxEdge, ink: ink) }
    for outlier in summary.outliers {
      guard let x = scale.clamped(outlier) else { continue }
      marker(x: x, y: y, .hollow, ink: ink)
    }
    marker(x: median, y: y, .median, ink: ink)
  }

  /// Every value as a dot, one band per group; the offset across the band is a fixed pattern.
  mutating func strips(_ data: DistributionData) {
    guard let (names, groups) = distributions(data) else { return }
    var frame = distributionFrame(data, names, groups)
    let band = names.count <= 8 ? 3 : 1
    for (index, name) in names.enumerated() {
      let top = row
      let label = frame.isNarrow ? 1 : 0
      if frame.isNarrow {
        rowLabel(name, frame)
      } else {
        row += band / 2
        rowLabel(name, frame)
        row = top
      }
      let middle = Double(row) + Double(band) / 2
      let ink = ink(ofCategory: name, among: names)
      for (place, value) in groups[index].enumerated() {
        guard let x = frame.scale.clamped(value) else { continue }
        let offset = Composer.jitter[place % Composer.jitter.count] * Double(band - 1) / 2
        let shape: SceneMarker.Shape =
          ink == .context ? .context : groups[index].count > Composer.crowd ? .point(0) : .series(0)
        marker(x: x, y: middle + offset, shape, ink: ink)
      }
      row += band / 2
      groupSize(groups[index].count)
      row = top + band + (frame.isNarrow && !name.isEmpty ? label : 0)
      if names.count <= 8, index < names.count - 1 { row += 1 }
    }
    frame.top = min(frame.top, row)
    closeLyingFrame(frame, axis: data.axis)
    notes.append("each mark is one value; the offset across a band has no meaning")
  }

  /// Offsets in the order of sorted values: neighbours stand apart.
  private static let jitter: [Double] = [0, 1, -1, 0.5, -0.5]

  /// Names and sorted values by group; nil, with the reason said, if there is nothing at all.
  private mutating func distributions(
    _ data: DistributionData
  ) -> (names: [String], values: [[Double]])? {
    let all = data.groups.flatMap(\.values)
    let isLog = data.axis.scaling == .log
    let groups = data.groups.map { group in
      group.values.compactMap(\.finite).filter { !isLog || $0 > 0 }.sorted()
    }
    if shared.horizontal.nonPositive > 0 { noteNonPositive() }
    guard groups.contains(where: { !$0.isEmpty }) else {
      decline(MissingSummary.sentence(all))
      return nil
    }
    return (limited(data.groups.map(\.name)), groups)
  }

  private mutating func distributionFrame(
    _ data: DistributionData, _ names: [String], _ groups: [[Double]]
  ) -> LyingFrame {
    let widest = groups.map { "n = \(MissingSummary.count($0.count))".count }.max() ?? 0
    var frame = lyingFrame(
      labels: names, before: 0, after: widest + 2, domain: shared.horizontal, axis: data.axis)
    referenceNames(&frame)
    return frame
  }

  private mutating func groupSize(_ count: Int) {
    text(
      "n = \(MissingSummary.count(count))", x: Double(columns), row: row, anchor: .end, ink: .muted)
  }
}
