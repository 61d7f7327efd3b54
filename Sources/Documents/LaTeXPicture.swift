/// A chart's SVG as a `picture` of LaTeX: rules, dots and words, with no package but `color`, so
/// that every TeX sets it.
///
/// It reads what this project's charts write (rectangles, lines, paths, circles, polygons, text);
/// hatchings, which tell fillings apart where colour cannot, are left out.
struct LaTeXPicture {
  private var out = ""
  private let height: Double
  private let margin: Double
  private var colour = ""
  private var thickness = 0.0

  /// Nil where the text is no picture of that kind.
  static func text(svg: String) -> String? {
    let elements = SVGElement.all(in: svg)
    guard let root = elements.first, root.name == "svg", let width = root.number("width"),
      let height = root.number("height"), width > 0, height > 0
    else { return nil }
    let shift = elements.first { $0.name == "g" }.flatMap { group in
      group.attributes["transform"].flatMap { SVGElement.numbers($0).first }
    }
    var picture = LaTeXPicture(height: height, margin: shift ?? 0)
    for element in elements where element.attributes["width"] != "100%" { picture.draw(element) }
    let size = "\(Self.short(width)),\(Self.short(height))"
    return """
      {\\setlength{\\unitlength}{\\dimexpr\\linewidth/\(Int(width.rounded(.up)))\\relax}%
      \\noindent\\begin{picture}(\(size))
      \\sffamily\\footnotesize
      \(picture.out)\\end{picture}\\par}
      """
  }

  private init(height: Double, margin: Double) {
    self.height = height
    self.margin = margin
  }

  private func x(_ value: Double) -> Double { value + margin }
  /// LaTeX counts from below.
  private func y(_ value: Double) -> Double { height - value - margin }

  /// Two digits are a hundredth of a point.
  private static func short(_ value: Double) -> String {
    let scaled = Int((value * 100).rounded())
    let (whole, rest) = (abs(scaled) / 100, abs(scaled) % 100)
    let sign = scaled < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    return sign + String(whole) + "." + (rest < 10 ? "0" : "") + String(rest)
  }

  // MARK: Elements

  private mutating func draw(_ element: SVGElement) {
    switch element.name {
    case "rect":
      guard let left = element.number("x"), let top = element.number("y"),
        let width = element.number("width"), let height = element.number("height")
      else { return }
      let corners = [
        (left, top), (left + width, top), (left + width, top + height), (left, top + height),
      ]
      if let fill = element.colour("fill") {
        set(fill)
        rule(left, top, width, height)
      }
      if let stroke = element.colour("stroke"), stroke != Self.white {
        set(stroke)
        line(corners + [corners[0]], 0.8, [])
      }
    case "line":
      guard let x1 = element.number("x1"), let y1 = element.number("y1"),
        let x2 = element.number("x2"), let y2 = element.number("y2"),
        let stroke = element.colour("stroke")
      else { return }
      set(stroke)
      line([(x1, y1), (x2, y2)], element.number("stroke-width") ?? 1, element.dashes)
    case "path": draw(path: element)
    case "polygon":
      let numbers = SVGElement.numbers(element.attributes["points"] ?? "")
      let points = stride(from: 0, to: numbers.count - 1, by: 2).map {
        (numbers[$0], numbers[$0 + 1])
      }
      fill(points, element)
      if let stroke = element.colour("stroke") {
        set(stroke)
        line(points + points.prefix(1), 1, [])
      }
    case "circle": draw(circle: element)
    case "text": draw(text: element)
    default: break
    }
  }

  private mutating func draw(path element: SVGElement) {
    let d = element.attributes["d"] ?? ""
    for part in d.split(separator: "M") {
      // Half discs are the only arcs; their ring is drawn as a circle already.
      if part.contains("A") { continue }
      let numbers = SVGElement.numbers(String(part))
      let points = stride(from: 0, to: numbers.count - 1, by: 2).map {
        (numbers[$0], numbers[$0 + 1])
      }
      fill(points, element)
      if let stroke = element.colour("stroke") {
        set(stroke)
        line(points, element.number("stroke-width") ?? 1, element.dashes)
      }
    }
  }

