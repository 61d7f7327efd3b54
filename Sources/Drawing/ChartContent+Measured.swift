extension ChartContent {
  /// The numbers that are drawn along the main measure, in the order of the data.
  package var measured: [Double] {
    let values: [Datum]
    switch self {
    case .bar(let data): values = data.series.flatMap(\.values)
    case .dot(let data): values = data.rows.map(\.value)
    case .dumbbell(let data), .slope(let data): values = data.rows.flatMap { [$0.from, $0.to] }
    case .line(let data), .area(let data), .step(let data): values = data.series.flatMap(\.values)
    case .scatter(let data): values = data.points.map(\.y)
    case .histogram(let data), .box(let data), .strip(let data):
      values = data.groups.flatMap(\.values)
    case .heatmap(let data): values = data.values.flatMap { $0 }
    case .event(let data): values = data.series.flatMap(\.values)
    case .tilemap(let data): values = data.categories.isEmpty ? data.tiles.map(\.value) : []
    case .spark(let data): values = data.rows.flatMap(\.values)
    case .matrix, .timeline: values = []
    }
    return values.compactMap(\.finite)
  }
}

extension Axis {
  /// A value as a label writes it: with the digits of the measure, or as many as it needs.
  package func text(_ value: Double) -> String {
    NumberText.label(value, decimals: NumberText.decimals(for: [value], axis: self), axis: self)
  }
}
