/// The marks a terminal can show.
package enum GlyphSet: String, Sendable, CaseIterable {
  case unicode, braille, block, ascii

  /// Dots of a cell, across and down, for lines; one by one where lines are drawn with letters.
  var dots: (across: Int, down: Int) {
    switch self {
    case .unicode, .ascii: (1, 1)
    case .braille: (2, 4)
    case .block: (2, 2)
    }
  }

  var isASCII: Bool { self == .ascii }

  /// The character of a cell with these dots set; bit = row × across + column.
  func character(dots mask: UInt8) -> Character {
    switch self {
    case .braille:
      // Braille numbers its dots down the left column, then the right one, the last row apart.
      let order: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
      var code: UInt32 = 0x2800
      for bit in 0..<8 where mask & (1 << UInt8(bit)) != 0 { code |= order[bit] }
      return Unicode.Scalar(code).map(Character.init) ?? " "
    case .block:
      return GlyphSet.quadrants[Int(mask & 15)]
    case .unicode, .ascii:
      return mask == 0 ? " " : "*"
    }
  }

  private static let quadrants: [Character] = [
    " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
  ]

  /// A marker of a series; the shapes differ without colour.
  func marker(_ index: Int) -> Character {
    let shapes: [Character] =
      isASCII
      ? ["*", "o", "x", "#", "@", "%", "&", "$"] : ["●", "◆", "■", "▲", "▼", "★", "◉", "◈"]
    return shapes[index % shapes.count]
  }

  /// A mark of what is there for comparison.
  var context: Character { isASCII ? "." : "•" }

  /// The ground of a region set apart; other marks treat it as blank.
  var shade: Character { isASCII ? ":" : "·" }

  var hollow: Character { isASCII ? "o" : "○" }

  /// Fillings of bars and areas, from the most to the least solid.
  func pattern(_ index: Int) -> Character {
    if index == SeriesRole.light { return isASCII ? "." : "░" }
    if index == 0, self == .braille { return "⣿" }
    let fillings: [Character] =
      isASCII
      ? ["#", "=", "+", "-", "o", "/", "*", "%"] : ["█", "▒", "░", "▓", "▚", "╱", "╳", "╲"]
    return fillings[index % fillings.count]
  }

  /// The end of a solid lying bar, by eighths of the cell; nil where it is rounded to a cell.
  func lyingEnd(eighths: Int) -> Character? {
    switch self {
    case .unicode: Array(" ▏▎▍▌▋▊▉")[eighths]
    case .block: eighths >= 4 ? "▌" : nil
    case .braille: eighths >= 4 ? "⡇" : nil
    case .ascii: nil
    }
  }

  /// The top of a solid standing bar, by eighths of the cell.
  func standingEnd(eighths: Int) -> Character? {
    switch self {
    case .unicode, .block: Array(" ▁▂▃▄▅▆▇")[eighths]
    case .braille: Array(" ⣀⣀⣀⣤⣤⣶⣶")[eighths]
    case .ascii: nil
    }
  }

  /// The solid filling of bars.
  var solid: Character { pattern(0) }

  /// Steps of a scale from little to much.
  var levels: [Character] {
    switch self {
    case .unicode: GlyphSet.shades
    case .block: GlyphSet.heights
    case .braille: GlyphSet.dotCounts
    case .ascii: GlyphSet.densities
    }
  }

  private static let shades = Array("░▒▓█")
  private static let heights = Array("▁▂▃▄▅▆▇█")
  private static let dotCounts = Array("⡀⡄⡆⡇⣇⣧⣷⣿")
  private static let densities = Array(".:-=+*#@")

  /// Steps from far below a centre to far above it.
  var directions: [Character] { isASCII ? GlyphSet.signs : GlyphSet.triangles }

  private static let signs = Array("=-.+#")
  private static let triangles = Array("▼▽·△▲")

  /// Letters for classes; no order is suggested.
  func category(_ index: Int) -> Character {
    let shapes: [Character] =
      isASCII
      ? ["#", "+", "o", "*", "=", "%", "@", "&"] : ["█", "◆", "○", "▲", "▒", "★", "■", "◇"]
    return shapes[index % shapes.count]
  }

  func standing(_ standing: Standing) -> Character {
    switch standing {
    case .party: isASCII ? "P" : "●"
    case .signatory: isASCII ? "s" : "◐"
    case .none: isASCII ? "-" : "○"
    case .denounced: isASCII ? "x" : "✕"
    case .notCovered: isASCII ? "?" : "·"
    case .notApplicable: isASCII ? "/" : "∕"
    }
  }

  func missing(_ kind: MissingKind) -> Character {
    switch kind {
    case .noData: isASCII ? "x" : "×"
    case .notCovered: isASCII ? "?" : "┄"
    case .notApplicable: isASCII ? "/" : "∕"
    case .withheld: "w"
    }
  }

  func stage(_ index: Int) -> Character {
    let shapes: [Character] =
      isASCII ? ["s", "d", "F", "4", "5", "6"] : ["○", "◐", "●", "◆", "■", "▲"]
    return shapes[index % shapes.count]
  }

  /// The bar of a state that lasts, from waiting to in force.
  func lasting(_ stage: Int, isLast: Bool) -> Character {
    if isLast { return isASCII ? "=" : "━" }
    return isASCII ? (stage == 0 ? "." : "-") : (stage == 0 ? "┄" : "─")
  }
}
