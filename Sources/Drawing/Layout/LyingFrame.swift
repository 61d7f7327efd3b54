import SourceText

/// Rows of categories with a measure along x: labels at the left, marks, an axis below.
struct LyingFrame {
  /// Columns for labels; 0 in the narrow form, where a label has a row of its own.
  var labelWidth: Int
  var left: Int
  var width: Int
  var scale: Scale
  var ticks: Ticks
  var top = 0

  var isNarrow: Bool { labelWidth == 0 }
  var right: Int { left + width }
}

extension Composer {
  /// More rows than this help no reader; the rest is left out and said so.
  static let mostCategories = 1000

  /// Settles columns and scale.
  ///
  /// - Parameters:
  ///   - before: columns kept free for value labels left of the marks.
  ///   - after: the same on the right.
  mutating func lyingFrame(
    labels: [String], before: Int, after: Int, domain: Domain, axis: Axis, isTight: Bool = false
  ) -> LyingFrame {
    let longest = labels.reduce(0) { max($0, DisplayWidth.of($1)) }
    var labelWidth = min(longest, columns / 2)
    let fewest = 12
    var left = labelWidth + 1
    // A name is never cut to make room for marks: it takes a row of its own.
    if columns - left - before - after < fewest || labelWidth < longest || labelWidth == 0 {
      labelWidth = 0
      left = 0
    }
    let start = left + min(before, max(columns - left - fewest, 0) / 2)
    let end = max(columns - min(after, max(columns - start - 4, 0)), start + 4)
    let (low, high) = domain.widened
    var ticks = Ticks.fitting(low, high, axis: axis, room: end - start)
    var bounds = (low: low, high: high)
    if isTight {
      let inside = ticks.values.filter { $0 >= low && $0 <= high }
      ticks = Ticks(inside, axis: axis)
    } else {
      bounds.low = min(low, ticks.values.first ?? low)
      bounds.high = max(high, ticks.values.last ?? high)
    }
    let scale = Scale(
      low: bounds.low, high: bounds.high, isLog: axis.scaling == .log,
      start: Double(start) + 0.5, end: Double(end) - 0.5
    ).even(ticks: ticks.values)
    return LyingFrame(
      labelWidth: labelWidth, left: start,
      width: min(end - start, cellIndex(scale.end) + 1 - start),
      scale: scale, ticks: ticks)
  }

  /// Names of the lines of reference, each above its line, in as few rows as they need.
  mutating func referenceNames(_ frame: inout LyingFrame) {
    var taken: [Range<Int>] = []
    for reference in references {
      guard let x = frame.scale.position(reference.value), frame.scale.contains(reference.value)
      else {
        notes.append("the reference \(reference.label) is outside of the scale")
        continue
      }
      let text = shortened(reference.label, to: columns)
      let width = DisplayWidth.of(text)
      let start = min(max(cellIndex(x) - width / 2, 0), columns - width)
      if taken.contains(where: { $0.overlaps((start - 1)..<(start + width + 1)) }) {
        row += 1
        taken = []
      }
      taken.append(start..<(start + width))
      self.text(text, x: Double(start), row: row, ink: .muted)
    }
    if !taken.isEmpty { row += 1 }
    frame.top = row
  }

  /// The label of a row; in the narrow form it takes a row of its own above.
  mutating func rowLabel(_ label: String, _ frame: LyingFrame) {
    let isHighlighted = highlight.contains(label)
    if frame.isNarrow {
      text(shortened(label, to: columns), x: 0, row: row, isBold: isHighlighted)
      if !label.isEmpty { row += 1 }
    } else {
      text(
        shortened(label, to: frame.labelWidth), x: Double(frame.labelWidth), row: row,
        anchor: .end, isBold: isHighlighted)
    }
  }

  /// Grid, zero, references and the axis below the rows that were drawn.
  mutating func closeLyingFrame(_ frame: LyingFrame, axis: Axis, hasZeroLine: Bool = true) {
    let top = Double(frame.top)
    let bottom = Double(row)
    let middle = bottom + 0.5
    for value in frame.ticks.values {
      guard let x = frame.scale.position(value) else { continue }
      rule((x, top), (x, bottom), .grid)
    }
    if hasZeroLine, frame.scale.contains(0), let x = frame.scale.position(0) {
      rule((x, top), (x, middle), .zero)
    }
    for reference in references where frame.scale.contains(reference.value) {
      guard let x = frame.scale.position(reference.value) else { continue }
      rule((x, top), (x, bottom), .reference)
    }
    axisBelow(
      left: frame.left, right: frame.right, scale: frame.scale, ticks: frame.ticks, axis: axis)
  }

  /// An axis with ticks, labels and a caption, from the row that is free.
  mutating func axisBelow(
    left: Int, right: Int, scale: Scale, ticks: Ticks, axis: Axis, hasCorner: Bool = false
  ) {
    let middle = Double(row) + 0.5
    rule((Double(left) - (hasCorner ? 0.5 : 0), middle), (Double(right), middle), .axis)
    var free = 0
    for (value, label) in zip(ticks.values, ticks.labels) {
      guard let x = scale.position(value) else { continue }
      rule((x, middle - 0.4), (x, middle + 0.4), .tick)
      let width = DisplayWidth.of(label)
      var start = cellIndex(x) - (width - 1) / 2
      start = max(0, min(start, columns - width))
      guard start >= free else { continue }
      text(
        label, x: min(max(x, Double(width) / 2), Double(columns) - Double(width) / 2),
        row: row + 1, anchor: .middle, ink: .muted)
      free = start + width + 1
    }
    row += 2
    let caption = axis.caption
    guard !caption.isEmpty, caption != heading, !(axis.isYear && caption == "year") else { return }
    let width = DisplayWidth.of(caption)
    if width <= columns {
      let start = max(0, min(left + (right - left - width) / 2, columns - width))
      text(caption, x: Double(start), row: row, ink: .muted)
      row += 1
    } else {
      paragraph(caption, ink: .muted)
    }
  }
}
