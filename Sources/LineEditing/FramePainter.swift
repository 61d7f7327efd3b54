/// Turns frames into the bytes that take a terminal from one to the next.
///
/// Rows are always written whole and moves are relative to the first row, so a terminal that
/// counts the width of a character otherwise goes wrong in one row at most.
struct FramePainter {
  private(set) var shown: Frame?
  private let columns: Int

  init(columns: Int) { self.columns = max(2, columns) }

  /// The next frame starts where the cursor is then.
  mutating func forget() { shown = nil }

  mutating func paint(_ frame: Frame) -> String {
    if frame == shown { return "" }
    let old = shown?.rows ?? []
    var out = ""
    var row = shown?.cursorRow ?? 0
    // The row that was written last, as long as the cursor stands right behind it.
    var written: Int?
    for (index, new) in frame.rows.enumerated() where index >= old.count || old[index] != new {
      if new.continues, new.width > 0, written == index - 1,
        frame.rows[index - 1].width == columns
      {
        // The terminal wraps by itself and so knows that the rows are one line.
        row = index
      } else {
        out += Self.move(from: &row, to: index, existing: max(old.count, 1)) + "\r"
      }
      out += new.text
      // In a full row the cursor still stands on the last cell: it would be erased.
      if new.width < columns { out += "\u{1b}[K" }
      written = index
    }
    if frame.rows.count < old.count {
      out += Self.move(from: &row, to: frame.rows.count, existing: old.count) + "\r\u{1b}[J"
    } else if shown == nil {
      // Whatever was below, such as what a key pressed early echoed.
      if (frame.rows.last?.width ?? 0) < columns { out += "\u{1b}[J" }
    }
    out += Self.move(from: &row, to: frame.cursorRow, existing: frame.rows.count) + "\r"
    if frame.cursorColumn > 0 { out += "\u{1b}[\(frame.cursorColumn)C" }
    shown = frame
    return out
  }

  /// Leaves the rows standing and goes to the start of the row below.
  mutating func leave() -> String {
    guard let frame = shown else { return "" }
    var row = frame.cursorRow
    let last = frame.rows.count - 1
    shown = nil
    return Self.move(from: &row, to: last, existing: frame.rows.count) + "\r\n"
  }

  /// Wipes the rows after the terminal has changed its width to the present one.
  mutating func wipe(reflowedTo columns: Int) -> String {
    guard let frame = shown else { return "" }
    // Most terminals break long rows anew, and join those that ran over by themselves.
    var up = 0
    var width = 0
    for (index, row) in frame.rows[...frame.cursorRow].enumerated() {
      if index > 0, !row.continues {
        up += max(1, (width + columns - 1) / columns)
        width = 0
      }
      width += index == frame.cursorRow ? frame.cursorColumn : row.width
    }
    up += width / columns
    shown = nil
    return (up > 0 ? "\u{1b}[\(up)A" : "") + "\r\u{1b}[J"
  }

  /// Rows that are not there yet are made by line feeds, which scroll at the lower edge.
  private static func move(from row: inout Int, to target: Int, existing: Int) -> String {
    defer { row = target }
    if target < row { return "\u{1b}[\(row - target)A" }
    if target == row { return "" }
    let reach = min(target, max(existing - 1, row))
    let down = reach > row ? "\u{1b}[\(reach - row)B" : ""
    return down + String(repeating: "\r\n", count: target - reach)
  }
}
