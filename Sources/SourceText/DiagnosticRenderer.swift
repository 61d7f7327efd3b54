/// Draws a finding with its source line and carets.
package enum DiagnosticRenderer {
  /// Draws a finding in the shape of the language page, without a line end after the last line.
  ///
  /// Carets stand under the columns of the display: tabs are shown as spaces, and characters
  /// that would move the cursor or reorder the line are shown as `�`. Of a long line only the
  /// part around the carets is shown. Without a file or range there is no source line.
  package static func render(
    _ diagnostic: Diagnostic, in file: SourceFile?, colour: Bool = false
  ) -> String {
    let paint = Paint(isOn: colour)
    let head = "\(diagnostic.severity.rawValue)[\(diagnostic.code)]"
    var lines = [
      paint.bold(head, of: diagnostic.severity) + ": " + oneLine(diagnostic.message)
    ]
    if let file, let range = diagnostic.range {
      lines += excerpt(of: file, range, label: diagnostic.label, paint)
    } else if let label = diagnostic.label {
      lines.append("  note: " + oneLine(label))
    }
    lines += diagnostic.notes.map { "  note: " + oneLine($0) }
    if let see = diagnostic.see { lines.append("  see: " + oneLine(see)) }
    return lines.joined(separator: "\n")
  }

  private static func excerpt(
    of file: SourceFile, _ range: SourceRange, label: String?, _ paint: Paint
  ) -> [String] {
    let start = min(max(range.start, 0), file.utf8.count)
    let end = min(max(range.end, start), file.utf8.count)
    let number = file.line(at: start)
    let line = file.lineRange(number)
    let caretStart = min(start, line.end)
    let caretEnd = min(end, line.end)
    let window = Window(
      before: shown(file.text(in: near(SourceRange(line.start, caretStart), atEnd: true, file))),
      marked: shown(file.text(in: near(SourceRange(caretStart, caretEnd), atEnd: false, file))),
      after: shown(file.text(in: near(SourceRange(caretEnd, line.end), atEnd: false, file))))

    let lastLine = file.line(at: max(start, end - 1))
    let rest = lastLine > number ? " … to line \(lastLine)" : ""
    let carets = String(repeating: "^", count: max(1, DisplayWidth.of(window.marked)))
    let margin = String(repeating: " ", count: DisplayWidth.of(window.before))
    let digits = String(number)
    let blank = String(repeating: " ", count: digits.count)
    return [
      "  " + paint.dim("\(digits) |") + " " + window.before + window.marked + window.after,
      "  " + paint.dim("\(blank) |") + " " + margin + paint.red(carets + rest)
        + (label.map { " " + oneLine($0) } ?? ""),
    ]
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

  private static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
    return shown(text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}

extension DiagnosticRenderer {
  /// What is shown of a line that does not fit: enough to recognise the place.
  private struct Window {
    var before: String
    var marked: String
    var after: String

    /// Wider than any line written by hand; a generated line of a megabyte is not repeated.
    private static let limit = 160
    private static let context = 40

    init(before: String, marked: String, after: String) {
      self.before = before
      self.marked = marked
      self.after = after
      let width = DisplayWidth.of(before) + DisplayWidth.of(marked) + DisplayWidth.of(after)
      guard width > Window.limit else { return }
      if before.count > Window.context { self.before = "…" + before.suffix(Window.context) }
      self.marked = DisplayWidth.truncated(marked, to: 2 * Window.context)
      self.after = DisplayWidth.truncated(after, to: Window.context)
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
