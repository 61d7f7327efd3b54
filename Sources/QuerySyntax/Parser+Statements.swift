internal import SourceText

extension Parser {
  /// Parses the tokens of one statement; all of them are read, whatever they are.
  mutating func parseStatement(in tokens: Range<Int>) -> Statement {
    position = tokens.lowerBound
    end = tokens.upperBound
    statementEnd = tokens.upperBound
    holePosition = -1
    tallest = 0
    let kind = parseStatementKind()
    if position < end { reportUnexpected(needed: "the end of the statement") }
    position = end
    return Statement(kind, range: range(from: tokens.lowerBound))
  }

  private mutating func parseStatementKind() -> Statement.Kind {
    if currentSymbol == .pipe { return .continuation(parseVerbs()) }
    if let word = currentWord, GrammarWord.statements.contains(word) {
      return parseStatement(startingWith: word)
    }
    if isLoneName { return .pipeline(parsePipeline()) }
    if let word = currentWord, GrammarWord.leadingVerbs.contains(word) {
      return .pipeline(parsePipeline(word))
    }
    return parseUnknownStatement()
  }

  private mutating func parseStatement(startingWith word: String) -> Statement.Kind {
    switch word {
    case "from", "compare": return .pipeline(parsePipeline(word))
    case "profile": return parseProfile()
    case "search": return parseSearch()
    case "let": return parseLet()
    case "param": return parseParam()
    case "set": return parseSet()
    case "why": return parseWhy()
    case "explain": return parseExplain()
    case "cite": return parseCite()
    default: return .hole
    }
  }

  /// A word like a statement word is reported and then read as that one, so that what is wrong
  /// further on is found too.
  private mutating func parseUnknownStatement() -> Statement.Kind {
    if let form = currentWord.flatMap({ GrammarWord.elsewhere[$0.lowercased()] }) {
      report(.statementExpected(found: found, nearest: [], instead: form))
      position = end
      return .hole
    }
    let nearest = currentWord.map {
      NameSuggestion.nearest(
        to: $0, among: GrammarWord.statements + GrammarWord.leadingVerbs.sorted())
    }
    report(.statementExpected(found: found, nearest: nearest ?? []))
    holePosition = position
    if let word = nearest?.first, peek()?.symbol == nil, peek() != nil {
      return GrammarWord.leadingVerbs.contains(word)
        ? .pipeline(parsePipeline(word)) : parseStatement(startingWith: word)
    }
    position = end
    return .hole
  }

  private mutating func parseProfile() -> Statement.Kind {
    position += 1
    guard current != nil else {
      reportUnexpected(needed: "a country, as in `profile Tunisia`")
      return .hole
    }
    let country = parsePostfix()
    var asOf: Expression?
    var options: [Argument] = []
    while current != nil {
      if isLabelHere {
        options.append(parseOption())
      } else if currentWord == "as" {
        asOf = parseAsOf()
      } else if currentSymbol == .comma, peek(2)?.symbol == .colon {
        position += 1
      } else if currentSymbol == .pipe, peek()?.word == "save" {
        // The one verb that a document takes: `| save "file.md"` says `save: "file.md"`.
        position += 1
        guard let label = takeName() else { break }
        let place = here
        options.append(Argument(label: label, value: parseOptionValue()))
        if case .hole? = options.last?.value.kind { holePosition = place.start }
      } else if currentSymbol == .comma {
        reportUnexpected(
          needed: "the end of a profile of one country (several: `compare A, B on …`)")
        position = end
      } else if currentSymbol == .pipe {
        reportUnexpected(needed: "the end of the profile, from which only `save` goes on")
        position = end
      } else {
        break
      }
    }
    return .profile(country: country, asOf: asOf, options: options)
  }

  /// One string, or bare words up to the end of the line, whatever signs they hold.
  private mutating func parseSearch() -> Statement.Kind {
    let word = here
    position += 1
    if case .string(let text)? = current?.kind, peek() == nil {
      position += 1
      return .search(text)
    }
    position = end
    let lastToken = tokens[max(0, end - 1)].range
    var stop = file.lineRange(file.line(at: lastToken.end)).end
    if let comment = firstComment(from: word.end), comment.range.start < stop {
      stop = comment.range.start
    }
    let words = SourceRange(word.end, stop)
    let text = file.text(in: words).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    freeTexts.append(words)
    if text.isEmpty { report(.unexpected(found: nil, needed: "the words to search for")) }
    return text.isEmpty ? .hole : .search(text)
  }

