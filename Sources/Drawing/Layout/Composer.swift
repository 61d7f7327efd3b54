import SourceText

/// A scene in the making, filled from top to bottom, with what all kinds need to know.
struct Composer {
  var scene: Scene
  /// The first row that is still free.
  var row = 0
  var options: Layout.Options
  let highlight: Set<String>
  let references: [Reference]
  /// Domains that several panels have in common.
  var shared = SharedDomains()
  /// The generated subtitle, which may make the caption of an axis needless.
  var heading = ""
  /// Sentences under the chart: rules used, counts, what could not be placed.
  var notes: [String] = []

  var columns: Int { scene.columns }

  init(
    columns: Int, options: Layout.Options, highlight: Set<String> = [],
    references: [Reference] = []
  ) {
    scene = Scene(columns: columns)
    self.options = options
    self.highlight = highlight
    self.references = references.filter(\.value.isFinite)
  }

  mutating func add(_ item: SceneItem) { scene.items.append(item) }

  mutating func text(
    _ text: String, x: Double, row: Int, exact: Double? = nil, anchor: SceneText.Anchor = .start,
    ink: Ink = .text, isBold: Bool = false
  ) {
    guard !text.isEmpty else { return }
    add(
      .text(
        SceneText(
          text: text, x: x, row: row, exact: exact, anchor: anchor, ink: ink, isBold: isBold)))
  }

  mutating func rule(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ role: SceneRule.Role,
    ink: Ink = .muted
  ) {
    add(
      .rule(
        SceneRule(
          from: Point(x: from.x, y: from.y), to: Point(x: to.x, y: to.y), role: role, ink: ink)))
  }

  mutating func marker(x: Double, y: Double, _ shape: SceneMarker.Shape, ink: Ink) {
    add(.marker(SceneMarker(at: Point(x: x, y: y), shape: shape, ink: ink)))
  }

  /// Lines of running text over the whole width.
  mutating func paragraph(_ text: String, ink: Ink = .text, isBold: Bool = false) {
    for line in TextFlow.wrapped(text, to: columns) {
      self.text(line, x: 0, row: row, ink: ink, isBold: isBold)
      row += 1
    }
  }

  /// Says in one line why there is no drawing.
  mutating func decline(_ reason: String) {
    paragraph("nothing to draw: \(reason)", ink: .muted)
  }

  /// The caption of an axis as a line above the marks, unless the subtitle has just said it.
  mutating func captionLine(_ caption: String) {
    if !caption.isEmpty, heading.hasPrefix(caption) { return }
    paragraph(caption, ink: .muted)
  }

  func shortened(_ label: String, to width: Int) -> String {
    TextFlow.shortened(label, to: width, ellipsis: options.ellipsis)
  }

  /// The scene as high as what it holds.
  func finished() -> Scene {
    var scene = scene
    scene.rows = row
    return scene
  }

  // MARK: Who is drawn how

  /// More points than this are drawn as small dots.
  static let crowd = 100

  /// Series beyond this many cannot be told apart by shape and colour.
  static let mostDistinct = 8

  /// The ink and shape of each name of a list.
  ///
  /// With highlighted names, those take the inks in their order and the rest is context. Without,
  /// up to eight names have an ink each; more are all context.
  func roles(of names: [String]) -> [SeriesRole] {
    let isAnyHighlighted = !highlight.isEmpty && names.contains(where: highlight.contains)
    var next = 0
    return names.map { name in
      let isDistinct =
        isAnyHighlighted ? highlight.contains(name) : names.count <= Composer.mostDistinct
      guard isDistinct else { return SeriesRole(index: 0, ink: .context, isHighlighted: false) }
      let role = SeriesRole(
        index: next, ink: isAnyHighlighted ? Composer.highlightInk(next) : .series(next),
        isHighlighted: isAnyHighlighted)
      next += 1
      return role
    }
  }

  /// The highlight first, then the inks of series without the one that looks like it.
  private static func highlightInk(_ index: Int) -> Ink {
    index == 0 ? .highlight : .series(index == 1 ? 0 : index)
  }

  /// Ink of one bar or dot among categories: highlighted, context beside one, or plain.
  func ink(ofCategory name: String, among names: [String]) -> Ink {
    guard !highlight.isEmpty, names.contains(where: highlight.contains) else {
      return .series(0)
    }
    return highlight.contains(name) ? .highlight : .context
  }

  /// A line of marks with their words, wrapped where it is too long.
  mutating func legend(_ entries: [(shape: LegendShape, label: String)]) {
    var x = 0
    for (shape, label) in entries where !label.isEmpty {
      let cut = shortened(label, to: max(columns - shape.width - 1, 4))
      let width = shape.width + 1 + DisplayWidth.of(cut)
      if x > 0, x + width > columns {
        x = 0
        row += 1
      }
      add(shape.item(x: x, row: row))
      text(cut, x: Double(x + shape.width + 1), row: row)
      x += width + 3
    }
    if x > 0 { row += 1 }
  }
}

struct SeriesRole {
  /// The filling of a surface that has no neighbours to be told from.
  static let light = 100

  /// Which shape, stroke and pattern; 0 for context.
  var index: Int
  /// The filling of a surface, where it is not that of the index.
  var pattern = 0
  var ink: Ink
  var isHighlighted: Bool

  var isContext: Bool { ink == .context }
  var shape: SceneMarker.Shape { isContext ? .context : .series(index) }
}

/// A mark in a legend.
enum LegendShape {
  case marker(SceneMarker.Shape, Ink)
  case bar(Int, Ink)
  case cell(Fill)
  case line(SceneRule.Role, Ink)

  var width: Int {
    switch self {
    case .marker: 1
    case .bar, .cell, .line: 2
    }
  }

  func item(x: Int, row: Int) -> SceneItem {
    let left = Double(x)
    let middle = Double(row) + 0.5
    switch self {
    case .marker(let shape, let ink):
      return .marker(SceneMarker(at: Point(x: left + 0.5, y: middle), shape: shape, ink: ink))
    case .bar(let pattern, let ink):
      return .bar(
        SceneBar(
          from: Point(x: left, y: Double(row)), to: Point(x: left + 2, y: Double(row + 1)),
          isLying: true, isSample: true, ink: ink, pattern: pattern))
    case .cell(let fill):
      return .cell(SceneCell(x: x, row: row, width: 2, height: 1, fill: fill, label: nil))
    case .line(let role, let ink):
      return .rule(
        SceneRule(
          from: Point(x: left, y: middle), to: Point(x: left + 2, y: middle), role: role, ink: ink))
    }
  }
}
