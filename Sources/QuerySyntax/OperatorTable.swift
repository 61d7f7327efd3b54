/// One operator of the language, for the parser, the formatter, the manual and the tests.
package struct OperatorRule: Sendable {
  package enum Associativity: String, Sendable { case left, right, none }

  package enum Form: Sendable, Equatable {
    case prefix(UnaryOperator)
    case infix(BinaryOperator)
    case range
    case membership(negated: Bool)
    case isMissing(negated: Bool)
    /// `@` and `.`, whose right side is no expression.
    case postfix
  }

  package let spelling: String
  /// Spellings that are accepted and written as `spelling`.
  package let aliases: [String]
  package let form: Form
  package let associativity: Associativity
  /// Larger binds tighter.
  package let precedence: Int
  package let summary: String

  init(
    _ spelling: String, _ form: Form, _ associativity: Associativity, _ precedence: Int,
    _ summary: String, aliases: [String] = []
  ) {
    self.spelling = spelling
    self.aliases = aliases
    self.form = form
    self.associativity = associativity
    self.precedence = precedence
    self.summary = summary
  }
}

/// All operators, loosest first.
package enum OperatorTable {
  /// Levels the parser names; the others are only compared.
  enum Precedence {
    static let loosest = 1
    static let not = 3
    static let comparison = 4
    static let range = 5
    static let sign = 9
    static let power = 10
  }

  package static let all: [OperatorRule] = [
    .init("or", .infix(.or), .left, 1, "true where either side is"),
    .init("and", .infix(.and), .left, 2, "true where both sides are"),
    .init("not", .prefix(.not), .right, 3, "true where the condition is false"),
    .init("=", .infix(.equal), .none, 4, "equal", aliases: ["=="]),
    .init("!=", .infix(.notEqual), .none, 4, "not equal", aliases: ["<>"]),
    .init("<", .infix(.less), .none, 4, "less, or before"),
    .init("<=", .infix(.lessOrEqual), .none, 4, "at most, or not after"),
    .init(">", .infix(.greater), .none, 4, "more, or after"),
    .init(">=", .infix(.greaterOrEqual), .none, 4, "at least, or not before"),
    .init("in", .membership(negated: false), .none, 4, "is one of a set or lies in a range"),
    .init("not in", .membership(negated: true), .none, 4, "is none of a set, or outside a range"),
    .init("is missing", .isMissing(negated: false), .none, 4, "has no value, for any reason"),
    .init("is not missing", .isMissing(negated: true), .none, 4, "has a value"),
    .init("..", .range, .none, 5, "a range, both ends in"),
    .init("??", .infix(.otherwise), .left, 6, "the first side that is not missing"),
    .init("+", .infix(.plus), .left, 7, "sum, or union of sets"),
    .init("-", .infix(.minus), .left, 7, "difference, also of sets"),
    .init("*", .infix(.times), .left, 8, "product"),
    .init("/", .infix(.divide), .left, 8, "quotient"),
    .init("%", .infix(.remainder), .left, 8, "remainder"),
    .init("&", .infix(.intersect), .left, 8, "what two sets have in common"),
    .init("-", .prefix(.minus), .right, 9, "the negative"),
    .init("^", .infix(.power), .right, 10, "power"),
    .init("@", .postfix, .left, 11, "the value at a year, date or `latest`"),
    .init(".", .postfix, .left, 12, "a field of a country, treaty or measure"),
  ]

  /// The one-word infix operators by spelling; `not in` and `is …` are read word by word.
  static let infix: [String: OperatorRule] = {
    var rules: [String: OperatorRule] = [:]
    for rule in all {
      switch rule.form {
      case .infix, .range, .membership(negated: false): rules[rule.spelling] = rule
      default: continue
      }
    }
    return rules
  }()
}
