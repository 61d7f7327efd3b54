import CEditline

/// Bytes that a person types; what was read too early waits here for the next who reads.
package final class TerminalInput {
  let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0

  package init(descriptor: Int32 = 0) { self.descriptor = descriptor }

  /// Whether something can be read without waiting.
  var isPending: Bool { position < buffer.count || cel_wait(descriptor, 0) == 1 }

  enum Event: Hashable {
    case byte(UInt8)
    case signal, timeout, end
  }

  /// Waits for a byte, a signal, or a number of milliseconds (none below zero).
  func next(milliseconds: Int32 = -1, readingAhead: Bool = false) -> Event {
    if position < buffer.count {
      position += 1
      return .byte(buffer[position - 1])
    }
    switch cel_wait(descriptor, milliseconds) {
    case 0: return .timeout
    case -1: return .signal
    default: return read(readingAhead: readingAhead)
    }
  }

  /// As `next`, in the middle of a key or a paste: a new size of the screen waits until it is whole.
  private func nextWithinKey(milliseconds: Int32, readingAhead: Bool = false) -> Event {
    if position < buffer.count {
      position += 1
      return .byte(buffer[position - 1])
    }
    guard Terminal.isReadable(descriptor, milliseconds: milliseconds) else { return .timeout }
    return read(readingAhead: readingAhead)
  }

  private func read(readingAhead: Bool) -> Event {
    // One byte at a time leaves the rest to a program that is started from the prompt.
    guard let new = Terminal.read(descriptor, atMost: readingAhead ? 65_536 : 1) else {
      return .signal
    }
    guard let first = new.first else { return .end }
    buffer = new
    position = 1
    return .byte(first)
  }

  /// Reads one scalar in UTF-8; bytes that are none give the replacement character.
  func nextScalar(after first: UInt8) -> Unicode.Scalar {
    let count: Int
    switch first {
    case 0xC2...0xDF: count = 2
    case 0xE0...0xEF: count = 3
    case 0xF0...0xF4: count = 4
    default: return first < 0x80 ? Unicode.Scalar(first) : "\u{FFFD}"
    }
    var bytes = [first]
    while bytes.count < count {
      switch nextWithinKey(milliseconds: 100) {
      case .byte(let byte):
        guard byte & 0xC0 == 0x80 else {
          giveBack(byte)
          return "\u{FFFD}"
        }
        bytes.append(byte)
      case .signal: continue
      case .timeout, .end: return "\u{FFFD}"
      }
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
  }

  func giveBack(_ byte: UInt8) {
    buffer = [byte] + buffer[min(position, buffer.count)...]
    position = 0
  }

  /// Reads a bracketed paste to its end; what a text cannot hold is left out.
  func paste() -> String {
    let end = Array("\u{1b}[201~".utf8)
    var bytes: [UInt8] = []
    reading: while true {
      switch nextWithinKey(milliseconds: 2000, readingAhead: true) {
      case .byte(let byte):
        bytes.append(byte)
        if byte == end[5], bytes.suffix(6).elementsEqual(end) {
          bytes.removeLast(6)
          break reading
        }
      case .signal: continue
      // A terminal that never closes the paste must not lock the prompt.
      case .timeout, .end: break reading
      }
    }
    return Self.cleaned(bytes)
  }

  static func cleaned(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == 13 {
        if index + 1 < bytes.count, bytes[index + 1] == 10 { continue }
        out.append(10)
      } else if byte >= 32 && byte != 127 || byte == 9 || byte == 10 {
        out.append(byte)
      }
    }
    while out.last == 10 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }
}
