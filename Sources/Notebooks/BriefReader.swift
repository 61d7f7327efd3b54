package import SourceText

/// Cuts a file into front matter, prose, blocks of statements and stamped results.
package struct BriefReader {
  private let file: SourceFile
  private var brief: Brief
  private var line = 1
  private var proseStart = 0
  private var identifiers: Set<String> = []

  package static func read(_ file: SourceFile) -> Brief {
    var reader = BriefReader(file)
    reader.read()
    return reader.brief
  }

  private init(_ file: SourceFile) {
    self.file = file
    brief = Brief(file: file)
  }

  private mutating func read() {
    readFrontMatter()
    /// The block that a result directly below belongs to.
    var latest: Int?
    while line <= file.lineCount {
      let text = self.text(line)
      if let stamp = Stamp(line: text) {
        readResult(stamp, under: latest)
        latest = nil
      } else if let fence = Fence(text) {
        latest = readFenced(fence) ?? latest
      } else {
        if Fence.isBroken(text) {
          brief.findings.append(
            Diagnostic(
              code: "broken-fence",
              message: "a backtick in this line makes it plain text, and no block begins here",
              range: file.lineRange(line),
              notes: ["open and close the block with ~~~, or leave the backticks out"]))
        }
        if !text.trimmed.isEmpty { latest = nil }
        line += 1
      }
    }
    endProse(before: file.utf8.count)
  }

  // MARK: Lines

  private func text(_ line: Int) -> String { file.text(in: file.lineRange(line)) }

  private func start(of line: Int) -> Int {
    line > file.lineCount ? file.utf8.count : file.lineRange(line).start
  }

  private mutating func endProse(before end: Int) {
    if end > proseStart {
      brief.segments.append(Brief.Segment(kind: .prose, range: SourceRange(proseStart, end)))
    }
  }

  /// Ends the prose before `first` and adds a piece up to and with the line `last`.
  private mutating func add(_ kind: Brief.Segment.Kind, from first: Int, through last: Int) {
    endProse(before: start(of: first))
    let end = start(of: last + 1)
    brief.segments.append(
      Brief.Segment(kind: kind, range: SourceRange(start(of: first), end)))
    proseStart = end
    line = last + 1
  }

  private mutating func report(
    _ code: String, _ message: String, at range: SourceRange, notes: [String] = []
  ) {
    brief.findings.append(Diagnostic(code: code, message: message, range: range, notes: notes))
  }

  // MARK: Parts

  private mutating func readFrontMatter() {
    // A mark of the byte order may stand before it.
    let first = text(1).drop { $0 == "\u{FEFF}" }.trimmed
    guard first == "---", file.lineCount > 1 else { return }
    var last = 2
    while last <= file.lineCount, !["---", "..."].contains(text(last).trimmed) { last += 1 }
    guard last <= file.lineCount else {
      report(
        "bad-front-matter", "the front matter is opened and never closed by a line `---`",
        at: file.lineRange(1))
      line = file.lineCount + 1
      return
    }
    var reader = FrontMatterReader(file, lines: 2..<last)
    brief.front = reader.read()
    brief.findings += reader.findings
    add(.frontMatter, from: 1, through: last)
  }

  private mutating func readResult(_ stamp: Stamp, under block: Int?) {
    let first = line
    var last = first + 1
    while last <= file.lineCount, text(last).trimmed != Stamp.end {
      // A second opening line means that the end of this one was lost.
      if Stamp(line: text(last)) != nil { last = file.lineCount }
      last += 1
    }
    guard last <= file.lineCount else {
      report(
        "unclosed-result", "the stamped result is not closed by a line `\(Stamp.end)`",
        at: file.lineRange(first), notes: ["delete what is left of the result and run again"])
      line = first + 1
      return
    }
    let body = (first + 1..<last).map(text).joined(separator: "\n")
    add(.result(StampedResult(stamp: stamp, body: body), block: block), from: first, through: last)
  }

  /// Reads a fenced block; the number of the block if it is one of statements.
  private mutating func readFenced(_ fence: Fence) -> Int? {
    let first = line
    var last = first + 1
    while last <= file.lineCount, !fence.isClosed(by: text(last)) { last += 1 }
    let range = file.lineRange(first)
    guard fence.language == "accord" else {
      if let written = fence.nearAccord {
        brief.findings.append(
          Diagnostic(
            .warning, code: "block-not-run", message: "a block of `\(written)` is not run",
            range: range, notes: ["blocks of statements begin with \(fence.mark)accord"]))
      }
      line = last + 1
      return nil
    }
    guard last <= file.lineCount else {
      report(
        "unclosed-block", "the block is not closed by a line of \(fence.mark)", at: range)
      line = file.lineCount + 1
      return nil
    }
    var block = BriefBlock(
      identifier: "block\(brief.blocks.count + 1)", isNamed: false, caption: "", isHidden: false,
      statements: SourceRange(start(of: first + 1), start(of: last)), fence: range)
    readOptions(fence.options, into: &block, at: range)
    if !identifiers.insert(block.identifier).inserted {
      report("defined-twice", "two blocks are called `\(block.identifier)`", at: range)
    }
    brief.blocks.append(block)
    add(.block(brief.blocks.count - 1), from: first, through: last)
    return brief.blocks.count - 1
  }

  private mutating func readOptions(
    _ options: String, into block: inout BriefBlock, at range: SourceRange
  ) {
    for (name, value) in Fence.pairs(options) {
      switch (name, value) {
      case ("id", let value?):
        let isName =
          !value.isEmpty && !value.utf8.allSatisfy { (48...57).contains($0) }
          && value.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == 95
          }
        if !isName {
          report(
            "bad-value", "a block's id is letters, digits and `_`, found `\(value)`", at: range)
        }
        block.identifier = value
        block.isNamed = true
      case ("caption", let value?): block.caption = value
      case ("guess", let value?): block.guess = value
      case ("hide", nil): block.isHidden = true
      case ("solution", nil): block.isSolution = true
      default:
        report(
          "unknown-option", "a block has no option `\(name)`", at: range,
          notes: (name.hasPrefix("{") ? ["options stand behind the word, without braces"] : [])
            + ["options: id=NAME, caption=\"TEXT\", guess=\"QUESTION\", solution, hide"])
      }
    }
  }
}

