import ColumnStore

/// How the numbers of a table are written that are of different quantities from row to row
/// (`Field.isMixed`): alike for the rows of a measure, by its own digits where they are laid down;
/// where no column tells the measure, each number by itself unless all are of one size.
///
/// A column of that kind has no common style: 1 trillion beside 0.07 would need both sets of digits.
struct MixedStyles: Sendable {
  /// One for each row shown; nil where each number has its own.
  private let styles: [NumberStyle]?
  private let wishes: NumberWishes

  /// nil where no column is mixed.
  /// - Complexity: as of the choice of decimals, see `NumberStyle`.
  init?(_ table: Table, rows: RowSelection, names: any EntityNaming, settings: PageSettings) {
    let fields = table.schema.fields
    let mixed = fields.indices.filter { fields[$0].isMixed && fields[$0].type == .number }
    guard let first = mixed.first else { return nil }
    let wishes = NumberWishes(fields[first], settings: settings)
    self.wishes = wishes
    guard let measure = fields.firstIndex(where: \.namesQuantities),
      case .ints(let cells) = table.columns[measure].storage
    else {
      styles = nil
      return
    }
    // Which of the styles a row has: that of its measure.
    let isCatalogue = fields[measure].type == .measure
    var slots: [Int] = []
    slots.reserveCapacity(rows.count)
    var decimals: [Int?] = []
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
        slot = decimals.count
        decimals.append(code >= 0 && isCatalogue ? names.decimals(ofMeasure: code) : nil)
        if code < 0 { missing = slot } else { known[index] = slot }
      }
      slots.append(slot)
    }
    var values = [[Double]](repeating: [], count: decimals.count)
    for column in mixed {
      let cells = table.columns[column]
      for (row, slot) in zip(rows, slots) {
        if case .number(let value) = cells[row] { values[slot].append(value) }
      }
    }
    let chosen = zip(decimals, values).map { decimals, values in
      var own = wishes
      own.own = decimals
      return NumberStyle(for: values, wishes: own)
    }
    styles = slots.map { chosen[$0] }
  }

  /// The styles of the cells of a mixed column.
  func styles(_ column: Column, _ rows: RowSelection) -> [NumberStyle] {
    if let styles { return styles }
    let values = rows.map { row -> Double in
      if case .number(let value) = column[row] { value } else { .nan }
    }
    // Numbers of one size may well be of one quantity, and look best alike.
    let sizes = values.filter { $0.isFinite && $0 != 0 }.map(\.magnitude)
    if let least = sizes.min(), let largest = sizes.max(), largest < 1_000,
      largest < 1_000 * least
    {
      let common = NumberStyle(for: values, wishes: wishes)
      return values.map { _ in common }
    }
    return values.map { NumberStyle(forOne: $0, wishes: wishes) }
  }
}
