/// Walks through a JSON text and gives the few values asked for; the rest is skipped unread.
///
/// The descriptor of the data package is some 140 KB, of which a start needs the list of files.
/// `JSONValue` reads a text whole on top of it.
struct JSONCursor {
  /// What was needed, and the line where something else stood.
  struct Fault: Error {
    var expected: String
    var line: Int
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Calls the body at the value of each key. The body must pass the value.
  mutating func object(
    _ body: (inout JSONCursor, String) throws(Fault) -> Void
  ) throws(Fault) {
    try expect(UInt8(ascii: "{"), "an object")
    if take(UInt8(ascii: "}")) { return }
    repeat {
      let key = try string()
      try expect(UInt8(ascii: ":"), "`:`")
      let before = position
      try body(&self, key)
      if position == before { throw fault("a value") }
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"), "`,` or `}`")
  }

  /// Calls the body at each element. The body must pass the value.
  mutating func array(_ body: (inout JSONCursor) throws(Fault) -> Void) throws(Fault) {
    try expect(UInt8(ascii: "["), "a list")
    if take(UInt8(ascii: "]")) { return }
    repeat {
      let before = position
      try body(&self)
      if position == before { throw fault("a value") }
    } while take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"), "`,` or `]`")
  }

  mutating func string() throws(Fault) -> String {
    try expect(UInt8(ascii: "\""), "a text")
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\""),
      bytes[position] != UInt8(ascii: "\\")
    { position += 1 }
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        text += try escape()
      } else {
        text.append(byte)
      }
    }
    throw fault("the end of a text")
  }

  /// The first byte of the value that comes next, which is not passed; nil at the end.
  mutating func peek() -> UInt8? {
    skipSpace()
    return position < bytes.count ? bytes[position] : nil
  }

  /// A number or one of the words `true`, `false` and `null`, as it is written.
  mutating func word() -> String {
    skipSpace()
    let start = position
    while position < bytes.count, bytes[position] > 32, !",:{}[]\"".utf8.contains(bytes[position]) {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Nothing but space may follow.
  mutating func end() throws(Fault) {
    if peek() != nil { throw fault("the end of the text") }
  }

  /// A text, or nil where another kind of value stands, which is passed.
  mutating func stringIfAny() throws(Fault) -> String? {
    skipSpace()
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try string() }
    try skip()
    return nil
  }

  /// Passes a value of any kind. Brackets are counted, so depth costs nothing.
  mutating func skip() throws(Fault) {
    skipSpace()
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        try skipString()
        if depth == 0 { return }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
        if depth == 0 {
          position += 1
          return
        }
      case UInt8(ascii: ","): if depth == 0 { return }
      default: break
      }
      position += 1
    }
    if depth > 0 { throw fault("a closing bracket") }
  }
}

extension JSONCursor {
  private mutating func skipString() throws(Fault) {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        position += 1
        return
      }
      position += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    throw fault("the end of a text")
  }

  private mutating func escape() throws(Fault) -> [UInt8] {
    guard position < bytes.count else { throw fault("the end of a text") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: return [byte]
    }
  }

  private mutating func unicodeEscape() throws(Fault) -> [UInt8] {
    var units = [try hexadecimal()]
    if UTF16.isLeadSurrogate(units[0]), position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    {
      position += 2
      units.append(try hexadecimal())
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private mutating func hexadecimal() throws(Fault) -> UInt16 {
    guard position + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw fault("four hexadecimal digits") }
    position += 4
    return unit
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] <= 32 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(Fault) {
    if !take(byte) { throw fault(what) }
  }

  func fault(_ expected: String) -> Fault {
    Fault(expected: expected, line: bytes[..<min(position, bytes.count)].count { $0 == 10 } + 1)
  }
}
