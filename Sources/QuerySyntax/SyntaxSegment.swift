internal import SourceText

/// A part of a statement that gets a line of its own: the source, or one verb.
struct SyntaxSegment {
  var printer: SyntaxPrinter
  var range: SourceRange
  var leading: [Comment] = []
  var trailing: [Comment] = []

  var text: String { printer.pieces.joined(separator: " ") }

  /// The lines of the segment: broken behind commas, what follows indented by two.
  func wrapped(to width: Int) -> [String] {
    let note = trailing.map { "  " + $0.text }.joined()
    guard DisplayWidth.of(text) > width else { return [text + note] }
    var lines: [String] = []
    var line = ""
    var columns = 0
    for piece in printer.pieces {
      let pieceColumns = DisplayWidth.of(piece)
      if !line.isEmpty, columns + 1 + pieceColumns > width {
        lines.append(line)
        line = ""
      }
      if line.isEmpty {
        line = lines.isEmpty ? piece : "  " + piece
        columns = pieceColumns + (lines.isEmpty ? 0 : 2)
      } else {
        line += " " + piece
        columns += 1 + pieceColumns
      }
    }
    return lines + [line + note]
  }

  /// The segments of a statement, in the order of the text.
  static func segments(of statement: Statement) -> [SyntaxSegment] {
    var prefix = SyntaxPrinter()
    return segments(of: statement, after: &prefix)
  }

  private static func segments(
    of statement: Statement, after prefix: inout SyntaxPrinter
  ) -> [SyntaxSegment] {
    switch statement.kind {
    case .pipeline(let pipeline): return segments(of: pipeline, after: prefix)
    case .letQuery(let name, let pipeline):
      prefix.add("let ")
      prefix.add(name)
      prefix.add(" = ")
      return segments(of: pipeline, after: prefix)
    case .explain(let inner):
      if case .hole = inner.kind {
        prefix.add("explain")
        return [SyntaxSegment(printer: prefix, range: statement.range)]
      }
      prefix.add("explain ")
      return segments(of: inner, after: &prefix)
    case .continuation(let verbs):
      let pipes = segments(of: verbs)
      guard let first = verbs.first else { return [] }
      prefix.add("| ")
      prefix.add(first)
      return [SyntaxSegment(printer: prefix, range: first.range)] + pipes.dropFirst()
    default:
      prefix.addStatement(statement)
      return [SyntaxSegment(printer: prefix, range: statement.range)]
    }
  }

  private static func segments(
    of pipeline: Pipeline, after prefix: SyntaxPrinter
  ) -> [SyntaxSegment] {
    var printer = prefix
    if pipeline.source.isImplied, let first = pipeline.verbs.first {
      printer.addLeading(first, pipeline.source)
      return [SyntaxSegment(printer: printer, range: first.range)]
        + segments(of: Array(pipeline.verbs.dropFirst()))
    }
    printer.add(pipeline.source)
    return [SyntaxSegment(printer: printer, range: pipeline.source.range)]
      + segments(of: pipeline.verbs)
  }

  private static func segments(of verbs: [Verb]) -> [SyntaxSegment] {
    verbs.map { verb in
      var printer = SyntaxPrinter()
      printer.add("| ")
      printer.add(verb)
      return SyntaxSegment(printer: printer, range: verb.range)
    }
  }
}

extension SyntaxPrinter {
  /// Statements that are one segment; those with verbs are put together above.
  fileprivate mutating func addStatement(_ statement: Statement) {
    switch statement.kind {
    case .pipeline, .continuation, .letQuery, .explain: break
    case .profile(let country, let asOf, let options):
      add("profile ")
      add(country)
      addTime(asOf)
      addOptions(options)
    case .search(let text): add("search " + SyntaxFormatter.quoted(text))
    case .letExpression(let name, let value):
      add("let ")
      addDefinition(name, value)
    case .param(let name, let type, let value):
      add("param ")
      add(name)
      add(": ")
      addDefinition(type, value)
    case .set(let option, let value):
      add("set ")
      addDefinition(option, value)
    case .why(let measure, let country, let time):
      add("why ")
      add(measure)
      addPart(" for ", country)
      addPart(" at ", time)
    case .cite(let name, let options):
      add("cite")
      if let name {
        add(" ")
        add(name)
      }
      addOptions(options)
    case .hole: add(Expression(.hole, range: statement.range))
    }
  }

  private mutating func addDefinition(_ name: Name, _ value: Expression) {
    add(name)
    add(" = ")
    add(value)
  }

  private mutating func addPart(_ word: String, _ value: Expression?) {
    guard let value else { return }
    add(word)
    add(value)
  }
}
