/// The distinct texts of a column: code → UTF-8 bytes, in memory or in a mapped store file.
package final class TextDictionary: Sendable {
  /// `offsets[code]..<offsets[code + 1]` are the bytes of a text.
  package let offsets: Vector<UInt32>
  package let bytes: Vector<UInt8>

  /// `offsets` has one entry more than there are texts, and its last is `bytes.count`.
  package init(offsets: Vector<UInt32>, bytes: Vector<UInt8>) {
    self.offsets = offsets
    self.bytes = bytes
  }

  package convenience init(_ texts: [String]) {
    var builder = Builder()
    for text in texts { _ = builder.append(text) }
    let dictionary = builder.finish()
    self.init(offsets: dictionary.offsets, bytes: dictionary.bytes)
  }

  /// Whether the offsets start at 0, never fall and end at the last byte.
  ///
  /// - Complexity: O(texts).
  static func areOffsets(_ offsets: Vector<UInt32>, of bytes: Vector<UInt8>) -> Bool {
    var last: UInt32 = 0
    var isRising = true
    for offset in offsets.buffer {
      isRising = isRising && offset >= last
      last = offset
    }
    return isRising && offsets.count > 0 && offsets[0] == 0 && Int(last) == bytes.count
  }

  /// Whether every code is missing or stands for a text.
  ///
  /// - Complexity: O(codes), without a branch per code.
  package func covers(_ codes: Vector<Int32>) -> Bool {
    let count = UInt32(self.count)
    var strays = 0
    for code in codes.buffer {
      let isStray = code >= Missing.firstInt && UInt32(bitPattern: code) >= count
      strays &+= isStray ? 1 : 0
    }
    return strays == 0
  }

  package var count: Int { max(0, offsets.count - 1) }

  package subscript(code: Int32) -> String { String(decoding: utf8(code), as: UTF8.self) }

  package func utf8(_ code: Int32) -> UnsafeBufferPointer<UInt8> {
    let (start, end) = (Int(offsets[Int(code)]), Int(offsets[Int(code) + 1]))
    return UnsafeBufferPointer(rebasing: bytes.buffer[start..<end])
  }

  /// The code of a text, byte for byte; linear in the number of texts.
  package func code(of text: String) -> Int32? {
    let wanted = Array(text.utf8)
    for code in 0..<Int32(count) where utf8(code).elementsEqual(wanted) { return code }
    return nil
  }

  package var texts: [String] { (0..<Int32(count)).map { self[$0] } }

  /// Gives every distinct text a code, in order of first appearance.
  package struct Builder {
    private var codes: [String: Int32] = [:]
    private var offsets: [UInt32] = [0]
    private var bytes: [UInt8] = []

    package init() {}

    package mutating func code(for text: String) -> Int32 {
      if let code = codes[text] { return code }
      let code = append(text)
      codes[text] = code
      return code
    }

    /// Adds a text without looking whether it is there.
    package mutating func append(_ text: String) -> Int32 {
      bytes.append(contentsOf: text.utf8)
      offsets.append(UInt32(bytes.count))
      return Int32(offsets.count - 2)
    }

    package func finish() -> TextDictionary {
      TextDictionary(offsets: Vector(offsets), bytes: Vector(bytes))
    }
  }
}
