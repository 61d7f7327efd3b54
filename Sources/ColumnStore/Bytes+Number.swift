/// Powers of ten for reading numbers. Made once; kernels take a copy into a register.
struct PowersOfTen: @unchecked Sendable {
  // SAFETY: the memory is filled here, never written again and never freed.
  let integers: UnsafePointer<UInt64>
  let doubles: UnsafePointer<Double>

  static let shared = PowersOfTen()

  private init() {
    // 10^19 is the last that fits 64 bits, 10^22 the last that a double holds exactly.
    let integers = UnsafeMutablePointer<UInt64>.allocate(capacity: 20)
    let doubles = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    integers[0] = 1
    doubles[0] = 1
    for power in 1..<20 { integers[power] = integers[power - 1] * 10 }
    for power in 1..<23 { doubles[power] = doubles[power - 1] * 10 }
    self.integers = UnsafePointer(integers)
    self.doubles = UnsafePointer(doubles)
  }
}

/// Reading numbers from bytes: exactly rounded, decimal, nothing guessed.
package enum NumberText {
  /// The number a text stands for: sign, digits, point, exponent. Nil for anything else, also
  /// for hexadecimal, `inf`, `nan`, separated thousands and values out of a double's range.
  package static func double(
    _ bytes: UnsafeBufferPointer<UInt8>, point: UInt8 = UInt8(ascii: ".")
  ) -> Double? {
    guard let start = bytes.baseAddress, let shape = shape(bytes, point: point) else { return nil }
    if !shape.hasExponent, shape.digits <= 19 {
      // SAFETY: the shape is known to be digits around a point, so no byte past them is used.
      return start.pointee == UInt8(ascii: "+")
        ? simple(start + 1, start + bytes.count, point: point)
        : simple(start, start + bytes.count, point: point)
    }
    return rounded(bytes, point: point)
  }

  package static func double(_ text: String, point: UInt8 = UInt8(ascii: ".")) -> Double? {
    var text = text
    return text.withUTF8 { double($0, point: point) }
  }

  /// A whole number that fits `Int32` outside the codes of missing values; nil for all else,
  /// also for `-0`.
  static func int32(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    var index = 0
    var isNegative = false
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      isNegative = first == UInt8(ascii: "-")
      index = 1
    }
    guard index < bytes.count, bytes.count - index <= 10 else { return nil }
    var value = 0
    while index < bytes.count {
      let digit = bytes[index] &- 48
      guard digit <= 9 else { return nil }
      value = value * 10 + Int(digit)
      index += 1
    }
    if isNegative {
      if value == 0 { return nil }
      value = -value
    }
    guard value >= Int(Missing.firstInt), value <= Int(Int32.max) else { return nil }
    return Int32(value)
  }

  /// Digits with at most one point, up to 19 of them, read from `start` on; stops before the
  /// first other byte and leaves `start` there. Nil where that is not enough.
  @inline(__always)
  static func scan(
    _ start: inout UnsafePointer<UInt8>, point: UInt8, _ powers: PowersOfTen
  ) -> Double? {
    var position = start
    let isNegative = position.pointee == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let first = position
    var mantissa: UInt64 = 0
    var digit = position.pointee &- 48
    while digit <= 9 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      position += 1
      digit = position.pointee &- 48
    }
    var digits = position - first
    var decimals = 0
    if position.pointee == point {
      position += 1
      let afterPoint = position
      digit = position.pointee &- 48
      while digit <= 9 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        position += 1
        digit = position.pointee &- 48
      }
      decimals = position - afterPoint
      digits &+= decimals
    }
    // Unsigned, so that no digits at all fall out too.
    guard UInt(bitPattern: digits &- 1) < 19 else { return nil }
    start = position
    let value = divide(mantissa, decimals, powers)
    return isNegative ? -value : value
  }

  /// `mantissa / 10^decimals`, rounded once. At most 19 decimals.
  @inline(__always)
  private static func divide(_ mantissa: UInt64, _ decimals: Int, _ powers: PowersOfTen) -> Double {
    // Both are exact as doubles below 2^53, so that the one division rounds right.
    if mantissa < 1 << 53 { return Double(mantissa) / powers.doubles[decimals] }
    return decimals == 0 ? Double(mantissa) : divideWide(mantissa, powers.integers[decimals])
  }

  /// One division of 128 by 64 bits gives all bits of the result and what is left for rounding.
  private static func divideWide(_ mantissa: UInt64, _ divisor: UInt64) -> Double {
    let mantissaShift = mantissa.leadingZeroBitCount
    let divisorShift = divisor.leadingZeroBitCount
    let numerator = mantissa &<< UInt64(mantissaShift)
    let denominator = divisor &<< UInt64(divisorShift)
    var exponent = divisorShift - mantissaShift - 64
    var high = numerator
    var low: UInt64 = 0
    if numerator >= denominator {
      high = numerator >> 1
      low = numerator &<< 63
      exponent += 1
    }
    let (quotient, remainder) = denominator.dividingFullWidth((high, low))
    var kept = quotient >> 11
    let cut = quotient & 0x7FF
    if cut > 0x400 || (cut == 0x400 && (remainder != 0 || kept & 1 == 1)) { kept += 1 }
    return Double(kept) * Double(bitPattern: UInt64(1023 + exponent + 11) << 52)
  }

  private static func simple(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, point: UInt8
  ) -> Double? {
    var isNegative = false
    var mantissa: UInt64 = 0
    var decimals = 0
    var isAfterPoint = false
    var position = start
    while position < end {
      let byte = position.pointee
      if byte == UInt8(ascii: "-") {
        isNegative = true
      } else if byte == point {
        isAfterPoint = true
      } else {
        mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
        if isAfterPoint { decimals += 1 }
      }
      position += 1
    }
    let value = divide(mantissa, decimals, .shared)
    return isNegative ? -value : value
  }

  private static func shape(
    _ bytes: UnsafeBufferPointer<UInt8>, point: UInt8
  ) -> (digits: Int, hasExponent: Bool)? {
    var index = 0
    func isDigit(_ at: Int) -> Bool { at < bytes.count && bytes[at] &- 48 <= 9 }
    if let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      index = 1
    }
    var digits = 0
    while isDigit(index) {
      index += 1
      digits += 1
    }
    if index < bytes.count, bytes[index] == point {
      index += 1
      while isDigit(index) {
        index += 1
        digits += 1
      }
    }
    guard digits > 0 else { return nil }
    guard index < bytes.count else { return (digits, false) }
    guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    index += 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      index += 1
    }
    guard isDigit(index) else { return nil }
    while isDigit(index) { index += 1 }
    return index == bytes.count ? (digits, true) : nil
  }

  /// The rest, by the standard library, which rounds right whatever the length and the locale.
  private static func rounded(_ bytes: UnsafeBufferPointer<UInt8>, point: UInt8) -> Double? {
    let text = String(
      decoding: bytes.map { $0 == point ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

extension NumberText {
  /// A number as people print it: also with thousands parted by commas (by points where the
  /// decimal sign is a comma), blanks or apostrophes, and with a percent sign behind, which
  /// changes nothing. Nil where the groups are not of three digits.
  package static func printed(_ text: String, point: UInt8 = UInt8(ascii: ".")) -> Double? {
    var rest = Substring(text)
    if rest.last == "%" {
      rest.removeLast()
      while rest.last?.isWhitespace == true { rest.removeLast() }
    }
    var sign = ""
    if let first = rest.first, "+-−".contains(first) {
      sign = first == "+" ? "+" : "-"
      rest.removeFirst()
    }
    if let value = double(sign + rest, point: point) { return value }
    let decimal = Character(Unicode.Scalar(point))
    let marks: [Character] = [decimal == "," ? "." : ",", " ", "\u{A0}", "\u{202F}", "'", "’"]
    guard let mark = marks.first(where: { rest.contains($0) }) else { return nil }
    let halves = rest.split(separator: decimal, maxSplits: 1, omittingEmptySubsequences: false)
    let groups = (halves.first ?? "").split(separator: mark, omittingEmptySubsequences: false)
    guard groups.count > 1, let first = groups.first, (1...3).contains(first.utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
      groups.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let fraction = halves.count > 1 ? "\(decimal)\(halves[1])" : ""
    return double(sign + groups.joined() + fraction, point: point)
  }
}
