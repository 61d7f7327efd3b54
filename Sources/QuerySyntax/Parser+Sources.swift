internal import SourceText

/// Where rows come from, and the pipeline behind it.
extension Parser {
  /// At `from`, `compare` or a name that stands for `from` and the name.
  ///
  /// - Parameter keyword: which of the two words it is, where that is known whatever is written.
  mutating func parsePipeline(_ keyword: String? = nil) -> Pipeline {
    let start = position
    let word = keyword ?? (isLoneName ? nil : currentWord)
    if let word, GrammarWord.leadingVerbs.contains(word) { return parseLeadingVerb() }
    if word == "from" { position += 1 }
    let source = word == "compare" ? parseCompare() : parseSource()
    if position < end, currentSymbol != .pipe {
      // Most often a verb without its `|`.
      reportUnexpected(needed: "`|` or the end of the statement", mayBeWords: false)
      skipToPipe()
    }
    let verbs = parseVerbs()
    return Pipeline(source: source, verbs: verbs, range: range(from: start))
  }

  /// `overdue ICRMW as of 2007-04-24 | …`: the verb asks about the table of countries.
  private mutating func parseLeadingVerb() -> Pipeline {
    let start = position
    let place = here
    var source = Source(
      .name(Name("countries", range: place)), range: SourceRange(place.start, place.start))
    source.isImplied = true
    var verbs = parseVerb().map { [$0] } ?? []
    while isTimeHere || isLabelHere {
      if isLabelHere, !verbs.isEmpty {
        verbs[0].options.append(parseOption())
        _ = take(.comma)
      } else {
        source.asOf = parseAsOf()
      }
    }
    if position < end, currentSymbol != .pipe {
      reportUnexpected(needed: "`as of`, `|` or the end of the statement", mayBeWords: false)
      skipToPipe()
    }
    verbs += parseVerbs()
    return Pipeline(source: source, verbs: verbs, range: range(from: start))
  }

  /// A name and then `|` or nothing.
  var isLoneName: Bool {
    guard let token = current, token.isName, token.word != "from" else { return false }
    return peek() == nil || peek()?.symbol == .pipe
  }

  /// Whether a query starts so many tokens on. `from` and `compare` are also names of columns:
  /// only before what can be a source are they words of the grammar.
  func startsQuery(after offset: Int, alone: Bool) -> Bool {
    guard let first = peek(offset), first.isName else { return false }
    let next = peek(offset + 1)
    if next?.symbol == .pipe { return true }
    if let word = first.word, GrammarWord.leadingVerbs.contains(word) {
      // `let x = gap - 1` reads a column.
      switch next?.kind {
      case .name(let word): return !GrammarWord.reserved.contains(word)
      case .quotedName, .symbol(.openBrace): return true
      default: return false
      }
    }
    guard first.word == "from" || first.word == "compare" else { return false }
    switch next?.kind {
    case .name(let word): return !GrammarWord.reserved.contains(word)
    case .quotedName, .string: return true
    case .symbol(.openBracket): return first.word == "from"
    case .symbol(.openBrace): return first.word == "compare"
    case nil: return alone
    default: return false
    }
  }

  private mutating func parseSource() -> Source {
    let start = position
    var source = Source(parseSourceKind(), range: here)
    parseSourceEnd(of: &source)
    source.range = range(from: start)
    return source
  }

  /// `bad: missing`, `as of 2020`, `against G`: in any order.
  private mutating func parseSourceEnd(
    of source: inout Source, against: ((inout Parser) -> Void)? = nil
  ) {
    while let token = current, token.symbol != .pipe {
      let start = position
      if isLabelHere {
        source.options.append(parseOption())
      } else if token.word == "as" {
        source.asOf = parseAsOf()
      } else if token.symbol == .comma, !source.options.isEmpty, peek(2)?.symbol == .colon {
        position += 1
      } else if token.word == "against", let against {
        position += 1
        against(&self)
      }
      if position == start { return }
    }
  }

  /// At `as`; nil where no `of` follows, which is reported.
  mutating func parseAsOf() -> Expression? {
    position += 1
    guard take(word: "of") else {
      reportUnexpected(needed: "`of` and a date")
      holePosition = position
      return nil
    }
    if let words = datesInWords() {
      report(
        .unexpected(found: excerpt(words), needed: "a date such as 2003-07-24, 2003-07 or 2003"),
        at: words)
      holePosition = position
      return nil
    }
    return parseOptionValue()
  }

