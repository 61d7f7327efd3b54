internal import SourceText

/// Operators, by precedence climbing over `OperatorTable`.
extension Parser {
  mutating func parseExpression() -> Expression {
    let expression = parseOperators(from: OperatorTable.Precedence.loosest)
    tallest = max(tallest, height)
    return expression
  }

  /// An expression in which a bare `=` compares, whatever is around it.
  mutating func parseDelimitedExpression() -> Expression {
    let outer = equalsDefines
    equalsDefines = false
    defer { equalsDefines = outer }
    return parseExpression()
  }

  /// Operators at least as tight as `precedence`.
  mutating func parseOperators(from precedence: Int) -> Expression {
    let start = position
    let first = parsePrefix(precedence)
    return parseOperators(after: first, startingAt: start, from: precedence)
  }

  /// Goes on behind a first operand whose height is `height`.
  mutating func parseOperators(
    after first: Expression, startingAt start: Int, from precedence: Int
  ) -> Expression {
    var left = first
    var lastComparison: (place: Int, level: Int)?
    while let (rule, length) = infixHere(), rule.precedence >= precedence {
      if equalsDefines, rule.form == .infix(.equal) { break }
      let place = position
      let leftHeight = height
      position += length
      let (right, rightHeight) = parseRight(of: rule)
      height = max(leftHeight, rightHeight)
      if rule.associativity == .none, let last = lastComparison, last.level == rule.precedence {
        reportChain(from: last.place, at: place, length: length, right: right)
      }
      if rule.associativity == .none { lastComparison = (place, rule.precedence) }
      left = combined(rule, left, right, from: start)
    }
    if currentWord == "is", infixHere() == nil, precedence <= OperatorTable.Precedence.comparison {
      left = parseLooseIs(left, from: start)
      return parseOperators(after: left, startingAt: start, from: precedence)
    }
    return left
  }

  /// `kind is state`: reported, and read as `kind = state`.
  private mutating func parseLooseIs(_ left: Expression, from start: Int) -> Expression {
    let leftHeight = height
    position += 1
    let isNegated = take(word: "not")
    report(.missingExpected(found: found))
    let right = parseOperators(from: OperatorTable.Precedence.range)
    return node(
      .binary(isNegated ? .notEqual : .equal, left, right), from: start,
      over: leftHeight, height)
  }

  private mutating func parseRight(of rule: OperatorRule) -> (Expression?, height: Int) {
    if case .isMissing = rule.form { return (nil, 0) }
    let tighter = rule.associativity == .right ? rule.precedence : rule.precedence + 1
    // Only operators that group to the right recurse once for each operator written.
    let right =
      rule.associativity == .right
      ? nested { $0.parseOperators(from: tighter) } : parseOperators(from: tighter)
    return (right, height)
  }

  private mutating func combined(
    _ rule: OperatorRule, _ left: Expression, _ right: Expression?, from start: Int
  ) -> Expression {
    switch (rule.form, right) {
    case (.isMissing(let negated), _):
      node(.isMissing(left, negated: negated), from: start, over: height)
    case (.infix(let binary), let right?):
      node(.binary(binary, left, right), from: start, over: height)
    case (.range, let right?): node(.range(left, right), from: start, over: height)
    case (.membership(let negated), let right?):
      node(.membership(left, right, negated: negated), from: start, over: height)
    default: left
    }
  }

  /// `a < b < c`: the form with `and` repeats the operand in the middle.
  private mutating func reportChain(from first: Int, at place: Int, length: Int, right: Expression?)
  {
    let middle = SourceRange(tokens[first].range.end, tokens[place].range.start)
    let sign = SourceRange(tokens[place].range.start, tokens[place + length - 1].range.end)
    var corrected: String?
    if let right, let symbol = tokens[place].symbol, symbol != .range, tokens[first].symbol != nil {
      let text = trimmed(excerpt(middle))
      corrected =
        "… \(excerpt(tokens[first].range)) \(text) and \(text) "
        + "\(excerpt(sign)) \(excerpt(right.range))"
    }
    report(.chainedComparison(found: excerpt(sign), corrected: corrected), at: sign)
  }

  private func trimmed(_ text: String) -> String {
    var part = text[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }

  /// The operator here and how many tokens spell it.
  func infixHere() -> (OperatorRule, length: Int)? {
    guard let token = current else { return nil }
    if let symbol = token.symbol { return OperatorTable.infix[symbol.rawValue].map { ($0, 1) } }
    switch token.word {
    case "and", "or", "in": return token.word.flatMap { OperatorTable.infix[$0] }.map { ($0, 1) }
    case "not" where peek()?.word == "in":
      return OperatorTable.rule(for: .membership(negated: true)).map { ($0, 2) }
    case "is" where peek()?.word == "missing":
      return OperatorTable.rule(for: .isMissing(negated: false)).map { ($0, 2) }
    case "is" where peek()?.word == "not" && peek(2)?.word == "missing":
      return OperatorTable.rule(for: .isMissing(negated: true)).map { ($0, 3) }
    default: return nil
    }
  }

  private mutating func parsePrefix(_ precedence: Int) -> Expression {
    let start = position
    if currentSymbol == .minus {
      return nested { parser in
        parser.position += 1
        let operand = parser.parseOperators(
          from: max(precedence, OperatorTable.Precedence.power))
        return parser.node(.unary(.minus, operand), from: start, over: parser.height)
      }
    }
    guard currentWord == "not" else { return parsePostfix() }
    if precedence > OperatorTable.Precedence.not { report(.unbracketedNot) }
    return nested { parser in
      parser.position += 1
      let operand = parser.parseOperators(
        from: max(precedence, OperatorTable.Precedence.not))
      return parser.node(.unary(.not, operand), from: start, over: parser.height)
    }
  }

  /// `if c then a else b`; only what stands after `else` has no word behind it.
  mutating func parseChoice() -> Expression {
    nested { parser in
      let start = parser.position
      parser.position += 1
      let condition = parser.parseDelimitedExpression()
      var tallest = parser.height
      guard parser.take(word: "then") else { return parser.brokenChoice("`then`", start) }
      let chosen = parser.parseDelimitedExpression()
      tallest = max(tallest, parser.height)
      guard parser.take(word: "else") else { return parser.brokenChoice("`else`", start) }
      let other = parser.parseExpression()
      return parser.node(
        .conditional(condition, then: chosen, else: other), from: start,
        over: tallest, parser.height)
    }
  }

  private mutating func brokenChoice(_ word: String, _ start: Int) -> Expression {
    reportUnexpected(needed: word)
    holePosition = position
    height = 0
    return Expression(.hole, range: range(from: start))
  }
}

extension OperatorTable {
  static func rule(for form: OperatorRule.Form) -> OperatorRule? {
    all.first { $0.form == form }
  }
}
