import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The data store as a process meets it: stamps of others, damage, full disks, several builders.
@Suite struct StoreTests {
  private let data: TinyData
  private let cache: TemporaryFolder
  private static let question = "from countries | keep country, wealth"
  private static let answer = "country,wealth\nAland,7\nBland,2020\n"

  init() throws {
    data = try TinyData()
    cache = try TemporaryFolder()
  }

  private var accord: Accord {
    Accord("--no-config", "-f", "csv", "-e", StoreTests.question)
      .with(["ACCORD_DATASETS": data.path, "XDG_CACHE_HOME": cache.path])
  }

  private var names: [String] { StoreTests.names(in: cache.path + "/accord") }

  private static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The store's path and bytes after a first start.
  private func built() throws -> (path: String, bytes: [UInt8]) {
    let outcome = try accord.run()
    #expect(outcome.outputText == StoreTests.answer, "\(outcome.errorText)")
    let path = cache.path + "/accord/" + (try #require(names.first))
    return (path, try #require(Project.bytes(path)))
  }

  private func put(_ bytes: [UInt8], at path: String) {
    guard let handle = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, handle)
    fclose(handle)
  }

  @Test("another version, byte order, file or length is built anew, and answers are the same")
  func stamps() throws {
    let (path, bytes) = try built()
    #expect(try accord.run().errors.isEmpty)
    var version = bytes
    version[8] += 1
    var order = bytes
    order[12..<16].reverse()
    for (what, other) in [
      ("version", version), ("byte order", order), ("empty", []), ("text", Array("a,b\n".utf8)),
      ("half", Array(bytes[..<(bytes.count / 2)])), ("longer", bytes + [0]),
      ("zeros", [UInt8](repeating: 0, count: bytes.count)),
    ] {
      put(other, at: path)
      let outcome = try accord.run()
      #expect(outcome.outputText == StoreTests.answer, "\(what): \(outcome.errorText)")
      #expect(outcome.errorText.contains("building the data store"), "\(what)")
      #expect(outcome.status == 0)
      #expect(try accord.run().errors.isEmpty, "\(what)")
    }
    #expect(names.count == 1)
  }

  @Test("a changed byte anywhere is built anew, an error or of no effect; never another answer")
  func damage() throws {
    let (path, bytes) = try built()
    // A prime step, so that all kinds of places are met.
    let step = Project.runsLongTests ? 97 : bytes.count / 23
    for place in stride(from: 0, to: bytes.count, by: step) {
      var damaged = bytes
      damaged[place] ^= 0x10
      put(damaged, at: path)
      let outcome = try accord.run()
      if outcome.status == 0 {
        #expect(outcome.outputText == StoreTests.answer, "byte \(place)")
      } else {
        #expect(outcome.status == 1 && outcome.output.isEmpty, "byte \(place)")
        #expect(outcome.errorText.contains("store-damaged"), "byte \(place): \(outcome.errorText)")
        #expect(try accord.run().outputText == StoreTests.answer, "byte \(place)")
      }
    }
  }

  @Test("a disk that is full, or a limit on files, is said; nothing is left behind")
  func full() throws {
    func limited(_ blocks: Int, _ variables: [String: String]) throws -> ChildProcess.Outcome {
      // The limit is in blocks of 512 bytes.
      var process = ChildProcess(
        "/bin/sh", ["-c", "ulimit -f \(blocks); exec \"$0\" \"$@\"", Project.binary])
      process.arguments += accord.arguments
      process.environment = accord.environment.merging(variables) { $1 }
      return try process.run()
    }
    let before = StoreTests.names(in: "/tmp").filter { $0.hasPrefix("accord-") && $0.count > 20 }
    let none = try limited(4, [:])
    #expect(none.status == 1, "\(none.status) \(none.errorText)")
    #expect(none.errorText.contains("file too large"))
    #expect(none.output.isEmpty)
    #expect(names.isEmpty)
    let after = StoreTests.names(in: "/tmp").filter { $0.hasPrefix("accord-") && $0.count > 20 }
    #expect(Set(after).subtracting(before).allSatisfy { $0.hasPrefix("accord-test-") })
    // What was built before is opened all the same, and answers.
    _ = try built()
    #expect(try limited(4, [:]).outputText == StoreTests.answer)
    // A cache on a disk of which nothing can be had.
    let device = try accord.with(["XDG_CACHE_HOME": "/dev/full"]).run()
    #expect(device.outputText == StoreTests.answer)
    #expect(device.errorText.contains("this session only"))
  }

  @Test("four builders at once all answer, and leave one store")
  func builders() throws {
    for _ in 0..<3 {
      data.set(wealth: 7)
      let running = try (0..<4).map { _ in try accord.ready.start() }
      for child in running {
        let outcome = child.wait()
        #expect(outcome.outputText == StoreTests.answer, "\(outcome.errorText)")
      }
      #expect(names.count == 1)
    }
  }

  @Test("data that change between starts are read anew, whatever store was left last")
  func changes() throws {
    let (path, bytes) = try built()
    data.set(wealth: 8)
    let changed = try accord.run().outputText
    #expect(changed == "country,wealth\nAland,8\nBland,2020\n")
    // A slower process puts the store of the earlier state in place.
    put(bytes, at: path)
    #expect(try accord.run().outputText == changed)
    #expect(names.count == 1)
  }

  @Test("a cache that cannot be written and homes that are none: the answer is the same")
  func homes() throws {
    for variables in [
      ["XDG_CACHE_HOME": nil, "HOME": nil], ["XDG_CACHE_HOME": nil, "HOME": "/proc/none"],
      ["XDG_CACHE_HOME": "relative", "HOME": "relative"], ["XDG_CACHE_HOME": "/proc/none"],
      ["XDG_CACHE_HOME": "", "HOME": ""],
    ] as [[String: String?]] {
      let outcome = try accord.with(variables).run()
      #expect(outcome.outputText == StoreTests.answer, "\(variables): \(outcome.errorText)")
      #expect(outcome.status == 0)
    }
    // A store that was built before is read from a folder that is read-only by now.
    _ = try built()
    chmod(cache.path + "/accord", 0o500)
    defer { chmod(cache.path + "/accord", 0o700) }
    let outcome = try accord.run()
    #expect(outcome.outputText == StoreTests.answer && outcome.errors.isEmpty)
  }

  @Test("--timer tells what opening took, on the error output")
  func timer() throws {
    _ = try built()
    var process = accord
    process.arguments.insert("--timer", at: 0)
    let outcome = try process.run()
    #expect(outcome.outputText == StoreTests.answer)
    #expect(outcome.errorText.hasPrefix("Opened the data: "))
    #expect(outcome.errorText.contains("\nTime: "))
  }
}
