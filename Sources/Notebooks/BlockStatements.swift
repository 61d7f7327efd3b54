import QuerySyntax
import SourceText

/// The statements of one block, parsed, in a file of their own with the lines and columns of the
/// brief, so that findings point into the brief.
struct BlockStatements: Sendable {
  let file: SourceFile
  let tree: SyntaxTree
  /// What the parser found.
  let findings: [Diagnostic]
  private let tokens: [Token]

  init(_ brief: SourceFile, _ range: SourceRange) {
    // All before the block becomes blank; what comes after it is left off.
    var bytes = [UInt8](repeating: 32, count: range.start)
    for index in bytes.indices where brief.utf8[index] == 10 { bytes[index] = 10 }
    bytes += brief.utf8[range.start..<range.end]
    file = SourceFile(name: brief.name, text: String(decoding: bytes, as: UTF8.self))
    var sink = DiagnosticSink()
    tree = Parser.parse(file, reporting: &sink)
    findings = sink.diagnostics
    tokens = Lexer.lex(file).tokens
  }

  /// The text without comments and layout: what must be equal for two blocks to ask the same.
  var normalised: String {
    let starts = Set(tree.statements.map(\.range.start))
    return tokens.map { token in
      let text =
        switch token.kind {
        case .name(let name): name
        case .quotedName(let name): "`\(name)`"
        case .number(let value, _): "\(value)"
        case .string(let text): SyntaxFormatter.quoted(text)
        case .date(let date): date
        case .symbol(let symbol): symbol.rawValue
        }
      return (starts.contains(token.range.start) ? "\n" : " ") + text
    }.joined()
  }

  /// Names given by `let` and `param`.
  var defined: [String] {
    tree.statements.compactMap { statement in
      switch statement.kind {
      case .letQuery(let name, _), .letExpression(let name, _), .param(let name, _, _): name.text
      default: nil
      }
    }
  }

  /// Every name that stands in the block; which of them mean something is the caller's to know.
  var names: Set<String> {
    Set(
      tokens.compactMap { token in
        switch token.kind {
        case .name(let name), .quotedName(let name): name
        default: nil
        }
      })
  }

  /// How often a name stands in the block.
  func count(of wanted: String) -> Int {
    tokens.count { token in
      switch token.kind {
      case .name(let name), .quotedName(let name): name == wanted
      default: false
      }
    }
  }

  /// Names where a table stands: after `from`, `join` and `append`.
  var tableNames: Set<String> {
    Set(
      zip(tokens, tokens.dropFirst()).compactMap { before, token in
        guard let word = before.word, ["from", "join", "append"].contains(word),
          case .name(let name) = token.kind
        else { return nil }
        return name
      })
  }

  /// Whether the block goes on from the result before it.
  var needsLastResult: Bool {
    let first = tree.statements.first { statement in
      switch statement.kind {
      case .pipeline, .continuation: true
      default: false
      }
    }
    if case .continuation? = first?.kind { return true }
    return names.contains { $0 == "_" || ($0.hasPrefix("_") && Int($0.dropFirst()) != nil) }
  }

  /// Whether it changes nothing for later blocks but by its result: no names, no options, no file,
  /// and nothing of the results before it.
  var isOnlyQueries: Bool {
    guard !needsLastResult, !tree.statements.isEmpty else { return false }
    return tree.statements.allSatisfy { statement in
      guard case .pipeline(let pipeline) = statement.kind else { return false }
      return !pipeline.verbs.contains { $0.name.text == "save" }
    }
  }

  /// The pipelines, with the `as of` of each as written.
  var pipelines: [(pipeline: Pipeline, asOf: String?)] {
    tree.statements.compactMap { statement in
      switch statement.kind {
      case .pipeline(let pipeline), .letQuery(_, let pipeline):
        return (pipeline, pipeline.source.asOf.map { file.text(in: $0.range) })
      default: return nil
      }
    }
  }
}
