import ColumnStore
import Testing

@Suite struct DelimitedFileTests {
  let folder = TestFolder()

  private func read(
    _ text: String, _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) throws -> (table: Table, notes: [DataFileNote]) {
    try read(Array(text.utf8), change)
  }

  private func read(
    _ bytes: [UInt8], _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) throws -> (table: Table, notes: [DataFileNote]) {
    var options = DelimitedOptions()
    change(&options)
    return try DelimitedFile.open(path: folder.file("t.csv", bytes), options: options).read()
  }

  private func error(
    _ text: String, _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) -> DataFileError? {
    error(Array(text.utf8), change)
  }

  private func error(
    _ bytes: [UInt8], _ change: (inout DelimitedOptions) -> Void = { _ in }
  ) -> DataFileError? {
    do {
      _ = try read(bytes, change)
      return nil
    } catch {
      return error as? DataFileError
    }
  }

  // MARK: What is found out

  @Test func `types are those of the cells`() throws {
    let (table, notes) = try read(
      """
      iso3,year,when,value,party,code,n
      MLI,2003,2003-06-05,1.5,yes,004,9
      MEX,1999,1999-03,-2e3,no,484,
      TUN,1958,1958,..,NA,788,-0
      """)
    #expect(notes == [])
    #expect(
      table.schema.fields.map(\.type) == [.text, .number, .date, .number, .boolean, .text, .number])
    #expect(table.schema.fields.map(\.isYear) == [false, true, false, false, false, false, false])
    #expect(cells(table.column("year")) == ["2003.0", "1999.0", "1958.0"])
    #expect(cells(table.column("when")) == ["2003-06-05", "1999-03", "1958"])
    #expect(cells(table.column("value")) == ["1.5", "-2000.0", "(no data)"])
    #expect(cells(table.column("party")) == ["true", "false", "(no data)"])
    #expect(cells(table.column("code")) == ["004", "484", "788"])
    #expect(cells(table.column("n")) == ["9.0", "(no data)", "-0.0"])
    guard case .ints = table.column("year")?.storage else { return #expect(Bool(false)) }
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func `the separator is found out`(separator: String) throws {
    let text = ["a,b,c", "1,\"x,;\t|\",3", "4,y,6"].map {
      $0.replacingOutsideQuotes(",", with: separator)
    }.joined(separator: "\n")
    let (table, _) = try read(text)
    #expect(cells(table.column("b")) == ["x,;\t|", "y"])
    #expect(cells(table.column("c")) == ["3.0", "6.0"])
  }

  @Test func `a decimal comma is found out where the comma does not separate`() throws {
    let (table, _) = try read("a;b\n1,5;x\n-2;y\n,25;z\n")
    #expect(cells(table.column("a")) == ["1.5", "-2.0", "0.25"])
    let (other, _) = try read("a,b\n\"1,5\",x\n") { $0.decimalComma = true }
    #expect(cells(other.column("a")) == ["1.5"])
  }

  @Test func `one column needs no separator`() throws {
    let (table, _) = try read("name\nMali, Republic of\n\nTunisia\n")
    #expect(cells(table.column("name")) == ["Mali, Republic of", "Tunisia"])
  }

  @Test func `numbers that would lose something are texts`() throws {
    let (table, _) = try read("a,b\n007,12345678901234567890\n008,12345678901234567891\n")
    #expect(cells(table.column("a")) == ["007", "008"])
    #expect(cells(table.column("b")) == ["12345678901234567890", "12345678901234567891"])
  }

  @Test func `a column that is missing in the sample gets the type of what comes later`() throws {
    var text = "a,b,c,d,e\n"
    for _ in 0..<30_000 { text += ",,,,\n" }
    let (table, _) = try read(text + "1,1.5,2003-01,yes,x\n")
    #expect(table.schema.fields.map(\.type) == [.number, .number, .date, .boolean, .text])
    #expect(cells(table.column("b")).last == "1.5")
    #expect(cells(table.column("c")).last == "2003-01")
  }

  @Test func `whole numbers become doubles when a later row needs it`() throws {
    var text = "a,b\n"
    for row in 0..<10_000 { text += "\(row),\n" }
    let (table, _) = try read(text + "0.5,\n3000000000,\n,\n")
    let column = try #require(table.column("a"))
    #expect(cells(column).suffix(4) == ["9999.0", "0.5", "3000000000.0", "(no data)"])
  }

  @Test func `given types go before what the cells look like`() throws {
    let (table, _) = try read("a,b,c\n1,2003,x\n") {
      $0.types = ["a": .text, "b": .date, "c": .country]
    }
    #expect(table.schema.fields.map(\.type) == [.text, .date, .text])
  }

  @Test func `only the columns asked for are read, in the order asked for`() throws {
    let path = folder.file("c.csv", "a,b,c\n1,\"x,\ny\",3\n4,z,6\n")
    let file = try DelimitedFile.open(path: path)
    let (table, _) = try file.read(columns: ["c", "a"])
    #expect(table.schema.fields.map(\.name) == ["c", "a"])
    #expect(cells(table.column("c")) == ["3.0", "6.0"])
    #expect(code { _ = try file.read(columns: ["d"]) } == "unknown-column")
    #expect(
      error("a,b\n1,2\n3\n") { $0.columns = ["a"] }?.problem == .raggedRow(fields: 1, heads: 2))
  }

