import SourceText

/// A grid of character cells that marks are put into; later marks cover earlier ones.
///
/// A wide character takes its cell and the next, so every line keeps its display width. What lies
/// outside the grid is left out without a fault.
struct Canvas {
  struct Cell {
    /// Nil in the second column of a wide character.
    var character: Character?
    var style: TextStyle = .plain
  }

  let columns: Int
  let rows: Int
  let glyphs: GlyphSet
  private(set) var cells: [Cell]
  private var masks: [UInt8]

  init(columns: Int, rows: Int, glyphs: GlyphSet) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
    self.glyphs = glyphs
    cells = Array(repeating: Cell(character: " "), count: self.columns * self.rows)
    masks = Array(repeating: 0, count: self.columns * self.rows)
  }

  func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < columns && row >= 0 && row < rows
  }

  /// Whether nothing is there but the ground of a shade.
  func isBlank(_ column: Int, _ row: Int) -> Bool {
    guard contains(column, row) else { return false }
    let cell = cells[row * columns + column]
    return cell.character == " " || cell.character == glyphs.shade && cell.style == .muted
  }

  mutating func put(_ character: Character, _ column: Int, _ row: Int, _ style: TextStyle) {
    guard contains(column, row) else { return }
    clear(column, row)
    cells[row * columns + column] = Cell(character: character, style: style)
    masks[row * columns + column] = 0
  }

  /// Writes text from a column on. Controls and marks without width are dropped.
  mutating func write(_ text: String, _ column: Int, _ row: Int, _ style: TextStyle) {
    var at = column
    for character in text {
      let width = DisplayWidth.of(character)
      guard width > 0 else { continue }
      guard contains(at, row), contains(at + width - 1, row) else { return }
      put(character, at, row, style)
      if width == 2 {
        put(" ", at + 1, row, style)
        cells[row * columns + at + 1].character = nil
      }
      at += width
    }
  }

  /// Sets one dot, counted over the whole grid in dots of the glyph set.
  mutating func dot(_ x: Int, _ y: Int, _ style: TextStyle) {
    let (across, down) = glyphs.dots
    guard x >= 0, y >= 0, contains(x / across, y / down) else { return }
    let column = x / across
    let row = y / down
    let index = row * columns + column
    if masks[index] == 0 { clear(column, row) }
    masks[index] |= 1 << UInt8((y % down) * across + x % across)
    cells[index] = Cell(character: glyphs.character(dots: masks[index]), style: style)
  }

  /// Takes away the other half of a wide character that is about to be covered.
  private mutating func clear(_ column: Int, _ row: Int) {
    let index = row * columns + column
    if cells[index].character == nil, column > 0 { cells[index - 1].character = " " }
    if column + 1 < columns, cells[index + 1].character == nil {
      cells[index + 1].character = " "
    }
  }

  /// The lines, each of `columns` display columns.
  func lines(colour: ColourDepth) -> [String] {
    (0..<rows).map { row in
      var line = ""
      var current = TextStyle.plain
      for column in 0..<columns {
        let cell = cells[row * columns + column]
        guard let character = cell.character else { continue }
        if colour != .none {
          // A blank looks the same in every colour.
          let style = character == " " ? TextStyle.plain : cell.style
          if style != current {
            line += style.code(colour)
            current = style
          }
        }
        line.append(character)
      }
      if colour != .none, current != .plain { line += TextStyle.plain.code(colour) }
      return line
    }
  }
}
