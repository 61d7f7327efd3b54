extension SVGWriter {
  mutating func draw(_ item: SceneItem) {
    switch item {
    case .text(let text): draw(text)
    case .bar(let bar): draw(bar)
    case .path(let path): draw(path)
    case .area(let area): draw(area)
    case .marker(let marker): draw(marker)
    case .rule(let rule): draw(rule)
    case .cell(let cell): draw(cell)
    case .shade(let shade):
      rectangle(shade.from, shade.to, fill: Palette.shade.hex)
    case .spark:
      // Only text has letters for sparks; the layout for print draws a path.
      break
    }
  }

  mutating func draw(_ item: SceneText) {
    let anchor =
      switch item.anchor {
      case .start: "start"
      case .middle: "middle"
      case .end: "end"
      }
    // A quarter of a row below its middle puts the middle of small letters there.
    text(
      item.text, x: x(item.x), y: y((item.exact ?? Double(item.row) + 0.5) + 0.24), anchor: anchor,
      fill: colour(item.ink), isBold: item.isBold)
  }

  mutating func rectangle(
    _ from: Point, _ to: Point, fill: String, stroke: String = "", inset: Double = 0
  ) {
    let left = x(min(from.x, to.x))
    let top = y(min(from.y, to.y)) + inset
    let width = max(x(max(from.x, to.x)) - left, 0)
    let height = max(y(max(from.y, to.y)) - inset - top, 0)
    rectangle(left: left, top: top, width: width, height: height, fill: fill, stroke: stroke)
  }

  mutating func draw(_ bar: SceneBar) {
    let inset = bar.isLying ? 2.5 : 0
    let edge = bar.isLying ? "" : "#ffffff"
    rectangle(bar.from, bar.to, fill: colour(bar.ink), stroke: edge, inset: inset)
    if bar.ink != .context, let hatch = hatch(bar.pattern) {
      rectangle(bar.from, bar.to, fill: hatch, inset: inset)
    }
  }

  private func route(_ points: [Point]) -> String {
    points.map { "\(number(x($0.x))) \(number(y($0.y)))" }.joined(separator: "L")
  }

  mutating func draw(_ path: ScenePath) {
    let width = path.ink == .context ? "1" : path.isHeavy ? "2.5" : "1.8"
    let dashes = ["", "7 3", "2 2.5", "9 3 2 3"]
    element(
      "path",
      [
        "d": "M" + route(path.points), "fill": "none", "stroke": colour(path.ink),
        "stroke-width": width, "stroke-linejoin": "round",
        "stroke-dasharray": path.ink == .context ? "" : dashes[path.stroke % dashes.count],
      ])
  }

  mutating func draw(_ area: SceneArea) {
    let d = "M" + route(area.upper) + "L" + route(area.lower.reversed()) + "Z"
    element(
      "path",
      [
        "d": d, "fill": colour(area.ink),
        "fill-opacity": area.ink == .context ? "0.35" : "0.6",
      ])
    if area.ink != .context, let hatch = hatch(area.pattern) {
      element("path", ["d": d, "fill": hatch])
    }
  }

  mutating func draw(_ rule: SceneRule) {
    switch rule.role {
    case .grid: line(rule, Palette.faint.hex, "1")
    case .axis: line(rule, Palette.muted.hex, "1")
    case .tick: line(rule, Palette.muted.hex, "1")
    case .zero: line(rule, Palette.text.hex, "1")
    case .reference: line(rule, Palette.text.hex, "1", dash: "4 3")
    case .interval: line(rule, colour(rule.ink), "1.4")
    case .connector: line(rule, colour(rule.ink), "1.6")
    case .fit: line(rule, Palette.text.hex, "1.2", dash: "6 3")
    case .leader:
      // A name at the height of its line needs none.
      if abs(rule.from.y - rule.to.y) > 0.6 { line(rule, Palette.context.hex, "0.7") }
    case .boxEdge:
      let from = Point(x: rule.from.x, y: rule.from.y - 0.35)
      let to = Point(x: rule.to.x, y: rule.to.y + 0.35)
      rectangle(from, to, fill: "#ffffff")
      let fill = colour(rule.ink)
      rectangle(from, to, fill: fill)
    case .lasting(let stage, let isLast):
      let dash = stage == 0 ? "2 3" : ""
      line(rule, colour(rule.ink), isLast ? "4" : "1.6", dash: isLast ? "" : dash)
    }
  }

  private mutating func line(
    _ rule: SceneRule, _ stroke: String, _ width: String, dash: String = ""
  ) {
    element(
      "line",
      [
        "x1": number(x(rule.from.x)), "y1": number(y(rule.from.y)), "x2": number(x(rule.to.x)),
        "y2": number(y(rule.to.y)), "stroke": stroke, "stroke-width": width,
        "stroke-dasharray": dash,
      ])
  }
}
