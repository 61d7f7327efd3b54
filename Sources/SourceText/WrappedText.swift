/// Texts broken into lines of a width in display columns.
package enum WrappedText {
  /// Lines of at most `width`; lines after the first start with `hanging` spaces.
  ///
  /// Lines break between words; a word wider than a line breaks where it must.
  package static func lines(_ text: String, width: Int, hanging: Int = 0) -> [String] {
    let words = text.printable.split(separator: " ").flatMap { word -> [Piece] in
      let word = String(word)
      return DisplayWidth.of(word) > width - hanging
        ? pieces(ofHead: word) : [Piece(text: word, glue: " ")]
    }
    return fill(words, width: width, hanging: hanging)
  }

  /// A head broken between words and inside names after `_`, `.`, `/` and `-`.
  package static func headLines(_ text: String, width: Int) -> [String] {
    fill(pieces(ofHead: text), width: width, hanging: 0)
  }

  /// The narrowest a head can be set in so many lines without breaking a word.
  package static func narrowest(ofHead text: String, lines: Int) -> Int {
    let pieces = pieces(ofHead: text)
    var width = pieces.map { DisplayWidth.of($0.text) }.max() ?? 0
    while fill(pieces, width: width, hanging: 0).count > lines { width += 1 }
    return width
  }

  private struct Piece {
    var text: String
    /// What stands before the piece if it does not start a line.
    var glue: String
  }

  private static func pieces(ofHead text: String) -> [Piece] {
    var pieces: [Piece] = []
    for word in text.printable.split(separator: " ") {
      var part = ""
      var glue = " "
      for character in word {
        part.append(character)
        // A sign that opens a word stays with it: `-1`, `.x`.
        if "_./-".contains(character), part.count > 1 {
          pieces.append(Piece(text: part, glue: glue))
          part = ""
          glue = ""
        }
      }
      if part.count == 1, glue.isEmpty, let last = pieces.indices.last {
        pieces[last].text += part
      } else if !part.isEmpty {
        pieces.append(Piece(text: part, glue: glue))
      }
    }
    return pieces
  }

  private static func fill(_ pieces: [Piece], width: Int, hanging: Int) -> [String] {
    var lines: [String] = []
    let indent = String(repeating: " ", count: hanging)
    var line = ""
    var used = 0
    var isEmpty = true
    func startLine() {
      lines.append(line)
      line = indent
      used = hanging
      isEmpty = true
    }
    for piece in pieces {
      let pieceWidth = DisplayWidth.of(piece.text)
      let glue = isEmpty ? "" : piece.glue
      if used + glue.utf8.count + pieceWidth <= width {
        line += glue + piece.text
        used += glue.utf8.count + pieceWidth
        isEmpty = false
        continue
      }
      if !isEmpty { startLine() }
      guard used + pieceWidth > width else {
        line += piece.text
        used += pieceWidth
        isEmpty = false
        continue
      }
      for character in piece.text {
        let characterWidth = DisplayWidth.of(character)
        if used + characterWidth > width, !isEmpty { startLine() }
        line.append(character)
        used += characterWidth
        isEmpty = false
      }
    }
    if !isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
