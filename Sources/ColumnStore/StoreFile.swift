import Synchronization

/// A store file, mapped. Opening checks its header, its table and the sections that every session
/// reads; each other section is checked against its checksum when it is first asked for.
///
/// Vectors over sections keep the file mapped. Stores are replaced by renaming and never written
/// to in place, so a mapped one does not change. One that some other program has shortened is
/// found out when a section is asked for the first time; where its pages are gone after that, the
/// system ends the process, which the executable turns into a message.
package final class StoreFile: @unchecked Sendable {
  // SAFETY: the mapping is read-only, and the marks of checked sections are atomic.
  package let path: String
  private let file: OpenFile
  private let mapped: MappedFile
  private let count: Int
  /// Header, table and names, copied so that finding a section never touches the mapping.
  private let head: Vector<UInt8>
  private let namesStart: Int
  private let namesLength: Int
  private let isChecked: UnsafeMutablePointer<Atomic<Bool>>

  /// Opens a store.
  ///
  /// - Complexity: O(sections), and O(bytes) of the essential ones; the others are not read.
  package static func open(_ path: String) throws(StoreError) -> StoreFile {
    let file: OpenFile
    let mapped: MappedFile
    do throws(SystemError) {
      file = try OpenFile(reading: path)
      let status = try file.status()
      if status.kind != .regular { throw SystemError.notRegular }
      mapped = try MappedFile(file, count: status.size)
    } catch {
      throw StoreError(error.isNotFound ? .notFound : .unreadable(reason: error.text), file: path)
    }
    return try StoreFile(path, file, mapped)
  }

  private init(_ path: String, _ file: OpenFile, _ mapped: MappedFile) throws(StoreError) {
    self.path = path
    self.file = file
    self.mapped = mapped
    count = try StoreFile.checkHeader(mapped.bytes, path)
    let names = mapped.bytes.loadUnaligned(
      fromByteOffset: StoreFormat.Header.namesLength, as: UInt64.self)
    namesLength = Int(names)
    namesStart = StoreFormat.headerSize + count * StoreFormat.entrySize
    head = Vector(mapped.bytes[..<(namesStart + namesLength)])
    isChecked = .allocate(capacity: max(count, 1))
    for index in 0..<count { (isChecked + index).initialize(to: Atomic(false)) }
    for index in 0..<count {
      let entry = entry(index)
      guard entry.nameOffset + entry.nameLength <= namesLength,
        entry.offset % StoreFormat.alignment == 0, entry.offset >= namesStart + namesLength,
        entry.length >= 0, entry.length <= mapped.bytes.count - entry.offset
      else { throw StoreError(.damaged(part: "its table"), file: path) }
      if entry.isEssential { try check(index, entry) }
    }
  }

  private func check(_ index: Int, _ entry: StoreFormat.Entry) throws(StoreError) {
    guard Checksum.of(bytes(of: entry)) == entry.sum else {
      let name = String(decoding: name(of: entry), as: UTF8.self)
      throw StoreError(.damaged(part: "section `\(name)`"), file: path)
    }
    isChecked[index].store(true, ordering: .releasing)
  }

  private func bytes(of entry: StoreFormat.Entry) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      rebasing: mapped.bytes[entry.offset..<entry.offset + entry.length])
  }

  deinit {
    isChecked.deinitialize(count: count)
    isChecked.deallocate()
  }

  /// In order of their bytes.
  package var sectionNames: [String] {
    (0..<count).map { String(decoding: name(of: entry($0)), as: UTF8.self) }
  }

  package func hasSection(_ name: String) -> Bool { index(of: name) != nil }

  /// A section's values, in the file's own memory.
  ///
  /// - Complexity: O(bytes of the section) the first time, then O(log sections).
  package func section<Element: StoreElement>(
    _ name: String, of: Element.Type = Element.self
  ) throws(StoreError) -> Vector<Element> {
    guard let index = index(of: name) else {
      throw StoreError(.noSuchSection(name: name), file: path)
    }
    let entry = entry(index)
    guard entry.kind == Element.storeKind else {
      throw StoreError(.otherKind(section: name), file: path)
    }
    guard entry.length % MemoryLayout<Element>.stride == 0 else {
      throw StoreError(.damaged(part: "section `\(name)`"), file: path)
    }
    if !isChecked[index].load(ordering: .acquiring) {
      // Pages behind the end of a file that was shortened must not be touched.
      guard let status = try? file.status(), status.size >= mapped.bytes.count else {
        throw StoreError(.damaged(part: "its length"), file: path)
      }
      try check(index, entry)
    }
    // SAFETY: sections are aligned to 64 bytes in a mapping aligned to a page, and their length
    // is a multiple of the element's; `mapped` lives as long as the vector.
    return Vector(buffer: bytes(of: entry).bindMemory(to: Element.self), owner: mapped)
  }

  /// A column that `StoreBuilder.add(_:column:)` stored.
  package func column(_ name: String, type: ValueType) throws(StoreError) -> Column {
    switch type {
    case .boolean: return Column(type: type, storage: .flags(try section(name)))
    case .number:
      guard let index = index(of: name), entry(index).kind == Int32.storeKind else {
        return Column(type: type, storage: .doubles(try section(name)))
      }
      return Column(type: type, storage: .ints(try section(name)))
    case .text, .textSet:
      let codes: Vector<Int32> = try section(name)
      let dictionary = try dictionary(name)
      // A sum that fits does not say that the sections belong together.
      guard dictionary.covers(codes) else {
        throw StoreError(.damaged(part: "section `\(name)`"), file: path)
      }
      return Column(type: type, storage: .ints(codes), dictionary: dictionary)
    case .date, .country, .treaty, .measure, .group:
      return Column(type: type, storage: .ints(try section(name)))
    }
  }

  package func dictionary(_ name: String) throws(StoreError) -> TextDictionary {
    let offsets: Vector<UInt32> = try section(name + "#offsets")
    let bytes: Vector<UInt8> = try section(name + "#bytes")
    guard TextDictionary.areOffsets(offsets, of: bytes) else {
      throw StoreError(.damaged(part: "dictionary `\(name)`"), file: path)
    }
    return TextDictionary(offsets: offsets, bytes: bytes)
  }
}

