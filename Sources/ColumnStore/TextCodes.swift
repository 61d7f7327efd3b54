/// Gives every distinct byte string of a column a code, in order of first appearance.
///
/// Up to seven bytes are their own key and need no comparison of texts; longer ones are found by
/// hash and compared. Texts that mean a missing value are in the same table with the code of the
/// missing value, so that a cell needs one look.
struct TextCodes: ~Copyable {
  private struct Slot {
    var key: UInt64
    var code: Int32
  }

  /// `offsets[code]..<offsets[code + 1]` are the bytes of a text.
  private var offsets = GrowingMemory<Int>(capacity: 8)
  private var bytes = GrowingMemory<UInt8>(capacity: 64)
  private var keys = GrowingMemory<UInt64>(capacity: 8)
  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var marks: [(key: UInt64, code: Int32)] = []
  /// Texts that are a mark too, but were in quotes.
  private var quotedMarks: [Int32] = []
  /// The last text of eight to sixteen bytes: columns often repeat the cell above.
  private var last: (low: UInt64, high: UInt64, count: Int, code: Int32) = (0, 0, -1, 0)
  private(set) var hasInvalidUTF8 = false
  private(set) var hasNul = false

  private static let free: Int32 = -1

  init(marks texts: [String] = []) {
    mask = 31
    slots = .allocate(capacity: 32)
    slots.initialize(repeating: Slot(key: 0, code: TextCodes.free), count: 32)
    offsets.append(0)
    for text in texts where text.utf8.count <= 7 {
      var word: UInt64 = 0
      for (index, byte) in text.utf8.enumerated() { word |= UInt64(byte) << UInt64(8 * index) }
      let key = word | UInt64(text.utf8.count) << 56
      marks.append((key, Missing.noData.int))
      place(key, Missing.noData.int)
    }
  }

  deinit { slots.deallocate() }

  var count: Int { keys.count }
  var byteCount: Int { bytes.count }

  func utf8(_ code: Int) -> UnsafeBufferPointer<UInt8> {
    let start = offsets.start[code]
    return UnsafeBufferPointer(start: bytes.start + start, count: offsets.start[code + 1] - start)
  }

  /// The code of a text of at most seven bytes, given in the low bytes of a word.
  @inline(__always)
  mutating func code(word: UInt64, count: Int) -> Int32 {
    let key = word | UInt64(truncatingIfNeeded: count) &<< 56
    var index = TextCodes.place(of: key) & mask
    while true {
      let slot = slots[index]
      if slot.key == key, slot.code != TextCodes.free { return slot.code }
      if slot.code == TextCodes.free {
        return withUnsafeBytes(of: word.littleEndian) { word in
          // SAFETY: a word has eight bytes and `count` is at most seven.
          word.withMemoryRebound(to: UInt8.self) { insert($0.baseAddress, count, key) }
        }
      }
      index = (index &+ 1) & mask
    }
  }

  /// The code of a text of at least eight bytes.
  @inline(__always)
  mutating func longCode(_ text: UnsafePointer<UInt8>, count: Int) -> Int32 {
    guard count <= 16 else { return code(text, count: count) }
    // SAFETY: the loads lie within the text; for less than sixteen bytes they overlap.
    let raw = UnsafeRawPointer(text)
    let low = raw.loadUnaligned(as: UInt64.self)
    let high = raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    if low == last.low, high == last.high, count == last.count { return last.code }
    last = (low, high, count, code(text, count: count))
    return last.code
  }

  /// The code of a text of any length.
  @inline(never)
  mutating func code(_ text: UnsafePointer<UInt8>, count: Int) -> Int32 {
    if count <= 7 {
      var word: UInt64 = 0
      for index in 0..<count { word |= UInt64(text[index]) &<< UInt64(8 &* index) }
      return code(word: word, count: count)
    }
    let key = TextCodes.hash(text, count) | 1 << 63
    var index = TextCodes.place(of: key) & mask
    while true {
      let slot = slots[index]
      if slot.code == TextCodes.free { return insert(text, count, key) }
      if slot.key == key {
        let known = utf8(Int(slot.code))
        if known.count == count, let start = known.baseAddress,
          RawMemory.equal(start, text, count)
        {
          return slot.code
        }
      }
      index = (index &+ 1) & mask
    }
  }

