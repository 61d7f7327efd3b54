import ColumnStore

/// What is asked of the numbers of a column, before they are seen.
struct NumberWishes: Sendable {
  /// Decimals of the field itself.
  var own: Int?
  /// Decimals for every column with a fraction, asked for by `set decimals`: they go before the
  /// field's own, but a field of whole numbers stays one.
  var general: Int?
  var isYear: Bool
  /// Numbers that name things (`id`, `survey_code`) have no thousands.
  var isIdentifier: Bool
  var minus: String

  init(_ field: Field, settings: PageSettings) {
    own = field.decimals
    general = settings.decimals
    isYear = field.isYear
    minus = settings.minus
    let lastWord = field.name.split { "_.- ".contains($0) }.last?.lowercased()
    isIdentifier = lastWord == "id" || lastWord == "code"
  }
}

extension NumberStyle {
  /// At most so many decimals are chosen unasked, but for small numbers.
  static let mostChosen = 4
  /// No double below `large` has more digits to show than this.
  static let mostPossible = 17

  /// The style for a column with these values (missing ones among them are passed over).
  /// - Complexity: O(*n* log *n*), O(*n*) where no value has more than four decimals.
  init(for values: some Sequence<Double>, wishes: NumberWishes) {
    var largest = 0.0
    var exactPlaces = 0
    var fractions: [Double] = []
    let keepsSmall = wishes.own == nil && wishes.general == nil
    for value in values where value.isFinite {
      let magnitude = value.magnitude
      if NumberStyle.isScientific(magnitude, keepsSmall: true) { continue }
      largest = max(largest, magnitude)
      if exactPlaces <= NumberStyle.mostChosen {
        exactPlaces = max(exactPlaces, NumberStyle.places(in: magnitude))
      }
      if magnitude != Double(UInt64(magnitude)) { fractions.append(value) }
    }

    self.minus = wishes.minus
    self.keepsSmall = keepsSmall
    if let own = wishes.own, own <= 0 || wishes.general == nil {
      decimals = min(max(0, own), NumberStyle.mostPossible)
    } else if fractions.isEmpty {
      decimals = 0
    } else if let general = wishes.general {
      decimals = min(max(0, general), NumberStyle.mostPossible)
    } else if exactPlaces <= NumberStyle.mostChosen {
      // Nothing needs rounding: the values are shown as they are.
      decimals = exactPlaces
    } else {
      decimals = NumberStyle.placesThatTellApart(values, largest: largest)
    }
    let separates = largest + 0.5 / powerOfTen(decimals) >= 10_000
    separatesThousands = separates && !wishes.isYear && !wishes.isIdentifier
  }

  /// The style of a number that stands by itself: as it is with up to two decimals and below
  /// ten thousand, else with three significant digits or more.
  init(forOne value: Double, wishes: NumberWishes) {
    self.init(for: [value], wishes: wishes)
    let magnitude = value.magnitude
    guard wishes.general == nil, magnitude.isFinite,
      !NumberStyle.isScientific(magnitude, keepsSmall: true)
    else { return }
    let places = NumberStyle.places(in: magnitude)
    let telling = NumberStyle.fewestPlaces(magnitude)
    decimals =
      places <= 2 && magnitude < 10_000
      ? places : places > NumberStyle.mostChosen ? telling : min(places, telling)
  }

  /// Digits after the point of the shortest decimal form; `mostChosen + 1` stands for more.
  private static func places(in magnitude: Double) -> Int {
    var power = 1.0
    for places in 0...mostChosen {
      // A division is rounded correctly, so equality means that this decimal names the double.
      if nearestWhole(magnitude * power) / power == magnitude { return places }
      power *= 10
    }
    return mostChosen + 1
  }

  /// The decimals with which a number has three significant digits.
  private static func fewestPlaces(_ magnitude: Double) -> Int {
    var fewest = 0
    var limit = 100.0
    while magnitude < limit, limit > 1e-6 {
      fewest += 1
      limit /= 10
    }
    return fewest
  }

  /// The fewest decimals with which values differ that differ with the most decimals allowed,
  /// and with which the largest has three significant digits. Zero always counts among the
  /// values, so that nothing else is written like it.
  private static func placesThatTellApart(
    _ values: some Sequence<Double>, largest: Double
  ) -> Int {
    let fewest = fewestPlaces(largest)
    let most = max(mostChosen, fewest)
    var sorted = values.filter { $0.isFinite && !isScientific($0.magnitude, keepsSmall: true) }
    sorted.append(0)
    sorted.sort()
    let finest = powerOfTen(most)
    for places in fewest..<most {
      let power = powerOfTen(places)
      let tellsApart = zip(sorted, sorted.dropFirst()).allSatisfy { lower, upper in
        nearestWhole(lower * power) != nearestWhole(upper * power)
          || nearestWhole(lower * finest) == nearestWhole(upper * finest)
      }
      if tellsApart { return places }
    }
    return most
  }
}
