import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program as a process of its own, in an environment that holds nothing else.
struct Accord {
  var arguments: [String]
  var environment: [String: String]
  var process: ChildProcess

  /// A cache that all runs share, filled by the first.
  static let cache = Project.root + "/.build/binary-test-cache"

  init(_ arguments: String...) {
    self.arguments = arguments
    environment = ["XDG_CACHE_HOME": Accord.cache, "PATH": "/usr/bin:/bin"]
    process = ChildProcess(Project.binary)
  }

  /// The given variables replace those there are; nil takes one away.
  func with(_ variables: [String: String?]) -> Accord {
    var copy = self
    for (name, value) in variables { copy.environment[name] = value }
    return copy
  }

  func reading(_ text: String) -> Accord { reading(.bytes(Array(text.utf8))) }

  func reading(_ input: ChildProcess.Input) -> Accord {
    var copy = self
    copy.process.input = input
    return copy
  }

  var ready: ChildProcess {
    var ready = process
    ready.arguments = arguments
    ready.environment = environment
    return ready
  }

  func run() throws -> ChildProcess.Outcome { try ready.run() }
}

extension ChildProcess.Outcome {
  /// Output and errors without the line that is said once, while the store is built.
  var errorLines: [String] {
    errorText.split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("building the data store")
    }
  }
}
