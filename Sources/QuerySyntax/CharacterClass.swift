/// What a character may be in a text: part of a name, a digit, white space.
enum CharacterClass {
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isASCIILetter(scalar) || scalar == "_" }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .letterNumber:
      return true
    default: return false
    }
  }

  /// Marks belong to the letter before them, and the two joiners to Persian and Indic spelling.
  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return isASCIILetter(scalar) || scalar == "_" || (scalar >= "0" && scalar <= "9")
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber: return true
    default: return startsName(scalar) || scalar.value == 0x200C || scalar.value == 0x200D
    }
  }

  /// Also what word processors and pages leave behind: hard spaces, direction marks, a byte order
  /// mark.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x200B, 0x200E, 0x200F, 0x061C, 0xFEFF: true
    default: !scalar.isASCII && scalar.properties.isWhitespace
    }
  }

  /// Whether a text can be written as a name without backticks.
  static func isPlainName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, startsName(first) else { return false }
    return text.unicodeScalars.allSatisfy(continuesName)
  }

  private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
    (scalar >= "a" && scalar <= "z") || (scalar >= "A" && scalar <= "Z")
  }
}
