#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Everything this module asks of the operating system, and nothing else.

enum Folder {
  /// Where files that live as long as a process may be put.
  static let temporary = "/tmp"

  /// Names in a folder, in no order; none where it cannot be read.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        // SAFETY: the system ends the name with a zero byte within the entry.
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }

  /// Path without symbolic links and dots; the path itself where there is none.
  static func resolved(_ path: String) -> String {
    guard let text = realpath(path, nil) else { return path }
    defer { free(text) }
    return String(cString: text)
  }

  static func remove(file path: String) { unlink(path) }

  static func uniqueName() -> String {
    "accord-\(getpid())-" + String(UInt64.random(in: .min ... .max), radix: 36)
  }
}

/// All bytes of a file; nil where it cannot be read.
func bytesOfFile(_ path: String) -> [UInt8]? {
  // A named pipe is no file to wait for.
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
  var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
  var done = 0
  while done < bytes.count {
    let got = bytes.withUnsafeMutableBytes { buffer in
      read(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
    }
    if got < 0, errno == EINTR { continue }
    if got <= 0 { break }
    done += got
  }
  bytes.removeLast(bytes.count - done)
  return bytes
}
