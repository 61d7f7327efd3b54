/// Where one statement ends and the next starts.
enum StatementEnds {
  /// Splits tokens into statements.
  ///
  /// A statement ends at the end of a line, unless a bracket is open, the line ends in `|`, `,`,
  /// `:` or an operator other than `..`, or the next line starts with `|`, `name:` or a word that
  /// joins (`and`, `then`, `by` …).
  /// - Complexity: O(*n*).
  static func split(_ tokens: [Token], closers: [Int: Int]) -> [Range<Int>] {
    var statements: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < tokens.count {
      if index > start, tokens[index].startsLine, !goesOn(into: index, of: tokens, from: start) {
        statements.append(start..<index)
        start = index
      }
      // All inside a closed bracket belongs to the statement.
      index = closers[index].map { max($0, index) } ?? index
      index += 1
    }
    if start < tokens.count { statements.append(start..<tokens.count) }
    return statements
  }

  private static func goesOn(into index: Int, of tokens: [Token], from start: Int) -> Bool {
    let next = tokens[index]
    if next.symbol == .pipe { return true }
    if let word = next.word, GrammarWord.joining.contains(word) { return true }
    if next.isName, index + 1 < tokens.count, tokens[index + 1].symbol == .colon { return true }
    return isContinued(tokens[start..<index])
  }

  /// Whether the last of a statement's tokens asks for more.
  static func isContinued(_ tokens: ArraySlice<Token>) -> Bool {
    guard let last = tokens.last else { return false }
    if let symbol = last.symbol { return symbol.continuesLine }
    guard let word = last.word, GrammarWord.continuing.contains(word) else { return false }
    // `x.in` is a member, the words after `search` are only words, and a word that stands alone
    // joins nothing.
    let before = tokens.dropLast().last
    return before != nil && before?.symbol != .dot && tokens.first?.word != "search"
  }
}
