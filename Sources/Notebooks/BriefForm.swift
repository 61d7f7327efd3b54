package import Catalogue
import ColumnStore
package import Documents
package import Spreadsheets
import Workbench

/// The forms a brief is rendered in.
package enum BriefForm: String, CaseIterable, Sendable {
  case html, md, tex, ipynb, xlsx, bib, docx, pdf

  /// The form that a file's name asks for.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }

  /// Whether pandoc makes it, from the HTML.
  package var needsPandoc: Bool {
    switch self {
    case .docx, .pdf: true
    case .html, .md, .tex, .ipynb, .xlsx, .bib: false
    }
  }

  /// The document in the form; for those that pandoc makes, what it is given.
  package func bytes(
    _ document: Document, _ run: BriefRun, _ catalogue: Catalogue
  ) throws(Spreadsheet.Issue) -> [UInt8] {
    switch self {
    case .html, .docx, .pdf: return Array(HTMLRenderer().render(document).utf8)
    case .md: return Array(MarkdownRenderer().render(document).utf8)
    case .tex: return Array(LaTeXRenderer().render(document).utf8)
    case .ipynb: return Array(NotebookRenderer().render(document).utf8)
    case .xlsx: return try BriefForm.workbook(document, run, catalogue)
    case .bib:
      let entries = run.sources.map { BriefForm.bibTeX($0, run.setting.edition) }
      return Array(entries.joined(separator: "\n").utf8)
    }
  }

  /// A sheet for each exhibit: a table as it is, behind a figure the table that was drawn.
  private static func workbook(
    _ document: Document, _ run: BriefRun, _ catalogue: Catalogue
  ) throws(Spreadsheet.Issue) -> [UInt8] {
    let labels = run.exhibitLabels
    var sheets: [TableSheet] = []
    for (block, result) in zip(run.brief.blocks, run.blocks) where result.isExhibit {
      let label = labels[block.identifier] ?? block.identifier
      let caption = MarkdownReader.inlines(result.caption).plainText
      for table in result.results {
        sheets.append(
          table.sheet(named: label, caption: caption.isEmpty ? label : "\(label). \(caption)"))
      }
    }
    guard !sheets.isEmpty else {
      throw Spreadsheet.Issue(
        message: "there is no table to put into a workbook",
        notes: ["a block that gives a table becomes a sheet"])
    }
    let day = run.setting.asOf.flatMap { PartialDate($0) } ?? catalogue.editionDate
    return try Spreadsheet(
      title: document.title, day: day, sheets: sheets,
      references: run.sources.map { BriefEnd.reference($0).plainText }
    ).bytes(naming: CatalogueNaming(catalogue))
  }

  private static func bibTeX(_ source: SourceLine, _ edition: String) -> String {
    var lines = ["@misc{\(source.key.filter { $0.isLetter || $0.isNumber }),"]
    func add(_ name: String, _ text: String) {
      if !text.isEmpty { lines.append("  \(name) = {\(LaTeXRenderer.escaped(text))},") }
    }
    if !source.authority.isEmpty {
      lines.append("  author = {{\(LaTeXRenderer.escaped(source.authority))}},")
    }
    add("title", source.title)
    let year = source.asOf.prefix(4)
    if year.count == 4, year.allSatisfy(\.isNumber) { add("year", String(year)) }
    add("howpublished", source.reference)
    let note = [source.asOf.isEmpty ? "" : "As of \(source.asOf)", source.licence]
    add(
      "note",
      (note + ["Accord data, edition \(edition)"]).filter { !$0.isEmpty }.joined(separator: "; "))
    return (lines + ["}", ""]).joined(separator: "\n")
  }
}
