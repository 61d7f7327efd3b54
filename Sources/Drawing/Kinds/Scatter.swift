import SourceText

extension ScatterData {
  /// Whether both measures have a place on their scales.
  func isPlaceable(_ point: Point) -> Bool {
    guard let x = point.x.finite, let y = point.y.finite else { return false }
    return (horizontal.scaling == .linear || x > 0) && (vertical.scaling == .linear || y > 0)
  }
}

extension Composer {
  /// Points by two measures, with names of chosen points and a line of fit on request.
  mutating func scatter(_ data: ScatterData) {
    guard !data.points.isEmpty else { return decline("no points") }
    let placed = data.points.filter(data.isPlaceable)
    guard !placed.isEmpty else {
      let complete = data.points.allSatisfy { $0.x.finite != nil && $0.y.finite != nil }
      return decline(
        complete
          ? "no point is positive on both log scales"
          : "no point has both values (\(MissingSummary.count(data.points.count)) points)")
    }
    let isAnyBeyondLog = data.points.contains { point in
      point.x.finite != nil && point.y.finite != nil && !data.isPlaceable(point)
    }
    if isAnyBeyondLog { noteNonPositive() }
    if data.groups.count > 1 {
      legend(
        data.groups.enumerated().map { index, name in
          (.marker(.series(index), .series(index)), name)
        })
    }
    referenceLegend()
    let frame = plotFrame(
      PlotRequest(
        x: shared.horizontal, y: shared.vertical, horizontal: data.horizontal,
        vertical: data.vertical, gutter: 1, isTight: false))
    // Small dots only where shapes would hide each other and no legend names them.
    let isCrowded = placed.count > Composer.crowd && data.groups.count < 2
    let isAnyHighlighted = placed.contains { highlight.contains($0.name) }
    var marks: [(point: Point, name: String, isChosen: Bool)] = []
    let ordered =
      isAnyHighlighted
      ? placed.filter { !highlight.contains($0.name) }
        + placed.filter { highlight.contains($0.name) } : placed
    for point in ordered {
      guard let x = point.x.finite.flatMap(frame.horizontal.clamped),
        let y = point.y.finite.flatMap(frame.vertical.clamped)
      else { continue }
      let isHighlighted = highlight.contains(point.name)
      let group = max(point.group, 0)
      let ink: Ink =
        isHighlighted ? .highlight : isAnyHighlighted ? .context : .series(group)
      let shape: SceneMarker.Shape =
        ink == .context ? .context : isCrowded && !isHighlighted ? .point(group) : .series(group)
      marker(x: x, y: y, shape, ink: ink)
      let isChosen = !point.name.isEmpty && (isHighlighted || data.labelled.contains(point.name))
      marks.append((Point(x: x, y: y), point.name, isChosen))
    }
    levels(of: frame)
    if data.showsFit { fit(marks.map(\.point), frame) }
    pointLabels(marks, frame)
  }

  /// Least squares in the plane of the drawing, which on log scales is that of the logarithms.
  private mutating func fit(_ points: [Point], _ frame: PlotFrame) {
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.x } / count
    let meanY = points.reduce(0) { $0 + $1.y } / count
    let spread = points.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    guard points.count > 2, spread > 1e-9 else {
      notes.append("no fitted line: it needs three points that differ along x")
      return
    }
    let slope = points.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
    func height(_ x: Double) -> Double { meanY + slope * (x - meanX) }
    var left = points.map(\.x).min() ?? meanX
    var right = points.map(\.x).max() ?? meanX
    let top = Double(frame.top) + 0.5
    let bottom = Double(frame.bottom) - 0.5
    if abs(slope) > 1e-9 {
      // Where the line would leave the frame it ends.
      let one = meanX + (top - meanY) / slope
      let other = meanX + (bottom - meanY) / slope
      left = max(left, min(one, other))
      right = min(right, max(one, other))
    }
    guard left < right else { return }
    rule((left, height(left)), (right, height(right)), .fit)
    notes.append("line: least squares through the \(MissingSummary.count(points.count)) points")
  }

  /// Names beside chosen points: right, left, above or below, wherever least is covered.
  private mutating func pointLabels(
    _ marks: [(point: Point, name: String, isChosen: Bool)], _ frame: PlotFrame
  ) {
    var labels = Set<Int>()
    var covered = Set<Int>()
    func key(_ column: Int, _ row: Int) -> Int { row * 1000 + column }
    for mark in marks { covered.insert(key(cellIndex(mark.point.x), cellIndex(mark.point.y))) }
    for mark in marks where mark.isChosen {
      labels.insert(key(cellIndex(mark.point.x), cellIndex(mark.point.y)))
    }
    var leftOut = 0
    for mark in marks where mark.isChosen {
      let name = shortened(mark.name, to: max(frame.width / 2, 6))
      let width = DisplayWidth.of(name)
      let column = cellIndex(mark.point.x)
      let row = cellIndex(mark.point.y)
      let tries = [
        (column + 2, row), (column - 1 - width, row), (column - width / 2, row - 1),
        (column - width / 2, row + 1), (column + 1, row - 1), (column + 1, row + 1),
        (column - width, row - 1), (column - width, row + 1),
      ]
      var best: (start: Int, row: Int, cost: Int)?
      for (start, at) in tries {
        guard start >= frame.left, start + width <= frame.right, at >= frame.top,
          at < frame.bottom
        else { continue }
        let cells = (start - 1...start + width).map { key($0, at) }
        if cells.dropFirst().dropLast().contains(where: labels.contains) { continue }
        let own = key(column, row)
        if cells.contains(where: { $0 != own && labels.contains($0) }) { continue }
        let cost = cells.reduce(0) { $0 + (covered.contains($1) && $1 != own ? 1 : 0) }
        if cost < best?.cost ?? .max { best = (start, at, cost) }
      }
      guard let best else {
        leftOut += 1
        continue
      }
      for cell in best.start..<(best.start + width) { labels.insert(key(cell, best.row)) }
      let exact = mark.point.y + Double(best.row - row)
      text(
        name, x: Double(best.start) + mark.point.x - Double(column) - 0.5, row: best.row,
        exact: exact)
    }
    if leftOut > 0 {
      notes.append("\(MissingSummary.count(leftOut)) names left out for want of room")
    }
  }
}
