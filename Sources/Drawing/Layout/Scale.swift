/// Maps values of a measure to positions in cells.
///
/// The ends of the domain fall on the middles of the first and last cell, so that a mark drawn in
/// the cell of its position is never more than half a cell from its value.
package struct Scale: Sendable, Equatable {
  package let low: Double
  package let high: Double
  package let isLog: Bool
  /// Position of `low` and of `high`; rows grow downwards, so a vertical scale has start > end.
  package let start: Double
  package let end: Double

  /// - Precondition: none; a domain without extent puts every value in the middle.
  package init(low: Double, high: Double, isLog: Bool = false, start: Double, end: Double) {
    self.low = low
    self.high = high
    self.isLog = isLog && low > 0 && high > 0
    self.start = start
    self.end = end
  }

  /// The position of a value; nil for what has none: not finite, or not positive on a log scale.
  package func position(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let share: Double
    if isLog {
      guard value > 0 else { return nil }
      let bottom = Numeric.log10(low)
      let span = Numeric.log10(high) - bottom
      share = span > 0 ? (Numeric.log10(value) - bottom) / span : 0.5
    } else {
      // Halved first: the span of two huge values would overflow.
      let span = high / 2 - low / 2
      share = span > 0 ? (value / 2 - low / 2) / span : 0.5
    }
    return start + share * (end - start)
  }

  /// The position of a value, kept within the scale.
  package func clamped(_ value: Double) -> Double? {
    position(value).map { min(max($0, min(start, end)), max(start, end)) }
  }

  /// The scale made a little shorter, so that its ticks stand a whole number of cells apart.
  ///
  /// Where cells are letters, ticks of equal steps would else stand now nearer and now further.
  func even(ticks: [Double]) -> Scale {
    guard !isLog, ticks.count > 1, let first = position(ticks[0]), let second = position(ticks[1])
    else { return self }
    let step = abs(second - first)
    guard step.isFinite, step.rounded(.down) >= 2 else { return self }
    for cells in [step.rounded(.down), step.rounded(.down) - 1] where cells >= 2 {
      let length = (end - start) * cells / step
      // Ticks in the middles of their cells, so that zero and what starts there have one cell.
      let offset = start + (first - start) * cells / step
      let shift = ((offset - 0.5).rounded(.up) + 0.5 - offset)
      guard start + length + shift <= end + 1e-9 else { continue }
      return Scale(
        low: low, high: high, isLog: isLog, start: start + shift, end: start + length + shift)
    }
    return self
  }

  package func contains(_ value: Double) -> Bool {
    value.isFinite && value >= low && value <= high
  }
}

/// The extent of values that a scale has to hold.
struct Domain: Sendable, Equatable {
  private(set) var low = Double.infinity
  private(set) var high = -Double.infinity
  /// Values that a log scale has no place for.
  private(set) var nonPositive = 0
  let isLog: Bool

  init(isLog: Bool = false) { self.isLog = isLog }

  var isEmpty: Bool { low > high }

  mutating func include(_ value: Double?) {
    guard let value, abs(value) <= Datum.largest else { return }
    if isLog, value <= 0 {
      nonPositive += 1
      return
    }
    low = min(low, value)
    high = max(high, value)
  }

  mutating func include(_ values: [Datum]) {
    for value in values { include(value.finite) }
  }

  mutating func form(union other: Domain) {
    guard !other.isEmpty else { return }
    include(other.low)
    include(other.high)
    nonPositive += other.nonPositive
  }

  /// The domain with an extent: a single value gets room on both sides.
  var widened: (low: Double, high: Double) {
    guard !isEmpty else { return isLog ? (1, 10) : (0, 1) }
    let span = high / 2 - low / 2
    let size = max(abs(low), abs(high))
    if span > 1e-12 * size, span > 1e-290 { return (low, high) }
    if isLog { return (low / 2, min(high * 2, .greatestFiniteMagnitude)) }
    if size < 1e-280 { return (-1, 1) }
    // A tenth either way, in steps that keep round numbers round.
    let room = size / 10
    return (
      max(low - room, -.greatestFiniteMagnitude), min(high + room, .greatestFiniteMagnitude)
    )
  }
}
