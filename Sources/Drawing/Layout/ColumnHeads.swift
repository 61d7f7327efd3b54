import SourceText

extension Composer {
  /// Heads over columns of cells: side by side, every so many, or as stairs with full names.
  mutating func columnHeads(_ names: [String], left: Int, cell: Int) {
    let widest = names.reduce(0) { max($0, DisplayWidth.of($1)) }
    if widest < cell || widest <= cell && widest <= 1 {
      for (index, name) in names.enumerated() {
        text(
          name, x: Double(left + index * cell) + Double(cell) / 2, row: row, anchor: .middle,
          ink: .muted)
      }
      row += 1
    } else if names.allSatisfy({ Int($0) != nil }) {
      sparseHeads(names, left: left, cell: cell, widest: widest)
    } else {
      stairHeads(names, left: left, cell: cell)
    }
  }

  /// Years: only round ones, with a mark over their column.
  private mutating func sparseHeads(_ names: [String], left: Int, cell: Int, widest: Int) {
    let steps = [1, 2, 5, 10, 20, 50, 100]
    let step = steps.first { $0 * cell > widest } ?? 100
    var free = 0
    var drawn = 0
    for (index, name) in names.enumerated() {
      guard let year = Int(name) else { continue }
      let isRound = year % step == 0 || names.count <= 2 && index == 0
      guard isRound || drawn == 0 && index == names.count - 1 else { continue }
      let start = min(left + index * cell, columns - DisplayWidth.of(name))
      guard start >= free else { continue }
      text(name, x: Double(start), row: row, ink: .muted)
      free = start + DisplayWidth.of(name) + 1
      drawn += 1
      // The year is wider than its column: a mark says which column is meant.
      let centre = Double(left + index * cell) + Double((cell - 1) / 2) + 0.5
      if widest > cell {
        rule((centre, Double(row) + 1), (centre, Double(row) + 2), .interval, ink: .muted)
      }
    }
    row += widest > cell ? 2 : 1
  }

  /// A row per name, with a line from the name down to its column.
  private mutating func stairHeads(_ names: [String], left: Int, cell: Int) {
    let centres = names.indices.map { left + $0 * cell + (cell - 1) / 2 }
    let fitsRight = zip(names, centres).allSatisfy { name, centre in
      centre + 2 + DisplayWidth.of(name) <= columns
    }
    let bottom = Double(row + names.count)
    for index in names.indices {
      let centre = centres[index]
      // Names run away from the lines of the columns that are still to come.
      let at = row + (fitsRight ? index : names.count - 1 - index)
      let x = Double(centre) + 0.5
      rule((x, Double(at)), (x, bottom), .interval, ink: .muted)
      if fitsRight {
        text(names[index], x: Double(centre + 2), row: at)
      } else {
        text(
          shortened(names[index], to: max(centre - 1, 1)), x: Double(centre - 1), row: at,
          anchor: .end)
      }
    }
    row += names.count
  }

  /// Columns of labels and of cells for a table of marks, and which columns fit.
  func cellColumns(rows: [String], columns names: [String], widest: Int) -> CellColumns {
    let longest = rows.reduce(0) { max($0, DisplayWidth.of($1)) }
    let most = max(columns / 2, 8)
    // Labels give way down to half of the width before columns are left out.
    let wanted = min(longest, most)
    let left = wanted + 1
    let room = max(columns - left, 1)
    let cell = max(1, min(widest, room / max(names.count, 1)))
    return CellColumns(
      labelWidth: wanted, left: left, cell: cell, shown: min(names.count, room / cell))
  }
}

struct CellColumns {
  var labelWidth: Int
  var left: Int
  var cell: Int
  var shown: Int
}
