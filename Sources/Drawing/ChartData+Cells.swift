// The data of kinds made of cells, dates and short runs.

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
  /// It cannot stand to the treaty at all, as a territory.
  case notApplicable

  package var label: String {
    switch self {
    case .party: "party"
    case .signatory: "signatory"
    case .none: "neither"
    case .denounced: "denounced"
    case .notCovered: "not covered"
    case .notApplicable: "not applicable"
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
  /// What each category means where they are standings to a treaty; else empty.
  package var standings: [Standing]
  /// Names in scope that the grid has no tile for.
  package var unplaced: [String]

  package init(
    tiles: [Tile], axis: Axis, categories: [String] = [], centre: Double? = nil,
    standings: [Standing] = [], unplaced: [String] = []
  ) {
    self.standings = standings
    self.unplaced = unplaced
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

/// Runs of values in a line each.
package struct SparkData: Sendable, Equatable {
  package struct Row: Sendable, Equatable {
    package var label: String
    package var values: [Datum]

    package init(_ label: String, _ values: [Datum]) {
      self.label = label
      self.values = values
    }
  }

  package var rows: [Row]
  package var axis: Axis
  /// Where the values stand, as words: the first and the last name the ends of the lines.
  package var positions: [String]

  package init(rows: [Row], axis: Axis, positions: [String] = []) {
    self.rows = rows
    self.axis = axis
    self.positions = positions
  }

  /// One line without a name.
  package init(_ values: [Datum]) { self.init(rows: [Row("", values)], axis: Axis("")) }
}
