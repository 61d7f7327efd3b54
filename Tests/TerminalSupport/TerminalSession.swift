import PseudoTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program in a terminal of its own: keys go in, a screen comes out.
package final class TerminalSession {
  private let master: Int32
  package private(set) var process: Int32 = 0
  package private(set) var screen: VirtualScreen
  package private(set) var status: Int32?
  /// Lives as long as the session: the folder it runs in.
  package var owner: AnyObject?
  /// Bytes that the program has written.
  package private(set) var written = 0

  /// Starts a program with an environment that holds what is given and nothing else of the tests'.
  package init(
    program path: String, _ arguments: [String] = [], columns: Int = 80, height: Int = 24,
    environment: [String: String] = [:]
  ) throws {
    screen = VirtualScreen(columns: columns, height: height)
    var argv = Self.copies([path] + arguments)
    // The writer of backtraces would wait for a key.
    let standard = [
      "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
      "SWIFT_BACKTRACE": "enable=no",
    ]
    let variables = standard.merging(environment) { $1 }.sorted { $0.key < $1.key }
    var environment = Self.copies(variables.map { "\($0.key)=\($0.value)" })
    master = pseudo_terminal_start(
      path, &argv, &environment, Int32(columns), Int32(height), &process)
    for pointer in argv + environment { free(pointer) }
    if master < 0 { throw Failure(description: "cannot start \(path)") }
  }

  /// Waits until the line editor takes keys.
  package func waitForPrompt() throws {
    // A debug program builds the data store on its first start.
    try wait("a prompt", seconds: 60) {
      $0.isPasteBracketed && $0.rows.last?.isEmpty == false
    }
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// As C wants them, closed by a null pointer.
  private static func copies(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    var out: [UnsafeMutablePointer<CChar>?] = []
    for text in texts { out.append(strdup(text)) }
    out.append(nil)
    return out
  }

  /// A program of this package, beside the tests in the folder of what was built.
  package static func built(_ name: String) -> String {
    let own = CommandLine.arguments.first { $0.contains("/.build/") } ?? CommandLine.arguments[0]
    var parts = own.split(separator: "/", omittingEmptySubsequences: false)
    while let last = parts.last, last != "debug", last != "release" { parts.removeLast() }
    return (parts + [Substring(name)]).joined(separator: "/")
  }

  // MARK: - Doing

  package func send(_ text: String) { send(bytes: Array(text.utf8)) }

  /// What is no text too, as a broken terminal might send it.
  package func send(bytes: [UInt8]) {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      // A terminal takes 4 KiB; what comes back must be read meanwhile.
      let count = bytes.prefix(1024).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) }
      _ = receive(milliseconds: 0)
    }
  }

  /// Sends keys and waits until the screen has changed and is still again.
  package func type(_ text: String) {
    let before = written
    send(text)
    // Keys that change nothing are rare; a machine that is busy with other things is not.
    for _ in 0..<80 where written == before { _ = receive(milliseconds: 25) }
    settle(milliseconds: 80)
  }

  package func settle(milliseconds: Int32 = 60) {
    while receive(milliseconds: milliseconds) {}
  }

  /// Reads until the screen is as wanted; what it was instead is in the error.
  package func wait(
    _ what: String, seconds: Int = 20, until condition: (VirtualScreen) -> Bool
  ) throws {
    let clock = ContinuousClock()
    let limit = clock.now + .seconds(seconds)
    while clock.now < limit {
      if condition(screen) {
        settle(milliseconds: 20)
        return
      }
      _ = receive(milliseconds: 50)
    }
    throw Failure(description: "no \(what):\n" + screen.rows.joined(separator: "\n"))
  }

  package struct Failure: Error, CustomStringConvertible {
    package var description: String
  }

  package func resize(columns: Int, height: Int) {
    screen.resize(columns: columns, height: height)
    setSize(columns, height)
    settle()
  }

  package func signal(_ number: Int32) { kill(process, number) }

  /// Waits for the end of the process; the status as `waitpid` gives it.
  package func end(seconds: Int = 10) -> Int32? {
    for _ in 0..<seconds * 40 {
      settle(milliseconds: 20)
      // With nobody at the other end polling does not wait.
      usleep(5_000)
      var value: Int32 = 0
      if waitpid(process, &value, WNOHANG) == process {
        status = value
        settle(milliseconds: 20)
        return value
      }
    }
    return nil
  }

  /// Whether the terminal echoes and gathers lines, as it does for ordinary programs.
  package var isCooked: Bool {
    var modes = termios()
    tcgetattr(master, &modes)
    return modes.c_lflag & tcflag_t(ICANON) != 0 && modes.c_lflag & tcflag_t(ECHO) != 0
  }

  // MARK: - Plumbing

  private func setSize(_ columns: Int, _ height: Int) {
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(height)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// False if nothing came.
  private func receive(milliseconds: Int32) -> Bool {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    written += count
    screen.feed(Array(buffer[..<count]))
    return true
  }
}

/// A file in the folder for things that do not last, taken away with its owner.
package final class ScratchFile {
  package let path: String

  package init() {
    path = "/tmp/accord-lines-\(getpid())-\(UInt64.random(in: .min ... .max))"
  }

  deinit { unlink(path) }

  package var bytes: [UInt8] {
    get {
      guard let file = fopen(path, "rb") else { return [] }
      defer { fclose(file) }
      var out: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
        out += buffer[..<count]
      }
      return out
    }
    set {
      guard let file = fopen(path, "wb") else { return }
      fwrite(newValue, 1, newValue.count, file)
      fclose(file)
    }
  }

  package var text: String {
    get { String(decoding: bytes, as: UTF8.self) }
    set { bytes = Array(newValue.utf8) }
  }
}
