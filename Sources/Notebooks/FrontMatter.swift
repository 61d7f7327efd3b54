package import SourceText

/// The head of a brief between two lines `---`: a small part of YAML, read without guessing.
///
/// Maps by indentation or in braces, lists by `- ` or in square brackets, plain and quoted texts;
/// every value is a text. What is more than that is an error that says so.
package struct FrontMatter: Sendable {
  package indirect enum Value: Sendable, Equatable {
    case text(String)
    case list([Value])
    case map([Entry])

    package var text: String? { if case .text(let text) = self { text } else { nil } }
  }

  package struct Entry: Sendable, Equatable {
    package var key: String
    package var value: Value
    /// Of the key, in the file.
    package var range: SourceRange

    package static func == (a: Self, b: Self) -> Bool { a.key == b.key && a.value == b.value }
  }

  package var entries: [Entry] = []

  package init() {}

  package subscript(_ path: String...) -> Value? {
    var found: Value = .map(entries)
    for key in path {
      guard case .map(let entries) = found, let entry = entries.last(where: { $0.key == key })
      else { return nil }
      found = entry.value
    }
    return found
  }

  package func entry(_ key: String) -> Entry? { entries.last { $0.key == key } }

  /// A text or list of texts, as a list.
  package func texts(_ key: String) -> [String] {
    switch self[key] {
    case .text(let text): text.isEmpty ? [] : [text]
    case .list(let values): values.compactMap(\.text)
    case .map, nil: []
    }
  }
}

/// Reads the lines between the two `---`.
struct FrontMatterReader {
  private struct Line {
    var indent: Int
    var text: Substring
    /// Byte offset of `text` in the file.
    var start: Int
  }

  private var lines: [Line] = []
  private var index = 0
  private(set) var findings: [Diagnostic] = []

  init(_ file: SourceFile, lines numbers: Range<Int>) {
    for number in numbers {
      let range = file.lineRange(number)
      let line = file.text(in: range)
      let indent = line.utf8.prefix { $0 == 32 }.count
      var content = FrontMatterReader.withoutComment(line.dropFirst(indent))
      while let last = content.last, last.isWhitespace { content.removeLast() }
      if content.isEmpty { continue }
      lines.append(Line(indent: indent, text: content, start: range.start + indent))
    }
  }

  mutating func read() -> FrontMatter {
    var front = FrontMatter()
    front.entries = map(indent: 0, depth: 0)
    if index < lines.count {
      report("unexpected indentation", lines[index])
    }
    return front
  }

  private mutating func map(indent: Int, depth: Int) -> [FrontMatter.Entry] {
    var entries: [FrontMatter.Entry] = []
    while index < lines.count, lines[index].indent == indent {
      let line = lines[index]
      guard !line.text.hasPrefix("- "), let colon = FrontMatterReader.colon(in: line.text) else {
        report("expected `name: value`", line)
        index += 1
        continue
      }
      let key = FrontMatterReader.unquoted(String(line.text[..<colon]))
      let rest = line.text[line.text.index(after: colon)...].drop(while: \.isWhitespace)
      let range = SourceRange(line.start, line.start + line.text[..<colon].utf8.count)
      if entries.contains(where: { $0.key == key }) { report("`\(key)` stands twice", line) }
      index += 1
      entries.append(
        FrontMatter.Entry(
          key: key, value: rest.isEmpty ? nested(in: indent, depth) : flow(rest, line),
          range: range))
    }
    return entries
  }

  private mutating func nested(in indent: Int, _ depth: Int) -> FrontMatter.Value {
    guard index < lines.count else { return .text("") }
    let line = lines[index]
    if line.text == "-" || line.text.hasPrefix("- "), line.indent >= indent {
      var values: [FrontMatter.Value] = []
      while index < lines.count, lines[index].indent == line.indent,
        lines[index].text == "-" || lines[index].text.hasPrefix("- ")
      {
        let item = lines[index]
        index += 1
        values.append(flow(item.text.dropFirst().drop(while: \.isWhitespace), item))
      }
      return .list(values)
    }
    guard line.indent > indent else { return .text("") }
    // Deeper than anything a brief says; the limit keeps the stack small.
    guard depth < 8 else {
      report("nested too deep", line)
      while index < lines.count, lines[index].indent > indent { index += 1 }
      return .text("")
    }
    return .map(map(indent: line.indent, depth: depth + 1))
  }

  /// A value on one line.
  private mutating func flow(_ text: Substring, _ line: Line) -> FrontMatter.Value {
    if text.hasPrefix("{") || text.hasPrefix("[") {
      let isMap = text.hasPrefix("{")
      guard text.hasSuffix(isMap ? "}" : "]"), text.count >= 2 else {
        report("the bracket is not closed on its line", line)
        return .text(String(text))
      }
      let parts = FrontMatterReader.split(text.dropFirst().dropLast())
      guard isMap else { return .list(parts.map { .text(FrontMatterReader.unquoted($0)) }) }
      return .map(
        parts.compactMap { part in
          guard let colon = FrontMatterReader.colon(in: part[...]) else {
            report("expected `name: value` in the braces", line)
            return nil
          }
          return FrontMatter.Entry(
            key: FrontMatterReader.unquoted(String(part[..<colon])),
            value: .text(FrontMatterReader.unquoted(String(part[part.index(after: colon)...]))),
            range: SourceRange(line.start, line.start + line.text.utf8.count))
        })
    }
    if text == "|" || text == ">" || text.hasPrefix("&") || text.hasPrefix("*") {
      report("this part of YAML is not read here; write the value on one line", line)
    }
    return .text(FrontMatterReader.unquoted(String(text)))
  }

  private mutating func report(_ message: String, _ line: Line) {
    findings.append(
      Diagnostic(
        code: "bad-front-matter", message: message,
        range: SourceRange(line.start, line.start + line.text.utf8.count)))
  }

  // MARK: Texts

  /// The colon after a key: outside quotes, before white space or the end.
  private static func colon(in text: Substring) -> Substring.Index? {
    var quote: Character?
    var index = text.startIndex
    while index < text.endIndex {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if index == text.startIndex, character == "\"" || character == "'" {
        quote = character
      } else if character == ":" {
        let next = text.index(after: index)
        if next == text.endIndex || text[next].isWhitespace { return index }
      }
      index = text.index(after: index)
    }
    return nil
  }

  /// Cut at commas outside quotes and brackets.
  private static func split(_ text: Substring) -> [String] {
    var parts: [String] = []
    var part = ""
    var quote: Character?
    var depth = 0
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "{[".contains(character) {
        depth += 1
      } else if "}]".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append(part)
        part = ""
        continue
      }
      part.append(character)
    }
    parts.append(part)
    return parts.map { String($0.trimmed) }.filter { !$0.isEmpty }
  }

  private static func unquoted(_ text: String) -> String {
    let text = text.trimmed
    guard let first = text.first, first == "\"" || first == "'", text.count >= 2,
      text.last == first
    else { return String(text) }
    let inner = text.dropFirst().dropLast()
    guard first == "\"" else {
      return inner.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
    }
    var out = ""
    var isEscaped = false
    for character in inner {
      if isEscaped {
        out += character == "n" ? "\n" : String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        out.append(character)
      }
    }
    return out
  }

  private static func withoutComment(_ text: Substring) -> Substring {
    var quote: Character?
    var previous: Character = " "
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'", !previous.isLetter {
        quote = character
      } else if character == "#", previous.isWhitespace {
        return text[..<index]
      }
      previous = character
    }
    return text
  }
}

extension StringProtocol {
  var trimmed: SubSequence {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
