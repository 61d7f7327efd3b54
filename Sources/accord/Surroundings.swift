import Drawing
import LineEditing

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

  /// Threads that can run at once.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Bytes of memory of the machine.
  static var memory: Int? {
    let (pages, size) = (Int(sysconf(Int32(_SC_PHYS_PAGES))), Int(sysconf(Int32(_SC_PAGESIZE))))
    return pages > 0 && size > 0 ? pages * size : nil
  }

  /// Why the last call of the system failed.
  static var reason: String { String(cString: strerror(errno)).lowercased() }

  /// A reader that goes away (`| head`) ends the output, not the program with a message; a file
  /// that grows beyond what the user may write (`ulimit -f`) is an error like a full disk.
  static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Stores are replaced and never shortened; one that another program cuts short while it is
  /// mapped ends the process, with a reason.
  static func watchLostPages() {
    LostPages.watch(
      """

      accord: the data store was cut short by another program; the next start builds it anew

      """)
  }

  static func seconds() -> Double { seconds(of: CLOCK_MONOTONIC) }

  /// Processor time of all threads of this process so far.
  static func processorSeconds() -> Double { seconds(of: CLOCK_PROCESS_CPUTIME_ID) }

  private static func seconds(of clock: clockid_t) -> Double {
    var now = timespec()
    clock_gettime(clock, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }

  private static func home(_ variableName: String, _ fallback: String) -> String? {
    variable(variableName) ?? variable("HOME").map { $0 + "/" + fallback }
  }

  static var historyPath: String? {
    variable("ACCORD_HISTORY")
      ?? home("XDG_STATE_HOME", ".local/state").map {
        Folders.make($0 + "/accord")
        return $0 + "/accord/history"
      }
  }

  static var configurationPath: String? {
    variable("ACCORD_CONFIG")
      ?? home("XDG_CONFIG_HOME", ".config").map {
        $0 + "/accord/config.accord"
      }
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

/// Buffered output on a descriptor. When the reader is gone the process ends, quietly.
final class OutputStream {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Adds to a file; nil where it cannot be opened.
  init?(path: String) {
    let opened = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    guard opened >= 0 else { return nil }
    descriptor = opened
  }

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
        fail(errno)
      }
      start += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

extension OutputStream {
  /// Ends the program: quietly where the reader went away, else with the reason.
  private func fail(_ code: Int32) -> Never {
    if code == EPIPE { _exit(0) }
    let message = "accord: the output cannot be written: \(String(cString: strerror(code)))\n"
    if descriptor != 2 {
      let errors = OutputStream(2)
      errors.write(message)
      errors.flush()
    }
    _exit(1)
  }
}

/// Opens what is closed of the three standard descriptors. Else the next file that is opened, the
/// data store or one that is being written, would take the place of input or output.
func holdStandardDescriptors() {
  for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 && errno == EBADF {
    // Closed input reads as empty; results have nowhere to go, and writing them must fail.
    _ = open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY)
  }
}

/// More than this is no script and no brief: a device that never ends, or a file of data.
private let scriptLimit = 200_000_000

/// The whole of a script, a brief or of standard input (`-`) as bytes; nil with `errno` set.
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
    if bytes.count > scriptLimit {
      errno = EFBIG
      return nil
    }
  }
}

/// Folders and the editor.
enum Folders {
  /// Makes a folder and those above it, readable by the user alone.
  static func make(_ path: String) {
    var part = ""
    for name in path.split(separator: "/") {
      part += "/" + name
      mkdir(part, 0o700)
    }
  }

  /// Names in a folder, those of folders with a `/` behind.
  static func entries(of folder: String) -> [String] {
    guard let handle = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      names.append(entry.pointee.d_type == UInt8(DT_DIR) ? name + "/" : name)
    }
    return names.sorted()
  }

  /// A text after it was edited in `VISUAL`, `EDITOR` or vi; nil where that failed.
  static func edited(_ text: String) -> String? {
    var name = Array("/tmp/accord-XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return nil }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let stream = OutputStream(descriptor)
    stream.write(text + "\n")
    stream.flush()
    close(descriptor)
    let editor = Surroundings.variable("VISUAL") ?? Surroundings.variable("EDITOR") ?? "vi"
    guard system("\(editor) '\(path)'") == 0, let bytes = readAll(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
