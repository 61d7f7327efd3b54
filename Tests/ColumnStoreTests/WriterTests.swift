import ColumnStore
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

private struct Countries: EntityNaming {
  func name(of number: Int32, type: ValueType) -> String { ["Mali", "Congo, Rep."][Int(number)] }
}

private func csv(_ table: Table, separator: Character = ",") -> String {
  var bytes: [UInt8] = []
  DelimitedWriter(separator: separator.asciiValue ?? 44).write(table, naming: Countries()) {
    bytes += Array($0)
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func json(_ table: Table, _ form: JSONWriter.Form) -> String {
  var bytes: [UInt8] = []
  JSONWriter(form).write(table, naming: Countries()) { bytes += Array($0) }
  return String(decoding: bytes, as: UTF8.self)
}

private let example = Table(
  schema: Schema([
    Field("n", .number), Field("t \"x\"", .text), Field("d", .date), Field("b", .boolean),
    Field("c", .country),
  ]),
  columns: [
    Column(type: .number, scalars: [.number(1.5), .number(2), .missing(.withheld)]),
    Column(type: .text, scalars: [.text("a,\"b\"\n"), .text("NA"), .missing(.noData)]),
    Column(
      type: .date,
      scalars: [.date(PartialDate(packed: 0)), .missing(.noData), .date(PartialDate(year: 1958)!)]),
    Column(type: .boolean, scalars: [.boolean(true), .boolean(false), .missing(.notCovered)]),
    Column(type: .country, scalars: [.entity(1), .missing(.noData), .entity(0)]),
  ], rowCount: 3)

@Suite struct WriterTests {
  @Test func `delimited text quotes what needs it`() {
    #expect(
      csv(example)
        == "n,\"t \"\"x\"\"\",d,b,c\n1.5,\"a,\"\"b\"\"\n\",1970-01-01,true,\"Congo, Rep.\"\n"
        + "2,\"NA\",,false,\n,,1958,,Mali\n")
    #expect(csv(example, separator: "\t").contains("\tCongo, Rep.\n"))
  }

  @Test func `JSON as a list and as lines`() {
    #expect(
      json(example, .lines)
        == """
        {"n":1.5,"t \\"x\\"":"a,\\"b\\"\\n","d":"1970-01-01","b":true,"c":"Congo, Rep."}
        {"n":2,"t \\"x\\"":"NA","d":null,"b":false,"c":null}
        {"n":null,"t \\"x\\"":null,"d":"1958","b":null,"c":"Mali"}

        """)
    let empty = Table(
      schema: Schema([Field("n", .number)]), columns: [Column(type: .number, scalars: [])],
      rowCount: 0)
    #expect(json(empty, .list) == "[]\n")
    #expect(json(empty, .lines) == "")
    #expect(json(example, .list).hasPrefix("[\n  {\"n\": 1.5, "))
    #expect(json(example, .list).hasSuffix("\"c\": \"Mali\"}\n]\n"))
  }

  /// Tables by chance come back from delimited text and from JSON as they were.
  @Test(arguments: 0..<(environment("LONG_TESTS") == nil ? 40 : 2_000))
  func `random tables survive the round trip`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(seed))
    let folder = TestFolder()
    let rows = Int.random(in: 1...60, using: &generator)
    let types: [ValueType] = [.number, .text, .date, .boolean]
    let letters = Array("ab,\"\n\r;é|\t '#-😀")
    var fields: [Field] = []
    var columns: [Column] = []
    for index in 0..<Int.random(in: 1...6, using: &generator) {
      let type = types.randomElement(using: &generator)!
      let scalars = (0..<rows).map { _ -> Scalar in
        if Int.random(in: 0..<5, using: &generator) == 0 { return .missing(.noData) }
        switch type {
        case .number:
          return .number((Double.random(in: -1e9...1e9, using: &generator) * 8).rounded() / 8)
        case .date:
          return .date(PartialDate(firstDay: Int32.random(in: -30_000...30_000, using: &generator)))
        case .boolean: return .boolean(Bool.random(using: &generator))
        default:
          let count = Int.random(in: 1...12, using: &generator)
          return .text(
            "x" + String((0..<count).map { _ in letters.randomElement(using: &generator)! }))
        }
      }
      fields.append(Field("column \(index), of, \"many\"", type))
      columns.append(Column(type: type, scalars: scalars))
    }
    let table = Table(schema: Schema(fields), columns: columns, rowCount: rows)
    var options = DelimitedOptions()
    options.types = Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.type) })
    options.separator = UInt8(ascii: ",")
    let back = try DelimitedFile.open(path: folder.file("a.csv", csv(table)), options: options)
      .read()
    #expect(back.table.rowCount == rows, "seed \(seed)")
    for (index, column) in columns.enumerated() {
      #expect(cells(back.table.columns[index]) == cells(column), "seed \(seed)")
    }
    #expect(csv(back.table) == csv(table), "seed \(seed)")

    var jsonOptions = JSONOptions()
    jsonOptions.types = options.types
    for form in [JSONWriter.Form.list, .lines] {
      let path = folder.file("a.json", json(table, form))
      let read = try JSONFile.read(path: path, options: jsonOptions)
      for (index, column) in columns.enumerated() {
        #expect(cells(read.table.columns[index]) == cells(column), "seed \(seed)")
      }
    }
  }

  @Test func `files are replaced whole, with their permissions`() throws {
    let folder = TestFolder()
    let path = folder.file("a.txt", "old")
    chmod(path, 0o640)
    try AtomicFile.write(path: path, bytes: Array("new".utf8))
    #expect(bytes(of: path) == Array("new".utf8))
    var status = stat()
    stat(path, &status)
    #expect(status.st_mode & 0o777 == 0o640)

    let failed = code {
      try AtomicFile.write(path: path) { (sink: AtomicFile.Sink) throws(FileWriteError) in
        let half = Vector<UInt8>([1, 2, 3])
        try sink(UnsafeRawBufferPointer(half.buffer))
        throw FileWriteError(.failed(reason: "test"), file: path)
      }
    }
    #expect(failed == "write-failed")
    #expect(bytes(of: path) == Array("new".utf8))
    #expect(folder.names() == ["a.txt"])
  }

  @Test func `a symbolic link stays one`() throws {
    let folder = TestFolder()
    let path = folder.file("a.txt", "old")
    symlink(path, folder.path + "/link")
    try AtomicFile.write(path: folder.path + "/link", bytes: [65])
    #expect(bytes(of: path) == [65])
    #expect(folder.names() == ["a.txt", "link"])
  }

  @Test func `places that cannot be written to have errors of their own`() throws {
    let folder = TestFolder()
    #expect(code { try AtomicFile.write(path: folder.path, bytes: [1]) } == "is-folder")
    let none = folder.path + "/none/a"
    #expect(code { try AtomicFile.write(path: none, bytes: [1]) } == "folder-not-found")
    #expect(code { try AtomicFile.write(path: "/dev/full", bytes: [1]) } == "disk-full")
    #expect(code { try AtomicFile.write(path: "/dev/null", bytes: [1]) } == nil)
    if geteuid() != 0 {
      chmod(folder.path, 0o500)
      #expect(
        code { try AtomicFile.write(path: folder.path + "/a", bytes: [1]) } == "folder-read-only")
      chmod(folder.path, 0o700)
    }
  }

  @Test func `a full disk leaves the old file`() throws {
    let folder = TestFolder()
    // Only where a small file system may be mounted.
    guard system("mount -t tmpfs -o size=64k none '\(folder.path)' 2>/dev/null") == 0 else {
      return
    }
    defer { system("umount '\(folder.path)'") }
    let path = folder.file("a.txt", "old")
    let large = [UInt8](repeating: 65, count: 1 << 20)
    #expect(code { try AtomicFile.write(path: path, bytes: large) } == "disk-full")
    #expect(bytes(of: path) == Array("old".utf8))
    #expect(folder.names() == ["a.txt"])
  }
}
