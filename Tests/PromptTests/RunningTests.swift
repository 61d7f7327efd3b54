import TerminalSupport
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PromptTests {
  /// While a statement runs, and what it leaves behind.
  @Suite struct RunningTests {
    /// Seconds of work for any machine.
    static let long: String = {
      let part = """
        from corridors | keep year, origin, migrants | join (from corridors | where year = 2020 |
        keep origin, destination) on origin many: true | summarise n = sum(migrants) by destination
        """
      return part + String(repeating: " | append (\(part))", count: 70)
    }()

    @Test("^C gives an entry up; ^D leaves an empty one, with status 0")
    func leaving() throws {
      let session = try PromptHome().start()
      session.type("from coun\u{3}")
      #expect(session.screen.rows == ["accord> from coun^C", "accord>"])
      session.type("x\u{4}")
      #expect(session.line == "accord> x")
      session.type("\u{8}\u{4}")
      #expect(session.end() == 0)
      #expect(session.isCooked)
    }

    @Test("long work tells how far it is, ^C stops it, and the session is as it was")
    func stopping() throws {
      let session = try PromptHome().start()
      try session.enter("let gulf = from countries | where GCC")
      session.type("\u{1b}[200~\(RunningTests.long)\u{1b}[201~")
      session.send("\r")
      try session.wait("progress", seconds: 60) { $0.rows.last?.hasSuffix("s, ^C stops") == true }
      // Typed ahead: for the next prompt.
      session.send("from gulf")
      session.send("\u{3}")
      try session.wait("the prompt", seconds: 60) { $0.rows.last?.hasPrefix("accord>") == true }
      #expect(session.screen.everything.contains("interrupted"))
      #expect(!session.screen.rows.contains { $0.hasSuffix("^C stops") })
      session.clear()
      #expect(try session.enter("from gulf | count").contains("n  6"))
      #expect(try session.enter("from _1").contains("n  6"))
    }

    @Test("a file that is large is told in shares, and reading it can be stopped")
    func largeFile() throws {
      let home = try PromptHome()
      let row = (0..<20).map { "\($0 * 7)" }.joined(separator: ",") + "\n"
      let heads = (0..<20).map { "c\($0)" }.joined(separator: ",") + "\n"
      home.folder.write(
        heads + String(repeating: row, count: Project.runsLongTests ? 4_000_000 : 1_000_000),
        to: "large.csv")
      let session = try home.start()
      let columns = (0..<20).map { "mean(c\($0))" }.joined(separator: ", ")
      session.type("from \"large.csv\" | summarise \(columns)")
      session.send("\r")
      // Quick machines are done before anything is to be told.
      try session.wait("progress or the result", seconds: 60) {
        $0.rows.contains { $0.contains("^C stops") } || $0.rows.last == "accord>"
      }
      session.send("\u{3}")
      try session.wait("the prompt", seconds: 60) { $0.rows.last?.hasPrefix("accord>") == true }
    }

    @Test("_ and _n are earlier results, and a line that starts with | goes on from the last")
    func results() throws {
      let session = try PromptHome().start()
      #expect(try session.enter("| count").contains { $0.hasPrefix("error[unknown-result]") })
      try session.enter("from countries | where GCC | keep country, region")
      try session.enter("| count by region")
      #expect(try session.enter("from _1 | count").contains("n  6"))
      #expect(try session.enter("from _ | derive m = n * 2").contains { $0.hasPrefix("6  12") })
      let rows = try session.enter("from _9")
      #expect(rows.contains { $0.hasPrefix("error[unknown-result]") && $0.contains("_9") })
    }

    @Test("an error in an entry of several lines points at its line")
    func carets() throws {
      let session = try PromptHome().start()
      let rows = try session.enter("from countries\u{1b}\r| where region = Afrika\u{1b}\r| count")
      let place = try #require(rows.firstIndex(of: "  2 | | where region = Afrika"))
      #expect(rows[place + 1].hasPrefix("    |                  ^^^^^^"))
    }

    @Test("^Z stops the program and fg brings the entry back")
    func suspending() throws {
      let home = try PromptHome()
      // A shell with job control, as people have it.
      let session = try home.shell("exec bash --norc -i", ["PS1": "sh> ", "TERM": "xterm"])
      try session.wait("the shell") { $0.rows.last == "sh>" }
      session.send("\"$ACCORD\" --quiet\r")
      try session.waitForPrompt()
      session.type("from countries |\rcount")
      session.send("\u{1a}")
      try session.wait("the shell") { $0.rows.last == "sh>" }
      #expect(session.isCooked || session.line == "sh>")
      session.send("fg\r")
      try session.wait("the entry") { $0.rows.last == "after | … count" }
      #expect(try session.enter("").contains("n  250"))
    }

    @Test("a long result is paged, its heads stay; what fits is printed")
    func pager() throws {
      let session = try PromptHome().start(height: 20)
      try session.enter("from countries | keep country, iso3, region")
      session.type(".last")
      session.send("\r")
      try session.wait("the pager") { $0.isAlternate && $0.rows.count == 20 }
      #expect(session.screen.rows[0].hasPrefix("country"))
      let first = session.screen.rows[2]
      session.type(" ")
      #expect(session.screen.rows[0].hasPrefix("country"))
      #expect(session.screen.rows[2] != first)
      session.type("/Zambia\r")
      #expect(session.screen.rows.contains { $0.hasPrefix("Zambia") })
      session.type("q")
      #expect(!session.screen.isAlternate)
      #expect(session.line == "accord>")
      // Another pager, if it is asked for.
      let other = try PromptHome().start(["--quiet"], ["PAGER": "head -n 1"])
      try other.enter("from countries | keep country, iso3, region")
      #expect(try other.enter(".last").contains { $0.hasPrefix("country") })
    }
  }
}
