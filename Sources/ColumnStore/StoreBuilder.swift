/// Gathers sections and writes them as one store file.
///
/// Sections keep the memory they were given until the builder is gone; nothing is copied.
package struct StoreBuilder: @unchecked Sendable {
  // SAFETY: the bytes belong to vectors, which are never written to and are held as owners.
  private struct Section {
    var name: String
    var kind: UInt32
    var bytes: UnsafeRawBufferPointer
    var isEssential = false
    /// Keeps the memory alive.
    var owner: any Sendable
  }

  private var sections: [Section] = []

  package init() {}

  package mutating func add(_ name: String, bytes: [UInt8]) { add(name, Vector(bytes)) }

  /// A name given twice is a mistake of the program.
  package mutating func add<Element: StoreElement>(_ name: String, _ vector: Vector<Element>) {
    assert(!sections.contains { $0.name == name }, "section `\(name)` is there already")
    sections.append(
      Section(
        name: name, kind: Element.storeKind, bytes: UnsafeRawBufferPointer(vector.buffer),
        owner: vector))
  }

  /// Sections for a column's cells and, where it has one, its dictionary.
  package mutating func add(_ name: String, column: Column) {
    switch column.storage {
    case .doubles(let vector): add(name, vector)
    case .ints(let vector): add(name, vector)
    case .flags(let vector): add(name, vector)
    }
    if let dictionary = column.dictionary { add(name, dictionary: dictionary) }
  }

  package mutating func add(_ name: String, dictionary: TextDictionary) {
    add(name + "#offsets", dictionary.offsets)
    add(name + "#bytes", dictionary.bytes)
  }

  /// Those of the sections so far that every session reads: they are checked when the store is
  /// opened, and stand together so that this reads few pages.
  package mutating func markEssential(_ isEssential: (String) -> Bool) {
    for index in sections.indices where isEssential(sections[index].name) {
      sections[index].isEssential = true
    }
  }

  /// Writes the file under a temporary name and gives it its own when it is complete. Several
  /// processes may do so at once: the last one stays, and all are whole.
  package func write(to path: String) throws(FileWriteError) {
    let placed = sections.filter(\.isEssential) + sections.filter { !$0.isEssential }
    let (head, offsets) = StoreBuilder.head(of: placed)
    try AtomicFile.write(path: path) { (sink: AtomicFile.Sink) throws(FileWriteError) in
      var position = 0
      func put(_ bytes: UnsafeRawBufferPointer) throws(FileWriteError) {
        try sink(bytes)
        position += bytes.count
      }
      let padding = Vector<UInt8>(repeating: 0, count: StoreFormat.alignment)
      let headVector = Vector(head)
      try put(UnsafeRawBufferPointer(headVector.buffer))
      for (section, offset) in zip(placed, offsets) {
        try put(
          UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(padding.buffer)[..<(offset - position)]))
        try put(section.bytes)
      }
    }
  }

  /// Header, table and names, and the offset of each section in the order given.
  private static func head(of sections: [Section]) -> (bytes: [UInt8], offsets: [Int]) {
    let sorted = sections.indices.sorted {
      sections[$0].name.utf8.lexicographicallyPrecedes(sections[$1].name.utf8)
    }
    let namesLength = sections.reduce(0) { $0 + $1.name.utf8.count }
    let headLength =
      StoreFormat.headerSize + sections.count * StoreFormat.entrySize + namesLength
    var offsets: [Int] = []
    var end = headLength
    for section in sections {
      let offset = StoreFormat.aligned(end)
      offsets.append(offset)
      end = offset + section.bytes.count
    }

    var table = FixedBytes()
    var names: [UInt8] = []
    for index in sorted {
      let section = sections[index]
      table.append(UInt32(names.count))
      table.append(UInt32(section.name.utf8.count))
      table.append(section.kind)
      table.append(UInt32(section.isEssential ? 1 : 0))
      table.append(UInt64(offsets[index]))
      table.append(UInt64(section.bytes.count))
      table.append(Checksum.of(section.bytes))
      names += Array(section.name.utf8)
    }
    table.bytes += names

    var header = FixedBytes()
    header.bytes = StoreFormat.magic
    header.append(StoreFormat.version)
    header.append(StoreFormat.byteOrder)
    header.append(UInt64(end))
    header.append(UInt64(sections.count))
    header.append(UInt64(namesLength))
    header.append(table.bytes.withUnsafeBytes { Checksum.of($0) })
    header.append(UInt64(0))
    header.append(header.bytes.withUnsafeBytes { Checksum.of($0) })
    return (header.bytes + table.bytes, offsets)
  }
}

/// Numbers in the machine's byte order, one behind the other.
private struct FixedBytes {
  var bytes: [UInt8] = []

  mutating func append(_ number: some FixedWidthInteger & BitwiseCopyable) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }
}
