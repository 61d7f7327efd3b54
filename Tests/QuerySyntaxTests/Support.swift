import SourceText
import Testing

@testable import QuerySyntax

/// Parses a text and checks what holds for every text, whatever is wrong in it.
func parse(
  _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) -> (tree: SyntaxTree, file: SourceFile, diagnostics: [Diagnostic]) {
  let file = SourceFile(name: "test", text: text)
  var sink = DiagnosticSink()
  let tree = Parser.parse(file, reporting: &sink)
  let size = file.utf8.count
  for diagnostic in sink.diagnostics {
    let range = diagnostic.range ?? SourceRange(-1, -1)
    #expect(range.start >= 0 && range.end <= size, sourceLocation: sourceLocation)
  }
  for diagnostic in sink.diagnostics.prefix(100) {
    #expect(
      !DiagnosticRenderer.render(diagnostic, in: file).isEmpty, sourceLocation: sourceLocation)
  }
  var last = 0
  for statement in tree.statements {
    let isInOrder = statement.range.start >= last && statement.range.end <= size
    #expect(isInOrder, "\(statement.range) in \(text)", sourceLocation: sourceLocation)
    last = statement.range.end
  }
  return (tree, file, sink.diagnostics)
}

/// All places in a node, found by reflection so that no new node can be forgotten.
func ranges(in value: Any) -> [SourceRange] {
  if let range = value as? SourceRange { return [range] }
  return Mirror(reflecting: value).children.flatMap { ranges(in: $0.value) }
}

/// A text with places marked as `⟦…⟧`.
struct MarkedText {
  var text = ""
  var ranges: [SourceRange] = []

  init(_ marked: String) {
    var starts: [Int] = []
    for character in marked {
      switch character {
      case "⟦": starts.append(text.utf8.count)
      case "⟧": ranges.append(SourceRange(starts.popLast() ?? 0, text.utf8.count))
      default: text.append(character)
      }
    }
  }
}

/// Checks that a text has exactly the marked errors, in the order of the text.
func expectErrors(
  _ marked: String, _ codes: String..., says: String? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let source = MarkedText(marked)
  let (_, file, diagnostics) = parse(source.text, sourceLocation: sourceLocation)
  let drawn = diagnostics.map { DiagnosticRenderer.render($0, in: file) }.joined(separator: "\n")
  #expect(diagnostics.map(\.code) == codes, "\(drawn)", sourceLocation: sourceLocation)
  let ranges = source.ranges.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  #expect(diagnostics.map(\.range) == ranges, "\(drawn)", sourceLocation: sourceLocation)
  if let says { #expect(drawn.contains(says), "\(drawn)", sourceLocation: sourceLocation) }
}

/// The dump of an expression, read as the condition of a verb.
func dump(expression: String) -> String {
  let (tree, _, diagnostics) = parse("let x = " + expression)
  #expect(diagnostics.isEmpty, "\(diagnostics) in \(expression)")
  guard case .letExpression(_, let value)? = tree.statements.first?.kind else { return "no let" }
  return SyntaxDump.dump(value)
}

/// Splitmix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
