// The data of each kind. Arrays that should have one length are read up to what is there; a value
// beyond the end counts as missing, so no shape of input is an error.

/// Bars by category. One series gives plain bars.
package struct BarData: Sendable, Equatable {
  package enum Arrangement: Sendable, Equatable { case grouped, stacked }

  package var categories: [String]
  package var series: [Series]
  package var arrangement: Arrangement
  package var axis: Axis

  package init(
    categories: [String], series: [Series], axis: Axis, arrangement: Arrangement = .grouped
  ) {
    self.categories = categories
    self.series = series
    self.axis = axis
    self.arrangement = arrangement
  }
}

/// One value per category, with an interval where there is one.
package struct DotData: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package var label: String
    package var value: Datum
    package var low: Double?
    package var high: Double?

    package init(_ label: String, _ value: Datum, low: Double? = nil, high: Double? = nil) {
      self.label = label
      self.value = value
      self.low = low
      self.high = high
    }
  }

  package var rows: [Row]
  package var axis: Axis

  package init(rows: [Row], axis: Axis) {
    self.rows = rows
    self.axis = axis
  }
}

/// Two values per category: for dumbbells and slopes.
package struct PairData: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package var label: String
    package var from: Datum
    package var to: Datum

    package init(_ label: String, from: Datum, to: Datum) {
      self.label = label
      self.from = from
      self.to = to
    }
  }

  package var fromName: String
  package var toName: String
  package var rows: [Row]
  package var axis: Axis
  /// Dumbbells stand by the size of the gap, the largest first; false keeps the order given.
  package var sortsByGap: Bool

  package init(
    from fromName: String, to toName: String, rows: [Row], axis: Axis, sortsByGap: Bool = true
  ) {
    self.fromName = fromName
    self.toName = toName
    self.rows = rows
    self.axis = axis
    self.sortsByGap = sortsByGap
  }
}

/// Series over time (or another ordered measure): for lines, areas and steps.
package struct LineData: Sendable, Equatable {
  /// Where the values stand, ascending; the same for all series.
  package var positions: [Double]
  package var series: [Series]
  package var horizontal: Axis
  package var vertical: Axis
  /// Areas on top of each other; without it they overlap.
  package var isStacked: Bool

  package init(
    positions: [Double], series: [Series], horizontal: Axis = .year, vertical: Axis,
    isStacked: Bool = false
  ) {
    self.positions = positions
    self.series = series
    self.horizontal = horizontal
    self.vertical = vertical
    self.isStacked = isStacked
  }
}

/// Points by two measures.
package struct ScatterData: Sendable, Equatable {
  package struct Point: Sendable, Equatable {
    package var x: Datum
    package var y: Datum
    /// The name of the point; drawn when it is among `labelled` or highlighted.
    package var name: String
    package var group: Int

    package init(_ name: String = "", x: Datum, y: Datum, group: Int = 0) {
      self.name = name
      self.x = x
      self.y = y
      self.group = group
    }
  }

  package var points: [Point]
  /// Names of the groups of points; empty if there is one group only.
  package var groups: [String]
  package var labelled: Set<String>
  package var horizontal: Axis
  package var vertical: Axis
  /// A least-squares line through the points as drawn (on log scales through the logarithms).
  package var showsFit: Bool

  package init(
    points: [Point], horizontal: Axis, vertical: Axis, groups: [String] = [],
    labelled: Set<String> = [], showsFit: Bool = false
  ) {
    self.points = points
    self.groups = groups
    self.labelled = labelled
    self.horizontal = horizontal
    self.vertical = vertical
    self.showsFit = showsFit
  }
}

/// Values by group: for histograms, boxes and strips.
package struct DistributionData: Sendable, Equatable {
  package var groups: [Series]
  package var axis: Axis
  /// Bins of a histogram: a wish, met as nearly as round edges allow. By rule if nil.
  package var bins: Int?

  package init(groups: [Series], axis: Axis, bins: Int? = nil) {
    self.groups = groups
    self.axis = axis
    self.bins = bins
  }
}
