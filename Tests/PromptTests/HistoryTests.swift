import TerminalSupport
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PromptTests {
  /// What was entered before: in later sessions, in sessions beside, after a crash.
  @Suite struct HistoryTests {
    static let up = "\u{1b}[A"

    @Test("entries last from session to session, several lines as one, and ^R finds them")
    func lasts() throws {
      let home = try PromptHome()
      let first = try home.start()
      try first.enter("from countries | where GCC\u{1b}\r| count")
      try first.enter("from treaties | count")
      first.type("\u{4}")
      #expect(first.end() == 0)
      let second = try home.start()
      second.type(HistoryTests.up + HistoryTests.up)
      #expect(
        second.screen.rows.suffix(2) == ["accord> from countries | where GCC", "      … | count"])
      second.clear()
      second.type("\u{12}gcc")
      #expect(second.screen.rows.contains("search: gcc"))
      #expect(second.screen.rows.contains("accord> from countries | where GCC"))
      #expect(try second.enter("").contains("n  6"))
    }

    @Test("sessions at once keep each other's entries")
    func together() throws {
      let home = try PromptHome()
      let (one, two) = (try home.start(), try home.start())
      try one.enter("from countries | take 1")
      try two.enter("from countries | take 2")
      try one.enter("from countries | take 3")
      #expect(home.history == (1...3).map { "from countries | take \($0)" })
      try two.enter("# now")
      two.type(HistoryTests.up + HistoryTests.up)
      #expect(two.line == "accord> from countries | take 3")
    }

    #if os(Linux)
      @Test("a full disk is told once, with the file, and the session keeps its own past")
      func fullDisk() throws {
        let home = try PromptHome()
        let session = try home.shell(
          "mkdir -p .local/state/accord && ln -s /dev/full .local/state/accord/history && "
            + "exec \"$ACCORD\" --quiet")
        try session.waitForPrompt()
        let said = try session.enter("from countries | count").joined()
        #expect(said.contains("the history is kept for this session only: `"))
        #expect(said.contains(".local/state/accord/history`: no space left on device"))
        let next = try session.enter("from treaties | count").joined()
        #expect(next.contains("n  74") && !next.contains("history"))
        session.type(HistoryTests.up + HistoryTests.up)
        #expect(session.line == "accord> from countries | count")
      }
    #endif

    @Test("a session that is killed loses no earlier entry")
    func killed() throws {
      let home = try PromptHome()
      let session = try home.start()
      try session.enter("from countries | take 1")
      session.type("from countries | ta")
      session.signal(SIGKILL)
      #expect(session.end() != nil)
      #expect(home.history == ["from countries | take 1"])
      let next = try home.start()
      next.type(HistoryTests.up)
      #expect(next.line == "accord> from countries | take 1")
    }

    @Test("a hundred thousand entries: the last and the first are found at once")
    func long() throws {
      let home = try PromptHome()
      _ = try ChildProcess("mkdir", ["-p", home.path(".local/state/accord")]).run()
      let lines = (1...100_000).map { "from countries | take \($0)\n" }.joined()
      home.folder.write(lines, to: ".local/state/accord/history")
      let session = try home.start()
      let clock = ContinuousClock()
      let time = try clock.measure {
        session.type(HistoryTests.up)
        try session.wait("the last entry") {
          $0.rows.last == "accord> from countries | take 100000"
        }
        session.clear()
        session.send("\u{12}take 1")
        try session.wait("an entry") { $0.rows.contains { $0.hasSuffix("take 100000") } }
        session.type("\u{7}from countries | take 99999")
        session.send("\r")
        try session.wait("the prompt") { $0.rows.last == "accord> .last" }
      }
      // A debug build on a machine with other work; a person would say: at once.
      #expect(time < .seconds(10))
      #expect(home.history.count == 100_001)
    }
  }
}
