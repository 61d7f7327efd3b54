import Notebooks
import TerminalSupport
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `accord present` in a terminal: what a class sees, and that no key and no size ends it.
@Suite(.serialized) struct PresentTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.write(SeminarTests.lesson, to: "lesson.md")
  }

  private func start(
    columns: Int = 80, height: Int = 24, _ arguments: [String] = [],
    _ environment: [String: String] = [:]
  ) throws -> TerminalSession {
    let standard = [
      "XDG_CACHE_HOME": Project.root + "/.build/binary-test-cache",
      "ACCORD_DATASETS": Project.datasets,
    ]
    let session = try TerminalSession(
      program: Project.binary, ["present", path] + arguments, columns: columns, height: height,
      environment: standard.merging(environment) { $1 })
    try session.wait("the first slide", seconds: 60) { $0.isAlternate && !$0.rows.isEmpty }
    return session
  }

  private func shows(_ session: TerminalSession, _ words: String) -> Bool {
    session.screen.rows.contains { $0.contains(words) }
  }

  @Test func `Enter goes through a lesson: question, answer, next`() throws {
    let session = try start()
    #expect(shows(session, "1 / 5") && shows(session, "Some words."))
    session.type("\r")
    #expect(shows(session, "▎ from some | count") && shows(session, "How many?"))
    #expect(!shows(session, "n  3"))
    session.type("g")
    session.type("12")
    session.type("\r")
    #expect(shows(session, "The class guessed: 12"))
    session.send("\r")
    try session.wait("the answer") { $0.rows.contains { $0.contains("n  3") } }
    session.type("h")
    #expect(!shows(session, "n  3"))
    session.type("\r\r")
    #expect(shows(session, "There are 3 of them, in Mexico."))
    session.type("\u{1b}[D")
    #expect(shows(session, "2 / 5"))
    session.type("q")
    #expect(session.end() == 0)
    #expect(session.isCooked && !session.screen.isAlternate && session.screen.isCursorShown)
    #expect(session.screen.unknown == [])
    // The file was only read.
    #expect(Project.read(path) == SeminarTests.lesson)
    #expect(Project.files(in: folder.path, ending: "") == ["lesson.md"])
  }

  @Test func `a solution is shown when it is asked for`() throws {
    let session = try start()
    session.type("5\r")
    #expect(shows(session, "5 / 5") && shows(session, "Solution") && !shows(session, "focus"))
    session.type("\r")
    #expect(shows(session, "where country = focus"))
    session.send("\r")
    try session.wait("the result") { $0.rows.contains { $0.contains("Mexico") } }
    session.type("\r")
    #expect(shows(session, "this is the end"))
    session.type("9\r")
    #expect(shows(session, "there is no slide 9"))
  }

  @Test func `a statement is changed, run, brought back; the transcript checks`() throws {
    let transcript = folder.path + "/t.md"
    let session = try start(["-o", transcript])
    session.type("2\r")
    session.type("e")
    try session.wait("the editor") { $0.isPasteBracketed }
    session.type(" | keep n")
    session.send("\r")
    try session.wait("the result") { $0.rows.contains { $0.contains("n  3") } }
    #expect(shows(session, "changed; u brings"))
    session.type("a")
    try session.wait("the editor") { $0.isPasteBracketed }
    session.send("from countries | where country = Chile | keep country\r")
    try session.wait("the result") { screen in
      ["3 / 6", "country  Chile"].allSatisfy { words in screen.rows.contains { $0.contains(words) }
      }
    }
    // Given up, nothing changes.
    session.type("e")
    try session.wait("the editor") { $0.isPasteBracketed }
    session.send("\u{3}")
    try session.wait("the slide") { $0.rows.contains { $0.contains("3 / 6") } }
    session.type("q")
    #expect(session.end() == 0)
    #expect(Project.read(path) == SeminarTests.lesson)
    let text = try #require(Project.read(transcript))
    #expect(text.contains("id=asked1") && text.contains("| keep n\n"))
    #expect(try !BriefCheck(Briefs.run(text)).isChanged)
  }

  @Test func `every key, in every mode, and every size leaves it standing`() throws {
    let session = try start()
    var generator = SeededGenerator(seed: 7)
    // All but those that leave, stop the process or open the editor, which has its own tests.
    let keys =
      (1...255).compactMap { byte -> [UInt8]? in
        [4, 26].contains(byte) || [113, 101, 97, 119].contains(byte) ? nil : [UInt8(byte)]
      }
      + [
        "A", "B", "C", "D", "H", "F", "5~", "6~", "3~", "1;5C", "Z", "<0;1;1M", "200~x\u{1b}[201~",
      ]
      .map { Array("\u{1b}[\($0)".utf8) } + ["é", "ل", "漢", "o\u{301}"].map { Array($0.utf8) }
    for round in 0..<400 {
      session.send(bytes: generator.pick(keys))
      if round % 20 == 0 {
        session.resize(
          columns: Int.random(in: 1...200, using: &generator),
          height: Int.random(in: 1...60, using: &generator))
      }
    }
    session.settle()
    for (columns, height) in [(1, 1), (2, 2), (5, 3), (20, 6), (300, 100), (80, 24)] {
      session.resize(columns: columns, height: height)
      session.send("\u{1b}")
      session.settle(milliseconds: 60)
      #expect(session.screen.rows.count <= height)
    }
    // Back to the slide from whatever was open; then it still does what it should.
    session.type("\u{1b}")
    session.type("\u{1b}")
    session.type("\u{c}")
    session.send("1\r")
    try session.wait("the first slide") { $0.rows.contains { $0.contains("1 / 5") } }
    session.type("q")
    #expect(session.end() == 0)
    #expect(session.isCooked)
  }

  @Test func `what is longer than the screen is scrolled`() throws {
    path.withCString { _ = unlink($0) }
    folder.write(
      "# Long\n\n" + (1...60).map { "- line \($0)\n" }.joined() + "\n# Next\n\nend\n",
      to: "lesson.md")
    let session = try start(height: 12)
    #expect(shows(session, "more lines"))
    #expect(!shows(session, "line 30"))
    for _ in 0..<20 where !shows(session, "line 60") { session.type(" ") }
    #expect(shows(session, "line 60"))
    session.type(" ")
    #expect(shows(session, "end"))
    session.type("\u{1b}[5~")
    #expect(shows(session, "line 1"))
  }

  @Test func `a deadly signal gives the terminal back`() throws {
    let session = try start()
    session.signal(SIGTERM)
    let status = try #require(session.end())
    #expect(status & 0x7F == SIGTERM)
    #expect(session.isCooked && !session.screen.isAlternate)
  }

  @Test func `without a terminal it says what it needs`() throws {
    var process = ChildProcess(Project.binary, ["present", path])
    process.environment = [
      "XDG_CACHE_HOME": Project.root + "/.build/binary-test-cache",
      "ACCORD_DATASETS": Project.datasets, "TERM": "xterm",
    ]
    let outcome = try process.run()
    #expect(outcome.status == 2)
    #expect(outcome.errorText.contains("needs a terminal"))
  }
}
