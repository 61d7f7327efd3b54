import SourceText

/// A frame with a measure upwards and another along x.
struct PlotFrame {
  var left: Int
  var width: Int
  var top: Int
  var height: Int
  var horizontal: Scale
  var vertical: Scale

  var right: Int { left + width }
  var bottom: Int { top + height }
}

/// What a frame should hold.
struct PlotRequest {
  var x: Domain
  var y: Domain
  var horizontal: Axis
  var vertical: Axis
  /// Columns kept free at the right for labels.
  var gutter = 0
  /// Whether x ends at the data (times) or at round numbers (measures).
  var isTight = true
  /// Whether the lower end of y is the axis itself: for bars that stand on it.
  var standsOnAxis = false
  /// The axis of x is drawn by the caller.
  var hasOwnAxis = false
}

extension Composer {
  var plotRows: Int {
    min(max(options.rows ?? min(max(columns / 5, 8), 20), 3), Layout.mostRows)
  }

  /// Settles scales and draws axes and grid; leaves `row` below the frame and its axis.
  mutating func plotFrame(_ request: PlotRequest) -> PlotFrame {
    let height = plotRows
    let (low, high) = request.y.widened
    let ticks = Ticks.stacked(low, high, axis: request.vertical, rows: height)
    let bottom = min(low, ticks.values.first ?? low)
    let top = max(high, ticks.values.last ?? high)
    let labelWidth = ticks.labels.reduce(0) { max($0, DisplayWidth.of($1)) }
    let left = min(labelWidth + 1, columns / 2)
    let gutter = min(request.gutter, max(columns - left - 1 - 8, 0))
    var right = columns - gutter

    let start = left + 1
    var (first, last) = request.x.widened
    if request.horizontal.isYear, request.x.low == request.x.high {
      // One year needs no century around it.
      (first, last) = (request.x.low - 1, request.x.high + 1)
    }
    var across = Ticks.fitting(first, last, axis: request.horizontal, room: right - start)
    var bounds = (low: first, high: last)
    if request.isTight {
      across = Ticks(
        across.values.filter { $0 >= first && $0 <= last }, axis: request.horizontal)
      if across.values.isEmpty { across = Ticks([first], axis: request.horizontal) }
    } else {
      bounds.low = min(first, across.values.first ?? first)
      bounds.high = max(last, across.values.last ?? last)
    }
    let horizontal = Scale(
      low: bounds.low, high: bounds.high, isLog: request.x.isLog,
      start: Double(start) + 0.5, end: Double(right) - 0.5
    ).even(ticks: across.values)
    // Names at the right stand beside the ends of the lines, not where the frame was wished to end.
    right = min(right, cellIndex(horizontal.end) + 1)

    captionLine(request.vertical.caption)
    let firstRow = row
    let vertical = Scale(
      low: bottom, high: top, isLog: request.y.isLog,
      start: Double(firstRow + height) + (request.standsOnAxis ? 0.5 : -0.5),
      end: Double(firstRow) + 0.5)
    for (value, label) in zip(ticks.values, ticks.labels) {
      guard let y = vertical.position(value) else { continue }
      let place = min(cellIndex(y), firstRow + height)
      text(
        shortened(label, to: left), x: Double(left - 1), row: place, exact: y, anchor: .end,
        ink: .muted)
      rule((Double(left), y), (Double(right), y), .grid)
    }
    let axisX = Double(left) + 0.5
    // One row more than the frame: both axes meet in the corner.
    rule((axisX, Double(firstRow)), (axisX, Double(firstRow + height) + 0.5), .axis)
    for value in ticks.values {
      guard let y = vertical.position(value), cellIndex(y) < firstRow + height else { continue }
      rule((axisX - 0.4, y), (axisX, y), .tick)
    }

    row = firstRow + height
    if !request.hasOwnAxis {
      axisBelow(
        left: start, right: right, scale: horizontal, ticks: across, axis: request.horizontal,
        hasCorner: true)
    }
    return PlotFrame(
      left: start, width: right - start, top: firstRow, height: height, horizontal: horizontal,
      vertical: vertical)
  }

  /// Zero and the lines of reference across a frame.
  mutating func levels(of frame: PlotFrame, hasZeroLine: Bool = true) {
    let (left, right) = (Double(frame.left), Double(frame.right))
    let scale = frame.vertical
    if hasZeroLine, !scale.isLog, scale.low < 0, scale.high > 0, let y = scale.position(0) {
      rule((left, y), (right, y), .zero)
    }
    for reference in references where scale.contains(reference.value) {
      guard let y = scale.position(reference.value) else { continue }
      rule((left, y), (right, y), .reference)
    }
  }

  /// The words for lines of reference, above the frame they cross.
  mutating func referenceLegend() {
    legend(references.map { (.line(.reference, .muted), $0.label) })
  }
}
