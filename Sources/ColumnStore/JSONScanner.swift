/// Reads the tokens of RFC 8259 text, strictly.
struct JSONScanner {
  struct Fault: Error {
    var problem: String
    var offset: Int
  }

  enum Value {
    case null
    case boolean(Bool)
    /// Between these offsets.
    case number(Range<Int>)
    case string
    case nested
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset: Int
  /// The last string read, its escapes resolved.
  private(set) var text: [UInt8] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) {
    self.bytes = bytes
    self.offset = offset
  }

  var isAtEnd: Bool { offset >= bytes.count }

  /// The next byte that is no white space, which stays.
  mutating func peek() -> UInt8? {
    while offset < bytes.count {
      switch bytes[offset] {
      case 32, 9, 10, 13: offset += 1
      default: return bytes[offset]
      }
    }
    return nil
  }

  /// Takes a byte if it comes next.
  mutating func take(_ byte: Character) -> Bool {
    guard let value = byte.asciiValue, peek() == value else { return false }
    offset += 1
    return true
  }

  mutating func expect(_ byte: Character, _ place: String) throws(Fault) {
    guard take(byte) else { throw fault("`\(byte)` expected \(place), found \(found)") }
  }

  /// What stands here, for messages.
  var found: String {
    guard offset < bytes.count else { return "the end of the file" }
    return "`\(DataFileError.shown(bytes[offset..<min(offset + 1, bytes.count)]))`"
  }

  func fault(_ problem: String) -> Fault { Fault(problem: problem, offset: offset) }

  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[range])
  }

  /// Of an object or a list only the kind is given and nothing is taken.
  mutating func value() throws(Fault) -> Value {
    switch peek() {
    case UInt8(ascii: "\""):
      try string()
      return .string
    case UInt8(ascii: "{"), UInt8(ascii: "["): return .nested
    case UInt8(ascii: "t"):
      try word("true")
      return .boolean(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .boolean(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    case .some(let byte) where byte == UInt8(ascii: "-") || byte &- 48 <= 9:
      return .number(try number())
    default: throw fault("a value expected, found \(found)")
    }
  }

  private mutating func word(_ word: StaticString) throws(Fault) {
    let count = word.utf8CodeUnitCount
    let matches =
      offset + count <= bytes.count
      && word.withUTF8Buffer { bytes[offset..<offset + count].elementsEqual($0) }
    guard matches else { throw fault("`\(word)` expected, found \(found)") }
    offset += count
  }

  private mutating func digits() throws(Fault) {
    let start = offset
    while offset < bytes.count, bytes[offset] &- 48 <= 9 { offset += 1 }
    if offset == start { throw fault("a digit expected, found \(found)") }
  }

  private mutating func number() throws(Fault) -> Range<Int> {
    let start = offset
    if bytes[offset] == UInt8(ascii: "-") { offset += 1 }
    if offset < bytes.count, bytes[offset] == 48 {
      offset += 1
      if offset < bytes.count, bytes[offset] &- 48 <= 9 {
        throw fault("a number does not begin with a zero")
      }
    } else {
      try digits()
    }
    if offset < bytes.count, bytes[offset] == UInt8(ascii: ".") {
      offset += 1
      try digits()
    }
    if offset < bytes.count, bytes[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if offset < bytes.count, bytes[offset] == 43 || bytes[offset] == 45 { offset += 1 }
      try digits()
    }
    return start..<offset
  }
}

extension JSONScanner {
  /// A string into `text`.
  mutating func string() throws(Fault) {
    try expect("\"", "before a string")
    let opened = offset - 1
    text.removeAll(keepingCapacity: true)
    while true {
      let start = offset
      while offset < bytes.count, bytes[offset] != 34, bytes[offset] != 92, bytes[offset] >= 32 {
        offset += 1
      }
      text.append(contentsOf: bytes[start..<offset])
      guard offset < bytes.count else {
        throw Fault(problem: "a string opens here and never closes", offset: opened)
      }
      switch bytes[offset] {
      case 34:
        offset += 1
        return
      case 92: try escape()
      default: throw fault("a control character in a string must be written as an escape")
      }
    }
  }

  private mutating func escape() throws(Fault) {
    guard offset + 1 < bytes.count else { throw fault("an escape is not complete") }
    let kind = bytes[offset + 1]
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(kind)
    case UInt8(ascii: "b"): text.append(8)
    case UInt8(ascii: "f"): text.append(12)
    case UInt8(ascii: "n"): text.append(10)
    case UInt8(ascii: "r"): text.append(13)
    case UInt8(ascii: "t"): text.append(9)
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("an escape that JSON does not know")
    }
    offset += 2
  }

  private mutating func unicodeEscape() throws(Fault) {
    let first = try codeUnit()
    var scalar = UInt32(first)
    if (0xD800..<0xDC00).contains(first) {
      guard offset + 1 < bytes.count, bytes[offset] == 92, bytes[offset + 1] == UInt8(ascii: "u")
      else { throw fault("the second half of a character is missing") }
      let second = try codeUnit()
      guard (0xDC00..<0xE000).contains(second) else {
        throw fault("the second half of a character is wrong")
      }
      scalar = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    }
    guard let character = Unicode.Scalar(scalar) else {
      throw fault("the second half of a character stands alone")
    }
    text.append(contentsOf: Array(String(character).utf8))
  }

  private mutating func codeUnit() throws(Fault) -> UInt16 {
    guard offset + 6 <= bytes.count else { throw fault("an escape is not complete") }
    var unit: UInt16 = 0
    for index in offset + 2..<offset + 6 {
      guard let digit = Character(Unicode.Scalar(bytes[index])).hexDigitValue, bytes[index] < 128
      else { throw fault("four hexadecimal digits expected in an escape") }
      unit = unit << 4 | UInt16(digit)
    }
    offset += 6
    return unit
  }
}
