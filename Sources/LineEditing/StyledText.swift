import SourceText

/// Text with escapes for colour in it.
enum StyledText {
  enum Piece: Equatable {
    case character(Character)
    /// A whole `ESC[…m`.
    case style(String)
  }

  /// Colours and characters in turn; other escapes and controls are left out.
  static func pieces(of text: String) -> [Piece] {
    var out: [Piece] = []
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\u{1b}" {
        guard rest.first == "[" else { continue }
        var escape = "\u{1b}["
        rest.removeFirst()
        while let next = rest.popFirst() {
          escape.append(next)
          if let value = next.asciiValue, (0x40...0x7E).contains(value) { break }
        }
        if escape.last == "m" { out.append(.style(escape)) }
      } else if character == "\t" {
        // Tables have none; in free text the exact stop does not matter.
        out += [.character(" "), .character(" ")]
      } else if FrameBuilder.name(ofControl: character) == nil {
        out.append(.character(character))
      }
    }
    return out
  }

  static func width(of text: String) -> Int {
    guard text.utf8.contains(0x1B) else { return DisplayWidth.of(text) }
    return pieces(of: text).reduce(0) { sum, piece in
      if case .character(let character) = piece { sum + DisplayWidth.of(character) } else { sum }
    }
  }

  /// The part of a line that a window of columns shows, colours kept, closed at the end.
  static func clipped(_ text: String, from first: Int, width: Int) -> String {
    var out = ""
    var column = 0
    var isStyled = false
    for piece in pieces(of: text) {
      switch piece {
      case .style(let escape):
        out += escape
        isStyled = escape != "\u{1b}[m" && escape != "\u{1b}[0m"
      case .character(let character):
        let end = column + DisplayWidth.of(character)
        if end > first + width { return isStyled ? out + "\u{1b}[m" : out }
        if column >= first {
          out.append(character)
        } else if end > first {
          // Half of a wide character is in sight.
          out += String(repeating: " ", count: end - first)
        }
        column = end
      }
    }
    return isStyled ? out + "\u{1b}[m" : out
  }

  static func plain(_ text: String) -> String {
    var out = ""
    for case .character(let character) in pieces(of: text) { out.append(character) }
    return out
  }
}
