import TerminalSupport
import Testing

@testable import LineEditing

@Suite struct FrameTests {
  private func view(_ text: String, cursor: Int? = nil) -> EditView {
    var view = EditView()
    view.text = text
    view.cursor = cursor ?? text.utf8.count
    view.prompt = "> "
    view.continuation = { _, _ in "… " }
    return view
  }

  private func rows(_ frame: Frame) -> [String] { frame.rows.map { StyledText.plain($0.text) } }

  @Test func `rows break where a character does not fit`() {
    var view = view("abcdefghij")
    let frame = view.frame(columns: 6, height: 10, theme: .plain)
    #expect(rows(frame) == ["> abcd", "efghij", ""])
    #expect((frame.cursorRow, frame.cursorColumn) == (2, 0))
    #expect(frame.rows.map(\.continues) == [false, true, true])
  }

  @Test func `wide characters are not split`() {
    var view = view("abc中国")
    let frame = view.frame(columns: 6, height: 10, theme: .plain)
    #expect(rows(frame) == ["> abc", "中国"])
    #expect(frame.cursorColumn == 4)
  }

  @Test func `marks take no column and the cursor stands before their letter`() {
    var view = view("e\u{301}x", cursor: 1)
    let frame = view.frame(columns: 20, height: 10, theme: .plain)
    #expect(rows(frame) == ["> e\u{301}x"])
    #expect(frame.rows[0].width == 4)
    #expect(frame.cursorColumn == 2)
  }

  @Test func `tabs reach to the next stop, control characters have names`() {
    var view = view("a\tb\u{1}")
    let frame = view.frame(columns: 20, height: 10, theme: .plain)
    #expect(rows(frame) == ["> a     b^A"])
    #expect(frame.cursorColumn == 11)
  }

  @Test func `styles follow offsets in UTF-8`() {
    var view = view("中 12 x")
    view.spans = [StyledSpan(0..<3, .value), StyledSpan(4..<6, .number)]
    let frame = view.frame(columns: 20, height: 10, theme: .colours)
    #expect(
      frame.rows[0].text
        == "\u{1b}[1;32m> \u{1b}[m\u{1b}[32m中\u{1b}[m \u{1b}[35m12\u{1b}[m x")
  }

  @Test func `a tall text keeps the cursor in sight and moves as little as it can`() {
    var view = view((1...20).map(String.init).joined(separator: "\n"))
    var frame = view.frame(columns: 10, height: 5, theme: .plain)
    #expect(rows(frame) == ["… 16", "… 17", "… 18", "… 19", "… 20"])
    view.cursor = TextMotion(text: view.text).above(view.cursor) ?? 0
    frame = view.frame(columns: 10, height: 5, theme: .plain)
    #expect(rows(frame).last == "… 20")
    view.cursor = 0
    frame = view.frame(columns: 10, height: 5, theme: .plain)
    #expect(rows(frame) == ["> 1", "… 2", "… 3", "… 4", "… 5"])
  }

  @Test func `the list leaves the text at least half of the screen`() {
    var view = view("1\n2\n3\n4\n5\n6")
    view.below = (1...10).map { "item \($0)" }
    let frame = view.frame(columns: 20, height: 6, theme: .plain)
    #expect(rows(frame) == ["… 4", "… 5", "… 6", "item 1", "item 2", "item 3"])
  }

  @Test(arguments: [7, 20, 80], [3, 8, 24])
  func `any series of texts looks as if painted anew`(columns: Int, height: Int) {
    let alphabet = ["a", "b ", "\n", "中", "e\u{301}", "\t", "ل", "longer words ", "\u{1}"]
    var generator = SplitMix(state: UInt64(columns * 100 + height))
    var painter = FramePainter(columns: columns)
    var screen = VirtualScreen(columns: columns, height: height)
    var text = ""
    var view = EditView()
    view.prompt = "> "
    view.continuation = { _, _ in "… " }
    for _ in 0..<300 {
      if Int.random(in: 0..<4, using: &generator) == 0 {
        text = String(text.dropLast(Int.random(in: 0..<12, using: &generator)))
      } else {
        text += alphabet.randomElement(using: &generator) ?? ""
      }
      let places = text.indices + [text.endIndex]
      let place = places.randomElement(using: &generator) ?? text.endIndex
      view.text = text
      view.cursor = text.utf8.distance(from: text.startIndex, to: place)
      view.suggestion = place == text.endIndex && text.last == "a" ? "suggested 中国 text" : ""
      view.below = text.last == "b" ? ["one", "two"] : []
      let frame = view.frame(columns: columns, height: height, theme: .colours)
      screen.feed(Array(painter.paint(frame).utf8))
      var fresh = VirtualScreen(columns: columns, height: height)
      var other = FramePainter(columns: columns)
      fresh.feed(Array(other.paint(frame).utf8))
      let shown = Array(screen.cells[(screen.row - frame.cursorRow)...].prefix(frame.rows.count))
      #expect(shown == Array(fresh.cells.prefix(frame.rows.count)), "\(text.debugDescription)")
      #expect(screen.column == fresh.column)
      #expect(frame.rows.allSatisfy { $0.width <= columns })
      #expect(screen.unknown == [])
    }
  }
}

/// Numbers that are the same in each run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
