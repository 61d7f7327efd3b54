import ColumnStore

/// Values as texts, as they are written in CSV: for `text()`, `describe` and messages.
enum ValueText {
  static func text(of scalar: Scalar, _ type: ValueType, _ source: any LookupSource) -> String {
    switch scalar {
    case .missing(let reason): reason.label
    case .boolean(let value): value ? "true" : "false"
    case .number(let value): text(of: value)
    case .text(let text): text
    case .date(let date): date.text
    case .entity(let id): source.name(of: type, id)
    }
  }

  /// The shortest digits that give the value back, never with an exponent.
  static func text(of value: Double) -> String {
    guard value.isFinite else { return "" }
    if value == value.rounded(), value.magnitude < 0x1p53 { return String(Int64(value)) }
    let text = "\(value)"
    guard let cut = text.firstIndex(of: "e"), let power = Int(text[text.index(after: cut)...])
    else { return text }
    let isNegative = text.hasPrefix("-")
    let mantissa = text[..<cut].drop { $0 == "-" }
    let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
    var digits = String(parts[0]) + fraction
    var point = parts[0].count + power
    if point <= 0 {
      digits = String(repeating: "0", count: 1 - point) + digits
      point = 1
    } else if point > digits.count {
      digits += String(repeating: "0", count: point - digits.count)
    }
    let whole = digits.prefix(point)
    let rest = digits.dropFirst(point)
    return (isNegative ? "-" : "") + whole + (rest.isEmpty ? "" : "." + rest)
  }
}
