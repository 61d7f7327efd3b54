#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

// Everything this module asks of the system beyond what CEditline does.

/// A call of the system that failed, by its `errno`.
package struct SystemFailure: Error, Hashable, Sendable {
  package let number: Int32

  init(number: Int32 = errno) { self.number = number }

  package var text: String {
    // SAFETY: the text of `strerror` is valid until the next call; it is copied at once.
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text).lowercased()
  }

  var isInterruption: Bool { number == EINTR }
}

/// An open file with its lock, closed and unlocked with its last reference.
final class LockedFile {
  enum Lock { case shared, exclusive }

  private let descriptor: Int32

  /// Opens for reading and appending, and waits for the lock; makes the file where `creates`.
  init(path: String, lock: Lock, creates: Bool) throws(SystemFailure) {
    let flags = creates ? O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC : O_RDONLY | O_CLOEXEC
    while true {
      // What was typed is nobody else's business.
      let opened = open(path, flags, 0o600)
      if opened < 0 {
        if errno == EINTR { continue }
        throw SystemFailure()
      }
      Self.wait(for: lock == .shared ? LOCK_SH : LOCK_EX, opened)
      // Another process may have put a shorter file in its place while this one waited.
      var mine = stat()
      var there = stat()
      if fstat(opened, &mine) == 0, stat(path, &there) == 0, mine.st_ino == there.st_ino,
        mine.st_dev == there.st_dev
      {
        descriptor = opened
        return
      }
      close(opened)
    }
  }

  /// Waits a second at most: a process that was stopped with the lock must not stop this one.
  private static func wait(for lock: Int32, _ descriptor: Int32) {
    for _ in 0..<500 {
      if flock(descriptor, lock | LOCK_NB) == 0 { return }
      guard errno == EWOULDBLOCK || errno == EINTR else { return }
      usleep(2_000)
    }
  }

  /// A new file for what is to take the place of another.
  init(creating path: String) throws(SystemFailure) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw SystemFailure() }
  }

  deinit { close(descriptor) }

  var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Tells files apart that have had the same name.
  var identity: UInt64 {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? UInt64(status.st_ino) : 0
  }

  func bytes(from start: Int, count: Int) throws(SystemFailure) -> [UInt8] {
    guard count > 0 else { return [] }
    var failure: SystemFailure?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done = 0
      while done < count {
        // SAFETY: the buffer holds `count` bytes; `done` of them are taken.
        let read = pread(descriptor, buffer.baseAddress! + done, count - done, off_t(start + done))
        if read == 0 { return }
        if read > 0 {
          done += read
        } else if errno != EINTR {
          failure = SystemFailure()
          return
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// One call as long as the disk takes all of it.
  func write(_ bytes: [UInt8]) throws(SystemFailure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Terminal.systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...]))
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        throw SystemFailure()
      }
    }
  }

  func synchronize() { fsync(descriptor) }

  static func rename(_ from: String, to: String) throws(SystemFailure) {
    #if canImport(Darwin)
      let result = Darwin.rename(from, to)
    #else
      let result = Glibc.rename(from, to)
    #endif
    if result != 0 { throw SystemFailure() }
  }

  /// Makes the folder of a file, and those above it, for this person alone.
  static func makeFolder(of path: String) {
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let folder = String(path[..<slash])
    if mkdir(folder, 0o700) == 0 || errno != ENOENT { return }
    makeFolder(of: folder)
    mkdir(folder, 0o700)
  }

  /// The text of a file, nil where there is none to be read.
  static func text(path: String) -> String? {
    guard let file = try? LockedFile(path: path, lock: .shared, creates: false),
      let bytes = try? file.bytes(from: 0, count: file.size)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Writing to descriptors, and looking for bytes.
enum Terminal {
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static var processIdentifier: Int32 { getpid() }

  /// False if nobody is there to read it any more.
  @discardableResult
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { buffer in
      var rest = UnsafeRawBufferPointer(buffer)
      while !rest.isEmpty {
        let count = systemWrite(descriptor, rest)
        if count >= 0 {
          rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&wait, 1, 1000)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Whether something can be read within a number of milliseconds; signals do not end the wait.
  static func isReadable(_ descriptor: Int32, milliseconds: Int32) -> Bool {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let count = poll(&wait, 1, milliseconds)
      if count >= 0 { return count > 0 }
      if errno != EINTR { return true }
    }
  }

  static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// What is there to be read, up to a number of bytes; empty at the end, nil on a signal.
  static func read(_ descriptor: Int32, atMost count: Int) -> [UInt8]? {
    var isInterrupted = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      #if canImport(Darwin)
        let read = Darwin.read(descriptor, buffer.baseAddress, count)
      #else
        let read = Glibc.read(descriptor, buffer.baseAddress, count)
      #endif
      done = max(0, read)
      isInterrupted = read < 0 && (errno == EINTR || errno == EAGAIN)
    }
    return isInterrupted ? nil : bytes
  }

  /// The first place of a byte from an offset on.
  static func find(_ byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      // SAFETY: the search covers `start..<count` of the buffer.
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  static func equal(
    _ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard a.count == b.count else { return false }
    guard let first = a.baseAddress, let second = b.baseAddress else { return true }
    // SAFETY: both hold as many bytes as are compared.
    return memcmp(first, second, a.count) == 0
  }

  /// Seconds from a clock that only goes forward.
  static var seconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Runs a command of the shell with a text as its input; false if it could not be run.
  static func feed(_ text: String, toCommand command: String) -> Bool {
    // Leaving the pager before its end must not end this process.
    let before = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, before) }
    guard let pipe = popen(command, "w") else { return false }
    write(text, to: fileno(pipe))
    let status = pclose(pipe)
    // 127 is the shell's word for a command that is not there.
    return status >= 0 && (status >> 8) & 0xFF != 127
  }
}
