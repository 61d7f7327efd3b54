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

    func numbers(_ row: Int) -> [Double] {
      mixed.map { column in
        if case .number(let value) = table.columns[column][row] { value } else { .nan }
      }
    }
    var wishes = NumberWishes(fields[first], settings: settings)
    guard let measure else {
      styles = rows.map { NumberStyle(for: numbers($0), wishes: wishes) }
      return
    }
    let codes = rows.map { row -> Int32? in
      if case .entity(let code) = table.columns[measure][row] { code } else { nil }
    }
    var values: [Int32?: [Double]] = [:]
    for (row, code) in zip(rows, codes) { values[code, default: []] += numbers(row) }
    var chosen: [Int32?: NumberStyle] = [:]
    for (code, numbers) in values {
      wishes.own = code.flatMap(names.decimals(ofMeasure:))
      chosen[code] = NumberStyle(for: numbers, wishes: wishes)
    }
    styles = codes.compactMap { chosen[$0] }
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
