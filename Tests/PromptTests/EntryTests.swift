import TerminalSupport
import TestSupport
import Testing

extension PromptTests {
  /// Typing, moving, several lines, colours, suggestions.
  @Suite struct EntryTests {
    static let up = "\u{1b}[A"
    static let down = "\u{1b}[B"
    static let home = "\u{1b}[H"

    @Test(
      "an entry of several lines: what is open is named, lines are moved in, one entry recalled")
    func severalLines() throws {
      let session = try PromptHome().start()
      session.type("from countries\r")
      try session.wait("what shows all") { $0.rows.last == "accord> .last" }
      session.type("\u{c}from countries |\rwhere country in {\rMexico,\r")
      #expect(
        session.screen.rows == [
          "accord> from countries |", "after | … where country in {", " in { … Mexico,",
          " in { …",
        ], "\(session.screen.rows)")
      // Up twice, to the end of that line, and back down.
      session.type(EntryTests.up + EntryTests.up + "\u{5} \u{1b}[B\u{1b}[B\u{5}Kenya}")
      session.type("\u{1b}\r| count")
      let rows = try session.enter("")
      #expect(rows.contains("n  2"), "\(rows)")
      session.type(EntryTests.up)
      #expect(session.line.hasSuffix("| count"))
      #expect(session.screen.rows.suffix(5).first == "accord> from countries |")
    }

