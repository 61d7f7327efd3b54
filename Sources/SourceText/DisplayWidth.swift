/// How many columns text takes on a terminal.
package enum DisplayWidth {
  package enum Alignment: Sendable { case left, right }

  /// Columns of a text: 2 for wide East Asian characters and emoji, 0 for marks and controls.
  ///
  /// - Complexity: O(*n*); text in ASCII is only counted.
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// Columns of one character with its marks.
  package static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii >= 0x20 && ascii < 0x7F ? 1 : 0 }
    let scalars = character.unicodeScalars
    // A family of emoji, a flag, or a sign asked to be drawn as one (U+FE0F) is one picture.
    let isPicture = scalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
    if isPicture { return 2 }
    // Letters joined into one character (Devanagari) still stand side by side.
    return scalars.reduce(0) { $0 + of($1) }
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1160...0x11FF, 0xD7B0...0xD7FB: return 0  // Hangul vowels and finals join the initial.
    case 0..<0x1100: break
    default: if isWide(scalar.value) { return 2 }
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format, .lineSeparator, .paragraphSeparator:
      return 0
    default: return 1
    }
  }

  /// Pads with spaces to a width; text that is wider stays as it is.
  package static func padded(
    _ text: String, to width: Int, alignment: Alignment = .left
  ) -> String {
    let space = String(repeating: " ", count: max(0, width - of(text)))
    return alignment == .left ? text + space : space + text
  }

  /// Cuts to a width, with `…` where something was cut; never through a character.
  package static func truncated(_ text: String, to width: Int) -> String {
    if of(text) <= width { return text }
    guard width > 0 else { return "" }
    var kept = ""
    var used = 1  // The ellipsis.
    for character in text {
      let columns = of(character)
      if used + columns > width { break }
      used += columns
      kept.append(character)
    }
    return kept + "…"
  }
}

extension DisplayWidth {
  private static func isWide(_ value: UInt32) -> Bool {
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
  }

  /// East_Asian_Width W and F of Unicode 15.1, without emoji, which their own property tells.
  /// Unassigned code points inside a block for ideographs count as wide, as the standard says.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul initials
    0x2329...0x232A,
    0x2E80...0x303E,  // CJK radicals, punctuation
    0x3041...0x3247,  // kana, bopomofo, enclosed letters
    0x3250...0x4DBF,
    0x4E00...0xA4CF,  // ideographs, Yi
    0xA960...0xA97F,
    0xAC00...0xD7A3,  // Hangul syllables
    0xF900...0xFAFF,
    0xFE10...0xFE19,
    0xFE30...0xFE6F,
    0xFF01...0xFF60,  // full-width forms
    0xFFE0...0xFFE6,
    0x16FE0...0x18CFF,  // Tangut, Khitan
    0x18D00...0x18D08,
    0x1AFF0...0x1B2FB,  // kana supplements, Nushu
    0x1F200...0x1F265,
    0x20000...0x2FFFD,
    0x30000...0x3FFFD,
  ]
}
