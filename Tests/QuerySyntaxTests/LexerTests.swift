import SourceText
import Testing

@testable import QuerySyntax

@Suite("Lexer")
struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    let lexed = Lexer.lex(SourceFile(name: "t", text: text))
    #expect(lexed.findings.isEmpty)
    return lexed.tokens.map(\.kind)
  }

  @Test("numbers, ranges and dates are told apart")
  func numbers() {
    #expect(
      kinds("12 2.5 1_000 1e6 1.5e-3") == [
        .number(12, spelling: "12"), .number(2.5, spelling: "2.5"),
        .number(1000, spelling: "1_000"), .number(1e6, spelling: "1e6"),
        .number(0.0015, spelling: "1.5e-3"),
      ])
    #expect(
      kinds("2000..2020") == [
        .number(2000, spelling: "2000"), .symbol(.range), .number(2020, spelling: "2020"),
      ])
    #expect(kinds("2007-04-24 2006-04") == [.date("2007-04-24"), .date("2006-04")])
    #expect(kinds("2006 - 04").count == 3)
    #expect(kinds("2020-1").count == 3)
    #expect(kinds("2010-2020").count == 3)
    #expect(kinds("2006-04-x").first == .date("2006-04"))
    #expect(kinds("1e").count == 2)
    #expect(kinds("1_").count == 2)
  }

  @Test("names in any script")
  func names() {
    #expect(kinds("país دولة 国家 करार _1 x2").count == 6)
    #expect(kinds("می\u{200C}خواهم").count == 1)
    #expect(kinds("`SP.POP.TOTL`") == [.quotedName("SP.POP.TOTL")])
  }

  @Test("strings with their escapes, also over lines")
  func strings() {
    #expect(kinds(#""a\"b\\c\n\t\u{1F30D}é""#) == [.string("a\"b\\c\n\t\u{1F30D}é")])
    #expect(kinds("\"a\nb\"") == [.string("a\nb")])
    #expect(kinds("\"\"") == [.string("")])
  }

  @Test("other spellings of signs")
  func aliases() {
    #expect(kinds("a == b <> c") == kinds("a = b != c"))
  }

  @Test("space that pages leave behind is space")
  func spaces() {
    #expect(kinds("\u{FEFF}a\u{A0}b\u{200E}c\u{3000}d\r\ne").count == 5)
  }

  @Test("tokens stand at their bytes, and the text between them is space and comments")
  func places() {
    for text in Examples.all where !text.hasPrefix("search") {
      let file = SourceFile(name: "t", text: text)
      let lexed = Lexer.lex(file)
      var bytes = file.utf8
      for range in lexed.tokens.map(\.range) + lexed.comments.map(\.range) {
        for offset in range.start..<range.end { bytes[offset] = 0x20 }
      }
      #expect(bytes.allSatisfy { $0 == 0x20 || $0 == 0x0A }, "\(text)")
    }
  }

  @Test("comments know whether they have their line for themselves")
  func comments() {
    let lexed = Lexer.lex(SourceFile(name: "t", text: "#!/x\r\na # b\n  # c"))
    #expect(lexed.comments.map(\.text) == ["#!/x", "# b", "# c"])
    #expect(lexed.comments.map(\.ownsLine) == [true, false, true])
  }
}