  private func firstComment(from offset: Int) -> Comment? {
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if comments[middle].range.start < offset { low = middle + 1 } else { high = middle }
    }
    return low < comments.count ? comments[low] : nil
  }

  private mutating func parseLet() -> Statement.Kind {
    guard let name = parseDefinedName(of: "a name after `let`") else { return .hole }
    if startsQuery(after: 0, alone: true) { return .letQuery(name, parsePipeline()) }
    let value = parseExpression()
    // Brackets around a whole query say nothing more.
    if case .subquery(let query) = value.kind, current == nil { return .letQuery(name, query) }
    return .letExpression(name, value)
  }

  /// After the statement word: `name =`. Nil where nothing can be defined.
  private mutating func parseDefinedName(of purpose: String) -> Name? {
    position += 1
    guard let name = takeName() else {
      report(.nameExpected(of: purpose, found: found))
      position = end
      return nil
    }
    if !take(.equal) {
      reportUnexpected(needed: "`=`")
      position = end
      return nil
    }
    return name
  }

  /// `param NAME: TYPE = default`
  private mutating func parseParam() -> Statement.Kind {
    position += 1
    guard let name = takeName() else {
      report(.nameExpected(of: "a name after `param`", found: found))
      position = end
      return .hole
    }
    guard take(.colon), let type = takeName() else {
      reportUnexpected(needed: "`:` and a type, as in `param focus: country = Tunisia`")
      position = end
      return .hole
    }
    guard take(.equal) else {
      reportUnexpected(needed: "`=` and a default")
      position = end
      return .hole
    }
    return .param(name, type: type, defaultValue: parseExpression())
  }

  private mutating func parseSet() -> Statement.Kind {
    guard let option = parseDefinedName(of: "an option after `set`") else { return .hole }
    let start = position
    // `2GB` is a number and a word to the lexer; an option takes it as one word.
    if case .number? = current?.kind, let unit = peek(), unit.word != nil,
      tokens[position].range.end == unit.range.start
    {
      position += 2
      let written = range(from: start)
      let word = Name(file.text(in: written), range: written)
      return .set(option, Expression(.name(word), range: written))
    }
    return .set(option, parseExpression())
  }

  /// `why MEASURE for COUNTRY at TIME`; `as of` is accepted for `at`.
  private mutating func parseWhy() -> Statement.Kind {
    position += 1
    let measure = parseExpression()
    var country: Expression?
    var time: Expression?
    if isOperandName, !tokens[position..<end].contains(where: { $0.word == "for" }) {
      let (start, said) = (position, found)
      country = parsePostfix()
      let name = excerpt(range(from: start))
      report(
        .unexpected(
          found: said,
          needed: "`for` before the country, as in `why \(excerpt(measure.range)) for \(name)`"),
        at: tokens[start].range)
    }
    while let word = currentWord {
      if word == "for", country == nil {
        position += 1
        country = parsePostfix()
      } else if word == "at", time == nil {
        position += 1
        time = parseOptionValue()
      } else if word == "as", time == nil {
        time = parseAsOf()
      } else if word == "in" || word == "on" {
        reportUnexpected(needed: "`at` before the time, as in `at 2010`", mayBeWords: false)
        position = end
      } else {
        break
      }
    }
    return .why(measure: measure, country: country, time: time)
  }

  /// Whether a name or a text in quotes stands here that is no word of `why`.
  private var isOperandName: Bool {
    switch current?.kind {
    case .name(let word): !["for", "at", "as"].contains(word)
    case .quotedName, .string: true
    default: false
    }
  }

  private mutating func parseExplain() -> Statement.Kind {
    position += 1
    let start = position
    // Alone it asks about the last result; a hole without a finding stands for that.
    guard position < end else { return .explain(Statement(.hole, range: range(from: start))) }
    guard nesting < Parser.nestingLimit else {
      report(.nestedTooDeep(limit: Parser.nestingLimit))
      position = end
      return .hole
    }
    nesting += 1
    defer { nesting -= 1 }
    let kind = parseStatementKind()
    return .explain(Statement(kind, range: range(from: start)))
  }

  private mutating func parseCite() -> Statement.Kind {
    position += 1
    let name = isLabelHere ? nil : takeName()
    var options: [Argument] = []
    while isLabelHere || (currentSymbol == .comma && peek(2)?.symbol == .colon) {
      if !take(.comma) { options.append(parseOption()) }
    }
    return .cite(name, options: options)
  }
}
