package import SourceText

/// A chart asked for at the end of a pipeline: its kind, and which column plays which part.
package struct ChartRequest: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case bar, dot, dumbbell, slope, line, area, step, scatter, histogram, box, strip, heatmap
    case matrix, timeline, tilemap, event, spark
  }

  /// What a column can be in a chart.
  package enum Role: String, Sendable, CaseIterable {
    case x, y, series, facet, label, from, to, low, high, value
  }

  package var kind: Kind
  /// Name of the column of the result by role.
  package var roles: [Role: String]
  /// Further columns of one role: the series of bars and lines, the statuses of a matrix, the
  /// stages of a timeline.
  package var measures: [String]
  package var title: String?
  package var subtitle: String?
  /// The countries, treaties and measures that every row is of, in words.
  package var subject: String?
  package var highlight: Set<String>
  /// Sets and groups apart, as written, with the names of their members; those without a row are
  /// passed over.
  package var highlightSets: [String: Set<String>]
  package var references: [ChartReference]
  package var isLog: Bool
  package var isStacked: Bool
  package var showsFit: Bool
  /// The author asked for an order; kinds that have one of their own give it up then.
  package var isSorted: Bool
  package var bins: Int?
  package var centre: Double?
  package var width: Int?
  package var height: Int?
  package var range: SourceRange

  package init(kind: Kind, range: SourceRange) {
    self.kind = kind
    roles = [:]
    measures = []
    highlight = []
    highlightSets = [:]
    references = []
    isLog = false
    isStacked = false
    showsFit = false
    isSorted = false
    self.range = range
  }
}

/// A line of reference: at a number, or at a statistic of the values that are drawn.
package enum ChartReference: Sendable, Equatable {
  case number(Double, label: String)
  case mean, median
}

extension ChartRequest.Kind {
  /// What the kind can do something with, beside a title, a subtitle, a width and panels.
  ///
  /// Nothing said in a chart is ignored, so all else is an error.
  package var options: Set<String> {
    switch self {
    case .bar: ["x", "y", "series", "stacked", "scale", "highlight", "reference", "sort"]
    case .dot:
      ["x", "y", "low", "high", "scale", "highlight", "reference", "sort"]
    case .dumbbell: ["y", "from", "to", "scale", "highlight", "reference", "sort"]
    case .slope: ["y", "from", "to", "scale", "highlight", "height"]
    case .line:
      ["x", "y", "series", "low", "high", "scale", "highlight", "reference", "height"]
    case .step: ["x", "y", "series", "scale", "highlight", "reference", "height"]
    case .area: ["x", "y", "series", "stacked", "highlight", "reference", "height"]
    case .scatter:
      ["x", "y", "series", "label", "scale", "fit", "highlight", "reference", "height"]
    case .histogram: ["x", "series", "label", "bins", "reference", "height"]
    case .box, .strip:
      ["x", "series", "label", "scale", "highlight", "reference", "sort"]
    case .heatmap: ["x", "y", "value", "centre", "highlight", "sort"]
    case .matrix: ["y", "highlight", "sort"]
    case .timeline: ["y", "highlight", "reference", "sort"]
    case .tilemap: ["y", "value", "centre"]
    case .event: ["x", "y", "series", "low", "high", "reference", "height"]
    case .spark: ["x", "y", "series", "highlight", "sort"]
    }
  }

  package func takes(_ option: String) -> Bool {
    ["title", "subtitle", "width", "facet"].contains(option) || options.contains(option)
  }
}
