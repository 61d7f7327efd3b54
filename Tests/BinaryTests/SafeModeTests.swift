import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `--safe`, tried from the side of statements: whatever they name, no file of the user's is read
/// and none is written.
@Suite struct SafeModeTests {
  /// A folder with a file whose content must not come out, named in every way there is.
  struct Ground {
    let folder: TemporaryFolder
    let secret: String

    init() throws {
      folder = try TemporaryFolder()
      secret = folder.write("country,secret\nMEX,4711\n", to: "secret.csv")
      _ = folder.write("[{\"secret\": 4711}]", to: "secret.json")
    }

    var names: [String] {
      let up = String(repeating: "../", count: 20)
      let bare = String(secret.drop { $0 == "/" })
      return [
        secret, up + bare, Project.root + "/Datasets/" + up + bare, "/proc/self/root" + secret,
        "/" + secret, folder.path + "/./secret.csv", folder.path + "/secret.json",
        "Datasets/../" + up + bare, "file://" + secret, "/dev/stdin", "/proc/self/environ",
        "/etc/passwd", "~/.bashrc", "",
      ]
    }
  }

  @Test("no statement reads a file, however it is named")
  func reading() throws {
    let ground = try Ground()
    let statements = ground.names.flatMap { name in
      [
        "from \"\(name)\"", "from countries | join \"\(name)\" on country",
        "from countries | append \"\(name)\"", "let t = from \"\(name)\"",
        "explain from \"\(name)\"", "from countries | join (from \"\(name)\") on country",
        "from \"\(name)\" | describe", "from \"\(name)\" separator: \";\"",
      ]
    }
    try expectFailures(of: statements)
  }

  @Test("no statement writes a file, and none that is there is changed")
  func writing() throws {
    let ground = try Ground()
    let before = try #require(Project.read(ground.secret))
    let statements = ground.names.dropLast().flatMap { name in
      [
        "from countries | save \"\(name)\"", "from countries | save \"\(name)\" replace: true",
        "from countries | count by region | chart bar y: region, x: n | save \"\(name).svg\"",
        "from countries | save \"\(ground.folder.path)/new.csv\"",
        "from countries | save \"\(ground.folder.path)/secret.csv\" replace: true",
      ]
    }
    try expectFailures(of: statements)
    #expect(Project.read(ground.secret) == before)
    for name in ["new.csv", "secret.csv.svg", "new.csv.svg"] {
      #expect(Project.read(ground.folder.path + "/" + name) == nil, "\(name)")
    }
  }

  /// Each fails, and none prints what stands in the file.
  private func expectFailures(of statements: [String]) throws {
    let outcome = try Accord("--safe", "-k")
      .reading(statements.joined(separator: "\n") + "\n").run()
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty, "\(outcome.outputText)")
    #expect(!outcome.errorText.contains("4711"), "\(outcome.errorText)")
    let lines = outcome.errorLines
    for (number, statement) in statements.enumerated() {
      #expect(lines.contains("  in: standard input:\(number + 1)"), "\(statement)")
    }
  }

  @Test("a data package reads nothing outside its folder, by dots, by links or by a pipe")
  func packages() throws {
    let ground = try Ground()
    let package = try TemporaryFolder()
    symlink(ground.secret, package.path + "/link.csv")
    symlink(ground.folder.path, package.path + "/folder")
    mkfifo(package.path + "/pipe.csv", 0o600)
    _ = package.write("country,secret\nMEX,4711\n", to: "own.csv")
    symlink("own.csv", package.path + "/alias.csv")
    func answer(_ path: String) throws -> ChildProcess.Outcome {
      let text = """
        {"name": "x", "resources": [{"name": "t", "path": "\(path)", "schema": {"fields": [
        {"name": "country", "type": "string"}, {"name": "secret", "type": "integer"}]}}]}
        """
      _ = package.write(text, to: "datapackage.json")
      var accord = Accord("--safe", "--data", package.path, "-f", "csv", "-e", "from t")
      accord.process.limit = 60
      return try accord.run()
    }
    let up = String(repeating: "../", count: 20) + ground.secret.drop { $0 == "/" }
    for path in [up, ground.secret, "link.csv", "folder/secret.csv", "pipe.csv"] {
      let outcome = try answer(path)
      #expect(outcome.status == 1, "\(path)")
      #expect(!outcome.outputText.contains("4711"), "\(path)")
      #expect(outcome.errorText.contains("resource `t`: `\(path)` is no "), "\(outcome.errorText)")
    }
    for path in ["own.csv", "alias.csv"] {
      let outcome = try answer(path)
      #expect(outcome.outputText.contains("4711"), "\(outcome.errorText)")
    }
  }

  @Test("the shipped data are read all the same")
  func answering() throws {
    let outcome = try Accord("--safe", "-f", "csv", "-e", "from countries | count").run()
    #expect(outcome.outputText == "n\n250\n")
  }
}
