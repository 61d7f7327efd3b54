import ColumnStore
import QuerySemantics
import SourceText

/// The options of a file source: `from "f.csv" separator: ";", text: {code}, bad: missing`.
struct FileOptions {
  var separator: UInt8?
  var decimalComma: Bool?
  var hasHeader = true
  var skippedLines = 0
  var badCells = DelimitedOptions.BadCells.error
  var types: [String: ValueType] = [:]
  var countries: Set<String> = []

  static let names = [
    "bad", "separator", "decimal", "header", "skip", "text", "number", "date", "boolean", "country",
  ]

  init(_ given: [String: String]) throws(FileIssue) {
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      switch name {
      case "bad":
        guard value == "missing" || value == "error" else {
          throw FileOptions.wrong(name, value, "missing or error")
        }
        badCells = value == "missing" ? .missing : .error
      case "separator":
        let bytes = Array((value == "tab" ? "\t" : value).utf8)
        guard bytes.count == 1 else { throw FileOptions.wrong(name, value, "one character") }
        separator = bytes[0]
      case "decimal":
        guard value == "," || value == "." || value == "comma" || value == "point" else {
          throw FileOptions.wrong(name, value, "comma or point")
        }
        decimalComma = value == "," || value == "comma"
      case "header":
        guard value == "true" || value == "false" else {
          throw FileOptions.wrong(name, value, "true or false")
        }
        hasHeader = value == "true"
      case "skip":
        guard let lines = Int(value), (0...10_000).contains(lines) else {
          throw FileOptions.wrong(name, value, "how many lines stand before the head")
        }
        skippedLines = lines
      case "text", "number", "date", "boolean", "country":
        for column in FileOptions.list(value) {
          switch name {
          case "number": types[column] = .number
          case "date": types[column] = .date
          case "boolean": types[column] = .boolean
          case "country":
            types[column] = .text
            countries.insert(column)
          default: types[column] = .text
          }
        }
      default:
        let near = NameSuggestion.nearest(to: name, among: FileOptions.names, limit: 2)
        throw FileIssue(
          code: "unknown-option", message: "a file has no option `\(name)`",
          notes: (near.isEmpty ? [] : ["nearest: " + near.joined(separator: ", ")])
            + ["options: " + FileOptions.names.joined(separator: ", ")])
      }
    }
  }

  private static func wrong(_ name: String, _ value: String, _ allowed: String) -> FileIssue {
    FileIssue(
      code: "bad-value", message: "`\(name)` cannot be `\(value)`",
      notes: [
        "it is "
          + "\(allowed)"
      ])
  }

  /// `{a, "b, c"}` or a single name, backticks and quotes taken off.
  private static func list(_ text: String) -> [String] {
    var body = Substring(text)
    if body.hasPrefix("{"), body.hasSuffix("}") { body = body.dropFirst().dropLast() }
    var names: [String] = []
    var name = ""
    var quote: Character?
    for character in body {
      if let open = quote {
        if character == open { quote = nil } else { name.append(character) }
      } else if character == "`" || character == "\"" {
        quote = character
      } else if character == "," {
        names.append(name)
        name = ""
      } else if !(character.isWhitespace && name.isEmpty) {
        name.append(character)
      }
    }
    names.append(name)
    // Blanks within a name stay, those behind it go.
    return names.map { name in String(name.reversed().drop(while: \.isWhitespace).reversed()) }
      .filter { !$0.isEmpty }
  }

  static func isJSON(_ path: String) -> Bool {
    let name =
      path.lowercased().hasSuffix(".gz") ? String(path.lowercased().dropLast(3)) : path.lowercased()
    return name.hasSuffix(".json") || name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
  }
}
