internal import SourceText

extension Parser {
  /// A hole where an operand should stand; reads nothing.
  mutating func missingOperand() -> Expression {
    if let number = pointedNumber() { return number }
    let range = SourceRange(here.start, here.start)
    // An open bracket at the end of the text lacks its content too; that is one error, not two.
    if !(unclosedBrackets > 0 && current == nil) && holePosition != position {
      report(.expressionExpected(found: found))
    }
    holePosition = position
    height = 0
    return Expression(.hole, range: range)
  }

  /// `.9`: reported, and read as `0.9`.
  private mutating func pointedNumber() -> Expression? {
    guard currentSymbol == .dot, let next = peek(), next.range.start == here.end,
      case .number(_, let spelling) = next.kind, spelling.utf8.allSatisfy(CharacterClass.isDigit),
      let value = Double("0." + spelling)
    else { return nil }
    let range = here.union(next.range)
    report(.strayCharacter(text: "." + spelling, instead: "0." + spelling), at: range)
    position += 2
    height = 0
    return Expression(.number(value, spelling: "0." + spelling), range: range)
  }

  /// Reports what stands where something else is needed, unless an operand is lacking here.
  ///
  /// - Parameter mayBeWords: whether names in a row can be meant as one, as in `South Africa`.
  mutating func reportUnexpected(needed: String, mayBeWords: Bool = true) {
    if holePosition == position || (unclosedBrackets > 0 && current == nil) { return }
    if let token = current, damaged.contains(token.range.start) { return }
    if mayBeWords, let words = adjacentWords() {
      let text = excerpt(words)
      // Where a list may go on, a comma may be what is lacking.
      let isList = needed.contains("`,`")
      report(
        .unquotedWords(
          text: text, asList: isList ? text.split(separator: " ").joined(separator: ", ") : nil),
        at: words)
    } else {
      report(.unexpected(found: found, needed: needed))
    }
  }

  /// The names around the current place where one follows another, as in `South Africa`.
  private func adjacentWords() -> SourceRange? {
    guard position > 0, position < end, isPlainWord(tokens[position - 1]),
      isPlainWord(tokens[position])
    else { return nil }
    var last = position
    while last + 1 < end, isPlainWord(tokens[last + 1]) { last += 1 }
    return tokens[position - 1].range.union(tokens[last].range)
  }

  private func isPlainWord(_ token: Token) -> Bool {
    guard let word = token.word else { return false }
    return !GrammarWord.all.contains(word) && word != "desc" && word != "asc"
  }

  /// Goes to the next `|` outside of brackets, or to the end of what may be read.
  mutating func skipToPipe() {
    while position < end, currentSymbol != .pipe { skipToken() }
  }

  /// Goes over one token, or over a whole bracket.
  mutating func skipToken() {
    position = min(closers[position] ?? position, end) + 1
    position = min(position, end)
  }

  /// Parses what is in the bracket that starts here; what is left over in it is reported.
  ///
  /// Nothing inside can read past the closing bracket. A bracket that is never closed was
  /// reported when the brackets were matched: then parsing goes on behind it as far as it can.
  mutating func inBrackets(needed: String, _ parseContent: (inout Parser) -> Void) {
    let opener = position
    let outerDefines = equalsDefines
    equalsDefines = false
    defer { equalsDefines = outerDefines }
    guard let closer = closers[opener], closer < end else {
      position += 1
      unclosedBrackets += 1
      parseContent(&self)
      unclosedBrackets -= 1
      return
    }
    let outerEnd = end
    let outerUnclosed = unclosedBrackets
    position += 1
    end = closer
    unclosedBrackets = 0
    parseContent(&self)
    if position < closer { reportUnexpected(needed: needed) }
    position = closer + 1
    end = outerEnd
    unclosedBrackets = outerUnclosed
  }

  /// Parses one level deeper; past the limit it reports that and goes over the rest.
  mutating func nested(_ parseContent: (inout Parser) -> Expression) -> Expression {
    guard nesting < Parser.nestingLimit else {
      let start = position
      report(.nestedTooDeep(limit: Parser.nestingLimit))
      if closers[position] == nil { position = end } else { skipToken() }
      holePosition = position
      height = 0
      return Expression(.hole, range: range(from: start))
    }
    nesting += 1
    defer { nesting -= 1 }
    return parseContent(&self)
  }

  /// Puts a node over parts of the given heights; past the limit a hole takes its place.
  mutating func node(
    _ kind: @autoclosure () -> Expression.Kind, from start: Int, over heights: Int...
  ) -> Expression {
    node(kind(), range: range(from: start), height: 1 + (heights.max() ?? 0))
  }

  mutating func node(
    _ kind: @autoclosure () -> Expression.Kind, range: SourceRange, height newHeight: Int
  ) -> Expression {
    guard newHeight <= Parser.heightLimit else {
      report(.nestedTooDeep(limit: Parser.heightLimit), at: here)
      position = end
      holePosition = position
      height = 0
      return Expression(.hole, range: range)
    }
    height = newHeight
    return Expression(kind(), range: range)
  }
}
