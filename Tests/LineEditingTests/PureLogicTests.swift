import SourceText
import Testing

@testable import LineEditing

@Suite struct CompletionListTests {
  private func candidates(_ names: String...) -> [CompletionOffer.Candidate] {
    names.map { CompletionOffer.Candidate($0) }
  }

  @Test func `what candidates share is inserted if it adds to what was typed`() {
    let offer = CompletionOffer(replacing: 0..<2, with: candidates("filter", "fill"))
    #expect(CompletionList.insertion(for: offer, typed: "fi") == "fil")
    #expect(CompletionList.insertion(for: offer, typed: "FI") == "fil")
    #expect(CompletionList.insertion(for: offer, typed: "fil") == nil)
    // Found by a later word: nothing of what was typed may be lost.
    #expect(CompletionList.insertion(for: offer, typed: "le") == nil)
  }

  @Test func `a single candidate is inserted whatever was typed`() {
    let offer = CompletionOffer(replacing: 0..<2, with: candidates("Côte d'Ivoire"))
    #expect(CompletionList.insertion(for: offer, typed: "ivo") == "Côte d'Ivoire")
  }

  @Test func `shared text ends between characters, not inside one`() {
    #expect(CompletionList.commonPrefix(of: candidates("e\u{301}a", "e")) == "")
  }

  @Test(arguments: [20, 40, 80])
  func `no row is wider than the terminal and none is lost`(columns: Int) {
    let all = (1...40).map {
      CompletionOffer.Candidate(
        "中国name\($0)", summary: $0 % 3 == 0 ? "" : "what number \($0) is good for, at length")
    }
    var first = 0
    while first < all.count {
      let page = CompletionList.page(all, from: first, columns: columns, rows: 9, theme: .colours)
      #expect(page.rows.count <= 9)
      #expect(page.rows.allSatisfy { StyledText.width(of: $0) < columns })
      #expect(page.next > first)
      first = page.next
    }
  }

  @Test func `names alone stand in columns, read downwards`() {
    let page = CompletionList.page(
      candidates("aa", "bb", "cc", "dd", "ee"), from: 0, columns: 12, rows: 5, theme: .plain)
    #expect(page.rows == ["aa  cc  ee", "bb  dd"])
  }
}

@Suite struct TextMotionTests {
  @Test func `characters are left whole`() {
    let motion = TextMotion(text: "ae\u{301}中")
    #expect(motion.character(before: 4) == 1)
    #expect(motion.character(after: 1) == 4)
    #expect(motion.character(after: 4) == 7)
    #expect(motion.character(after: 7) == 7)
    #expect(motion.character(before: 0) == 0)
    // Inside of a character the whole of it is meant.
    #expect(motion.character(before: 2) == 1)
  }

  @Test func `words are letters, digits and underscores`() {
    let motion = TextMotion(text: "one_1 (two) 中国")
    #expect(motion.word(after: 0) == 5)
    #expect(motion.word(after: 5) == 10)
    #expect(motion.word(before: 18) == 12)
    #expect(motion.word(before: 12) == 7)
    #expect(motion.blankWord(before: 12) == 6)
    #expect(motion.word(before: 0) == 0)
    #expect(motion.word(after: 18) == 18)
  }

  @Test func `lines above and below keep the column`() {
    let motion = TextMotion(text: "中bc\nd\nxyz")
    #expect(motion.below(4) == 7)
    #expect(motion.above(10) == 7)
    #expect(motion.above(7) == 3)
    #expect(motion.above(2) == nil)
    #expect(motion.below(9) == nil)
    #expect(motion.lineStart(9) == 8)
    #expect(motion.lineEnd(0) == 5)
  }

  @Test func `letters typed in a row are undone together`() {
    var undo = UndoStack()
    for text in ["", "a", "ab", "ab ", "ab c", "ab cd"] {
      undo.note(text: text, cursor: text.utf8.count)
    }
    #expect(undo.undo()?.text == "ab ")
    #expect(undo.undo()?.text == "ab")
    #expect(undo.undo()?.text == "")
    #expect(undo.undo() == nil)
  }
}

@Suite struct PagerViewTests {
  private func view(_ count: Int = 50, columns: Int = 20, height: Int = 10) -> PagerView {
    PagerView(
      lines: (1...count).map {
        "\u{1b}[31mline\u{1b}[m \($0) " + String(repeating: "中", count: 20)
      },
      heads: ["head"], columns: columns, height: height)
  }

  @Test func `rows fill the screen exactly`() {
    let view = view()
    let rows = view.rows(theme: .plain)
    #expect(rows.count == 10)
    #expect(rows.allSatisfy { StyledText.width(of: $0) <= 20 })
    #expect(rows[0] == "head")
  }

  @Test func `moves stay within the lines`() {
    var view = view()
    _ = view.press(.up)
    #expect(view.first == 0)
    for _ in 0..<20 { _ = view.press(.pageDown) }
    #expect(view.first == 42)
    _ = view.press(.top)
    #expect(view.press(.quit) == false)
    for _ in 0..<9 { _ = view.press(.right) }
    #expect(view.column > 0)
    for _ in 0..<9 { _ = view.press(.left) }
    #expect(view.column == 0)
  }

  @Test func `a search goes on and back`() {
    var view = view()
    view.search("LINE 2")
    #expect(view.notice == "not found: LINE 2")
    view.search("line 2")
    #expect(view.first == 1)
    _ = view.press(.nextFound)
    #expect(view.first == 19)
    _ = view.press(.previousFound)
    #expect(view.first == 1)
  }

  @Test func `clipping keeps colours and never shows half a character`() {
    #expect(StyledText.clipped("\u{1b}[1m中国人\u{1b}[m", from: 1, width: 4) == "\u{1b}[1m 国\u{1b}[m")
    #expect(StyledText.clipped("abc", from: 1, width: 10) == "bc")
  }
}

@Suite struct SmallPartsTests {
  @Test func `a continuation prompt names what is open and is as wide as the prompt`() {
    #expect(ContinuationPrompt.text(opening: "in (", promptWidth: 11, columns: 80) == "    in ( … ")
    #expect(ContinuationPrompt.text(opening: "", promptWidth: 8, columns: 80) == "      … ")
    let narrow = ContinuationPrompt.text(
      opening: "in a very long thing", promptWidth: 8, columns: 20)
    #expect(DisplayWidth.of(narrow) <= 10)
  }

  @Test func `a paste loses its control characters and last line feeds`() {
    let text = TerminalInput.cleaned(Array("a\tb\r\nc\rd\n\u{1b}[31me\u{7}\r\n\n".utf8))
    #expect(text == "a\tb\nc\nd\n[31me")
  }

  @Test func `a script gives its entries and ends`() {
    let script = ScriptSource(entries: ["a", "b"])
    #expect([script.next(), script.next(), script.next()] == [.entry("a"), .entry("b"), .end])
  }

  @Test func `progress is silent at first and where there is no terminal`() {
    var calls = 0
    var now = 0.0
    var line = ProgressLine(descriptor: -1, isTerminal: true, clock: { now })
    func text() -> String {
      calls += 1
      return "half"
    }
    for step in 0...7 {
      now = Double(step) / 8
      line.update(text())
      line.update(text())
    }
    #expect(calls == 4)
    line.wipe()
    var silent = ProgressLine(descriptor: -1, isTerminal: false, clock: { now })
    now = 9
    silent.update(text())
    #expect(calls == 4)
  }
}
