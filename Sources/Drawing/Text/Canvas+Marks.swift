import SourceText

extension Canvas {
  mutating func draw(_ text: SceneText) {
    let width = DisplayWidth.of(text.text)
    let start: Int =
      switch text.anchor {
      case .start: cellIndex(text.x + 0.5)
      case .middle: cellIndex((text.x - Double(width) / 2 + 0.001).rounded())
      case .end: cellIndex(text.x) - width
      }
    let column = max(0, min(start, columns - width))
    write(text.text, column, text.row, TextStyle(text.ink, isBold: text.isBold))
  }

  /// A bar fills the cells after that of its base, up to and with the cell of its value, so that
  /// base and value keep the cells of their ticks.
  mutating func draw(_ bar: SceneBar) {
    let style = TextStyle(bar.ink)
    if bar.isLying {
      let rows =
        cellIndex(
          min(bar.from.y, bar.to.y) + 0.001)...max(
          cellIndex(min(bar.from.y, bar.to.y) + 0.001), cellIndex(max(bar.from.y, bar.to.y) - 0.001)
        )
      for row in rows { lie(bar, row, style) }
    } else {
      stand(bar, style)
    }
  }

  private mutating func lie(_ bar: SceneBar, _ row: Int, _ style: TextStyle) {
    let isForward = bar.to.x >= bar.from.x
    let shift = bar.isSample ? 0 : isForward ? 0.5 : -0.5
    let low = min(bar.from.x, bar.to.x) + shift
    let high = max(bar.from.x, bar.to.x) + shift
    guard high > low else { return }
    let fill = bar.pattern == 0 ? glyphs.solid : glyphs.pattern(bar.pattern)
    if bar.pattern == 0, isForward {
      let first = cellIndex(low.rounded())
      let eighths = max(Int(((high - Double(first)) * 8).rounded()), 0)
      let whole = eighths / 8
      for column in first..<(first + whole) { put(fill, column, row, style) }
      let rest = eighths % 8
      if rest > 0, let end = glyphs.lyingEnd(eighths: rest) {
        put(end, first + whole, row, style)
      } else if rest >= 4 {
        put(fill, first + whole, row, style)
      } else if eighths == 0, let end = glyphs.lyingEnd(eighths: 1) {
        // Little is not nothing.
        put(end, first, row, style)
      }
      return
    }
    let first = cellIndex(low.rounded())
    let last = cellIndex(high.rounded())
    for column in first..<max(first, last) { put(fill, column, row, style) }
  }

  private mutating func stand(_ bar: SceneBar, _ style: TextStyle) {
    let left = cellIndex(min(bar.from.x, bar.to.x) + 0.001)
    let right = max(left, cellIndex(max(bar.from.x, bar.to.x) - 0.001))
    let eighths = Int(((bar.from.y - bar.to.y) * 8).rounded())
    guard eighths > 0 else { return }
    let base = cellIndex(bar.from.y) - 1
    let fill = bar.pattern == 0 ? glyphs.solid : glyphs.pattern(bar.pattern)
    for column in left...right {
      for step in 0..<(eighths / 8) { put(fill, column, base - step, style) }
      let rest = eighths % 8
      if rest > 0, let end = glyphs.standingEnd(eighths: rest) {
        put(end, column, base - eighths / 8, style)
      } else if rest >= 4 {
        put(fill, column, base - eighths / 8, style)
      }
    }
  }

  mutating func draw(_ marker: SceneMarker) {
    if case .point(let group) = marker.shape, group == 0, glyphs.dots.across > 1 {
      let x = marker.at.x * Double(glyphs.dots.across)
      dot(cellIndex(x), cellIndex(marker.at.y * Double(glyphs.dots.down)), TextStyle(marker.ink))
      return
    }
    let shape: Character =
      switch marker.shape {
      case .series(let index): glyphs.marker(index)
      case .point(let group): marker.ink == .context ? glyphs.context : glyphs.marker(group)
      case .hollow: glyphs.hollow
      case .context: glyphs.context
      case .arrow(let toRight): glyphs.isASCII ? (toRight ? ">" : "<") : (toRight ? "▶" : "◀")
      case .median: glyphs.isASCII ? "|" : "┃"
      case .cap(let isLeft): glyphs.isASCII ? "|" : (isLeft ? "├" : "┤")
      case .stage(let index): glyphs.stage(index)
      case .ended: glyphs.standing(.denounced)
      }
    put(shape, cellIndex(marker.at.x), cellIndex(marker.at.y), TextStyle(marker.ink))
  }

  mutating func draw(_ cell: SceneCell) {
    let glyph = glyph(of: cell.fill)
    var style = TextStyle(paint: .fill(cell.fill))
    style.isSolid = glyph == "█"
    let isMark: Bool
    switch cell.fill {
    case .standing: isMark = true
    case .missing, .ramp, .diverging, .category, .status: isMark = false
    }
    let labelWidth = cell.label.map(DisplayWidth.of) ?? 0
    for row in cell.row..<(cell.row + cell.height) {
      for column in cell.x..<(cell.x + cell.width) {
        if isMark, column != cell.x + (cell.width - 1) / 2 || row != cell.row { continue }
        if row == cell.row, column < cell.x + labelWidth { continue }
        put(glyph, column, row, style)
      }
    }
    if let label = cell.label { write(label, cell.x, cell.row, .plain) }
  }

  private func glyph(of fill: Fill) -> Character {
    switch fill {
    case .ramp(let share):
      let levels = glyphs.levels
      return levels[min(max(Int(share * Double(levels.count)), 0), levels.count - 1)]
    case .diverging(let share):
      let steps = glyphs.directions
      let place = Int(((share + 1) / 2 * Double(steps.count)).rounded(.down))
      return steps[min(max(place, 0), steps.count - 1)]
    case .category(let index): return glyphs.category(index)
    case .standing(let standing), .status(let standing): return glyphs.standing(standing)
    case .missing(let kind): return glyphs.missing(kind)
    }
  }

  mutating func draw(_ shade: SceneShade) {
    let dot = glyphs.shade
    for row in cellIndex(shade.from.y)..<max(cellIndex(shade.from.y), cellIndex(shade.to.y)) {
      for column in cellIndex(
        shade.from.x)..<max(
          cellIndex(shade.from.x), cellIndex(shade.to.x))
      {
        put(dot, column, row, .muted)
      }
    }
  }
}
