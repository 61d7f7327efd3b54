import LanguageService
import TerminalSupport
import TestSupport
import Testing

extension PromptTests {
  /// The commands with a dot, help and the tour.
  @Suite struct CommandTests {
    @Test("?word and help explain, and Enter runs the example that is held out")
    func help() throws {
      let session = try PromptHome().start(height: 40)
      session.type("?ICRMW\r")
      try session.wait("help") { $0.rows.contains("ICRMW (treaty)") && $0.isPasteBracketed }
      #expect(session.line.hasPrefix("accord> from countries"))
      #expect(try session.enter("").contains { $0.contains("ICRMW.status") })
      session.type("help\r")
      try session.wait("help") { $0.rows.contains("Three things to try") && $0.isPasteBracketed }
      // Typing takes the place of the example.
      #expect(try session.enter("from treaties | count").contains { $0.hasPrefix("n  ") })
      #expect(
        try session.enter("help wher")
          .contains {
            $0.hasPrefix("error[unknown-name]: nothing is called `wher`; nearest: where")
          })
      for word in ["where", "mean", "remittances_gdp", "Mexico", "GCC", "unknown-country", ".save"]
      {
        session.type("\u{c}?\(word)\r")
        try session.wait("help on \(word)") { $0.isPasteBracketed && $0.rows.count > 1 }
        #expect(!session.screen.rows.contains { $0.hasPrefix("error[") }, "\(word)")
      }
    }

