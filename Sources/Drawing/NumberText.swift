/// Writes numbers for labels: fixed digits, thousands separated, no negative zero.
///
/// Works without locale and without formatting functions of the C library, so the same number
/// gives the same bytes everywhere.
enum NumberText {
  /// Digits after the point beyond which a label says nothing more to a reader.
  static let mostDecimals = 12

  /// The number with the digits asked after the point.
  ///
  /// Numbers of 10^15 and more, where digits would be invented, and numbers too small for the
  /// digits asked are written with an exponent.
  static func fixed(_ value: Double, decimals: Int, separated: Bool = true) -> String {
    guard value.isFinite else { return value.isNaN ? "no number" : value < 0 ? "-inf" : "inf" }
    let decimals = min(max(decimals, 0), mostDecimals)
    let magnitude = abs(value)
    if magnitude >= 1e15 { return exponential(value, digits: 3) }
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    if magnitude * power >= 9e18 { return fixed(value, decimals: decimals - 1) }
    let scaled = UInt64((magnitude * power).rounded(.toNearestOrAwayFromZero))
    let divisor = UInt64(power)
    let whole = scaled / divisor
    var text = separated ? grouped(whole) : String(whole)
    if decimals > 0 {
      let digits = String(scaled % divisor)
      text += "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return value < 0 && scaled > 0 ? "-" + text : text
  }

  /// Three significant digits and a power of ten: `1.25e+20`.
  static func exponential(_ value: Double, digits: Int) -> String {
    guard value != 0, value.isFinite else { return fixed(value, decimals: 0) }
    var exponent = Int(Numeric.log10(abs(value)).rounded(.down))
    var mantissa = abs(value) / Numeric.pow10(Double(exponent))
    if !mantissa.isFinite || mantissa == 0 {
      // Below the normal range the power itself is out of range: go in two steps.
      mantissa = abs(value) * 1e300 / Numeric.pow10(Double(exponent + 300))
    }
    if mantissa < 1 {
      mantissa *= 10
      exponent -= 1
    }
    var text = fixed(mantissa, decimals: digits - 1)
    if text.hasPrefix("10") {
      exponent += 1
      text = fixed(mantissa / 10, decimals: digits - 1)
    }
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return (value < 0 ? "-" : "") + text + "e" + (exponent < 0 ? "-" : "+")
      + String(abs(exponent))
  }

  /// Digits after the point that tell values of this spread apart: three significant ones of the
  /// spread, at most three if the values are of ordinary size, none for whole numbers.
  static func decimals(for values: [Double], axis: Axis) -> Int {
    if let given = axis.decimals { return given }
    var largest = 0.0
    var isWhole = true
    for value in values where value.isFinite {
      largest = max(largest, abs(value))
      if isWhole, value.rounded() != value { isWhole = false }
    }
    if isWhole || largest == 0 { return 0 }
    let exponent = Int(Numeric.log10(largest).rounded(.down))
    // Up to a thousand a fraction is worth a digit: beside 138 stands 0.3.
    return min(max(2 - exponent, exponent <= 2 ? 1 : 0), mostDecimals)
  }

  /// A value label of this axis.
  static func label(_ value: Double, decimals: Int, axis: Axis) -> String {
    if value != 0, value.isFinite {
      let smallest = Numeric.pow10(-Double(decimals)) / 2
      if abs(value) < smallest, axis.decimals == nil {
        // Two digits that count, where that is still easy to read.
        let needed = 1 - Int(Numeric.log10(abs(value)).rounded(.down))
        return needed <= 5 ? fixed(value, decimals: needed) : exponential(value, digits: 3)
      }
    }
    return fixed(value, decimals: decimals, separated: !axis.isYear)
  }

  /// A coordinate of SVG: at most two digits after the point, no closing zeros.
  static func coordinate(_ value: Double) -> String {
    // Pictures have thousands of these: no loops over characters.
    let bounded = min(max(value.isFinite ? value : 0, -1e9), 1e9)
    let scaled = Int((bounded * 100).rounded(.toNearestOrAwayFromZero))
    let (whole, rest) = (abs(scaled) / 100, abs(scaled) % 100)
    let sign = scaled < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return rest < 10 ? "\(sign)\(whole).0\(rest)" : "\(sign)\(whole).\(rest)"
  }

  private static func grouped(_ whole: UInt64) -> String {
    let digits = Array(String(whole))
    guard digits.count > 3 else { return String(digits) }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
