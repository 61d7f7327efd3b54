/// The extents that all panels of a chart have in common, so that they can be compared.
struct SharedDomains: Sendable, Equatable {
  /// The measure along x, or the only measure of kinds that lie.
  var horizontal = Domain()
  var vertical = Domain()

  init() {}

  init(of chart: Chart) {
    for (index, panel) in chart.panels.enumerated() {
      let own = SharedDomains(of: panel.content)
      if index == 0 {
        self = own
      } else {
        horizontal.form(union: own.horizontal)
        vertical.form(union: own.vertical)
      }
    }
    let isVertical = vertical.low <= vertical.high
    for reference in chart.references {
      if isVertical {
        vertical.include(reference.value)
      } else {
        horizontal.include(reference.value)
      }
    }
  }

  private init(of content: ChartContent) {
    switch content {
    case .bar(let data):
      horizontal = Domain()
      horizontal.include(0)
      for category in data.categories.indices {
        for extent in data.extents(category) { horizontal.include(extent) }
      }
    case .dot(let data):
      horizontal = Domain(isLog: data.axis.scaling == .log)
      for row in data.rows {
        horizontal.include(row.value.finite)
        horizontal.include(row.low)
        horizontal.include(row.high)
      }
    case .dumbbell(let data):
      horizontal = Domain(isLog: data.axis.scaling == .log)
      for row in data.rows { horizontal.include([row.from, row.to]) }
    case .slope(let data):
      vertical = Domain(isLog: data.axis.scaling == .log)
      for row in data.rows { vertical.include([row.from, row.to]) }
    case .line(let data), .step(let data):
      for position in data.positions { horizontal.include(position) }
      vertical = Domain(isLog: data.vertical.scaling == .log)
      for series in data.series { vertical.include(series.values + series.low + series.high) }
    case .area(let data):
      for position in data.positions { horizontal.include(position) }
      vertical.include(0)
      for band in data.bands() { for point in band { vertical.include(point?.upper) } }
    case .scatter(let data):
      horizontal = Domain(isLog: data.horizontal.scaling == .log)
      vertical = Domain(isLog: data.vertical.scaling == .log)
      for point in data.points where data.isPlaceable(point) {
        horizontal.include(point.x.finite)
        vertical.include(point.y.finite)
      }
    case .histogram(let data), .box(let data), .strip(let data):
      horizontal = Domain(isLog: data.axis.scaling == .log)
      for group in data.groups { horizontal.include(group.values) }
    case .event(let data):
      for time in data.times { horizontal.include(time) }
      vertical.include(0)
      for series in data.series { vertical.include(series.values + series.low + series.high) }
    case .heatmap(let data):
      for row in data.values { vertical.include(row) }
    case .tilemap(let data):
      for tile in data.tiles { vertical.include(tile.value.finite) }
    case .timeline(let data):
      for row in data.rows {
        for time in row.times { horizontal.include(time) }
        horizontal.include(row.end)
      }
      horizontal.include(data.asOf)
    case .matrix, .spark:
      break
    }
  }
}
