import Testing

@testable import SourceText

@Suite("Display width")
struct DisplayWidthTests {
  @Test(
    "counts columns, not characters",
    arguments: [
      ("", 0), ("abc", 3), ("Côte d’Ivoire", 13), ("e\u{301}", 1), ("\u{301}", 0), ("中国", 4),
      ("日本語", 6), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("المغرب", 6), ("مُحَمَّد", 4),
      ("Україна", 7), ("हिन्दी", 5), ("ｆ", 2), ("👍", 2), ("👨‍👩‍👧", 2), ("🇲🇦", 2), ("☺️", 2),
      ("☺", 1), ("\u{200B}", 0), ("a\u{7}b", 2), ("▇…─", 3), ("ไทย", 3), ("ที่", 1),
      ("\u{1F1E6}", 2),
    ])
  func width(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns, "\(text)")
  }

  @Test("pads to columns on either side and never cuts")
  func padding() {
    #expect(DisplayWidth.padded("中", to: 4) == "中  ")
    #expect(DisplayWidth.padded("7", to: 3, alignment: .right) == "  7")
    #expect(DisplayWidth.padded("abc", to: 2) == "abc")
    #expect(DisplayWidth.padded("abc", to: -1) == "abc")
  }

  @Test("truncates between characters and never exceeds the width")
  func truncation() {
    #expect(DisplayWidth.truncated("abcdef", to: 4) == "abc…")
    #expect(DisplayWidth.truncated("abcd", to: 4) == "abcd")
    #expect(DisplayWidth.truncated("中国人", to: 4) == "中…")
    #expect(DisplayWidth.truncated("ab", to: 1) == "…")
    #expect(DisplayWidth.truncated("ab", to: 0) == "")
    for text in ["👨‍👩‍👧👍中a\u{301}b", "مُحَمَّد", "plain"] {
      for width in 0...12 {
        #expect(DisplayWidth.of(DisplayWidth.truncated(text, to: width)) <= width)
      }
    }
  }
}
