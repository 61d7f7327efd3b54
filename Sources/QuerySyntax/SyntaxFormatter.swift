package import SourceText

/// The tree as text in the one layout of the language; comments are kept.
///
/// Formatting what was formatted changes nothing, and the text parses to the same tree. It is
/// meant for texts without syntax errors: a statement with a hole is left as it was written.
package struct SyntaxFormatter {
  /// What a line of a terminal or of a page in a seminar takes.
  private static let lineWidth = 80

  private let file: SourceFile
  private var comments: ArraySlice<Comment>
  private var lines: [String] = []
  /// End of what was written out last, in the source: for keeping blank lines.
  private var lastEnd: Int?

  private init(_ tree: SyntaxTree, _ file: SourceFile) {
    self.file = file
    comments = tree.comments[...]
  }

  /// Prints a tree, each statement on lines of its own, one verb a line from two verbs on.
  ///
  /// - Complexity: O(*n*) in the size of the tree.
  package static func format(_ tree: SyntaxTree, _ file: SourceFile) -> String {
    var formatter = SyntaxFormatter(tree, file)
    for (index, statement) in tree.statements.enumerated() {
      let next = index + 1 < tree.statements.count ? tree.statements[index + 1].range.start : nil
      formatter.write(statement, before: next ?? file.utf8.count)
    }
    for comment in formatter.comments { formatter.writeLine(comment.text, at: comment.range) }
    return formatter.lines.isEmpty ? "" : formatter.lines.joined(separator: "\n") + "\n"
  }

  /// A string with its quotes and escapes.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.properties.generalCategory == .control {
          result += "\\u{" + String(scalar.value, radix: 16) + "}"
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}

extension SyntaxFormatter {
  /// Writes a statement with its comments; `next` is where the next one starts.
  private mutating func write(_ statement: Statement, before next: Int) {
    while let comment = comments.first, comment.range.start < statement.range.start {
      comments.removeFirst()
      writeLine(comment.text, at: comment.range)
    }
    var segments = SyntaxSegment.segments(of: statement)
    guard !segments.contains(where: \.printer.sawHole), !segments.isEmpty else {
      return writeAsWritten(statement, before: next)
    }
    takeComments(into: &segments, until: statement.range.end, before: next)
    let isShort =
      statement.verbCount <= 1 && segments.dropFirst().allSatisfy(\.leading.isEmpty)
      && segments.dropLast().allSatisfy(\.trailing.isEmpty)
    let oneLine = segments.map(\.text).joined(separator: " ")
    for comment in segments.first?.leading ?? [] { writeLine(comment.text, at: comment.range) }
    separate(from: statement.range)
    if isShort, DisplayWidth.of(oneLine) <= SyntaxFormatter.lineWidth {
      lines.append(oneLine + segments.flatMap(\.trailing).map { "  " + $0.text }.joined())
    } else {
      for (index, segment) in segments.enumerated() {
        if index > 0 { lines += segment.leading.map(\.text) }
        lines += segment.wrapped(to: SyntaxFormatter.lineWidth)
      }
    }
    lastEnd = max(statement.range.end, segments.last?.trailing.last?.range.end ?? 0)
  }

  /// Its own comments are in the text, but for one behind it.
  private mutating func writeAsWritten(_ statement: Statement, before next: Int) {
    separate(from: statement.range)
    var text = file.text(in: statement.range)
    lastEnd = statement.range.end
    while let comment = comments.first, comment.range.start < statement.range.end {
      comments.removeFirst()
    }
    if let comment = comments.first, !comment.ownsLine, comment.range.start < next {
      comments.removeFirst()
      text += "  " + comment.text
      lastEnd = comment.range.end
    }
    lines.append(text)
  }

  /// Gives each comment of a statement to the segment it stands at.
  private mutating func takeComments(
    into segments: inout [SyntaxSegment], until end: Int, before next: Int
  ) {
    var index = 0
    while let comment = comments.first, let last = segments.indices.last {
      let place = comment.range.start
      if place >= next || (place >= end && comment.ownsLine) { return }
      while index < last, segments[index + 1].range.start <= place { index += 1 }
      comments.removeFirst()
      if comment.ownsLine {
        if place < segments[index].range.end {
          segments[index].leading += segments[index].trailing + [comment]
          segments[index].trailing = []
        } else {
          segments[min(index + 1, last)].leading.append(comment)
        }
      } else {
        // Two comments cannot end one line: the earlier moves above it.
        segments[index].leading += segments[index].trailing
        segments[index].trailing = [comment]
      }
      if place >= end { return }
    }
  }

  private mutating func writeLine(_ text: String, at range: SourceRange) {
    separate(from: range)
    lines.append(text)
    lastEnd = range.end
  }

  /// Keeps one blank line where the source has some.
  private mutating func separate(from range: SourceRange) {
    guard let lastEnd else { return }
    if file.line(at: range.start) - file.line(at: lastEnd) > 1 { lines.append("") }
  }
}

extension Statement {
  fileprivate var verbCount: Int {
    switch kind {
    case .pipeline(let pipeline), .letQuery(_, let pipeline): pipeline.verbs.count
    case .continuation(let verbs): verbs.count
    case .explain(let inner): inner.verbCount
    default: 0
    }
  }
}
