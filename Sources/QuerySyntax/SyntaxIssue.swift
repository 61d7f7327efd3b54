package import SourceText

/// What the lexer and parser find wrong: facts only. `SyntaxIssue+Wording` says them.
package enum SyntaxIssue: Sendable, Equatable {
  /// `instead` is what to write, where that is known.
  case strayCharacter(text: String, instead: String?)
  case unclosedString(earlier: Int?)
  case unclosedName
  case badEscape(text: String)
  case badDate(text: String, DateFault)
  case badNumber(text: String)

  case unclosedBracket(opener: Symbol)
  case wrongBracket(opener: Symbol, found: Symbol)
  case strayBracket(found: Symbol)

  /// `nearest` are statement words like the one found.
  /// `instead` is how it is written here, where another language starts so.
  case statementExpected(found: String?, nearest: [String], instead: String? = nil)
  case verbExpected(found: String?)
  case expressionExpected(found: String?)
  /// `count(*)`
  case starAsArgument
  case nameExpected(of: String, found: String?)
  /// `needed` in words; nil as `found` is the end of the statement.
  case unexpected(found: String?, needed: String)
  /// `x in (a, b)`
  case bracketedList(corrected: String)

  case chainedComparison(found: String, corrected: String?)
  case unbracketedAt(corrected: String)
  case unbracketedComparison(corrected: String)
  case unbracketedValue(corrected: String)
  case unbracketedNot
  case missingExpected(found: String?)
  case unquotedWords(text: String, asList: String?)
  /// `from survey.csv`
  case unquotedFile(text: String)
  case nestedTooDeep(limit: Int)

  package enum DateFault: Sendable, Equatable {
    case noSuchYear
    case noSuchMonth(Int)
    case noSuchDay(Int, daysInMonth: Int)
    /// Digits and signs without spaces that are not `2007-04-24` or `2006-04`.
    case shape(corrected: String?)
  }

  package var code: String {
    switch self {
    case .strayCharacter: "stray-character"
    case .unclosedString: "unclosed-string"
    case .unclosedName: "unclosed-name"
    case .badEscape: "bad-escape"
    case .badDate: "bad-date"
    case .badNumber: "bad-number"
    case .unclosedBracket: "unclosed-bracket"
    case .wrongBracket: "wrong-bracket"
    case .strayBracket: "stray-bracket"
    case .statementExpected: "statement-expected"
    case .verbExpected: "verb-expected"
    case .expressionExpected, .starAsArgument: "expression-expected"
    case .nameExpected: "name-expected"
    case .unexpected, .bracketedList: "unexpected-token"
    case .chainedComparison: "chained-comparison"
    case .unbracketedAt: "unbracketed-at"
    case .unbracketedComparison: "unbracketed-comparison"
    case .unbracketedValue: "unbracketed-value"
    case .unbracketedNot: "unbracketed-not"
    case .missingExpected: "missing-expected"
    case .unquotedWords, .unquotedFile: "unquoted-words"
    case .nestedTooDeep: "nested-too-deep"
    }
  }

  /// Every code with its line for the manual.
  package static let allCodes: [(code: String, summary: String)] = [
    ("bad-date", "A date that does not exist, or is not written like 2007-04-24 or 2006-04."),
    (
      "bad-escape",
      "A backslash in a string before something that is not \\\", \\\\, \\n, \\t or \\u{…}."
    ),
    ("bad-number", "A number too large to be held."),
    ("chained-comparison", "Two comparisons in a row, as in 1 < x < 5; join them with `and`."),
    ("expression-expected", "A value, column or bracket is needed here."),
    ("missing-expected", "After `is` stands `missing` or `not missing`; to compare, write `=`."),
    ("name-expected", "A name is needed here."),
    ("nested-too-deep", "Brackets or operators are nested more than the limit."),
    ("statement-expected", "A line that starts with no statement word and is no name."),
    ("stray-bracket", "A closing bracket without an opening one."),
    ("stray-character", "A character that is not part of the language."),
    ("unbracketed-at", "After @ stands one year, date or name; arithmetic goes in brackets."),
    (
      "unbracketed-comparison",
      "In a list of definitions `=` defines; a comparison goes in brackets."
    ),
    (
      "unbracketed-not",
      "`not` binds more loosely than the operator before it; it goes in brackets."
    ),
    (
      "unbracketed-value",
      "The value of a named argument goes in brackets if it is more than a name, literal, set or call."
    ),
    ("unclosed-bracket", "A bracket that is never closed."),
    ("unclosed-name", "A name in backticks without its closing backtick on the same line."),
    ("unclosed-string", "A string without its closing quote."),
    ("unexpected-token", "Something else is needed here."),
    ("unquoted-words", "A name of several words goes in quotes."),
    ("verb-expected", "After | stands a verb."),
    ("wrong-bracket", "A bracket closed by one of another kind."),
  ]
}

/// A finding and its place.
package struct SyntaxFinding: Sendable, Equatable {
  package var issue: SyntaxIssue
  package var range: SourceRange

  package init(_ issue: SyntaxIssue, _ range: SourceRange) {
    self.issue = issue
    self.range = range
  }
}
