import SourceText

extension Composer {
  /// A cell per country on the grid given, with its code, filled by value or class.
  ///
  /// Cells have the code and a mark beside it, or, where columns are short, the mark below it.
  mutating func tilemap(_ data: TilemapData) {
    guard !data.tiles.isEmpty else { return decline("no tiles") }
    let all = data.tiles.map(\.value)
    guard all.contains(where: { $0.finite != nil }) else {
      return decline(MissingSummary.sentence(all))
    }
    // Grids are small; a stray index would make an endless drawing.
    let tiles = data.tiles.filter { abs($0.row) < 1000 && abs($0.column) < 1000 }
    guard let firstRow = tiles.map(\.row).min(), let firstColumn = tiles.map(\.column).min(),
      let lastRow = tiles.map(\.row).max(), let lastColumn = tiles.map(\.column).max()
    else { return decline("no tile lies on a grid of 1,000 by 1,000") }
    let across = lastColumn - firstColumn + 1
    let code = min(max(tiles.reduce(0) { max($0, DisplayWidth.of($1.code)) }, 1), 3)
    let roomy = across * (code + 1)
    if !options.isText, roomy > columns, roomy <= Layout.mostColumns {
      // A picture can be scaled; codes without room for the mark beside them cannot be read.
      scene.columns = roomy
    }
    // In print the code lies on its filling; letters need a place for each.
    let isWide = !options.isText || across * (code + 1) <= columns
    let width =
      options.isText
      ? (isWide ? min(columns / across, code + 2) : code)
      : max(code, min(columns / across, code + 1))
    guard across * width <= columns else {
      return decline("a grid of \(across) columns needs a width of \(across * width)")
    }
    let height = isWide ? 1 : 2
    // Where cells are short of columns, what is left is spread between them.
    let span = isWide ? across * width : min(columns, across * (width + 1))
    let left = (columns - span) / 2
    let scale = FillScale(shared.vertical, axis: data.axis, centre: data.centre)
    for tile in tiles {
      add(
        .cell(
          SceneCell(
            x: left + (tile.column - firstColumn) * span / across,
            row: row + (tile.row - firstRow) * height,
            width: isWide && options.isText ? code + 1 : width,
            height: height, fill: fill(of: tile, data, scale),
            label: shortened(tile.code, to: code))))
    }
    row += (lastRow - firstRow + 1) * height
    if data.categories.isEmpty {
      fillLegend(scale, missing: all)
    } else {
      row += 1
      legend(
        data.categories.enumerated().map { index, name in
          let hasStanding = data.standings.indices.contains(index)
          return (.cell(hasStanding ? .status(data.standings[index]) : .category(index)), name)
        })
      missingLegend(all)
    }
    if !data.unplaced.isEmpty {
      let named = data.unplaced.prefix(5).joined(separator: ", ")
      notes.append(
        "without a tile: \(named)" + (data.unplaced.count > 5 ? " and others" : ""))
    }
    if tiles.count < data.tiles.count {
      notes.append("\(data.tiles.count - tiles.count) tiles lie too far out to be drawn")
    }
  }

  private func fill(of tile: TilemapData.Tile, _ data: TilemapData, _ scale: FillScale) -> Fill {
    guard !data.categories.isEmpty else { return scale.fill(tile.value) }
    guard let value = tile.value.finite else {
      return .missing(tile.value.missingKind ?? .noData)
    }
    let index = Int(min(max(value, -1), 1e6))
    if data.standings.indices.contains(index) { return .status(data.standings[index]) }
    return data.categories.indices.contains(index) ? .category(index) : .missing(.notApplicable)
  }
}
