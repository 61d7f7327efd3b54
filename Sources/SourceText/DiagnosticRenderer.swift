/// Draws a finding with its source line and carets.
package enum DiagnosticRenderer {
  /// Draws a finding in the shape of the language page, without a line end after the last line.
  ///
  /// Carets stand under the columns of the display: tabs are shown as spaces, and characters
  /// that would move the cursor or reorder the line are shown as `�`. Of a long line only the
  /// part around the carets is shown. Without a file or range there is no source line.
  ///
  /// No line is wider than `width`, if one is given, so that the carets stay under their place;
  /// what is to be typed (`see`) is never broken.
  package static func render(
    _ diagnostic: Diagnostic, in file: SourceFile?, colour: Bool = false, width: Int? = nil
  ) -> String {
    let paint = Paint(isOn: colour)
    let width = width.map { max($0, narrowest) }
    let head = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    let message = wrapped(head + ": ", diagnostic.message, width, hanging: 2)
    var lines =
      [paint.bold(head, of: diagnostic.severity) + message[0].dropFirst(head.count)]
      + message.dropFirst()
    if let file, let range = diagnostic.range {
      lines += excerpt(of: file, range, label: diagnostic.label, paint, width)
    } else if let label = diagnostic.label {
      lines += wrapped("  note: ", label, width, hanging: 8)
    }
    for note in diagnostic.notes { lines += wrapped("  note: ", note, width, hanging: 8) }
    if let see = diagnostic.see { lines.append("  see: " + see.printable) }
    return lines.joined(separator: "\n")
  }

  /// Room for a number, some carets and a word.
  private static let narrowest = 20

  /// A text behind its label, on as many lines as the width asks for.
  private static func wrapped(
    _ label: String, _ text: String, _ width: Int?, hanging: Int
  ) -> [String] {
    let text = shortened(text).printable
    guard let width, DisplayWidth.of(label) + DisplayWidth.of(text) > width else {
      return [label + text]
    }
    let indent = label.prefix { $0 == " " }
    let lines = WrappedText.lines(
      label.dropFirst(indent.count) + text, width: width - indent.count,
      hanging: min(hanging - indent.count, width / 4))
    return lines.map { indent + $0 }
  }

  /// A text that quotes a name or value of any length, cut in its middle.
  private static func shortened(_ text: String) -> String {
    guard text.utf8.count > 2_000 else { return text }
    return "\(text.prefix(1_000)) … \(text.suffix(400))"
  }

  private static func excerpt(
    of file: SourceFile, _ range: SourceRange, label: String?, _ paint: Paint, _ width: Int?
  ) -> [String] {
    let start = min(max(range.start, 0), file.utf8.count)
    let end = min(max(range.end, start), file.utf8.count)
    let number = file.line(at: start)
    let line = file.lineRange(number)
    let caretStart = min(start, line.end)
    let caretEnd = min(end, line.end)
    let digits = String(number)
    let blank = String(repeating: " ", count: digits.count)
    let gutter = digits.count + 5
    let window = Window(
      before: shown(file.text(in: near(SourceRange(line.start, caretStart), atEnd: true, file))),
      marked: shown(file.text(in: near(SourceRange(caretStart, caretEnd), atEnd: false, file))),
      after: shown(file.text(in: near(SourceRange(caretEnd, line.end), atEnd: false, file))),
      room: width.map { $0 - gutter })

    let lastLine = file.line(at: max(start, end - 1))
    let rest = lastLine > number ? " … to line \(lastLine)" : ""
    let carets = String(repeating: "^", count: max(1, DisplayWidth.of(window.marked)))
    let margin = String(repeating: " ", count: DisplayWidth.of(window.before))
    let under = "  " + paint.dim("\(blank) |") + " "
    let lines = [
      "  " + paint.dim("\(digits) |") + " " + window.before + window.marked + window.after,
      under + margin + paint.red(carets + rest),
    ]
    guard let label = label?.printable else { return lines }
    let used = margin.count + carets.count + rest.count + 1
    guard let width, gutter + used + DisplayWidth.of(label) > width else {
      return [lines[0], lines[1] + " " + label]
    }
    // What does not fit beside the carets stands below them, as near as it can.
    let room = width - gutter
    let indent = min(margin.count, max(0, room - DisplayWidth.of(label)))
    return lines
      + WrappedText.lines(label, width: room - indent, hanging: 2).map {
        under + margin.prefix(indent) + $0
      }
  }

  /// The part of a range that can come to be shown, so that a finding in a line of a megabyte
  /// costs no more than another.
  private static func near(_ range: SourceRange, atEnd: Bool, _ file: SourceFile) -> SourceRange {
    let limit = 2_000
    guard range.end - range.start > limit else { return range }
    var cut = atEnd ? range.end - limit : range.start + limit
    // Bytes 10xxxxxx are inside a character.
    while cut > range.start, file.utf8[cut] & 0xC0 == 0x80 { cut -= 1 }
    return atEnd ? SourceRange(cut, range.end) : SourceRange(range.start, cut)
  }

  /// One character of the result for each that takes columns; a tab becomes two spaces.
  private static func shown(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: result.append(contentsOf: "  ".unicodeScalars)
      // Direction marks would show the line in another order than it is read.
      case 0x202A...0x202E, 0x2066...0x2069, 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

}

extension DiagnosticRenderer {
  /// What is shown of a line that does not fit: enough to recognise the place.
  private struct Window {
    var before: String
    var marked: String
    var after: String

    /// Wider than any line written by hand; a generated line of a megabyte is not repeated.
    private static let widest = 160

    init(before: String, marked: String, after: String, room: Int?) {
      self.before = before
      self.marked = marked
      self.after = after
      let width = DisplayWidth.of(before) + DisplayWidth.of(marked) + DisplayWidth.of(after)
      guard width > room ?? Window.widest else { return }
      let room = room ?? Window.widest / 2
      // Half for what is marked, then a quarter for what follows, the rest for what leads there.
      self.marked = DisplayWidth.truncated(marked, to: max(1, room / 2))
      let left = room - DisplayWidth.of(self.marked)
      let behind = min(DisplayWidth.of(after), max(room / 4, left - DisplayWidth.of(before)))
      self.after = DisplayWidth.truncated(after, to: behind)
      self.before = Window.ending(before, within: left - DisplayWidth.of(self.after))
    }

    /// The end of a text behind an ellipsis, together no wider than `width`.
    private static func ending(_ text: String, within width: Int) -> String {
      guard DisplayWidth.of(text) > width else { return text }
      guard width > 0 else { return "" }
      var kept = text.endIndex
      var used = 1  // The ellipsis.
      while kept > text.startIndex {
        let before = text.index(before: kept)
        used += DisplayWidth.of(text[before])
        if used > width { break }
        kept = before
      }
      return "…" + text[kept...]
    }
  }

  private struct Paint {
    var isOn: Bool

    func bold(_ text: String, of severity: Diagnostic.Severity) -> String {
      switch severity {
      case .error: wrapped(text, "1;31")
      case .warning: wrapped(text, "1;33")
      case .note: wrapped(text, "1;36")
      }
    }

    func red(_ text: String) -> String { wrapped(text, "31") }

    func dim(_ text: String) -> String { wrapped(text, "2") }

    private func wrapped(_ text: String, _ code: String) -> String {
      isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
  }
}
