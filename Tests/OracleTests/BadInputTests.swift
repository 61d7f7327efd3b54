import TestSupport
import Testing

/// Files as people have them: read right, or refused with the line and the column.
@Suite struct BadInputTests {
  /// What the session prints, and the CSV of the same statement.
  private func ask(
    _ bytes: [UInt8], _ name: String = "x.csv", _ rest: String = ""
  ) throws -> (csv: String, page: String) {
    let folder = try TemporaryFolder()
    folder.write(bytes, to: name)
    let session = try TestSession(files: folder.path)
    let text = "from \"\(name)\"\(rest)"
    return (session.csv(text), session.run(text))
  }

  private func ask(
    _ text: String, _ name: String = "x.csv", _ rest: String = ""
  ) throws -> (csv: String, page: String) {
    try ask(Array(text.utf8), name, rest)
  }

  static let plain = "name,size\nfirst,1.5\nsecond,2\n"

  @Test("a byte-order mark belongs to no name")
  func byteOrderMark() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(BadInputTests.plain.utf8)
    #expect(try ask(bytes).csv == BadInputTests.plain)
  }

  @Test(
    "semicolons, tabs and bars separate; a decimal comma is a point",
    arguments: [
      "name;size\nfirst;1.5\nsecond;2\n", "name;size\nfirst;1,5\nsecond;2,0\n",
      "name\tsize\nfirst\t1.5\nsecond\t2\n", "name|size\nfirst|1.5\nsecond|2\n",
      "name,size\r\nfirst,1.5\r\nsecond,2\r\n", "name,size\rfirst,1.5\rsecond,2\r",
      "name,size\nfirst,1.5\nsecond,2", "\n\nname,size\n\nfirst,1.5\n\n\nsecond,2\n\n",
      "name,size\n\"first\",\"1.5\"\n\"second\",\"2\"\n", " name , size \nfirst, 1.5\nsecond,2 \n",
    ])
  func dialects(_ text: String) throws {
    #expect(try ask(text).csv == BadInputTests.plain)
  }

  @Test("the separator and the decimal comma can be said")
  func options() throws {
    #expect(
      try ask("a~b\n1,5~x\n", "x.csv", " separator: \"~\", decimal: comma").csv == "a,b\n1.5,x\n")
    #expect(try ask("1,2\n3,4\n", "x.csv", " header: false").csv == "column_1,column_2\n1,2\n3,4\n")
  }

  @Test("quoted texts keep line breaks, separators and quotes")
  func quotes() throws {
    let text = "a,b\n\"two\nlines\",1\n\"a, \"\"b\"\"\",2\n"
    #expect(try ask(text).csv == text)
  }

  @Test("a row with too few or too many cells is refused with its line")
  func ragged() throws {
    for (text, count) in [("a,b\n1,2\n3\n4,5\n", "1 field,"), ("a,b\n1,2\n3,4,5\n", "3 fields")] {
      let answer = try ask(text)
      #expect(answer.csv == "[ragged-row]")
      #expect(answer.page.contains("line 3"), "\(answer.page)")
      #expect(answer.page.contains(count), "\(answer.page)")
      #expect(answer.page.split(separator: "line 3").count == 2, "said once: \(answer.page)")
    }
    let later = try ask("a,b\n\"x\ny\",2\n3\n")
    #expect(later.page.contains("line 4"), "a quoted line break counts as a line: \(later.page)")
  }

  @Test("thousands of columns are read; too many are refused")
  func wide() throws {
    func table(_ width: Int) -> String {
      let heads = (1...width).map { "c\($0)" }.joined(separator: ",")
      return heads + "\n" + (1...width).map(String.init).joined(separator: ",") + "\n"
    }
    #expect(try ask(table(5000), "x.csv", " | keep c1, c4999").csv == "c1,c4999\n1,4999\n")
    #expect(try ask(table(20_001), "x.csv", " | count").csv == "[too-many-columns]")
  }

  @Test("bytes of Latin-1 are read as letters, and that is noted")
  func latin() throws {
    let bytes = Array("name,n\nCura".utf8) + [0xE7] + Array("ao,1\nS".utf8) + [0xE3, 0x6F, 10]
    let answer = try ask(Array(bytes.dropLast()) + Array(",2\n".utf8))
    #expect(answer.csv == "name,n\nCuraçao,1\nSão,2\n")
    #expect(answer.page.contains("1252") || answer.page.contains("Latin"), "\(answer.page)")
  }

  @Test("UTF-16 with its mark is read, and that is noted")
  func wideCharacters() throws {
    for isBig in [false, true] {
      let bytes = ("\u{FEFF}" + "name,n\nÅland,1\n").utf16.flatMap { unit -> [UInt8] in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
        return isBig ? [high, low] : [low, high]
      }
      let answer = try ask(bytes)
      #expect(answer.csv == "name,n\nÅland,1\n")
      #expect(answer.page.contains("UTF-16"), "\(answer.page)")
    }
  }

  @Test("two columns of one name are refused with their numbers")
  func duplicateHeads() throws {
    let answer = try ask("a,b,a\n1,2,3\n")
    #expect(answer.csv == "[duplicate-column]")
    // The sentence may be broken over two lines of the page.
    let words = answer.page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("number 1 and number 3"), "\(answer.page)")
  }

  @Test("an empty file is refused; a head alone is a table without rows")
  func empty() throws {
    for text in ["", "\n\n", "\u{FEFF}"] { #expect(try ask(text).csv == "[file-empty]") }
    #expect(try ask("a,b\n").csv == "a,b\n")
    #expect(try ask("a,b\n", "x.csv", " | count").csv == "n\n0\n")
    #expect(try ask("a,b", "x.csv", " | count").csv == "n\n0\n")
  }

  @Test("a cell of the wrong type is refused with line and column, or made missing by choice")
  func badCell() throws {
    let rows = (1...4000).map { "r\($0),\($0)\n" }.joined()
    let text = "name,size\n" + rows + "last,many\n"
    let answer = try ask(text, "x.csv", " | summarise s = sum(size)")
    #expect(answer.csv == "[bad-cell]")
    #expect(
      answer.page.contains("line 4002") && answer.page.contains("column `size` (number 2)"),
      "\(answer.page)")
    #expect(answer.page.contains("`many`") && answer.page.contains("bad: missing"))
    let skipped = try ask(text, "x.csv", " bad: missing | summarise s = sum(size), n = count()")
    #expect(skipped.csv == "s,n\n8002000,4001\n")
    #expect(skipped.page.contains("1 cell"), "\(skipped.page)")
    let asText = try ask(text, "x.csv", " text: {size} | where size = \"many\" | keep name")
    #expect(asText.csv == "name\nlast\n")
  }

  @Test("an open quote and a text behind a quote are refused with their line")
  func brokenQuotes() throws {
    let open = try ask("a,b\n1,\"two\n3,4\n")
    #expect(open.csv == "[unclosed-quote]")
    #expect(open.page.contains("line 2"), "\(open.page)")
    let stray = try ask("a,b\n1,2\n3,\"x\"y\n")
    #expect(stray.csv == "[stray-quote]")
    #expect(stray.page.contains("line 3"), "\(stray.page)")
  }

  @Test("zero bytes are no text")
  func binary() throws {
    #expect(try ask([0x61, 0x2C, 0x62, 10, 0, 1, 2, 10]).csv == "[not-text]")
  }

  @Test("an option or a column that is not there is refused by name")
  func wrongOptions() throws {
    #expect(try ask(BadInputTests.plain, "x.csv", " seperator: \";\"").csv == "[unknown-option]")
    #expect(try ask(BadInputTests.plain, "x.csv", " text: {nosuch}").csv == "[unknown-column]")
    #expect(try ask(BadInputTests.plain, "x.csv", " bad: maybe").csv == "[bad-value]")
  }
}
