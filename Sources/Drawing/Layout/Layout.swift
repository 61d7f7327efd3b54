import SourceText

/// Turns charts into scenes: the one place where sizes, scales, order and labels are settled.
package enum Layout {
  package struct Options: Sendable, Equatable {
    package var columns: Int
    /// Rows of the frame of marks for kinds that do not settle them themselves.
    package var rows: Int?
    /// What stands for the part of a label that was cut.
    package var ellipsis: String
    /// Whether cells will be letters, so that cells must not be halved.
    package var isText: Bool
    /// Steps of a scale the renderer can show; many for print.
    package var levels: Int

    package init(
      columns: Int, rows: Int? = nil, ellipsis: String = "…", isText: Bool = false,
      levels: Int = 64
    ) {
      self.columns = columns
      self.rows = rows
      self.ellipsis = ellipsis
      self.isText = isText
      self.levels = levels
    }
  }

  static let fewestColumns = 20
  static let mostColumns = 300
  static let mostRows = 200

  /// Lays the chart out in at most the columns asked.
  package static func scene(of chart: Chart, _ options: Options) -> Scene {
    guard options.columns >= fewestColumns else {
      var small = Composer(columns: max(options.columns, 0), options: options)
      small.text(
        small.shortened("needs \(fewestColumns) columns", to: small.columns), x: 0, row: 0)
      small.row = 1
      return small.finished()
    }
    var page = Composer(columns: min(options.columns, mostColumns), options: options)
    if let title = chart.title { page.paragraph(title, isBold: true) }
    page.paragraph(chart.subtitle ?? ChartDescription.subtitle(of: chart), ink: .muted)
    let shared = SharedDomains(of: chart)
    if chart.panels.count > 1 {
      multiples(chart, shared, on: &page)
    } else if let panel = chart.panels.first {
      if let name = panel.name { page.paragraph(name, isBold: true) }
      let inner = self.panel(panel, chart, shared, page.columns, options)
      page.scene.place(inner.scene, column: 0, row: page.row)
      page.row += inner.scene.rows
      page.scene.columns = max(page.columns, inner.scene.columns)
      page.notes += inner.notes
    } else {
      page.decline("the chart has no content")
    }
    if let shown = ShownNote.text(of: chart) { page.paragraph(shown, ink: .muted) }
    for note in page.notes { page.paragraph(note, ink: .muted) }
    for caption in chart.captions { page.paragraph(caption, ink: .muted) }
    return page.finished()
  }

  /// Small multiples in a grid of equal panels, read row by row.
  private static func multiples(
    _ chart: Chart, _ shared: SharedDomains, on page: inout Composer
  ) {
    let narrowest = 32
    let gap = 2
    let across = min(
      chart.panels.count, max(1, (page.columns + gap) / (narrowest + gap)),
      chart.panels.count <= 4 ? 2 : 4)
    let width = (page.columns - gap * (across - 1)) / across
    var options = page.options
    if options.rows == nil { options.rows = min(max(width / 4, 6), 14) }
    var column = 0
    var height = 0
    for (index, panel) in chart.panels.enumerated() {
      var own = shared
      if !chart.sharesScales {
        var alone = chart
        alone.panels = [panel]
        own = SharedDomains(of: alone)
      }
      let inner = self.panel(panel, chart, own, width, options)
      let left = column * (width + gap)
      let name = TextFlow.shortened(panel.name ?? "", to: width, ellipsis: options.ellipsis)
      page.text(name, x: Double(left), row: page.row, isBold: true)
      page.scene.place(inner.scene, column: left, row: page.row + 1)
      height = max(height, inner.scene.rows + 1)
      for note in inner.notes where !page.notes.contains(note) { page.notes.append(note) }
      column += 1
      if column == across || index == chart.panels.count - 1 {
        page.row += height + (index == chart.panels.count - 1 ? 0 : 1)
        column = 0
        height = 0
      }
    }
  }

  private static func panel(
    _ panel: Panel, _ chart: Chart, _ shared: SharedDomains, _ columns: Int,
    _ options: Options
  ) -> (scene: Scene, notes: [String]) {
    var composer = Composer(
      columns: columns, options: options, highlight: chart.highlight,
      references: chart.references)
    composer.shared = shared
    if !chart.sharesScales {
      composer.heading = panel.name ?? ""
    } else if chart.subtitle == nil {
      composer.heading = ChartDescription.shown(in: chart)
    }
    if let rows = composer.options.rows, rows > mostRows {
      composer.notes.append("drawn with \(mostRows) rows, the most there are")
    }
    switch panel.content {
    case .bar(let data): composer.bars(data)
    case .dot(let data): composer.dots(data)
    case .dumbbell(let data): composer.dumbbells(data)
    case .slope(let data): composer.slopes(data)
    case .line(let data): composer.lines(data, .line)
    case .area(let data): composer.lines(data, .area)
    case .step(let data): composer.lines(data, .step)
    case .scatter(let data): composer.scatter(data)
    case .histogram(let data): composer.histograms(data)
    case .box(let data): composer.boxes(data)
    case .strip(let data): composer.strips(data)
    case .heatmap(let data): composer.heatmap(data)
    case .matrix(let data): composer.matrix(data)
    case .timeline(let data): composer.timeline(data)
    case .tilemap(let data): composer.tilemap(data)
    case .event(let data): composer.events(data)
    case .spark(let data): composer.sparks(data)
    }
    return (composer.finished(), composer.notes)
  }
}
