extension ChartDescription {
  /// More series than this are described together.
  private static let mostDescribed = 8

  static func sentences(of content: ChartContent, highlight: Set<String>) -> [String] {
    switch content {
    case .bar(let data):
      return data.series.flatMap { series -> [String] in
        let named = NamedValues(names: data.categories, values: series.values, axis: data.axis)
        let about = named.sentences(highlight: highlight, of: "values")
        return data.series.count > 1
          ? [([series.name + ":"] + about).joined(separator: " ")] : about
      }
    case .dot(let data):
      return NamedValues(
        names: data.rows.map(\.label), values: data.rows.map(\.value), axis: data.axis
      ).sentences(highlight: highlight, of: "values")
    case .dumbbell(let data), .slope(let data): return pairs(data, highlight)
    case .line(let data), .area(let data), .step(let data): return lines(data, highlight)
    case .scatter(let data): return scatter(data, highlight)
    case .histogram(let data), .box(let data), .strip(let data): return distributions(data)
    case .heatmap(let data): return heatmap(data)
    case .matrix(let data): return matrix(data)
    case .timeline(let data): return timeline(data)
    case .tilemap(let data): return tilemap(data, highlight)
    case .event(let data): return event(data)
    case .spark(let data):
      return data.rows.map { row in
        let places = row.values.indices.map { index in
          index < data.positions.count ? data.positions[index] : "value \(index + 1)"
        }
        let named = NamedValues(names: places, values: row.values, axis: data.axis)
        return named.trend(row.label, positions: places)
          ?? "\(row.label.isEmpty ? "The line" : row.label): no values."
      }
    }
  }

  private static func pairs(_ data: PairData, _ highlight: Set<String>) -> [String] {
    let gaps = data.rows.map { Datum($0.gap) }
    var out = NamedValues(names: data.rows.map(\.label), values: gaps, axis: data.axis)
      .sentences(of: "changes from \(data.fromName) to \(data.toName)")
    let all = NamedValues(
      names: [], values: data.rows.flatMap { [$0.from, $0.to] }, axis: data.axis)
    for row in data.rows where highlight.contains(row.label) {
      if let from = row.from.finite, let to = row.to.finite {
        out.append(
          "\(row.label): \(all.text(from)) (\(data.fromName)), \(all.text(to)) (\(data.toName)).")
      }
    }
    return out
  }

  private static func lines(_ data: LineData, _ highlight: Set<String>) -> [String] {
    let places = data.positions.map { position in
      NumberText.label(
        position, decimals: NumberText.decimals(for: data.positions, axis: data.horizontal),
        axis: data.horizontal)
    }
    let isMany = data.series.count > mostDescribed
    var out: [String] = []
    if isMany {
      let ends = data.series.map { series in
        Datum(series.values.prefix(places.count).last { $0.finite != nil }?.finite)
      }
      out += NamedValues(names: data.series.map(\.name), values: ends, axis: data.vertical)
        .sentences(of: "last values")
    }
    for series in data.series where !isMany || highlight.contains(series.name) {
      let values = Array(series.values.prefix(places.count))
      let named = NamedValues(names: [], values: values, axis: data.vertical)
      out.append(
        named.trend(series.name, positions: places) ?? "\(series.name): no values.")
    }
    return out
  }

  private static func scatter(_ data: ScatterData, _ highlight: Set<String>) -> [String] {
    let placed = data.points.filter(data.isPlaceable)
    var out = [
      "\(MissingSummary.count(placed.count)) of "
        + "\(MissingSummary.count(data.points.count)) points have both values."
    ]
    let names = placed.map(\.name)
    for (axis, values) in [
      (data.horizontal, placed.map(\.x)), (data.vertical, placed.map(\.y)),
    ] where !placed.isEmpty {
      let about = NamedValues(names: names, values: values, axis: axis)
        .sentences(highlight: highlight, of: "values")
      out.append("\(capitalised(axis.title)): \(about.joined(separator: " "))")
    }
    if let r = correlation(placed.compactMap(\.x.finite), placed.compactMap(\.y.finite)) {
      out.append("Their correlation is \(NumberText.fixed(r, decimals: 2)).")
    }
    return out
  }

  /// Pearson's coefficient; nil for fewer than three pairs or without variation.
  static func correlation(_ xs: [Double], _ ys: [Double]) -> Double? {
    guard xs.count > 2, xs.count == ys.count else { return nil }
    let count = Double(xs.count)
    let meanX = xs.reduce(0) { $0 + $1 / count }
    let meanY = ys.reduce(0) { $0 + $1 / count }
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for (x, y) in zip(xs, ys) {
      xx += (x - meanX) * (x - meanX)
      yy += (y - meanY) * (y - meanY)
      xy += (x - meanX) * (y - meanY)
    }
    let r = xy / (xx.squareRoot() * yy.squareRoot())
    return r.isFinite ? r : nil
  }

