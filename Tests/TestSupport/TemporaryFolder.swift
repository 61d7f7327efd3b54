#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder that is gone with the value that holds it.
package final class TemporaryFolder {
  package let path: String

  package init() throws {
    var name = Array("/tmp/accord-test-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw ChildProcess.CannotStart(code: errno) }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { _ = try? ChildProcess("rm", ["-rf", path]).run() }

  /// Writes a file of that name and gives its whole path.
  @discardableResult
  package func write(_ text: String, to name: String) -> String {
    write(Array(text.utf8), to: name)
  }

  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) -> String {
    let file = path + "/" + name
    if let handle = fopen(file, "w") {
      fwrite(bytes, 1, bytes.count, handle)
      fclose(handle)
    }
    return file
  }
}

/// Numbers that follow from a seed alone (SplitMix64).
package struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  package init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  package mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int.random(in: 0..<choices.count, using: &self)]
  }

  package mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < share
  }
}
