import Catalogue
import QuerySemantics
import QuerySyntax
import SourceText

/// Tells from the tokens before the cursor what may stand there.
struct PlaceReader {
  let tokens: [Token]
  private(set) var frames: [Frame] = []
  /// Where the statement proper starts, behind `explain` and `let x =`.
  private(set) var start = 0

  /// An open bracket, or the statement itself.
  struct Frame {
    /// The bracket's token; nil for the statement.
    var opener: Int?
    var start: Int
    var lastPipe: Int?
  }

  init(_ tokens: [Token]) {
    self.tokens = tokens
    while word(start) == "explain" { start += 1 }
    if word(start) == "let", symbol(start + 2) == .equal, tokens.count > start + 3 { start += 3 }
    frames = [Frame(opener: nil, start: start)]
    for (index, token) in tokens.enumerated() where index >= start {
      guard let symbol = token.symbol else { continue }
      if symbol == .pipe {
        frames[frames.count - 1].lastPipe = index
      } else if symbol.closer != nil {
        frames.append(Frame(opener: index, start: index + 1))
      } else if symbol.isCloser, frames.count > 1 {
        frames.removeLast()
      }
    }
  }

  func token(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }

  func word(_ index: Int) -> String? { token(index)?.word }

  func symbol(_ index: Int) -> Symbol? { token(index)?.symbol }

  /// `overdue …`, `commitments …` at the start of a query: a verb about all countries.
  func isLeadingVerb(_ index: Int) -> Bool {
    guard let word = word(index), GrammarWord.leadingVerbs.contains(word) else { return false }
    return index < previous && symbol(index + 1) != .pipe
  }

  var previous: Int { tokens.count - 1 }

  var frame: Frame { frames[frames.count - 1] }

  /// The innermost query around the cursor, by its number in `frames`.
  var query: Int? {
    frames.indices.last { index in
      let frame = frames[index]
      if frame.lastPipe != nil || isLeadingVerb(frame.start) { return true }
      return word(frame.start) == "from" || (word(frame.start) == "compare" && frame.opener == nil)
    }
  }

  /// The tokens of that query before its last `|`; nil where it has none.
  var queryBefore: Range<Int>? {
    guard let query, let pipe = frames[query].lastPipe else { return nil }
    return frames[query].start..<max(pipe, frames[query].start)
  }

  func place() -> Place {
    if tokens.count <= start { return .statement }
    if start == 0 || word(start - 1) == "explain", let place = statementPlace() { return place }
    guard query != nil else { return looseOperand() }
    return queryPlace()
  }

  /// An operand outside a query: `let x = hdi / 2`.
  private func looseOperand() -> Place {
    guard word(0) == "let" || frame.opener != nil else { return .nothing }
    return operandPlace(verbIndex: nil, floor: start)
  }

  private func queryPlace() -> Place {
    guard let query else { return .nothing }
    let outer = frames[query]
    guard let pipe = outer.lastPipe else {
      if isLeadingVerb(outer.start) {
        return asOfPlace() ?? operandPlace(verbIndex: outer.start, floor: outer.start + 1)
      }
      return frame.start == outer.start
        ? sourcePlace(outer.start)
        : operandPlace(
          verbIndex: nil, floor: frame.start)
    }
    let verb = pipe + 1
    if verb > previous { return .verb }
    guard token(verb)?.isName == true else { return .nothing }
    return operandPlace(verbIndex: verb, floor: verb + 1)
  }
}
