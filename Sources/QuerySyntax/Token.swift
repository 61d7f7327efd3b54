package import SourceText

/// A word, literal or sign of the text.
package struct Token: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case name(String)
    /// In backticks: never a word of the grammar.
    case quotedName(String)
    case number(Double, spelling: String)
    case string(String)
    /// ISO text of a day or month, checked to be a date.
    case date(String)
    case symbol(Symbol)
  }

  package var kind: Kind
  package var range: SourceRange
  /// Whether a line end stands between the token before and this one.
  package var startsLine: Bool

  package static func == (a: Token, b: Token) -> Bool { a.kind == b.kind }

  /// The word, where the token is a name without backticks.
  package var word: String? {
    if case .name(let text) = kind { text } else { nil }
  }

  package var symbol: Symbol? {
    if case .symbol(let symbol) = kind { symbol } else { nil }
  }

  package var isName: Bool {
    switch kind {
    case .name, .quotedName: true
    default: false
    }
  }
}

/// The signs of the language in their one spelling; `==` and `<>` are read as `=` and `!=`.
package enum Symbol: String, Sendable, CaseIterable {
  case pipe = "|"
  case comma = ","
  case colon = ":"
  case openBracket = "("
  case closeBracket = ")"
  case openBrace = "{"
  case closeBrace = "}"
  case range = ".."
  case dot = "."
  case at = "@"
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case otherwise = "??"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case intersect = "&"
  case power = "^"

  /// The sign that closes this one, for opening brackets.
  package var closer: Symbol? {
    switch self {
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    default: nil
    }
  }

  package var isCloser: Bool { self == .closeBracket || self == .closeBrace }

  /// Whether a line that ends in it goes on in the next.
  package var continuesLine: Bool {
    switch self {
    case .openBracket, .closeBracket, .openBrace, .closeBrace, .range: false
    default: true
    }
  }
}

/// The words the grammar uses, by where it looks for them.
package enum GrammarWord {
  /// Never the start of an operand; a column of that name goes in backticks.
  package static let reserved: Set<String> = [
    "and", "else", "false", "if", "in", "is", "missing", "not", "or", "then", "true",
  ]
  /// Start a clause of a verb where an item has ended.
  package static let clauses: Set<String> = ["against", "as", "by", "on", "within"]
  package static let statements = [
    "from", "compare", "profile", "search", "let", "param", "set", "why", "explain", "cite",
  ]
  /// Verbs that may begin a statement: they then ask about all countries.
  package static let leadingVerbs: Set<String> = [
    "benchmark", "commitments", "gap", "implementation", "overdue",
  ]
  /// A line that ends in one of these goes on in the next.
  package static let continuing: Set<String> = [
    "and", "else", "if", "in", "is", "not", "or", "then",
  ]
  /// No statement starts with one of these, so a line that does goes on from the one before.
  package static let joining: Set<String> = clauses.union([
    "and", "else", "in", "is", "or", "then",
  ])
  /// Verbs in whose items a bare `=` defines.
  package static let definingVerbs: Set<String> = [
    "derive", "keep", "rename", "summarise", "summarize",
  ]
  /// All words that a name may have to be quoted against.
  package static let all: Set<String> = reserved.union(clauses).union(statements)
    .union(["at", "for", "latest", "of", "panel"])
}
