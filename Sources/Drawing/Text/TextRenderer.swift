/// Draws charts as lines of text.
package struct TextRenderer: Sendable {
  package struct Options: Sendable, Equatable {
    /// Display columns of every line, 20 to 300; a smaller wish gets a line that says so.
    package var width: Int
    /// Rows of the frame of marks, where the kind does not settle them itself.
    package var height: Int?
    package var glyphs: GlyphSet
    package var colour: ColourDepth

    package init(
      width: Int = 80, height: Int? = nil, glyphs: GlyphSet = .unicode,
      colour: ColourDepth = .none
    ) {
      self.width = width
      self.height = height
      self.glyphs = glyphs
      self.colour = colour
    }
  }

  package var options: Options

  package init(_ options: Options = Options()) { self.options = options }

  /// The lines of the chart, all of one display width that is at most the width asked.
  ///
  /// - Complexity: O(marks + columns × rows).
  package func lines(_ chart: Chart) -> [String] {
    let layout = Layout.Options(
      columns: options.width, rows: options.height,
      ellipsis: options.glyphs.isASCII ? ".." : "…", isText: true,
      levels: options.glyphs.levels.count)
    return lines(Layout.scene(of: chart, layout))
  }

  func lines(_ scene: Scene) -> [String] {
    var canvas = Canvas(columns: scene.columns, rows: scene.rows, glyphs: options.glyphs)
    for item in scene.items { draw(item, on: &canvas) }
    return canvas.lines(colour: options.colour)
  }

  private func draw(_ item: SceneItem, on canvas: inout Canvas) {
    switch item {
    case .text(let text): canvas.draw(text)
    case .bar(let bar): canvas.draw(bar)
    case .path(let path): canvas.draw(path)
    case .area(let area): canvas.draw(area)
    case .marker(let marker): canvas.draw(marker)
    case .rule(let rule): canvas.draw(rule)
    case .cell(let cell): canvas.draw(cell)
    case .shade(let shade): canvas.draw(shade)
    case .spark(let spark):
      let line = Spark.line(spark.values.map { Datum($0) }, glyphs: options.glyphs)
      canvas.write(line, spark.column, spark.row, TextStyle(spark.ink))
    }
  }
}

/// The cell a position falls into.
func cellIndex(_ position: Double) -> Int {
  Int(min(max(position.isFinite ? position : -1, -1e6), 1e6).rounded(.down))
}
