import ColumnStore
import QuerySemantics
import SourceText

/// Plain functions of texts, on single values: they run once per distinct combination.
struct TextFunctions {
  /// Of `matches`, where the pattern is written out.
  let pattern: TextPattern?

  func apply(
    _ function: PlainFunction, _ cells: [Scalar], _ types: [ValueType], _ source: any LookupSource
  ) -> Scalar {
    switch function {
    case .concatenate:
      return .text(
        zip(cells, types).map { ValueText.text(of: $0, $1, source) }.joined())
    case .text, .name:
      return .text(ValueText.text(of: cells[0], types[0], source))
    case .date: return date(cells)
    default: break
    }
    guard case .text(let text) = cells.first else { return .missing(.notApplicable) }
    switch (function, cells.dropFirst().first, cells.dropFirst(2).first) {
    case (.lower, _, _): return .text(text.lowercased())
    case (.upper, _, _): return .text(text.uppercased())
    case (.trim, _, _): return .text(TextFunctions.trim(text))
    case (.length, _, _): return .number(Double(text.count))
    case (.contains, .text(let part)?, _):
      return .boolean(TextFunctions.find(Array(part.utf8), in: Array(text.utf8), from: 0) != nil)
    case (.startsWith, .text(let part)?, _):
      return .boolean(text.utf8.starts(with: part.utf8))
    case (.endsWith, .text(let part)?, _):
      return .boolean(text.utf8.reversed().starts(with: part.utf8.reversed()))
    case (.matches, _, _):
      return pattern.map { .boolean($0.finds(in: text)) } ?? .missing(.notApplicable)
    case (.replace, .text(let old)?, .text(let new)?):
      return .text(TextFunctions.replace(old, by: new, in: text))
    case (.number, _, _):
      return NumberText.printed(TextFunctions.trim(text)).map { .number($0) } ?? .missing(.noData)
    case (.splitPart, .text(let separator)?, .number(let number)?):
      return TextFunctions.part(number, of: text, separator)
    default: return .missing(.notApplicable)
    }
  }

  private func date(_ cells: [Scalar]) -> Scalar {
    if case .text(let text) = cells[0] {
      return PartialDate(TextFunctions.trim(text)).map { .date($0) } ?? .missing(.noData)
    }
    var numbers: [Int] = []
    for cell in cells {
      guard case .number(let value) = cell, let whole = Int(exactly: value) else {
        return .missing(.notApplicable)
      }
      numbers.append(whole)
    }
    let date = PartialDate(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil,
      day: numbers.count > 2 ? numbers[2] : nil)
    return date.map { .date($0) } ?? .missing(.notApplicable)
  }

  static func trim(_ text: String) -> String {
    let end = text.reversed().drop(while: \.isWhitespace).reversed()
    return String(end.drop(while: \.isWhitespace))
  }

  /// Whether the members of a set, joined by `;`, include one.
  static func set(_ set: String, contains member: String) -> Bool {
    let wanted = trim(member)
    return set.split(separator: ";").contains { trim(String($0)).utf8.elementsEqual(wanted.utf8) }
  }

  static func find(_ part: [UInt8], in text: [UInt8], from start: Int) -> Int? {
    guard start + part.count <= text.count else { return nil }
    for place in start...(text.count - part.count)
    where text[place..<(place + part.count)].elementsEqual(part) {
      return place
    }
    return nil
  }

  static func replace(_ old: String, by new: String, in text: String) -> String {
    let (bytes, part) = (Array(text.utf8), Array(old.utf8))
    guard !part.isEmpty else { return text }
    var (result, place): ([UInt8], Int) = ([], 0)
    while let next = find(part, in: bytes, from: place) {
      result += bytes[place..<next]
      result += new.utf8
      place = next + part.count
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  /// Parts count from 1; a part that is not there is missing, no data.
  static func part(_ number: Double, of text: String, _ separator: String) -> Scalar {
    let (bytes, cut) = (Array(text.utf8), Array(separator.utf8))
    guard number >= 1, number == number.rounded(), number <= Double(bytes.count + 1) else {
      return .missing(.noData)
    }
    guard !cut.isEmpty else { return number == 1 ? .text(text) : .missing(.noData) }
    var (place, index) = (0, 1.0)
    while true {
      let next = find(cut, in: bytes, from: place)
      if index == number {
        return .text(String(decoding: bytes[place..<(next ?? bytes.count)], as: UTF8.self))
      }
      guard let next else { return .missing(.noData) }
      place = next + cut.count
      index += 1
    }
  }
}
