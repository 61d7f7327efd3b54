import ColumnStore
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reading on several threads, and files that move meanwhile.
@Suite struct DelimitedThreadsTests {
  let folder = TestFolder()

  private func read(_ path: String, threads: Int) throws -> Table {
    var options = DelimitedOptions()
    options.means.threads = threads
    return try DelimitedFile.open(path: path, options: options).read().table
  }

  private func columnsAgree(_ a: Table, _ b: Table) -> Bool {
    a.rowCount == b.rowCount && a.schema == b.schema
      && zip(a.columns, b.columns).allSatisfy { cells($0) == cells($1) }
  }

  @Test func `any number of threads reads the same`() throws {
    var generator = SeededGenerator(state: 5)
    var text = "id,name,note,value\n"
    for row in 0..<150_000 {
      let note = row % 7 == 0 ? "\"line\nbreak, \"\"\(row % 91)\"\"\"" : "plain text \(row % 13)"
      text += "\(row),n\(UInt32.random(in: 0..<5_000, using: &generator)),\(note),"
      text += row % 11 == 0 ? "\n" : "\(Double(row) / 8)\n"
    }
    let path = folder.file("t.csv", text)
    #expect(text.utf8.count > 4 << 20)
    let one = try read(path, threads: 1)
    #expect(one.rowCount == 150_000)
    #expect(cells(one.column("note"))[7] == "line\nbreak, \"7\"")
    for threads in [2, 3, 7] { #expect(columnsAgree(one, try read(path, threads: threads))) }
    #expect(
      columnsAgree(one, try read(folder.file("t.csv.gz", gzip(Array(text.utf8))), threads: 3)))
  }

  @Test func `lines in quotes that look like rows do not deceive`() throws {
    var text = "a,b\n"
    for row in 0..<100_000 { text += "\(row),x\n" }
    text += "5,\""
    for row in 0..<900_000 { text += "\(row),y\n" }
    text += "\"\n7,z\n"
    let path = folder.file("t.csv", text)
    for threads in [1, 2, 4] {
      let table = try read(path, threads: threads)
      #expect(table.rowCount == 100_002)
      #expect(cells(table.column("a")).last == "7.0")
    }
  }

  @Test func `the first fault is told, whichever thread meets it`() throws {
    var text = "a,b\n"
    for row in 0..<700_000 { text += row == 690_000 || row == 695_000 ? "x,1\n" : "\(row),1\n" }
    let path = folder.file("t.csv", text)
    for threads in [1, 2, 5] {
      do {
        _ = try read(path, threads: threads)
        Issue.record("no error")
      } catch let error as DataFileError {
        #expect(error.line == 690_002)
        #expect(error.code == "bad-cell")
      }
    }
  }

  @Test func `a row longer than a block is read`() throws {
    let long = String(repeating: "long ", count: 400_000)
    let text = "a,b\n1,\"\(long)\n\(long)\"\n2,\(long)\n3,x\n"
    let table = try read(folder.file("t.csv", text), threads: 2)
    #expect(cells(table.column("a")) == ["1.0", "2.0", "3.0"])
    #expect(cells(table.column("b"))[0].utf8.count == 2 * long.utf8.count + 1)
  }

  @Test func `every way of cutting small blocks gives the same rows`() throws {
    // Rows of many lengths around the block size of 256 KB, so that cells lie across its edges.
    for shift in 0..<40 {
      var text = "a,b,c\n\(String(repeating: "x", count: 262_000 + shift)),1,2\n"
      for row in 0..<30 { text += "r\(row),\(row),\"q\"\"\n,\"\r\n\r\n" }
      let table = try read(folder.file("t.csv", text), threads: 1)
      #expect(table.rowCount == 31, "shift \(shift)")
      #expect(cells(table.column("b")).suffix(30) == (0..<30).map { "\(Double($0))" }[...])
      #expect(cells(table.column("c")).last == "q\"\n,")
    }
  }

  @Test func `pipes are read`() throws {
    let path = folder.path + "/pipe"
    mkfifo(path, 0o600)
    system("(printf 'a,b\\n1,x\\n2,y\\n' > '\(path)') &")
    let table = try read(path, threads: 2)
    #expect(cells(table.column("b")) == ["x", "y"])
  }

  @Test func `a file cut short or written to while it is read is an error or whole`() async throws {
    var text = "a,b\n"
    for row in 0..<600_000 { text += "\(row),x\(row % 100)\n" }
    for round in 0..<8 {
      let path = folder.file("t.csv", text)
      let size = off_t(text.utf8.count)
      async let changed: Void = {
        usleep(UInt32(round) * 2_000)
        if round % 2 == 0 { truncate(path, size / 3) } else { truncate(path, size + 1_000) }
      }()
      let found = code {
        let table = try read(path, threads: 2)
        // Cut before it was opened, it is a whole file of fewer rows, but for its last one.
        #expect(table.rowCount <= 600_000)
      }
      let allowed: [String?] = [nil, "file-changed", "ragged-row", "not-text"]
      #expect(allowed.contains(found), "\(found ?? "")")
      await changed
    }
  }

  @Test func `a file removed after it was opened is still read`() throws {
    let path = folder.file("t.csv", "a,b\n1,2\n")
    let file = try DelimitedFile.open(path: path)
    unlink(path)
    #expect(try file.read().table.rowCount == 1)
  }
}
