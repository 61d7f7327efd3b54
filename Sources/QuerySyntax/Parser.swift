package import SourceText

/// Tokens to a syntax tree with holes where something is missing; never throws, never traps.
///
/// The parser only says what it found and what it needed (`SyntaxIssue`); wording is elsewhere.
package struct Parser {
  /// Brackets, signs and choices inside one another. Each costs about ten stack frames here and
  /// as many in each later stage: at the limit a debug build needs between 1 and 2 MB of stack.
  package static let nestingLimit = 200
  /// Height of one expression's tree: what later stages recurse over, whichever way it was built.
  package static let heightLimit = 1_000

  let file: SourceFile
  let tokens: [Token]
  let closers: [Int: Int]
  let comments: [Comment]

  var position = 0
  /// End of what may be read now: the closing bracket or the end of the statement.
  var end = 0
  var statementEnd = 0

  var nesting = 0
  /// Height of the expression parsed last, and the largest in the query being parsed.
  var height = 0
  var tallest = 0
  /// Whether a bare `=` ends the expression, as in `derive a = b`.
  var equalsDefines = false
  /// How many brackets around here are never closed; their end is no second error.
  var unclosedBrackets = 0
  /// Where an operand was reported as lacking last: what stands there is no second error.
  var holePosition = -1

  var findings: [SyntaxFinding] = []
  /// Words of searches: whatever they hold is no error.
  var freeTexts: [SourceRange] = []

  /// Where tokens start that the lexer has reported: no second error there.
  let damaged: Set<Int>

  private init(_ file: SourceFile, _ brackets: BracketMatches, _ lexed: LexedText) {
    self.file = file
    tokens = brackets.tokens
    closers = brackets.closers
    comments = lexed.comments
    damaged = Set(lexed.findings.map(\.range.start))
  }

  /// Parses a whole text and reports all that is wrong in it, in the order of the text.
  ///
  /// - Complexity: O(*n* log *n*) in the length of the text, for the order of the reports.
  package static func parse(
    _ file: SourceFile, reporting sink: inout DiagnosticSink
  ) -> SyntaxTree {
    let lexed = Lexer.lex(file)
    let brackets = BracketMatches(lexed.tokens)
    var parser = Parser(file, brackets, lexed)
    let ranges = StatementEnds.split(parser.tokens, closers: parser.closers)
    let statements = ranges.map { parser.parseStatement(in: $0) }
    let all =
      parser.withoutFreeTexts(lexed.findings) + parser.withoutFreeTexts(brackets.findings)
      + parser.findings
    let ordered = all.enumerated().sorted {
      ($0.element.range.start, $0.offset) < ($1.element.range.start, $1.offset)
    }
    for (_, finding) in ordered { sink.report(finding.issue.diagnostic(at: finding.range)) }
    return SyntaxTree(statements: statements, comments: lexed.comments)
  }

  /// Both lists are in the order of the text.
  private func withoutFreeTexts(_ findings: [SyntaxFinding]) -> [SyntaxFinding] {
    var index = 0
    return findings.filter { finding in
      while index < freeTexts.count, freeTexts[index].end <= finding.range.start { index += 1 }
      return index >= freeTexts.count || freeTexts[index].start > finding.range.start
    }
  }
}

/// Reading forward.
extension Parser {
  var current: Token? { position < end ? tokens[position] : nil }

  var currentWord: String? { current?.word }

  var currentSymbol: Symbol? { current?.symbol }

  func peek(_ offset: Int = 1) -> Token? {
    position + offset < end ? tokens[position + offset] : nil
  }

  /// Takes the current token if it is this sign.
  mutating func take(_ symbol: Symbol) -> Bool {
    guard currentSymbol == symbol else { return false }
    position += 1
    return true
  }

  mutating func take(word: String) -> Bool {
    guard currentWord == word else { return false }
    position += 1
    return true
  }

  /// Takes any name; words of the grammar too, as the caller expects nothing else here.
  mutating func takeName() -> Name? {
    guard let token = current else { return nil }
    switch token.kind {
    case .name(let text):
      position += 1
      return Name(text, range: token.range)
    case .quotedName(let text):
      position += 1
      return Name(text, isQuoted: true, range: token.range)
    default: return nil
    }
  }

  /// From a token's start to the end of the last token read.
  func range(from start: Int) -> SourceRange {
    guard tokens.indices.contains(start) else { return here }
    guard position > start else {
      return SourceRange(tokens[start].range.start, tokens[start].range.start)
    }
    return SourceRange(tokens[start].range.start, tokens[position - 1].range.end)
  }

  /// The place of the next token; behind the last one at the end of the statement.
  var here: SourceRange {
    if position < statementEnd { return tokens[position].range }
    guard position > 0, position <= tokens.count else { return SourceRange(0, 0) }
    let end = tokens[position - 1].range.end
    return SourceRange(end, end)
  }

  /// What stands at the current place, as written; nil at the end of the statement.
  var found: String? {
    position < statementEnd ? excerpt(tokens[position].range) : nil
  }

  /// A text in one line of a length that fits a message.
  func excerpt(_ range: SourceRange, limit: Int = 60) -> String {
    let shortened = SourceRange(range.start, min(range.end, range.start + 4 * limit))
    let line = file.text(in: shortened).prefix { !$0.isNewline }
    return line.count > limit || shortened.end < range.end
      ? String(line.prefix(limit)) + "…" : String(line)
  }

  mutating func report(_ issue: SyntaxIssue, at range: SourceRange? = nil) {
    findings.append(SyntaxFinding(issue, range ?? here))
  }
}
