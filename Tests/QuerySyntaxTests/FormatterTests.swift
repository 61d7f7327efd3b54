import Testing

@testable import QuerySyntax

@Suite("Formatter")
struct FormatterTests {
  private func format(_ text: String) -> String {
    let (tree, file, _) = parse(text)
    return SyntaxFormatter.format(tree, file)
  }

  @Test("one verb stays on the line of its source, two do not")
  func lines() {
    #expect(format("from   c|take   3") == "from c | take 3\n")
    #expect(format("from c|take 3|count") == "from c\n| take 3\n| count\n")
    #expect(format("let x=from c|take 3|count") == "let x = from c\n| take 3\n| count\n")
    #expect(format("|take 3|count") == "| take 3\n| count\n")
    #expect(format("") == "")
    #expect(format("# only\n") == "# only\n")
  }

  @Test("signs are spaced and spelled in one way, names quoted only where they must be")
  func spelling() {
    #expect(
      format("from c|where a==1and b<>-2^3 or x@( y-1 )in{1,2}")
        == "from c | where a = 1 and b != -2 ^ 3 or x@(y - 1) in {1, 2}\n")
    #expect(format("from c | keep `a`, `a b`, `by`") == "from c | keep a, `a b`, `by`\n")
    #expect(
      format("from c | chart dot x:a y :b") == "from c | chart dot x: a, y: b\n")
    #expect(
      format("from c | chart dot a@2010,b x:c") == "from c | chart dot a@2010, b x: c\n")
    #expect(format("from c | chart dot (a-b)") == "from c | chart dot (a - b)\n")
    #expect(format("search  forced   labour # c") == "search \"forced labour\"  # c\n")
  }

  @Test("long lists break behind commas")
  func wrapping() {
    let names = (10..<40).map { "column_\($0)" }.joined(separator: ",")
    let lines = format("from c | keep \(names)").split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("  column") })
    #expect(lines.dropLast().dropFirst().allSatisfy { $0.hasSuffix(",") })
  }

  @Test("comments stay at their verb, blank lines between statements stay one")
  func comments() {
    let text = """
      #!/usr/bin/env accord
      # About this file.

      from c  # source
      # why
      | where x
      | take 3  # three

      # next
      cite  # all
      set x = 1
      # end

      """
    #expect(format(text) == text)
    #expect(format("from c\n| keep a, # x\n b # y\n") == "from c\n# x\n| keep a, b  # y\n")
    #expect(format("cite\n\n\n\ncite\ncite") == "cite\n\ncite\ncite\n")
  }

  @Test("a statement that lacks something is left as it is written")
  func holes() {
    #expect(format("from   c|where  and b # c\ncite") == "from   c|where  and b  # c\ncite\n")
    #expect(format("let   = 3 # c\ncite # d") == "let   = 3  # c\ncite  # d\n")
  }
}