/// An opening fence of Markdown: up to three spaces, three or more signs, words.
struct Fence {
  var mark: String
  var language: String
  var options: String

  init?(_ line: String) {
    let indent = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(indent)
    guard indent < 4, let sign = rest.first, sign == "`" || sign == "~" else { return nil }
    let run = rest.prefix { $0 == sign }
    guard run.count >= 3 else { return nil }
    let info = rest.dropFirst(run.count).trimmed
    // Backticks within the line make it code in a paragraph.
    if sign == "`", info.contains("`") { return nil }
    mark = String(run)
    let word = info.prefix { !$0.isWhitespace && $0 != "{" }
    language = String(word)
    options = String(info.dropFirst(word.count).trimmed)
  }

  /// The mark of another notebook for a block of statements, or a slip: `{accord}`, `acord`.
  var nearAccord: String? {
    let written = language.isEmpty ? String(options.prefix { !$0.isWhitespace }) : language
    let word = written.filter { !"{}.=".contains($0) }.lowercased()
    guard word == "accord" || !NameSuggestion.nearest(to: word, among: ["accord"]).isEmpty,
      language != "accord", word.count > 4
    else { return nil }
    return written
  }

  /// Whether a line would open a block of statements, were it not for a backtick in it.
  static func isBroken(_ line: String) -> Bool {
    let rest = line.drop { $0 == " " }
    let info = rest.drop { $0 == "`" }
    return rest.hasPrefix("```") && info.contains("`") && info.trimmed.hasPrefix("accord")
  }

  func isClosed(by line: String) -> Bool {
    let indent = line.prefix { $0 == " " }.count
    let rest = line.trimmed
    return indent < 4 && rest.count >= mark.count && rest.allSatisfy { $0 == mark.first }
  }

  /// `id=x caption="a b" hide`, with commas between them or without.
  static func pairs(_ text: String) -> [(name: String, value: String?)] {
    func parts(_ character: Character) -> Bool { character.isWhitespace || character == "," }
    var pairs: [(String, String?)] = []
    var rest = text[...]
    while true {
      rest = rest.drop(while: parts)
      guard !rest.isEmpty else { return pairs }
      let name = rest.prefix { !parts($0) && $0 != "=" }
      rest = rest.dropFirst(name.count)
      guard rest.first == "=" else {
        pairs.append((String(name), nil))
        continue
      }
      rest = rest.dropFirst()
      if rest.first == "\"" {
        var value = ""
        var isEscaped = false
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
          if !isEscaped, character == "\"" { break }
          if !isEscaped, character == "\\" {
            isEscaped = true
            continue
          }
          value.append(character)
          isEscaped = false
        }
        pairs.append((String(name), value))
      } else {
        let value = rest.prefix { !parts($0) }
        rest = rest.dropFirst(value.count)
        pairs.append((String(name), String(value)))
      }
    }
  }
}
