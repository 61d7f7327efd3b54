import TestSupport
import Testing

/// Limits from both sides: an answer just under, a clear error just over, and the session goes on.
@Suite struct LimitTests {
  private func answer(_ statements: String...) throws -> ChildProcess.Outcome {
    try Accord("-f", "csv", "-k").reading(statements.joined(separator: "\n") + "\n").run()
  }

  @Test("a statement that needs more memory than allowed ends, and the next one answers")
  func memory() throws {
    // 705,363 rows are sorted by keys and row numbers of 40 bytes each, some 28 MB.
    let sort = "from rights | sort value | take 600000 | count"
    let enough = try answer("set memory = 200MB", sort, "from countries | count")
    #expect(enough.outputText == "n\n600000\n\nn\n250\n", "\(enough.errorText)")
    #expect(enough.status == 0)
    let short = try answer("set memory = 20MB", sort, "from countries | count")
    #expect(short.outputText == "n\n250\n")
    #expect(short.errorText.contains("error[memory-limit]"))
    #expect(short.errorText.contains("the limit is 20 MB"))
    #expect(short.status == 1)
  }

  @Test("what a statement holds already counts towards the limit")
  func heldMemory() throws {
    // Six columns of 5.6 MB that are all read at the end: each fits, all do not.
    let statement =
      "from rights | derive a = value + 1, b = a + 1, c = b + 1, d = c + 1, e = d + 1, f = e + 1"
      + " | summarise m = max(a), n = max(b), o = max(c), p = max(d), q = max(e), r = max(f)"
    #expect(try answer("set memory = 500MB", statement).status == 0)
    let short = try answer("set memory = 20MB", statement)
    #expect(short.errorText.contains("beside the 16 MB that the statement holds"))
  }

  @Test("a file whose columns do not fit is refused before it is read")
  func fileMemory() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<400_000).map { "\($0),\($0).5" }.joined(separator: "\n")
    let path = folder.write("a,b\n\(rows)\n", to: "big.csv")
    let statement = "from \"\(path)\" | summarise s = sum(b)"
    #expect(try answer("set memory = 50MB", statement).outputText == "s\n80000000000\n")
    let short = try answer("set memory = 1MB", statement, "from countries | count")
    #expect(short.outputText == "n\n250\n")
    #expect(short.errorText.contains("error[memory-limit]"), "\(short.errorText)")
    #expect(short.errorText.contains("set memory"))
  }

  @Test("columns of a file, and of a pivot", arguments: [(20_000, 5_000)])
  func width(file: Int, pivot: Int) throws {
    let folder = try TemporaryFolder()
    for extra in [0, 1] {
      let heads = (0..<file + extra).map { "c\($0)" }.joined(separator: ",")
      let cells = (0..<file + extra).map { "\($0)" }.joined(separator: ",")
      let wide = folder.write("\(heads)\n\(cells)\n", to: "wide\(extra).csv")
      let outcome = try answer("from \"\(wide)\" | keep c\(file - 1)")
      let long = folder.write(
        "k,v\n" + (0..<pivot + extra).map { "\($0),1\n" }.joined(), to: "long\(extra).csv")
      let turned = try answer("from \"\(long)\" | pivot k value: v | count")
      if extra == 0 {
        #expect(outcome.outputText == "c\(file - 1)\n\(file - 1)\n", "\(outcome.errorText)")
        #expect(turned.outputText == "n\n1\n", "\(turned.errorText)")
      } else {
        #expect(outcome.errorText.contains("error[too-many-columns]"))
        #expect(turned.errorText.contains("error[pivot-too-wide]"))
      }
    }
  }

  @Test("long names, many groups, many conditions and long statements have answers")
  func long() throws {
    let name = String(repeating: "n", count: 10_000)
    #expect(try answer("from countries | take 1 | keep \(name) = 1").outputText == "\(name)\n1\n")
    let set = String(repeating: "Mexico, ", count: 2_000) + "Kenya"
    #expect(try answer("from countries | where country in {\(set)} | count").outputText == "n\n2\n")
    let steps = String(repeating: " | take 5", count: 300)
    #expect(try answer("from countries\(steps) | count").outputText == "n\n5\n")
    let deep = String(repeating: "(", count: 5_000) + "OECD" + String(repeating: ")", count: 5_000)
    #expect(try answer("from countries | where \(deep)").errorText.contains("nested-too-deep"))
  }

  @Test("a join of each row with each ends before memory does")
  func product() throws {
    let each = "from corridors | derive k = 1"
    let outcome = try answer(
      "\(each) | join (\(each) | keep k, other = migrants) on k many: true | count",
      "from countries | count")
    #expect(outcome.outputText == "n\n250\n")
    #expect(outcome.errorText.contains("error[memory-limit]"), "\(outcome.errorText)")
  }
}
