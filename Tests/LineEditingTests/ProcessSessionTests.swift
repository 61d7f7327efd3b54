import TerminalSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension SessionTests {
  /// Pastes, signals, the pager: what lies around the text.
  @Suite struct ProcessSessionTests {
    @Test func `a paste of several lines is one text`() throws {
      let session = try TerminalSession()
      session.type("\u{1b}[200~one\r\ntwo\rthree\r\u{1b}[201~")
      #expect(session.screen.rows == ["accord> one", "      … two", "      … three"])
      session.type("\r")
      #expect(session.screen.rows.suffix(2) == ["got[one⏎two⏎three]", "accord>"])
    }

    @Test func `a paste of ten thousand lines is fast and whole`() throws {
      let session = try TerminalSession()
      let text = (1...10_000).map { "filter line \($0) with" }.joined(separator: "\n")
      let clock = ContinuousClock()
      let before = session.written
      let time = try clock.measure {
        session.send("\u{1b}[200~" + text + "\u{1b}[201~")
        try session.wait("the last line") { $0.rows.last?.hasSuffix("line 10000 with") == true }
      }
      #expect(time < .seconds(4))
      #expect(session.written - before < 20_000)
      let keys = try clock.measure {
        session.type("abc")
        try session.wait("the keys") { $0.rows.last?.hasSuffix("withabc") == true }
      }
      #expect(keys < .seconds(2))
      session.send("\r")
      try session.wait("the result") { $0.rows.contains("got[\(text.utf8.count + 3) bytes]") }
    }

    @Test func `a stream of keys is not painted one by one and nothing is lost`() throws {
      let session = try TerminalSession()
      let text = String(repeating: "abcdefghi ", count: 38)
      session.type(text + "\r")
      #expect(session.screen.rows.joined().contains("got[" + text.dropLast()))
    }

    @Test func `keys pressed while a statement runs are not lost`() throws {
      let session = try TerminalSession()
      session.send("wait\r")
      session.settle(milliseconds: 100)
      session.send("early")
      try session.wait("the result", seconds: 10) { $0.rows.contains { $0.hasSuffix("waited") } }
      session.settle()
      #expect(session.screen.rows.last == "accord> early")
    }

    @Test func `work shows its progress, can be stopped, and leaves no trace`() throws {
      let session = try TerminalSession()
      session.send("wait\r")
      try session.wait("progress") { $0.rows.last?.hasPrefix("step ") == true }
      #expect(session.isCooked)
      session.type("\u{3}")
      try session.wait("the prompt") { $0.isPasteBracketed && $0.rows.last == "accord>" }
      #expect(session.screen.rows.contains { $0.hasSuffix("stopped") })
      #expect(!session.screen.rows.contains { $0.hasPrefix("step ") })
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGABRT])
    func `a deadly signal gives the terminal back`(number: Int32) throws {
      let session = try TerminalSession()
      session.type("half a te")
      #expect(!session.isCooked)
      session.signal(number)
      let status = try #require(session.end())
      #expect(status & 0x7F == number)
      #expect(session.isCooked)
      #expect(!session.screen.isPasteBracketed)
    }

    @Test func `a trap in a statement gives the terminal back`() throws {
      let session = try TerminalSession()
      session.type("fault\r")
      let status = try #require(session.end())
      #expect(status & 0x7F != 0)
      #expect(session.isCooked)
      #expect(!session.screen.isPasteBracketed)
    }

    @Test func `a text can be put into the next prompt`() throws {
      let session = try TerminalSession()
      session.type("edit\r!")
      #expect(session.screen.rows == ["accord> edit", "accord> from (", " in ( … an editor)!"])
      session.type("\r")
      #expect(session.screen.rows.contains("got[from (⏎an editor)!]"))
    }

    @Test func `the end of the process gives the terminal back`() throws {
      let session = try TerminalSession()
      session.type("quit\r")
      #expect(session.end() == 0)
      #expect(session.isCooked)
      #expect(!session.screen.isPasteBracketed)
    }

    @Test func `long results are paged, heads staying`() throws {
      let session = try TerminalSession(columns: 60, height: 10)
      session.type("pages\r")
      #expect(session.screen.isAlternate)
      #expect(session.screen.rows[0] == "head")
      #expect(session.screen.rows[1] == "line 1 x")
      session.type(" ")
      #expect(session.screen.rows[0] == "head")
      #expect(session.screen.rows[1].hasPrefix("line 8 "))
      session.type("\u{1b}[B\u{1b}[6~\u{1b}[5~\u{1b}[A")
      #expect(session.screen.rows[1].hasPrefix("line 8 "))
      session.type("/line 50\r")
      #expect(session.screen.rows[1].hasPrefix("line 50 "))
      session.type("/nowhere\r")
      #expect(session.screen.rows.last == "not found: nowhere")
      session.resize(columns: 50, height: 8)
      #expect(session.screen.rows.count == 8)
      session.type("Gq")
      #expect(!session.screen.isAlternate)
      #expect(session.screen.rows.last == "accord>")
      session.type("x\r")
      #expect(session.screen.rows.suffix(2) == ["got[x]", "accord>"])
      #expect(session.screen.unknown == [])
    }

    @Test func `what fits the screen is printed`() throws {
      let session = try TerminalSession()
      session.type("short\r")
      #expect(session.screen.rows == ["accord> short", "head", "one", "two", "accord>"])
    }

    @Test func `another pager is used when it is asked for`() throws {
      let session = try TerminalSession(["pager=head -n 2"])
      session.type("pages\r")
      #expect(session.screen.rows == ["accord> pages", "head", "line 1 x", "accord>"])
    }

    @Test func `a terminal that cannot move its cursor gets lines and prompts`() throws {
      let session = try TerminalSession(["dumb"], waits: false)
      try session.wait("a prompt") { $0.rows == ["accord>"] }
      #expect(session.isCooked)
      session.type("sum(\r")
      session.type("1)\r")
      #expect(session.screen.rows == ["accord> sum(", "... 1)", "got[sum(⏎1)]", "accord>"])
      session.type("abc\u{3}")
      #expect(session.screen.rows.last == "accord>")
      session.type("\u{4}")
      #expect(session.end() == 0)
    }
  }
}
