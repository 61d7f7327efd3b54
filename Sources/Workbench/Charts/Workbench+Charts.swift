import Catalogue
import ColumnStore
package import Documents
package import Drawing
package import Presentation
import QuerySemantics
import SourceText

/// A chart with the table behind it: what is drawn, said and saved.
package struct ChartResult: Sendable {
  package var chart: Chart
  package var width: Int?
  package var height: Int?

  /// As text for a page: drawn, or told where the session asks for that.
  package func text(
    _ page: PageSettings, _ session: SessionOptions, colour: ColourDepth
  ) -> String {
    if session.describesCharts { return told(page) }
    return text(page, glyphs: session.glyphs, colour: colour)
  }

  /// The title, then a sentence a line, then the notes of the chart.
  package func told(_ page: PageSettings) -> String {
    let lines = [chart.title].compactMap { $0 } + ChartDescription.sentences(of: chart)
    return TableSetter.text(paragraphs: lines, page) + TableSetter.text(below: chart.captions, page)
  }

  /// Drawn for a page. Notes stand below the drawing as they stand below a table: only the lines
  /// of the drawing itself are of one width.
  package func text(_ page: PageSettings, glyphs: String, colour: ColourDepth) -> String {
    let set = GlyphSet(rawValue: glyphs) ?? .unicode
    let options = TextRenderer.Options(
      width: min(max(width ?? page.width, 20), 300), height: height,
      glyphs: page.glyphs == .ascii ? .ascii : set, colour: page.colour ? colour : .none)
    var drawing = chart
    drawing.captions = []
    return TextRenderer(options).lines(drawing).map { $0 + "\n" }.joined()
      + TableSetter.text(below: chart.captions, page)
  }

  package var svg: String {
    SVGRenderer(.init(width: width ?? 80, height: height)).svg(chart)
  }

  /// In the forms that a page may need.
  package var block: ChartBlock {
    ChartBlock(
      svg: svg, text: plain(.unicode), plainText: plain(.ascii), description: description)
  }

  /// In characters, the same on every screen; no spaces at the ends of lines.
  private func plain(_ glyphs: GlyphSet) -> String {
    var text = self.text(PageSettings(width: 80), glyphs: glyphs.rawValue, colour: .none)[...]
    while text.last == "\n" { text.removeLast() }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  /// The chart in sentences, for readers who cannot see it.
  package var description: String {
    ChartDescription.sentences(of: chart).joined(separator: " ")
  }
}

extension Workbench {
  /// Nil when something is wrong, which is in the outcome then.
  func draw(
    _ request: ChartRequest, _ result: WorkbenchResult, _ outcome: inout StatementOutcome
  ) -> ChartResult? {
    var maker = ChartMaker(catalogue: catalogue, request: request, table: result.table)
    do throws(ChartMaker.Problem) {
      var chart = try maker.chart(captions: captions(result))
      chart.subject = request.subject
      return ChartResult(chart: chart, width: request.width, height: request.height)
    } catch {
      outcome.diagnostics.append(
        Diagnostic(
          code: "chart", message: error.message, range: request.range, notes: error.notes))
      return nil
    }
  }

  /// How many countries each benchmark of a comparison has: `Members: OECD 38, World 250`.
  private func benchmarkCounts(_ table: Table) -> [String] {
    guard table.schema.key == ["who"], let who = table.column("who"),
      let counts = table.column("members")
    else { return [] }
    let parts = (0..<table.rowCount).compactMap { row -> String? in
      guard case .text(let name) = who[row], case .number(let count) = counts[row] else {
        return nil
      }
      return "\(name) \(Int(count))"
    }
    return parts.isEmpty ? [] : ["Members: " + parts.joined(separator: ", ")]
  }

  private func captions(_ result: WorkbenchResult) -> [String] {
    var lines = result.notes.map { "Note: \($0)" } + result.particulars
    lines += benchmarkCounts(result.table)
    let sources = SourceLine.short(result.sources)
    if !sources.isEmpty {
      lines.append(
        (sources.count == 1 ? "Source: " : "Sources: ")
          + sources.joined(
            separator: "; "
              + ""))
    }
    return lines
  }
}
