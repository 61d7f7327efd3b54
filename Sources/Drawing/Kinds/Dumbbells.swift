import SourceText

extension PairData.Row {
  /// How much the second value is above the first; nil if one of them is missing.
  var gap: Double? {
    guard let from = from.finite, let to = to.finite else { return nil }
    let gap = to - from
    return gap.isFinite ? gap : nil
  }
}

extension PairData {
  /// Rows by the size of the gap, the largest first; rows without a gap last, in their order.
  var ordered: [Row] {
    guard sortsByGap else { return rows }
    return rows.enumerated().sorted { one, other in
      let first = one.element.gap.map(abs) ?? -1
      let second = other.element.gap.map(abs) ?? -1
      return first == second ? one.offset < other.offset : first > second
    }.map(\.element)
  }
}

extension Composer {
  /// Two values per category joined by an arrow, the gap at the right.
  mutating func dumbbells(_ data: PairData) {
    let all = data.rows.flatMap { [$0.from, $0.to] }
    guard !data.rows.isEmpty else { return decline("no rows") }
    guard !shared.horizontal.isEmpty else { return decline(MissingSummary.sentence(all)) }
    let rows = data.ordered
    let names = limited(rows.map(\.label))
    let decimals = data.axis.decimalsFor(all)
    let gaps = rows.map { row -> String in
      guard let gap = row.gap else { return reason(row.from.finite == nil ? row.from : row.to) }
      let text = NumberText.label(gap, decimals: decimals, axis: data.axis)
      return gap > 0 ? "+" + text : text
    }
    let widest = max(gaps.reduce(0) { max($0, DisplayWidth.of($1)) }, 3)
    legend([
      (.marker(.hollow, .series(0)), data.fromName),
      (.marker(.arrow(toRight: true), .series(0)), data.toName),
    ])
    let room = min(widest, columns / 3)
    var frame = lyingFrame(
      labels: names, before: 0, after: room + 2, domain: shared.horizontal, axis: data.axis)
    text("gap", x: Double(columns), row: row, anchor: .end, ink: .muted)
    let first = row
    referenceNames(&frame)
    if row == first { row += 1 }
    frame.top = row
    for (index, name) in names.enumerated() {
      let ink = ink(ofCategory: name, among: names)
      rowLabel(name, frame)
      dumbbell(rows[index], frame, ink: ink)
      text(
        shortened(gaps[index], to: room), x: Double(columns), row: row, anchor: .end,
        ink: rows[index].gap == nil ? .muted : .text)
      row += 1
    }
    closeLyingFrame(frame, axis: data.axis)
  }

  private mutating func dumbbell(_ item: PairData.Row, _ frame: LyingFrame, ink: Ink) {
    let y = Double(row) + 0.5
    let from = item.from.finite.flatMap(frame.scale.clamped)
    let to = item.to.finite.flatMap(frame.scale.clamped)
    if let from, let to, from != to { rule((from, y), (to, y), .connector, ink: ink) }
    if let from { marker(x: from, y: y, .hollow, ink: ink) }
    if let to {
      // An arrow longer than the gap would point past its own start.
      let isShort = !options.isText && abs(to - (from ?? to)) < 1.2
      let shape: SceneMarker.Shape =
        from == nil || from == to || isShort
        ? .series(0) : .arrow(toRight: to > (from ?? to))
      marker(x: to, y: y, shape, ink: ink)
    }
    if item.from.finite != nil && from == nil || item.to.finite != nil && to == nil {
      noteNonPositive()
    }
  }
}