  mutating func code(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let start = text.baseAddress else { return code(word: 0, count: 0) }
    return code(start, count: text.count)
  }

  /// The code of a text that stood in quotes, where the marks of missing values do not count.
  mutating func quotedCode(_ text: UnsafePointer<UInt8>, count: Int) -> Int32 {
    let found = code(text, count: count)
    guard found < 0, count > 0 else { return found }
    for code in quotedMarks {
      let known = utf8(Int(code))
      if known.count == count, let start = known.baseAddress, RawMemory.equal(start, text, count) {
        return code
      }
    }
    // Not in the table, where the mark has its place; key zero keeps it out on growing.
    let code = append(text, count, 0)
    quotedMarks.append(code)
    return code
  }

  /// Takes the texts of another over; gives the new code of each of its codes.
  mutating func merge(_ other: borrowing TextCodes) -> [Int32] {
    (0..<other.count).map { index in
      let text = other.utf8(index)
      guard let start = text.baseAddress else { return Missing.noData.int }
      return other.quotedMarks.contains(Int32(index))
        ? quotedCode(start, count: text.count) : code(start, count: text.count)
    }
  }

  /// The dictionary; nil where the texts are more than its offsets can say.
  func dictionary() -> TextDictionary? {
    guard bytes.count <= Int(UInt32.max) else { return nil }
    let offsets = Vector<UInt32>(count: offsets.count) { target in
      for index in 0..<self.offsets.count {
        target.initializeElement(at: index, to: UInt32(self.offsets.start[index]))
      }
    }
    return TextDictionary(offsets: offsets, bytes: Vector(bytes.buffer))
  }
}

extension TextCodes {
  @inline(__always)
  private static func place(of key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32))
  }

  @inline(__always)
  private static func hash(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    let raw = UnsafeRawPointer(text)
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index &+ 8 <= count {
      hash =
        (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index &+= 8
    }
    // The last eight bytes again, some of them twice: at least eight there are.
    hash =
      (hash ^ raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
      &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ (hash >> 29)
  }

  @inline(never)
  private mutating func insert(
    _ text: UnsafePointer<UInt8>?, _ count: Int, _ key: UInt64
  ) -> Int32 {
    let code = append(text, count, key)
    place(key, code)
    if (keys.count + marks.count) * 2 > mask { grow() }
    return code
  }

  private mutating func append(
    _ text: UnsafePointer<UInt8>?, _ count: Int, _ key: UInt64
  ) -> Int32 {
    if let text, count > 0 {
      bytes.append(text, count: count)
      let added = UnsafeBufferPointer(start: text, count: count)
      if !TextEncoding.isUTF8(added) { hasInvalidUTF8 = true }
      if added.contains(0) { hasNul = true }
    }
    offsets.append(bytes.count)
    keys.append(key)
    return Int32(keys.count - 1)
  }

  private mutating func place(_ key: UInt64, _ code: Int32) {
    var index = TextCodes.place(of: key) & mask
    while slots[index].code != TextCodes.free { index = (index + 1) & mask }
    slots[index] = Slot(key: key, code: code)
  }

  private mutating func grow() {
    slots.deallocate()
    mask = (mask + 1) * 4 - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: Slot(key: 0, code: TextCodes.free), count: mask + 1)
    for mark in marks { place(mark.key, mark.code) }
    for code in 0..<keys.count where keys.start[code] != 0 || utf8(code).isEmpty {
      place(keys.start[code], Int32(code))
    }
  }
}
