import ColumnStore

/// How the numbers of a table are written that are of different quantities from row to row
/// (`Field.isMixed`): alike for the rows of a measure, by its own digits where they are laid down;
/// where no column tells the measure, alike in a row, but whole numbers there without decimals.
///
/// A column of that kind has no common style: 1 trillion beside 0.07 would need both sets of digits.
struct MixedStyles: Sendable {
  /// One for each row shown.
  private let styles: [NumberStyle]
  private let isByMeasure: Bool

  /// nil where no column is mixed.
  /// - Complexity: as of the choice of decimals, see `NumberStyle`.
  init?(_ table: Table, rows: RowSelection, names: any EntityNaming, settings: PageSettings) {
    let fields = table.schema.fields
    let mixed = fields.indices.filter { fields[$0].isMixed && fields[$0].type == .number }
    guard let first = mixed.first else { return nil }
    let measure = fields.firstIndex { $0.type == .measure }
    isByMeasure = measure != nil

    var wishes = NumberWishes(fields[first], settings: settings)
    // Which of the styles a row has: that of its measure, or its own.
    var slots: [Int] = []
    slots.reserveCapacity(rows.count)
    var codes: [Int32?] = []
    if let measure, case .ints(let cells) = table.columns[measure].storage {
      var known: [Int] = []
      var missing: Int?
      for row in rows {
        let code = cells[row]
        let index = Int(code)
        if code >= 0, index >= known.count {
          known += repeatElement(-1, count: index + 1 - known.count)
        }
        var slot = code < 0 ? missing ?? -1 : known[index]
        if slot < 0 {
          slot = codes.count
          codes.append(code < 0 ? nil : code)
          if code < 0 { missing = slot } else { known[index] = slot }
        }
        slots.append(slot)
      }
    } else {
      slots = Array(0..<rows.count)
      codes = Array(repeating: nil, count: rows.count)
    }
    var values = [[Double]](repeating: [], count: codes.count)
    for column in mixed {
      let cells = table.columns[column]
      for (row, slot) in zip(rows, slots) {
        if case .number(let value) = cells[row] { values[slot].append(value) }
      }
    }
    let chosen = zip(codes, values).map { code, values in
      wishes.own = code.flatMap(names.decimals(ofMeasure:))
      return NumberStyle(for: values, wishes: wishes)
    }
    styles = slots.map { chosen[$0] }
  }

  /// The styles of the cells of a mixed column.
  func styles(_ column: Column, _ rows: RowSelection) -> [NumberStyle] {
    guard !isByMeasure else { return styles }
    return zip(rows, styles).map { row, style in
      guard case .number(let value) = column[row], value == nearestWhole(value) else {
        return style
      }
      var whole = style
      whole.decimals = 0
      return whole
    }
  }
}
