extension Canvas {
  mutating func draw(_ path: ScenePath) {
    let style = TextStyle(path.ink)
    guard path.points.count > 1 else {
      if let only = path.points.first {
        put(glyphs.marker(path.stroke), cellIndex(only.x), cellIndex(only.y), style)
      }
      return
    }
    switch glyphs {
    case .unicode, .ascii: letter(path, style)
    case .braille, .block: dots(path, style)
    }
  }

  /// One letter per column, with corners where the line changes its row.
  private mutating func letter(_ path: ScenePath, _ style: TextStyle) {
    let strokes = Strokes.of(path, glyphs: glyphs)
    var column = cellIndex(path.points[0].x)
    var row = cellIndex(path.points[0].y)
    put(strokes.across, column, row, style)
    for (from, to) in zip(path.points, path.points.dropFirst()) {
      let last = cellIndex(to.x)
      if last <= column {
        let next = cellIndex(to.y)
        turn(column, from: row, to: next, strokes, style)
        row = next
        continue
      }
      while column < last {
        column += 1
        let place = min(Double(column) + 0.5, to.x)
        let share = to.x > from.x ? (place - from.x) / (to.x - from.x) : 1
        let y = column == last ? to.y : from.y + (to.y - from.y) * min(max(share, 0), 1)
        let next = cellIndex(y)
        if next == row {
          put(strokes.across, column, row, style)
        } else {
          turn(column, from: row, to: next, strokes, style)
        }
        row = next
      }
    }
  }

  private mutating func turn(
    _ column: Int, from: Int, to: Int, _ strokes: Strokes, _ style: TextStyle
  ) {
    guard from != to else { return }
    let isUp = to < from
    put(isUp ? strokes.leftUp : strokes.leftDown, column, from, style)
    for row in stride(from: min(from, to) + 1, to: max(from, to), by: 1) {
      put(strokes.down, column, row, style)
    }
    put(isUp ? strokes.downRight : strokes.upRight, column, to, style)
  }

  /// Dots along the line, dashed by series.
  private mutating func dots(_ path: ScenePath, _ style: TextStyle) {
    let (across, down) = glyphs.dots
    let dash = Strokes.dash(path.ink)
    var walked = 0
    for (from, to) in zip(path.points, path.points.dropFirst()) {
      let start = (x: cellIndex(from.x * Double(across)), y: cellIndex(from.y * Double(down)))
      let end = (x: cellIndex(to.x * Double(across)), y: cellIndex(to.y * Double(down)))
      let steps = max(abs(end.x - start.x), abs(end.y - start.y))
      for step in 0...steps {
        let share = steps == 0 ? 0 : Double(step) / Double(steps)
        let x = Double(start.x) + Double(end.x - start.x) * share
        let y = Double(start.y) + Double(end.y - start.y) * share
        if walked % dash.of < dash.on { dot(Int(x.rounded()), Int(y.rounded()), style) }
        if step < steps { walked += 1 }
      }
    }
  }

  mutating func draw(_ area: SceneArea) {
    guard let first = area.upper.first, let last = area.upper.last else { return }
    let style = TextStyle(area.ink)
    let fill = glyphs.pattern(area.pattern)
    var index = 0
    for column in cellIndex(first.x)...max(cellIndex(first.x), cellIndex(last.x)) {
      let place = min(max(Double(column) + 0.5, first.x), last.x)
      while index + 2 < area.upper.count, area.upper[index + 1].x < place { index += 1 }
      let top = Canvas.height(area.upper, index, place)
      let bottom = Canvas.height(area.lower, index, place)
      // A row belongs to the area whose value reaches its middle.
      let from = Int(min(top, bottom).rounded())
      let to = Int(max(top, bottom).rounded())
      for row in from..<max(from, to) { put(fill, column, row, style) }
    }
  }

