internal import SourceText

/// Whether a text typed at the prompt can be run, or more lines are to be read first.
package enum InputCompleteness: Sendable, Equatable {
  case complete
  /// `waitingFor` is what stands open: `(`, `{`, `"`, or the sign or word the text ends in.
  case incomplete(waitingFor: String)

  /// Looks at a text as typed so far.
  ///
  /// Only an open bracket or string and a line that goes on make it incomplete. A bracket closed
  /// by the wrong one is complete: more text would not mend it.
  /// - Complexity: O(*n*) in the length of the text.
  package static func of(_ text: String) -> InputCompleteness {
    let lexed = Lexer.lex(SourceFile(name: "", text: text))
    let hasOpenString = lexed.findings.contains { $0.issue.code == "unclosed-string" }
    if hasOpenString { return .incomplete(waitingFor: "\"") }
    let brackets = BracketMatches(lexed.tokens)
    if brackets.hasWrongCloser { return .complete }
    if let open = brackets.open.last { return .incomplete(waitingFor: open.rawValue) }
    let statements = StatementEnds.split(brackets.tokens, closers: brackets.closers)
    guard let last = statements.last else { return .complete }
    let tokens = brackets.tokens[last]
    guard StatementEnds.isContinued(tokens), let token = tokens.last else { return .complete }
    return .incomplete(waitingFor: token.symbol?.rawValue ?? token.word ?? "")
  }
}
