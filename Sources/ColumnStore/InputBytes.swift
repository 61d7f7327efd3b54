/// The bytes of a data file: read piece by piece from the disk, or held in memory where they
/// come through a pipe, are compressed or must be transcoded.
///
/// Nothing is mapped: a mapped file that another program shortens would end the process.
final class InputBytes: @unchecked Sendable {
  // SAFETY: all is set before threads start; then it is only read.

  /// Bytes behind the end of memory that may be read and hold the line end as a guard.
  static let padding = 64

  let path: String
  private let means: ReadingMeans
  private(set) var count: Int
  private let file: OpenFile
  private let status: FileStatus
  private var held: UnsafeMutablePointer<UInt8>?
  private(set) var isUTF16 = false
  /// Where the text begins, behind a byte-order mark and skipped lines.
  private(set) var bodyStart = 0
  private(set) var skippedLines = 0

  init(path: String, means: ReadingMeans = ReadingMeans()) throws(DataFileError) {
    self.path = path == "-" ? "standard input" : path
    self.means = means
    do {
      file = try OpenFile(reading: path)
      status = try file.status()
    } catch {
      throw DataFileError(error, file: path)
    }
    count = status.size
    if status.kind == .folder {
      throw DataFileError(.fileUnreadable(reason: "it is a folder"), file: path)
    }
    if status.kind == .other { try readAll() }
    try unpack()
    try checkMarks()
  }

  deinit { RawMemory.release(held) }

  /// All bytes, where they are held in memory. The guard behind them may be read too.
  var memory: UnsafePointer<UInt8>? { held.map { UnsafePointer($0) } }

  /// Holds all of the file in memory from now on. For formats that are read in one go.
  func load() throws(DataFileError) {
    guard held == nil else { return }
    try check(holding: count)
    let target = RawMemory.resize(nil, to: count + InputBytes.padding)
      .bindMemory(to: UInt8.self, capacity: count + InputBytes.padding)
    do {
      _ = try copy(from: 0, into: UnsafeMutableBufferPointer(start: target, count: count))
    } catch {
      RawMemory.release(target)
      throw error
    }
    hold(target, count: count)
  }

  /// Leaves out lines at the start; a line ends at a line feed, or at a carriage return in a text
  /// without line feeds.
  func skip(lines: Int) throws(DataFileError) {
    var rest = lines
    var lineEnd: UInt8?
    while rest > 0 {
      let piece = try bytes(from: bodyStart, count: 1 << 16)
      let end = lineEnd ?? (piece.contains(10) ? 10 : 13)
      lineEnd = end
      guard let place = piece.firstIndex(of: end) else {
        guard bodyStart + piece.count < count else {
          throw DataFileError(
            .badOption(reason: "`skip: \(lines)`: it has fewer lines"), file: path)
        }
        bodyStart += piece.count
        continue
      }
      bodyStart += place + 1
      rest -= 1
    }
    skippedLines = lines
  }

  /// Puts line ends behind bytes in memory, so that cutting cells needs no look at the end.
  func guardEnd(with lineEnd: UInt8) {
    if let held { (held + count).update(repeating: lineEnd, count: InputBytes.padding) }
  }

  /// Copies bytes from `offset` on, as many as there are and fit.
  func copy(
    from offset: Int, into buffer: UnsafeMutableBufferPointer<UInt8>
  ) throws(DataFileError) -> Int {
    let wanted = min(buffer.count, count - offset)
    guard wanted > 0, let target = buffer.baseAddress else { return 0 }
    if let memory {
      target.update(from: memory + offset, count: wanted)
      return wanted
    }
    do {
      let got = try file.read(
        at: offset, into: UnsafeMutableRawBufferPointer(start: target, count: wanted))
      if got < wanted { throw DataFileError(.fileChanged, file: path) }
      return got
    } catch let error as SystemError {
      throw DataFileError(error, file: path)
    } catch let error as DataFileError {
      throw error
    } catch {
      throw DataFileError(.fileChanged, file: path)
    }
  }

