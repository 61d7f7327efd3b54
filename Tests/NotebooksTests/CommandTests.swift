import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The commands on briefs, through the program itself.
@Suite struct CommandTests {
  private func accord(_ arguments: String...) throws -> ChildProcess.Outcome {
    try start(arguments).wait()
  }

  private func start(_ arguments: [String], interrupt: Double? = nil) throws -> Running {
    var process = ChildProcess(Project.binary, arguments)
    process.environment = [
      "XDG_CACHE_HOME": Project.root + "/.build/binary-test-cache", "PATH": "/usr/bin:/bin",
      "ACCORD_DATASETS": Project.datasets,
    ]
    process.interruptsAfter = interrupt
    return try process.start()
  }

  @Test func `write, check, tamper, why-stale`() throws {
    let folder = try TemporaryFolder()
    let path = folder.write(Briefs.small, to: "b.md")
    #expect(try accord("check", path).status == 3)
    #expect(try accord("run", path, "--write").status == 0)
    let written = try #require(Project.read(path))
    #expect(try accord("run", path, "--write").errorText == "\(path): unchanged, 1 result\n")
    #expect(Project.read(path) == written)
    let same = try accord("check", path)
    #expect(same.status == 0 && same.outputText == "\(path): unchanged\n")
    folder.write(written.replacing("1999-03-08", "1999-03-09"), to: "b.md")
    let changed = try accord("check", path)
    #expect(changed.status == 3)
    #expect(changed.outputText.contains("  Mexico, ICRMW.date: 1999-03-09 → 1999-03-08\n"))
    let why = try accord("why-stale", path)
    #expect(
      why.status == 0 && why.outputText.hasPrefix("one: stale, the result was edited by hand\n"))
  }

  @Test func `an error in the middle is in the file, and the status is 1`() throws {
    let folder = try TemporaryFolder()
    let text = Briefs.small + "```accord id=two\nfrom nowhere\n```\n"
    let path = folder.write(text, to: "b.md")
    let outcome = try accord("run", path, "--write")
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("in: \(path):16\n"))
    let written = try #require(Project.read(path))
    #expect(written.contains("| Mexico | party |"))
    #expect(written.contains("<!-- accord result=two error=unknown-table engine="))
    #expect(try accord("render", path, "--to", "html").outputText.isEmpty)
  }

  @Test func `two writers at once leave one whole file`() throws {
    let folder = try TemporaryFolder()
    let path = folder.write(Briefs.small, to: "b.md")
    let running = try (0..<6).map { _ in try start(["run", path, "--write"]) }
    for one in running { #expect([0, 1].contains(one.wait().status)) }
    #expect(try accord("check", path).status == 0)
    #expect(Project.files(in: folder.path, ending: "") == ["b.md"])
  }

  @Test func `an interrupted run leaves the file whole`() throws {
    let folder = try TemporaryFolder()
    // Long enough to be caught in the middle; where it is not, it is done.
    let slow = (0..<40).map {
      "```accord id=s\($0)\nfrom rights | join indicators on country, year many: true | count\n```\n"
    }.joined()
    let path = folder.write(slow, to: "b.md")
    let outcome = try start(["run", path, "--write"], interrupt: 0.3).wait()
    #expect([0, 1, 130].contains(outcome.status))
    let text = try #require(Project.read(path))
    let rest = text.split(separator: "<!-- accord result=").count
    #expect(text.split(separator: "<!-- accord end -->\n").count >= rest - 1)
    #expect(Project.files(in: folder.path, ending: "") == ["b.md"])
  }

  @Test func `a folder that may not be written to is said`() throws {
    let outcome = try accord(
      "render", Project.root + "/Scripts/briefs/ratification-by-region.md", "-o", "/proc/x.html")
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("/proc/x.html"))
    // The superuser may write anywhere.
    guard getuid() != 0 else { return }
    let folder = try TemporaryFolder()
    let path = folder.write(Briefs.small, to: "b.md")
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    let written = try accord("run", path, "--write")
    #expect(written.status == 1)
    #expect(Project.read(path) == Briefs.small)
  }

  @Test func `changed data are named cell by cell`() throws {
    let folder = try TemporaryFolder()
    folder.write("country,value\nMexico,1.5\nTunisia,2.5\n", to: "d.csv")
    let text = """
      ```accord id=a
      from "\(folder.path)/d.csv"
      ```

      """
    let path = folder.write(text, to: "b.md")
    #expect(try accord("run", path, "--write").status == 0)
    #expect(try accord("lock", path).status == 0)
    folder.write("country,value\nMexico,1.5\nTunisia,2.75\n", to: "d.csv")
    let outcome = try accord("check", path)
    #expect(outcome.status == 3)
    #expect(outcome.outputText.contains("a: data changed\n"))
    #expect(outcome.outputText.contains("Tunisia, value: 2.5"))
    #expect(outcome.errorText.contains("changed since the brief was locked"))
  }

  @Test func `a document for each country`() throws {
    let folder = try TemporaryFolder()
    let path = folder.write(Briefs.small, to: "b.md")
    let pattern = folder.path + "/out/{focus}.html"
    let outcome = try accord(
      "render", path, "--for-each", "focus=Mexico, Tunisia", "-o", pattern)
    #expect(outcome.status == 0)
    #expect(outcome.errorText.contains("2/2 Tunisia"))
    #expect(
      Project.files(in: folder.path + "/out", ending: ".html") == ["Mexico.html", "Tunisia.html"])
    let page = try #require(Project.read(folder.path + "/out/Tunisia.html"))
    #expect(page.contains("<p>Tunisia: none.</p>"))
  }

  @Test(arguments: ["html", "md", "tex", "ipynb", "bib"])
  func `every form is written`(_ form: String) throws {
    let path = Project.root + "/Scripts/briefs/destination-claim.md"
    let one = try accord("render", path, "--to", form)
    #expect(one.status == 0)
    #expect(!one.output.isEmpty)
    #expect(try accord("render", path, "--to", form).output == one.output)
  }

  @Test func `scripts keep their results as comments`() throws {
    let folder = try TemporaryFolder()
    let script = """
      # What it is about.
      param focus: country = Mexico
      let some = from countries | where country = focus

      from some
      | keep country, ICRMW.date

      """
    let path = folder.write(script, to: "s.accord")
    #expect(try accord("run", path, "--write").status == 0)
    let written = try #require(Project.read(path))
    #expect(written.hasPrefix(script))
    #expect(written.contains("# | Mexico | 1999-03-08 |\n"))
    #expect(try accord("check", path).status == 0)
    #expect(try accord("run", path).outputText.contains("1999-03-08"))
    folder.write(written.replacing("1999-03-08", "1999"), to: "s.accord")
    #expect(try accord("check", path).status == 3)
  }

  @Test func `wrong usage`() throws {
    let brief = Project.root + "/Scripts/briefs/destination-claim.md"
    for words in [
      ["check"], ["render", brief], ["render", brief, "--to", "odt"], ["check", brief, "--write"],
      ["-e", "from countries", "--write"], ["render", brief, "a.md", "--to", "md"],
      ["render", brief, "--to", "html", "--for-each", "focus"],
      ["render", brief, "--to", "html", "--for-each", "focus=GCC", "-o", "same.html"],
    ] {
      let outcome = try start(words).wait()
      #expect(outcome.status == 2, "\(words): \(outcome.errorText)")
    }
    #expect(try accord("check", "/nowhere.md").status == 1)
    #expect(try accord("--safe", "run", brief, "--write").status == 1)
  }
}
