import QuerySyntax
import SourceText
package import Workbench

/// A statement that was run at the prompt, with what a file made of the session must know of it.
package struct SessionStatement: Sendable {
  /// As written, with the comments above it.
  package let text: String
  package let outcome: StatementOutcome
  /// Number of the result that stood last before it.
  package let last: Int?
  /// What was said about it, where it failed.
  package let failure: String?
  let kind: Kind
  /// Names in it that are read: of definitions, of results, and whatever else is a name.
  let reads: Set<String>

  enum Kind: Equatable {
    /// Gives a name.
    case definition(String)
    case setting(String)
    /// Shows something that a reader of the file would want again.
    case result
    /// Was asked along the way: `search`, `explain`.
    case aside
    case nothing
  }

  /// - Parameters:
  ///   - text: one statement, comments before it.
  ///   - last: number of the latest result before it ran.
  package init(_ text: String, _ outcome: StatementOutcome, last: Int?, failure: String? = nil) {
    self.text = text
    self.outcome = outcome
    self.last = last
    self.failure = failure
    let file = SourceFile(name: "", text: text)
    var sink = DiagnosticSink()
    let statement = Parser.parse(file, reporting: &sink).statements.first
    kind = SessionStatement.kind(of: statement)
    var reads: Set<String> = []
    var given: String?
    if case .definition(let name) = kind { given = name }
    for token in Lexer.lex(file).tokens {
      switch token.kind {
      // Where the name is given it is not read.
      case .name(given), .quotedName(given): given = nil
      case .name(let name), .quotedName(let name): reads.insert(name)
      default: continue
      }
    }
    if case .continuation? = statement?.kind { reads.insert("_") }
    if case .cite(nil, _)? = statement?.kind { reads.insert("_") }
    self.reads = reads
  }

  /// Only comments: what a trainer wrote for the transcript.
  package static func remark(_ text: String) -> SessionStatement {
    SessionStatement(
      text, StatementOutcome(range: SourceRange(0, 0), output: .none, diagnostics: []), last: nil)
  }

  package var worked: Bool { !outcome.failed }

  /// The number of what it gave.
  var number: Int? {
    switch outcome.output {
    case .result(let result), .chart(_, let result): result.number
    case .none, .text, .profile: nil
    }
  }

  /// The text without its `save`.
  package var textWithoutSaving: String { withoutSaving().text }

  /// The text without its `save`: running the brief must not write files, and cannot twice.
  func withoutSaving() -> (text: String, files: [String]) {
    let file = SourceFile(name: "", text: text)
    var sink = DiagnosticSink()
    let tree = Parser.parse(file, reporting: &sink)
    let tokens = Lexer.lex(file).tokens
    var out = file.utf8[...]
    var files: [String] = []
    for statement in tree.statements.reversed() {
      let verbs: [Verb]
      switch statement.kind {
      case .pipeline(let pipeline), .letQuery(_, let pipeline): verbs = pipeline.verbs
      case .continuation(let own): verbs = own
      default: continue
      }
      for verb in verbs.reversed() where verb.name.text == "save" {
        guard let pipe = tokens.last(where: { $0.range.end <= verb.range.start }),
          pipe.symbol == .pipe
        else { continue }
        if case .string(let path)? = verb.items.first?.value.kind { files.append(path) }
        out = out[..<pipe.range.start] + out[verb.range.end...]
      }
    }
    return (String(String(decoding: out, as: UTF8.self).trimmed), files.reversed())
  }

  private static func kind(of statement: Statement?) -> Kind {
    switch statement?.kind {
    case .letQuery(let name, _)?, .letExpression(let name, _)?, .param(let name, _, _)?:
      .definition(name.text)
    case .set(let name, _)?: .setting(name.text)
    case .search?, .explain?: .aside
    case .pipeline?, .continuation?, .profile?, .why?, .cite?: .result
    case .hole?, nil: .nothing
    }
  }
}

/// Gives statements of a session the names that hold in a file, where a name is given once and
/// results are counted without what was left out.
struct SessionTranslation {
  private var names: [String: String] = [:]
  private var taken: Set<String> = []
  private var numbers: [Int: Int] = [:]
  private var count = 0

  /// The statement as it stands in the file; to be called for each that is kept, in order.
  mutating func translate(_ statement: SessionStatement, text: String? = nil) -> String {
    let text = text ?? statement.text
    let file = SourceFile(name: "", text: text)
    let tokens = Lexer.lex(file).tokens
    var given: Int?
    var newName: String?
    if case .definition(let name) = statement.kind {
      given = tokens.firstIndex { self.name($0) == name }
      newName = unused(name)
    }
    var out: [UInt8] = []
    var done = 0
    func replace(_ range: SourceRange, by new: String, in out: inout [UInt8]) {
      out += file.utf8[done..<range.start]
      out += new.utf8
      done = range.end
    }
    for (index, token) in tokens.enumerated() {
      if index == 0, token.symbol == .pipe {
        if let source = source(of: statement.last) {
          replace(
            SourceRange(token.range.start, token.range.start), by: "from \(source) ", in: &out)
        }
        continue
      }
      guard let name = name(token), index == 0 || tokens[index - 1].symbol != .dot else { continue }
      if index == given {
        if let newName, newName != name { replace(token.range, by: newName, in: &out) }
      } else if name == "_" {
        if let source = source(of: statement.last) { replace(token.range, by: source, in: &out) }
      } else if name.hasPrefix("_"), let number = Int(name.dropFirst()), let now = numbers[number] {
        let new = now == count ? "_" : "_\(now)"
        if new != name { replace(token.range, by: new, in: &out) }
      } else if let now = names[name], now != name {
        replace(token.range, by: now, in: &out)
      }
    }
    out += file.utf8[done...]
    if case .definition(let name) = statement.kind, let newName {
      names[name] = newName
      taken.insert(newName)
    }
    if let number = statement.number {
      count += 1
      numbers[number] = count
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// What `_` must be called; nil where it may stay.
  private func source(of last: Int?) -> String? {
    guard let last, let now = numbers[last], now != count else { return nil }
    return "_\(now)"
  }

  private func name(_ token: Token) -> String? {
    switch token.kind {
    case .name(let name), .quotedName(let name): name
    default: nil
    }
  }

  private func unused(_ name: String) -> String {
    guard taken.contains(name) else { return name }
    var next = 2
    while taken.contains("\(name)_\(next)") { next += 1 }
    return "\(name)_\(next)"
  }
}