    @Test("text is coloured while it is typed, a word that is none when it is left")
    func colours() throws {
      let session = try PromptHome().start()
      session.type("from countries | wher ")
      let row = session.screen.rows.count - 1
      #expect(session.screen.style(of: "from", inRow: row)?.isEmpty == false)
      #expect(session.screen.style(of: "countries", inRow: row)?.isEmpty == false)
      #expect(session.screen.style(of: "wher", inRow: row)?.contains("31") == true)
      #expect(session.screen.style(of: "|", inRow: row) == "")
      session.clear()
      session.type("?ICRMW")
      #expect(
        session.screen.style(of: "?", inRow: session.screen.rows.count - 1)?.contains("31") == false
      )
    }

    @Test("NO_COLOR: no colour and no suggestion")
    func noColour() throws {
      let session = try PromptHome().start(["--quiet"], ["NO_COLOR": "1"])
      session.type("from countries | wher count")
      let styles = Set(session.screen.cells.joined().map(\.style))
      #expect(styles == [""])
      session.clear()
      session.type("from coun")
      #expect(session.line == "accord> from coun")
      let rows = try session.enter("\u{15}from nowhere")
      #expect(rows.contains { $0.hasPrefix("error[") })
      #expect(Set(session.screen.cells.joined().map(\.style)) == [""])
    }

    @Test("a grey suggestion, from the only word that fits and from the history")
    func suggestions() throws {
      let session = try PromptHome().start()
      session.type("from countri")
      #expect(session.line == "accord> from countries")
      let row = session.screen.rows.count - 1
      #expect(session.screen.style(of: "es", inRow: row) == "90")
      session.type("\u{1b}[C")
      #expect(session.screen.style(of: "es", inRow: row) != "90")
      session.type("\u{15}")
      try session.enter("from countries | where GCC | count")
      session.type("from countries | whe")
      #expect(session.line == "accord> from countries | where GCC | count")
      session.type("\u{5}")
      #expect(try session.enter("").contains("n  6"))
    }

    @Test("undo, cut and put back, in the middle of a line")
    func cutting() throws {
      let session = try PromptHome().start()
      session.type("from countries | count")
      session.type("\u{17}\u{17}")
      #expect(
        session.line == "accord> from countries" || session.line == "accord> from countries |")
      session.type("\u{1f}\u{1f}")
      #expect(session.line.hasSuffix("count"))
      session.type("\u{1}\u{b}")
      #expect(session.line == "accord>")
      session.type("\u{19}")
      #expect(session.line == "accord> from countries | count")
    }

    @Test("vi keys from ~/.editrc")
    func viKeys() throws {
      let home = try PromptHome()
      _ = home.folder.write("bind -v\n", to: ".editrc")
      let session = try home.start()
      session.type("from countries | count by xregion")
      session.type("\u{1b}")
      session.type("bx")
      #expect(session.line == "accord> from countries | count by region")
      session.type("A")
      #expect(try session.enter("").contains { $0.hasPrefix("Africa") })
      session.type("\u{1b}")
      session.type("k")
      #expect(session.line == "accord> from countries | count by region")
    }

    @Test("a pasted text is one entry, its statements and commands run in turn")
    func paste() throws {
      let session = try PromptHome().start()
      session.type(
        "\u{1b}[200~let gulf = from countries\n| where GCC\n.timer\nfrom gulf | count\n\u{1b}[201~")
      let rows = try session.enter("")
      #expect(rows.contains("timer is off"))
      #expect(rows.contains("n  6"))
      #expect(session.screen.unknown == [])
    }

    @Test("ten thousand lines pasted")
    func longPaste() throws {
      let session = try PromptHome().start()
      let lines = (1..<10_000).map { "# line \($0)" } + ["from countries | count"]
      session.send("\u{1b}[200~" + lines.joined(separator: "\n") + "\u{1b}[201~")
      try session.wait("the last line", seconds: 30) { $0.rows.last?.hasSuffix("| count") == true }
      session.send("\r")
      try session.wait("the result", seconds: 30) { $0.rows.contains("n  250") }
      session.type(EntryTests.up)
      #expect(session.line.hasSuffix("| count"))
      #expect(session.screen.rows.first?.hasSuffix("# line 9977") == true, "\(session.screen.rows)")
    }

    @Test("an entry taller than the screen is moved through")
    func tall() throws {
      let session = try PromptHome().start(height: 8)
      session.type(
        "\u{1b}[200~" + (1...20).map { "# \($0)" }.joined(separator: "\n") + "\u{1b}[201~")
      #expect(session.line.hasSuffix("# 20"))
      session.type("\u{1b}<")
      #expect(session.screen.rows.first == "accord> # 1")
      session.type("\u{1b}>\r")
      try session.wait("the prompt") { $0.rows.last == "accord>" }
    }

    @Test("a window made narrower and wider in mid-entry")
    func resizing() throws {
      let session = try PromptHome().start(columns: 60)
      let text = "from countries | where region = Africa and not ICRMW | count"
      session.type(text)
      session.resize(columns: 40, height: 24)
      #expect(
        session.screen.rows.suffix(2).joined().filter { $0 != " " } == "accord>"
          + text.filter { $0 != " " })
      session.resize(columns: 100, height: 24)
      #expect(session.line == "accord> " + text)
      #expect(session.screen.rows.filter { $0.contains("from") }.count <= 2)
      #expect(try session.enter("").contains { $0.hasPrefix("n  ") })
    }

    @Test("twenty columns")
    func narrow() throws {
      let session = try PromptHome().start(columns: 20)
      let rows = try session.enter("from countries | where GCC | keep country, iso3 | take 2")
      #expect(rows.allSatisfy { $0.count <= 20 }, "\(rows)")
      #expect(rows.contains { $0.hasPrefix("country") })
      session.type("from countries | where cou\t\t")
      #expect(session.screen.rows.allSatisfy { $0.count <= 20 })
      #expect(session.screen.unknown == [])
    }

    @Test(
      "any script is typed, edited and passed on",
      arguments: ["اللاجئون", "العُمّال المُهاجِرون", "移民工人权利", "Ye\u{301}me\u{301}n", "🇲🇽 México"])
    func scripts(text: String) throws {
      let home = try PromptHome()
      let session = try home.start()
      // A letter in the middle, and back over a character at a time.
      session.type("from countries | count | note \"\(text)x\"\u{1b}[D\u{8}")
      let rows = try session.enter("")
      #expect(rows.contains { $0.hasPrefix("Note: ") && $0.hasSuffix(text) }, "\(rows)")
      #expect(home.history.last == "from countries | count | note \"\(text)\"")
    }
  }
}