extension StoreFile {
  /// Gives the number of sections.
  private static func checkHeader(
    _ bytes: UnsafeRawBufferPointer, _ path: String
  ) throws(StoreError) -> Int {
    typealias Header = StoreFormat.Header
    func number<Value: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _: Value.Type) -> Value {
      bytes.loadUnaligned(fromByteOffset: offset, as: Value.self)
    }
    guard bytes.count >= StoreFormat.headerSize, bytes.starts(with: StoreFormat.magic) else {
      throw StoreError(.notAStore, file: path)
    }
    let order = number(Header.byteOrder, UInt32.self)
    if order == StoreFormat.byteOrder.byteSwapped { throw StoreError(.otherByteOrder, file: path) }
    let version = number(Header.version, UInt32.self)
    if order == StoreFormat.byteOrder, version != StoreFormat.version {
      throw StoreError(
        .otherVersion(found: version, expected: StoreFormat.version), file: path)
    }
    let headerSum = Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<Header.headerSum]))
    guard order == StoreFormat.byteOrder, headerSum == number(Header.headerSum, UInt64.self) else {
      throw StoreError(.damaged(part: "its header"), file: path)
    }
    guard number(Header.fileLength, UInt64.self) == UInt64(bytes.count) else {
      throw StoreError(.damaged(part: "its length"), file: path)
    }
    let count = number(Header.sectionCount, UInt64.self)
    let namesLength = number(Header.namesLength, UInt64.self)
    let room = UInt64(bytes.count - StoreFormat.headerSize)
    guard count <= room / UInt64(StoreFormat.entrySize), namesLength <= room,
      count * UInt64(StoreFormat.entrySize) + namesLength <= room
    else { throw StoreError(.damaged(part: "its table"), file: path) }
    let end = StoreFormat.headerSize + Int(count) * StoreFormat.entrySize + Int(namesLength)
    let table = UnsafeRawBufferPointer(rebasing: bytes[StoreFormat.headerSize..<end])
    guard Checksum.of(table) == number(Header.tableSum, UInt64.self) else {
      throw StoreError(.damaged(part: "its table"), file: path)
    }
    return Int(count)
  }

  private func entry(_ index: Int) -> StoreFormat.Entry {
    let start = StoreFormat.headerSize + index * StoreFormat.entrySize
    func number<Value: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _: Value.Type) -> Value {
      UnsafeRawBufferPointer(head.buffer).loadUnaligned(
        fromByteOffset: start + offset, as: Value.self)
    }
    return StoreFormat.Entry(
      nameOffset: Int(number(0, UInt32.self)), nameLength: Int(number(4, UInt32.self)),
      kind: number(8, UInt32.self), isEssential: number(12, UInt32.self) == 1,
      offset: Int(truncatingIfNeeded: number(16, UInt64.self)),
      length: Int(truncatingIfNeeded: number(24, UInt64.self)), sum: number(32, UInt64.self))
  }

  private func name(of entry: StoreFormat.Entry) -> UnsafeBufferPointer<UInt8> {
    let start = namesStart + entry.nameOffset
    return UnsafeBufferPointer(rebasing: head.buffer[start..<start + entry.nameLength])
  }

  /// By halving: the table is in order of the names' bytes.
  private func index(of wanted: String) -> Int? {
    var wanted = wanted
    return wanted.withUTF8 { wanted in
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        let order = RawMemory.order(name(of: entry(middle)), wanted)
        if order == 0 { return middle }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
      return nil
    }
  }
}
