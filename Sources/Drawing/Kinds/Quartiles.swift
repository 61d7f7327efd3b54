/// Order statistics for distributions.
enum Quartiles {
  /// The quantile of sorted values by linear interpolation of the order statistics: type 7 of
  /// R. J. Hyndman, Y. Fan (1996), "Sample Quantiles in Statistical Packages".
  ///
  /// - Precondition: `sorted` is ascending and finite; without values the answer is 0.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    guard let first = sorted.first, let last = sorted.last else { return 0 }
    let place = Double(sorted.count - 1) * share
    let index = Int(place.rounded(.down))
    guard index >= 0 else { return first }
    guard index + 1 < sorted.count else { return last }
    let rest = place - Double(index)
    return sorted[index] * (1 - rest) + sorted[index + 1] * rest
  }
}

/// Bins of equal round width for a histogram.
struct Bins: Equatable {
  var first: Double
  var width: Double
  var count: Int

  /// Edges are multiples of the width, so that they are round.
  var edges: [Double] { (0...count).map { first + Double($0) * width } }

  /// Bins for sorted values by the rule of D. Freedman, P. Diaconis (1981), with the width taken
  /// to the nearest of 1, 2, 2.5 and 5 times a power of ten; Sturges' rule if the quartiles fall
  /// together. `wish` replaces the rule. `low` and `high` widen what the bins have to hold.
  init(
    sorted: [Double], low: Double? = nil, high: Double? = nil, wish: Int?, most: Int
  ) {
    let low = low ?? sorted.first ?? 0
    let high = high ?? sorted.last ?? 1
    let range = high - low
    let size = max(abs(low), abs(high))
    guard range.isFinite, range > 1e-12 * size, range > 1e-290 else {
      let room = size > 0 && size.isFinite ? min(size / 10, 1e300) : 1
      (first, width, count) = (low - room / 2, room, 1)
      return
    }
    let spread =
      Quartiles.quantile(0.75, of: sorted) - Quartiles.quantile(0.25, of: sorted)
    let wanted: Double
    if let wish, wish > 0 {
      wanted = range / Double(wish)
    } else if spread > range * 1e-6 {
      wanted = 2 * spread / Numeric.cubeRoot(Double(sorted.count))
    } else {
      wanted = range / (Double(sorted.count).logarithm2 + 1)
    }
    let widest = max(most, 1)
    var step = Bins.round(max(wanted, range / Double(widest)))
    while true {
      let start = (low / step).rounded(.down)
      let bins = max(Int(min((high / step).rounded(.up) - start, 1e6)), 1)
      if bins <= widest || widest < 2 {
        (first, width, count) = (start * step, step, bins)
        return
      }
      step = Bins.round(step * 1.4)
    }
  }

  /// How many values fall in each bin; a value on an edge counts in the bin above, the highest
  /// edge in the last bin.
  func counts(of values: [Double]) -> [Int] {
    var counts = Array(repeating: 0, count: count)
    for value in values {
      // The small addend keeps decimal edges, such as 0.3 / 0.1, in their bin.
      let place = ((value - first) / width + 1e-9).rounded(.down)
      counts[min(max(Int(min(max(place, 0), 1e9)), 0), count - 1)] += 1
    }
    return counts
  }

  private static func round(_ width: Double) -> Double {
    let power = Numeric.pow10(Numeric.log10(width).rounded(.down))
    let factor = width / power
    let choices: [Double] = [1, 2, 2.5, 5, 10]
    let nearest = choices.min {
      ($0 / factor).distanceFromOne < ($1 / factor).distanceFromOne
    }
    return (nearest ?? 1) * power
  }
}

extension Double {
  /// How far a ratio is from one, the same for a ratio and its inverse.
  fileprivate var distanceFromOne: Double { self > 1 ? self : 1 / self }
  fileprivate var logarithm2: Double { Numeric.log10(self) / Numeric.log10(2) }
}
