import TerminalSupport
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PromptTests {
  /// A session that goes on while the store and the data change under it.
  @Suite struct StoreTests {
    private let home: PromptHome
    private let data: TinyData
    private let question = "from countries | where country = Aland | keep country, wealth"

    init() throws {
      home = try PromptHome()
      data = try TinyData()
    }

    private var variables: [String: String] {
      ["ACCORD_DATASETS": data.path, "XDG_CACHE_HOME": home.path("cache")]
    }

    /// What another process answers, which builds the store anew where that is due.
    private func other() throws -> String {
      var process = ChildProcess(
        Project.binary, ["--no-config", "-f", "csv", "-e", question])
      process.environment = variables
      return try process.run().outputText
    }

    private func store() throws -> String {
      var process = ChildProcess("/bin/sh", ["-c", "ls '\(home.path("cache"))'/accord/*.store"])
      process.environment = ["PATH": "/usr/bin:/bin"]
      return try process.run().outputText.trimmingLineEnd
    }

    @Test("an open session keeps the data it was started on; a new one has the new ones")
    func replaced() throws {
      let session = try home.start(["--quiet"], variables)
      #expect(try session.enter("from countries | count").contains("n  2"))
      data.set(wealth: 8)
      #expect(try other().contains("Aland,8"))
      // The values are read from the store only now: from the one that was opened.
      #expect(try session.enter(question).contains { $0.contains("Aland") && $0.contains("7") })
      unlink(try store())
      #expect(try session.enter(question).contains { $0.contains("Aland") && $0.contains("7") })
      let next = try home.start(["--quiet"], variables)
      #expect(try next.enter(question).contains { $0.contains("Aland") && $0.contains("8") })
    }

    @Test("a store cut short under a session is an error or ends it with a reason, never a crash")
    func shortened() throws {
      let session = try home.start(["--quiet"], variables)
      #expect(try session.enter("from countries | count").contains("n  2"))
      // Another program writes into the file, which nothing of ours does.
      #expect(truncate(try store(), 100) == 0)
      session.type(question)
      session.send("\r")
      try session.wait("an error or the reason of the end", seconds: 30) {
        $0.everything.contains { row in
          row.contains("store-damaged") || row.contains("cut short by another program")
        }
      }
      #expect(try other().contains("Aland,7"))
    }
  }
}

extension String {
  fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