  private static func height(_ points: [Point], _ index: Int, _ x: Double) -> Double {
    let from = points[min(index, points.count - 1)]
    let to = points[min(index + 1, points.count - 1)]
    guard to.x > from.x else { return to.y }
    return from.y + (to.y - from.y) * min(max((x - from.x) / (to.x - from.x), 0), 1)
  }

  mutating func draw(_ rule: SceneRule) {
    guard let letter = letter(of: rule) else { return }
    let style = TextStyle(rule.ink)
    if rule.role == .fit {
      slope(rule, letter, style)
    } else if rule.isVertical {
      let column = cellIndex(rule.from.x)
      let rows = sorted(rule.from.y, rule.to.y)
      for row in cellIndex(rows.0)...cellIndex(rows.1 - 0.001) {
        rule.role == .reference || rule.role == .zero
          ? putBehind(letter, column, row, style) : put(letter, column, row, style)
      }
    } else {
      let row = cellIndex(rule.from.y)
      let columns = sorted(rule.from.x, rule.to.x)
      let first = cellIndex(columns.0)
      for column in first...max(first, cellIndex(columns.1 - 0.001)) {
        if rule.role == .axis, holdsAxis(column, row) {
          put(glyphs.isASCII ? "+" : "└", column, row, style)
          continue
        }
        rule.role == .reference || rule.role == .zero
          ? putBehind(letter, column, row, style) : put(letter, column, row, style)
      }
    }
  }

  /// Whether an upright axis stands in the cell already.
  private func holdsAxis(_ column: Int, _ row: Int) -> Bool {
    contains(column, row) && cells[row * columns + column].character == (glyphs.isASCII ? "|" : "│")
  }

  /// Lines of reference stand behind marks that are there already.
  private mutating func putBehind(
    _ letter: Character, _ column: Int, _ row: Int, _ style: TextStyle
  ) {
    if isBlank(column, row) || isFilling(column, row) { put(letter, column, row, style) }
  }

  /// A bar or an area would hide a line of reference that crosses it.
  private func isFilling(_ column: Int, _ row: Int) -> Bool {
    guard contains(column, row), let character = cells[row * columns + column].character else {
      return false
    }
    return character == glyphs.solid || character == glyphs.pattern(1)
      || character == glyphs.pattern(SeriesRole.light)
  }

  private mutating func slope(_ rule: SceneRule, _ letter: Character, _ style: TextStyle) {
    let (from, to) = rule.from.x <= rule.to.x ? (rule.from, rule.to) : (rule.to, rule.from)
    for column in cellIndex(from.x)...max(cellIndex(from.x), cellIndex(to.x)) {
      let share = to.x > from.x ? (Double(column) + 0.5 - from.x) / (to.x - from.x) : 0
      let y = from.y + (to.y - from.y) * min(max(share, 0), 1)
      putBehind(letter, column, cellIndex(y), style)
    }
  }

  /// The letter of a rule; nil for those that only print shows.
  private func letter(of rule: SceneRule) -> Character? {
    let ascii = glyphs.isASCII
    switch rule.role {
    case .axis: return rule.isVertical ? (ascii ? "|" : "│") : (ascii ? "-" : "─")
    case .tick: return rule.isVertical ? (ascii ? "+" : "┬") : (ascii ? "+" : "┤")
    case .zero: return rule.isVertical ? (ascii ? "|" : "│") : (ascii ? "-" : "─")
    case .reference: return rule.isVertical ? (ascii ? ":" : "┊") : (ascii ? "." : "┈")
    case .interval: return ascii ? (rule.isVertical ? "|" : "-") : (rule.isVertical ? "│" : "─")
    case .connector: return ascii ? "-" : "─"
    case .boxEdge: return ascii ? "=" : "█"
    case .lasting(let stage, let isLast): return glyphs.lasting(stage, isLast: isLast)
    case .fit: return ascii ? "-" : "╌"
    case .grid, .leader: return nil
    }
  }
}

private func sorted(_ one: Double, _ other: Double) -> (Double, Double) {
  one <= other ? (one, other) : (other, one)
}
