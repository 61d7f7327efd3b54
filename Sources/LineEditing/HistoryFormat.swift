/// Entries as lines of a file: a line feed inside one is `\012`, a backslash `\\`.
///
/// Other control characters are three octal digits too. Files that libedit wrote can be read.
enum HistoryFormat {
  /// The bytes of a line, without its line feed.
  static func encode(_ entry: String) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(entry.utf8.count + 8)
    for byte in entry.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): out += [byte, byte]
      case 9, 32..<127, 128...: out.append(byte)
      default:
        out.append(UInt8(ascii: "\\"))
        for shift: UInt8 in [6, 3, 0] { out.append(UInt8(ascii: "0") + (byte >> shift) & 7) }
      }
    }
    return out
  }

  static func decode(_ line: some Collection<UInt8>) -> String {
    guard line.contains(UInt8(ascii: "\\")) else { return String(decoding: line, as: UTF8.self) }
    var out: [UInt8] = []
    out.reserveCapacity(line.count)
    var rest = line[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        out.append(byte)
        continue
      }
      if rest.first == UInt8(ascii: "\\") {
        out.append(byte)
        rest = rest.dropFirst()
      } else if let value = octal(rest.prefix(3)) {
        out.append(value)
        rest = rest.dropFirst(3)
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func octal(_ digits: some Collection<UInt8>) -> UInt8? {
    guard digits.count == 3 else { return nil }
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(digit) else { return nil }
      value = value * 8 + Int(digit - UInt8(ascii: "0"))
    }
    return UInt8(exactly: value)
  }

  /// The first line of a file of libedit's own.
  static let foreignHead = Array("_HiStOrY_V2_".utf8)
}
