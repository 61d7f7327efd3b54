import Testing

@testable import SourceText

@Suite("Drawing diagnostics")
struct DiagnosticRendererTests {
  private func draw(
    _ text: String, _ range: SourceRange?, label: String? = nil, notes: [String] = [],
    see: String? = nil, colour: Bool = false
  ) -> String {
    let diagnostic = Diagnostic(
      code: "some-code", message: "no such `thing`", range: range, label: label, notes: notes,
      see: see)
    return DiagnosticRenderer.render(
      diagnostic, in: SourceFile(name: "t", text: text), colour: colour)
  }

  @Test("the shape of the language page")
  func shape() {
    let diagnostic = Diagnostic(
      code: "unknown-country", message: "no country `Swazland`", range: SourceRange(33, 41),
      label: "nearest: Swaziland (now Eswatini, SWZ), Switzerland",
      see: "from countries | keep country, iso3")
    let file = SourceFile(
      name: "t", text: "from countries\n| where country = Swazland\n| count")
    #expect(
      DiagnosticRenderer.render(diagnostic, in: file) == """
        error[unknown-country]: no country `Swazland`
          2 | | where country = Swazland
            |                   ^^^^^^^^ nearest: Swaziland (now Eswatini, SWZ), Switzerland
          see: from countries | keep country, iso3
        """)
  }

  @Test("carets stand under display columns")
  func columns() {
    #expect(draw("中国 x", SourceRange(7, 8)).hasSuffix("  1 | 中国 x\n    |      ^"))
    #expect(draw("a 中国", SourceRange(2, 8)).hasSuffix("  1 | a 中国\n    |   ^^^^"))
    #expect(draw("\tx", SourceRange(1, 2)).hasSuffix("  1 |   x\n    |   ^"))
    #expect(draw("e\u{301} x", SourceRange(4, 5)).hasSuffix("\n    |   ^"))
  }

  @Test("an empty range is one caret, a long one says where it ends")
  func ranges() {
    #expect(draw("ab", SourceRange(2, 2)).hasSuffix("  1 | ab\n    |   ^"))
    #expect(
      draw("ab\ncd\nef", SourceRange(1, 7), label: "here").hasSuffix(
        "  1 | ab\n    |  ^ … to line 3 here"))
    #expect(draw("ab", SourceRange(90, 99)).hasSuffix("  1 | ab\n    |   ^"))
    #expect(draw("", SourceRange(0, 0)).hasSuffix("  1 | \n    | ^"))
  }

  @Test("notes stand before see, and all of it fits without a place")
  func notes() {
    #expect(
      draw("ab", nil, label: "label", notes: ["one", "two"], see: "help x") == """
        error[some-code]: no such `thing`
          note: label
          note: one
          note: two
          see: help x
        """)
  }

  @Test("text cannot move the cursor, reorder the line or add lines")
  func hostileText() {
    let drawn = draw("a\u{1B}[2J\u{202E}b\rc", SourceRange(0, 1), label: "x\ny\u{1B}")
    #expect(!drawn.unicodeScalars.contains("\u{1B}"))
    #expect(!drawn.unicodeScalars.contains("\u{202E}"))
    #expect(!drawn.contains("\r"))
    #expect(drawn.split(separator: "\n").count == 3)
  }

  @Test("of a long line only the part around the carets is shown")
  func longLine() {
    let line = String(repeating: "a", count: 100_000)
    let drawn = draw(line + "X" + line, SourceRange(100_000, 100_001))
    let lines = drawn.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 100 })
    let caret = lines[2].firstIndex(of: "^").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    let mark = lines[1].firstIndex(of: "X").map {
      lines[1].distance(from: lines[1].startIndex, to: $0)
    }
    #expect(caret == mark)
    #expect(draw(line, SourceRange(0, 100_000)).count < 500)
  }

  @Test("on a page no line is wider, and the carets stay under what is wrong", arguments: 20...90)
  func pageWidth(width: Int) {
    let words = "from countries | where 国 = Swazland and region = Africa | keep country, x"
    let text = words + " | sort desc"
    for start in stride(from: 0, to: text.utf8.count - 8, by: 3) where start > 26 || start < 23 {
      let diagnostic = Diagnostic(
        code: "some-code", message: "what was found is told in a sentence of some length here",
        range: SourceRange(start, start + 1), label: "nearest: Swaziland (now Eswatini, SWZ)",
        notes: ["a note that is longer than the narrowest page by a good deal"])
      let file = SourceFile(name: "t", text: text)
      let lines = DiagnosticRenderer.render(diagnostic, in: file, width: width)
        .split(separator: "\n").map(String.init)
      #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
      let source = lines.first { $0.hasPrefix("  1 |") } ?? ""
      let carets = lines.first { $0.contains("^") } ?? ""
      let column = carets.prefix { $0 != "^" }.count
      let marked = file.text(in: SourceRange(start, start + 1))
      var used = 0
      let under = source.first { character in
        defer { used += DisplayWidth.of(String(character)) }
        return used == column
      }
      #expect(under.map(String.init) == marked)
    }
  }

  @Test("colour only adds colour")
  func colour() {
    let plain = draw("ab", SourceRange(1, 2), label: "l")
    let coloured = draw("ab", SourceRange(1, 2), label: "l", colour: true)
    #expect(coloured.hasPrefix("\u{1B}[1;31merror[some-code]\u{1B}[0m: "))
    #expect(coloured.contains("\u{1B}[31m^\u{1B}[0m l"))
    var stripped = coloured
    for code in ["1;31", "31", "2", "0"] {
      stripped = stripped.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false)
        .joined()
    }
    #expect(stripped == plain)
  }

  @Test("the first ten errors stay, warnings too, and the tenth says how many more there are")
  func foremost() {
    func findings(_ errors: Int) -> [Diagnostic] {
      let warning = Diagnostic(.warning, code: "w", message: "w")
      return [warning] + (0..<errors).map { Diagnostic(code: "e", message: "\($0)") } + [warning]
    }
    #expect(findings(10).foremost == findings(10))
    let shown = findings(12).foremost
    #expect(shown.map(\.code) == ["w"] + Array(repeating: "e", count: 10) + ["w"])
    #expect(shown[10].message == "9")
    #expect(shown[10].notes == ["2 more errors in this statement"])
    #expect(findings(11).foremost[10].notes == ["one more error in this statement"])
  }

  @Test("the end of a long line is cut at its start, by columns and not by characters")
  func endOfLine() {
    let text = String(repeating: "日", count: 300) + "x"
    let drawn = DiagnosticRenderer.render(
      Diagnostic(code: "c", message: "m", range: SourceRange(900, 901)),
      in: SourceFile(name: "t", text: text), width: 40
    ).split(separator: "\n")
    #expect(drawn[1].hasPrefix("  1 | …日日"))
    #expect(drawn[1].hasSuffix("日x"))
    #expect((38...40).contains(DisplayWidth.of(String(drawn[1]))))
    #expect(DisplayWidth.of(String(drawn[2])) == DisplayWidth.of(String(drawn[1])))
  }
}
