import TerminalSupport
import TestSupport
import Testing

/// The whole program at a terminal.
@Suite enum PromptTests {}

/// A home of its own, and sessions that start in it.
struct PromptHome {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func path(_ name: String) -> String { folder.path + "/" + name }

  var history: [String] {
    (Project.read(path(".local/state/accord/history")) ?? "").split(separator: "\n")
      .map(String.init)
  }

  private var environment: [String: String] {
    [
      "HOME": folder.path, "PATH": "/usr/bin:/bin", "ACCORD_DATASETS": Project.datasets,
      "XDG_CACHE_HOME": Project.root + "/.build/binary-test-cache",
    ]
  }

  /// Starts the program in this home and waits for its prompt.
  func start(
    columns: Int = 80, height: Int = 24, _ arguments: [String] = ["--quiet"],
    _ variables: [String: String] = [:], waits: Bool = true
  ) throws -> TerminalSession {
    let session = try TerminalSession(
      program: "/bin/sh", ["-c", "cd \"$HOME\" && exec \"$0\" \"$@\"", Project.binary] + arguments,
      columns: columns, height: height, environment: environment.merging(variables) { $1 })
    session.owner = folder
    if waits { try session.waitForPrompt() }
    return session
  }

  /// Starts a line of the shell; `$ACCORD` is the program.
  func shell(_ line: String, _ variables: [String: String] = [:]) throws -> TerminalSession {
    let session = try TerminalSession(
      program: "/bin/sh", ["-c", "cd \"$HOME\" && " + line],
      environment: environment.merging(["ACCORD": Project.binary]) { $1 }.merging(variables) { $1 })
    session.owner = folder
    return session
  }
}

extension TerminalSession {
  /// Types an entry, presses Enter and waits for the next prompt; gives the rows since.
  @discardableResult
  func enter(_ text: String, seconds: Int = 30) throws -> [String] {
    type(text)
    let before = screen.everything.count
    send("\r")
    try wait("prompt after \(text)", seconds: seconds) {
      // Where rows were left out, what shows them is held out in grey.
      $0.isPasteBracketed
        && ($0.rows.last == "accord>" || text != ".last" && $0.rows.last == "accord> .last")
    }
    return Array(screen.everything.dropFirst(max(0, before - 1)))
  }

  /// The last row with something in it.
  var line: String { screen.rows.last ?? "" }

  /// Empties the entry.
  func clear() {
    type("\u{3}")
  }
}
