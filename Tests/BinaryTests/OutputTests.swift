import TestSupport
import Testing

/// What the program writes where, and the status it ends with.
@Suite struct OutputTests {
  static let question = "from countries | where GCC | keep country, iso3 | sort country | take 2"
  static let rows = "Bahrain,BHR\nKuwait,KWT\n"

  @Test("CSV through a pipe is the rows and nothing else")
  func csv() throws {
    let outcome = try Accord("--format", "csv", "-e", OutputTests.question).run()
    #expect(outcome.outputText == "country,iso3\n" + OutputTests.rows)
    #expect(outcome.errorLines.isEmpty)
    #expect(outcome.status == 0)
  }

  @Test(
    "each format",
    arguments: [
      ("csv", "country,iso3\nBahrain,BHR\nKuwait,KWT\n"),
      ("tsv", "country\tiso3\nBahrain\tBHR\nKuwait\tKWT\n"),
      (
        "json",
        """
        [
          {"country": "Bahrain", "iso3": "BHR"},
          {"country": "Kuwait", "iso3": "KWT"}
        ]

        """
      ),
      (
        "jsonl",
        #"{"country":"Bahrain","iso3":"BHR"}"# + "\n" + #"{"country":"Kuwait","iso3":"KWT"}"# + "\n"
      ),
    ])
  func formats(_ format: String, _ wanted: String) throws {
    let outcome = try Accord("--format=" + format, "-e", OutputTests.question).run()
    #expect(outcome.outputText == wanted)
    #expect(outcome.errorLines.isEmpty)
  }

  @Test("a table and Markdown carry their notes")
  func pages() throws {
    for format in ["table", "md"] {
      let outcome = try Accord(
        "-f", format, "-e", "from countries as of 2007-04-24 | where ICRMW | count"
      ).run()
      #expect(outcome.outputText.contains("36"))
      #expect(outcome.outputText.contains("deposit of consent"), "\(outcome.outputText)")
      #expect(outcome.status == 0)
    }
  }

  @Test("several -e share a session; their outputs stand apart, a `let` prints nothing")
  func several() throws {
    let outcome = try Accord(
      "-f", "csv", "-e", "let gulf = from countries | where GCC", "-e", "from gulf | count", "-e",
      "from _ | derive m = n + 1 | keep m"
    ).run()
    #expect(outcome.outputText == "n\n6\n\nm\n7\n")
    #expect(outcome.status == 0)
  }

  @Test("an error goes to the other stream, and the status is 1")
  func failure() throws {
    let outcome = try Accord(
      "-f", "csv", "-e", "from countries | where country = Swazland | count", "-e",
      "from countries | count"
    ).run()
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorText.contains("error[unknown-country]"))
    #expect(outcome.errorText.contains("Swaziland"))
    #expect(outcome.status == 1)
  }

  @Test("--keep-going runs what follows an error, and the status is still 1")
  func keepsGoing() throws {
    let outcome = try Accord(
      "-k", "-f", "csv", "-e", "from nowhere", "-e", "from countries | count"
    ).run()
    #expect(outcome.outputText == "n\n250\n")
    #expect(outcome.status == 1)
  }

  @Test(
    "wrong usage is said in one line, with status 2",
    arguments: [
      ["--colour"], ["-e"], ["--format", "pdf", "-e", "from countries"], ["--set", "x", "-e", "1"],
      ["--as-of", "soon", "-e", "from countries"], ["-e", "from countries", "file.accord"],
      ["--quiet=yes"], ["run"], ["-i", "file.accord"], ["fmt", "-i"],
    ])
  func usage(_ arguments: [String]) throws {
    var accord = Accord()
    accord.arguments = arguments
    let outcome = try accord.run()
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorLines.first?.hasPrefix("accord: ") == true)
  }

  @Test("--as-of sets the time; a param is set from outside")
  func parameters() throws {
    let outcome = try Accord(
      "-f", "csv", "--as-of", "2007-04-24", "-e", "from countries | where ICRMW | count"
    ).run()
    #expect(outcome.outputText == "n\n36\n")
    let set = try Accord("-f", "csv", "--set", "place=Kenya", "--set", "size=2")
      .reading(
        """
        param place: country = Mexico
        param size: number = 7
        from countries | where country = place | keep country, n = size + 1
        """
      ).run()
    #expect(set.outputText == "country,n\nKenya,3\n", "\(set.errorText)")
  }

  @Test("nothing is coloured through a pipe")
  func plain() throws {
    for variables in [[:], ["NO_COLOR": "1"], ["TERM": "xterm-256color"], ["CLICOLOR_FORCE": ""]] {
      let outcome = try Accord("-e", OutputTests.question, "-e", "from nowhere")
        .with(variables).run()
      #expect(!outcome.output.contains(27) && !outcome.errors.contains(27))
    }
  }

  @Test("output that cannot be written is said, with status 1")
  func full() throws {
    for target in ["> /dev/full", ">&-"] {
      let outcome = try ChildProcess(
        "/bin/sh", ["-c", "'\(Project.binary)' -e 'from countries | count' \(target)"]
      ).run()
      #expect(outcome.status == 1, "\(target)")
      #expect(outcome.errorText.contains("cannot be written"))
    }
  }

  @Test("--version and --help")
  func about() throws {
    #expect(try Accord("--version").run().outputText.contains("data edition 2026"))
    let help = try Accord("--help").with(["HOME": nil, "XDG_CACHE_HOME": nil]).run()
    #expect(help.outputText.hasPrefix("Usage: accord"))
    #expect(help.status == 0)
  }
}
