import SourceText

extension Composer {
  /// A dot per category with its interval, the value at the right.
  mutating func dots(_ data: DotData) {
    let all = data.rows.map(\.value)
    guard !data.rows.isEmpty else { return decline("no rows") }
    guard all.contains(where: { $0.finite != nil }), !shared.horizontal.isEmpty else {
      return decline(MissingSummary.sentence(all))
    }
    let names = limited(data.rows.map(\.label))
    let decimals = data.axis.decimalsFor(all)
    let values = data.rows.map { row in
      row.value.finite.map { NumberText.label($0, decimals: decimals, axis: data.axis) }
        ?? reason(row.value)
    }
    let widest = values.reduce(0) { max($0, DisplayWidth.of($1)) }
    var frame = lyingFrame(
      labels: names, before: 0, after: min(widest, columns / 3) + 2, domain: shared.horizontal,
      axis: data.axis)
    referenceNames(&frame)
    for (index, name) in names.enumerated() {
      let item = data.rows[index]
      let ink = ink(ofCategory: name, among: names)
      rowLabel(name, frame)
      let y = Double(row) + 0.5
      interval(item.low, item.high, y: y, frame.scale, ink: ink)
      if let value = item.value.finite, let x = frame.scale.clamped(value) {
        marker(x: x, y: y, ink == .context ? .context : .series(0), ink: ink)
      } else if let value = item.value.finite, value <= 0 {
        noteNonPositive()
      }
      text(
        shortened(values[index], to: columns / 3), x: Double(columns), row: row, anchor: .end,
        ink: item.value.finite == nil ? .muted : .text)
      row += 1
    }
    if data.rows.contains(where: { $0.low != nil && $0.high != nil }) {
      notes.append("lines show the interval given for each value")
    }
    closeLyingFrame(frame, axis: data.axis)
  }

  /// The line of an interval with caps; an end that is missing or infinite runs to the frame.
  mutating func interval(
    _ low: Double?, _ high: Double?, y: Double, _ scale: Scale, ink: Ink
  ) {
    guard let low, let high, !low.isNaN, !high.isNaN else { return }
    let start = low.isFinite ? scale.clamped(low) : scale.start
    let end = high.isFinite ? scale.clamped(high) : scale.end
    guard let start, let end, start <= end else { return }
    rule((start, y), (end, y), .interval, ink: ink == .context ? .context : ink)
    if low.isFinite { marker(x: start, y: y, .cap(isLeft: true), ink: ink) }
    if high.isFinite { marker(x: end, y: y, .cap(isLeft: false), ink: ink) }
  }

  mutating func noteNonPositive() {
    let note = "values that are not positive have no place on a log scale and are not drawn"
    if !notes.contains(note) { notes.append(note) }
  }
}
