import ColumnStore
import SourceText

/// A column with its head and its cells as they are printed.
struct PageColumn: Sendable {
  var name: String
  var unit: String?
  var cells: CellTexts
  var isRightAligned: Bool
  /// Texts may be shortened for the width of the page, numbers and dates never.
  var isShrinkable: Bool
  /// Tells rows apart: left out of the page last.
  var isKey: Bool
  /// Asked for, not only brought along by the source.
  var isAdded = false
  /// Whether the rows stand in the order of this column.
  var isOrder = false

  /// A unit that only repeats the name is left out.
  var bracketedUnit: String? {
    unit.flatMap { $0.isEmpty || $0 == name ? nil : "(" + $0 + ")" }
  }

  /// A text column is not shortened below this: enough to know most names again. On a narrow
  /// page a second column is worth more than the end of a name.
  static func shortest(onPage width: Int) -> Int { min(16, max(8, width / 3)) }

  /// The width at which nothing of the column is broken.
  var naturalWidth: Int {
    max(cells.widest, name.printable.displayWidth, bracketedUnit?.printable.displayWidth ?? 0)
  }

  /// The width with the head broken between words.
  var wrappedWidth: Int { max(cells.widest, narrowestHead) }

  /// The width with the texts shortened too.
  func shortenedWidth(onPage width: Int) -> Int {
    let texts = isShrinkable ? PageColumn.shortest(onPage: width) : Int.max
    return max(min(cells.widest, texts), narrowestHead)
  }

  private var narrowestHead: Int {
    max(
      WrappedText.narrowest(ofHead: name, lines: 3),
      bracketedUnit.map { WrappedText.narrowest(ofHead: $0, lines: 2) } ?? 0)
  }
}

extension PageColumn {
  /// The columns of a table, cells written for the rows shown.
  static func columns(
    of table: Table, rows: RowSelection, names: any EntityNaming, settings: PageSettings,
    hints: PageHints = PageHints()
  ) -> [PageColumn] {
    let key = keyNames(of: table)
    let mixed = MixedStyles(table, rows: rows, names: names, settings: settings)
    return zip(table.schema.fields, table.columns).map { field, column in
      var cells = CellTexts(
        column, field: field, rows: rows, names: names, settings: settings,
        styles: field.isMixed ? mixed?.styles(column, rows) : nil)
      if let marks = hints.marks[field.name] {
        cells = cells.marked(rows.map { $0 < marks.count ? marks[$0] : nil }, settings)
      }
      var name = field.name
      if let rises = hints.risesToBetter[name] { name += "\u{A0}" + settings.direction(rises) }
      return PageColumn(
        name: name, unit: hints.units[field.name] ?? field.unit, cells: cells,
        isRightAligned: field.type == .number,
        isShrinkable: field.type.isEntity || field.type == .text || field.type == .textSet,
        isKey: key.contains(field.name))
    }
  }

  /// The key of the schema as far as the table has it, else its first column.
  private static func keyNames(of table: Table) -> Set<String> {
    let names = table.schema.fields.map(\.name)
    let key = table.schema.key.filter { names.contains($0) }
    return Set(key.isEmpty ? Array(names.prefix(1)) : key)
  }

  /// The table turned: one column of names, one of units where there are any, and a column for
  /// every row, under the row's key.
  static func turned(_ columns: [PageColumn]) -> (side: [PageColumn], values: [PageColumn]) {
    let keys = columns.filter(\.isKey)
    let fields = columns.filter { !$0.isKey }
    guard let rowCount = columns.first?.cells.count, !fields.isEmpty else { return (columns, []) }

    func column(_ name: String, _ texts: [String], isSide: Bool) -> PageColumn {
      var cells = CellTexts()
      for text in texts { cells.append(text) }
      return PageColumn(
        name: name, unit: nil, cells: cells, isRightAligned: !isSide, isShrinkable: isSide,
        isKey: isSide)
    }
    // The names of measures are not values of the key: their column has no head.
    var side = [column("", fields.map(\.name), isSide: true)]
    if fields.contains(where: { $0.unit?.isEmpty == false }) {
      side.append(column("", fields.map { $0.unit ?? "" }, isSide: true))
    }
    let values = (0..<rowCount).map { row in
      column(
        keys.map { $0.cells.text(row) }.joined(separator: ", "), fields.map { $0.cells.text(row) },
        isSide: false)
    }
    return (side, values)
  }
}
