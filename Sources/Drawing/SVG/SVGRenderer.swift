/// Draws charts as self-contained SVG: no scripts, no fonts or files from elsewhere.
///
/// Sizes come from the same layout as text: a column is 7.5 units wide, a row 16 high. Text is set
/// in generic fonts that are narrower than that, so labels that fit in letters fit in print.
package struct SVGRenderer: Sendable {
  package struct Options: Sendable, Equatable {
    /// Columns of the layout: 80 make a picture of 600 units.
    package var width: Int
    package var height: Int?
    /// Set before identifiers, for several pictures in one page.
    package var prefix: String

    package init(width: Int = 80, height: Int? = nil, prefix: String = "chart") {
      self.width = width
      self.height = height
      self.prefix = prefix
    }
  }

  static let column = 7.5
  static let rowHeight = 16.0
  static let margin = 8.0

  package var options: Options

  package init(_ options: Options = Options()) { self.options = options }

  /// The picture as one element `svg`, with its title and its description for those who cannot
  /// see it.
  package func svg(_ chart: Chart) -> String {
    let scene = Layout.scene(
      of: chart, Layout.Options(columns: options.width, rows: options.height))
    var writer = SVGWriter(prefix: SVGWriter.identifier(options.prefix))
    let width = Double(scene.columns) * SVGRenderer.column + 2 * SVGRenderer.margin
    let height = Double(scene.rows) * SVGRenderer.rowHeight + 2 * SVGRenderer.margin
    let size = "\(NumberText.coordinate(width)) \(NumberText.coordinate(height))"
    let heading = chart.title ?? ChartDescription.subtitle(of: chart)
    var out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\""
    out += " width=\"\(NumberText.coordinate(width))\" height=\"\(NumberText.coordinate(height))\""
    out += " role=\"img\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">\n"
    out += "<title>\(SVGWriter.escaped(heading.isEmpty ? "chart" : heading))</title>\n"
    let sentences = ChartDescription.sentences(of: chart).joined(separator: " ")
    out += "<desc>\(SVGWriter.escaped(sentences))</desc>\n"
    // What lies behind everything is drawn first; the rest in the order of the layout.
    for layer in 0...2 {
      for item in scene.items where SVGRenderer.layer(of: item) == layer { writer.draw(item) }
    }
    out += writer.definitions
    out += "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
    let margin = NumberText.coordinate(SVGRenderer.margin)
    out += "<g transform=\"translate(\(margin) \(margin))\">\n"
    out += writer.body
    out += "</g>\n</svg>\n"
    return out
  }

  private static func layer(of item: SceneItem) -> Int {
    switch item {
    case .shade: 0
    case .rule(let rule): rule.role == .grid ? 1 : 2
    case .text, .bar, .path, .area, .marker, .cell, .spark: 2
    }
  }
}