  // MARK: How it is written

  @Test func `line ends of all kinds, and none at the end`() throws {
    for end in ["\n", "\r\n", "\r"] {
      for last in ["", end, end + end] {
        let text = ["a,b", "1,x", "\"2\",\"y\""].joined(separator: end) + last
        let (table, _) = try read(text)
        #expect(cells(table.column("a")) == ["1.0", "2.0"], "\(text.debugDescription)")
        #expect(cells(table.column("b")) == ["x", "y"], "\(text.debugDescription)")
      }
    }
  }

  @Test func `quotes hide separators, line breaks and doubled quotes`() throws {
    let (table, _) = try read("a,b\r\n\"x\r\ny\",\"He said \"\"no\"\", twice\"\r\nz,5\" pipe\r\n")
    #expect(cells(table.column("a")) == ["x\r\ny", "z"])
    #expect(cells(table.column("b")) == ["He said \"no\", twice", "5\" pipe"])
  }

  @Test func `Namibia in quotes is a text, without them missing`() throws {
    let (table, _) = try read("iso2,name\n\"NA\",Namibia\nNA,nobody\n\"\",\nML,NA\n")
    #expect(cells(table.column("iso2")) == ["NA", "(no data)", "(no data)", "ML"])
  }

  @Test func `byte-order marks and UTF-16`() throws {
    let text = "na\u{EF}ve,b\n\u{E9}t\u{E9},1\n\u{1F600},2\n"
    #expect(
      cells(try read([0xEF, 0xBB, 0xBF] + Array(text.utf8)).table.columns[0]) == ["été", "😀"])
    for isBig in [false, true] {
      let units = ([0xFEFF] + Array(text.utf16)).flatMap { unit -> [UInt8] in
        let pair = [UInt8(unit >> 8), UInt8(unit & 255)]
        return isBig ? pair : pair.reversed()
      }
      let (table, notes) = try read(units)
      #expect(table.schema.fields[0].name == "naïve")
      #expect(cells(table.columns[0]) == ["été", "😀"])
      #expect(notes == [.decodedFromUTF16])
    }
  }

  @Test func `bytes that are not UTF-8 are Windows-1252, with a note`() throws {
    let (table, notes) = try read(
      Array("a,b\n".utf8) + [0xE9, 0x2C, 0x80, 10] + Array("é,x\n".utf8))
    #expect(cells(table.column("a")) == ["é", "é"])
    #expect(cells(table.column("b")) == ["€", "x"])
    #expect(notes == [.decodedAsWindows1252(texts: 2)])
    guard case .ints(let codes)? = table.column("a")?.storage else { return }
    #expect(codes[0] == codes[1])
  }

  @Test func `compressed files, whole, in members and damaged`() throws {
    let text = Array("a,b\n1,x\n2,y\n".utf8)
    let packed = gzip(text)
    #expect(cells(try read(packed).table.column("b")) == ["x", "y"])
    #expect(
      cells(try read(packed + gzip(Array("3,z\n".utf8))).table.column("b")) == ["x", "y", "z"])
    #expect(error(Array(packed.dropLast(9)))?.code == "bad-gzip")
    #expect(error(Array(packed.prefix(5)))?.code == "bad-gzip")
    var damaged = packed
    damaged[packed.count / 2] ^= 0xFF
    #expect(error(damaged)?.code == "bad-gzip")
  }

  @Test func `a head alone is a table without rows`() throws {
    for text in ["a,b", "a,b\n", "a,b\r\n"] {
      let (table, _) = try read(text)
      #expect(table.rowCount == 0)
      #expect(table.schema.fields.map(\.name) == ["a", "b"])
    }
  }

  @Test func `heads without a name are numbered`() throws {
    let (table, notes) = try read("a,,c\n1,2,3\n")
    #expect(table.schema.fields.map(\.name) == ["a", "column_2", "c"])
    #expect(notes == [.namedColumn(number: 2, name: "column_2")])
    #expect(try read("1,2\n3,4\n") { $0.hasHeader = false }.table.rowCount == 2)
  }

  @Test func `wide files are read up to the limit`() throws {
    let names = (0..<5_000).map { "c\($0)" }.joined(separator: ",")
    let row = (0..<5_000).map { "\($0)" }.joined(separator: ",")
    let (table, _) = try read("\(names)\n\(row)\n\(row)\n")
    #expect(cells(table.column("c4999")) == ["4999.0", "4999.0"])
    let many = (0..<20_001).map { "c\($0)" }.joined(separator: ",")
    #expect(error(many + "\n")?.problem == .tooManyColumns(count: 20_001, limit: 20_000))
  }

  // MARK: What is wrong

  private let lateBad: String = {
    var text = "id,value\n"
    for row in 0..<50_000 { text += "x,\(row)\n" }
    return text + "x,12a\nx,1\nx,\"1,5\"\n"
  }()

  @Test func `a bad cell is named with its place`() throws {
    let error = try #require(self.error(lateBad))
    #expect(error.code == "bad-cell")
    #expect((error.line, error.column) == (50_002, 2))
    #expect(
      error.message.hasSuffix(
        "line 50002: column `value` (number 2): `12a` is not a number, "
          + "and the column holds numbers"))
    #expect(error.help?.contains("text: {value}") == true)
  }

  @Test func `bad cells can be made missing and are counted`() throws {
    let (table, notes) = try read(lateBad) { $0.badCells = .missing }
    #expect(cells(table.column("value")).suffix(3) == ["(no data)", "1.0", "(no data)"])
    #expect(
      notes == [.badCells(column: "value", expected: .number, count: 2, lines: [50_002, 50_004])])
  }

  @Test func `a column nearly of numbers is read as text with a note`() throws {
    let rows = (0..<20).map { "\($0)" } + ["(12)"]
    let (table, notes) = try read("a\n" + rows.joined(separator: "\n"))
    #expect(table.schema.fields[0].type == .text)
    #expect(notes == [.mixedColumn(column: "a", numbers: 20, others: 1, found: "(12)")])
    let (other, _) = try read("a\n" + rows.joined(separator: "\n")) { $0.badCells = .missing }
    #expect(other.schema.fields[0].type == .number)
  }

  @Test func `numbers as people print them are read where that is said`() throws {
    let text = "a;b\n1,234,567.5;1\n-12%;2\n1 000;3\n7;4\n"
    let (table, _) = try read(text) {
      $0.types = ["a": .number]
      $0.printedNumbers = ["a"]
    }
    #expect(cells(table.column("a")) == ["1234567.5", "-12.0", "1000.0", "7.0"])
    let (german, _) = try read("a;b\n1.234,5;1\n1.234.567;2\n") {
      $0.types = ["a": .number]
      $0.printedNumbers = ["a"]
      $0.decimalComma = true
    }
    #expect(cells(german.column("a")) == ["1234.5", "1234567.0"])
    // Said of another column only, it is told how it would be read.
    let other = error("a;b\n1;1\n1,234;2\n") {
      $0.types = ["a": .number]
      $0.decimalComma = false
    }
    #expect(other?.message.contains("`number: {a}` reads it all the same") == true)
  }

  @Test(arguments: [
    ("1,5;2", "1.5", nil), ("1,234;2\n1,5;3", "1.234", nil), ("1,234,567;2\n1,234;3", nil, nil),
    ("1,234;2\n950;3", "1.234", "1,234"), ("1.5;2\n1,234;3", nil, nil),
  ])
  func `a comma is the decimal sign where it cannot part thousands`(
    rows: String, first: String?, ambiguous: String?
  ) throws {
    let (table, notes) = try read("a;b\n\(rows)\n")
    #expect(table.schema.fields[0].type == (first == nil ? .text : .number))
    if let first { #expect(cells(table.column("a")).first == first) }
    #expect(
      notes.contains {
        if case .ambiguousComma(let found) = $0 { found == ambiguous } else { false }
      }
        == (ambiguous != nil))
  }

  @Test func `a column of printed numbers says how they are read`() throws {
    let (_, notes) = try read("a,b,c\n\"1,234\",12%,x\n950,7%,12%\n,8,\n")
    #expect(notes == [.printedNumbers(columns: ["a", "b"], found: "1,234")])
  }

  @Test(arguments: [
    ("1,234", 1234), ("12,345,678.25", 12_345_678.25), ("-1,000", -1000), ("+1,000", 1000),
    ("−5 %", -5), ("1'000'000", 1e6), ("1\u{202F}234", 1234), ("1e3%", 1000), ("100%", 100),
    ("12,34", nil), ("1,2345", nil), (",123", nil), ("1,,234", nil), ("1,234,", nil),
    ("1,234 567", nil), ("%", nil), ("", nil), ("--1,000", nil), ("1,000e3", nil),
    ("1234,567", nil), ("$1,000", nil), ("1,234.5.6", nil),
  ])
  func `thousands stand in groups of three`(text: String, value: Double?) {
    #expect(NumberText.printed(text) == value)
  }

  @Test(arguments: ["1,234.5", "0x10", "inf", "1e999", "--1", "1.2.3", "1 000", "1e", "+-1", "."])
  func `what is no number is not read as one`(cell: String) {
    let found = error("a;b\n1;\n\(cell);\n") { $0.types = ["a": .number] }
    #expect(found?.code == "bad-cell")
    #expect(found?.line == 3)
  }

  @Test func `ragged rows are told with both counts`() {
    #expect(error("a,b,c\n1,2,3\n1,2\n")?.problem == .raggedRow(fields: 2, heads: 3))
    let long = error("a,b\n1,2\n\"x\ny\",2\n1,2,3,4\n")
    #expect(long?.problem == .raggedRow(fields: 4, heads: 2))
    #expect(long?.line == 5)
  }

  @Test func `duplicate heads are told with both places`() {
    let error = error("a,b,a\n1,2,3\n")
    #expect(error?.problem == .duplicateColumn(name: "a", first: 1, second: 3))
  }

  @Test func `quotes that never close or have text behind them`() {
    let open = error("a,b\n1,2\n3,\"x\n4,5\n")
    #expect(open?.code == "unclosed-quote")
    #expect(open?.line == 3)
    let stray = error("a,b\n1,\"x\" y\n")
    #expect(stray?.code == "stray-quote")
    #expect(stray?.line == 2)
    #expect(error("\"a,b\n1,2\n")?.code == "unclosed-quote")
  }

  @Test func `what is no text is refused`() {
    #expect(error([0x61, 0, 0x62, 10])?.code == "not-text")
    #expect(error(Array("PK\u{3}\u{4}xxxx".utf8))?.code == "not-text")
    var late = lateBad.dropLast(30).utf8.map { $0 }
    late += Array("\na\0b,1\n".utf8)
    #expect(error(late) != nil)
  }

  @Test func `files that are not there, empty or folders`() {
    #expect(error("")?.code == "file-empty")
    #expect(error("\n\n")?.code == "file-empty")
    #expect(error([0xEF, 0xBB, 0xBF])?.code == "file-empty")
    #expect(code { _ = try DelimitedFile.open(path: folder.path) } == "file-unreadable")
    #expect(code { _ = try DelimitedFile.open(path: folder.path + "/none") } == "file-not-found")
  }

  @Test func `options that name no column or no separator are errors`() {
    #expect(error("a\n1\n") { $0.types = ["b": .text] }?.code == "unknown-column")
    #expect(error("a\n1\n") { $0.columns = ["b"] }?.code == "unknown-column")
    #expect(error("a\n1\n") { $0.separator = UInt8(ascii: "3") }?.code == "bad-option")
  }

  @Test func `a file that changes after it was opened is noticed`() throws {
    let path = folder.file("t.csv", "a,b\n1,2\n3,4\n")
    let file = try DelimitedFile.open(path: path)
    _ = folder.file("t.csv", "a,b\n1,2\n")
    #expect(code { _ = try file.read() } == "file-changed")
  }
}

extension String {
  func replacingOutsideQuotes(_ character: Character, with other: String) -> String {
    var isQuoted = false
    return reduce(into: "") { result, next in
      if next == "\"" { isQuoted.toggle() }
      result += next == character && !isQuoted ? other : String(next)
    }
  }
}
