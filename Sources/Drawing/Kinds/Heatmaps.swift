import SourceText

extension HeatmapData {
  func value(_ row: Int, _ column: Int) -> Datum {
    guard row < values.count, column < values[row].count else { return .missing(.noData) }
    return values[row][column]
  }
}

extension Composer {
  /// A cell per row and column, filled by value, with the key below.
  mutating func heatmap(_ data: HeatmapData) {
    guard !data.rows.isEmpty, !data.columns.isEmpty else { return decline("no cells") }
    let all = data.rows.indices.flatMap { row in
      data.columns.indices.map { data.value(row, $0) }
    }
    guard all.contains(where: { $0.finite != nil }) else {
      return decline(MissingSummary.sentence(all))
    }
    let names = limited(data.rows)
    let heads = data.columns.reduce(0) { max($0, DisplayWidth.of($1)) }
    let place = cellColumns(rows: names, columns: data.columns, widest: min(heads + 1, 8))
    let first = lastColumns(data.columns, place)
    if data.axis.scaling == .log { notes.append("fills follow a linear scale") }
    let scale = FillScale(shared.vertical, axis: data.axis, centre: data.centre)
    columnHeads(Array(data.columns[first...]), left: place.left, cell: place.cell)
    for (index, name) in names.enumerated() {
      cellRowLabel(name, place)
      for column in first..<data.columns.count {
        add(
          .cell(
            SceneCell(
              x: place.left + (column - first) * place.cell, row: row, width: place.cell,
              height: 1, fill: scale.fill(data.value(index, column)), label: nil)))
      }
      row += 1
    }
    fillLegend(scale, missing: all)
  }

  mutating func cellRowLabel(_ name: String, _ place: CellColumns) {
    text(
      shortened(name, to: place.labelWidth), x: Double(place.labelWidth), row: row, anchor: .end,
      isBold: highlight.contains(name))
  }

  /// The first column that is drawn: the latest are kept where not all fit.
  mutating func lastColumns(_ names: [String], _ place: CellColumns) -> Int {
    guard place.shown < names.count else { return 0 }
    notes.append(
      "the last \(MissingSummary.count(place.shown)) of \(MissingSummary.count(names.count)) "
        + "columns are drawn; all need a width of "
        + MissingSummary.count(place.left + names.count))
    return names.count - place.shown
  }
}
