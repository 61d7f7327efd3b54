import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the process knows of its surroundings: read here and passed down, nowhere else.
enum Surroundings {
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Columns of the terminal behind standard output, `COLUMNS`, else 80.
  static var width: Int {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    if let text = variable("COLUMNS"), let width = Int(text), width > 0 { return width }
    return 80
  }

  static var hasColour: Bool {
    isTerminal(1) && variable("NO_COLOR") == nil && variable("TERM") != "dumb"
  }

  /// What the terminal's name and `COLORTERM` promise.
  static var colourDepth: ColourDepth {
    if let promise = variable("COLORTERM"), promise == "truecolor" || promise == "24bit" {
      return .full
    }
    return variable("TERM")?.contains("256color") == true ? .cube : .sixteen
  }

  /// The folder of the shipped data: `ACCORD_DATASETS`, else beside a folder above the program.
  static var datasets: String? {
    if let given = variable("ACCORD_DATASETS") { return given }
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    var path =
      length > 0
      ? String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      : CommandLine.arguments.first ?? ""
    while let slash = path.lastIndex(of: "/") {
      path = String(path[..<slash])
      if access(path + "/Datasets/datapackage.json", R_OK) == 0 { return path + "/Datasets" }
    }
    return nil
  }
}

/// ^C while a statement runs sets a flag that the engine polls.
enum Interrupt {
  // SAFETY: one machine word, written only by the signal handler and by `clear` on the main
  // thread between statements; a torn or late read only delays the stop.
  nonisolated(unsafe) private(set) static var flag: Int32 = 0

  static var isSet: Bool { flag != 0 }

  static func clear() { flag = 0 }

  static func listen() {
    signal(SIGINT) { _ in
      if Interrupt.flag != 0 { _exit(130) }
      Interrupt.flag = 1
    }
    // A reader that goes away (`| head`) ends the output, not the program with a message.
    signal(SIGPIPE, SIG_IGN)
  }
}

/// Buffered output on a descriptor. When the reader is gone the process ends, quietly.
final class OutputStream {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count > 1 << 16 { flush() }
  }

  func write(bytes: UnsafeRawBufferPointer) {
    buffer.append(contentsOf: bytes)
    if buffer.count > 1 << 16 { flush() }
  }

  func flush() {
    var start = 0
    while start < buffer.count {
      let count = buffer[start...].withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { continue }
        _exit(errno == EPIPE ? 0 : 74)
      }
      start += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// The whole of a file or of standard input (`-`) as bytes; nil with `errno` set.
func readAll(_ path: String) -> [UInt8]? {
  let descriptor = path == "-" ? 0 : open(path, O_RDONLY)
  guard descriptor >= 0 else { return nil }
  defer { if descriptor != 0 { close(descriptor) } }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 {
      if errno == EINTR { continue }
      return nil
    }
    if count == 0 { return bytes }
    bytes += chunk[..<count]
  }
}
