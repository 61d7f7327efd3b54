import TerminalSupport
import Testing

extension SessionTests {
  @Suite struct CompletionSessionTests {
    @Test func `a first Tab inserts what is common, a second lists`() throws {
      let session = try TerminalSession()
      session.type("f\t")
      #expect(session.screen.rows == ["accord> fi"])
      session.type("\t")
      #expect(
        session.screen.rows == [
          "accord> fi", "filter  keeps rows that satisfy a condition",
          "find    looks up a country or treaty",
        ])
      #expect((session.screen.row, session.screen.column) == (0, 10))
      session.type("l")
      #expect(session.screen.rows == ["accord> fil"])
      session.type("\t\r")
      #expect(session.screen.rows == ["accord> filter", "got[filter]", "accord>"])
    }

    @Test func `a list at the lower edge scrolls and leaves the prompt in sight`() throws {
      let session = try TerminalSession(columns: 20, height: 6)
      session.type("1\r2\r3\rname\t")
      #expect(session.screen.rows.first == "accord> name")
      #expect(session.screen.rows.count == 6)
      #expect(session.screen.rows.last == "… 52 more")
      session.type("\t")
      #expect(session.screen.rows[1] == "name9   name13")
      session.type("x")
      #expect(session.screen.rows == ["accord> namex"])
      #expect(session.screen.unknown == [])
    }

    @Test func `after a single candidate another Tab asks anew`() throws {
      let session = try TerminalSession()
      session.type("se\t\u{7f}\t\t")
      #expect(session.screen.rows == ["accord> select"])
      session.type(" \t")
      #expect(session.screen.rows.count == 6)
      session.type("\u{3}")
      #expect(session.screen.rows == ["accord> select ^C", "accord>"])
    }

    @Test func `other letters of a name are put right`() throws {
      let session = try TerminalSession()
      session.type("cÔte\t")
      #expect(session.screen.rows == ["accord> Côte d'Ivoire"])
    }

    @Test(arguments: [80, 20])
    func `the rest of an earlier entry is suggested and taken`(columns: Int) throws {
      let file = ScratchFile()
      file.text = "select one two three four\n"
      let session = try TerminalSession(columns: columns, ["history=\(file.path)"])
      session.type("sel")
      let whole = "accord> select one two three four"
      #expect(session.screen.rows.joined() == whole.replacing(columns))
      #expect(session.screen.style(of: "ect", inRow: 0) == "90")
      #expect((session.screen.row, session.screen.column) == (0, 11))
      session.type("\u{1b}f")
      #expect((session.screen.row, session.screen.column) == (0, 14))
      session.type("\u{1b}[C")
      #expect(session.screen.rows.joined() == whole.replacing(columns))
      session.type("\r")
      #expect(session.screen.rows.joined().contains("got[select one two three four]"))
    }

    @Test(arguments: ["\u{1b}[C", "\u{1b}[F", "\u{5}", "\u{6}"])
    func `right, End, ^E and ^F take a suggestion`(key: String) throws {
      let file = ScratchFile()
      file.text = "select one\n"
      let session = try TerminalSession(["history=\(file.path)"])
      session.type("sel\(key)!\r")
      #expect(session.screen.rows.contains("got[select one!]"))
    }

    @Test func `Enter does not take a suggestion, and wipes it`() throws {
      let file = ScratchFile()
      file.text = "select one\n"
      let session = try TerminalSession(["history=\(file.path)"])
      session.type("sel\r")
      #expect(session.screen.rows == ["accord> sel", "got[sel]", "accord>"])
    }
  }
}

extension String {
  /// As rows of that width join, each without the spaces at its end.
  fileprivate func replacing(_ columns: Int) -> String {
    var out = ""
    var rest = self[...]
    while !rest.isEmpty {
      var row = rest.prefix(columns)
      rest = rest.dropFirst(columns)
      while row.last == " " { row.removeLast() }
      out += row
    }
    return out
  }
}
