import SourceText

extension MatrixData {
  func standing(_ row: Int, _ column: Int) -> Standing {
    guard row < standings.count, column < standings[row].count else { return .notCovered }
    return standings[row][column]
  }
}

extension Composer {
  /// A mark per row and column for how one stands to the other.
  mutating func matrix(_ data: MatrixData) {
    guard !data.rows.isEmpty, !data.columns.isEmpty else { return decline("no cells") }
    let names = limited(data.rows)
    let heads = data.columns.reduce(0) { max($0, DisplayWidth.of($1)) }
    var place = cellColumns(rows: names, columns: data.columns, widest: max(heads + 1, 3))
    // Where heads do not fit over the columns, marks stand close and heads as stairs above.
    if heads >= place.cell { place.cell = min(place.cell, 3) }
    place.shown = min(data.columns.count, max(columns - place.left, 1) / place.cell)
    let first = lastColumns(data.columns, place)
    columnHeads(Array(data.columns[first...]), left: place.left, cell: place.cell)
    for (index, name) in names.enumerated() {
      cellRowLabel(name, place)
      for column in first..<data.columns.count {
        add(
          .cell(
            SceneCell(
              x: place.left + (column - first) * place.cell, row: row, width: place.cell,
              height: 1, fill: .standing(data.standing(index, column)), label: nil)))
      }
      row += 1
    }
    row += 1
    let used = Set(
      data.rows.indices.flatMap { row in
        data.columns.indices.map { data.standing(row, $0) }
      })
    // The five marks are always there, so that their absence can be read too.
    legend(
      Standing.allCases.filter { $0 != .notApplicable || used.contains($0) }
        .map { (.cell(.standing($0)), $0.label) })
  }
}
