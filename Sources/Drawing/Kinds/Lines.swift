import SourceText

enum LineForm { case line, area, step }

extension LineData {
  /// Lower and upper bounds of the areas; nil where a value, or one below it, is missing.
  func bands() -> [[(lower: Double, upper: Double)?]] {
    var floor: [Double?] = Array(repeating: 0, count: positions.count)
    return series.map { series in
      positions.indices.map { index in
        let value = index < series.values.count ? series.values[index].finite : nil
        guard let base = floor[index], let value, (base + value).isFinite else {
          if isStacked { floor[index] = nil }
          return nil
        }
        if isStacked { floor[index] = base + value }
        return (base, base + value)
      }
    }
  }
}

extension Composer {
  /// Series over time as lines, areas from zero or stairs.
  mutating func lines(_ data: LineData, _ form: LineForm) {
    let all = data.series.flatMap { $0.values.prefix(data.positions.count) }
    guard !data.series.isEmpty, !data.positions.isEmpty else { return decline("no series") }
    guard !shared.vertical.isEmpty, all.contains(where: { $0.finite != nil }) else {
      return decline(MissingSummary.sentence(all))
    }
    if shared.vertical.nonPositive > 0 { noteNonPositive() }
    var vertical = data.vertical
    if form == .area, vertical.scaling == .log {
      notes.append("areas start at zero, so the scale is linear")
      vertical.scaling = .linear
    }
    let roles = form == .area ? areaRoles(data) : roles(of: data.series.map(\.name))
    let isLabelled = labelsFit(data.series.map(\.name))
    if !isLabelled {
      // A legend shows at most as many as can be told apart.
      let shown = roles.indices.filter { !roles[$0].isContext }
      legend(shown.map { (legendShape(roles[$0], form), data.series[$0].name) })
    }
    referenceLegend()
    let names = data.series.map(\.name)
    let longest = names.reduce(0) { max($0, DisplayWidth.of($1)) }
    let gutter = isLabelled && longest > 0 ? min(longest, columns / 3) + (form == .area ? 4 : 3) : 1
    let frame = plotFrame(
      PlotRequest(
        x: shared.horizontal, y: shared.vertical, horizontal: data.horizontal, vertical: vertical,
        gutter: gutter))
    var tops: [[Point?]] = []
    // Where a name belongs: the end of a line, the middle of what an area adds.
    var named: [[Point?]]?
    if form == .area {
      let bands = areas(data, roles, frame)
      tops = bands.map { $0.map { $0?.upper } }
      if data.isStacked {
        named = bands.map { band in
          band.map { point in
            point.map { Point(x: $0.upper.x, y: ($0.upper.y + $0.lower.y) / 2) }
          }
        }
      }
    } else {
      tops = data.series.map { series in points(data, series.values, frame) }
      for index in data.series.indices { intervalBand(data, index, roles[index], frame) }
    }
    for index in roles.indices.sorted(by: { drawsBefore(roles[$0], $0, roles[$1], $1) }) {
      line(tops[index], roles[index], form, isLonely: data.series.count == 1)
    }
    levels(of: frame)
    if isLabelled { endLabels(names, roles, named ?? tops, frame, gutter: gutter, form: form) }
  }

  func legendShape(_ role: SeriesRole, _ form: LineForm) -> LegendShape {
    form == .area ? .bar(role.pattern, role.ink) : .marker(role.shape, role.ink)
  }

  /// Areas are told apart by their filling, so all have one.
  private func areaRoles(_ data: LineData) -> [SeriesRole] {
    data.series.indices.map {
      SeriesRole(
        index: $0, pattern: data.series.count == 1 ? SeriesRole.light : $0, ink: .series($0),
        isHighlighted: highlight.contains(data.series[$0].name))
    }
  }

  private func labelsFit(_ names: [String]) -> Bool {
    let longest = names.reduce(0) { max($0, DisplayWidth.of($1)) }
    return columns >= 40 && (longest == 0 || columns / 3 > longest / 2 + 2)
  }

