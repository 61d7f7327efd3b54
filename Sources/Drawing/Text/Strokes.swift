/// The letters that lines of one series are drawn with.
///
/// Corners are named by the two sides they join.
struct Strokes {
  let across: Character
  let down: Character
  let leftUp: Character
  let leftDown: Character
  let downRight: Character
  let upRight: Character

  private init(_ letters: String) {
    let all = Array(letters)
    (across, down) = (all[0], all[1])
    (leftUp, leftDown, downRight, upRight) = (all[2], all[3], all[4], all[5])
  }

  private static let unicode = ["─│╯╮╭╰", "━┃┛┓┏┗", "═║╝╗╔╚", "╌╎┘┐┌└"].map(Strokes.init)
  private static let ascii = ["******", "++++++", "oooooo", "xxxxxx", "######", "@@@@@@"]
    .map(Strokes.init)
  private static let unicodeContext = Strokes("┈┊╯╮╭╰")
  private static let asciiContext = Strokes("......")

  static func of(_ stroke: Int, ink: Ink, glyphs: GlyphSet) -> Strokes {
    if ink == .context { return glyphs.isASCII ? asciiContext : unicodeContext }
    let all = glyphs.isASCII ? ascii : unicode
    return all[stroke % all.count]
  }

  /// Which dots of a line of dots are drawn: (drawn, of), solid for the first.
  static func dash(_ stroke: Int, ink: Ink) -> (on: Int, of: Int) {
    if ink == .context { return (1, 3) }
    return [(1, 1), (4, 6), (1, 2), (6, 8)][stroke % 4]
  }
}
