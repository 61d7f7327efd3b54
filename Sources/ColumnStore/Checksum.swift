/// A 64-bit checksum against damage, not against malice.
///
/// Four lanes of eight-byte words, each step of which can be undone, so that a change confined
/// to one word always shows. The lanes are independent, which keeps the multipliers busy.
package enum Checksum {
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let finisher: UInt64 = 0xFF51_AFD7_ED55_8CCD

  package static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    var a = seed ^ 0x243F_6A88_85A3_08D3
    var b = seed ^ 0x1319_8A2E_0370_7344
    var c = seed ^ 0xA409_3822_299F_31D0
    var d = seed ^ 0x082E_FA98_EC4E_6C89
    var offset = 0
    if let start = bytes.baseAddress {
      // SAFETY: each load ends at or before the count.
      while offset &+ 32 <= bytes.count {
        a = step(a, start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        b = step(b, start.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
        c = step(c, start.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self))
        d = step(d, start.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self))
        offset &+= 32
      }
    }
    var word: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count {
      word |= UInt64(bytes[offset]) &<< shift
      shift += 8
      offset += 1
      if shift == 64 {
        a = step(a, word)
        (a, b, c, d) = (b, c, d, a)
        word = 0
        shift = 0
      }
    }
    a = step(a, word)
    var sum = step(UInt64(bytes.count), a)
    for lane in [b, c, d] { sum = step(sum, lane) }
    sum = (sum ^ (sum >> 32)) &* finisher
    return sum ^ (sum >> 29)
  }

  @inline(__always)
  private static func step(_ lane: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (lane ^ UInt64(littleEndian: word)) &* factor
    return mixed &<< 29 | mixed &>> 35
  }
}

/// A short name for what is too long for a file's.
package enum StoreFingerprint {
  /// 32 hexadecimal digits from the whole of each content.
  package static func of(contents: [[UInt8]]) -> String {
    var bytes: [UInt8] = []
    func add(_ number: Int64) {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
    for content in contents {
      add(Int64(content.count))
      bytes.append(contentsOf: content)
    }
    // Two sums with seeds of their own make up the 128 bits.
    return bytes.withUnsafeBytes { buffer in
      hexadecimal(Checksum.of(buffer))
        + hexadecimal(Checksum.of(buffer, seed: 0x4528_21E6_38D0_1377))
    }
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

/// Where stores are kept between sessions.
package enum CacheFolder {
  /// The project's folder for the values of `XDG_CACHE_HOME` and `HOME`; nil where neither says.
  package static func locate(cacheHome: String?, home: String?) -> String? {
    // A relative path is to be ignored (XDG base directory specification).
    if let cacheHome, cacheHome.hasPrefix("/") { return cacheHome + "/accord" }
    if let home, home.hasPrefix("/") { return home + "/.cache/accord" }
    return nil
  }

  /// Makes the folder and those above it where they are not there.
  package static func make(_ path: String) throws(FileWriteError) {
    do {
      try FileNames.makeFolder(path)
    } catch {
      throw FileWriteError(error, file: path)
    }
  }
}
