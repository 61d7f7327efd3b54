package import SourceText

/// The tokens of a text cut into statements, for what looks at a text while it is being typed.
package struct TextOutline: Sendable {
  /// Without closing brackets that close nothing.
  package let tokens: [Token]
  package let comments: [Comment]
  package let findings: [SyntaxFinding]
  /// Statements as ranges of `tokens`, in order; together they are all tokens.
  package let statements: [Range<Int>]
  /// Whether the last string is never closed.
  package let hasOpenString: Bool

  /// - Complexity: O(*n*) in the length of the text.
  package init(_ file: SourceFile) {
    let lexed = Lexer.lex(file)
    let brackets = BracketMatches(lexed.tokens)
    tokens = brackets.tokens
    comments = lexed.comments
    findings = lexed.findings
    statements = StatementEnds.split(brackets.tokens, closers: brackets.closers)
    hasOpenString = lexed.findings.contains { $0.issue.code == "unclosed-string" }
  }
}

/// How names and texts are spelled in a statement.
package enum Spelling {
  /// As an operand: a plain word where it can be one, else in backticks.
  package static func name(_ text: String) -> String {
    isPlainWord(text) ? text : inBackticks(text)
  }

  /// As a value beside a column: a plain word where it can be one, else in quotes.
  package static func value(_ text: String) -> String {
    isPlainWord(text) ? text : SyntaxFormatter.quoted(text)
  }

  package static func inBackticks(_ text: String) -> String { "`" + text + "`" }

  package static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    CharacterClass.continuesName(scalar)
  }

  private static func isPlainWord(_ text: String) -> Bool {
    CharacterClass.isPlainName(text) && !GrammarWord.reserved.contains(text)
  }
}
