import TerminalSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension SessionTests {
  @Suite struct HistorySessionTests {
    @Test func `up and down walk through entries and come back to the text`() throws {
      let file = ScratchFile()
      file.text = "first\nsecond\n"
      let session = try TerminalSession(["history=\(file.path)"])
      session.type("\u{1b}[A")
      #expect(session.screen.rows == ["accord> second"])
      session.type("\u{1b}[A\u{1b}[A")
      #expect(session.screen.rows == ["accord> first"])
      session.type("\u{1b}[B")
      #expect(session.screen.rows == ["accord> second"])
      session.type("\u{1b}[B")
      #expect(session.screen.rows == ["accord>"])
    }

    @Test func `typed text narrows the walk`() throws {
      let file = ScratchFile()
      file.text = "find a\nfilter b\nfind c\n"
      let session = try TerminalSession(["history=\(file.path)"])
      session.type("find\u{1b}[A\u{1b}[A")
      #expect(session.screen.rows == ["accord> find a"])
      session.type("\u{1b}[B\u{1b}[B")
      #expect(session.screen.rows.first?.hasPrefix("accord> find") == true)
      session.type("\u{1b}OB\u{15}x\r")
      #expect(session.screen.rows.contains("got[x]"))
    }

    @Test func `entries of several lines come back whole`() throws {
      let file = ScratchFile()
      let session = try TerminalSession(["history=\(file.path)"])
      session.type("sum(\r1\\2)\r")
      #expect(file.text == "sum(\\0121\\\\2)\n")
      session.type("x\r\u{1b}[A\u{1b}[A")
      #expect(session.screen.rows.suffix(2) == ["accord> sum(", " in ( … 1\\2)"])
      // The first arrow goes to the line above, the next to the entry before.
      session.type("\u{1b}[A")
      #expect(session.screen.rows.suffix(2) == ["accord> sum(", " in ( … 1\\2)"])
      session.type("\u{1b}[B\u{1b}[B")
      #expect(session.screen.rows.last == "accord> x")
    }

    @Test func `a killed session has lost nothing`() throws {
      let file = ScratchFile()
      let session = try TerminalSession(["history=\(file.path)"])
      session.type("one\rtwo\rtwo\r")
      session.signal(SIGKILL)
      _ = session.end()
      #expect(file.text == "one\ntwo\n")
    }

    @Test func `sessions see what others add`() throws {
      let file = ScratchFile()
      let one = try TerminalSession(["history=\(file.path)"])
      let two = try TerminalSession(["history=\(file.path)"])
      one.type("from one\r\u{1b}[A\u{15}")
      two.type("from two\r")
      one.type("\r\u{1b}[A")
      #expect(one.screen.rows.last == "accord> from two")
      #expect(file.text == "from one\nfrom two\n")
    }

    @Test func `searching backwards`() throws {
      let file = ScratchFile()
      file.text = "filter Kenya\nselect x\nfilter Chad\nlast\n"
      let session = try TerminalSession(["history=\(file.path)"])
      session.type("\u{12}filter")
      #expect(session.screen.rows == ["accord> filter Chad", "search: filter"])
      session.type("\u{12}")
      #expect(session.screen.rows == ["accord> filter Kenya", "search: filter"])
      session.type("\u{12}")
      #expect(session.screen.rows == ["accord> filter Kenya", "not found: filter"])
      session.type("\u{7}")
      #expect(session.screen.rows == ["accord>"])
      session.type("\u{12}kenya\u{5}!\r")
      #expect(session.screen.rows.contains("got[filter Kenya!]"))
      session.type("\u{12}chad\r")
      #expect(session.screen.rows.contains("got[filter Chad]"))
    }

    @Test func `a history that cannot be written is reported and kept in memory`() throws {
      let session = try TerminalSession(["history=/proc/nothing/history"])
      session.type("one\r")
      #expect(session.screen.rows.contains { $0.hasPrefix("history: ") })
      session.type("\u{1b}[A")
      #expect(session.screen.rows.last == "accord> one")
    }
  }
}
