import QuerySyntax
package import SourceText

/// Reads a plain script as a brief: every statement is a block, comments are its prose, and results
/// stand below their statements as comments.
package enum ScriptReader {
  package static func read(_ file: SourceFile) -> Brief {
    var brief = Brief(file: file)
    brief.isScript = true
    var sink = DiagnosticSink()
    let tree = Parser.parse(file, reporting: &sink)
    // What does not parse is reported when its block is run, with all before it done.
    var next = 1
    func start(of line: Int) -> Int {
      line > file.lineCount ? file.utf8.count : file.lineRange(line).start
    }
    func add(_ kind: Brief.Segment.Kind, through last: Int) {
      guard last >= next else { return }
      let range = SourceRange(start(of: next), start(of: last + 1))
      if range.end > range.start { brief.segments.append(Brief.Segment(kind: kind, range: range)) }
      next = last + 1
    }
    for (index, statement) in tree.statements.enumerated() {
      let first = file.line(at: statement.range.start)
      let last = max(first, file.line(at: max(statement.range.end - 1, statement.range.start)))
      let following = tree.statements.dropFirst(index + 1).first
      let limit = following.map { file.line(at: $0.range.start) - 1 } ?? file.lineCount
      // Two statements that share a line are one block.
      guard first >= next else { continue }
      addComments(through: first - 1, under: index == 0 ? nil : brief.blocks.count - 1)
      let range = SourceRange(start(of: first), start(of: last + 1))
      brief.blocks.append(
        BriefBlock(
          identifier: "r\(brief.blocks.count + 1)", isNamed: false, caption: "", isHidden: false,
          statements: range, fence: file.lineRange(first)))
      add(.block(brief.blocks.count - 1), through: last)
      if following == nil { addComments(through: limit, under: brief.blocks.count - 1) }
    }
    addComments(through: file.lineCount, under: nil)

    /// Comments and blank lines, and the results among them.
    func addComments(through last: Int, under block: Int?) {
      var line = next
      var owner = block
      while line <= last {
        let text = file.text(in: file.lineRange(line))
        if let stamp = Stamp(line: uncommented(text) ?? "") {
          var end = line + 1
          var body: [String] = []
          while end <= last, let inner = uncommented(file.text(in: file.lineRange(end))),
            inner != Stamp.end, Stamp(line: inner) == nil
          {
            body.append(inner)
            end += 1
          }
          let closing = end <= last ? uncommented(file.text(in: file.lineRange(end))) : nil
          guard closing == Stamp.end else {
            brief.findings.append(
              Diagnostic(
                code: "unclosed-result",
                message: "the stamped result is not closed by a line `# \(Stamp.end)`",
                range: file.lineRange(line)))
            line += 1
            continue
          }
          add(.prose, through: line - 1)
          add(
            .result(
              StampedResult(stamp: stamp, body: body.joined(separator: "\n")), block: owner),
            through: end)
          line = end + 1
          owner = nil
        } else {
          if !text.trimmed.isEmpty { owner = nil }
          line += 1
        }
      }
      add(.prose, through: last)
    }
    return brief
  }

  /// The text after `# `; nil for a line that is no comment.
  private static func uncommented(_ line: String) -> String? {
    guard line.hasPrefix("#") else { return nil }
    return String(line.hasPrefix("# ") ? line.dropFirst(2) : line.dropFirst())
  }

  /// Lines as comments.
  static func commented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "#" : "# " + $0 }.joined(separator: "\n")
  }
}
