import SourceText

extension Composer {
  /// Names at the right of a frame, each as near to the end of its line as the others allow.
  ///
  /// Every name has the shape of its line before it. If there are more lines than rows, those set
  /// apart come first, then the highest and lowest in turn; a note says how many are named.
  mutating func endLabels(
    _ names: [String], _ roles: [SeriesRole], _ points: [[Point?]], _ frame: PlotFrame,
    gutter: Int, form: LineForm
  ) {
    guard gutter > 3 else { return }
    let ends = names.indices.compactMap { index -> (index: Int, end: Point)? in
      guard !names[index].isEmpty, let end = points[index].last(where: { $0 != nil }) ?? nil
      else { return nil }
      return (index, end)
    }
    let chosen = chosenLabels(ends, roles, room: frame.height)
    guard
      let rows = LabelPlacement.rows(
        chosen.map(\.end.y), first: frame.top, last: frame.bottom - 1)
    else { return }
    for ((index, end), place) in zip(chosen, rows) {
      let role = roles[index]
      let swatch = legendShape(role, form)
      let x = Double(frame.right)
      add(swatch.item(x: frame.right + 1, row: place))
      text(
        shortened(names[index], to: gutter - 2 - swatch.width),
        x: x + 2 + Double(swatch.width), row: place,
        ink: role.isContext && names.contains(where: highlight.contains) ? .muted : .text,
        isBold: role.isHighlighted)
      rule((end.x + 0.6, end.y), (x + 0.9, Double(place) + 0.5), .leader)
    }
    if chosen.count < names.count {
      notes.append(
        "\(MissingSummary.count(chosen.count)) of \(MissingSummary.count(names.count)) "
          + "lines are named")
    }
  }

  private func chosenLabels(
    _ ends: [(index: Int, end: Point)], _ roles: [SeriesRole], room: Int
  ) -> [(index: Int, end: Point)] {
    // Names from edge to edge would hide which line they belong to: half of the rows is enough.
    let distinct = ends.filter { !roles[$0.index].isContext }
    let context = ends.filter { roles[$0.index].isContext }
    if ends.count <= max(room / 2, min(room, Composer.mostDistinct)) { return ends }
    guard distinct.isEmpty else { return Array(distinct.prefix(room)) }
    let byHeight = context.sorted { ($0.end.y, $0.index) < ($1.end.y, $1.index) }
    let half = max(room / 4, 1)
    return Array(byHeight.prefix(half)) + Array(byHeight.suffix(half))
  }
}
