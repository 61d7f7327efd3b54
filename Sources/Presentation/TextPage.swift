import SourceText

/// A page of text being set, line by line.
struct TextPage {
  private let settings: PageSettings
  private var bytes: [UInt8] = []

  init(_ settings: PageSettings) { self.settings = settings }

  consuming func finish() -> String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Around the table

  mutating func setTitle(_ title: String) {
    for line in WrappedText.lines(title, width: settings.lineWidth) {
      put(line, .bold)
      endLine()
    }
    endLine()
  }

  /// Sets head and value on one line; where they do not fit, the value below the head.
  mutating func setSingle(_ column: PageColumn) {
    let head = [column.name.printable, column.bracketedUnit?.printable].compactMap(\.self)
      .joined(separator: " ")
    let value = column.cells.text(0)
    guard head.displayWidth + PageFit.gap + value.displayWidth > settings.lineWidth else {
      put(head, .bold)
      put(head.isEmpty ? value : "  " + value, .plain)
      endLine()
      return
    }
    for line in WrappedText.headLines(head, width: settings.lineWidth) {
      put(line, .bold)
      endLine()
    }
    for line in WrappedText.lines(value, width: settings.lineWidth - 2) {
      put("  " + line, .plain)
      endLine()
    }
  }

  mutating func setBelow(_ paragraphs: Paragraphs, afterTable: Bool) {
    if afterTable, !paragraphs.all.isEmpty { endLine() }
    for paragraph in paragraphs.all {
      let label = paragraph.label.map { $0 + ": " } ?? ""
      // Lines hang under the text, or a little in where the label is long.
      let hanging = (1...9).contains(label.utf8.count) ? label.utf8.count : 2
      let lines = WrappedText.lines(
        label + paragraph.text, width: settings.lineWidth,
        hanging: min(hanging, settings.lineWidth / 4))
      for line in lines {
        put(line, .plain)
        endLine()
      }
    }
  }

  // MARK: The table

  mutating func setTable(_ columns: [PageColumn], fit: PageFit, rows: RowSelection) {
    let shown = fit.shown.map { columns[$0] }
    setHeads(shown, fit.widths)
    let width = fit.widths.reduce(PageFit.gap * (fit.widths.count - 1), +)
    put(String(repeating: settings.rule, count: width), .dim)
    endLine()
    bytes.reserveCapacity(bytes.count + rows.count * (width + 8))
    for row in 0..<rows.count {
      if row == rows.head, rows.hidden > 0 { setHidden(rows.hidden) }
      setRow(row, shown, fit.widths)
    }
    if rows.hidden > 0, rows.tail == 0 { setHidden(rows.hidden) }
  }

  /// Between two parts of a table.
  mutating func setGap() { endLine() }

  /// Names down the side, one column for each row of the table. Where they do not fit, cells
  /// break between words; where that is not enough, the table stands in parts below each other.
  mutating func setTurned(side: [PageColumn], values: [PageColumn]) {
    let fit = TurnedFit(side: side, values: values, width: settings.lineWidth)
    for (number, part) in fit.parts.enumerated() {
      if number > 0 { endLine() }
      let columns = fit.side + part.columns.map { values[$0] }
      setHeads(columns, part.widths)
      let width = part.widths.reduce(PageFit.gap * (part.widths.count - 1), +)
      put(String(repeating: settings.rule, count: width), .dim)
      endLine()
      for row in 0..<(columns.first?.cells.count ?? 0) {
        let cells = zip(columns, part.widths).enumerated().map { index, column in
          index == 0 && !column.0.cells.text(row).contains(" ")
            ? WrappedText.headLines(column.0.cells.text(row), width: column.1)
            : WrappedText.lines(column.0.cells.text(row), width: column.1)
        }
        for line in 0..<(cells.map(\.count).max() ?? 0) {
          let texts = cells.map { $0.indices.contains(line) ? $0[line] : "" }
          setHeadLine(texts, columns, part.widths, .plain)
        }
      }
    }
  }

  /// Names stand on a common base line, units start on the line below it.
  private mutating func setHeads(_ columns: [PageColumn], _ widths: [Int]) {
    let names = zip(columns, widths).map { WrappedText.headLines($0.name, width: $1) }
    let units = zip(columns, widths).map { column, width in
      column.bracketedUnit.map { WrappedText.headLines($0, width: width) } ?? []
    }
    let height = names.map(\.count).max() ?? 0
    for line in 0..<height {
      let cells = names.map { lines in
        let index = line - (height - lines.count)
        return index < 0 ? "" : lines[index]
      }
      setHeadLine(cells, columns, widths, .bold)
    }
    for line in 0..<(units.map(\.count).max() ?? 0) {
      let cells = units.map { $0.indices.contains(line) ? $0[line] : "" }
      setHeadLine(cells, columns, widths, .dim)
    }
  }

  private mutating func setHeadLine(
    _ texts: [String], _ columns: [PageColumn], _ widths: [Int], _ ink: Ink
  ) {
    var owed = 0
    for (index, text) in texts.enumerated() {
      let blank = max(0, widths[index] - text.displayWidth)
      let before = columns[index].isRightAligned ? blank : 0
      if !text.isEmpty {
        pad(owed + before)
        put(text, ink)
        owed = blank - before
      } else {
        owed += widths[index]
      }
      owed += PageFit.gap
    }
    endLine()
  }

  private mutating func setRow(_ row: Int, _ columns: [PageColumn], _ widths: [Int]) {
    // Blanks are owed and only paid before the next text: no line ends in blanks.
    var owed = 0
    for index in columns.indices {
      let slot = columns[index].cells.slots[row]
      let width = widths[index]
      if slot.width > width {
        let short = columns[index].cells.text(row).shortened(to: width, settings.ellipsis)
        pad(owed)
        bytes.append(contentsOf: short.utf8)
        owed = width - short.displayWidth
      } else if slot.count == 0 {
        owed += width
      } else {
        let blank = width - slot.width
        let isRight = columns[index].isRightAligned
        pad(isRight ? owed + blank : owed)
        bytes.append(contentsOf: columns[index].cells.bytes[slot.start..<slot.start + slot.count])
        owed = isRight ? 0 : blank
      }
      owed += PageFit.gap
    }
    endLine()
  }

  private mutating func setHidden(_ count: Int) {
    let mark = settings.ellipsis
    let text = "\(mark) \(grouped(count)) more rows \(mark)"
    for line in WrappedText.lines(text, width: settings.lineWidth) {
      put(line, .dim)
      endLine()
    }
  }

  // MARK: Ink

  private enum Ink { case plain, bold, dim }

  private mutating func put(_ text: String, _ ink: Ink) {
    guard settings.colour, ink != .plain else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(contentsOf: (ink == .bold ? "\u{1B}[1m" : "\u{1B}[2m").utf8)
    bytes.append(contentsOf: text.utf8)
    bytes.append(contentsOf: "\u{1B}[0m".utf8)
  }

  private mutating func pad(_ count: Int) {
    if count > 0 { bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
  }

  /// Blanks at the end of a line come only from texts that end in them, and nobody sees them.
  private mutating func endLine() {
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    bytes.append(UInt8(ascii: "\n"))
  }
}
