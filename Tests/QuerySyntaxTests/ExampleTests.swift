import SourceText
import Testing

@testable import QuerySyntax

@Suite("Examples of the language")
struct ExampleTests {
  @Test("parse without errors", arguments: Examples.all)
  func parses(text: String) {
    var sink = DiagnosticSink()
    let file = SourceFile(name: "t", text: text)
    let tree = Parser.parse(file, reporting: &sink)
    #expect(
      sink.diagnostics.isEmpty,
      "\(sink.diagnostics.map { "\($0.code) \($0.message) \($0.label ?? "") \(file.text(in: $0.range ?? SourceRange(0,0)))" }) in \(text)"
    )
  }
}