  private mutating func draw(circle element: SVGElement) {
    guard let cx = element.number("cx"), let cy = element.number("cy"),
      let radius = element.number("r")
    else { return }
    let place = "\\put(\(Self.short(x(cx))),\(Self.short(y(cy))))"
    if let fill = element.colour("fill") {
      set(fill)
      out += "\(place){\\circle*{\(Self.short(2 * radius))}}\n"
    }
    if let stroke = element.colour("stroke") {
      set(stroke)
      setThickness(1.2)
      out += "\(place){\\circle{\(Self.short(2 * radius))}}\n"
    }
  }

  private mutating func draw(text element: SVGElement) {
    guard let left = element.number("x"), let base = element.number("y"), !element.text.isEmpty,
      element.attributes["fill"] != "none"
    else { return }
    if let fill = element.colour("fill") { set(fill) }
    var words = LaTeXRenderer.escaped(element.text)
    if element.attributes["font-weight"] == "bold" { words = "\\textbf{\(words)}" }
    switch element.number("font-size") ?? 12 {
    case ..<8: words = "\\tiny " + words
    case ..<12: words = "\\scriptsize " + words
    default: break
    }
    switch element.attributes["text-anchor"] {
    case "end": words = "\\llap{\(words)}"
    case "middle": words = "\\hbox to 0pt{\\hss \(words)\\hss}"
    default: words = "\\rlap{\(words)}"
    }
    out += "\\put(\(Self.short(x(left))),\(Self.short(y(base)))){\(words)}\n"
  }

  // MARK: Ink

  private static let white = "1,1,1"

  private mutating func set(_ rgb: String) {
    guard rgb != colour else { return }
    colour = rgb
    out += "\\color[rgb]{\(rgb)}\n"
  }

  private mutating func setThickness(_ units: Double) {
    guard units != thickness else { return }
    thickness = units
    out += "\\linethickness{\(Self.short(units))\\unitlength}\n"
  }

  private mutating func rule(_ left: Double, _ top: Double, _ width: Double, _ height: Double) {
    guard width > 0, height > 0 else { return }
    out += "\\put(\(Self.short(x(left))),\(Self.short(y(top + height))))"
    out += "{\\rule{\(Self.short(width))\\unitlength}{\(Self.short(height))\\unitlength}}\n"
  }

  /// A line through points, cut into dashes.
  private mutating func line(
    _ points: [(Double, Double)], _ width: Double, _ dashes: [Double]
  ) {
    var (index, left, isOn) = (0, dashes.first ?? .infinity, true)
    for (from, to) in zip(points, points.dropFirst()) {
      let length = ((to.0 - from.0) * (to.0 - from.0) + (to.1 - from.1) * (to.1 - from.1))
        .squareRoot()
      var done = 0.0
      while done < length {
        let part = min(left, length - done)
        func at(_ distance: Double) -> (Double, Double) {
          let share = distance / length
          return (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
        }
        if isOn { segment(at(done), at(done + part), width) }
        done += part
        left -= part
        if left <= 0 {
          index = (index + 1) % max(dashes.count, 1)
          (left, isOn) = (dashes[index], !isOn)
        }
      }
    }
  }

  private mutating func segment(
    _ from: (Double, Double), _ to: (Double, Double), _ width: Double
  ) {
    if from.1 == to.1 {
      rule(min(from.0, to.0), from.1 - width / 2, abs(to.0 - from.0), width)
    } else if from.0 == to.0 {
      rule(from.0 - width / 2, min(from.1, to.1), width, abs(to.1 - from.1))
    } else {
      // Lines of any slope are curves whose middle lies on them.
      setThickness(width)
      func place(_ point: (Double, Double)) -> String {
        "(\(Self.short(x(point.0))),\(Self.short(y(point.1))))"
      }
      let middle = ((from.0 + to.0) / 2, (from.1 + to.1) / 2)
      // So many dots that they touch; LaTeX's own count fails for the shortest.
      let dots = Int(max(abs(to.0 - from.0), abs(to.1 - from.1)) * 2) + 4
      out += "\\qbezier[\(dots)]\(place(from))\(place(middle))\(place(to))\n"
    }
  }

  /// A surface as rules from edge to edge, thin enough for small marks.
  private mutating func fill(_ points: [(Double, Double)], _ element: SVGElement) {
    guard points.count > 2, let fill = element.colour("fill"),
      let top = points.map(\.1).min(), let bottom = points.map(\.1).max(), bottom > top
    else { return }
    set(fill)
    let step = bottom - top > 20 ? 1.0 : (bottom - top) / 8
    var level = top
    while level < bottom - 1e-9 {
      let middle = level + step / 2
      var crossings: [Double] = []
      for (from, to) in zip(points, Array(points.dropFirst()) + points.prefix(1))
      where (from.1 <= middle) != (to.1 <= middle) {
        crossings.append(from.0 + (to.0 - from.0) * (middle - from.1) / (to.1 - from.1))
      }
      crossings.sort()
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
        rule(crossings[pair], level, crossings[pair + 1] - crossings[pair], step * 1.02)
      }
      level += step
    }
  }
}

