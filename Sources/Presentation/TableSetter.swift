package import ColumnStore

/// Sets result tables on a page: as text for a terminal, or as Markdown for a document.
package struct TableSetter {
  let names: any EntityNaming

  package init(names: any EntityNaming) { self.names = names }

  /// The exhibit as lines no wider than the page, each ended by a line feed.
  ///
  /// - Complexity: O(cells shown), apart from the choice of decimals, see `Field.decimals`.
  package func text(_ exhibit: Exhibit, _ settings: PageSettings = PageSettings()) -> String {
    var page = TextPage(settings)
    if let title = exhibit.title { page.setTitle(title) }

    let layout = Layout(exhibit, names: names, settings: settings)
    let table = exhibit.table
    var dropped: [Int] = []
    var shortened: [Int] = []
    if !layout.columns.isEmpty {
      if let single = layout.single {
        page.setSingle(single)
      } else if layout.isTurned {
        page.setTurned(side: layout.side, values: layout.columns)
      } else {
        let keys = layout.columns.indices.filter { layout.columns[$0].isKey }
        var rest = Array(layout.columns.indices)
        while true {
          let part = rest.map { layout.columns[$0] }
          let fit = PageFit(part, width: settings.lineWidth, inOrder: exhibit.folds)
          page.setTable(part, fit: fit, rows: layout.rows)
          let shown = fit.shown.map { rest[$0] }
          shortened += zip(shown, fit.widths)
            .filter { layout.columns[$0].cells.widest > $1 && !shortened.contains($0) }.map(\.0)
          dropped = rest.filter { !shown.contains($0) }
          // Each part must show more than what tells its rows apart.
          guard exhibit.folds, !dropped.isEmpty, shown.contains(where: { !keys.contains($0) }),
            !dropped.contains(where: keys.contains)
          else { break }
          rest = keys + dropped
          page.setGap()
        }
      }
    }

    var below = Paragraphs()
    below.add(nil, layout.rowsLine(exhibit))
    below.add("Marks", layout.legend(leavingOut: dropped))
    below.add(nil, layout.directions)
    func list(_ columns: [Int]) -> String? {
      let names = columns.map { layout.columns[$0].name }
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    below.add("Shortened", list(shortened))
    below.add(
      "Not shown for width",
      list(dropped).map { $0 + " (use | keep \(settings.ellipsis) or a wider screen)" })
    below.add(contentsOf: exhibit)
    page.setBelow(below, afterTable: !table.schema.fields.isEmpty)
    return page.finish()
  }
  /// Lines as they stand below a table (`Note: …`, `Sources: …`), for what is no table.
  package static func text(
    below lines: [String], _ settings: PageSettings = PageSettings()
  ) -> String {
    var below = Paragraphs()
    for line in lines {
      let label = line.prefix { $0 != ":" && $0 != " " }
      let rest = line.dropFirst(label.count)
      if rest.hasPrefix(": ") {
        below.add(String(label), String(rest.dropFirst(2)))
      } else {
        below.add(nil, line)
      }
    }
    var page = TextPage(settings)
    page.setBelow(below, afterTable: true)
    return page.finish()
  }

  /// Running text, each paragraph from a line of its own.
  package static func text(
    paragraphs: [String], _ settings: PageSettings = PageSettings()
  ) -> String {
    var all = Paragraphs()
    for paragraph in paragraphs { all.add(nil, paragraph) }
    var page = TextPage(settings)
    page.setBelow(all, afterTable: false)
    return page.finish()
  }
}

/// The columns and rows of an exhibit as both forms of it need them.
struct Layout: Sendable {
  /// The columns, or where the table is turned its rows.
  var columns: [PageColumn]
  /// Names and units down the side of a turned table.
  var side: [PageColumn] = []
  var rows: RowSelection
  var isTurned: Bool
  /// What the arrows beside names mean; nil where there are none.
  var directions: String?
  private var marks: [MarksUsed]

  init(_ exhibit: Exhibit, names: any EntityNaming, settings: PageSettings) {
    let table = exhibit.table
    isTurned = exhibit.isTurned && table.schema.fields.count > 1 && table.rowCount > 0
    // Turned, the rows are columns, and the width of the page decides how many there are.
    rows = RowSelection(total: table.rowCount, most: isTurned ? nil : settings.maximumRows)
    columns = PageColumn.columns(
      of: table, rows: rows, names: names, settings: settings, hints: exhibit.hints)
    marks = columns.map(\.cells.marks)
    for index in columns.indices {
      columns[index].isAdded = exhibit.addedColumns.contains(columns[index].name)
      columns[index].isOrder = exhibit.orderColumns.contains(columns[index].name)
    }
    if isTurned {
      let all = marks.reduce(into: MarksUsed()) { $0.formUnion($1) }
      (side, columns) = PageColumn.turned(columns)
      marks = [all]
    }
    let used = Set(exhibit.hints.risesToBetter.values)
    let arrows = [true, false].filter(used.contains).map {
      settings.direction($0) + ($0 ? " higher is better" : " lower is better")
    }
    directions = arrows.isEmpty || exhibit.isPart ? nil : arrows.joined(separator: "; ")
  }

  /// The only column of a table of one cell.
  var single: PageColumn? {
    columns.count == 1 && rows.count == 1 ? columns.first : nil
  }

  /// How many rows there are, where the reader cannot see it at a glance.
  func rowsLine(_ exhibit: Exhibit) -> String? {
    let count = exhibit.table.rowCount
    let total = max(exhibit.totalRows ?? count, count)
    if total > count { return "\(grouped(total)) rows, the first \(grouped(count)) here" }
    if isTurned || exhibit.isPart { return nil }
    if count == 0 { return "no rows" }
    return count == 1 ? nil : "\(grouped(count)) rows"
  }

  /// The legend of the marks in the columns shown.
  func legend(leavingOut dropped: [Int] = []) -> String? {
    var used = MarksUsed()
    // Turned, a mark may be in any column.
    for (column, marks) in marks.enumerated() where isTurned || !dropped.contains(column) {
      used.formUnion(marks)
    }
    return used.legend
  }
}

/// A count with commas between thousands from 10,000 on.
func grouped(_ count: Int) -> String {
  let style = NumberStyle(
    decimals: 0, separatesThousands: count >= 10_000, keepsSmall: false, minus: "-")
  var bytes: [UInt8] = []
  _ = style.append(Double(count), to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}
