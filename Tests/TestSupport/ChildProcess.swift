import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One child is started at a time: between making a pipe and marking it as not to be inherited,
/// no other child may come to life with it.
private let starting = Mutex(())

/// A program run to its end through pipes.
package struct ChildProcess {
  package enum Input: Sendable {
    case bytes([UInt8])
    case file(String)
    /// Descriptor 0 is not open at all.
    case closed
  }

  package struct Outcome: Sendable {
    package var output: [UInt8] = []
    package var errors: [UInt8] = []
    /// The exit code, or 128 and the signal's number.
    package var status: Int32 = 0
    package var outputText: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errors, as: UTF8.self) }
  }

  package var program: String
  package var arguments: [String] = []
  package var input: Input = .bytes([])
  /// What a program made under a sanitizer must be told, where the tests were told it.
  private static let forSanitizers: [String: String] = ["ASAN_OPTIONS", "TSAN_OPTIONS"]
    .reduce(into: [:]) { found, name in
      if let value = getenv(name) { found[name] = String(cString: value) }
    }

  /// The whole environment; nil hands on that of the tests.
  package var environment: [String: String]?
  package var folder: String?
  /// Stops reading the output, as `head` does, after so many bytes.
  package var readsAtMost: Int?
  /// Sends SIGINT after so many seconds.
  package var interruptsAfter: Double?
  /// Ends the child when it takes longer, as a test must not hang.
  package var limit = 120.0

  package init(_ program: String, _ arguments: [String] = []) {
    self.program = program
    self.arguments = arguments
  }

  package func run() throws -> Outcome {
    let running = try start()
    return running.wait()
  }

  package struct CannotStart: Error { package var code: Int32 }

  /// Starts the program; `wait` on the result feeds and reads its pipes.
  package func start() throws -> Running {
    try starting.withLock { _ in try startAlone() }
  }

  private func startAlone() throws -> Running {
    let (out, err) = (try Pipe(), try Pipe())
    var inPipe: Pipe?
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch input {
    case .bytes:
      let pipe = try Pipe()
      inPipe = pipe
      posix_spawn_file_actions_adddup2(&actions, pipe.reading, 0)
    case .file(let path): posix_spawn_file_actions_addopen(&actions, 0, path, O_RDONLY, 0)
    case .closed: posix_spawn_file_actions_addclose(&actions, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, out.writing, 1)
    posix_spawn_file_actions_adddup2(&actions, err.writing, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The runner of the tests may have changed how these are taken.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGPIPE, SIGTERM, SIGQUIT] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // Threads of the runner hold signals back, which a child would inherit.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))

    var (program, words) = (program, [program] + arguments)
    if let folder {
      words = ["sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + words
      program = "/bin/sh"
    }
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] =
      Self.forSanitizers.merging(environment ?? [:]) { $1 }.sorted { $0.key < $1.key }.map {
        strdup("\($0.key)=\($0.value)")
      } + [
        nil
      ]
    defer { for text in argv + envp { free(text) } }
    var pid: pid_t = 0
    let code =
      environment == nil
      ? posix_spawnp(&pid, program, &actions, &attributes, &argv, environ)
      : posix_spawnp(&pid, program, &actions, &attributes, &argv, &envp)
    close(out.writing)
    close(err.writing)
    if let inPipe { close(inPipe.reading) }
    guard code == 0 else {
      close(out.reading)
      close(err.reading)
      if let inPipe { close(inPipe.writing) }
      throw CannotStart(code: code)
    }
    var bytes: [UInt8] = []
    if case .bytes(let given) = input { bytes = given }
    return Running(
      pid: pid, out: out.reading, err: err.reading, feed: inPipe?.writing, bytes: bytes,
      readsAtMost: readsAtMost, interruptsAfter: interruptsAfter, limit: limit)
  }

  fileprivate struct Pipe {
    var reading: Int32 = -1
    var writing: Int32 = -1
    init() throws {
      var ends: [Int32] = [0, 0]
      guard pipe(&ends) == 0 else { throw CannotStart(code: errno) }
      // Else children of tests that run beside this one would hold them open.
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (reading, writing) = (ends[0], ends[1])
    }
  }
}
