/// Gives a stretch of a file block by block, each with the guard of line ends behind it.
///
/// What of a block was not used is put before the next one, so that a row is never cut.
struct BlockReader: ~Copyable {
  /// Half of the second-level cache of common processors: the bytes are parsed while still there.
  private static let blockSize = 1 << 18

  private let input: InputBytes
  private let lineEnd: UInt8
  private var buffer: GrowingMemory<UInt8>
  /// The bytes at hand.
  private(set) var base: UnsafePointer<UInt8>
  private(set) var count = 0
  /// The place of `base` in the file.
  private(set) var offset: Int
  /// The bytes at hand reach to the file's end.
  private(set) var isFinal = false

  init(_ input: InputBytes, at offset: Int, lineEnd: UInt8) throws(DataFileError) {
    self.input = input
    self.lineEnd = lineEnd
    self.offset = offset
    if let memory = input.memory {
      buffer = GrowingMemory(capacity: 1)
      base = memory + offset
      count = input.count - offset
      isFinal = true
    } else {
      buffer = GrowingMemory(capacity: BlockReader.blockSize + InputBytes.padding)
      base = UnsafePointer(buffer.start)
      try fill()
    }
  }

  /// Drops the first bytes and reads on behind the rest.
  mutating func advance(by used: Int) throws(DataFileError) {
    guard !isFinal else { return }
    let rest = count - used
    buffer.start.update(from: base + used, count: rest)
    offset += used
    count = rest
    // A row longer than half a block: larger blocks, so that reading stays linear.
    if rest > (buffer.capacity - InputBytes.padding) / 2 { buffer.reserve(buffer.capacity * 2) }
    base = UnsafePointer(buffer.start)
    try fill()
  }

  private mutating func fill() throws(DataFileError) {
    let room = UnsafeMutableBufferPointer(
      start: buffer.start + count, count: buffer.capacity - InputBytes.padding - count)
    count += try input.copy(from: offset + count, into: room)
    isFinal = offset + count >= input.count
    (buffer.start + count).update(repeating: lineEnd, count: InputBytes.padding)
  }
}
