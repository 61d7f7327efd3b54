/// Encodings of text files.
enum TextEncoding {
  /// What the bytes 0x80 to 0x9F stand for in Windows-1252; the five that stand for nothing
  /// become the control characters of Latin-1.
  private static let windowsUpper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.allSatisfy({ $0 < 0x80 }) { return true }
    return String(validating: bytes, as: UTF8.self) != nil
  }

  /// Valid UTF-8 as it is, anything else read as Windows-1252.
  static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self) ?? windows1252(bytes)
  }

  static func windows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      let value = (0x80...0x9F).contains(byte) ? windowsUpper[Int(byte - 0x80)] : UInt32(byte)
      text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return text
  }

  /// UTF-16 without its byte-order mark as UTF-8; what is no character becomes U+FFFD.
  static func utf8(
    fromUTF16 bytes: UnsafeBufferPointer<UInt8>, isBigEndian: Bool, into output: inout [UInt8]
  ) {
    output.reserveCapacity(bytes.count)
    let (high, low) = isBigEndian ? (0, 1) : (1, 0)
    let units = stride(from: 0, to: bytes.count - 1, by: 2).lazy.map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + low])
    }
    _ = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: false
    ) { output.append($0) }
  }
}
