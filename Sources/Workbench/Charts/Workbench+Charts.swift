import Catalogue
import ColumnStore
package import Drawing
package import Presentation
import QuerySemantics
import SourceText

/// A chart with the table behind it: what is drawn, said and saved.
package struct ChartResult: Sendable {
  package var chart: Chart
  package var width: Int?
  package var height: Int?

  /// As text for a page.
  package func text(_ page: PageSettings, glyphs: String, colour: ColourDepth) -> String {
    let set = GlyphSet(rawValue: glyphs) ?? .unicode
    let options = TextRenderer.Options(
      width: min(max(width ?? page.width, 20), 300), height: height,
      glyphs: page.glyphs == .ascii ? .ascii : set, colour: page.colour ? colour : .none)
    return TextRenderer(options).lines(chart).map { $0 + "\n" }.joined()
  }

  package var svg: String {
    SVGRenderer(.init(width: width ?? 80, height: height)).svg(chart)
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
    let maker = ChartMaker(catalogue: catalogue, request: request, table: result.table)
    do throws(ChartMaker.Problem) {
      let chart = try maker.chart(captions: captions(result))
      return ChartResult(chart: chart, width: request.width, height: request.height)
    } catch {
      outcome.diagnostics.append(
        Diagnostic(code: "chart", message: error.message, range: request.range))
      return nil
    }
  }

  private func captions(_ result: WorkbenchResult) -> [String] {
    var lines = result.notes.map { "Note: \($0)" } + result.particulars
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
