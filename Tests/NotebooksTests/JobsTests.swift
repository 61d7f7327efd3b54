import Notebooks
import SourceText
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work done side by side gives the same bytes as work done in turn.
@Suite struct JobsTests {
  private func process(_ arguments: [String]) -> ChildProcess {
    var process = ChildProcess(Project.binary, arguments)
    process.environment = [
      "XDG_CACHE_HOME": Project.root + "/.build/binary-test-cache", "PATH": "/usr/bin:/bin",
      "ACCORD_DATASETS": Project.datasets,
    ]
    return process
  }

  private static let mixed = """
    ```accord id=a
    from countries | where GCC | keep country, ICRMW
    ```
    ```accord id=b
    from countries | where ICRMW | count
    ```
    ```accord id=c
    from a | count
    ```
    ```accord id=d
    let some = from countries | where country = Peru
    from some | keep country
    ```
    ```accord id=e caption="{{b.n}} of them"
    from countries | where subregion = "Northern Africa" | keep country, remittances_gdp | chart bar y: country, x: remittances_gdp
    ```
    ```accord id=f
    from _ | take 1
    ```
    ```accord id=g
    from some | count
    ```

    """

  @Test(arguments: [2, 3, 16])
  func `blocks side by side give what blocks in turn give`(_ jobs: Int) throws {
    let workbench = try Briefs.workbench()
    let runner = BriefRunner(Briefs.read(Self.mixed), workbench, asOf: nil, engine: "1.0")
    runner.jobs = jobs
    let run = runner.run()
    #expect(Briefs.codes(run).isEmpty)
    #expect(try BriefWriter.text(run) == Briefs.written(Self.mixed))
  }

  @Test func `an error side by side is the error in turn`() throws {
    let text = Self.mixed.replacing("where ICRMW |", "where ICRM |")
    let runner = BriefRunner(
      Briefs.read(text), try Briefs.workbench(), asOf: nil, engine: "1.0")
    runner.jobs = 4
    #expect(try BriefWriter.text(runner.run()) == Briefs.written(text))
  }

  @Test func `documents for a group are the same whatever the jobs, and progress is told`() throws {
    let folder = try TemporaryFolder()
    let path = folder.write(Briefs.small, to: "b.md")
    for jobs in ["1", "3"] {
      let pattern = folder.path + "/" + jobs + "/{iso3}.html"
      let outcome = try process([
        "render", path, "--for-each", "focus=Mexico, Tunisia, Morocco", "-o", pattern, "--jobs",
        jobs,
      ]).run()
      #expect(outcome.status == 0, "\(outcome.errorText)")
      #expect(outcome.errorText.contains("3/3 "))
      #expect(outcome.errorText.hasSuffix("3 of 3 documents written\n"))
    }
    let names = Project.files(in: folder.path + "/1", ending: ".html")
    #expect(names.count == 3)
    for name in names {
      #expect(
        Project.read(folder.path + "/1/" + name) == Project.read(folder.path + "/3/" + name))
    }
  }

  @Test func `where some fail the others are written and the status says so`() throws {
    let folder = try TemporaryFolder()
    let text = Briefs.small.replacing("{{focus}}:", "{{one[country = focus].`ICRMW.date`}}")
    let path = folder.write(text, to: "b.md")
    let outcome = try process([
      "render", path, "--for-each", "focus=Mexico, Peru, Morocco", "-o",
      folder.path + "/out/{iso3}.md",
    ]).run()
    #expect(outcome.status == 1)
    #expect(outcome.errorText.hasSuffix("2 of 3 documents written; failed: Peru\n"))
    #expect(Project.files(in: folder.path + "/out", ending: ".md") == ["MAR.md", "MEX.md"])
  }

  @Test(.enabled(if: Project.runsLongTests, "199 documents take a while in a debug build"))
  func `a document for every country of the world`() throws {
    let folder = try TemporaryFolder()
    let path = Project.root + "/Scripts/briefs/country-profile.md"
    let outcome = try process([
      "render", path, "--for-each", "focus=World", "-o", folder.path + "/{iso3}.html",
    ]).run()
    #expect(outcome.status == 0, "\(outcome.errorText)")
    #expect(Project.files(in: folder.path, ending: ".html").count >= 193)
  }

  @Test func `a number of jobs that makes no sense is wrong usage`() throws {
    for count in ["0", "-1", "two", "100000"] {
      let outcome = try process(["check", "x.md", "--jobs", count]).run()
      #expect(outcome.status == 2)
    }
  }

  @Test func `a backtick that makes a block plain text is told`() {
    let brief = Briefs.read("```accord id=a caption=\"`x`\"\nfrom countries\n```\n")
    #expect(brief.findings.map(\.code).contains("broken-fence"))
    let tilde = Briefs.read("~~~accord id=a caption=\"`x`\"\nfrom countries\n~~~\n")
    #expect(!tilde.hasErrors && tilde.blocks.count == 1)
  }

  @Test func `fmt sets the blocks of a brief and nothing else`() throws {
    let folder = try TemporaryFolder()
    let text = """
      # Head   with   spaces

      ```accord id=a
      from countries|where   GCC|count
      ```
      ```text
      from  x|y
      ```

      """
    let path = folder.write(text, to: "b.md")
    let once = try process(["fmt", path]).run()
    #expect(
      once.outputText
        == text.replacing("countries|where   GCC|count", "countries\n| where GCC\n| count"))
    #expect(try process(["fmt", "-i", path]).run().status == 0)
    #expect(Project.read(path) == once.outputText)
    folder.write(text.replacing("|count", "| where ("), to: "b.md")
    let broken = try process(["fmt", path]).run()
    #expect(broken.status == 1 && broken.outputText.isEmpty)
    #expect(broken.errorText.contains("b.md:4"))
  }

  @Test func `results as HTML and LaTeX for other documents`() throws {
    let statement = "from countries | where country in {Mexico, Peru} | keep country, ICRMW"
    let html = try process(["--format", "html", "-e", statement]).run().outputText
    #expect(html.hasPrefix("<div class=\"scroll\"") && html.contains("<th scope=\"row\">Peru</th>"))
    let tex = try process(["--format", "tex", "-e", statement]).run().outputText
    #expect(tex.contains("\\begin{tabular}") && tex.contains("{}Peru & {}yes"))
    let folder = try TemporaryFolder()
    for ending in ["html", "tex", "xlsx"] {
      let path = folder.path + "/x." + ending
      #expect(try process(["-e", statement + " | save \"\(path)\""]).run().status == 0)
      #expect(Project.exists(path))
      #expect(try process(["-e", statement + " | save \"\(path)\""]).run().status == 1)
    }
  }
}
