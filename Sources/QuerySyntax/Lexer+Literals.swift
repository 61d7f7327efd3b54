internal import SourceText

extension Lexer {
  /// A string may run over line ends if it is closed later; else it stops at the end of its line.
  mutating func lexString() {
    let start = position
    let firstFinding = lexed.findings.count
    position += 1
    var value: [UInt8] = []
    var lineEnd: Int?
    while let next = byte(position) {
      if next == UInt8(ascii: "\"") {
        position += 1
        if lineEnd != nil { lastLongString = start }
        add(.string(String(decoding: value, as: UTF8.self)), from: start)
        return
      }
      if next == 0x0A {
        if noQuoteFollows { break }
        if lineEnd == nil { lineEnd = position }
      }
      if next == UInt8(ascii: "\\") {
        lexEscape(into: &value)
      } else {
        value.append(next)
        position += 1
      }
    }
    noQuoteFollows = true
    position = lineEnd ?? position
    if bytes[position - 1] == 0x0D, position - 1 > start { position -= 1 }
    // What was found past the line's end is found again when the next lines are read.
    let kept = lexed.findings[firstFinding...].filter { $0.range.start < position }
    lexed.findings.replaceSubrange(firstFinding..., with: kept)
    report(.unclosedString(earlier: lastLongString), start, position)
    add(.string(text(start + 1, position)), from: start)
  }

  /// At a backslash; an unknown escape is reported and kept as written.
  private mutating func lexEscape(into value: inout [UInt8]) {
    let start = position
    position += 1
    guard let letter = byte(position) else { return value.append(UInt8(ascii: "\\")) }
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): value.append(letter)
    case UInt8(ascii: "n"): value.append(0x0A)
    case UInt8(ascii: "t"): value.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      if let scalar = lexCodePoint() {
        value.append(contentsOf: Array(String(scalar).utf8))
      } else {
        report(.badEscape(text: text(start, position)), start, position)
        value.append(contentsOf: bytes[start..<position])
      }
      return
    default:
      // The character itself is read again, so that a line end stays one.
      let length = letter == 0x0A ? 0 : scalar(at: position).length
      report(.badEscape(text: text(start, position + length)), start, position + length)
      return value.append(UInt8(ascii: "\\"))
    }
    position += 1
  }

  /// After `\u`: `{`, one to eight hexadecimal digits that name a character, `}`.
  private mutating func lexCodePoint() -> Unicode.Scalar? {
    guard byte(position) == UInt8(ascii: "{") else { return nil }
    position += 1
    let start = position
    while let next = byte(position), Unicode.Scalar(next).properties.isASCIIHexDigit,
      position - start < 8
    { position += 1 }
    let digits = text(start, position)
    guard byte(position) == UInt8(ascii: "}") else { return nil }
    position += 1
    return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
  }

  mutating func lexQuotedName() {
    let start = position
    position += 1
    while let next = byte(position), next != 0x0A, next != UInt8(ascii: "`") { position += 1 }
    let name = text(start + 1, position)
    if byte(position) == UInt8(ascii: "`"), position > start + 1 {
      position += 1
    } else {
      if byte(position) == UInt8(ascii: "`") { position += 1 }
      report(.unclosedName, start, position)
    }
    add(.quotedName(name), from: start)
  }

  mutating func lexNumberOrDate() {
    if lexDate() { return }
    let start = position
    skipDigits()
    if byte(position) == UInt8(ascii: "."), let next = byte(position + 1),
      CharacterClass.isDigit(next)
    {
      position += 1
      skipDigits()
    }
    skipExponent()
    let spelling = text(start, position)
    let value = Double(spelling.filter { $0 != "_" }) ?? .infinity
    if !value.isFinite { report(.badNumber(text: spelling), start, position) }
    add(.number(value.isFinite ? value : 0, spelling: spelling), from: start)
  }

  /// Digits, and single underscores between them.
  private mutating func skipDigits() {
    while let next = byte(position) {
      let isGroup =
        next == UInt8(ascii: "_") && byte(position + 1).map(CharacterClass.isDigit) == true
      guard CharacterClass.isDigit(next) || isGroup else { return }
      position += 1
    }
  }

  private mutating func skipExponent() {
    guard let letter = byte(position), letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E")
    else { return }
    var digits = position + 1
    if let sign = byte(digits), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
      digits += 1
    }
    guard let digit = byte(digits), CharacterClass.isDigit(digit) else { return }
    position = digits
    skipDigits()
  }
}
