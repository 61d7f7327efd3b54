/// What was entered before, in a file that several sessions write to at once.
///
/// An entry is on the disk when `append` returns: one write under a lock, at the end of the file.
/// The file is read when the past is first asked for, not before: starting costs nothing.
package final class History {
  private let path: String?
  private let limit: Int
  /// Encoded entries, each closed by a line feed.
  private var bytes: [UInt8] = []
  private var starts: [Int] = []
  private var isLoaded = false
  /// How far the file has been read, and which file it was.
  private var read = 0
  private var identity: UInt64 = 0
  /// Entries of this session, for the time before the file is read; only the last is needed.
  private var lastAppended: [UInt8]?

  /// Without a path, or where the file cannot be written, the past is kept in memory.
  package init(path: String?, limit: Int = 100_000) {
    self.path = path
    self.limit = max(1, limit)
  }

  package var count: Int {
    load()
    return starts.count
  }

  /// An entry by its place, the oldest being 0.
  package subscript(index: Int) -> String {
    load()
    return HistoryFormat.decode(bytes[range(index)])
  }

  // MARK: - Writing

  /// Adds an entry, unless it is the same as the one before.
  package func append(_ entry: String) throws(SystemFailure) {
    let line = HistoryFormat.encode(entry)
    guard !line.isEmpty, line != lastAppended else { return }
    lastAppended = line
    guard let path else {
      isLoaded = true
      keep(line)
      return
    }
    do throws(SystemFailure) {
      let file: LockedFile
      do throws(SystemFailure) {
        file = try LockedFile(path: path, lock: .exclusive, creates: true)
      } catch {
        LockedFile.makeFolder(of: path)
        file = try LockedFile(path: path, lock: .exclusive, creates: true)
      }
      try append(line, to: file)
    } catch {
      // The session goes on with it all the same.
      load()
      keep(line)
      throw error
    }
  }

  private func append(_ line: [UInt8], to file: LockedFile) throws(SystemFailure) {
    let size = file.size
    let tail = try file.bytes(from: max(0, size - line.count - 2), count: line.count + 2)
    let isWhole = tail.isEmpty || tail.last == 10
    if isLoaded { try pickUp(from: file) }
    if tail.suffix(line.count + 1).elementsEqual(line + [10]),
      tail.count == line.count + 1 || tail.first == 10
    {
      return
    }
    // A line that a full disk cut short is closed first.
    let written = (isWhole ? [] : [10]) + line + [10]
    try file.write(written)
    if isLoaded {
      keep(line)
      read = size + written.count
    }
    // Long before that the file would be cut short by a session that reads it.
    guard size > limit * 1024 else { return }
    isLoaded = true
    try pickUp(from: file)
    if isTooLong { try compact(file) }
  }

  // MARK: - Reading

  /// Takes in what other sessions have added since; gives how many entries that were.
  @discardableResult
  package func addedByOthers() -> Int {
    guard isLoaded, let path,
      let file = try? LockedFile(path: path, lock: .shared, creates: false)
    else { return 0 }
    let before = starts.count
    try? pickUp(from: file)
    return max(0, starts.count - before)
  }

  private func load() {
    guard !isLoaded else { return }
    isLoaded = true
    guard let path else { return }
    readShared(path)
    // The file is locked again to be replaced, so the lock for reading is gone by now.
    if isTooLong { replaceWithShorter(path) }
  }

  /// Cutting off a few entries at each start would write the whole file each time.
  private var isTooLong: Bool { starts.count > limit + limit / 4 }

  private func readShared(_ path: String) {
    guard let file = try? LockedFile(path: path, lock: .shared, creates: false) else { return }
    try? pickUp(from: file)
  }

  private func pickUp(from file: LockedFile) throws(SystemFailure) {
    let size = file.size
    if file.identity != identity || size < read {
      identity = file.identity
      read = 0
      bytes = []
      starts = []
    }
    guard size > read else { return }
    var new = try file.bytes(from: read, count: size - read)
    read += new.count
    if new.starts(with: HistoryFormat.foreignHead) {
      // libedit hides spaces too; searching wants one spelling.
      new = new.split(separator: 10).dropFirst().flatMap {
        HistoryFormat.encode(HistoryFormat.decode($0)) + [10]
      }
    }
    index(new)
  }

  private func index(_ new: [UInt8]) {
    let offset = bytes.count
    if offset == 0 { bytes = new } else { bytes += new }
    // A line cut short, or empty, is as good as none.
    if let last = bytes.last, last != 10 { bytes.append(10) }
    bytes.withUnsafeBufferPointer { buffer in
      var start = offset
      while let end = Terminal.find(10, in: buffer, from: start) {
        if end > start { starts.append(start) }
        start = end + 1
      }
    }
  }

  private func keep(_ line: [UInt8]) {
    starts.append(bytes.count)
    bytes += line
    bytes.append(10)
  }

  private func range(_ index: Int) -> Range<Int> {
    // Empty lines are skipped, so the next start is not always the next byte.
    let start = starts[index]
    let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
    return start..<end
  }

  // MARK: - Keeping the file short

  private func replaceWithShorter(_ path: String) {
    guard let file = try? LockedFile(path: path, lock: .exclusive, creates: true) else { return }
    try? compact(file)
  }

  /// Puts a file with the last entries in the place of this one, all at once.
  private func compact(_ file: LockedFile) throws(SystemFailure) {
    guard let path else { return }
    try pickUp(from: file)
    var kept: [Range<Int>] = []
    for index in stride(from: starts.count - 1, through: 0, by: -1) where kept.count < limit {
      let line = range(index)
      if let next = kept.last, bytes[next] == bytes[line] { continue }
      kept.append(line)
    }
    var new: [UInt8] = []
    for line in kept.reversed() {
      new += bytes[line]
      new.append(10)
    }
    let name = "\(path).\(Terminal.processIdentifier).tmp"
    let replacement = try LockedFile(creating: name)
    try replacement.write(new)
    replacement.synchronize()
    try LockedFile.rename(name, to: path)
    identity = replacement.identity
    read = new.count
    bytes = []
    starts = []
    index(new)
  }
}

