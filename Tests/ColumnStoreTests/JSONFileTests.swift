import ColumnStore
import Testing

@Suite struct JSONFileTests {
  let folder = TestFolder()

  private func read(
    _ text: String, _ change: (inout JSONOptions) -> Void = { _ in }
  ) throws -> (table: Table, notes: [DataFileNote]) {
    var options = JSONOptions()
    change(&options)
    return try JSONFile.read(path: folder.file("t.json", text), options: options)
  }

  private func error(_ text: String) -> DataFileError? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return error as? DataFileError
    }
  }

  @Test func `objects become rows, keys columns in order of appearance`() throws {
    let (table, _) = try read(
      """
      [ {"iso3": "MLI", "year": 2003, "when": "2003-06-05", "v": 1.5e1},
        {"year": 1999, "iso3": null, "party": true},
        {"iso3": "T\\u00fcr\\ud83d\\ude00", "v": -3, "when": "1958", "year": 2001} ]
      """)
    #expect(table.schema.fields.map(\.name) == ["iso3", "year", "when", "v", "party"])
    #expect(table.schema.fields.map(\.type) == [.text, .number, .date, .number, .boolean])
    #expect(table.schema.fields[1].isYear)
    #expect(cells(table.column("iso3")) == ["MLI", "(no data)", "Tür😀"])
    #expect(cells(table.column("when")) == ["2003-06-05", "(no data)", "1958"])
    #expect(cells(table.column("v")) == ["15.0", "(no data)", "-3.0"])
    #expect(cells(table.column("party")) == ["(no data)", "true", "(no data)"])
  }

  @Test func `lines of objects, packed or not`() throws {
    let text = "{\"a\":1}\n{\"a\":0.5}\n\n{}\n"
    #expect(cells(try read(text).table.column("a")) == ["1.0", "0.5", "(no data)"])
    let packed = folder.file("t.jsonl.gz", gzip(Array(text.utf8)))
    #expect(try JSONFile.read(path: packed).table.rowCount == 3)
    #expect(try read("[]").table.rowCount == 0)
  }

  @Test func `values of two types in a column are an error with its line`() throws {
    let text = "[{\"a\":1},\n{\"a\":\"x\"}]"
    let found = error(text)
    #expect(found?.code == "bad-cell")
    #expect(found?.line == 2)
    let (table, _) = try read(text) { $0.types = ["a": .text] }
    #expect(cells(table.column("a")) == ["1", "x"])
    let (other, notes) = try read(text) { $0.badCells = .missing }
    #expect(cells(other.column("a")) == ["1.0", "(no data)"])
    #expect(notes == [.badCells(column: "a", expected: .number, count: 1, lines: [2])])
  }

  @Test func `values in values and keys twice are errors`() {
    #expect(error("[{\"a\":1},\n{\"b\":{\"c\":2}}]")?.problem == .nestedValue(key: "b"))
    #expect(error("[{\"a\":[]}]")?.code == "nested-value")
    #expect(error("{\"a\":1,\"b\":2,\"a\":3}")?.problem == .duplicateKey(key: "a"))
    #expect(error(String(repeating: "[", count: 100_000))?.code == "bad-json")
  }

  @Test(arguments: [
    "[{\"a\":01}]", "[{\"a\":1.}]", "[{\"a\":.5}]", "[{\"a\":+1}]", "[{\"a\":1e}]", "[{\"a\":nul}]",
    "[{\"a\":1,}]", "[{\"a\" 1}]", "[{a:1}]", "[{\"a\":1}", "[{\"a\":1}] x", "[1]", "{\"a\":\"x",
    "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\"}",
    "{\"a\":\"\n\"}", "{\"a\":NaN}", "{", "[", "[{\"a\":1} {\"a\":2}]", "tru",
    "{\"a\":\"\\ud800\\u0041\"}", "{\"a\":-}", "{\"a\":\"\\",
  ])
  func `what is not JSON is an error with a place`(text: String) {
    let found = error(text)
    #expect(found?.code == "bad-json")
    #expect(found?.line != nil)
  }

  @Test func `empty files are told`() {
    #expect(error("")?.code == "file-empty")
    #expect(error(" \n")?.code == "file-empty")
  }

  @Test func `any bytes give a table or an error`() {
    let whole = Array("[{\"a\":1,\"b\":\"x\\u00e9\"},\n{\"a\":-2.5e3,\"b\":null}]".utf8)
    var generator = SeededGenerator(state: 3)
    for _ in 0..<3_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0..<10, using: &generator))
      let path = folder.file("f.json", bytes)
      _ = code { _ = try JSONFile.read(path: path) }
      _ = code { _ = try DelimitedFile.open(path: path).read() }
    }
  }
}
