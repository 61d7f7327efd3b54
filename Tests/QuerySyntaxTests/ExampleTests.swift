import SourceText
import Testing

@testable import QuerySyntax

@Suite("Examples of the language")
struct ExampleTests {
  @Test("parse without errors", arguments: Examples.all)
  func parses(text: String) {
    let (tree, file, diagnostics) = parse(text)
    let drawn = diagnostics.map { DiagnosticRenderer.render($0, in: file) }
    #expect(diagnostics.isEmpty, "\(drawn.joined(separator: "\n"))")
    #expect(!SyntaxDump.dump(tree).contains("?)"))
  }

  @Test(
    "mean the same after formatting, and formatting again changes nothing",
    arguments: Examples.all)
  func roundTrip(text: String) {
    let (tree, file, _) = parse(text)
    let formatted = SyntaxFormatter.format(tree, file)
    let (again, secondFile, diagnostics) = parse(formatted)
    #expect(diagnostics.isEmpty, "\(formatted)")
    #expect(SyntaxDump.dump(again) == SyntaxDump.dump(tree), "\(formatted)")
    #expect(again.comments.map(\.text) == tree.comments.map(\.text), "\(formatted)")
    #expect(SyntaxFormatter.format(again, secondFile) == formatted)
  }

  /// Whatever word is lacking or doubled, there is a tree, and every place is in the text.
  @Test("survive the loss or doubling of any one token", arguments: Examples.all)
  func mutations(text: String) {
    let file = SourceFile(name: "test", text: text)
    for token in Lexer.lex(file).tokens {
      let word = file.text(in: token.range)
      for replacement in ["", word + " " + word] {
        let changed =
          file.text(in: SourceRange(0, token.range.start)) + replacement
          + file.text(in: SourceRange(token.range.end, file.utf8.count))
        let (tree, changedFile, _) = parse(changed)
        for statement in tree.statements {
          let isWithin = ranges(in: statement).allSatisfy {
            $0.start >= statement.range.start && $0.end <= statement.range.end
          }
          #expect(isWithin, "\(changed)")
        }
        let once = SyntaxFormatter.format(tree, changedFile)
        _ = SyntaxFormatter.format(parse(once).tree, SourceFile(name: "again", text: once))
      }
    }
  }
}
