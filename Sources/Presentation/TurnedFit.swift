import SourceText

/// Which columns of a turned table stand beside each other, and how wide each is.
///
/// Tried in this order: everything in one line; cells broken between words; the columns in parts
/// below each other, each with the names down its side. Nothing is ever left out.
struct TurnedFit: Sendable {
  struct Part: Sendable {
    /// Numbers of the value columns.
    var columns: [Int]
    /// The widths of the side columns and of those.
    var widths: [Int]
  }

  /// Names, and units where they have a column of their own.
  private(set) var side: [PageColumn]
  private(set) var parts: [Part] = []

  init(side: [PageColumn], values: [PageColumn], width: Int) {
    self.side = side
    let natural = values.map(\.naturalWidth)
    let least = values.map { max($0.widestWord, WrappedText.narrowest(ofHead: $0.name, lines: 3)) }
    func total(_ widths: [Int]) -> Int {
      widths.reduce(PageFit.gap * max(0, widths.count - 1), +)
    }
    if total(side.map(\.naturalWidth) + natural) <= width {
      parts = [
        Part(columns: Array(values.indices), widths: side.map(\.naturalWidth) + natural)
      ]
      return
    }
    var sideLeast = side.enumerated().map { $1.narrowestCell(isName: $0 == 0) }
    if side.count > 1, total(sideLeast + [least.max() ?? 0]) > width {
      // No room for two columns at the side: units follow the names.
      self.side = [PageColumn.joined(side)]
      sideLeast = self.side.map { $0.narrowestCell(isName: true) }
    }
    // Rather a taller table than two.
    for lines in 4...6 where total(sideLeast + least) > width {
      sideLeast[0] = self.side[0].narrowestCell(isName: true, lines: lines)
    }
    if total(sideLeast + least) > width {
      sideLeast[0] = self.side[0].narrowestCell(isName: true)
    }
    // On a page too narrow for a name and a value words break.
    let room = width - PageFit.gap
    sideLeast[0] = min(sideLeast[0], max(4, room - min(least.max() ?? 0, room / 2)))
    let widest = max(4, width - total(sideLeast) - PageFit.gap)
    let sideMost = self.side.map(\.naturalWidth)

    var part: [Int] = []
    func close() {
      guard !part.isEmpty else { return }
      let smallest = sideLeast + part.map { min(least[$0], widest) }
      let most = sideMost + part.map { min(natural[$0], widest) }
      parts.append(
        Part(columns: part, widths: TurnedFit.share(width, least: smallest, most: most)))
      part = []
    }
    for column in values.indices {
      let widths = (part + [column]).map { min(least[$0], widest) }
      if !part.isEmpty, total(sideLeast + widths) > width { close() }
      part.append(column)
    }
    close()
  }

  /// Widths between least and most that fill the width, the narrowest first.
  private static func share(_ width: Int, least: [Int], most: [Int]) -> [Int] {
    var widths = least
    var rest = width - least.reduce(PageFit.gap * (least.count - 1), +)
    while rest > 0 {
      let open = widths.indices.filter { widths[$0] < most[$0] }
      guard let narrowest = open.min(by: { most[$0] - widths[$0] < most[$1] - widths[$1] }) else {
        break
      }
      let more = min(rest, most[narrowest] - widths[narrowest])
      widths[narrowest] += more
      rest -= more
    }
    return widths
  }
}

extension PageColumn {
  /// The longest word of the cells.
  var widestWord: Int {
    (0..<cells.count).map { row in
      cells.text(row).split(separator: " ").map { String($0).displayWidth }.max() ?? 0
    }.max() ?? 0
  }

  /// The narrowest that cells at the side can be set in so many lines; only names without a
  /// blank break inside.
  func narrowestCell(isName: Bool, lines: Int = 3) -> Int {
    (0..<cells.count).map { row in
      let text = cells.text(row)
      guard !isName || text.contains(" ") else {
        return WrappedText.narrowest(ofHead: text, lines: lines)
      }
      var width = max(1, text.split(separator: " ").map { String($0).displayWidth }.max() ?? 0)
      while WrappedText.lines(text, width: width).count > lines { width += 1 }
      return width
    }.max() ?? 0
  }

  /// Cells of several columns one after the other, later ones in brackets.
  static func joined(_ columns: [PageColumn]) -> PageColumn {
    var cells = CellTexts()
    for row in 0..<(columns.first?.cells.count ?? 0) {
      let texts = columns.map { $0.cells.text(row) }.filter { !$0.isEmpty }
      cells.append(
        texts.enumerated().map { $0.offset == 0 ? $0.element : "(\($0.element))" }
          .joined(separator: " "))
    }
    return PageColumn(
      name: "", unit: nil, cells: cells, isRightAligned: false, isShrinkable: true, isKey: true)
  }
}