// MARK: - Searching

extension History {
  /// The place of the last entry before another that begins with a text and goes on.
  package func latest(startingWith prefix: String, before end: Int? = nil) -> Int? {
    load()
    let wanted = HistoryFormat.encode(prefix)
    return latest(before: end) { buffer, start in
      let end = start + wanted.count
      guard end < buffer.count, buffer[end] != 10 else { return false }
      return wanted.withUnsafeBufferPointer {
        Terminal.equal(UnsafeBufferPointer(rebasing: buffer[start..<end]), $0)
      }
    }
  }

  /// The place of the first entry after another that begins with a text.
  func earliest(startingWith prefix: String, after start: Int) -> Int? {
    load()
    let wanted = HistoryFormat.encode(prefix)
    return starts.indices.dropFirst(start + 1).first { bytes[range($0)].starts(with: wanted) }
  }

  /// The place of the last entry before another that contains a text.
  ///
  /// Capitals count only if the text has some.
  package func latest(containing text: String, before end: Int? = nil) -> Int? {
    load()
    let wanted = HistoryFormat.encode(text)
    guard let first = wanted.first else { return nil }
    let folds = !wanted.contains { (65...90).contains($0) }
    func fold(_ byte: UInt8) -> UInt8 { folds && (65...90).contains(byte) ? byte | 32 : byte }
    return latest(before: end) { buffer, start in
      var place = start
      while place + wanted.count <= buffer.count, buffer[place] != 10 {
        if fold(buffer[place]) == first,
          (1..<wanted.count).allSatisfy({ fold(buffer[place + $0]) == wanted[$0] })
        {
          return true
        }
        place += 1
      }
      return false
    }
  }

  private func latest(
    before end: Int?, _ matches: (UnsafeBufferPointer<UInt8>, Int) -> Bool
  ) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      starts[..<min(end ?? starts.count, starts.count)].lastIndex { matches(buffer, $0) }
    }
  }
}