/// One element of a picture, with the text in it.
struct SVGElement {
  var name: String
  var attributes: [String: String] = [:]
  var text = ""

  /// Elements in order, those that are closed later without what is in them.
  static func all(in svg: String) -> [SVGElement] {
    var elements: [SVGElement] = []
    for piece in svg.split(separator: "<").dropFirst(svg.hasPrefix("<") ? 0 : 1) {
      guard let end = piece.lastIndex(of: ">"), let first = piece.first, first.isLetter
      else { continue }
      let tag = piece[..<end]
      var element = SVGElement(name: String(tag.prefix { $0.isLetter }))
      var rest = tag.dropFirst(element.name.count)
      while let sign = rest.firstIndex(of: "=") {
        let key = rest[..<sign].filter { !$0.isWhitespace }
        let value = rest[rest.index(after: sign)...].dropFirst()
        let content = value.prefix { $0 != "\"" }
        element.attributes[String(key)] = String(content)
        rest = value.dropFirst(content.count + 1)
      }
      element.text = unescaped(piece[piece.index(after: end)...])
      elements.append(element)
    }
    return elements
  }

  private static func unescaped(_ text: Substring) -> String {
    var out = String(text)
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      out = out.split(separator: entity, omittingEmptySubsequences: false).joined(separator: sign)
    }
    while out.last?.isNewline == true { out.removeLast() }
    return out
  }

  func number(_ name: String) -> Double? { attributes[name].flatMap(Double.init) }

  var dashes: [Double] {
    let dashes = SVGElement.numbers(attributes["stroke-dasharray"] ?? "")
    return dashes.contains { $0 <= 0 } ? [] : dashes
  }

  static func numbers(_ text: String) -> [Double] {
    text.split { !($0.isNumber || $0 == "." || $0 == "-") }.compactMap { Double($0) }
  }

  /// `#rrggbb` over white as LaTeX has it; nil for none, and for hatchings.
  func colour(_ name: String) -> String? {
    guard let text = attributes[name], text.hasPrefix("#"), text.utf8.count == 7,
      let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    let opacity = name == "fill" ? number("fill-opacity") ?? 1 : 1
    return [16, 8, 0].map { (shift: UInt32) -> String in
      let part = Double((value >> shift) & 255) / 255
      let scaled = Int(((1 - opacity + part * opacity) * 1000).rounded())
      if scaled >= 1000 { return "1" }
      let digits = String(scaled)
      return "0." + String(repeating: "0", count: 3 - digits.count) + digits
    }.joined(separator: ",")
  }
}
