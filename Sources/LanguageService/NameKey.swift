import SourceText

/// One spelling under which something is found, folded and cut into words beforehand.
struct NameKey: Sendable {
  let folded: [UInt8]
  /// Where words start in `folded`.
  let wordStarts: [Int]
  /// First letters of all words, and of those that are not `of`, `the`, `de` …
  let initials: [UInt8]
  let mainInitials: [UInt8]
  /// A bit for each letter and digit that occurs: rules most keys out at once.
  let letters: UInt64
  /// Smaller goes first among equal matches.
  let tier: Int
  /// Long titles hold the letters of nearly any word.
  let isFuzzy: Bool

  init(_ text: String, tier: Int = 0, isFuzzy: Bool = true) {
    let folded = Array(NameFolding.fold(text).utf8)
    self.folded = folded
    self.tier = tier
    self.isFuzzy = isFuzzy
    var starts: [Int] = []
    var initials: [UInt8] = []
    var main: [UInt8] = []
    var index = 0
    while index < folded.count {
      guard NameKey.isWordByte(folded[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < folded.count, NameKey.isWordByte(folded[index]) { index += 1 }
      starts.append(start)
      initials.append(folded[start])
      let word = String(decoding: folded[start..<index], as: UTF8.self)
      if !NameKey.smallWords.contains(word) { main.append(folded[start]) }
    }
    wordStarts = starts
    self.initials = initials
    mainInitials = main
    letters = NameKey.letters(of: folded)
  }

  private static let smallWords: Set<String> = [
    "of", "the", "and", "on", "to", "in", "for", "by", "de", "du", "des", "la", "le", "les", "et",
    "all",
  ]

  /// Letters and digits; everything outside ASCII counts as a letter.
  static func isWordByte(_ byte: UInt8) -> Bool {
    (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80
  }

  static func letters(of folded: [UInt8]) -> UInt64 {
    var bits: UInt64 = 0
    for byte in folded {
      switch byte {
      case 0x61...0x7A: bits |= 1 << UInt64(byte - 0x61)
      case 0x30...0x39: bits |= 1 << UInt64(byte - 0x30 + 26)
      case 0x80...: bits |= 1 << 40
      default: break
      }
    }
    return bits
  }
}

/// How well a key fits what was typed; smaller is better.
enum MatchClass: Int, Comparable, Sendable {
  case whole, prefix, words, initials, fuzzy

  static func < (a: MatchClass, b: MatchClass) -> Bool { a.rawValue < b.rawValue }
}

/// What was typed, ready to be held against keys.
struct NameQuery: Sendable {
  let folded: [UInt8]
  private let words: [ArraySlice<UInt8>]
  private let letters: UInt64

  init(_ text: String) {
    folded = Array(NameFolding.fold(text).utf8)
    words = folded.split { !NameKey.isWordByte($0) }
    letters = NameKey.letters(of: folded)
  }

  var isEmpty: Bool { folded.isEmpty }

  /// Nil where the key does not fit.
  ///
  /// - Complexity: O(key), and O(1) for most keys that do not fit.
  func match(_ key: NameKey) -> MatchClass? {
    if folded.isEmpty { return .prefix }
    if letters & ~key.letters != 0 { return nil }
    if key.folded.starts(with: folded) {
      return key.folded.count == folded.count ? .whole : .prefix
    }
    if !words.isEmpty, words.allSatisfy({ startsWord($0, of: key) }) { return .words }
    if folded.count >= 2,
      key.mainInitials.starts(with: folded) || key.initials.starts(with: folded)
    {
      return .initials
    }
    return key.isFuzzy && folded.count >= 3 && isSubsequence(of: key) ? .fuzzy : nil
  }

  private func startsWord(_ word: ArraySlice<UInt8>, of key: NameKey) -> Bool {
    key.wordStarts.contains { key.folded[$0...].starts(with: word) }
  }

  /// The letters in order; the first of them starts the key.
  private func isSubsequence(of key: NameKey) -> Bool {
    guard key.folded.first == folded.first else { return false }
    var index = 0
    for byte in key.folded where byte == folded[index] {
      index += 1
      if index == folded.count { return true }
    }
    return false
  }
}
