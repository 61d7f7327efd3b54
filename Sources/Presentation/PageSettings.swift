/// What the page is like: its width, and what it can show.
package struct PageSettings: Hashable, Sendable {
  package enum Glyphs: Hashable, Sendable { case unicode, ascii }

  /// Display columns; no line is wider. Less than `narrowest` is taken as that.
  package var width: Int
  package var glyphs: Glyphs
  /// Bold heads and dimmed units, by terminal escapes that take no width.
  package var colour: Bool
  /// Rows of a longer table between the first and the last are left out and counted.
  package var maximumRows: Int?
  /// Digits after the point in columns that have a fraction and no number of their own.
  package var decimals: Int?

  package init(
    width: Int = 80, glyphs: Glyphs = .unicode, colour: Bool = false, maximumRows: Int? = nil,
    decimals: Int? = nil
  ) {
    self.width = width
    self.glyphs = glyphs
    self.colour = colour
    self.maximumRows = maximumRows
    self.decimals = decimals
  }

  /// Room for a mark, a shortened word and a hanging line; below that nothing can be read.
  package static let narrowest = 12
}

extension PageSettings {
  var lineWidth: Int { max(width, PageSettings.narrowest) }

  var ellipsis: String { glyphs == .unicode ? "…" : "..." }

  var minus: String { glyphs == .unicode ? "\u{2212}" : "-" }

  /// Which way is better.
  func direction(_ risesToBetter: Bool) -> String {
    switch glyphs {
    case .unicode: risesToBetter ? "▲" : "▼"
    case .ascii: risesToBetter ? "(+)" : "(-)"
    }
  }

  /// `▲ higher is better; ▼ lower is better`
  package var directions: String {
    "\(direction(true)) higher is better; \(direction(false)) lower is better"
  }

  /// `’98`: the year of a value that is not of the year of its row. Years of another century
  /// stand in full.
  func yearMark(_ year: Int) -> String {
    let short = year % 100 < 10 ? "0\(year % 100)" : String(year % 100)
    return (glyphs == .unicode ? " ’" : " '") + (year >= 1970 ? short : String(year))
  }

  var refusal: String { glyphs == .unicode ? "–" : "-" }

  var rule: String { glyphs == .unicode ? "─" : "-" }
}
