/// A chart laid out: marks at positions in cells, the same for every renderer.
///
/// A cell is one column wide and one row high. Positions are in cells from the upper left corner,
/// with fractions; the middle of the first cell is (0.5, 0.5). Text stands in whole rows.
package struct Scene: Sendable, Equatable {
  package var columns: Int
  package var rows: Int
  package var items: [SceneItem] = []

  init(columns: Int, rows: Int = 0) {
    self.columns = columns
    self.rows = rows
  }

  /// Adds another scene with its corner at the cell given.
  mutating func place(_ other: Scene, column: Int, row: Int) {
    items.reserveCapacity(items.count + other.items.count)
    for item in other.items {
      items.append(item.moved(by: Point(x: Double(column), y: Double(row))))
    }
    rows = max(rows, row + other.rows)
  }
}

package struct Point: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  static func + (one: Point, other: Point) -> Point {
    Point(x: one.x + other.x, y: one.y + other.y)
  }
}

/// What a mark is, as far as its colour goes. Renderers choose the colour.
package enum Ink: Sendable, Hashable {
  case text
  /// Subtitles, axes, captions.
  case muted
  /// A series by its index.
  case series(Int)
  /// What is there for comparison, beside something highlighted.
  case context
  case highlight
}

/// How a cell is filled: by an amount, by a class, or with a reason for having no value.
package enum Fill: Sendable, Hashable {
  /// 0 for the least, 1 for the most.
  case ramp(Double)
  /// -1 for the most below the centre, 1 for the most above.
  case diverging(Double)
  case category(Int)
  /// A mark in the middle of the cell.
  case standing(Standing)
  /// The whole cell, for a standing that has something written on it.
  case status(Standing)
  case missing(MissingKind)
}

package enum SceneItem: Sendable, Hashable {
  case text(SceneText)
  case bar(SceneBar)
  case path(ScenePath)
  case area(SceneArea)
  case marker(SceneMarker)
  case rule(SceneRule)
  case cell(SceneCell)
  case shade(SceneShade)
  case spark(SceneSpark)

  func moved(by offset: Point) -> SceneItem {
    switch self {
    case .text(var text):
      text.x += offset.x
      text.row += Int(offset.y)
      text.exact = text.exact.map { $0 + offset.y }
      return .text(text)
    case .bar(var bar):
      bar.from = bar.from + offset
      bar.to = bar.to + offset
      return .bar(bar)
    case .path(var path):
      path.points = path.points.map { $0 + offset }
      return .path(path)
    case .area(var area):
      area.upper = area.upper.map { $0 + offset }
      area.lower = area.lower.map { $0 + offset }
      return .area(area)
    case .marker(var marker):
      marker.at = marker.at + offset
      return .marker(marker)
    case .rule(var rule):
      rule.from = rule.from + offset
      rule.to = rule.to + offset
      return .rule(rule)
    case .cell(var cell):
      cell.x += Int(offset.x)
      cell.row += Int(offset.y)
      return .cell(cell)
    case .shade(var shade):
      shade.from = shade.from + offset
      shade.to = shade.to + offset
      return .shade(shade)
    case .spark(var spark):
      spark.column += Int(offset.x)
      spark.row += Int(offset.y)
      return .spark(spark)
    }
  }
}

package struct SceneText: Sendable, Hashable {
  package enum Anchor: Sendable, Hashable { case start, middle, end }

  package var text: String
  /// The left edge, the middle or the right edge, by the anchor.
  package var x: Double
  package var row: Int
  /// The height of the middle where it is not that of the row; for print only.
  package var exact: Double?
  package var anchor: Anchor = .start
  package var ink: Ink = .text
  package var isBold = false
}

/// A bar lying (along x) or standing (along y), from its base to its value.
///
/// `from` and `to` are corners: base and one side, value and the other side.
package struct SceneBar: Sendable, Hashable {
  package var from: Point
  package var to: Point
  package var isLying: Bool
  /// A sample in a legend stands for itself: it has no base that cells are kept for.
  package var isSample = false
  package var ink: Ink
  /// Which filling tells it from its neighbours: 0 is solid.
  package var pattern: Int
}

/// A line without gaps through at least one point.
package struct ScenePath: Sendable, Hashable {
  package var points: [Point]
  package var ink: Ink
  /// Which stroke tells it from other lines: 0 is solid.
  package var stroke: Int
  package var isHeavy = false
}

/// The surface between two lines over the same positions.
package struct SceneArea: Sendable, Hashable {
  package var upper: [Point]
  package var lower: [Point]
  package var ink: Ink
  package var pattern: Int
}

package struct SceneMarker: Sendable, Hashable {
  package enum Shape: Sendable, Hashable {
    /// The shape of a series.
    case series(Int)
    /// One of many points, by its group; a dot where the glyphs have dots.
    case point(Int)
    case hollow
    case context
    case arrow(toRight: Bool)
    /// The middle of a box.
    case median
    /// The end of an interval.
    case cap(isLeft: Bool)
    /// A stage of a timeline by its index.
    case stage(Int)
    /// The end of what did not last.
    case ended
  }

  package var at: Point
  package var shape: Shape
  package var ink: Ink
}

/// A straight line along a row or a column.
package struct SceneRule: Sendable, Hashable {
  package enum Role: Sendable, Hashable {
    case axis, tick, grid, zero, reference, interval, connector, leader, boxEdge
    /// A state that lasts: the bar of a timeline; the last stage is drawn heavier.
    case lasting(stage: Int, isLast: Bool)
    case fit
  }

  package var from: Point
  package var to: Point
  package var role: Role
  package var ink: Ink = .muted

  var isVertical: Bool { from.x == to.x && from.y != to.y }
}

package struct SceneCell: Sendable, Hashable {
  package var x: Int
  package var row: Int
  package var width: Int
  package var height: Int
  package var fill: Fill
  package var label: String?
}

/// A region set apart, such as the periods before an event.
package struct SceneShade: Sendable, Hashable {
  package var from: Point
  package var to: Point
}

/// A line of values in one row of letters.
package struct SceneSpark: Sendable, Hashable {
  package var values: [Double?]
  package var column = 0
  package var row: Int
  package var ink: Ink = .series(0)
}
