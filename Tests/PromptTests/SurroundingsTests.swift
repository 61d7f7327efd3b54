import TerminalSupport
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension PromptTests {
  /// Starts, configuration, odd terminals, safe mode, transcripts.
  @Suite struct SurroundingsTests {
    @Test("a first start shows three lines that run; --quiet shows none")
    func greeting() throws {
      let session = try PromptHome().start([])
      let shown = session.screen.rows
      #expect(shown.count <= 7, "\(shown)")
      let examples = shown.filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) }
      #expect(examples.count == 3)
      for example in examples {
        #expect(try !session.enter(example).contains { $0.hasPrefix("error") }, "\(example)")
      }
      #expect(try PromptHome().start().screen.rows == ["accord>"])
    }

    @Test("the configuration runs first, --no-config skips it, an error in it names file and line")
    func configuration() throws {
      let home = try PromptHome()
      _ = try ChildProcess("mkdir", ["-p", home.path(".config/accord")]).run()
      let path = home.folder.write(
        "# mine\nset decimals = 3\nlet gulf = from countries | where GCC\n",
        to: ".config/accord/config.accord")
      let session = try home.start()
      #expect(session.screen.rows == ["accord>"])
      #expect(try session.enter("from gulf | count").contains("n  6"))
      let bare = try home.start(["--quiet", "--no-config"])
      #expect(try bare.enter("from gulf | count").contains { $0.hasPrefix("error[") })
      home.folder.write("set decimals = 3\nset nothing = 1\n", to: ".config/accord/config.accord")
      let wrong = try home.start(columns: 160)
      #expect(wrong.screen.rows.contains("  in: \(path):2"), "\(wrong.screen.rows)")
      #expect(wrong.line == "accord>")
    }

    @Test("a terminal that cannot move its cursor, and one without a name")
    func dumb() throws {
      for term in ["dumb", ""] {
        let session = try PromptHome().start(["--quiet"], ["TERM": term], waits: false)
        try session.wait("a prompt", seconds: 60) { $0.rows.last == "accord>" }
        session.type("from countries |\r")
        #expect(session.line == "      >", "\(session.screen.rows)")
        session.send("count\r")
        try session.wait("the result") { $0.rows.contains("n  250") && $0.rows.last == "accord>" }
        session.type("from coun\u{3}")
        try session.wait("the prompt") { $0.rows.last == "accord>" }
        session.type("\u{4}")
        #expect(session.end() == 0)
        #expect(session.screen.unknown == [])
      }
    }

    @Test("LC_ALL=C: text of any script all the same")
    func localeC() throws {
      let session = try PromptHome().start(["--quiet"], ["LC_ALL": "C"])
      let rows = try session.enter(
        "from countries | where country = \"Côte d'Ivoire\" | keep country")
      #expect(rows.contains { $0.hasSuffix("Côte d'Ivoire") }, "\(rows)")
    }

    @Test("accord | head, accord < /dev/null, and text through a pipe")
    func pipes() throws {
      let home = try PromptHome()
      let head = try home.shell("\"$ACCORD\" --quiet | head -n 3")
      try head.wait("a prompt", seconds: 60) { $0.rows.last?.hasSuffix("accord>") == true }
      head.send("from countries | keep country\rfrom countries | keep country\r")
      // That nobody reads any more is told to the first who writes after `head` has gone.
      for _ in 0..<10 {
        if head.end(seconds: 3) != nil { break }
        head.send("from countries | keep country\r")
      }
      #expect(head.status != nil, "\(head.screen.rows)")
      // What `head` prints comes when it will, behind a prompt that stands already too.
      #expect(head.screen.everything.contains { $0.hasSuffix("Afghanistan") })
      let nothing = try home.shell("\"$ACCORD\" < /dev/null")
      #expect(nothing.end(seconds: 60) == 0)
      #expect(nothing.screen.rows == [])
      let piped = try home.shell("printf 'from countries\\n| count\\n' | \"$ACCORD\" | cat")
      #expect(piped.end(seconds: 60) == 0)
      #expect(piped.screen.rows.first == "n  250")
    }

    @Test("help and commands in a script or a pipe are answered, or said to be the prompt's")
    func helpInPipe() throws {
      let home = try PromptHome()
      let help = try home.shell("echo 'help where' | \"$ACCORD\"")
      #expect(help.end(seconds: 60) == 0, "\(help.screen.rows)")
      #expect(help.screen.rows.first?.hasPrefix("where") == true)
      let command = try home.shell("echo '.tabels' | \"$ACCORD\"")
      #expect(command.end(seconds: 60) == 256)
      #expect(
        command.screen.rows.first
          == "error[unknown-command]: no command `.tabels`; nearest: .tables")
    }

    @Test("safe mode reads and writes no file, by whatever way")
    func safe() throws {
      let home = try PromptHome()
      home.folder.write("a\n1\n", to: "a.csv")
      home.folder.write("from countries | count\n", to: "a.accord")
      let editor = home.folder.write("#!/bin/sh\ntouch \"$HOME/edited\"\n", to: "ed")
      _ = try ChildProcess("chmod", ["+x", editor]).run()
      let session = try home.start(
        ["--quiet", "--safe"],
        ["EDITOR": editor, "VISUAL": editor, "PAGER": "touch \"$HOME/paged\"; cat"])
      session.type("from \"\t")
      #expect(session.screen.rows == ["accord> from \""])
      session.clear()
      let refused = [
        "from \"a.csv\"", "from \"./a.csv\"", "from \"\(home.path("a.csv"))\"",
        "from \"/etc/passwd\"", "from countries | append (from \"a.csv\")",
        "from countries | join \"a.csv\" on country", "let x = from \"a.csv\"",
        "from countries | count | save \"out.csv\"", "from countries | count | save \"../out.csv\"",
        "explain from \"a.csv\"", ".run a.accord", ".run \"a.accord\"", ".save out.accord",
        ".save out.md", ".output out.txt", ".open .", ".edit",
      ]
      for text in refused {
        let rows = try session.enter(text)
        #expect(
          rows.contains { $0.contains("safe mode") || $0.hasPrefix("error[") }, "\(text) \(rows)")
        #expect(!rows.contains("n  250"))
      }
      // Keys that would start a program, and libedit's own commands for files.
      session.type("x\u{18}\u{5}")
      session.clear()
      session.type("\u{1b}xhistory save \(home.path("out.txt"))\r")
      session.settle(milliseconds: 200)
      session.clear()
      try session.enter("from countries | keep country, iso3")
      session.type(".last")
      session.send("\r")
      try session.wait("the pager") { $0.isAlternate }
      session.type("q")
      let found = try ChildProcess("ls", [home.folder.path]).run().outputText
      #expect(found == "a.accord\na.csv\ned\n")
    }

    @Test("--record writes a brief that runs by itself and checks as unchanged")
    func transcript() throws {
      let home = try PromptHome()
      let session = try home.start(["--quiet", "--record", "class.md"])
      for text in [
        "# How many are parties?", "from countries as of 2007-04-24 | where ICRMW | count",
        "let gulf = from countries | where GCC", "from gulf | count",
        "from countries | where country = Swazland",
        "let gulf = from countries | where GCC | keep country", "from gulf",
        "| take 2 | save \"two.csv\"", "from _2 | keep m = n * 2", "why ICRMW for Mexico",
        "from countries | where GCC | keep country, migrant_stock_share | chart bar",
      ] { try session.enter(text) }
      // Killed: what stands in the file is whole all the same.
      session.signal(SIGKILL)
      #expect(session.end() != nil)
      let text = try #require(Project.read(home.path("class.md")))
      #expect(text.contains("\nHow many are parties?\n"))
      #expect(text.contains("```accord id=step1\nfrom countries as of 2007-04-24"))
      #expect(text.contains("let gulf_2 = ") && text.contains("from gulf_2\n"))
      #expect(text.contains("```text\naccord> from countries | where country = Swazland\nerror["))
      #expect(text.contains("```accord id=step6\n| take 2\n```\n"))
      #expect(text.contains("Saved in the session: `two.csv`."))
      #expect(text.contains("| 12 |"))
      #expect(!text.contains("The session had shown another result"))
      let check = try home.shell("\"$ACCORD\" check class.md")
      #expect(check.end(seconds: 60) == 0, "\(check.screen.rows)")
      #expect(check.screen.rows == ["class.md: unchanged"])
      // It is not written over.
      let again = try home.shell("\"$ACCORD\" --record class.md")
      #expect(again.end(seconds: 60) == 256)
      #expect(again.screen.rows.first?.contains("is there already") == true)
    }
  }
}
