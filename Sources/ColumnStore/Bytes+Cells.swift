/// Reading dates and yes/no values from bytes.
enum CellText {
  /// `2007-04-24`, `2006-04` or `1958` as a packed date.
  static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10,
      let year = digits(bytes, 0, 4)
    else { return nil }
    if bytes.count == 4 { return PartialDate(year: year)?.packed }
    guard bytes[4] == UInt8(ascii: "-"), let month = digits(bytes, 5, 2) else { return nil }
    if bytes.count == 7 { return PartialDate(year: year, month: month)?.packed }
    guard bytes[7] == UInt8(ascii: "-"), let day = digits(bytes, 8, 2) else { return nil }
    return PartialDate(year: year, month: month, day: day)?.packed
  }

  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> Int? {
    var number = 0
    for index in start..<start + count {
      let digit = bytes[index] &- 48
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// `true`, `false`, `yes` and `no` in any case, as 1 and 0.
  static func flag(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard (2...5).contains(bytes.count) else { return nil }
    var word: UInt64 = 0
    for byte in bytes { word = word << 8 | UInt64(byte | 0x20) }
    switch word {
    case 0x74_7275_65, 0x79_6573: return 1  // true, yes
    case 0x66_616C_7365, 0x6E6F: return 0  // false, no
    default: return nil
    }
  }

  /// Without the spaces and tabs around it.
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var (start, end) = (0, bytes.count)
    while start < end, bytes[start] == 32 || bytes[start] == 9 { start += 1 }
    while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
    return UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}

extension CellText {
  /// Why a text is not of a type, as the end of a sentence.
  static func reason(
    _ text: UnsafeBufferPointer<UInt8>, isNot type: ValueType, decimalComma: Bool
  ) -> String {
    switch type {
    case .number:
      let other = UInt8(ascii: decimalComma ? "." : ",")
      if text.contains(other), !text.contains(where: { $0 > 57 }) {
        return "its decimal sign is `\(decimalComma ? "," : ".")` and thousands are not separated"
      }
      return "and the column holds numbers"
    case .date: return "written as 2007-04-24, 2006-04 or 1958"
    case .boolean: return "written as true or false, yes or no"
    default: return "which the cells looked at first are"
    }
  }
}
