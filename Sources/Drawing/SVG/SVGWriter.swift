/// Writes elements; the one place where text is escaped and numbers become coordinates.
struct SVGWriter {
  let prefix: String
  /// What was written so far, as UTF-8: appending bytes is several times faster than text.
  private var bytes: [UInt8] = []
  private var hatches: Set<Int> = []

  init(prefix: String) { self.prefix = prefix }

  /// Letters that XML gives a meaning are written as references, those it forbids left out.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\t", "\n", "\r": out += " "
      default:
        let value = scalar.value
        if value < 32 || (0x7F...0x9F).contains(value) || value & 0xFFFE == 0xFFFE { continue }
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Only what may stand in an identifier.
  static func identifier(_ text: String) -> String {
    let kept = text.unicodeScalars.filter {
      $0.isASCII && ($0.properties.isAlphabetic || $0 == "-" || ("0"..."9").contains($0))
    }
    return kept.isEmpty ? "chart" : "c-" + String(String.UnicodeScalarView(kept))
  }

  var body: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// A coordinate, written digit by digit: a map of heat has tens of thousands of them.
  private mutating func put(_ value: Double) {
    let bounded = min(max(value.isFinite ? value : 0, -1e9), 1e9)
    let scaled = Int((bounded * 100).rounded(.toNearestOrAwayFromZero))
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, rest) = (abs(scaled) / 100, abs(scaled) % 100)
    var power = 1
    while power * 10 <= whole { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(whole / power % 10))
      power /= 10
    }
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }

  mutating func rectangle(
    left: Double, top: Double, width: Double, height: Double, fill: String, stroke: String
  ) {
    put("<rect x=\"")
    put(left)
    put("\" y=\"")
    put(top)
    put("\" width=\"")
    put(width)
    put("\" height=\"")
    put(height)
    put("\" fill=\"")
    put(fill)
    if !stroke.isEmpty {
      put("\" stroke=\"")
      put(stroke)
    }
    put("\"/>\n")
  }

  mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String>) {
    put("<")
    put(name)
    for (key, value) in attributes where !value.isEmpty {
      put(" ")
      put(key)
      put("=\"")
      put(value)
      put("\"")
    }
    put("/>\n")
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: String, fill: String, size: String = "",
    isBold: Bool = false, hasRim: Bool = false
  ) {
    // The rim lies below the letters, which would else lose their edges.
    if hasRim { self.text(text, x: x, y: y, anchor: anchor, size: size, isBold: isBold) }
    put("<text x=\"\(number(x))\" y=\"\(number(y))\"")
    if anchor != "start" { put(" text-anchor=\"\(anchor)\"") }
    if !size.isEmpty { put(" font-size=\"\(size)\"") }
    if isBold { put(" font-weight=\"bold\"") }
    put(" fill=\"\(fill)\">\(SVGWriter.escaped(text))</text>\n")
  }

  /// A white rim in the shape of a text.
  private mutating func text(
    _ text: String, x: Double, y: Double, anchor: String, size: String, isBold: Bool
  ) {
    put("<text x=\"\(number(x))\" y=\"\(number(y))\"")
    if anchor != "start" { put(" text-anchor=\"\(anchor)\"") }
    if !size.isEmpty { put(" font-size=\"\(size)\"") }
    if isBold { put(" font-weight=\"bold\"") }
    put(" aria-hidden=\"true\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"3\"")
    put(" stroke-linejoin=\"round\">\(SVGWriter.escaped(text))</text>\n")
  }

  /// The name of a hatching, which is then among the definitions; nil for the solid filling.
  mutating func hatch(_ pattern: Int) -> String? {
    let index = pattern % 5
    guard index > 0 else { return nil }
    hatches.insert(index)
    return "url(#\(prefix)-hatch\(index))"
  }

  /// White lines over a filling, in a direction of their own for each pattern.
  var definitions: String {
    guard !hatches.isEmpty else { return "" }
    let lines = [
      "M0 6L6 0", "M3 0V6", "M0 0L6 6", "M0 3H6",
    ]
    var out = "<defs>\n"
    for index in hatches.sorted() {
      out += "<pattern id=\"\(prefix)-hatch\(index)\" width=\"6\" height=\"6\""
      out += " patternUnits=\"userSpaceOnUse\"><path d=\"\(lines[index - 1])\" fill=\"none\""
      out += " stroke=\"#ffffff\" stroke-width=\"1.6\"/></pattern>\n"
    }
    return out + "</defs>\n"
  }

  func number(_ value: Double) -> String { NumberText.coordinate(value) }

  func x(_ column: Double) -> Double { column * SVGRenderer.column }
  func y(_ row: Double) -> Double { row * SVGRenderer.rowHeight }

  func colour(_ ink: Ink) -> String {
    switch ink {
    case .text: Palette.text.hex
    case .muted: Palette.muted.hex
    case .series(let index): Palette.series[index % Palette.series.count].hex
    case .context: Palette.context.hex
    case .highlight: Palette.highlight.hex
    }
  }

  func colour(_ fill: Fill) -> Palette.Colour {
    switch fill {
    case .ramp(let share): Palette.ramp(share)
    case .diverging(let share): Palette.diverging(share)
    case .category(let index): Palette.series[index % Palette.series.count]
    case .standing, .missing: Palette.Colour(0xFFFFFF)
    case .status(let standing):
      switch standing {
      case .party: Palette.series[0]
      case .signatory: Palette.Colour(0xA9CEE4)
      case .none: Palette.shade
      case .denounced: Palette.series[1]
      case .notCovered, .notApplicable: Palette.Colour(0xFFFFFF)
      }
    }
  }
}
