package import SourceText

/// The syntax tree: what was written, names not looked up. The parser makes it, with `hole`
/// where something is missing; the formatter prints it; the binder reads it.

/// A name as written. `country` and `` `country` `` are equal as names of columns, but only a
/// name without backticks can be a word of the grammar.
package struct Name: Sendable {
  package var text: String
  package var isQuoted: Bool
  package var range: SourceRange

  package init(_ text: String, isQuoted: Bool = false, range: SourceRange) {
    self.text = text
    self.isQuoted = isQuoted
    self.range = range
  }
}

package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case name(Name)
    /// `spelling` keeps `1_000` and `2.50` as written.
    case number(Double, spelling: String)
    case string(String)
    /// `2007-04-24` or `2006-04`, as ISO text checked to be a date.
    case date(String)
    case boolean(Bool)
    case missing
    /// `{a, b}`
    case set([Expression])
    /// `2000..2020`
    case range(Expression, Expression)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// `x is missing`, `x is not missing`
    case isMissing(Expression, negated: Bool)
    /// `x in S`, `x not in S`
    case membership(Expression, Expression, negated: Bool)
    case conditional(Expression, then: Expression, else: Expression)
    /// `c.x`
    case member(Expression, Name)
    case call(Name, [Argument])
    case at(Expression, AtTime)
    /// `(…)`: kept, since brackets turn a definition into a comparison.
    case bracketed(Expression)
    /// `(from … | …)`
    case subquery(Pipeline)
    /// Where the parser found nothing; always with a diagnostic.
    case hole
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

package enum AtTime: Sendable {
  case year(Int)
  /// ISO text of a day or month.
  case date(String)
  /// `@latest`, `@latest(5)`
  case latest(within: Expression?)
  case name(Name)
  /// `@(year - 5)`
  case expression(Expression)
}

/// `value` or `label: value` in a call.
package struct Argument: Sendable {
  package var label: Name?
  package var value: Expression

  package init(label: Name? = nil, value: Expression) {
    self.label = label
    self.value = value
  }
}

/// One element of a verb's list: `x`, `law = value`, `x desc`, `dot`, `x forward`.
package struct Item: Sendable {
  package var definition: Name?
  package var value: Expression
  /// Bare words after the value (`desc`, `asc`, `forward`, `linear`).
  package var modifiers: [Name]
  package var range: SourceRange

  package init(
    definition: Name? = nil, value: Expression, modifiers: [Name] = [], range: SourceRange
  ) {
    self.definition = definition
    self.value = value
    self.modifiers = modifiers
    self.range = range
  }
}

/// `by COLS`, `on COLS`, `as a, b`, `within N`, `against G`.
package struct Clause: Sendable {
  package var keyword: Name
  package var items: [Item]

  package init(keyword: Name, items: [Item]) {
    self.keyword = keyword
    self.items = items
  }
}

/// One verb with all that follows it up to the next `|`.
package struct Verb: Sendable {
  package var name: Name
  package var items: [Item]
  package var clauses: [Clause]
  /// `name: value`
  package var options: [Argument]
  package var range: SourceRange

  package init(
    name: Name, items: [Item] = [], clauses: [Clause] = [], options: [Argument] = [],
    range: SourceRange
  ) {
    self.name = name
    self.items = items
    self.clauses = clauses
    self.options = options
    self.range = range
  }

  package func clause(_ keyword: String) -> Clause? { clauses.first { $0.keyword.text == keyword } }

  package func option(_ name: String) -> Argument? { options.first { $0.label?.text == name } }
}

package struct Source: Sendable {
  package indirect enum Kind: Sendable {
    /// A catalogue table, a `let` name, `_`, `_2`.
    case name(Name)
    case panel(Expression, Expression)
    case file(String)
    case subquery(Pipeline)
    /// `compare COUNTRIES on MEASURES [against GROUPS]`
    case compare(countries: [Expression], measures: [Item], against: [Expression])
    case hole
  }

  package var kind: Kind
  /// `from "survey.csv" bad: missing`
  package var options: [Argument]
  package var asOf: Expression?
  /// Not written: the statement begins with a verb about all countries.
  package var isImplied = false
  package var range: SourceRange

  package init(
    _ kind: Kind, options: [Argument] = [], asOf: Expression? = nil, range: SourceRange
  ) {
    self.kind = kind
    self.options = options
    self.asOf = asOf
    self.range = range
  }
}

package struct Pipeline: Sendable {
  package var source: Source
  package var verbs: [Verb]
  package var range: SourceRange

  package init(source: Source, verbs: [Verb], range: SourceRange) {
    self.source = source
    self.verbs = verbs
    self.range = range
  }
}

package struct Statement: Sendable {
  package indirect enum Kind: Sendable {
    case pipeline(Pipeline)
    /// A line that starts with `|`: goes on from the last result.
    case continuation([Verb])
    case profile(country: Expression, asOf: Expression?, options: [Argument])
    case search(String)
    case letQuery(Name, Pipeline)
    /// A set or an expression.
    case letExpression(Name, Expression)
    case param(Name, type: Name, defaultValue: Expression)
    case set(Name, Expression)
    case why(measure: Expression, country: Expression?, time: Expression?)
    case explain(Statement)
    case cite(Name?, options: [Argument])
    case hole
  }

  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

/// A whole text: statements in order, and the comments for the formatter.
package struct SyntaxTree: Sendable {
  package var statements: [Statement]
  package var comments: [Comment]

  package init(statements: [Statement], comments: [Comment]) {
    self.statements = statements
    self.comments = comments
  }
}

/// `# …` to the end of the line; `text` with the `#`.
package struct Comment: Sendable {
  package var text: String
  package var range: SourceRange
  /// Nothing but white space before it on its line.
  package var ownsLine: Bool

  package init(text: String, range: SourceRange, ownsLine: Bool) {
    self.text = text
    self.range = range
    self.ownsLine = ownsLine
  }
}