  func points(_ data: LineData, _ values: [Datum], _ frame: PlotFrame) -> [Point?] {
    data.positions.enumerated().map { index, position in
      guard index < values.count, let value = values[index].finite,
        frame.horizontal.contains(position),
        let x = frame.horizontal.position(position), let y = frame.vertical.clamped(value)
      else { return nil }
      return Point(x: x, y: y)
    }
  }

  /// The pieces of a line between missing values.
  static func runs(_ points: [Point?]) -> [[Point]] {
    var runs: [[Point]] = []
    var run: [Point] = []
    for point in points {
      if let point {
        run.append(point)
      } else if !run.isEmpty {
        runs.append(run)
        run = []
      }
    }
    if !run.isEmpty { runs.append(run) }
    return runs
  }

  private static func stairs(_ points: [Point]) -> [Point] {
    var stairs: [Point] = []
    for point in points {
      if let last = stairs.last, last.y != point.y { stairs.append(Point(x: point.x, y: last.y)) }
      stairs.append(point)
    }
    return stairs
  }

  private mutating func line(
    _ points: [Point?], _ role: SeriesRole, _ form: LineForm, isLonely: Bool
  ) {
    let runs = Composer.runs(points)
    for run in runs {
      if run.count == 1 {
        marker(x: run[0].x, y: run[0].y, role.shape, ink: role.ink)
      } else {
        let path = form == .step ? Composer.stairs(run) : run
        add(
          .path(
            ScenePath(
              points: path, ink: role.ink, stroke: form == .area ? 0 : role.index,
              isHeavy: role.isHighlighted)))
      }
    }
    guard form != .area, !role.isContext, let last = runs.last?.last else { return }
    marker(x: last.x, y: last.y, role.shape, ink: role.ink)
    if isLonely { return }
    // A shape every twelve columns or so, set off by series, tells lines apart without colour.
    var next = (runs.first?.first?.x ?? 0) + Double(role.index % 4) * 3
    for run in runs {
      for point in run where point.x >= next && point.x < last.x - 3 {
        marker(x: point.x, y: point.y, role.shape, ink: role.ink)
        next = point.x + 12
      }
    }
  }

  private mutating func areas(
    _ data: LineData, _ roles: [SeriesRole], _ frame: PlotFrame
  ) -> [[(upper: Point, lower: Point)?]] {
    let bands = data.bands()
    var placed: [[(upper: Point, lower: Point)?]] = []
    for (index, band) in bands.enumerated() {
      let upper = points(data, band.map { Datum($0?.upper) }, frame)
      let lower = points(data, band.map { Datum($0?.lower) }, frame)
      for (above, below) in zip(Composer.runs(upper), Composer.runs(lower)) where above.count > 1 {
        add(
          .area(
            SceneArea(
              upper: above, lower: below, ink: roles[index].ink, pattern: roles[index].pattern)))
      }
      placed.append(
        zip(upper, lower).map { above, below in
          above.flatMap { above in below.map { (above, $0) } }
        })
    }
    return placed
  }

  private mutating func intervalBand(
    _ data: LineData, _ index: Int, _ role: SeriesRole, _ frame: PlotFrame
  ) {
    let series = data.series[index]
    guard !series.low.isEmpty, !series.high.isEmpty else { return }
    let low = points(data, series.low, frame)
    let high = points(data, series.high, frame)
    let both = zip(low, high).map { $0 != nil && $1 != nil }
    let lower = Composer.runs(zip(low, both).map { $1 ? $0 : nil })
    let upper = Composer.runs(zip(high, both).map { $1 ? $0 : nil })
    for (above, below) in zip(upper, lower) where above.count > 1 {
      add(.area(SceneArea(upper: above, lower: below, ink: .context, pattern: SeriesRole.light)))
    }
    let note = "shaded: the interval given"
    if !notes.contains(note) { notes.append(note) }
  }
}
