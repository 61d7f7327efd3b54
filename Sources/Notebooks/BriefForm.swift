package import Documents
import Workbench

/// The forms a brief is rendered in.
package enum BriefForm: String, CaseIterable, Sendable {
  case html, md, tex, ipynb, bib, docx, pdf

  /// The form that a file's name asks for.
  package init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }

  /// Whether pandoc makes it, from the HTML.
  package var needsPandoc: Bool {
    switch self {
    case .docx, .pdf: true
    case .html, .md, .tex, .ipynb, .bib: false
    }
  }

  /// The document in the form; for those that pandoc makes, what it is given.
  package func text(_ document: Document, _ run: BriefRun) -> String {
    switch self {
    case .html, .docx, .pdf: HTMLRenderer().render(document)
    case .md: MarkdownRenderer().render(document)
    case .tex: LaTeXRenderer().render(document)
    case .ipynb: NotebookRenderer().render(document)
    case .bib: run.sources.map { BriefForm.bibTeX($0, run.setting.edition) }.joined(separator: "\n")
    }
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