    @Test("the tour teaches in ten steps that look at what was typed")
    func tour() throws {
      let session = try PromptHome().start(columns: 100, height: 50)
      #expect(try session.enter(".tour").contains { $0.hasPrefix("Step 1 of 10: ") })
      #expect(Tour.steps.count == 10)
      #expect(
        try session.enter("from groups | count").contains { $0.hasPrefix("Not yet. Hint: ") })
      for step in Tour.steps {
        let rows = try session.enter(step.solution)
        if step.number < 10 {
          #expect(rows.contains("Right."), "\(step.number): \(rows)")
          #expect(rows.contains { $0.hasPrefix("Step \(step.number + 1) of 10: ") })
        } else {
          #expect(rows.contains { $0.hasPrefix("That was the last step.") })
        }
      }
      #expect(try session.enter(".tour 7").contains { $0.hasPrefix("Step 7 of 10: ") })
    }

    @Test("lists: tables, measures, options, keys, commands")
    func lists() throws {
      let session = try PromptHome().start(columns: 100, height: 60)
      let tables = try session.enter(".tables")
      for name in ["countries", "treaties", "ratifications", "rights", "indicators", "corridors"] {
        #expect(tables.contains { $0.hasPrefix(name + " ") }, "\(name)")
      }
      try session.enter("let gulf = from countries | where GCC")
      #expect(try session.enter(".tables").contains { $0.hasPrefix("gulf ") })
      #expect(
        try session.enter(".measures remittances").contains { $0.contains("remittances_gdp") })
      #expect(try session.enter(".set").contains { $0.hasPrefix("treaty_basis  deposit") })
      #expect(try session.enter(".keys").contains { $0.hasPrefix("^R ") })
      #expect(try session.enter(".help commands").contains { $0.hasPrefix(".save FILE") })
    }

    @Test("settings: .set, .mode, .timer")
    func settings() throws {
      let session = try PromptHome().start()
      try session.enter(".set treaty_basis in_force")
      #expect(
        try session.enter("from countries as of 2007-04-24 | where ICRMW | count").contains("n  34")
      )
      #expect(
        try session.enter(".set glyph ascii").contains {
          $0.contains("nearest: `glyphs`") || $0.contains("nearest: glyphs")
        })
      #expect(
        try session.enter(".set glyph").contains(
          "error[unknown-option]: no option `glyph`; nearest: glyphs"))
      try session.enter(".mode csv")
      #expect(try session.enter("from countries | where GCC | count").contains("6"))
      #expect(try session.enter(".mode").contains("results are shown as csv"))
      #expect(
        try session.enter(".mode xml").contains {
          $0.hasPrefix("error[bad-argument]: no form `xml`")
        })
      try session.enter(".timer on")
      #expect(try session.enter("from countries | count").contains { $0.hasPrefix("Time: ") })
      #expect(try session.enter(".timer").contains("timer is on"))
    }

    @Test("a command that is none suggests")
    func unknown() throws {
      let session = try PromptHome().start()
      let rows = try session.enter(".tabels")
      #expect(rows.contains("error[unknown-command]: no command `.tabels`; nearest: .tables"))
      #expect(rows.contains("  see: .help commands"))
    }

    @Test("files: .save keeps what results rest on, .run runs it, .output writes, .edit edits")
    func files() throws {
      let home = try PromptHome()
      let editor = home.folder.write(
        "#!/bin/sh\necho 'from countries | where GCC | count' > \"$1\"\n", to: "ed")
      _ = try ChildProcess("chmod", ["+x", editor]).run()
      let session = try home.start(["--quiet"], ["EDITOR": editor])
      for text in [
        "let unused = from treaties", "let gulf = from countries | where GCC", "from nowhere",
        "set decimals = 1", "set decimals = 2", "from gulf | count",
        "let gulf = from countries | where EAC", "from gulf | count", "search \"remittances\"",
        "| count", "from _2 | keep m = n * 2",
      ] { try session.enter(text) }
      #expect(
        try session.enter(".save s.accord").contains {
          $0.contains("statements written to s.accord")
        })
      #expect(
        Project.read(home.path("s.accord")) == """
          #!/usr/bin/env accord
          let gulf = from countries | where GCC
          set decimals = 2
          from gulf | count
          let gulf_2 = from countries | where EAC
          from gulf_2 | count
          search "remittances"
          | count
          from _2 | keep m = n * 2

          """)
      try session.enter(".save one.accord _5")
      #expect(
        Project.read(home.path("one.accord")) == """
          #!/usr/bin/env accord
          set decimals = 2
          let gulf = from countries | where EAC
          from gulf | count
          from _ | keep m = n * 2

          """)
      #expect(try session.enter(".save s.accord").contains { $0.contains("is there already") })
      try session.enter(".save s.md")
      let check = try home.shell("\"$ACCORD\" check s.md")
      #expect(check.end(seconds: 60) == 0, "\(check.screen.rows)")
      #expect(try session.enter(".run one.accord").contains("m  16"))
      #expect(
        try session.enter(".run none.accord").contains(
          "error[file-unreadable]: `none.accord` cannot be read: no such file or directory"))
      try session.enter(".output \"out of it.txt\"")
      try session.enter("from countries | count")
      try session.enter(".output")
      #expect(Project.read(home.path("out of it.txt"))?.hasPrefix("n  250\n") == true)
      let edited = try session.enter(".edit")
      #expect(edited.contains("from countries | where GCC | count") && edited.contains("n  6"))
      session.type("x\u{18}\u{5}")
      try session.wait("the edited entry") {
        $0.rows.last == "accord> from countries | where GCC | count"
      }
      #expect(try session.enter("").contains("n  6"))
      #expect(try session.enter(".log").contains { $0.hasSuffix("! from nowhere") })
      session.type(".quit\r")
      #expect(session.end() == 0)
    }

    @Test(".open adds a package; names and results of the session are there with it")
    func open() throws {
      let session = try PromptHome().start()
      try session.enter("let gulf = from countries | where GCC")
      try session.enter("from gulf | count")
      let rows = try session.enter(
        ".open \(Project.root)/Tests/Data/fictional_package", seconds: 90)
      #expect(rows.contains { $0.hasPrefix("opened ") }, "\(rows)")
      #expect(try session.enter("from _1").contains("n  6"))
      #expect(try session.enter("from gulf | count").contains("n  6"))
      #expect(try session.enter(".open /nowhere").contains { $0.hasPrefix("accord: ") })
      #expect(try session.enter("from gulf | count").contains("n  6"))
    }
  }
}
