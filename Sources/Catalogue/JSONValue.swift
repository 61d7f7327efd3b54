/// A JSON text read whole: for the descriptors of added packages, which are small and of which
/// more is asked than of the built-in one.
indirect enum JSONValue: Equatable {
  case null
  case boolean(Bool)
  /// As written, so that nothing of it is lost.
  case number(String)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  /// Deeper nesting is a mistake, and would need as deep a stack.
  private static let depthLimit = 64

  init(reading bytes: [UInt8]) throws(JSONCursor.Fault) {
    // A byte-order mark is not JSON, and some editors write it all the same.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var cursor = JSONCursor(bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes)
    self = try JSONValue.read(&cursor, depth: 0)
    try cursor.end()
  }

  private static func read(
    _ cursor: inout JSONCursor, depth: Int
  ) throws(JSONCursor.Fault) -> JSONValue {
    guard depth < depthLimit else { throw cursor.fault("less deep nesting") }
    switch cursor.peek() {
    case UInt8(ascii: "\""): return .text(try cursor.string())
    case UInt8(ascii: "{"):
      var members: [String: JSONValue] = [:]
      try cursor.object { (cursor, key) throws(JSONCursor.Fault) in
        members[key] = try read(&cursor, depth: depth + 1)
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      try cursor.array { (cursor) throws(JSONCursor.Fault) in
        elements.append(try read(&cursor, depth: depth + 1))
      }
      return .list(elements)
    default:
      let start = cursor
      let word = cursor.word()
      switch word {
      case "null": return .null
      case "true": return .boolean(true)
      case "false": return .boolean(false)
      default:
        guard word.first.map({ $0 == "-" || $0.isNumber }) == true, Double(word) != nil else {
          throw start.fault("a value")
        }
        return .number(word)
      }
    }
  }
}

extension JSONValue {
  /// A member of an object; nil for a null too.
  subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self, let value = members[key], value != .null else {
      return nil
    }
    return value
  }

  /// A text that is not empty, or a number as written.
  var text: String? {
    switch self {
    case .text(let text): text.isEmpty ? nil : text
    case .number(let text): text
    case .null, .boolean, .list, .object: nil
    }
  }

  /// A number, also one written as a text.
  var number: Double? { text.flatMap { Double($0) } }

  /// The elements of a list; a single value counts as a list of one.
  var elements: [JSONValue] {
    switch self {
    case .list(let elements): elements
    case .null: []
    case .boolean, .number, .text, .object: [self]
    }
  }
}
