import SourceText
import Testing

@testable import QuerySyntax

@Suite("Random texts")
struct FuzzTests {
  @Test("random bytes and random words give a tree", arguments: 0..<8)
  func random(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let words =
      GrammarWord.all.sorted() + Symbol.allCases.map(\.rawValue)
      + ["\n", " ", "x", "2010", "2007-04", "\"", "\"s\"", "`", "é", "中", "#", "$", "==", "take"]
    for round in 0..<400 {
      let count = Int.random(in: 0...40, using: &generator)
      let text: String
      if round % 2 == 0 {
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        text = String(decoding: bytes, as: UTF8.self)
      } else {
        text = (0..<count).compactMap { _ in words.randomElement(using: &generator) }
          .joined(separator: " ")
      }
      let (tree, file, diagnostics) = parse(text)
      let formatted = SyntaxFormatter.format(tree, file)
      _ = InputCompleteness.of(text)
      guard diagnostics.isEmpty else { continue }
      let again = parse(formatted)
      #expect(again.diagnostics.isEmpty, "seed \(seed): \(text)")
      #expect(SyntaxDump.dump(again.tree) == SyntaxDump.dump(tree), "seed \(seed): \(text)")
      #expect(
        SyntaxFormatter.format(again.tree, again.file) == formatted, "seed \(seed): \(text)")
    }
  }

  /// Random statements that are mostly right, so that the formatter sees more than errors.
  @Test("random statements mean the same after formatting", arguments: 0..<8)
  func statements(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed) &* 977)
    for _ in 0..<100 {
      let text = RandomStatement.text(using: &generator)
      let (tree, file, diagnostics) = parse(text)
      #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message)) in \(text)")
      let formatted = SyntaxFormatter.format(tree, file)
      let again = parse(formatted)
      #expect(again.diagnostics.isEmpty, "\(text)\n---\n\(formatted)")
      #expect(SyntaxDump.dump(again.tree) == SyntaxDump.dump(tree), "\(text)\n---\n\(formatted)")
      #expect(again.tree.comments.count == tree.comments.count, "\(text)\n---\n\(formatted)")
      #expect(SyntaxFormatter.format(again.tree, again.file) == formatted)
    }
  }
}

/// Statements made up from the grammar, with line ends and comments where they may stand.
enum RandomStatement {
  static func text(using generator: inout SeededGenerator) -> String {
    var text =
      ["from countries", "let x = from panel 1990..2020", "explain from \"f.csv\" bad: 3"]
      .randomElement(using: &generator) ?? ""
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let gap = [" ", "\n", " # note\n", "\n# note\n", "\n\n# a\n# b\n\n"]
      text += (gap.randomElement(using: &generator) ?? " ") + "| " + verb(using: &generator)
    }
    return text + (["", "\n# end", " # end"].randomElement(using: &generator) ?? "")
  }

  private static func verb(using generator: inout SeededGenerator) -> String {
    let name = ["where", "keep", "derive", "sort", "chart"].randomElement(using: &generator) ?? ""
    let defines = name == "keep" || name == "derive"
    let items = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
      (defines && Bool.random(using: &generator) ? "new_name = " : "")
        + (defines
          ? "(" + expression(3, using: &generator) + ")" : expression(3, using: &generator))
    }
    var text =
      name + " "
      + items.joined(separator: [", ", ",\n", ", # c\n"].randomElement(using: &generator) ?? ",")
    if Bool.random(using: &generator) { text += " by region, decade = floor(year)" }
    if Bool.random(using: &generator) { text += " kind: left\n  title: \"a, b\"" }
    return text
  }

  private static func expression(_ depth: Int, using generator: inout SeededGenerator) -> String {
    let leaves = [
      "x", "`a b`", "2010", "\"s\"", "2007-04-24", "missing", "ICRMW.date", "x@latest(5)",
    ]
    guard depth > 0 else { return leaves.randomElement(using: &generator) ?? "x" }
    func part() -> String { expression(depth - 1, using: &generator) }
    switch Int.random(in: 0..<10, using: &generator) {
    case 0: return "(\(part())) + (\(part()))"
    case 1: return "\(part()) and \(part())"
    case 2: return "f(\(part()), by: {\(part())})"
    case 3: return "{\(part()), \(part())}"
    case 4: return "not \(part())"
    case 5: return "(\(part())) in (\(part()))"
    case 6: return "if \(part()) then \(part()) else \(part())"
    case 7: return "(\(part())) is not missing"
    case 8: return "x@(\(part()))"
    default: return leaves.randomElement(using: &generator) ?? "x"
    }
  }
}
