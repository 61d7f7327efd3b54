import SourceText

/// Text in lines of a width.
enum TextWrap {
  static func width(_ text: String) -> Int { DisplayWidth.of(text) }

  static func padded(_ text: String, to width: Int) -> String {
    DisplayWidth.padded(text, to: width)
  }

  /// Breaks at spaces; leading spaces are kept and repeated. A longer word stands alone.
  static func lines(_ text: String, width: Int) -> [String] {
    let indent = String(text.prefix { $0 == " " })
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = indent + word
      } else if DisplayWidth.of(line) + 1 + DisplayWidth.of(String(word)) <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = indent + word
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