  /// `July 2003`, `24 July 2003`, `24/4/2007`, `24.4.2007`: read over, to be reported.
  private mutating func datesInWords() -> SourceRange? {
    func isMonth(_ place: Int) -> Bool {
      guard place < end, let word = tokens[place].word else { return false }
      return GrammarWord.isMonth(word)
    }
    func isNumber(_ place: Int) -> Bool {
      guard place < end, case .number = tokens[place].kind else { return false }
      return true
    }
    func isBetween(_ place: Int) -> Bool {
      place < end && (tokens[place].symbol == .divide || tokens[place].symbol == .dot)
        && isNumber(place + 1)
    }
    if isNumber(position), isBetween(position + 1) {
      let start = position
      position += 3
      while isBetween(position) { position += 2 }
      return range(from: start)
    }
    let month = isNumber(position) ? position + 1 : position
    guard isMonth(month), month > position || isNumber(month + 1) else { return nil }
    let start = position
    position = month + 1
    while isNumber(position) || (currentSymbol == .comma && isNumber(position + 1)) {
      position += 1
    }
    return range(from: start)
  }

  private mutating func parseSourceKind() -> Source.Kind {
    guard let token = current else { return missingSource() }
    if let path = unquotedPath() {
      report(.unquotedFile(text: excerpt(path)), at: path)
      holePosition = position
      return .hole
    }
    switch token.kind {
    case .string(let path):
      position += 1
      return .file(path)
    case .symbol(.openBracket): return parseBracketedSource()
    case .name("panel"): return parsePanel()
    case .name(let word) where GrammarWord.reserved.contains(word): return missingSource()
    case .name, .quotedName: return takeName().map(Source.Kind.name) ?? .hole
    default: return missingSource()
    }
  }

  /// `survey.csv`, `../data/a.json`: goes over what stands without a space in the place of a table
  /// and can only be the name of a file.
  private mutating func unquotedPath() -> SourceRange? {
    var next = position
    var isPath = false
    scan: while next < end,
      next == position || tokens[next].range.start == tokens[next - 1].range.end
    {
      switch tokens[next].kind {
      case .symbol(.dot), .symbol(.divide): isPath = true
      case .symbol(.range), .symbol(.minus), .name, .number, .date: break
      default: break scan
      }
      next += 1
    }
    guard isPath, next > position + 1 else { return nil }
    let path = tokens[position].range.union(tokens[next - 1].range)
    position = next
    return path
  }

  private mutating func missingSource() -> Source.Kind {
    if !(unclosedBrackets > 0 && current == nil) {
      report(.unexpected(found: found, needed: "a table, a name, `panel` or a file in quotes"))
    }
    holePosition = position
    return .hole
  }

  private mutating func parseBracketedSource() -> Source.Kind {
    let expression = nested { parser in
      var query: Pipeline?
      let start = parser.position
      parser.inBrackets(needed: "`|` or `)`") { query = $0.parsePipeline() }
      let range = parser.range(from: start)
      return query.map { Expression(.subquery($0), range: range) }
        ?? Expression(.hole, range: range)
    }
    tallest += 1
    guard case .subquery(let query) = expression.kind, tallest <= Parser.heightLimit else {
      return .hole
    }
    return .subquery(query)
  }

  /// `panel 2000..2020`
  private mutating func parsePanel() -> Source.Kind {
    let needed =
      "a range of years, as in `panel 2000..2020` (single ones: `| where year in {2000, 2010}`)"
    position += 1
    guard let token = current, token.symbol != .pipe else {
      reportUnexpected(needed: needed)
      holePosition = position
      return .hole
    }
    let years = parseOperators(from: OperatorTable.Precedence.range)
    tallest = max(tallest, height)
    if case .range(let first, let last) = years.kind { return .panel(first, last) }
    if case .hole = years.kind { return .hole }
    report(.unexpected(found: excerpt(years.range), needed: needed), at: years.range)
    holePosition = position
    return .hole
  }

  /// `compare A, B on M1, M2 [as of D] [against G]`
  private mutating func parseCompare() -> Source {
    let start = position
    position += 1
    let countries = parseList()
    var measures: [Item] = []
    if take(word: "on") {
      repeat {
        measures.append(parseItem(defines: true))
      } while currentSymbol == .comma && peek(2)?.symbol != .colon && take(.comma)
    } else {
      reportUnexpected(needed: "`,` or `on` and the measures")
      holePosition = position
      while position < end, currentSymbol != .pipe, currentWord != "as" { skipToken() }
    }
    var against: [Expression] = []
    var source = Source(.hole, range: here)
    parseSourceEnd(of: &source) { against += $0.parseList() }
    source.kind = .compare(countries: countries, measures: measures, against: against)
    source.range = range(from: start)
    return source
  }

  private mutating func parseList() -> [Expression] {
    var list: [Expression] = []
    repeat {
      list.append(parseDelimitedExpression())
    } while currentSymbol == .comma && peek(2)?.symbol != .colon && take(.comma)
    return list
  }
}
