import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Kills, full disks, folders that may not be written to, several writers: the brief is the old
/// one or the new one, whole.
@Suite struct StrengthTests {
  private func process(_ arguments: [String], _ more: [String: String] = [:]) -> ChildProcess {
    var process = ChildProcess(Project.binary, arguments)
    process.environment = [
      "XDG_CACHE_HOME": Project.root + "/.build/binary-test-cache", "PATH": "/usr/bin:/bin",
      "ACCORD_DATASETS": Project.datasets,
    ].merging(more) { $1 }
    return process
  }

  private func written() throws -> String { try Briefs.written(Briefs.small) }

  @Test func `killed at any moment, the file is the old or the new one`() throws {
    let folder = try TemporaryFolder()
    let new = try written()
    // A first run builds the store.
    _ = try process(["run", folder.write(Briefs.small, to: "b.md")]).run()
    for step in 0..<24 {
      let path = folder.write(Briefs.small, to: "b.md")
      let running = try process(["run", path, "--write"]).start()
      usleep(UInt32(step) * 12_000)
      kill(running.pid, SIGKILL)
      _ = running.wait()
      let text = try #require(Project.read(path))
      #expect(text == Briefs.small || text == new)
    }
    // What a killed run leaves beside it disturbs no later one.
    let path = folder.write(Briefs.small, to: "b.md")
    #expect(try process(["run", path, "--write"]).run().status == 0)
    #expect(Project.read(path) == new)
  }

  @Test func `on a full disk nothing is lost, and it is said`() throws {
    let folder = try TemporaryFolder()
    let mount = ChildProcess("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.path])
    guard getuid() == 0, try mount.run().status == 0 else {
      print("skipped: a small file system cannot be mounted here")
      return
    }
    defer { _ = try? ChildProcess("umount", [folder.path]).run() }
    let path = folder.write(Briefs.small, to: "b.md")
    // All that is left is taken.
    folder.write([UInt8](repeating: 65, count: 80_000), to: "filler")
    let outcome = try process(["run", path, "--write"]).run()
    #expect(outcome.status == 1)
    #expect(outcome.errorText.contains("the disk is full"))
    #expect(Project.read(path) == Briefs.small)
    let page = try process(["render", path, "-o", folder.path + "/b.html"]).run()
    #expect(page.status == 1 && page.errorText.contains("the disk is full"))
    #expect(Project.files(in: folder.path, ending: "") == ["b.md", "filler"])
  }

  @Test func `where nothing may be written the brief stays and the reason is said`() throws {
    let folder = try TemporaryFolder()
    let path = folder.write(Briefs.small, to: "b.md")
    if getuid() == 0 {
      // The superuser may write anywhere but on what is mounted for reading only.
      let bind = try ChildProcess("mount", ["--bind", "-o", "ro", folder.path, folder.path]).run()
      guard bind.status == 0 else {
        print("skipped: a folder cannot be made read-only for the superuser here")
        return
      }
    } else {
      chmod(folder.path, 0o555)
    }
    defer {
      _ =
        getuid() == 0
        ? try? ChildProcess("umount", [folder.path]).run().status : chmod(folder.path, 0o755)
    }
    for words in [
      ["run", path, "--write"], ["lock", path], ["render", path, "-o", path + ".html"],
    ] {
      let outcome = try process(words).run()
      #expect(outcome.status == 1, "\(words)")
      #expect(outcome.errorText.contains("b.md"), "\(outcome.errorText)")
    }
    #expect(Project.read(path) == Briefs.small)
    #expect(Project.files(in: folder.path, ending: "") == ["b.md"])
  }

  @Test func `two writers and an author at once: every text seen is whole`() throws {
    let folder = try TemporaryFolder()
    let new = try written()
    let path = folder.write(Briefs.small, to: "b.md")
    let writers = try (0..<4).map { _ in try process(["run", path, "--write"]).start() }
    var seen: Set<String> = []
    for _ in 0..<200 {
      if let text = Project.read(path) { seen.insert(text) }
      usleep(1_000)
    }
    for one in writers { #expect(one.wait().status == 0) }
    #expect(seen.isSubset(of: [Briefs.small, new]))
    #expect(Project.read(path) == new)
    #expect(Project.files(in: folder.path, ending: "") == ["b.md"])
  }

  @Test func `the same bytes again, and under another locale, time zone and folder`() throws {
    let folder = try TemporaryFolder()
    let path = folder.write(Briefs.small, to: "b.md")
    let other = [
      "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati",
      "COLUMNS": "33", "NO_COLOR": "1", "HOME": "/nonexistent",
    ]
    for form in ["html", "md", "tex", "ipynb", "bib", "xlsx"] {
      let one = try process(["render", path, "--to", form]).run()
      #expect(one.status == 0, "\(one.errorText)")
      #expect(!one.output.isEmpty)
      var again = process(["render", "./b.md", "--to", form], other)
      again.folder = folder.path
      #expect(try again.run().output == one.output, "\(form)")
    }
    var run = process(["run", "b.md", "--write"], other)
    run.folder = folder.path
    #expect(try run.run().status == 0)
    #expect(Project.read(path) == (try written()))
  }
}
