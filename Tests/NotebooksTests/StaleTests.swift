import TestSupport
import Testing

/// A tampered number, a changed query, a changed data file and another version of the program,
/// each told from the others by `check` and `why-stale`.
@Suite struct StaleTests {
  private func accord(_ arguments: String...) throws -> ChildProcess.Outcome {
    var process = ChildProcess(Project.binary, arguments)
    process.environment = [
      "XDG_CACHE_HOME": Project.root + "/.build/binary-test-cache", "PATH": "/usr/bin:/bin",
      "ACCORD_DATASETS": Project.datasets,
    ]
    return try process.run()
  }

  private static let data = "country,value\nMexico,1.5\nPeru,2.5\nChile,3.5\n"

  private func stamped(_ folder: TemporaryFolder) throws -> (path: String, text: String) {
    folder.write(Self.data, to: "d.csv")
    let path = folder.write(
      """
      ```accord id=a
      from "\(folder.path)/d.csv" | where country != Chile
      ```

      """, to: "b.md")
    #expect(try accord("run", path, "--write").status == 0)
    #expect(try accord("check", path).status == 0)
    return (path, try #require(Project.read(path)))
  }

  private func verdict(_ path: String) throws -> (status: Int32, reasons: String) {
    (try accord("check", path).status, try accord("why-stale", path).outputText)
  }

  @Test func `a tampered number`() throws {
    let folder = try TemporaryFolder()
    let (path, text) = try stamped(folder)
    folder.write(text.replacing("| Peru | 2.5 |", "| Peru | 9.5 |"), to: "b.md")
    let (status, reasons) = try verdict(path)
    #expect(status == 3)
    #expect(reasons == "a: stale, the result was edited by hand\n  Peru, value: 9.5 → 2.5\n")
  }

  @Test func `a changed query`() throws {
    let folder = try TemporaryFolder()
    let (path, text) = try stamped(folder)
    folder.write(text.replacing("!= Chile", "!= Peru"), to: "b.md")
    let (status, reasons) = try verdict(path)
    #expect(status == 3)
    #expect(reasons.hasPrefix("a: stale, query changed; data changed\n"))
    #expect(reasons.contains("  row gone: Peru\n") && reasons.contains("  row new: Chile\n"))
  }

  @Test func `a changed data file, cell by cell`() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try stamped(folder)
    folder.write(Self.data.replacing("2.5", "2.75"), to: "d.csv")
    let (status, reasons) = try verdict(path)
    #expect(status == 3)
    #expect(reasons.hasPrefix("a: stale, data changed\n"))
    #expect(reasons.contains("  Peru, value: 2.50 → 2.75\n") || reasons.contains("2.5 → 2.75"))
  }

  @Test func `a change in cells that are not read is none`() throws {
    let folder = try TemporaryFolder()
    let (path, _) = try stamped(folder)
    folder.write(Self.data.replacing("Chile,3.5", "Chile,99"), to: "d.csv")
    let (status, reasons) = try verdict(path)
    #expect(status == 0)
    #expect(reasons == "a: current\n")
  }

  @Test func `an older program`() throws {
    let folder = try TemporaryFolder()
    let (path, text) = try stamped(folder)
    folder.write(text.replacing("engine=1.0", "engine=0.9"), to: "b.md")
    let (status, reasons) = try verdict(path)
    #expect(status == 0)
    #expect(reasons.hasPrefix("a: current, engine changed from 0.9 (now "))
  }
}
