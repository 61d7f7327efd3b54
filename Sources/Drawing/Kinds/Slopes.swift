import SourceText

extension Composer {
  /// Many categories at two times, with names and values at both ends.
  mutating func slopes(_ data: PairData) {
    let all = data.rows.flatMap { [$0.from, $0.to] }
    guard !data.rows.isEmpty else { return decline("no rows") }
    guard !shared.vertical.isEmpty else { return decline(MissingSummary.sentence(all)) }
    let roles = roles(of: data.rows.map(\.label))
    let decimals = data.axis.decimalsFor(all)
    let labelled = labelledRows(data, roles)
    let height = min(max(plotRows, labelled.count), Layout.mostRows)
    func value(_ datum: Datum) -> String {
      datum.finite.map { NumberText.label($0, decimals: decimals, axis: data.axis) } ?? ""
    }
    let values = labelled.flatMap { [value(data.rows[$0].from), value(data.rows[$0].to)] }
    let valueWidth = values.reduce(0) { max($0, DisplayWidth.of($1)) }
    let longest = labelled.reduce(0) { max($0, DisplayWidth.of(data.rows[$1].label)) }
    // Both sides get the names if a third of the width is left for the slopes.
    let isTwoSided = 2 * (min(longest, columns / 4) + valueWidth + 6) <= columns * 2 / 3
    let nameRoom = min(longest, isTwoSided ? columns / 4 : columns / 2 - valueWidth - 2)
    let left = nameRoom + valueWidth + 4
    let right = columns - valueWidth - 4 - (isTwoSided ? nameRoom + 1 : 0)
    captionLine(data.axis.caption)
    text(shortened(data.fromName, to: columns / 2 - 1), x: Double(left + 1), row: row, anchor: .end)
    text(shortened(data.toName, to: columns / 2 - 1), x: Double(right - 1), row: row)
    row += 1
    let (low, high) = shared.vertical.widened
    let scale = Scale(
      low: low, high: high, isLog: data.axis.scaling == .log, start: Double(row + height) - 0.5,
      end: Double(row) + 0.5)
    let frame = (left: Double(left) + 0.5, right: Double(right) - 0.5)
    rule((frame.left, Double(row)), (frame.left, Double(row + height)), .axis)
    rule((frame.right, Double(row)), (frame.right, Double(row + height)), .axis)
    for index in data.rows.indices.sorted(by: { drawsBefore(roles[$0], $0, roles[$1], $1) }) {
      slope(data.rows[index], roles[index], scale, frame)
    }
    slopeLabels(
      data, roles, labelled, scale, isLeft: true, nameRoom: nameRoom, x: left - 3, value: value,
      height: height)
    slopeLabels(
      data, roles, labelled, scale, isLeft: false, nameRoom: isTwoSided ? nameRoom : 0,
      x: right + 3, value: value, height: height)
    row += height
    if labelled.count < data.rows.count {
      notes.append(
        "\(MissingSummary.count(labelled.count)) of \(MissingSummary.count(data.rows.count)) "
          + "lines are named")
    }
  }

  /// Context first, then the rest, so that what matters is on top.
  func drawsBefore(_ one: SeriesRole, _ first: Int, _ other: SeriesRole, _ second: Int) -> Bool {
    if one.isContext != other.isContext { return one.isContext }
    return first > second
  }

  private func labelledRows(_ data: PairData, _ roles: [SeriesRole]) -> [Int] {
    let most = 40
    let all = Array(data.rows.indices)
    guard all.count > most else { return all }
    let chosen = all.filter { roles[$0].isHighlighted }.prefix(most)
    if !chosen.isEmpty { return Array(chosen) }
    // The largest changes are what a slope chart is read for.
    return all.sorted { one, other in
      let first = data.rows[one].gap.map(abs) ?? -1
      let second = data.rows[other].gap.map(abs) ?? -1
      return first == second ? one < other : first > second
    }.prefix(12).sorted()
  }

  private mutating func slope(
    _ item: PairData.Row, _ role: SeriesRole, _ scale: Scale, _ frame: (left: Double, right: Double)
  ) {
    let from = item.from.finite.flatMap(scale.clamped)
    let to = item.to.finite.flatMap(scale.clamped)
    if let from, let to {
      add(
        .path(
          ScenePath(
            points: [Point(x: frame.left, y: from), Point(x: frame.right, y: to)], ink: role.ink,
            stroke: role.index, isHeavy: role.isHighlighted)))
    }
    if let from { marker(x: frame.left, y: from, role.shape, ink: role.ink) }
    if let to { marker(x: frame.right, y: to, role.shape, ink: role.ink) }
  }

  private mutating func slopeLabels(
    _ data: PairData, _ roles: [SeriesRole], _ labelled: [Int], _ scale: Scale, isLeft: Bool,
    nameRoom: Int, x: Int, value: (Datum) -> String, height: Int
  ) {
    let present = labelled.compactMap { index -> (Int, Double)? in
      let datum = isLeft ? data.rows[index].from : data.rows[index].to
      return datum.finite.flatMap(scale.clamped).map { (index, $0) }
    }
    guard
      let places = LabelPlacement.rows(
        present.map(\.1), first: row, last: row + height - 1)
    else { return }
    for ((index, y), place) in zip(present, places) {
      let item = data.rows[index]
      let name = nameRoom > 0 ? shortened(item.label, to: nameRoom) : ""
      let number = value(isLeft ? item.from : item.to)
      let label = isLeft ? "\(name) \(number)" : name.isEmpty ? number : "\(number) \(name)"
      let ink: Ink = roles[index].isContext && !highlight.isEmpty ? .muted : .text
      text(
        label, x: Double(x), row: place, anchor: isLeft ? .end : .start, ink: ink,
        isBold: roles[index].isHighlighted)
      // The shape of its line beside each label: the label may stand a row or two off.
      let mark = Double(x) + (isLeft ? 1.5 : -1.5)
      marker(x: mark, y: Double(place) + 0.5, roles[index].shape, ink: roles[index].ink)
      rule(
        (mark + (isLeft ? 0.6 : -0.6), Double(place) + 0.5),
        (Double(x) + (isLeft ? 3.2 : -3.2), y), .leader)
    }
  }
}
