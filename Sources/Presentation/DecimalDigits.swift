/// The shortest decimal digits that name a double: 0.`digits` × 10^`point`.
struct DecimalDigits: Hashable, Sendable {
  /// ASCII digits without leading or trailing zeros; empty for zero.
  private(set) var digits: [UInt8] = []
  private(set) var point = 0

  /// `magnitude` is finite and not negative.
  init(_ magnitude: Double) {
    // Swift prints the shortest digits that read back as the same double.
    var exponent = 0
    var beforePoint = 0
    var sawPoint = false
    var text = magnitude.description.utf8[...]
    if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(Substring(text[text.index(after: mark)...])) ?? 0
      text = text[..<mark]
    }
    for byte in text {
      if byte == UInt8(ascii: ".") {
        sawPoint = true
        continue
      }
      digits.append(byte)
      if !sawPoint { beforePoint += 1 }
    }
    point = beforePoint + exponent
    let zeros = digits.prefix { $0 == 48 }.count
    digits.removeFirst(zeros)
    point -= zeros
    trim()
  }

  /// Rounds half away from zero to so many places after the point (negative: before it).
  mutating func round(toPlace place: Int) {
    let kept = point + place
    guard kept < digits.count else { return }
    guard kept >= 0 else {
      digits = []
      point = 0
      return
    }
    let roundsUp = digits[kept] >= 53
    digits.removeSubrange(kept...)
    if roundsUp {
      var index = kept - 1
      while index >= 0, digits[index] == 57 {
        digits[index] = 48
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(49, at: 0)
        point += 1
      }
    }
    trim()
  }

  /// The digits of the number times ten to the place, at least one before the point.
  func padded(toPlace place: Int) -> [UInt8] {
    let shift = point + place
    var padded = [UInt8](repeating: 48, count: max(0, place + 1 - max(0, shift)))
    padded.append(contentsOf: digits.prefix(max(0, shift)))
    if shift > digits.count {
      padded.append(contentsOf: repeatElement(48, count: shift - digits.count))
    }
    return padded
  }

  private mutating func trim() {
    while digits.last == 48 { digits.removeLast() }
    if digits.isEmpty { point = 0 }
  }
}
