internal import SourceText

/// One grammar for all verbs: `name items clauses options`. New verbs need nothing here, but for one
/// with a kind, behind which its items begin without a comma (`chart bar hdi, population`).
extension Parser {
  /// `| verb | verb …` up to the end of what may be read.
  mutating func parseVerbs() -> [Verb] {
    var verbs: [Verb] = []
    while take(.pipe) {
      if let verb = parseVerb() { verbs.append(verb) }
      if position < end, currentSymbol != .pipe {
        reportUnexpected(
          needed: isTimeHere
            ? "`|` or the end of the statement; `as of` stands behind the source"
            : "`,`, `|` or the end of the statement")
        skipToPipe()
      }
    }
    return verbs
  }

  mutating func parseVerb() -> Verb? {
    let start = position
    guard current?.word != nil, let name = takeName() else {
      let isOpenBracket = currentSymbol?.closer != nil && closers[position] == nil
      let isReported = isOpenBracket || (unclosedBrackets > 0 && current == nil)
      if !isReported { report(.verbExpected(found: found)) }
      holePosition = position
      return nil
    }
    var verb = Verb(name: name, range: name.range)
    parseParts(of: &verb, defines: GrammarWord.definingVerbs.contains(name.text))
    verb.range = range(from: start)
    return verb
  }

  /// Clauses and named arguments may stand without a comma before them, items may not.
  private mutating func parseParts(of verb: inout Verb, defines: Bool) {
    var needsItem = false
    while let token = current, token.symbol != .pipe {
      if isLabelHere {
        verb.options.append(parseOption())
      } else if isClauseHere {
        if needsItem { _ = missingOperand() }
        verb.clauses.append(parseClause())
      } else if verb.name.text == "chart", verb.items.isEmpty, isKindHere, let kind = takeName() {
        verb.items.append(
          Item(value: Expression(.name(kind), range: kind.range), range: kind.range))
      } else if needsItem || verb.mayBeginItems {
        verb.items.append(parseItem(defines: defines))
      } else {
        return
      }
      needsItem = take(.comma)
    }
    if needsItem { _ = missingOperand() }
  }

  /// `by a, b`: the items go on until one is not followed by a comma and an item.
  private mutating func parseClause() -> Clause {
    let keyword = takeName() ?? Name("", range: here)
    var items: [Item] = []
    repeat {
      items.append(parseItem(defines: keyword.text == "by"))
    } while currentSymbol == .comma && !isLabel(after: 1) && take(.comma)
    return Clause(keyword: keyword, items: items)
  }

  /// `[name =] expression [words]`
  mutating func parseItem(defines: Bool) -> Item {
    let start = position
    var definition: Name?
    if defines, let token = current, token.isName, !isReserved(token), isDefinition(after: 1) {
      definition = takeName()
      position += 1
    }
    let valueStart = position
    equalsDefines = defines
    defer { equalsDefines = false }
    var value = parseExpression()
    if defines { value = parseLooseComparison(value, from: valueStart) }
    var modifiers: [Name] = []
    while position > valueStart, let token = current, token.isName, !isReserved(token),
      !isClauseHere, !isTimeHere, !isLabelHere, holePosition != position, let word = takeName()
    {
      modifiers.append(word)
    }
    return Item(
      definition: definition, value: value, modifiers: modifiers, range: range(from: start))
  }

  /// `derive a = b = c`, `keep x + 1 = y`: reported once with brackets, read as a comparison.
  private mutating func parseLooseComparison(_ first: Expression, from start: Int) -> Expression {
    guard currentSymbol == .equal else { return first }
    let outer = equalsDefines
    equalsDefines = false
    let value = parseOperators(
      after: first, startingAt: start, from: OperatorTable.Precedence.loosest)
    equalsDefines = outer
    tallest = max(tallest, height)
    let written = range(from: start)
    report(.unbracketedComparison(corrected: "(\(excerpt(written)))"), at: written)
    return value
  }

  /// `name: value`
  mutating func parseOption() -> Argument {
    let label = takeName()
    position += 1
    return Argument(label: label, value: parseOptionValue())
  }

  /// A name, literal, set, call or bracket, with `.x`, `@t`, a sign or a range of such.
  ///
  /// Anything more is read as far as it goes and reported: without commas between arguments a
  /// reader could not tell where it ends.
  mutating func parseOptionValue() -> Expression {
    let outer = equalsDefines
    equalsDefines = false
    defer { equalsDefines = outer }
    let start = position
    let startsLoose = currentWord == "not" || currentWord == "if"
    let tight = startsLoose ? OperatorTable.Precedence.loosest : OperatorTable.Precedence.power + 1
    let signed = currentSymbol == .minus ? OperatorTable.Precedence.sign : tight
    var value = parseOperators(from: signed)
    if currentSymbol == .range {
      value = parseOperators(
        after: value, startingAt: start, from: OperatorTable.Precedence.range)
    }
    if startsLoose || infixHere() != nil {
      value = parseOperators(
        after: value, startingAt: start, from: OperatorTable.Precedence.loosest)
      let written = range(from: start)
      report(.unbracketedValue(corrected: "(\(excerpt(written)))"), at: written)
    }
    tallest = max(tallest, height)
    return value
  }

  var isLabelHere: Bool { isLabel(after: 0) }

  private func isLabel(after offset: Int) -> Bool {
    peek(offset)?.isName == true && peek(offset + 1)?.symbol == .colon
  }

  /// A clause word that is not itself defined (`by = 3`) or read as a column (`on.x`).
  private var isClauseHere: Bool {
    guard let word = currentWord, GrammarWord.clauses.contains(word), !isTimeHere else {
      return false
    }
    switch peek()?.symbol {
    case .equal, .dot, .comma, .colon: return false
    default: return true
    }
  }

  private func isReserved(_ token: Token) -> Bool {
    token.word.map(GrammarWord.reserved.contains) ?? false
  }

  /// `as of`, unless `unpivot … as of, value` gives a column that name.
  var isTimeHere: Bool {
    currentWord == "as" && peek()?.word == "of" && peek(2) != nil && peek(2)?.symbol != .comma
  }

  /// Only `=`: whoever writes `==` means to compare.
  private func isDefinition(after offset: Int) -> Bool {
    guard let token = peek(offset), token.symbol == .equal else { return false }
    return token.range.end - token.range.start == 1
  }
}

extension Parser {
  /// A name alone, or with a value behind it: `bar`, `bar hdi`, `bar (hdi - 1)`, not `f(x)`.
  private var isKindHere: Bool {
    guard let token = current, token.isName, !isReserved(token) else { return false }
    guard let next = peek() else { return true }
    switch next.symbol {
    case .pipe, .comma: return true
    case .openBracket: return next.range.start > token.range.end
    case nil: return next.isName && !isReserved(next)
    default: return false
    }
  }
}

extension Verb {
  /// The first item, where it is a word that says of which kind the verb is.
  var kind: Item? {
    guard name.text == "chart", let item = items.first, item.definition == nil,
      item.modifiers.isEmpty, case .name = item.value.kind
    else { return nil }
    return item
  }

  /// Whether an item may stand here that no comma announces.
  fileprivate var mayBeginItems: Bool {
    items.count < (kind == nil ? 1 : 2) && clauses.isEmpty && options.isEmpty
  }
}
