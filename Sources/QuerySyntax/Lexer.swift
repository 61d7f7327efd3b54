package import SourceText

/// What the lexer makes of a text.
package struct LexedText: Sendable {
  package var tokens: [Token] = []
  package var comments: [Comment] = []
  package var findings: [SyntaxFinding] = []
}

/// Text to tokens, in one pass; line ends are kept as `Token.startsLine`.
package struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var startsLine = false
  var lexed = LexedText()
  /// Set once a quote was sought to the end of the text in vain, so that it is sought only once.
  var noQuoteFollows = false
  /// The last string that ran over a line end: the likely culprit when a later one is not closed.
  var lastLongString: Int?

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Splits a text into tokens; what cannot be read is reported and left out.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package static func lex(_ file: SourceFile) -> LexedText {
    var lexer = Lexer(file.utf8)
    while lexer.position < lexer.bytes.count {
      let before = lexer.position
      lexer.lexOne()
      // Each step reads something; this holds the promise even if a case below forgets to.
      if lexer.position == before { lexer.position += 1 }
    }
    return lexer.lexed
  }

  private mutating func lexOne() {
    let byte = bytes[position]
    switch byte {
    case 0x0A:
      startsLine = true
      position += 1
    case 0x20, 0x09, 0x0B, 0x0C, 0x0D: position += 1
    case UInt8(ascii: "#"): lexComment()
    case UInt8(ascii: "\""): lexString()
    case UInt8(ascii: "`"): lexQuotedName()
    case 0x30...0x39: lexNumberOrDate()
    default:
      if lexSymbol() { return }
      let (scalar, length) = scalar(at: position)
      if CharacterClass.startsName(scalar) {
        lexName()
      } else if CharacterClass.isSpace(scalar) {
        position += length
      } else {
        lexStray()
      }
    }
  }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    lexed.tokens.append(
      Token(kind: kind, range: SourceRange(start, position), startsLine: startsLine))
    startsLine = false
  }

  mutating func report(_ issue: SyntaxIssue, _ start: Int, _ end: Int) {
    lexed.findings.append(SyntaxFinding(issue, SourceRange(start, end)))
  }

  func byte(_ offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, end)], as: UTF8.self)
  }

  /// The character at an offset and its length in bytes; the bytes of a `String` are valid UTF-8.
  func scalar(at offset: Int) -> (Unicode.Scalar, length: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in 1..<length {
      value = value << 6 | UInt32((byte(offset + index) ?? 0) & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", min(length, bytes.count - offset))
  }
}

extension Lexer {
  private mutating func lexComment() {
    let start = position
    while let next = byte(position), next != 0x0A { position += 1 }
    var end = position
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    lexed.comments.append(
      Comment(
        text: text(start, end), range: SourceRange(start, end),
        ownsLine: startsLine || lexed.tokens.isEmpty))
  }

  private mutating func lexName() {
    let start = position
    skipName()
    add(.name(text(start, position)), from: start)
  }

  mutating func skipName() {
    while position < bytes.count {
      let (scalar, length) = scalar(at: position)
      guard CharacterClass.continuesName(scalar) else { return }
      position += length
    }
  }

  /// - Returns: false where no sign starts here; then nothing was read.
  private mutating func lexSymbol() -> Bool {
    let start = position
    if let next = byte(position + 1), next == bytes[position],
      let word = Lexer.doubledSigns[next]
    {
      position += 2
      report(.strayCharacter(text: text(start, position), instead: word), start, position)
      add(.name(word), from: start)
      return true
    }
    if let next = byte(position + 1), let symbol = Lexer.symbol(bytes[position], next) {
      position += 2
      add(.symbol(symbol), from: start)
      return true
    }
    guard let symbol = Lexer.symbol(bytes[position]) else { return false }
    position += 1
    add(.symbol(symbol), from: start)
    return true
  }

  /// One report for a run of characters the language has no use for.
  private mutating func lexStray() {
    let start = position
    let (first, length) = scalar(at: position)
    position += length
    if Lexer.quotes.contains(first), lexForeignString(start) { return }
    if first == "[", lexIndexedYear(start) { return }
    if let instead = Lexer.straightened[first] {
      report(.strayCharacter(text: String(first), instead: instead), start, position)
      // Read as what is most likely meant, so that it is the only error.
      if let symbol = Symbol(rawValue: instead) {
        add(.symbol(symbol), from: start)
      } else {
        add(.name(instead), from: start)
      }
      return
    }
    while position < bytes.count {
      let (scalar, length) = scalar(at: position)
      let isKnown =
        CharacterClass.startsName(scalar) || CharacterClass.isSpace(scalar)
        || Lexer.straightened[scalar] != nil || Lexer.quotes.contains(scalar) || scalar == "#"
        || scalar == "\"" || scalar == "`"
        || CharacterClass.isDigit(bytes[position]) || Lexer.symbol(bytes[position]) != nil
      if isKnown { break }
      position += length
    }
    report(.strayCharacter(text: text(start, position), instead: nil), start, position)
  }

  /// `hdi[2010]`: the value of a year, as other languages look it up.
  private mutating func lexIndexedYear(_ start: Int) -> Bool {
    let digits = bytes[position...].prefix { CharacterClass.isDigit($0) }
    guard digits.count == 4, byte(digits.endIndex) == UInt8(ascii: "]"),
      case .name? = lexed.tokens.last?.kind, lexed.tokens.last?.range.end == start
    else { return false }
    let year = text(position, digits.endIndex)
    add(.symbol(.at), from: start)
    add(.number(Double(year) ?? 0, spelling: year), from: start)
    position = digits.endIndex + 1
    report(.strayCharacter(text: text(start, position), instead: "@" + year), start, position)
    return true
  }

  /// A text in quotes of another kind, closed on its line: one report for the whole of it.
  private mutating func lexForeignString(_ start: Int) -> Bool {
    let contentStart = position
    var end = position
    while end < bytes.count, bytes[end] != 0x0A {
      let (scalar, length) = scalar(at: end)
      if Lexer.quotes.contains(scalar) {
        let content = text(contentStart, end)
        position = end + length
        report(
          .strayCharacter(
            text: text(start, contentStart), instead: SyntaxFormatter.quoted(content)),
          start, position)
        add(.string(content), from: start)
        return true
      }
      end += length
    }
    return false
  }

  private static let quotes: Set<Unicode.Scalar> = [
    "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}", "\u{2018}", "\u{2019}", "'",
  ]

  /// What word processors put in the place of plain signs, and signs of other languages.
  private static let straightened: [Unicode.Scalar: String] = [
    "\u{2260}": "!=", "\u{2264}": "<=", "\u{2265}": ">=", "\u{2212}": "-", "\u{2013}": "-",
    "\u{2014}": "-", "\u{00D7}": "*", "\u{00F7}": "/", "\u{2026}": "..", "[": "{", "]": "}",
    "\u{060C}": ",", "\u{FF0C}": ",", "\u{3001}": ",", "\u{FF5C}": "|", "\u{FF08}": "(",
    "\u{FF09}": ")", "\u{FF1D}": "=", "\u{FF1A}": ":", "!": "not",
  ]

  /// Signs of other languages that would otherwise be read as two signs of this one.
  private static let doubledSigns: [UInt8: String] = [
    UInt8(ascii: "&"): "and", UInt8(ascii: "|"): "or",
  ]

  private static func symbol(_ first: UInt8, _ second: UInt8) -> Symbol? {
    switch (first, second) {
    case (UInt8(ascii: "."), UInt8(ascii: ".")): .range
    case (UInt8(ascii: "="), UInt8(ascii: "=")): .equal
    case (UInt8(ascii: "!"), UInt8(ascii: "=")), (UInt8(ascii: "<"), UInt8(ascii: ">")): .notEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessOrEqual
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterOrEqual
    case (UInt8(ascii: "?"), UInt8(ascii: "?")): .otherwise
    default: nil
    }
  }

  private static let oneByteSymbols: [Symbol?] = {
    var table = [Symbol?](repeating: nil, count: 128)
    for symbol in Symbol.allCases where symbol.rawValue.utf8.count == 1 {
      if let byte = symbol.rawValue.utf8.first { table[Int(byte)] = symbol }
    }
    return table
  }()

  private static func symbol(_ byte: UInt8) -> Symbol? {
    byte < 128 ? oneByteSymbols[Int(byte)] : nil
  }
}
