/// One chart: what is shown, without any decision about where or how it is drawn.
///
/// Values hold what the caller decided: order of categories, the words of captions, what is
/// highlighted. Drawing never sorts (but for dumbbells and timelines, where the order is the
/// message), never filters and never fills a gap.
package struct Chart: Sendable, Equatable {
  /// The author's; nothing is put in its place when there is none.
  package var title: String?
  /// What is shown; made from the content when there is none.
  package var subtitle: String?
  /// What all that is shown is of, as `Mexico`, where nothing in the drawing says so.
  package var subject: String?
  /// One content, or several of one kind as small multiples with common scales.
  package var panels: [Panel]
  /// Names of categories, series or points that are set apart from the rest.
  package var highlight: Set<String>
  package var references: [Reference]
  /// Lines under the chart: counts, what is missing and why, sources and years.
  package var captions: [String]
  /// Panels of one measure have one scale; panels of different measures each their own.
  package var sharesScales: Bool

  package init(
    _ content: ChartContent, title: String? = nil, subtitle: String? = nil,
    highlight: Set<String> = [], references: [Reference] = [], captions: [String] = []
  ) {
    self.init(
      panels: [Panel(name: nil, content: content)], title: title, subtitle: subtitle,
      highlight: highlight, references: references, captions: captions)
  }

  package init(
    panels: [Panel], title: String? = nil, subtitle: String? = nil, highlight: Set<String> = [],
    references: [Reference] = [], captions: [String] = [], sharesScales: Bool = true
  ) {
    self.sharesScales = sharesScales
    self.title = title
    self.subtitle = subtitle
    self.panels = panels
    self.highlight = highlight
    self.references = references
    self.captions = captions
  }
}

/// One of the small multiples.
package struct Panel: Sendable, Equatable {
  package var name: String?
  package var content: ChartContent

  package init(name: String?, content: ChartContent) {
    self.name = name
    self.content = content
  }
}

/// The kinds of charts, each with the data it needs.
package enum ChartContent: Sendable, Equatable {
  case bar(BarData)
  case dot(DotData)
  case dumbbell(PairData)
  case slope(PairData)
  case line(LineData)
  case area(LineData)
  case step(LineData)
  case scatter(ScatterData)
  case histogram(DistributionData)
  case box(DistributionData)
  case strip(DistributionData)
  case heatmap(HeatmapData)
  case matrix(MatrixData)
  case timeline(TimelineData)
  case tilemap(TilemapData)
  case event(EventData)
  case spark(SparkData)

  /// The name of the kind as a reader writes it.
  package var name: String {
    switch self {
    case .bar: "bar"
    case .dot: "dot"
    case .dumbbell: "dumbbell"
    case .slope: "slope"
    case .line: "line"
    case .area: "area"
    case .step: "step"
    case .scatter: "scatter"
    case .histogram: "histogram"
    case .box: "box"
    case .strip: "strip"
    case .heatmap: "heatmap"
    case .matrix: "matrix"
    case .timeline: "timeline"
    case .tilemap: "tilemap"
    case .event: "event"
    case .spark: "spark"
    }
  }
}

/// A line across the chart at one value of the measure, with words for it: a mean, a threshold.
package struct Reference: Sendable, Equatable {
  package var value: Double
  package var label: String

  package init(_ value: Double, label: String) {
    self.value = value
    self.label = label
  }
}

/// Why a cell has no value.
package enum MissingKind: Sendable, Hashable, CaseIterable {
  case notCovered, noData, notApplicable, withheld

  package var label: String {
    switch self {
    case .notCovered: "not covered"
    case .noData: "no data"
    case .notApplicable: "not applicable"
    case .withheld: "withheld"
    }
  }
}

/// A number to draw, or the reason why there is none.
package enum Datum: Sendable, Hashable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  case number(Double)
  case missing(MissingKind)

  package init(_ value: Double?, missing: MissingKind = .noData) {
    self = value.map { .number($0) } ?? .missing(missing)
  }

  package init(floatLiteral value: Double) { self = .number(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// Magnitudes beyond this are as good as infinite: sums and spans of them would overflow.
  static let largest = 1e300

  /// The number where it can be drawn: neither missing, nor infinite, nor not a number.
  package var finite: Double? {
    guard case .number(let value) = self, abs(value) <= Datum.largest else { return nil }
    return value
  }

  /// True for infinities and results that are no number: there, but impossible to place.
  package var isUndrawable: Bool {
    guard case .number = self else { return false }
    return finite == nil
  }

  /// The reason to mark in place of a value; numbers that cannot be placed count as
  /// not applicable.
  package var missingKind: MissingKind? {
    switch self {
    case .number: finite == nil ? .notApplicable : nil
    case .missing(let kind): kind
    }
  }
}

/// What an axis measures and how its numbers are written.
package struct Axis: Sendable, Equatable {
  package enum Scaling: Sendable, Equatable { case linear, log }

  package var title: String
  /// Written after the title in brackets: `per cent`, `US$`, `index points`.
  package var unit: String?
  /// Digits after the point for values; as many as tell the values apart (at most three) if nil.
  package var decimals: Int?
  package var scaling: Scaling
  /// Years and other ordinals are written without separators of thousands.
  package var isYear: Bool

  package init(
    _ title: String, unit: String? = nil, decimals: Int? = nil, scaling: Scaling = .linear,
    isYear: Bool = false
  ) {
    self.title = title
    self.unit = unit
    self.decimals = decimals
    self.scaling = scaling
    self.isYear = isYear
  }

  package static let year: Axis = Axis("year", decimals: 0, isYear: true)

  /// Title and unit as one text.
  package var caption: String {
    guard let unit, !unit.isEmpty else { return title }
    return title.isEmpty ? unit : "\(title) (\(unit))"
  }
}

/// A named run of values.
package struct Series: Sendable, Equatable {
  package var name: String
  package var values: [Datum]
  /// Bounds of an interval about each value, if there are any; as many as values.
  package var low: [Datum]
  package var high: [Datum]

  package init(_ name: String, _ values: [Datum], low: [Datum] = [], high: [Datum] = []) {
    self.name = name
    self.values = values
    self.low = low
    self.high = high
  }
}
