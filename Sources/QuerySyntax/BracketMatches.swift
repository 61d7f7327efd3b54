internal import SourceText

/// Which bracket closes which, worked out for the whole text before it is parsed.
///
/// The parser can then never leave a bracket by accident, and one bracket that is not closed
/// costs one error and not the rest of the text. Closers that close nothing are taken out.
struct BracketMatches {
  private(set) var tokens: [Token]
  /// By token: where its closing bracket stands, for opening brackets that have one.
  private(set) var closers: [Int: Int] = [:]
  private(set) var findings: [SyntaxFinding] = []
  /// Opening brackets still open at the end of the text, outermost first.
  private(set) var open: [Symbol] = []
  /// Whether some closing bracket fits no opening one: more text would not mend that.
  private(set) var hasWrongCloser = false

  /// - Complexity: O(*n*): each bracket is put on and taken off the stack once.
  init(_ all: [Token]) {
    tokens = []
    tokens.reserveCapacity(all.count)
    var stack: [Int] = []
    // How many of each kind are on the stack, so that a stray closer does not search it.
    var waiting: [Symbol: Int] = [:]
    var line = 0
    var lines: [Int] = []
    for token in all {
      if token.startsLine { line += 1 }
      if let symbol = token.symbol, symbol.closer != nil {
        stack.append(tokens.count)
        waiting[symbol, default: 0] += 1
      } else if let symbol = token.symbol, symbol.isCloser {
        guard close(symbol, token.range, line, &stack, &waiting, lines) else { continue }
      }
      tokens.append(token)
      lines.append(line)
    }
    for index in stack { reportOpen(index) }
    open = stack.compactMap { tokens[$0].symbol }
    findings.sort { $0.range.start < $1.range.start }
  }

  /// - Returns: false where the closer closes nothing and is to be left out.
  private mutating func close(
    _ closer: Symbol, _ range: SourceRange, _ line: Int, _ stack: inout [Int],
    _ waiting: inout [Symbol: Int], _ lines: [Int]
  ) -> Bool {
    let wanted: Symbol = closer == .closeBracket ? .openBracket : .openBrace
    if waiting[wanted, default: 0] > 0 {
      while let top = stack.popLast(), let opener = tokens[top].symbol {
        waiting[opener, default: 1] -= 1
        if opener == wanted {
          closers[top] = tokens.count
          return true
        }
        hasWrongCloser = true
        reportOpen(top)
      }
    }
    hasWrongCloser = true
    // On one line the two are most likely meant for each other; over lines that is a guess.
    if let top = stack.last, lines[top] == line, let opener = tokens[top].symbol {
      stack.removeLast()
      waiting[opener, default: 1] -= 1
      closers[top] = tokens.count
      findings.append(SyntaxFinding(.wrongBracket(opener: opener, found: closer), range))
      return true
    }
    findings.append(SyntaxFinding(.strayBracket(found: closer), range))
    return false
  }

  private mutating func reportOpen(_ index: Int) {
    guard let opener = tokens[index].symbol else { return }
    findings.append(SyntaxFinding(.unclosedBracket(opener: opener), tokens[index].range))
  }
}
