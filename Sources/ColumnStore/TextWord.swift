/// Eight bytes of text in one word.
enum TextWord {
  static let ones: UInt64 = 0x0101_0101_0101_0101

  /// Eight bytes, the first lowest. They may lie behind the text's end, within the guard.
  @inline(__always)
  static func load(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// The high bit of each byte that is zero; above the lowest such byte there may be more.
  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & 0x8080_8080_8080_8080 }

  @inline(__always)
  static func low(_ word: UInt64, _ count: Int) -> UInt64 {
    word & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
  }

  /// The first of two bytes, of which the guard holds one.
  static func find(
    _ first: UInt64, _ second: UInt64, from start: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var position = start
    while true {
      let word = load(position)
      let found = zeros(word ^ first) | zeros(word ^ second)
      if found != 0 { return position + found.trailingZeroBitCount &>> 3 }
      position += 8
    }
  }
}
