import ColumnStore
import Documents
import QuerySyntax
import SourceText
import Workbench

/// What ends every document: where the data are and what they allow, how each exhibit can be made
/// again, and the references.
struct BriefEnd {
  private let run: BriefRun
  private let name: String
  private let sources: [SourceLine]

  init(_ run: BriefRun, _ name: String) {
    self.run = run
    self.name = name
    sources = run.sources
  }

  var blocks: [Block] {
    var blocks: [Block] = [.heading(level: 2, [.text("Data availability")])]
    blocks += availability
    if run.blocks.contains(where: \.isExhibit) {
      blocks += [.heading(level: 2, [.text("Exhibits")]), .table(exhibits)]
    }
    if !sources.isEmpty {
      blocks.append(.heading(level: 2, [.text("References")]))
      blocks.append(
        .list(
          List(
            start: nil, isTight: true, items: sources.map { [.paragraph(BriefEnd.reference($0))] }))
      )
    }
    if !statements.isEmpty { blocks.append(.appendix(statements)) }
    return blocks
  }

  /// All statements in order: what makes the document again, as one script.
  private var statements: String {
    let labels = run.exhibitLabels
    return zip(run.brief.blocks, run.blocks).map { block, result in
      let label = result.isExhibit ? labels[block.identifier] : nil
      let title = [label, result.caption.isEmpty ? nil : result.caption].compactMap(\.self)
      let comment = title.isEmpty ? "" : "# " + title.joined(separator: ". ") + "\n"
      let file = SourceFile(name: name, text: result.statements)
      var sink = DiagnosticSink()
      let tree = Parser.parse(file, reporting: &sink)
      return comment + SyntaxFormatter.format(tree, file)
    }.joined(separator: "\n")
  }

  private var availability: [Block] {
    var text = "All figures come from the Accord data, edition \(run.setting.edition), "
    text += "and were computed by Accord \(run.engine) from "
    var first: [Inline] = [.text(text), .code(name)]
    if let asOf = run.setting.asOf { first.append(.text(", read as of \(asOf)")) }
    if !run.setting.parameters.isEmpty {
      let given = run.setting.parameters.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
      first.append(.text(", with \(given)"))
    }
    first += [
      .text(". "), .code("accord check \(name)"),
      .text(" runs every query again and compares every cell. The sources are listed below"),
    ]
    first.append(.text(terms))
    return [.paragraph(first)]
  }

  /// What may be done with the data, as far as the sources say.
  private var terms: String {
    let unstated = sources.filter { $0.licence.isEmpty || $0.licence.hasPrefix("not stated") }
    if unstated.isEmpty { return ", each with its licence." }
    let names = unstated.map(\.key).joined(separator: ", ")
    return ", each with its licence; those of \(names) do not state one, or state it only in part, "
      + "and their owners should be asked before the figures are published again in bulk."
  }

  private var exhibits: TableGrid {
    var rows: [[[Inline]]] = []
    let labels = run.exhibitLabels
    for (block, result) in zip(run.brief.blocks, run.blocks) where result.isExhibit {
      rows.append([
        [.text(labels[block.identifier] ?? "")], [.code(block.identifier)], [.code(result.query)],
        [.code(result.data)], [.text(result.table.map { String($0.rowCount) } ?? "")],
      ])
    }
    return TableGrid(
      alignments: [.leading, .leading, .leading, .leading, .trailing],
      heads: ["exhibit", "block", "query", "data", "rows"].map { [.text($0)] }, rows: rows)
  }

  static func reference(_ source: SourceLine) -> [Inline] {
    var out: [Inline] = []
    if !source.authority.isEmpty { out.append(.text(source.authority + ". ")) }
    out += [.emphasis([.text(source.title)]), .text(".")]
    if !source.asOf.isEmpty { out.append(.text(" As of \(source.asOf).")) }
    if !source.licence.isEmpty { out.append(.text(" Licence: \(source.licence).")) }
    if !source.reference.isEmpty { out.append(.text(" \(source.reference).")) }
    out.append(.text(" [\(source.key)]"))
    return out
  }
}

extension BriefRun {
  /// The sources of all blocks, each once, by author and title.
  var sources: [SourceLine] {
    var seen: Set<String> = []
    return blocks.flatMap(\.sources).filter { seen.insert($0.key).inserted }
      .sorted { ($0.authority, $0.title, $0.key) < ($1.authority, $1.title, $1.key) }
  }
}
