import TestSupport
import Testing

/// What comes in: files, standard input, and texts that are not quite text.
@Suite struct InputTests {
  static let count = "from countries | count"

  private func run(file bytes: [UInt8], _ arguments: String...) throws -> ChildProcess.Outcome {
    let folder = try TemporaryFolder()
    var accord = Accord()
    accord.arguments = ["-f", "csv"] + arguments + [folder.write(bytes, to: "query.accord")]
    return try accord.run()
  }

  @Test("a file runs, with or without an end of its last line, with CRLF, with a mark before it")
  func files() throws {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = Array(InputTests.count.utf8)
    let returns = "# a comment\r\nfrom countries\r\n| where GCC\r\n| count\r\n"
    #expect(try run(file: text).outputText == "n\n250\n")
    #expect(try run(file: text + [10]).outputText == "n\n250\n")
    #expect(try run(file: Array(returns.utf8)).outputText == "n\n6\n")
    #expect(try run(file: byteOrderMark + text).outputText == "n\n250\n")
    #expect(try run(file: Array("#!/usr/bin/env accord\n".utf8) + text).outputText == "n\n250\n")
  }

  @Test("an empty file, blanks and comments give nothing and no error")
  func nothing() throws {
    for text in ["", "\n", "   \n\t\n", "# only this"] {
      let outcome = try run(file: Array(text.utf8))
      #expect(outcome.output.isEmpty && outcome.errorLines.isEmpty && outcome.status == 0)
    }
  }

  @Test("a data file that is not there is told with the nearest names beside it")
  func neighbours() throws {
    let folder = try TemporaryFolder()
    let file = folder.write(Array("a,b\n1,2\n".utf8), to: "survey.csv")
    let outcome = try Accord("-e", "from \"\(folder.path)/survy.csv\"").run()
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.contains("  note: nearest: \"\(file)\""))
  }

  @Test("standard input runs as a file does; /dev/null and a closed one give nothing")
  func standardInput() throws {
    #expect(try Accord("-f", "csv").reading(InputTests.count).run().outputText == "n\n250\n")
    // A closed input must not be taken for the first file that is opened, the data store.
    for input in [ChildProcess.Input.file("/dev/null"), .bytes([]), .closed] {
      let outcome = try Accord().reading(input).run()
      #expect(outcome.output.isEmpty && outcome.errorLines.isEmpty && outcome.status == 0)
    }
    let statement = try Accord("-f", "csv", "-e", InputTests.count).reading(.closed).run()
    #expect(statement.outputText == "n\n250\n")
  }

  @Test("a line of quit, exit or .quit ends a text")
  func quit() throws {
    for word in ["quit", "exit ", ".quit"] {
      let text = InputTests.count + "\n" + word + "\nfrom treaties | count\n"
      let outcome = try Accord("-f", "csv").reading(text).run()
      #expect(outcome.outputText == "n\n250\n" && outcome.status == 0, "\(word)")
    }
  }

  @Test("bytes that are not UTF-8 give a finding, not an end")
  func notText() throws {
    let outcome = try run(file: [0x66, 0x72, 0x6F, 0x6D, 0x20, 0xFF, 0xFE, 0x80, 0x0A])
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorText.contains("error["))
    let zeros = try run(file: [0, 0, 0, 0, 10])
    #expect(zeros.status == 1)
    #expect(zeros.errorText.contains("error["))
  }

  @Test("a missing file and a folder are said, with status 1")
  func absent() throws {
    let folder = try TemporaryFolder()
    for path in ["/nowhere/at/all.accord", folder.path] {
      let outcome = try Accord(path).run()
      #expect(outcome.status == 1)
      #expect(outcome.errorText.contains("`\(path)` cannot be read: "))
    }
    let statement = try Accord("from countries | count").run()
    #expect(statement.errorText.contains("a statement is run with -e 'from countries | count'"))
    for arguments in [Accord("rnder"), Accord("rnder", "brief.md")] {
      #expect(try arguments.run().errorText.contains("nearest command: render"))
    }
  }

  @Test("an error in a file names the file and the line")
  func place() throws {
    let outcome = try run(file: Array("# one\n\nfrom countries | keep nosuchthing\n".utf8))
    #expect(outcome.errorText.contains("query.accord:3"), "\(outcome.errorText)")
    #expect(outcome.status == 1)
  }

  @Test("fmt is idempotent and what it writes means the same")
  func formatting() throws {
    let text =
      "from   countries|where GCC and not ICRMW # why\n  |keep country ,iso3|sort iso3\nlet x=1+2*3\n"
    let once = try Accord("fmt", "-").reading(text).run()
    #expect(once.status == 0)
    let twice = try Accord("fmt", "-").reading(once.outputText).run()
    #expect(twice.outputText == once.outputText)
    #expect(once.outputText.contains("# why"))
    let (a, b) = (
      try Accord("-f", "csv").reading(text).run(),
      try Accord("-f", "csv").reading(once.outputText).run()
    )
    #expect(a.outputText == b.outputText && !a.output.isEmpty)
    let wrong = try Accord("fmt", "-").reading("from countries | where (").run()
    #expect(wrong.status == 1 && wrong.output.isEmpty)
    let folder = try TemporaryFolder()
    let path = folder.write(text, to: "q.accord")
    #expect(try Accord("fmt", "-i", path).run().status == 0)
    #expect(Project.read(path) == once.outputText)
  }
}
