/// How the numbers of one column are written.
///
/// Rounding is half away from zero on the shortest decimal form of the double, as a reader with
/// the printed digits would do it: 2.675 is 2.68.
struct NumberStyle: Hashable, Sendable {
  var decimals: Int
  /// Commas between thousands, in every cell or in none so that a column looks the same.
  var separatesThousands: Bool
  /// Numbers too small for the decimals are written with an exponent instead of as zero.
  var keepsSmall: Bool
  var minus: String

  /// Numbers from here on are written with an exponent: doubles no longer hold every digit.
  static let large = 1e15
  /// Non-zero numbers below are written with an exponent, where decimals are not fixed.
  static let small = 1e-6

  static func isScientific(_ magnitude: Double, keepsSmall: Bool) -> Bool {
    magnitude >= large || (keepsSmall && magnitude < small && magnitude > 0)
  }

  /// Appends the number and returns its width in display columns.
  func append(_ value: Double, to bytes: inout [UInt8]) -> Int {
    let magnitude = value.magnitude
    guard magnitude.isFinite else {
      let text = minus.utf8.count == 1 ? "inf" : "∞"
      if value < 0 { bytes.append(contentsOf: minus.utf8) }
      bytes.append(contentsOf: text.utf8)
      return text.count + (value < 0 ? 1 : 0)
    }
    if NumberStyle.isScientific(magnitude, keepsSmall: keepsSmall) {
      return appendScientific(value, to: &bytes)
    }
    let scaled = magnitude * powerOfTen(decimals)
    let floor = scaled < 9e15 ? Double(UInt64(scaled)) : scaled
    // The product is off by at most half a unit in its last place; further than that from a tie
    // its rounding is certain.
    if scaled < 9e15, (scaled - floor - 0.5).magnitude > scaled * 2.3e-16 {
      let whole = UInt64(scaled - floor > 0.5 ? floor + 1 : floor)
      return append(whole: whole, isNegative: value < 0, to: &bytes)
    }
    var digits = DecimalDigits(magnitude)
    digits.round(toPlace: decimals)
    return append(
      digits: digits.padded(toPlace: decimals), isNegative: value < 0, to: &bytes)
  }

  private func append(whole: UInt64, isNegative: Bool, to bytes: inout [UInt8]) -> Int {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
      var start = 24
      var rest = whole
      let shortest = decimals + 1  // at most 18, see `mostPossible`
      while rest > 0 || 24 - start < shortest {
        start -= 1
        buffer[start] = 48 + UInt8(rest % 10)
        rest /= 10
      }
      let digits = UnsafeBufferPointer(rebasing: buffer[start..<24])
      return append(digits: digits, isNegative: isNegative && whole > 0, to: &bytes)
    }
  }

  /// `digits` are those of the number times ten to the decimals.
  private func append(
    digits: some RandomAccessCollection<UInt8>, isNegative: Bool, to bytes: inout [UInt8]
  ) -> Int {
    var width = digits.count
    if isNegative, digits.contains(where: { $0 != 48 }) {
      bytes.append(contentsOf: minus.utf8)
      width += 1
    }
    var left = digits.count - decimals
    let wholeDigits = left
    for digit in digits {
      if left == 0 {
        bytes.append(UInt8(ascii: "."))
        width += 1
      } else if separatesThousands, left > 0, left % 3 == 0, left < wholeDigits {
        bytes.append(UInt8(ascii: ","))
        width += 1
      }
      bytes.append(digit)
      left -= 1
    }
    return width
  }

  /// Three significant digits are enough to see the size; trailing zeros say nothing.
  private func appendScientific(_ value: Double, to bytes: inout [UInt8]) -> Int {
    var digits = DecimalDigits(value.magnitude)
    digits.round(toPlace: 3 - digits.point)
    let exponent = digits.point - 1
    var width = 0
    func put(_ byte: UInt8) {
      bytes.append(byte)
      width += 1
    }
    func putSign() {
      bytes.append(contentsOf: minus.utf8)
      width += 1
    }
    if value < 0 { putSign() }
    for (index, digit) in digits.digits.enumerated() {
      if index == 1 { put(UInt8(ascii: ".")) }
      put(digit)
    }
    put(UInt8(ascii: "e"))
    if exponent < 0 { putSign() }
    for byte in String(exponent.magnitude).utf8 { put(byte) }
    return width
  }
}

/// Ten to a small power, exact up to 22.
func powerOfTen(_ exponent: Int) -> Double {
  var power = 1.0
  for _ in 0..<max(0, exponent) { power *= 10 }
  return power
}

/// The nearest whole number, by integers: `rounded()` would need the C library's mathematics.
///
/// Next to a half it may be the other neighbour, which serves to compare but not to print.
func nearestWhole(_ value: Double) -> Double {
  guard value.magnitude < 4e15 else { return value }
  return Double(Int64(value < 0 ? value - 0.5 : value + 0.5))
}
