import TestSupport
import Testing

/// Compressed files, JSON, and paths that lead to no file.
@Suite struct BadFileTests {
  private let folder: TemporaryFolder
  private let session: TestSession

  init() throws {
    folder = try TemporaryFolder()
    session = try TestSession(files: folder.path)
  }

  private func read(_ path: String) throws -> [UInt8] {
    try ChildProcess("cat", [path]).run().output
  }

  @Test("a compressed file is read; one cut short or damaged is refused")
  func gzip() throws {
    let rows = "a,b\n" + (0..<20_000).map { "\($0),x\($0 * 7919 % 10_007)\n" }.joined()
    let path = folder.write(rows, to: "x.csv")
    #expect(try ChildProcess("gzip", ["-k", path]).run().status == 0)
    #expect(
      session.csv("from \"x.csv.gz\" | summarise n = count(), s = sum(a)")
        == "n,s\n20000,199990000\n")
    let bytes = try read(path + ".gz")
    folder.write(Array(bytes.prefix(bytes.count / 2)), to: "short.csv.gz")
    #expect(session.csv("from \"short.csv.gz\" | count") == "[bad-gzip]")
    var wrong = bytes
    wrong[bytes.count - 6] ^= 0xFF
    folder.write(wrong, to: "wrong.csv.gz")
    #expect(session.csv("from \"wrong.csv.gz\" | count") == "[bad-gzip]")
    folder.write("a,b\n1,2\n", to: "plain.csv.gz")
    let plain = session.csv("from \"plain.csv.gz\"")
    #expect(plain == "a,b\n1,2\n" || plain == "[bad-gzip]")
  }

  @Test("JSON lists and lines are tables; keys that are not in every object are missing there")
  func json() {
    folder.write(
      #"[{"a": 1, "b": "x"}, {"b": "y", "a": null}, {"a": 2.5, "c": true}]"#, to: "x.json")
    #expect(session.csv("from \"x.json\"") == "a,b,c\n1,x,\n,y,\n2.5,,true\n")
    folder.write(
      "{\"a\":1,\"d\":\"2020-01-02\"}\n\n{\"a\":2,\"d\":\"2021-03-04\"}\n", to: "x.jsonl")
    #expect(session.csv("from \"x.jsonl\" | where d > 2020 | keep a") == "a\n2\n")
    folder.write(#"[{"a": "é\n\"q\" 😀"}]"#, to: "e.json")
    #expect(session.csv("from \"e.json\" | keep n = length(a)") == "n\n7\n")
  }

  @Test("nested and broken JSON is refused with its line")
  func badJSON() {
    folder.write("{\"a\":1}\n{\"a\":{\"b\":2}}\n", to: "n.jsonl")
    #expect(session.csv("from \"n.jsonl\"") == "[nested-value]")
    #expect(session.run("from \"n.jsonl\"").contains("line 2"))
    for text in ["[{\"a\": 1,]", "{\"a\": }", "[1, 2", "nothing", "[{\"a\" 1}]", "[{\"a\": 01x}]"] {
      folder.write(text, to: "b.json")
      #expect(session.csv("from \"b.json\"") == "[bad-json]", "\(text)")
    }
    folder.write("{\"a\":1,\"a\":2}\n", to: "d.jsonl")
    #expect(session.csv("from \"d.jsonl\"") == "[duplicate-key]")
    folder.write("", to: "e.json")
    #expect(session.csv("from \"e.json\"") == "[file-empty]")
    folder.write(String(repeating: "[", count: 100_000), to: "deep.json")
    #expect(session.csv("from \"deep.json\"").hasPrefix("["))
  }

  @Test("a missing file, a folder and a closed one are refused")
  func absent() throws {
    #expect(session.csv("from \"nowhere.csv\"") == "[file-not-found]")
    #expect(session.csv("from \"nowhere.json\"") == "[file-not-found]")
    _ = try ChildProcess("mkdir", [folder.path + "/sub.csv"]).run()
    #expect(session.csv("from \"sub.csv\"") == "[file-unreadable]")
    #expect(session.csv("from \"\"").hasPrefix("["))
  }

  @Test("columns of countries are recognised; texts that are none are missing, and named")
  func countries() throws {
    folder.write(
      "Country,value\n"
        + [
          "Mexico", "Côte d'Ivoire", "ivory coast", "KEN", "Swaziland", "Viet Nam",
          "USA", "Turkey", "Bolivia (Plurinational State of)", "Atlantis",
        ]
        .enumerated().map { "\($0.element),\($0.offset)" }.joined(separator: "\n") + "\n",
      to: "c.csv")
    #expect(
      session.csv("from \"c.csv\" | keep i = Country.iso3, value")
        == "i,value\nMEX,0\nCIV,1\nCIV,2\nKEN,3\nSWZ,4\nVNM,5\nUSA,6\nTUR,7\nBOL,8\n,9\n")
    #expect(session.run("from \"c.csv\"").contains("Atlantis"))
    #expect(
      session.csv("from \"c.csv\" as of 2020-12-31 | where ICRMW | keep Country | sort Country")
        == "Country\nBolivia\nMexico\nTürkiye\n")
  }
}
