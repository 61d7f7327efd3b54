/// A key as a program reads it that has the whole screen to itself.
package enum ScreenKey: Hashable, Sendable {
  case character(Character)
  /// With the letter in lower case.
  case control(Character)
  case enter, escape, tab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case paste(String)
  /// The screen has another size, or must be drawn anew after a pause.
  case redraw
  /// Nobody is at the keyboard any more.
  case gone
  /// A key that means nothing here.
  case unknown

  /// Reads the rest of a key whose first byte is known.
  static func read(_ first: UInt8, _ input: TerminalInput) -> ScreenKey {
    switch first {
    case 13, 10: return .enter
    case 9: return .tab
    case 8, 127: return .backspace
    case 27: return escape(input)
    case 1...26: return .control(Character(Unicode.Scalar(first + 96)))
    case 0..<32: return .unknown
    default: return .character(Character(input.nextScalar(after: first)))
    }
  }

  private static func escape(_ input: TerminalInput) -> ScreenKey {
    // A terminal sends the rest of a key at once; a person does not.
    guard case .byte(let lead) = input.next(milliseconds: 40) else { return .escape }
    guard lead == UInt8(ascii: "[") || lead == UInt8(ascii: "O") else { return .unknown }
    var parameters = ""
    while case .byte(let byte) = input.next(milliseconds: 40) {
      // Parameters and what stands between them; the byte after them names the key.
      if (0x20...0x3F).contains(byte) {
        parameters.unicodeScalars.append(Unicode.Scalar(byte))
        continue
      }
      return named(Character(Unicode.Scalar(byte)), parameters, input)
    }
    return .unknown
  }

  private static func named(
    _ final: Character, _ parameters: String, _ input: TerminalInput
  ) -> ScreenKey {
    switch final {
    case "A": return .up
    case "B": return .down
    case "C": return .right
    case "D": return .left
    case "H": return .home
    case "F": return .end
    case "M": return .enter
    case "~":
      switch parameters {
      case "1", "7": return .home
      case "3": return .delete
      case "4", "8": return .end
      case "5": return .pageUp
      case "6": return .pageDown
      case "200": return .paste(input.paste())
      default: return .unknown
      }
    default: return .unknown
    }
  }
}
