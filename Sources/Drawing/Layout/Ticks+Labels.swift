import SourceText

extension Ticks {
  init(_ values: [Double], axis: Axis) {
    self.values = values
    self.labels = Ticks.labels(of: values, axis: axis)
  }

  /// Ticks for a domain with labels that fit side by side in `room` columns.
  ///
  /// Starts from one tick per ten columns and takes fewer until the labels have a column between
  /// them. The first and the last label may stand out by half of their width.
  static func fitting(_ low: Double, _ high: Double, axis: Axis, room: Int) -> Ticks {
    var count = max(2, room / 10 + 1)
    while true {
      let ticks = Ticks(values(low, high, count: count, axis: axis), axis: axis)
      let widest = ticks.labels.reduce(0) { max($0, DisplayWidth.of($1)) }
      let gaps = max(ticks.values.count - 1, 1)
      if (widest + 2) * gaps <= room || count <= 2 { return ticks }
      count -= 1
    }
  }

  /// Ticks for a domain of `rows` rows, one for about four rows.
  static func stacked(_ low: Double, _ high: Double, axis: Axis, rows: Int) -> Ticks {
    Ticks(values(low, high, count: max(2, rows / 4 + 1), axis: axis), axis: axis)
  }

  static func values(_ low: Double, _ high: Double, count: Int, axis: Axis) -> [Double] {
    if axis.scaling == .log, low > 0, high / low >= 8 {
      return logarithmic(low, high, count: count)
    }
    return search(low, high, count: count, wholeSteps: axis.isYear).filter {
      axis.scaling == .linear || $0 > 0
    }
  }

  /// Powers of ten, thinned where there are many, with 2 and 5 between where there are few.
  static func logarithmic(_ low: Double, _ high: Double, count: Int) -> [Double] {
    let first = Int(Numeric.log10(low).rounded(.down))
    let last = Int(Numeric.log10(high).rounded(.up))
    let decades = max(last - first, 1)
    var every = max(1, (decades + count - 1) / max(count, 1))
    var inner: [Double] = [1]
    if decades * 3 <= count + 1 {
      inner = [1, 2, 5]
    } else if decades * 2 <= count + 1 {
      inner = [1, 3]
    }
    var values: [Double] = []
    while true {
      values = []
      // Powers that the thinning divides: 1 is among them wherever it lies inside.
      for power in first...max(first, last) where power % every == 0 {
        for factor in inner {
          let value = factor * Numeric.pow10(Double(power))
          let isInside = value >= low * 0.999_999 && value <= high * 1.000_001
          if isInside, value > 0, value.isFinite { values.append(value) }
        }
      }
      if values.count >= 2 || every == 1 { break }
      every -= 1
    }
    return values.count >= 2 ? values : search(low, high, count: count).filter { $0 > 0 }
  }

  /// Labels with exactly the digits that all of them need; powers where digits would be noise.
  static func labels(of values: [Double], axis: Axis) -> [String] {
    let largest = values.reduce(0) { max($0, abs($1)) }
    let smallest = values.reduce(largest) { $1 == 0 ? $0 : min($0, abs($1)) }
    let isWide = largest >= 1e9 && !axis.isYear
    if isWide || (largest > 0 && smallest < 1e-6) {
      return values.map { NumberText.exponential($0, digits: 4) }
    }
    if axis.scaling == .log {
      return values.map { value in
        let digits = max(0, -Int(Numeric.log10(value).rounded(.down)))
        return NumberText.fixed(value, decimals: needed([value], atLeast: digits))
      }
    }
    let decimals = needed(values, atLeast: 0)
    return values.map {
      NumberText.fixed($0, decimals: decimals, separated: !axis.isYear)
    }
  }

  /// The fewest digits after the point that write all values without loss.
  private static func needed(_ values: [Double], atLeast first: Int) -> Int {
    let step =
      values.count > 1 ? abs(values[1] - values[0]) : max(abs(values.first ?? 1), 1e-6)
    var power = Numeric.pow10(Double(first))
    for decimals in first..<NumberText.mostDecimals {
      let isExact = values.allSatisfy {
        abs(($0 * power).rounded() - $0 * power) <= 1e-6 * step * power
      }
      if isExact { return decimals }
      power *= 10
    }
    return NumberText.mostDecimals
  }
}
