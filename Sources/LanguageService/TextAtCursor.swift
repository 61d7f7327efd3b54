import QuerySyntax
import SourceText

/// The word being typed, and what a candidate takes the place of.
struct TypedWord {
  enum Quoting { case none, string, backticks }

  /// From its first byte, quotes too, to its end, which may lie behind the cursor.
  var range: SourceRange
  /// Up to the cursor, without quotes.
  var text: String
  var quoting = Quoting.none
}

/// A text cut at the cursor: the statement before it as tokens, and the word being typed.
///
/// Only what stands before the cursor is read as language, so that whatever follows it cannot
/// spoil what is proposed.
struct TextAtCursor {
  let file: SourceFile
  /// At the start of a character.
  let cursor: Int
  /// Of the statement, without the typed word.
  private(set) var tokens: [Token] = []
  private(set) var word: TypedWord
  private(set) var isInComment = false
  /// Where the statement starts; what stands before are earlier statements.
  private(set) var statementStart = 0

  init(_ text: String, at cursor: Int) {
    file = SourceFile(name: "", text: text)
    var place = min(max(cursor, 0), file.utf8.count)
    while place > 0, place < file.utf8.count, file.utf8[place] & 0xC0 == 0x80 { place -= 1 }
    self.cursor = place
    word = TypedWord(range: SourceRange(place, place), text: "")
    let head = SourceFile(
      name: "", text: String(decoding: file.utf8[..<place], as: UTF8.self))
    let outline = TextOutline(head)
    if let comment = outline.comments.last, comment.range.end == place { isInComment = true }
    takeWord(outline)
    takeStatement(outline)
  }

  var text: String { word.text }

  func source(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last, tokens.indices.contains(first),
      tokens.indices.contains(last)
    else { return "" }
    return file.text(in: SourceRange(tokens[first].range.start, tokens[last].range.end))
  }
}

extension TextAtCursor {
  private mutating func takeWord(_ outline: TextOutline) {
    guard let last = outline.tokens.last, last.range.end == cursor, !isInComment else { return }
    let start = last.range.start
    switch last.kind {
    case .name(let text):
      word = TypedWord(range: SourceRange(start, endOfName()), text: text)
    case .number, .date:
      let text = file.text(in: last.range)
      word = TypedWord(range: SourceRange(start, endOfName()), text: text)
    case .string:
      let isOpen = outline.findings.contains {
        $0.issue.code == "unclosed-string" && $0.range.start == start
      }
      guard isOpen else { return }
      let text = file.text(in: SourceRange(start + 1, cursor))
      word = TypedWord(
        range: SourceRange(start, endOfQuoted(by: UInt8(ascii: "\""))), text: text, quoting: .string
      )
    case .quotedName:
      let isClosed = cursor - start > 1 && file.utf8[cursor - 1] == UInt8(ascii: "`")
      guard !isClosed else { return }
      let text = file.text(in: SourceRange(start + 1, cursor))
      word = TypedWord(
        range: SourceRange(start, endOfQuoted(by: UInt8(ascii: "`"))), text: text,
        quoting: .backticks)
    case .symbol: return
    }
  }

  /// The rest of a name in which the cursor stands.
  private func endOfName() -> Int {
    let rest = String(decoding: file.utf8[cursor...], as: UTF8.self)
    var end = cursor
    for scalar in rest.unicodeScalars {
      guard Spelling.continuesName(scalar) else { break }
      end += UTF8.width(scalar)
    }
    return min(end, file.utf8.count)
  }

  /// Behind the quote that closes this text. An even number of quotes up to the line's end belong
  /// to other texts.
  private func endOfQuoted(by quote: UInt8) -> Int {
    let line = file.utf8[cursor...].prefix { $0 != 0x0A }
    let count = line.count { $0 == quote }
    guard count % 2 == 1, let place = line.firstIndex(of: quote) else { return cursor }
    return place + 1
  }

  private mutating func takeStatement(_ outline: TextOutline) {
    let isTyping = word.range.start < cursor
    let end = isTyping ? outline.tokens.count - 1 : outline.tokens.count
    guard let statement = outline.statements.last else { return }
    let last = outline.tokens[statement].last
    // On a new line after a finished statement a new one starts.
    if !isTyping, let last, startsAnew(after: last, outline) {
      statementStart = cursor
      return
    }
    let range = statement.lowerBound..<max(statement.lowerBound, end)
    tokens = Array(outline.tokens[range])
    statementStart = outline.tokens[statement.lowerBound].range.start
  }

  private func startsAnew(after last: Token, _ outline: TextOutline) -> Bool {
    let between = file.utf8[min(last.range.end, cursor)..<cursor]
    guard between.contains(0x0A) else { return false }
    let head = String(decoding: file.utf8[..<cursor], as: UTF8.self)
    return InputCompleteness.of(head) == .complete
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x80: 1
    case ..<0x800: 2
    case ..<0x10000: 3
    default: 4
    }
  }
}
