#if canImport(Glibc)
  @preconcurrency import Glibc
#elseif canImport(Darwin)
  @preconcurrency import Darwin
#endif

// Everything this module asks of the operating system and the C library, and nothing else.

/// A call of the system that failed, by its `errno`.
package struct SystemError: Error, Hashable, Sendable {
  package let number: Int32

  init(number: Int32 = errno) { self.number = number }

  package var text: String {
    // SAFETY: the text of `strerror` is valid until the next call; it is copied at once.
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text).lowercased()
  }

  package var isNotFound: Bool { number == ENOENT || number == ENOTDIR }
  package var isDiskFull: Bool { number == ENOSPC || number == EDQUOT }
  package var isReadOnly: Bool { number == EROFS || number == EACCES || number == EPERM }
  static var notRegular: SystemError { SystemError(number: EINVAL) }
}

/// What the system says of a file, as far as it matters here.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: Hashable, Sendable { case regular, folder, other }

  package let kind: Kind
  package let size: Int
  /// Nanoseconds since 1970.
  package let modified: Int64
  package let permissions: UInt32

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .folder
    default: kind = .other
    }
    size = Int(status.st_size)
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    modified = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    permissions = UInt32(status.st_mode & 0o7777)
  }

  package static func of(path: String) throws(SystemError) -> FileStatus {
    var status = stat()
    guard stat(path, &status) == 0 else { throw SystemError() }
    return FileStatus(status)
  }
}

/// An open file, closed with its last reference.
final class OpenFile: Sendable {
  let descriptor: Int32
  private let isOwned: Bool

  /// `-` is the standard input.
  init(reading path: String) throws(SystemError) {
    if path == "-" {
      descriptor = 0
      isOwned = false
      return
    }
    // A named pipe that nobody writes to would hold the program here, deaf to an interruption.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    isOwned = true
    if descriptor < 0 { throw SystemError() }
  }

  /// A new file beside `path`, of a name not taken, with the permissions new files get.
  init(creatingBeside path: String, name: inout String) throws(SystemError) {
    isOwned = true
    while true {
      name = "\(path).\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
      let opened = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if opened >= 0 {
        descriptor = opened
        return
      }
      if errno != EEXIST, errno != EINTR { throw SystemError() }
    }
  }

  /// What is there already and is no file to be replaced: a pipe, a terminal, a device.
  init(writingThrough path: String) throws(SystemError) {
    isOwned = true
    descriptor = open(path, O_WRONLY | O_CLOEXEC)
    if descriptor < 0 { throw SystemError() }
  }

  deinit { if isOwned { close(descriptor) } }

  func status() throws(SystemError) -> FileStatus {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError() }
    return FileStatus(status)
  }

  /// Reads from a position until the buffer is full or the file ends; gives the bytes read.
  func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(SystemError) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError()
      }
      done += count
    }
    return done
  }

  /// Reads on, for pipes; 0 at the end, nil where it was told to stop while it waited.
  func readOn(
    into buffer: UnsafeMutableRawBufferPointer, stops: () -> Bool
  ) throws(SystemError) -> Int? {
    while !stops() {
      var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wanted, 1, 200)
      if ready == 0 { continue }
      if ready < 0 {
        if errno == EINTR { continue }
        throw SystemError()
      }
      let count = Self.read(descriptor, buffer)
      if count >= 0 { return count }
      if errno != EINTR, errno != EAGAIN { throw SystemError() }
    }
    return nil
  }

  private static func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      #if canImport(Darwin)
        let count = Darwin.write(descriptor, rest.baseAddress, rest.count)
      #else
        let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      #endif
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemError()
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  func setPermissions(_ permissions: UInt32) throws(SystemError) {
    guard fchmod(descriptor, mode_t(permissions)) == 0 else { throw SystemError() }
  }

  /// Returns when the bytes are on the disk.
  func synchronize() throws(SystemError) {
    // Pipes and some file systems cannot; that is no fault of the file.
    if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP, errno != EROFS {
      throw SystemError()
    }
  }
}

/// Calls on names of files.
enum FileNames {
  static func rename(_ from: String, to: String) throws(SystemError) {
    #if canImport(Darwin)
      let result = Darwin.rename(from, to)
    #else
      let result = Glibc.rename(from, to)
    #endif
    if result != 0 { throw SystemError() }
  }

