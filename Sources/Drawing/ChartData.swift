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

/// A value by row and column.
package struct HeatmapData: Sendable, Equatable {
  package var rows: [String]
  package var columns: [String]
  /// Row by row.
  package var values: [[Datum]]
  package var axis: Axis
  /// The value that two directions start from; the scale is then centred on it.
  package var centre: Double?

  package init(
    rows: [String], columns: [String], values: [[Datum]], axis: Axis, centre: Double? = nil
  ) {
    self.rows = rows
    self.columns = columns
    self.values = values
    self.axis = axis
    self.centre = centre
  }
}

/// How a country stands to a treaty.
package enum Standing: Sendable, Hashable, CaseIterable {
  case party, signatory, none, denounced, notCovered

  package var label: String {
    switch self {
    case .party: "party"
    case .signatory: "signatory"
    case .none: "neither"
    case .denounced: "denounced"
    case .notCovered: "not covered"
    }
  }
}

/// Standing by row and column.
package struct MatrixData: Sendable, Equatable {
  package var rows: [String]
  package var columns: [String]
  package var standings: [[Standing]]

  package init(rows: [String], columns: [String], standings: [[Standing]]) {
    self.rows = rows
    self.columns = columns
    self.standings = standings
  }
}

/// Stages in time per row, such as signature, deposit and entry into force.
package struct TimelineData: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package var label: String
    /// One per stage, in years with fractions; nil where the stage was not reached.
    package var times: [Double?]
    /// When the state ended (a denunciation); nil if it lasts.
    package var end: Double?

    package init(_ label: String, times: [Double?], end: Double? = nil) {
      self.label = label
      self.times = times
      self.end = end
    }
  }

  package var stages: [String]
  package var rows: [Row]
  /// The day the data describe, in years; open ends run up to it.
  package var asOf: Double
  /// Rows stand by their last stage reached, then by date; false keeps the order given.
  package var sortsByDate: Bool

  package init(
    stages: [String] = ["signature", "deposit", "in force"], rows: [Row], asOf: Double,
    sortsByDate: Bool = true
  ) {
    self.stages = stages
    self.rows = rows
    self.asOf = asOf
    self.sortsByDate = sortsByDate
  }
}

/// One cell per country on a grid that the caller gives.
package struct TilemapData: Sendable, Equatable {
  package struct Tile: Sendable, Equatable {
    package var code: String
    package var row: Int
    package var column: Int
    /// A number, or the index of a category if there are categories.
    package var value: Datum

    package init(_ code: String, row: Int, column: Int, value: Datum) {
      self.code = code
      self.row = row
      self.column = column
      self.value = value
    }
  }

  package var tiles: [Tile]
  package var axis: Axis
  /// Names of categories; empty if values are numbers.
  package var categories: [String]
  package var centre: Double?

  package init(
    tiles: [Tile], axis: Axis, categories: [String] = [], centre: Double? = nil
  ) {
    self.tiles = tiles
    self.axis = axis
    self.categories = categories
    self.centre = centre
  }
}

/// Coefficients by time relative to an event, with their intervals.
package struct EventData: Sendable, Equatable {
  /// Relative times, ascending; the same for all series.
  package var times: [Double]
  package var series: [Series]
  /// The period that coefficients are relative to.
  package var referencePeriod: Double?
  package var horizontal: Axis
  package var vertical: Axis

  package init(
    times: [Double], series: [Series], referencePeriod: Double? = -1,
    horizontal: Axis = Axis("years since the event", decimals: 0), vertical: Axis
  ) {
    self.times = times
    self.series = series
    self.referencePeriod = referencePeriod
    self.horizontal = horizontal
    self.vertical = vertical
  }
}

/// A run of values in one line.
package struct SparkData: Sendable, Equatable {
  package var values: [Datum]

  package init(_ values: [Datum]) { self.values = values }
}
