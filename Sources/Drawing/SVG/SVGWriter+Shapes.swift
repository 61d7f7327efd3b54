extension SVGWriter {
  mutating func draw(_ marker: SceneMarker) {
    let (cx, cy) = (x(marker.at.x), y(marker.at.y))
    let fill = colour(marker.ink)
    switch marker.shape {
    case .series(let index): shape(index, cx, cy, 3.6, fill, opacity: "")
    case .point(let group): shape(group, cx, cy, 2.8, fill, opacity: "0.75")
    case .hollow: circle(cx, cy, 3.2, fill: "#ffffff", stroke: fill)
    case .context: circle(cx, cy, 2.4, fill: fill)
    case .arrow(let toRight):
      let back = toRight ? -7.0 : 7.0
      polygon([(cx, cy), (cx + back, cy - 4.8), (cx + back, cy + 4.8)], fill)
    case .median:
      element(
        "rect",
        [
          "x": number(cx - 2), "y": number(cy - 7), "width": "4", "height": "14",
          "fill": "#ffffff", "stroke": fill,
        ])
    case .cap:
      element(
        "line",
        [
          "x1": number(cx), "y1": number(cy - 4), "x2": number(cx), "y2": number(cy + 4),
          "stroke": fill, "stroke-width": "1.4",
        ])
    case .stage(let index): stage(index, cx, cy, fill)
    case .ended: cross(cx, cy, fill)
    }
  }

  private mutating func circle(
    _ cx: Double, _ cy: Double, _ radius: Double, fill: String, stroke: String = "",
    opacity: String = ""
  ) {
    element(
      "circle",
      [
        "cx": number(cx), "cy": number(cy), "r": number(radius), "fill": fill, "stroke": stroke,
        "stroke-width": stroke.isEmpty ? "" : "1.5", "fill-opacity": opacity,
      ])
  }

  private mutating func polygon(
    _ points: [(Double, Double)], _ fill: String, opacity: String = "", stroke: String = ""
  ) {
    let list = points.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " ")
    element(
      "polygon", ["points": list, "fill": fill, "stroke": stroke, "fill-opacity": opacity])
  }

  private mutating func shape(
    _ index: Int, _ cx: Double, _ cy: Double, _ r: Double, _ fill: String, opacity: String
  ) {
    let wide = r * 1.25
    switch index % 8 {
    case 0: circle(cx, cy, r, fill: fill, opacity: opacity)
    case 1:
      polygon(
        [(cx, cy - wide), (cx + wide, cy), (cx, cy + wide), (cx - wide, cy)], fill,
        opacity: opacity)
    case 2:
      polygon(
        [(cx - r, cy - r), (cx + r, cy - r), (cx + r, cy + r), (cx - r, cy + r)], fill,
        opacity: opacity)
    case 3:
      polygon(
        [(cx, cy - wide), (cx + wide, cy + r), (cx - wide, cy + r)], fill, opacity: opacity)
    case 4:
      polygon(
        [(cx, cy + wide), (cx + wide, cy - r), (cx - wide, cy - r)], fill, opacity: opacity)
    case 5: cross(cx, cy, fill)
    case 6: circle(cx, cy, r, fill: "#ffffff", stroke: fill)
    default:
      polygon(
        [(cx, cy - wide), (cx + wide, cy), (cx, cy + wide), (cx - wide, cy)], "#ffffff",
        stroke: fill)
    }
  }

  private mutating func cross(_ cx: Double, _ cy: Double, _ fill: String) {
    let r = 3.6
    let d =
      "M\(number(cx - r)) \(number(cy - r))L\(number(cx + r)) \(number(cy + r))"
      + "M\(number(cx - r)) \(number(cy + r))L\(number(cx + r)) \(number(cy - r))"
    element("path", ["d": d, "fill": "none", "stroke": fill, "stroke-width": "2"])
  }

  private mutating func half(_ cx: Double, _ cy: Double, _ fill: String) {
    circle(cx, cy, 3.6, fill: "#ffffff", stroke: fill)
    let d =
      "M\(number(cx)) \(number(cy - 3.6))A3.6 3.6 0 0 0 \(number(cx)) \(number(cy + 3.6))Z"
    element("path", ["d": d, "fill": fill])
  }

  /// The first stage is a ring, the second half filled, the third full.
  private mutating func stage(_ index: Int, _ cx: Double, _ cy: Double, _ fill: String) {
    switch index {
    case 0: circle(cx, cy, 3.6, fill: "#ffffff", stroke: fill)
    case 1: half(cx, cy, fill)
    case 2: circle(cx, cy, 3.9, fill: fill)
    default: shape(index - 2, cx, cy, 3.9, fill, opacity: "")
    }
  }

  mutating func draw(_ cell: SceneCell) {
    let from = Point(x: Double(cell.x), y: Double(cell.row))
    let to = Point(x: Double(cell.x + cell.width), y: Double(cell.row + cell.height))
    let (cx, cy) = (x((from.x + to.x) / 2), y((from.y + to.y) / 2))
    switch cell.fill {
    case .standing(let standing):
      draw(standing, cx, cy)
      return
    case .ramp, .diverging, .category:
      rectangle(from, to, fill: colour(cell.fill).hex, stroke: "#ffffff")
    case .missing, .status(.none), .status(.notCovered), .status(.notApplicable):
      rectangle(from, to, fill: colour(cell.fill).hex, stroke: Palette.faint.hex)
    case .status: rectangle(from, to, fill: colour(cell.fill).hex, stroke: "#ffffff")
    }
    if let pattern = SVGWriter.pattern(of: cell.fill), let hatch = hatch(pattern) {
      rectangle(from, to, fill: hatch)
    }
    let ink = colour(cell.fill).brightness < 140 ? "#ffffff" : Palette.text.hex
    if let label = cell.label {
      draw(label: label, cell, cx, cy, ink)
    } else if let sign = SVGWriter.sign(of: cell.fill),
      x(to.x) - x(from.x) >= SVGWriter.room(for: cell.fill)
    {
      text(sign, x: cx, y: cy + 3.5, anchor: "middle", fill: ink, size: "10")
    }
  }

  private mutating func draw(
    label: String, _ cell: SceneCell, _ cx: Double, _ cy: Double, _ ink: String
  ) {
    let hasRim = (SVGWriter.pattern(of: cell.fill) ?? 0) % 5 > 0
    // Letters on a hatching need a ground of their own: a white rim.
    text(
      label, x: cx, y: cy + 3.6, anchor: "middle", fill: hasRim ? Palette.text.hex : ink,
      size: "10", hasRim: hasRim)
    if let sign = SVGWriter.sign(of: cell.fill) {
      let side = x(Double(cell.x + cell.width)) - 3.5
      text(sign, x: side, y: y(Double(cell.row)) + 7, anchor: "middle", fill: ink, size: "7")
    }
  }

  /// The hatching of a fill that must differ from others without colour.
  private static func pattern(of fill: Fill) -> Int? {
    switch fill {
    case .category(let index): index
    case .status(.signatory): 1
    case .status(.denounced): 3
    case .ramp, .diverging, .standing, .status, .missing: nil
    }
  }

  /// Units that the letter of a fill needs.
  private static func room(for fill: Fill) -> Double {
    if case .diverging = fill { 12 } else { 7 }
  }

  /// A letter for what colour must not say alone: the reason of a missing value, a direction.
  private static func sign(of fill: Fill) -> String? {
    switch fill {
    case .missing(.noData): "×"
    case .missing(.notCovered): "–"
    case .missing(.notApplicable): "/"
    case .missing(.withheld): "w"
    case .diverging(let share): share < -0.2 ? "-" : share > 0.2 ? "+" : nil
    case .status(.notCovered): "–"
    case .status(.notApplicable): "/"
    case .ramp, .category, .standing, .status: nil
    }
  }

  private mutating func draw(_ standing: Standing, _ cx: Double, _ cy: Double) {
    let fill = Palette.text.hex
    switch standing {
    case .party: circle(cx, cy, 4.2, fill: Palette.series[0].hex)
    case .signatory: half(cx, cy, Palette.series[0].hex)
    case .none: circle(cx, cy, 3.6, fill: "#ffffff", stroke: Palette.muted.hex)
    case .denounced: cross(cx, cy, Palette.series[1].hex)
    case .notCovered: circle(cx, cy, 1.4, fill: fill)
    case .notApplicable:
      let d = "M\(number(cx - 2)) \(number(cy + 4))L\(number(cx + 2)) \(number(cy - 4))"
      element("path", ["d": d, "fill": "none", "stroke": fill, "stroke-width": "1.2"])
    }
  }
}
