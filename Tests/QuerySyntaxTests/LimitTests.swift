import SourceText
import Testing

@testable import QuerySyntax

@Suite("Limits")
struct LimitTests {
  @Test(
    "200 brackets are read, 201 are an error",
    arguments: [("(", ")"), ("f(", ")"), ("{", "}"), ("-", ""), ("not ", ""), ("2 ^ ", "")])
  func nesting(open: String, close: String) {
    func text(_ depth: Int) -> String {
      "from c | where " + String(repeating: open, count: depth) + "x"
        + String(repeating: close, count: depth)
    }
    #expect(parse(text(200)).diagnostics.isEmpty)
    #expect(parse(text(201)).diagnostics.map(\.code) == ["nested-too-deep"])
    #expect(parse(text(50_000)).diagnostics.map(\.code) == ["nested-too-deep"])
  }

  @Test("choices, queries and explanations nest no deeper")
  func otherNesting() {
    let choices = String(repeating: "if a then b else ", count: 10_000)
    #expect(parse("from c | where \(choices) c").diagnostics.map(\.code) == ["nested-too-deep"])
    let queries = String(repeating: "from (", count: 10_000)
    let closers = String(repeating: ")", count: 10_000)
    #expect(parse("\(queries)from x\(closers)").diagnostics.map(\.code) == ["nested-too-deep"])
    let explain = String(repeating: "explain ", count: 10_000)
    #expect(parse("\(explain) cite").diagnostics.map(\.code) == ["nested-too-deep"])
    #expect(
      Set(parse("from c | where " + String(repeating: "(", count: 10_000)).diagnostics.map(\.code))
        == ["unclosed-bracket", "nested-too-deep"])
  }

  /// A tree that leans to the left is as deep for the stages behind the parser as nested brackets.
  @Test(
    "a chain of operators is read up to the height limit",
    arguments: [" + x", " and x", ".x", "@y", " ?? x", " * x"])
  func height(link: String) {
    func text(_ count: Int) -> String {
      "from c | where x" + String(repeating: link, count: count)
    }
    #expect(parse(text(999)).diagnostics.isEmpty)
    #expect(parse(text(1000)).diagnostics.map(\.code) == ["nested-too-deep"])
    #expect(parse(text(100_000)).diagnostics.map(\.code) == ["nested-too-deep"])
  }

  @Test("the height of a query counts for what is around it")
  func heightThroughQueries() {
    let chain = String(repeating: " + x", count: 600)
    let inner = "(from c | where x\(chain))"
    #expect(parse("from c | where x in \(inner)").diagnostics.isEmpty)
    #expect(
      parse("from c | where \(inner)\(chain)").diagnostics.map(\.code) == ["nested-too-deep"])
  }

  @Test("a statement of many tokens takes time in step with its length")
  func linearTime() {
    func time(_ count: Int) -> Duration {
      let items = Array(repeating: "total_2 = value", count: count).joined(separator: ", ")
      let text = "from c | derive \(items) | where x in {\(items.filter { $0 != "=" })}"
      let file = SourceFile(name: "t", text: text)
      let times = (0..<3).map { _ in
        ContinuousClock().measure {
          var sink = DiagnosticSink()
          let tree = Parser.parse(file, reporting: &sink)
          _ = SyntaxFormatter.format(tree, file)
        }
      }
      // The fastest of three: other tests run on the same cores.
      return times.min() ?? .zero
    }
    let small = time(4_000)
    let large = time(32_000)
    // 8 times the tokens; a quadratic step would take 64 times as long.
    #expect(large < small * 32, "\(small) and \(large)")
  }

  @Test(
    "a megabyte of mistakes is read in step with its length",
    arguments: [
      "(", ")", "{", "\"", "`", "|", "| ", "'", "\\\"", "from c | (\n", "a ", "$ ", "2007-13 ",
      "1 < ", "a.", "x@y - 5 ", "search (\n", "{)", "(}\n", "\n", "# c\n", "let ", "é", "a: ",
      "in ", "from c | note \"\n", ", ", "not in ", "is ", "if ", "\"\\u{",
    ])
  func manyMistakes(piece: String) {
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    let duration = ContinuousClock().measure {
      var sink = DiagnosticSink()
      let file = SourceFile(name: "t", text: text)
      let tree = Parser.parse(file, reporting: &sink)
      _ = SyntaxFormatter.format(tree, file)
      _ = InputCompleteness.of(text)
    }
    // A quadratic step over 60 000 tokens would take minutes in a debug build.
    #expect(duration < .seconds(5), "\(duration)")
  }
}
