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
  private static let ascii = [
    "******", "oooooo", "xxxxxx", "######", "@@@@@@", "%%%%%%", "&&&&&&", "$$$$$$",
  ].map(Strokes.init)
  private static let unicodeContext = Strokes("┈┊╯╮╭╰")
  private static let asciiContext = Strokes("......")

  /// Of a series by its index; what is highlighted is heavy.
  static func of(_ path: ScenePath, glyphs: GlyphSet) -> Strokes {
    if path.ink == .context { return glyphs.isASCII ? asciiContext : unicodeContext }
    let stroke = path.isHeavy && path.stroke < 2 && !glyphs.isASCII ? path.stroke + 1 : path.stroke
    let all = glyphs.isASCII ? ascii : unicode
    return all[stroke % all.count]
  }

  /// Which dots of a line of dots are drawn. Lines are solid, so that a gap is always a missing
  /// value; the shapes on them tell series apart. Only context is thinned, evenly.
  static func dash(_ ink: Ink) -> (on: Int, of: Int) { ink == .context ? (1, 2) : (1, 1) }
}
