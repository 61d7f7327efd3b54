import TerminalSupport
import Testing

@testable import LineEditing

@Suite struct HistoryTests {
  @Test(arguments: [
    "plain", "two\nlines", "back\\slash", "\\012", "tab\tand bell\u{7}", "中国\nلبنان", "a\\\nb",
  ])
  func `an entry comes back as it was`(entry: String) {
    let line = HistoryFormat.encode(entry)
    #expect(!line.contains(10))
    #expect(HistoryFormat.decode(line) == entry)
  }

  @Test func `a line feed is written as libedit writes it`() {
    #expect(String(decoding: HistoryFormat.encode("a\nb"), as: UTF8.self) == "a\\012b")
  }

  @Test func `what is no escape stays`() {
    #expect(HistoryFormat.decode(Array("a\\9b\\".utf8)) == "a\\9b\\")
  }

  @Test func `a file of libedit can be read`() {
    let file = ScratchFile()
    file.text = "_HiStOrY_V2_\nfilter\\040a\nsum(\\0121)\n"
    let history = History(path: file.path)
    #expect((0..<history.count).map { history[$0] } == ["filter a", "sum(\n1)"])
    #expect(history.latest(startingWith: "filter a") == nil)
    #expect(history.latest(startingWith: "filter ") == 0)
  }

  @Test func `an entry is in the file at once, the same one only once`() throws {
    let file = ScratchFile()
    let history = History(path: file.path)
    for entry in ["one", "one", "two", "one"] { try history.append(entry) }
    #expect(file.text == "one\ntwo\none\n")
    let later = History(path: file.path)
    try later.append("one")
    #expect(file.text == "one\ntwo\none\n")
    try later.append("ne")
    #expect(file.text == "one\ntwo\none\nne\n")
  }

  @Test func `a line cut short does not spoil the next`() throws {
    let file = ScratchFile()
    file.text = "one\ntw"
    let history = History(path: file.path)
    try history.append("three")
    #expect(file.text == "one\ntw\nthree\n")
    #expect(history.count == 3)
  }

  @Test func `sessions interleave and see each other`() throws {
    let file = ScratchFile()
    let one = History(path: file.path)
    let two = History(path: file.path)
    try one.append("a")
    #expect(one.count == 1)
    try two.append("b")
    try one.append("c")
    #expect((0..<one.count).map { one[$0] } == ["a", "b", "c"])
    try two.append("d")
    #expect(one.addedByOthers() == 1)
    #expect(one[3] == "d")
    #expect(file.text == "a\nb\nc\nd\n")
  }

  @Test func `many sessions at once lose nothing`() async throws {
    let file = ScratchFile()
    let path = file.path
    await withTaskGroup(of: Void.self) { group in
      for session in 0..<8 {
        group.addTask {
          let history = History(path: path)
          for entry in 0..<50 { try? history.append("session \(session) entry \(entry)") }
        }
      }
    }
    let lines = file.text.split(separator: "\n")
    #expect(lines.count == 400)
    #expect(Set(lines).count == 400)
  }

  @Test func `a long file is cut to the last entries, others notice`() throws {
    let file = ScratchFile()
    file.text = (1...200).map { "entry \($0)\n" }.joined()
    let other = History(path: file.path, limit: 1000)
    #expect(other.count == 200)
    let history = History(path: file.path, limit: 100)
    #expect(history.count == 100)
    #expect(history[0] == "entry 101")
    #expect(file.text.hasPrefix("entry 101\n"))
    try other.append("more")
    #expect(file.text.hasSuffix("entry 200\nmore\n"))
    #expect(other.count == 101)
    #expect(history.addedByOthers() == 1)
  }

  @Test func `the newest is found first, capitals counting only if asked for`() throws {
    let history = History(path: nil)
    for entry in ["filter Kenya", "select x", "filter Chad"] { try history.append(entry) }
    #expect(history.latest(containing: "filter") == 2)
    #expect(history.latest(containing: "filter", before: 2) == 0)
    #expect(history.latest(containing: "kenya") == 0)
    #expect(history.latest(containing: "KENYA") == nil)
    #expect(history.latest(startingWith: "sel") == 1)
    #expect(history.latest(startingWith: "select x") == nil)
  }

  @Test func `a walk meets each text once and ends where it began`() throws {
    let history = History(path: nil)
    for entry in ["find a", "filter", "find b", "filter", "find b"] { try history.append(entry) }
    var walk = HistoryWalk()
    #expect(walk.back(from: "fi", in: history) == "find b")
    #expect(walk.back(from: "find b", in: history) == "filter")
    #expect(walk.forward(from: "filter", in: history) == "find b")
    #expect(walk.forward(from: "find b", in: history) == "fi")
    #expect(walk.forward(from: "fi", in: history) == nil)
    // What was typed since begins a new walk.
    #expect(walk.back(from: "find ", in: history) == "find b")
    #expect(walk.back(from: "find b", in: history) == "find a")
    #expect(walk.back(from: "find a", in: history) == nil)
  }

  @Test func `a hundred thousand entries are read in a moment`() {
    let file = ScratchFile()
    file.text = (1...100_000).map { "filter year \($0) | summarise mean\n" }.joined()
    let history = History(path: file.path)
    let time = ContinuousClock().measure { #expect(history.count == 100_000) }
    // Built without optimisation too; see the figures of an optimised build in the pty tests.
    #expect(time < .milliseconds(500))
    #expect(history[99_999] == "filter year 100000 | summarise mean")
  }
}
