internal import SourceText

/// Literals, names, calls, brackets, and what follows them: `.x` and `@t`.
extension Parser {
  mutating func parsePostfix() -> Expression {
    let start = position
    var operand = parsePrimary()
    while true {
      if currentSymbol == .dot {
        position += 1
        guard let field = takeName() else {
          report(.nameExpected(of: "a field after `.`", found: found))
          holePosition = position
          return operand
        }
        operand = node(.member(operand, field), from: start, over: height)
      } else if currentSymbol == .at {
        operand = parseAt(operand, start)
      } else {
        return operand
      }
    }
  }

  private mutating func parsePrimary() -> Expression {
    guard let token = current else { return missingOperand() }
    switch token.kind {
    case .number(let value, let spelling): return literal(.number(value, spelling: spelling))
    case .string(let text): return literal(.string(text))
    case .date(let text): return literal(.date(text))
    case .quotedName: return parseNameOrCall()
    case .name(let word): return parseWord(word)
    case .symbol(.openBracket): return parseBracketed()
    case .symbol(.openBrace): return parseSet()
    case .symbol: return missingOperand()
    }
  }

  private mutating func parseWord(_ word: String) -> Expression {
    switch word {
    case "true": literal(.boolean(true))
    case "false": literal(.boolean(false))
    case "missing": literal(.missing)
    case "if": parseChoice()
    default: GrammarWord.reserved.contains(word) ? missingOperand() : parseNameOrCall()
    }
  }

  private mutating func literal(_ kind: Expression.Kind) -> Expression {
    let start = position
    position += 1
    return node(kind, from: start, over: 0)
  }

  private mutating func parseNameOrCall() -> Expression {
    let start = position
    guard let name = takeName() else { return missingOperand() }
    guard currentSymbol == .openBracket else { return node(.name(name), from: start, over: 0) }
    return nested { parser in
      var arguments: [Argument] = []
      var tallest = 0
      parser.inBrackets(needed: "`,` or `)`") {
        (arguments, tallest) = $0.parseArguments()
      }
      return parser.node(.call(name, arguments), from: start, over: tallest)
    }
  }

  /// Named arguments may also follow without a comma, as they do in verbs.
  private mutating func parseArguments() -> ([Argument], height: Int) {
    var arguments: [Argument] = []
    var tallest = 0
    guard current != nil, currentSymbol != .pipe else { return ([], 0) }
    if currentSymbol == .times, peek() == nil {
      report(.starAsArgument)
      position += 1
      return ([], 0)
    }
    repeat {
      arguments.append(isLabelHere ? parseOption() : Argument(value: parseExpression()))
      tallest = max(tallest, height)
    } while take(.comma) || isLabelHere
    return (arguments, tallest)
  }

  private mutating func parseBracketed() -> Expression {
    nested { parser in
      let start = parser.position
      if parser.startsQuery(after: 1, alone: false) { return parser.parseSubquery() }
      var content: Expression?
      parser.inBrackets(needed: "`)`") {
        content = $0.parseExpression()
        $0.refuseList(from: start)
      }
      guard let content else { return parser.missingOperand() }
      return parser.node(.bracketed(content), from: start, over: parser.height)
    }
  }

  /// A comma in brackets that are no call's: a set was meant.
  private mutating func refuseList(from opener: Int) {
    guard currentSymbol == .comma, unclosedBrackets == 0, end < tokens.count else { return }
    let list = SourceRange(tokens[opener].range.end, tokens[end].range.start)
    report(
      .bracketedList(corrected: "{" + excerpt(list) + "}"),
      at: tokens[opener].range.union(tokens[end].range))
    position = end
  }

  private mutating func parseSubquery() -> Expression {
    let start = position
    let outer = tallest
    tallest = 0
    var query: Pipeline?
    inBrackets(needed: "`|` or `)`") { query = $0.parsePipeline() }
    let inner = tallest
    tallest = max(outer, inner)
    guard let query else { return missingOperand() }
    return node(.subquery(query), from: start, over: inner)
  }

  private mutating func parseSet() -> Expression {
    nested { parser in
      let start = parser.position
      var elements: [Expression] = []
      var tallest = 0
      parser.inBrackets(needed: "`,` or `}`") { inner in
        guard inner.current != nil, inner.currentSymbol != .pipe else { return }
        repeat {
          elements.append(inner.parseExpression())
          tallest = max(tallest, inner.height)
        } while inner.take(.comma)
      }
      return parser.node(.set(elements), from: start, over: tallest)
    }
  }

  /// At `@`: a year, a date, `latest`, `latest(n)`, a name or a bracket.
  private mutating func parseAt(_ operand: Expression, _ start: Int) -> Expression {
    let operandHeight = height
    position += 1
    let timeStart = position
    guard let time = parseTime() else {
      reportUnexpected(needed: "a year, a date, `latest`, a name or a bracket after `@`")
      holePosition = position
      height = operandHeight
      return operand
    }
    let timeHeight = height
    switch time {
    case .year, .name:
      if let offset = parseLooseOffset(operand, time, from: timeStart) {
        return node(.at(operand, offset), from: start, over: operandHeight, 3)
      }
    default: break
    }
    return node(.at(operand, time), from: start, over: operandHeight, timeHeight)
  }

  private mutating func parseTime() -> AtTime? {
    height = 0
    guard let token = current else { return nil }
    switch token.kind {
    case .number(let value, let spelling):
      guard let year = Int(spelling), Double(year) == value, (1...9999).contains(year) else {
        return nil
      }
      position += 1
      return .year(year)
    case .date(let text):
      position += 1
      return .date(text)
    case .name("latest"):
      position += 1
      guard currentSymbol == .openBracket else { return .latest(within: nil) }
      return .latest(within: parseInBrackets())
    case .name(let word) where GrammarWord.reserved.contains(word): return nil
    case .name, .quotedName: return takeName().map(AtTime.name)
    case .symbol(.openBracket): return .expression(parseInBrackets())
    default: return nil
    }
  }

  private mutating func parseInBrackets() -> Expression {
    nested { parser in
      var content: Expression?
      parser.inBrackets(needed: "`)`") { content = $0.parseExpression() }
      return content ?? parser.missingOperand()
    }
  }

  /// `x@year - 5`: reported, and read as `x@(year - 5)`, which is what is most likely meant.
  private mutating func parseLooseOffset(
    _ operand: Expression, _ time: AtTime, from timeStart: Int
  ) -> AtTime? {
    guard let sign = currentSymbol, sign == .plus || sign == .minus,
      case .number(let value, let spelling)? = peek()?.kind
    else { return nil }
    let base: Expression.Kind
    switch time {
    case .year(let year): base = .number(Double(year), spelling: String(year))
    case .name(let name): base = .name(name)
    default: return nil
    }
    let baseRange = range(from: timeStart)
    position += 1
    let number = Expression(.number(value, spelling: spelling), range: here)
    position += 1
    let written = range(from: timeStart)
    let corrected = "\(excerpt(operand.range))@(\(excerpt(written)))"
    report(.unbracketedAt(corrected: corrected), at: operand.range.union(written))
    let binary = Expression.Kind.binary(
      sign == .plus ? .plus : .minus, Expression(base, range: baseRange), number)
    return .expression(Expression(binary, range: written))
  }
}
