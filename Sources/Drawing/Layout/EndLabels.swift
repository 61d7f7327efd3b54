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
    var chosen = chosenLabels(ends, roles, room: frame.height)
    let count = chosen.count
    if form != .area { chosen = besideTheirLines(chosen, names, roles, points, frame) }
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
    if count < names.count {
      notes.append(
        "\(MissingSummary.count(count)) of \(MissingSummary.count(names.count)) "
          + "lines are named")
    }
  }

  /// Names lines that end well before the frame right where they end, if no line is in the way;
  /// gives back the others.
  private mutating func besideTheirLines(
    _ chosen: [(index: Int, end: Point)], _ names: [String], _ roles: [SeriesRole],
    _ points: [[Point?]], _ frame: PlotFrame
  ) -> [(index: Int, end: Point)] {
    let early = chosen.filter { $0.end.x < Double(frame.right) - 4 }
    guard !early.isEmpty, points.reduce(0, { $0 + $1.count }) <= 20_000 else { return chosen }
    var taken: Set<Int> = []
    func key(_ column: Int, _ row: Int) -> Int { row * 1000 + column }
    for run in points.flatMap(Composer.runs) {
      for (from, to) in zip(run, run.dropFirst() + [run[run.count - 1]]) {
        for column in cellIndex(from.x)...max(cellIndex(from.x), cellIndex(to.x)) {
          let share = to.x > from.x ? (Double(column) + 0.5 - from.x) / (to.x - from.x) : 0
          let y = from.y + (to.y - from.y) * min(max(share, 0), 1)
          taken.insert(key(column, cellIndex(y)))
        }
        // Stairs rise in the column of the later point.
        for row in cellIndex(min(from.y, to.y))...cellIndex(max(from.y, to.y)) {
          taken.insert(key(cellIndex(to.x), row))
        }
      }
    }
    var rest = chosen
    for (index, end) in early {
      let start = cellIndex(end.x) + 2
      let width = DisplayWidth.of(names[index])
      let row = min(max(cellIndex(end.y), frame.top), frame.bottom - 1)
      let cells = (start - 1..<start + width + 1).map { key($0, row) }
      guard start + width < frame.right, !cells.contains(where: taken.contains) else { continue }
      taken.formUnion(cells)
      text(
        names[index], x: Double(start), row: row, exact: options.isText ? nil : end.y,
        ink: roles[index].isContext && names.contains(where: highlight.contains) ? .muted : .text,
        isBold: roles[index].isHighlighted)
      rest.removeAll { $0.index == index }
    }
    return rest
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