  static func remove(_ path: String) { unlink(path) }

  /// The file behind a chain of symbolic links; the path itself where there is none.
  static func resolved(_ path: String) -> String {
    guard let text = realpath(path, nil) else { return path }
    defer { free(text) }
    return String(cString: text)
  }

  /// Makes a folder and those above it; no error where it is there already.
  static func makeFolder(_ path: String) throws(SystemError) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw SystemError()
    }
    try makeFolder(String(path[..<slash]))
    if mkdir(path, 0o755) != 0, errno != EEXIST { throw SystemError() }
  }

  static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// Makes a finished rename lasting. Not all file systems can; then it is left at that.
  static func synchronizeFolder(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

/// A file mapped for reading, unmapped with its last reference.
final class MappedFile: @unchecked Sendable {
  // SAFETY: the mapping is private and read-only, so all threads may read it.
  let bytes: UnsafeRawBufferPointer

  init(_ file: OpenFile, count: Int) throws(SystemError) {
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, file.descriptor, 0),
      start != MAP_FAILED
    else { throw SystemError() }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}

/// Memory that can grow without being copied (the system moves its pages).
enum RawMemory {
  /// Four large pages of common processors.
  private static let largeSize = 8 << 20
  private static let largePage = 2 << 20

  static func resize(_ memory: UnsafeMutableRawPointer?, to count: Int) -> UnsafeMutableRawPointer {
    // Out of memory is not an answer a user's file can force below the address space: Linux
    // overcommits, and the process ends there whatever is done here.
    guard let resized = realloc(memory, max(count, 1)) else { fatalError("out of memory") }
    #if canImport(Glibc)
      if count >= largeSize {
        // Large pages save most of the faults of touching fresh memory; a wish, no more.
        let start = (Int(bitPattern: resized) + 4_095) & ~4_095
        let length = Int(bitPattern: resized) + count - start
        madvise(UnsafeMutableRawPointer(bitPattern: start), length, MADV_HUGEPAGE)
      }
    #endif
    return resized
  }

  /// Memory that will not grow: at the start of a large page if it fills one.
  static func aligned(_ count: Int) -> UnsafeMutableRawPointer {
    guard count >= largePage else { return resize(nil, to: count) }
    var memory: UnsafeMutableRawPointer?
    guard posix_memalign(&memory, largePage, count) == 0, let memory else {
      return resize(nil, to: count)
    }
    #if canImport(Glibc)
      madvise(memory, count, MADV_HUGEPAGE)
    #endif
    return memory
  }

  static func release(_ memory: UnsafeMutableRawPointer?) { free(memory) }

  @inline(__always)
  static func equal(_ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    memcmp(a, b, count) == 0
  }

  /// Below, at or above 0: how two texts stand in the order of their bytes.
  static func order(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
    if let x = a.baseAddress, let y = b.baseAddress {
      let order = memcmp(x, y, min(a.count, b.count))
      if order != 0 { return Int(order) }
    }
    return a.count - b.count
  }

  /// The first place of a byte, nil where there is none.
  @inline(__always)
  static func find(
    _ byte: UInt8, from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    guard let found = memchr(start, Int32(byte), end - start) else { return nil }
    return UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
  }
}

/// Runs `body(0)` … `body(count - 1)` side by side and waits for all.
package func concurrently(_ count: Int, _ body: @Sendable (Int) -> Void) {
  guard count > 1 else {
    if count == 1 { body(0) }
    return
  }
  withoutActuallyEscaping(body) { body in
    var threads: [pthread_t] = []
    for index in 1..<count {
      let work = Unmanaged.passRetained(ThreadWork { body(index) })
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      let result = pthread_create(&thread, nil, threadMain, work.toOpaque())
      #if canImport(Darwin)
        if result == 0, let thread { threads.append(thread) }
      #else
        if result == 0 { threads.append(thread) }
      #endif
      if result != 0 {
        // No thread to be had: the work is done here instead.
        work.takeRetainedValue().run()
      }
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}

private final class ThreadWork: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

#if canImport(Darwin)
  private func threadMain(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadWork>.fromOpaque(work).takeRetainedValue().run()
    return nil
  }
#else
  private func threadMain(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let work else { return nil }
    Unmanaged<ThreadWork>.fromOpaque(work).takeRetainedValue().run()
    return nil
  }
#endif
