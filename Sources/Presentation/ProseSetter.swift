import SourceText

/// Sentences for a page: each line of a text broken to the page's width.
package struct ProseSetter: Sendable {
  private let width: Int

  package init(_ page: PageSettings) { width = page.lineWidth }

  /// The text with every line within the page. What does not fit goes on two columns in, or under
  /// the words of a numbered line.
  package func set(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap(lines).joined(separator: "\n")
  }

  private func lines(_ line: Substring) -> [String] {
    guard String(line).displayWidth > width else { return [String(line)] }
    let indent = String(line.prefix { $0 == " " }.prefix(width / 4))
    let words = line.drop { $0 == " " }
    let number = words.prefix { $0.isNumber || $0 == "." }
    let hanging = number.hasSuffix(".") ? number.count + 1 : 2
    return WrappedText.lines(String(words), width: width - indent.count, hanging: hanging)
      .map { indent + $0 }
  }
}
