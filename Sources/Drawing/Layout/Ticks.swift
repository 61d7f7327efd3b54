/// Round numbers for an axis, by the extended Wilkinson search.
///
/// Source: J. Talbot, S. Lin, P. Hanrahan (2010), "An Extension of Wilkinson's Algorithm for
/// Positioning Tick Labels on Axes", IEEE TVCG 16(6). Weights and the list of steps are theirs.
/// Legibility is left at its maximum: whether labels fit is asked by `Ticks.fitting`.
package struct Ticks: Sendable, Equatable {
  package let values: [Double]
  package let labels: [String]

  /// Steps from the roundest to the least round.
  private static let steps: [Double] = [1, 5, 2, 2.5, 4, 3]
  private static let weights = (simplicity: 0.25, coverage: 0.2, density: 0.5, legibility: 0.05)
  /// Bounds of the search: beyond these nothing scores better for the sizes of a drawing.
  private static let mostSkip = 10
  private static let mostTicks = 60

  /// The ticks that score best for the range of the data, near `count` of them.
  ///
  /// - Complexity: a search pruned by upper bounds of the score; some hundred trials as a rule.
  package static func search(
    _ low: Double, _ high: Double, count: Int, wholeSteps: Bool = false
  ) -> [Double] {
    guard low.isFinite, high.isFinite, low < high else { return low.isFinite ? [low] : [] }
    let range = high - low
    guard range.isFinite else {
      return search(low / 10, high / 10, count: count).map { $0 * 10 }.filter(\.isFinite)
    }
    guard range > 1e-290, range > 1e-12 * max(abs(low), abs(high)) else { return [low] }
    let wanted = Double(max(count, 2))
    var best = -2.0
    var found: (start: Double, step: Double, count: Int)?
    search: for skip in 1...mostSkip {
      for (index, base) in steps.enumerated() {
        let simplest = simplicityBound(index, skip)
        if score(simplest, 1, 1) < best { break search }
        for ticks in 2...mostTicks {
          let densest = densityBound(Double(ticks), wanted)
          if score(simplest, 1, densest) < best { break }
          let delta = range / Double(ticks + 1) / Double(skip) / base
          var power = Int(Numeric.log10(delta).rounded(.up))
          while true {
            let step = Double(skip) * base * Numeric.pow10(Double(power))
            guard step.isFinite else { break }
            let widest = coverageBound(range, step * Double(ticks - 1))
            if score(simplest, widest, densest) < best { break }
            power += 1
            if wholeSteps, step < 1 || step.rounded() != step { continue }
            let first = (high / step).rounded(.down) * Double(skip) - Double((ticks - 1) * skip)
            let last = (low / step).rounded(.up) * Double(skip)
            var start = first
            while start <= last {
              let from = start * (step / Double(skip))
              let to = from + step * Double(ticks - 1)
              let whole = !wholeSteps || from.rounded() == from
              let total = score(
                simplicity(index, skip, from, to, step), coverage(low, high, from, to),
                density(Double(ticks), wanted, low, high, from, to))
              if total > best, whole {
                best = total
                found = (from, step, ticks)
              }
              start += 1
            }
          }
        }
      }
    }
    guard let found else { return [low, high] }
    return (0..<found.count).map { index in
      let value = found.start + found.step * Double(index)
      // A tick that should be zero and is not quite, after adding steps.
      return abs(value) < found.step * 1e-9 ? 0 : value
    }
  }
}

extension Ticks {
  private static func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
    weights.simplicity * simplicity + weights.coverage * coverage + weights.density * density
      + weights.legibility
  }

  private static func simplicity(
    _ index: Int, _ skip: Int, _ from: Double, _ to: Double, _ step: Double
  ) -> Double {
    let rest = (from / step) - (from / step).rounded(.down)
    let hasZero = (rest < 1e-10 || 1 - rest < 1e-10) && from <= 0 && to >= 0
    return 1 - Double(index) / Double(steps.count - 1) - Double(skip) + (hasZero ? 1 : 0)
  }

  private static func simplicityBound(_ index: Int, _ skip: Int) -> Double {
    1 - Double(index) / Double(steps.count - 1) - Double(skip) + 1
  }

  private static func coverage(
    _ low: Double, _ high: Double, _ from: Double, _ to: Double
  ) -> Double {
    let tenth = 0.1 * (high - low)
    let above = (high - to) / tenth
    let below = (low - from) / tenth
    return 1 - 0.5 * (above * above + below * below)
  }

  private static func coverageBound(_ range: Double, _ span: Double) -> Double {
    guard span > range else { return 1 }
    let half = (span - range) / 2 / (0.1 * range)
    return 1 - half * half
  }

  private static func density(
    _ ticks: Double, _ wanted: Double, _ low: Double, _ high: Double, _ from: Double, _ to: Double
  ) -> Double {
    let rate = (ticks - 1) / (to - from)
    let target = (wanted - 1) / (max(to, high) - min(low, from))
    return 2 - max(rate / target, target / rate)
  }

  private static func densityBound(_ ticks: Double, _ wanted: Double) -> Double {
    ticks >= wanted ? 2 - (ticks - 1) / (wanted - 1) : 1
  }
}
