/// Draws findings below the source they are about.
///
///     error[unknown-country]: no country `Swazland`
///       2 | | where country = Swazland
///         |                   ^^^^^^^^ nearest: Swaziland (now Eswatini, SWZ), Switzerland
///       see: from countries | keep country, iso3
package enum DiagnosticRenderer {
  package static func render(
    _ diagnostic: Diagnostic, in file: SourceFile?, colour: Bool
  ) -> String {
    func styled(_ text: String, _ code: String) -> String {
      colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    let tint = diagnostic.severity == .error ? "1;31" : "1;33"
    var out =
      styled("\(diagnostic.severity.rawValue)[\(diagnostic.code)]:", tint)
      + " \(diagnostic.message)\n"
    var noteIndent = "  "
    if let file, let range = diagnostic.range {
      let line = file.line(at: min(range.start, file.utf8.count))
      let whole = file.lineRange(line)
      let number = String(line)
      let margin = String(repeating: " ", count: number.count + 2)
      noteIndent = "  "
      let start = min(max(range.start, whole.start), whole.end)
      let end = min(max(range.end, start), whole.end)
      let before = DisplayWidth.of(expanded(file.text(in: SourceRange(whole.start, start))))
      let marked = max(1, DisplayWidth.of(expanded(file.text(in: SourceRange(start, end)))))
      var label = diagnostic.label ?? ""
      let lastLine = file.line(at: max(range.start, min(range.end, file.utf8.count) - 1))
      if lastLine > line { label += (label.isEmpty ? "" : " ") + "(to line \(lastLine))" }
      out += styled("  \(number) |", "2") + " \(expanded(file.text(in: whole)))\n"
      out += styled("\(margin) |", "2") + " " + String(repeating: " ", count: before)
      out += styled(String(repeating: "^", count: marked), tint)
      out += label.isEmpty ? "\n" : " \(label)\n"
    } else if let label = diagnostic.label {
      out += "  \(label)\n"
    }
    for note in diagnostic.notes { out += "\(noteIndent)note: \(note)\n" }
    if let see = diagnostic.see { out += "\(noteIndent)see: \(see)\n" }
    return out
  }

  /// Tabs as one space each and control characters as marks, so that columns can be counted.
  private static func expanded(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 32 || $0 == 127 }) else { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 9: out.append(" ")
      case 0..<32, 127: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }
}
