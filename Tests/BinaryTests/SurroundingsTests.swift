import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Locale, time zone, caches, signals and readers that go away.
@Suite struct SurroundingsTests {
  static let question = "from countries | where GCC | keep country, migrant_stock, ICRMW.status"
  /// Some 70 joins of 20 million rows each.
  static let long: String = {
    let part = """
      from corridors | keep year, origin, migrants | join (from corridors | where year = 2020 |
      keep origin, destination) on origin many: true | summarise n = sum(migrants) by destination
      """
    return part + String(repeating: " | append (\(part))", count: 70)
  }()

  @Test("the same bytes in any locale, time zone and width of a pipe")
  func sameBytes() throws {
    let plain = try Accord("-e", SurroundingsTests.question).run().output
    #expect(!plain.isEmpty)
    for variables in [
      ["LC_ALL": "C"], ["LC_ALL": "de_DE.UTF-8"], ["LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR"],
      ["TZ": "Pacific/Kiritimati"], ["TZ": "America/Los_Angeles"], ["TERM": "dumb"],
    ] {
      #expect(
        try Accord("-e", SurroundingsTests.question).with(variables).run().output == plain,
        "\(variables)")
    }
  }

  @Test("a reader that goes away ends the output quietly")
  func brokenPipe() throws {
    var process = Accord("-f", "csv", "-e", "from corridors").ready
    process.readsAtMost = 1000
    let outcome = try process.run()
    #expect(outcome.errorText.split(separator: "\n").allSatisfy { $0.hasPrefix("building") })
    #expect(outcome.status == 0 || outcome.status == 128 + SIGPIPE)
  }

  @Test("^C ends a long query with 130, at once and with no result")
  func interrupt() throws {
    _ = try Accord("-e", "from countries | count").run()
    var process = Accord("-f", "csv", "-e", SurroundingsTests.long).ready
    process.interruptsAfter = 1.5
    process.limit = 60
    let outcome = try process.run()
    #expect(outcome.status == 130, "\(outcome.errorText)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorText.contains("interrupted"))
  }

  @Test("two programs started at once with an empty cache both answer")
  func together() throws {
    let folder = try TemporaryFolder()
    let accord = Accord("-f", "csv", "-e", "from countries | count")
      .with(["XDG_CACHE_HOME": folder.path])
    let running = try (0..<2).map { _ in try accord.ready.start() }
    for child in running {
      let outcome = child.wait()
      #expect(outcome.outputText == "n\n250\n")
      #expect(outcome.status == 0, "\(outcome.errorText)")
    }
    let again = try accord.run()
    #expect(again.outputText == "n\n250\n" && again.errors.isEmpty)
  }

  @Test("without a cache that can be written, or a home, the answer is the same")
  func noCache() throws {
    let folder = try TemporaryFolder()
    let file = folder.write("in the way", to: "file")
    // A folder's mode stops nobody who is root; a file in the way does.
    chmod(folder.path, 0o500)
    defer { chmod(folder.path, 0o700) }
    // Each builds the store anew, which takes a debug build seconds.
    var places: [[String: String?]] = [
      ["XDG_CACHE_HOME": file + "/sub"], ["XDG_CACHE_HOME": nil, "HOME": nil],
    ]
    if Project.runsLongTests {
      places += [
        ["XDG_CACHE_HOME": folder.path], ["XDG_CACHE_HOME": nil, "HOME": "/dev/null"],
        ["XDG_CACHE_HOME": "relative", "HOME": nil],
      ]
    }
    for variables in places {
      let outcome = try Accord("-f", "csv", "-e", "from countries | count").with(variables).run()
      #expect(outcome.outputText == "n\n250\n", "\(variables) \(outcome.errorText)")
      #expect(outcome.status == 0)
    }
  }

  @Test("a data folder that is none is said, with what is missing")
  func wrongData() throws {
    let folder = try TemporaryFolder()
    for path in ["/nowhere", folder.path, folder.write("{}", to: "datapackage.json")] {
      let outcome = try Accord("--data", path, "-e", "from countries | count").run()
      #expect(outcome.status == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.errorLines.count == 1, "\(outcome.errorText)")
      #expect(outcome.errorLines.first?.hasPrefix("accord: ") == true)
    }
  }

  @Test("--safe reads and writes no file")
  func safe() throws {
    let folder = try TemporaryFolder()
    let path = folder.write("a\n1\n", to: "a.csv")
    for statement in ["from \"\(path)\"", "from countries | save \"\(folder.path)/out.csv\""] {
      let outcome = try Accord("--safe", "-e", statement).run()
      #expect(outcome.status == 1)
      #expect(outcome.errorText.contains("safe mode"))
    }
    #expect(Project.read(folder.path + "/out.csv") == nil)
  }

  @Test("save writes a file once, and again only when told")
  func save() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.csv"
    let statement = "from countries | where GCC | count | save \"\(path)\""
    #expect(try Accord("-e", statement).run().status == 0)
    #expect(Project.read(path) == "n\n6\n")
    let again = try Accord("-e", statement).run()
    #expect(again.status == 1 && again.errorText.contains("file-exists"))
    #expect(try Accord("-e", statement + " replace: true").run().status == 0)
  }
}
