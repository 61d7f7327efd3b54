import Testing

@testable import SourceText

@Suite("Source files")
struct SourceFileTests {
  @Test("lines count from 1 and end before their line end")
  func lines() {
    let file = SourceFile(name: "t", text: "ab\r\nç\n\nd")
    #expect(file.lineCount == 4)
    #expect((0...file.utf8.count).map(file.line(at:)) == [1, 1, 1, 1, 2, 2, 2, 3, 4, 4])
    #expect((1...4).map { file.text(in: file.lineRange($0)) } == ["ab", "ç", "", "d"])
  }

  @Test("places outside the text are clamped")
  func outside() {
    let file = SourceFile(name: "t", text: "ab\nc")
    #expect(file.line(at: -5) == 1)
    #expect(file.line(at: 99) == 2)
    #expect(file.text(in: SourceRange(-3, 99)) == "ab\nc")
    #expect(file.text(in: SourceRange(7, 9)) == "")
    #expect(file.lineRange(0) == SourceRange(0, 0))
    #expect(file.lineRange(9) == SourceRange(4, 4))
    #expect(SourceFile(name: "e", text: "").lineRange(1) == SourceRange(0, 0))
  }
}
