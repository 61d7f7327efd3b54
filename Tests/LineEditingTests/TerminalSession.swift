import PseudoTerminal
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Sessions are driven one after the other: what a key does must be seen within a moment.
@Suite(.serialized) enum SessionTests {}

/// The probe in a terminal of its own: keys go in, a screen comes out.
final class TerminalSession {
  private let master: Int32
  private(set) var process: pid_t = 0
  private(set) var screen: VirtualScreen
  private(set) var status: Int32?
  /// Bytes that the probe has written.
  private(set) var written = 0

  init(
    columns: Int = 80, height: Int = 24, _ arguments: [String] = [], waits: Bool = true
  ) throws {
    screen = VirtualScreen(columns: columns, height: height)
    let path = Self.probePath
    var argv = Self.copies([path] + arguments)
    // The writer of backtraces would wait for a key.
    var environment = Self.copies([
      "TERM=xterm-256color", "LC_ALL=C.UTF-8", "HOME=/nonexistent", "SWIFT_BACKTRACE=enable=no",
    ])
    master = pseudo_terminal_start(
      path, &argv, &environment, Int32(columns), Int32(height), &process)
    for pointer in argv + environment { free(pointer) }
    try #require(master >= 0, "\(path)")
    if waits { try wait("a prompt") { $0.isPasteBracketed && $0.rows.last?.isEmpty == false } }
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

  /// Beside the tests, in the folder of what was built.
  static var probePath: String {
    let own = CommandLine.arguments.first { $0.contains("/.build/") } ?? CommandLine.arguments[0]
    var parts = own.split(separator: "/", omittingEmptySubsequences: false)
    while let last = parts.last, last != "debug", last != "release" { parts.removeLast() }
    return (parts + ["line-editing-probe"]).joined(separator: "/")
  }

  // MARK: - Doing

  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      // A terminal takes 4 KiB; what comes back must be read meanwhile.
      let count = bytes.prefix(1024).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) }
      _ = receive(milliseconds: 0)
    }
  }

  /// Sends keys and waits until the screen has changed and is still again.
  func type(_ text: String) {
    let before = written
    send(text)
    // Keys that change nothing are rare; a machine that is busy with other things is not.
    for _ in 0..<20 where written == before { _ = receive(milliseconds: 25) }
    settle(milliseconds: 80)
  }

  func settle(milliseconds: Int32 = 60) {
    while receive(milliseconds: milliseconds) {}
  }

  func wait(
    _ what: Comment, seconds: Int = 10, sourceLocation: SourceLocation = #_sourceLocation,
    until condition: (VirtualScreen) -> Bool
  ) throws {
    for _ in 0..<seconds * 20 {
      if condition(screen) {
        settle(milliseconds: 20)
        return
      }
      _ = receive(milliseconds: 50)
    }
    Issue.record("no \(what): \(screen.rows)", sourceLocation: sourceLocation)
  }

  func resize(columns: Int, height: Int) {
    screen.resize(columns: columns, height: height)
    setSize(columns, height)
    settle()
  }

  func signal(_ number: Int32) { kill(process, number) }

  /// Waits for the end of the process; the status as `waitpid` gives it.
  func end(seconds: Int = 10) -> Int32? {
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
  var isCooked: Bool {
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
final class ScratchFile {
  let path: String

  init() {
    path = "/tmp/accord-lines-\(getpid())-\(UInt64.random(in: .min ... .max))"
  }

  deinit { unlink(path) }

  var bytes: [UInt8] {
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

  var text: String {
    get { String(decoding: bytes, as: UTF8.self) }
    set { bytes = Array(newValue.utf8) }
  }
}
