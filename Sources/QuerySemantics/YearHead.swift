/// Heads of tables with a column for each year, as the World Bank and R write them.
enum YearHead {
  /// The year that a head says: `1990`, `1990 [YR1990]`, `YR1990`, `X1990`; nil for others.
  static func year(of name: String) -> Int32? {
    var text = name[...]
    if let bracket = text.firstIndex(of: "[") {
      guard text[bracket...] == "[YR\(text.prefix(4))]" else { return nil }
      text = text[..<bracket]
      guard text.last == " " else { return nil }
      text.removeLast()
    }
    for prefix in ["YR", "X"] where text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
    guard text.utf8.count == 4, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let year = Int32(text), year >= 1000
    else { return nil }
    return year
  }
}
