import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What has no end, or very many of something: an answer or a clear error soon, and the session
/// goes on.
@Suite struct FloodTests {
  private static let last = "from countries | count"

  /// Runs the statements and one more, which must answer; gives what was said of the others.
  private func errors(
    _ statements: String..., isLastAnswered: Bool = true, limit: Double = 20
  ) throws -> String {
    var accord = Accord("-f", "csv", "-k").reading(
      (statements + [FloodTests.last]).joined(separator: "\n") + "\n")
    accord.process.limit = limit
    let outcome = try accord.run()
    if isLastAnswered { #expect(outcome.outputText.hasSuffix("n\n250\n")) }
    #expect(outcome.status <= 1, "\(outcome.status)")
    return outcome.errorText
  }

  private func list(_ count: Int, _ piece: (Int) -> String) -> String {
    (0..<count).map(piece).joined(separator: ", ")
  }

  @Test("of a statement with thousands of mistakes ten are shown, and how many there are more")
  func mistakes() throws {
    let unknown = "from countries | keep \(list(4_000) { "nosuch\($0)" })"
    let strangers = "from countries | where country in {\(list(4_000) { "Nowhere\($0)" })}"
    let verbs = "from countries" + String(repeating: " | nosuch 5", count: 4_000)
    for (statement, code) in [
      (unknown, "unknown-name"), (strangers, "unknown-country"), (verbs, "unknown-verb"),
    ] {
      let text = try errors(statement)
      #expect(text.components(of: "error[\(code)]") == 10, "\(text.prefix(1_000))")
      #expect(text.contains("note: 3990 more errors in this statement"))
      #expect(text.utf8.count < 20_000)
    }
    // A bracket that is never closed takes in all that follows.
    let brackets = try errors(
      "from countries | where " + String(repeating: "(", count: 50_000), isLastAnswered: false)
    #expect(brackets.components(of: "error[") == 10)
    #expect(brackets.contains("more errors in this statement"), "\(brackets.suffix(1_000))")
  }

  @Test("thousands of wrong statements are each told, in step with their number")
  func statements() throws {
    let text = try errors(
      Array(repeating: "from countries | where )", count: 4_000).joined(
        separator: "\n"))
    #expect(text.components(of: "error[stray-bracket]") == 4_000)
  }

  @Test("definitions that each use the one before twice do not unfold without end")
  func definitions() throws {
    for (first, use) in [
      ("population", "from countries | keep x = a39"),
      ("OECD", "from countries | where country in a39 | count"),
    ] {
      let lets = ["let a0 = \(first)"] + (1..<40).map { "let a\($0) = a\($0 - 1) + a\($0 - 1)" }
      let text = try errors((lets + [use]).joined(separator: "\n"))
      #expect(text.components(of: "error[") == 1, "\(text)")
      #expect(text.contains("error[query-too-large]"), "\(text)")
    }
  }

  @Test("parts of a verb, and columns carried from verb to verb")
  func parts() throws {
    func keep(_ count: Int) -> String { "from countries | keep \(list(count) { "a\($0) = iso3" })" }
    #expect(try errors("\(keep(5_000)) | count") == "")
    let over = try errors("\(keep(5_001)) | count")
    #expect(over.contains("`keep` has 5001 parts, the most is 5000"), "\(over)")
    // 1,000 columns before each of 1,999 verbs, with the fifteen before the first.
    func take(_ count: Int) -> String {
      "from countries | keep \(list(1_000) { "a\($0) = iso3" })"
        + String(repeating: " | take 3", count: count) + " | count"
    }
    #expect(try errors(take(1_998)) == "")
    #expect(try errors(take(2_000)).contains("error[query-too-large]"))
  }

  @Test("a pattern that could be tried in ever more ways answers at once")
  func pattern() throws {
    let text = String(repeating: "a", count: 5_000)
    var accord = Accord(
      "-f", "csv", "-e",
      "from countries | where matches(\"\(text)\", \"^(a+)+$\") | count", "-e",
      "from countries | where matches(name + \"\(text)\", \"^(\\\\w+\\\\s?)*!\") | count")
    accord.process.limit = 20
    let outcome = try accord.run()
    #expect(outcome.outputText == "n\n250\n\nn\n0\n", "\(outcome.errorText)")
  }

  @Test("a text that doubles in each of forty steps ends at a million bytes")
  func doubling() throws {
    let ten = String(repeating: "a", count: 10)
    let doubled = String(repeating: " | derive a = a + a", count: 16)
    let under = Accord(
      "-f", "csv", "-e",
      "from countries | take 1 | derive a = \"\(ten)\"\(doubled) | keep n = length(a)")
    #expect(try under.run().outputText == "n\n655360\n")
    let over = try errors(
      "from countries | derive a = name\(String(repeating: " | derive a = a + a", count: 40))"
        + " | keep n = length(a)")
    #expect(over.contains("error[text-too-long]"), "\(over)")
  }

  @Test("a device without end and a compressed file of zeros stop at the memory limit")
  func endless() throws {
    let folder = try TemporaryFolder()
    let zeros = folder.path + "/zeros.csv.gz"
    _ = try ChildProcess("/bin/sh", ["-c", "head -c 300000000 /dev/zero | gzip -1 > \(zeros)"])
      .run()
    for path in ["/dev/zero", zeros] {
      let text = try errors("set memory = 50MB", "from \"\(path)\" | count")
      #expect(text.contains("error[memory-limit]"), "\(text)")
      #expect(text.contains("larger than the limit of 50 MB"))
    }
    var script = Accord("/dev/zero")
    script.process.limit = 60
    #expect(try script.run().errorText == "accord: `/dev/zero` cannot be read: file too large\n")
  }

  @Test("a named pipe is waited for, and the wait can be interrupted")
  func pipe() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    var waiting = Accord("-e", "from \"\(path)\" | count").ready
    waiting.interruptsAfter = 1
    waiting.limit = 20
    let stopped = try waiting.run()
    #expect(stopped.status == 130)
    #expect(stopped.errorText.hasSuffix("interrupted\n"), "\(stopped.errorText)")
    let writer = try ChildProcess(
      "/bin/sh", ["-c", "sleep 0.5; printf 'a,b\\n1,2\\n' > \(path)"]
    ).start()
    let read = try Accord("-f", "csv", "-e", "from \"\(path)\" | summarise s = sum(b)").run()
    #expect(read.outputText == "s\n2\n", "\(read.errorText)")
    _ = writer.wait()
  }
}

extension String {
  /// How often a part stands in the text.
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.firstRange(of: part) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
