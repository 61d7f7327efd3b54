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
  package var highlight: Set<String>
  package var references: [ChartReference]
  package var isLog: Bool
  package var isStacked: Bool
  package var showsFit: Bool
  /// Labels of all points, not only of those set apart.
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
    references = []
    isLog = false
    isStacked = false
    showsFit = false
    self.range = range
  }
}

package struct ChartReference: Sendable, Equatable {
  package var value: Double
  package var label: String

  package init(value: Double, label: String) {
    self.value = value
    self.label = label
  }
}