  private static func distributions(_ data: DistributionData) -> [String] {
    data.groups.map { group in
      let sorted = group.values.compactMap(\.finite).sorted()
      let name = group.name.isEmpty ? "" : "\(group.name): "
      guard let low = sorted.first, let high = sorted.last else { return "\(name)no values." }
      let named = NamedValues(names: [], values: group.values, axis: data.axis)
      func at(_ share: Double) -> String { named.text(Quartiles.quantile(share, of: sorted)) }
      return "\(name)\(MissingSummary.count(sorted.count)) values from \(named.text(low)) to "
        + "\(named.text(high)), median \(at(0.5)), quartiles \(at(0.25)) and \(at(0.75))."
    }
  }

  private static func heatmap(_ data: HeatmapData) -> [String] {
    var names: [String] = []
    var values: [Datum] = []
    for (row, name) in data.rows.enumerated() {
      for (column, head) in data.columns.enumerated() {
        names.append("\(name), \(head)")
        values.append(data.value(row, column))
      }
    }
    return NamedValues(names: names, values: values, axis: data.axis).sentences(of: "values")
  }

  private static func matrix(_ data: MatrixData) -> [String] {
    data.columns.indices.map { column in
      let standings = data.rows.indices.map { data.standing($0, column) }
      let counts = Standing.allCases.compactMap { standing -> String? in
        let count = standings.filter { $0 == standing }.count
        return count > 0 ? "\(standing.label) \(MissingSummary.count(count))" : nil
      }
      return "\(data.columns[column]): \(counts.joined(separator: ", "))."
    }
  }

  private static func timeline(_ data: TimelineData) -> [String] {
    data.stages.indices.map { stage in
      let reached = data.rows.compactMap { row in
        row.time(stage).map { (name: row.label, time: $0) }
      }
      let name = capitalised(data.stages[stage])
      guard let first = reached.min(by: { $0.time < $1.time }),
        let last = reached.max(by: { $0.time < $1.time })
      else { return "\(name): none of \(MissingSummary.count(data.rows.count))." }
      func year(_ time: Double) -> String {
        NumberText.fixed(time.rounded(.down), decimals: 0, separated: false)
      }
      return "\(name): \(MissingSummary.count(reached.count)) of "
        + "\(MissingSummary.count(data.rows.count)), first \(first.name) (\(year(first.time))), "
        + "last \(last.name) (\(year(last.time)))."
    }
      + data.rows.compactMap { row in
        row.end.map { end in
          "\(row.label) ended it in "
            + NumberText.fixed(end.rounded(.down), decimals: 0, separated: false) + "."
        }
      }
  }

  private static func tilemap(_ data: TilemapData, _ highlight: Set<String>) -> [String] {
    guard !data.categories.isEmpty else {
      return NamedValues(
        names: data.tiles.map(\.code), values: data.tiles.map(\.value), axis: data.axis
      ).sentences(highlight: highlight, of: "values")
    }
    return data.categories.enumerated().map { index, name in
      let count = data.tiles.filter { $0.value.finite == Double(index) }.count
      return "\(name): \(MissingSummary.count(count))."
    } + (MissingSummary.note(data.tiles.map(\.value)).map { [$0 + "."] } ?? [])
  }

  private static func event(_ data: EventData) -> [String] {
    data.series.flatMap { series -> [String] in
      let places = data.times.map {
        NumberText.label(
          $0, decimals: NumberText.decimals(for: data.times, axis: data.horizontal),
          axis: data.horizontal)
      }
      var out: [String] = []
      let named = NamedValues(
        names: [], values: Array(series.values.prefix(places.count)), axis: data.vertical)
      if let trend = named.trend(series.name, positions: places) { out.append(trend) }
      let apart = data.times.indices.filter { index in
        guard index < series.low.count, index < series.high.count,
          data.times[index] != data.referencePeriod, let low = series.low[index].finite,
          let high = series.high[index].finite
        else { return false }
        return low > 0 || high < 0
      }
      if !series.low.isEmpty {
        out.append(
          apart.isEmpty
            ? "No interval leaves out zero."
            : "Intervals leave out zero at \(apart.map { places[$0] }.joined(separator: ", ")).")
      }
      return out
    }
  }
}
