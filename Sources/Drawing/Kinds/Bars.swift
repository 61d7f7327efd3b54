import SourceText

extension BarData {
  func value(_ series: Int, _ category: Int) -> Datum {
    guard series < self.series.count, category < self.series[series].values.count else {
      return .missing(.noData)
    }
    return self.series[series].values[category]
  }

  /// The values that the bars of a category reach: with stacks, both sums.
  func extents(_ category: Int) -> [Double] {
    let values = series.indices.compactMap { value($0, category).finite }
    guard arrangement == .stacked else { return values }
    return [
      values.filter { $0 > 0 }.reduce(0, +), values.filter { $0 < 0 }.reduce(0, +),
    ].filter(\.isFinite)
  }
}

extension Composer {
  /// Lying bars from zero, by category; values at their ends.
  mutating func bars(_ data: BarData) {
    guard !data.categories.isEmpty, !data.series.isEmpty else {
      return decline("no categories")
    }
    let all = data.series.flatMap(\.values)
    guard all.contains(where: { $0.finite != nil }) else {
      return decline(MissingSummary.sentence(all))
    }
    if data.axis.scaling == .log {
      notes.append("bars start at zero, so the scale is linear")
    }
    var axis = data.axis
    axis.scaling = .linear
    let shown = limited(data.categories)
    let labels = axis.decimalsFor(all)
    let isStacked = data.arrangement == .stacked && data.series.count > 1
    let reach = isStacked ? shown.indices.flatMap(data.extents) : all.compactMap(\.finite)
    let after = room(for: reach.filter { $0 >= 0 }, decimals: labels, axis: axis)
    let before = room(for: reach.filter { $0 < 0 }, decimals: labels, axis: axis)
    let words = all.compactMap(\.missingKind).map { DisplayWidth.of($0.label) + 1 }.max() ?? 0

    if data.series.count > 1 {
      legend(data.series.indices.map { (.bar($0, .series($0)), data.series[$0].name) })
    }
    var frame = lyingFrame(
      labels: shown, before: before, after: max(after, min(words, columns / 4)),
      domain: shared.horizontal, axis: axis)
    referenceNames(&frame)
    for (index, category) in shown.enumerated() {
      if index > 0, data.series.count > 1, !isStacked { row += 1 }
      rowLabel(category, frame)
      if isStacked {
        stack(data, index, frame, axis, decimals: labels)
      } else {
        for series in data.series.indices {
          let ink: Ink =
            data.series.count > 1 ? .series(series) : ink(ofCategory: category, among: shown)
          bar(
            data.value(series, index), frame, axis, ink: ink, decimals: labels,
            pattern: data.series.count > 1 ? series : ink == .context ? 1 : 0)
          row += 1
        }
      }
    }
    closeLyingFrame(frame, axis: axis)
  }

  private mutating func bar(
    _ datum: Datum, _ frame: LyingFrame, _ axis: Axis, ink: Ink, decimals: Int, pattern: Int
  ) {
    guard let zero = frame.scale.position(0) else { return }
    guard let value = datum.finite, let x = frame.scale.clamped(value) else {
      text(reason(datum), x: (zero + 1.5).rounded(.down), row: row, ink: .muted)
      return
    }
    add(.bar(lyingBar(from: zero, to: x, ink: ink, pattern: pattern)))
    valueLabel(
      value, at: x, isNegative: value < 0, axis: axis, decimals: decimals, isSolid: pattern == 0)
  }

  private mutating func stack(
    _ data: BarData, _ category: Int, _ frame: LyingFrame, _ axis: Axis, decimals: Int
  ) {
    guard let zero = frame.scale.position(0) else { return }
    var sums = (up: 0.0, down: 0.0)
    var missing: Datum?
    for series in data.series.indices {
      let datum = data.value(series, category)
      guard let value = datum.finite else {
        missing = datum
        continue
      }
      let from = value < 0 ? sums.down : sums.up
      if value < 0 { sums.down += value } else { sums.up += value }
      guard let start = frame.scale.clamped(from), let end = frame.scale.clamped(from + value)
      else { continue }
      if start != end {
        add(.bar(lyingBar(from: start, to: end, ink: .series(series), pattern: series)))
      }
    }
    if sums.down < 0, let x = frame.scale.clamped(sums.down) {
      valueLabel(sums.down, at: x, isNegative: true, axis: axis, decimals: decimals)
    }
    if sums.up > 0 || sums.down == 0, missing == nil || sums.up > 0 {
      let x = frame.scale.clamped(sums.up) ?? zero
      valueLabel(
        sums.up, at: x, isNegative: false, axis: axis, decimals: decimals,
        isPartial: missing != nil, isSolid: data.series.count < 2)
    } else if let missing {
      text(reason(missing), x: (zero + 1.5).rounded(.down), row: row, ink: .muted)
    }
    if missing != nil, !notes.contains(Composer.partialNote) { notes.append(Composer.partialNote) }
    row += 1
  }

  private static let partialNote = "* a part of the sum is missing"

  private func lyingBar(from: Double, to: Double, ink: Ink, pattern: Int) -> SceneBar {
    SceneBar(
      from: Point(x: from, y: Double(row)), to: Point(x: to, y: Double(row + 1)), isLying: true,
      ink: ink, pattern: pattern)
  }

  private mutating func valueLabel(
    _ value: Double, at x: Double, isNegative: Bool, axis: Axis, decimals: Int,
    isPartial: Bool = false, isSolid: Bool = true
  ) {
    let label =
      NumberText.label(value, decimals: decimals, axis: axis) + (isPartial ? "*" : "")
    // Letters need whole cells; in print every label is as near to its bar as the others.
    // The end of a solid bar is drawn in eighths of a cell, other fillings in whole cells.
    let end = isSolid ? (((x + 0.5) * 8).rounded() / 8).rounded(.up) : (x + 0.5).rounded()
    let place =
      options.isText
      ? (isNegative ? (x - 0.5).rounded() - 1 : end + 1) : x + (isNegative ? -0.8 : 0.8)
    text(label, x: place, row: row, anchor: isNegative ? .end : .start)
  }

  private func room(for values: [Double], decimals: Int, axis: Axis) -> Int {
    values.map {
      DisplayWidth.of(NumberText.label($0, decimals: decimals, axis: axis)) + 2
    }.max() ?? 0
  }

  /// The categories that are drawn, with a note if there are too many.
  mutating func limited(_ names: [String]) -> [String] {
    guard names.count > Composer.mostCategories else { return names }
    notes.append(
      "the first \(NumberText.fixed(Double(Composer.mostCategories), decimals: 0)) of "
        + "\(NumberText.fixed(Double(names.count), decimals: 0)) rows are drawn")
    return Array(names.prefix(Composer.mostCategories))
  }

  /// What stands in the place of a value that cannot be drawn.
  func reason(_ datum: Datum) -> String {
    switch datum {
    case .missing(let kind): kind.label
    case .number(let value): value.isNaN ? "no number" : value < 0 ? "-infinite" : "infinite"
    }
  }
}

extension Axis {
  /// Digits for value labels of all these values alike.
  func decimalsFor(_ values: [Datum]) -> Int {
    NumberText.decimals(for: values.compactMap(\.finite), axis: self)
  }
}
