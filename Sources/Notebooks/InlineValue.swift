import SourceText

/// One `{{…}}` in the prose of a brief.
struct InlineValue: Sendable, Equatable {
  /// What is asked for, without the formats.
  var query: String
  var format = InlineFormat()
  /// With the braces, in the file.
  var range: SourceRange

  /// Nil with a finding where the formats cannot be read.
  init(_ content: String, range: SourceRange) {
    self.range = range
    // A `|` of a query is followed by a verb, one of a format by a format: from the end on, what
    // is a format is taken as one.
    var parts = InlineValue.split(content)
    var formats: [String] = []
    while parts.count > 1, let last = parts.last, InlineFormat.isFormat(last) {
      formats.insert(last, at: 0)
      parts.removeLast()
    }
    for text in formats { format.add(text) }
    query = parts.joined(separator: " | ")
  }

  /// Every name that stands in what is asked for.
  var names: Set<String> {
    let file = SourceFile(name: "value", text: query)
    return BlockStatements(file, SourceRange(0, file.utf8.count)).names
  }

  /// Cut at bars outside strings and brackets.
  private static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var isString = false
    var isEscaped = false
    for character in text {
      if isString {
        if !isEscaped, character == "\"" { isString = false }
        isEscaped = character == "\\" && !isEscaped
      } else if character == "\"" {
        isString = true
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
      } else if character == "|", depth == 0 {
        parts.append(String(part.trimmed))
        part = ""
        continue
      }
      part.append(character)
    }
    parts.append(String(part.trimmed))
    return parts
  }

  // MARK: Finding them

  /// All inline values in the prose between two places of the file, not those in code.
  static func all(in file: SourceFile, _ range: SourceRange) -> [InlineValue] {
    let bytes = file.utf8
    var found: [InlineValue] = []
    var fence: Fence?
    var lineStart = range.start
    var index = range.start
    while index < range.end {
      if index == lineStart {
        // Whole lines of a fenced block are passed over.
        let line = file.text(in: file.lineRange(file.line(at: index)))
        let next = (bytes[index..<range.end].firstIndex(of: 10) ?? range.end - 1) + 1
        if let open = fence {
          if open.isClosed(by: line) { fence = nil }
          index = next
          lineStart = next
          continue
        }
        if let opened = Fence(line) {
          fence = opened
          index = next
          lineStart = next
          continue
        }
      }
      switch bytes[index] {
      case 10:
        index += 1
        lineStart = index
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        index = afterCode(bytes, index, range.end)
      case UInt8(ascii: "{") where index + 1 < range.end && bytes[index + 1] == UInt8(ascii: "{"):
        if let end = closing(bytes, index + 2, range.end) {
          let place = SourceRange(index, end + 2)
          found.append(
            InlineValue(file.text(in: SourceRange(index + 2, end)), range: place))
          index = end + 2
        } else {
          index += 2
        }
      default: index += 1
      }
    }
    return found
  }

  /// The place after a code span, or after its backticks where nothing closes them.
  private static func afterCode(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
    func run(_ from: Int) -> Int {
      var end = from
      while end < limit, bytes[end] == UInt8(ascii: "`") { end += 1 }
      return end - from
    }
    let length = run(start)
    var index = start + length
    while index < limit {
      if bytes[index] == 10, index + 1 < limit, bytes[index + 1] == 10 { break }
      let here = run(index)
      if here == length { return index + here }
      index += max(here, 1)
    }
    return start + length
  }

  private static func closing(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int? {
    var index = start
    var isString = false
    while index + 1 < limit {
      if bytes[index] == 10, bytes[index + 1] == 10 { return nil }
      if bytes[index] == UInt8(ascii: "\"") { isString.toggle() }
      if !isString, bytes[index] == UInt8(ascii: "}"), bytes[index + 1] == UInt8(ascii: "}") {
        return index
      }
      index += 1
    }
    return nil
  }
}

/// How a number is written in a sentence: `0.1`, `%`, `else TEXT`.
struct InlineFormat: Sendable, Equatable {
  var decimals: Int?
  /// Shares are written as per cent; a number whose unit says `%` stays as it is.
  var isPercent = false
  /// Stands for a missing value, which else is an error.
  var otherwise: String?

  static func isFormat(_ text: String) -> Bool {
    text == "%" || text.hasPrefix("else ") || places(text) != nil
  }

  /// `0` → 0, `0.1` → 1, `0.01` → 2.
  private static func places(_ text: String) -> Int? {
    if text == "0" || text == "1" { return 0 }
    guard text.hasPrefix("0."), (3...12).contains(text.utf8.count) else { return nil }
    let digits = text.dropFirst(2)
    guard digits.dropLast().allSatisfy({ $0 == "0" }), digits.last == "0" || digits.last == "1"
    else { return nil }
    return digits.count
  }

  mutating func add(_ text: String) {
    if text == "%" {
      isPercent = true
    } else if text.hasPrefix("else ") {
      otherwise = String(text.dropFirst(5).trimmed)
    } else {
      decimals = InlineFormat.places(text)
    }
  }
}