  func bytes(from offset: Int, count wanted: Int) throws(DataFileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, min(wanted, count - offset)))
    var result: Result<Int, DataFileError> = .success(0)
    bytes.withUnsafeMutableBufferPointer { buffer in
      result = Result { () throws(DataFileError) in try copy(from: offset, into: buffer) }
    }
    _ = try result.get()
    return bytes
  }

  /// An error where the file is not any more what it was when it was opened.
  func verifyUnchanged() throws(DataFileError) {
    guard status.kind == .regular else { return }
    guard let now = try? file.status(), now.size == status.size, now.modified == status.modified
    else { throw DataFileError(.fileChanged, file: path) }
  }

  /// Physical lines (from 1) of ascending offsets. Reads the file up to the last of them.
  func lines(at offsets: [Int], lineEnd: UInt8) throws(DataFileError) -> [Int] {
    var lines: [Int] = []
    var line = 1
    var position = 0
    for offset in offsets {
      while position < offset {
        let piece = try bytes(from: position, count: min(1 << 20, offset - position))
        if piece.isEmpty { break }
        for byte in piece where byte == lineEnd { line += 1 }
        position += piece.count
      }
      lines.append(line)
    }
    return lines
  }
}

extension InputBytes {
  private func readAll() throws(DataFileError) {
    var capacity = 1 << 16
    var used = 0
    var target = RawMemory.resize(nil, to: capacity + InputBytes.padding)
    do {
      while true {
        if used == capacity {
          capacity *= 2
          target = RawMemory.resize(target, to: capacity + InputBytes.padding)
        }
        try check(holding: used)
        let room = UnsafeMutableRawBufferPointer(start: target + used, count: capacity - used)
        let got = try readOn(into: room)
        if got == 0 { break }
        used += got
      }
    } catch {
      RawMemory.release(target)
      throw error
    }
    hold(target.bindMemory(to: UInt8.self, capacity: capacity), count: used)
  }

  private func readOn(
    into room: UnsafeMutableRawBufferPointer
  ) throws(DataFileError) -> Int {
    let got: Int?
    do {
      got = try file.readOn(into: room) { means.progress?.isInterrupted ?? false }
    } catch {
      throw DataFileError(error, file: path)
    }
    guard let got else { throw DataFileError(.interrupted, file: path) }
    return got
  }

  /// Whether so many bytes may be held in memory, and whether to go on at all.
  func check(holding bytes: Int) throws(DataFileError) {
    if means.progress?.isInterrupted == true { throw DataFileError(.interrupted, file: path) }
    if let limit = means.memory, bytes > limit {
      throw DataFileError(.tooLargeToHold(limit: limit), file: path)
    }
  }

  private func hold(_ memory: UnsafeMutablePointer<UInt8>, count: Int) {
    RawMemory.release(held)
    held = memory
    self.count = count
    (memory + count).update(repeating: 0, count: InputBytes.padding)
  }

  /// Holds the bytes of an array, which other forms of a file were decoded to.
  private func hold(_ bytes: [UInt8]) {
    let target = RawMemory.resize(nil, to: bytes.count + InputBytes.padding)
      .bindMemory(to: UInt8.self, capacity: bytes.count + InputBytes.padding)
    for (index, byte) in bytes.enumerated() { target[index] = byte }
    hold(target, count: bytes.count)
  }

  private func unpack() throws(DataFileError) {
    let head = try bytes(from: 0, count: 2)
    guard head == [0x1F, 0x8B] else { return }
    let (target, size) = try GzipReader.unpack(self)
    hold(target, count: size)
  }

  private func checkMarks() throws(DataFileError) {
    let head = try bytes(from: 0, count: 4)
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      bodyStart = 3
    } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      try check(holding: count)
      let all = try bytes(from: 2, count: count - 2)
      var text: [UInt8] = []
      all.withUnsafeBufferPointer {
        TextEncoding.utf8(fromUTF16: $0, isBigEndian: head[0] == 0xFE, into: &text)
      }
      isUTF16 = true
      hold(text)
    } else if head == [0x50, 0x4B, 0x03, 0x04] {
      throw DataFileError(.notText(reason: "it is a zip archive or a spreadsheet"), file: path)
    }
  }
}
