#if canImport(Glibc)
  @preconcurrency import Glibc
#else
  @preconcurrency import Darwin
#endif

/// The program that makes word processor files and PDF, if it is installed.
enum Pandoc {
  enum Outcome: Equatable { case done, notFound, failed(Int32) }

  static func run(_ arguments: [String]) -> Outcome {
    var words: [UnsafeMutablePointer<CChar>?] = (["pandoc"] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    // SAFETY: the words are zero-terminated copies that live until the call has returned.
    let error = posix_spawnp(&process, "pandoc", nil, nil, words, environ)
    guard error == 0 else { return error == ENOENT || error == EACCES ? .notFound : .failed(error) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return .failed(errno) }
    }
    if status == 0 { return .done }
    let code = (status >> 8) & 0xFF
    // A shell's and posix_spawn's word for a program that is not there.
    return code == 127 ? .notFound : .failed(code)
  }

  /// Whether a program is found where programs are.
  static func isInstalled(_ name: String) -> Bool {
    (Surroundings.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":").contains {
      access("\($0)/\(name)", X_OK) == 0
    }
  }

  static func remove(_ path: String) { unlink(path) }
}
