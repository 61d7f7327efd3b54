internal import SourceText

extension Lexer {
  /// Four digits, then one or two groups of one or two digits behind signs without spaces.
  ///
  /// `2006-04` and `2007-04-24` are dates. `2007-4-24` is most likely meant as one and would
  /// otherwise silently be the number 1979, so it is an error; `2020-1` is arithmetic.
  /// - Returns: false where the digits are not shaped like a date; then nothing was read.
  mutating func lexDate() -> Bool {
    let start = position
    guard let year = digits(from: start, atMost: 4), year.count == 4,
      byte(start + 4) == UInt8(ascii: "-"),
      let month = digits(from: start + 5, atMost: 2)
    else { return false }
    var end = start + 5 + month.count
    var day: (value: Int, count: Int)?
    if byte(end) == UInt8(ascii: "-"), let found = digits(from: end + 1, atMost: 2) {
      day = found
      end += 1 + found.count
    }
    guard !continuesWord(end), day != nil || month.count == 2 else { return false }
    position = end
    let written = text(start, end)
    if let fault = Lexer.fault(year: year, month: month, day: day) {
      report(.badDate(text: written, fault), start, end)
    }
    add(.date(written), from: start)
    return true
  }

  private func digits(from start: Int, atMost limit: Int) -> (value: Int, count: Int)? {
    var value = 0
    var count = 0
    while let next = byte(start + count), CharacterClass.isDigit(next) {
      if count == limit { return nil }
      value = value * 10 + Int(next - 0x30)
      count += 1
    }
    return count > 0 ? (value, count) : nil
  }

  private func continuesWord(_ offset: Int) -> Bool {
    guard offset < bytes.count else { return false }
    return CharacterClass.continuesName(scalar(at: offset).0)
  }

  private static func fault(
    year: (value: Int, count: Int), month: (value: Int, count: Int),
    day: (value: Int, count: Int)?
  ) -> SyntaxIssue.DateFault? {
    let days = daysInMonth(month.value, of: year.value)
    let isReal =
      year.value > 0 && (1...12).contains(month.value)
      && (day.map { (1...days).contains($0.value) } ?? true)
    if month.count != 2 || (day.map { $0.count != 2 } ?? false) {
      let parts =
        [padded(year.value, 4), padded(month.value, 2)]
        + [day.map { padded($0.value, 2) }]
        .compactMap(\.self)
      return .shape(corrected: isReal ? parts.joined(separator: "-") : nil)
    }
    if year.value == 0 { return .noSuchYear }
    if !(1...12).contains(month.value) { return .noSuchMonth(month.value) }
    guard let day, !isReal else { return nil }
    return .noSuchDay(day.value, daysInMonth: days)
  }

  private static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
