import Catalogue
import ColumnStore
import QuerySemantics
import SourceText
import Workbench

/// Reads inline values from what a brief's blocks gave.
struct InlineEvaluator {
  private let query: TableQuery
  private let naming: CatalogueNaming
  /// Labels of exhibits by the name of their block, for `{{ref NAME}}`.
  private let exhibits: [String: String]

  init(_ run: BriefRun, _ workbench: Workbench) {
    naming = CatalogueNaming(workbench.catalogue)
    exhibits = run.exhibitLabels
    // For expressions that stand alone: one row with nothing in it.
    var tables = ["one row": Table(schema: Schema([]), columns: [], rowCount: 1)]
    for (block, result) in zip(run.brief.blocks, run.blocks) {
      if let table = result.table { tables[block.identifier] = table }
    }
    query = TableQuery(workbench: workbench, tables: tables)
  }

  /// The words that stand for the value, as Markdown.
  func text(_ value: InlineValue) throws(TableQuery.Issue) -> String {
    let wanted = String(value.query.trimmed)
    if wanted.hasPrefix("ref ") {
      let name = String(wanted.dropFirst(4).trimmed)
      guard let label = exhibits[name] else {
        throw TableQuery.Issue(message: "no exhibit is called `\(name)`")
      }
      return label
    }
    if wanted == "as_of" {
      let time = query.workbench.options.asOf ?? query.workbench.catalogue.editionDate
      return time.text
    }
    if wanted == "edition" { return query.workbench.catalogue.edition }
    let table = try self.table(wanted)
    if table.rowCount == 0, table.columns.count == 1, let otherwise = value.format.otherwise {
      return otherwise
    }
    guard table.rowCount == 1, table.columns.count == 1 else {
      let rows = table.rowCount == 1 ? "1 row" : "\(table.rowCount) rows"
      throw TableQuery.Issue(
        message: "an inline value is one cell, `\(wanted)` has \(rows) and "
          + "\(table.columns.count) column\(table.columns.count == 1 ? "" : "s")")
    }
    return try text(table, value, wanted)
  }

  private func text(
    _ table: Table, _ value: InlineValue, _ wanted: String
  ) throws(TableQuery.Issue) -> String {
    let field = table.schema.fields[0]
    switch table.columns[0][0] {
    case .missing(let reason):
      if let otherwise = value.format.otherwise { return otherwise }
      throw TableQuery.Issue(
        message: "`\(wanted)` is missing (\(reason.label))",
        notes: ["say what should stand there then: {{\(wanted) | else not known}}"])
    case .number(let number):
      var shown = number
      let isPercent = field.unit?.hasPrefix("%") == true
      if value.format.isPercent, !isPercent { shown *= 100 }
      let decimals =
        value.format.decimals ?? (value.format.isPercent && !isPercent ? 0 : field.decimals)
      let text = InlineText.text(
        .number(shown), .number, naming, unit: nil, decimals: decimals, isYear: field.isYear)
      return value.format.isPercent ? text + "%" : text
    case .boolean, .text, .date, .entity:
      guard value.format.decimals == nil, !value.format.isPercent else {
        throw TableQuery.Issue(message: "`\(wanted)` is no number and takes no number's format")
      }
      return InlineText.cell(of: table, naming)
    }
  }

  /// `name[condition].column`, `name.column`, `name.rows`, `name`, a query, or an expression.
  private func table(_ wanted: String) throws(TableQuery.Issue) -> Table {
    let word = String(wanted.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    if word == "from" || word == "compare" { return try query.run(wanted) }
    guard let named = tableNamed(word) else {
      do {
        return try query.run("from `one row` | keep value = (\(wanted))")
      } catch {
        var issue = error
        // The bracket is not the author's.
        issue.message = issue.message.replacing("expected `)`,", with: "expected the end,")
        issue.notes.append(InlineEvaluator.forms)
        throw issue
      }
    }
    var rest = wanted.dropFirst(word.count).trimmed
    var text = "from `\(word)`"
    if rest.first == "[" {
      guard let close = InlineEvaluator.closing(rest) else {
        throw TableQuery.Issue(message: "the bracket in `\(wanted)` is not closed")
      }
      text += " | where (\(rest[rest.index(after: rest.startIndex)..<close]))"
      rest = rest[rest.index(after: close)...].trimmed
    }
    if rest.isEmpty { return try query.run(text) }
    guard rest.first == "." else {
      throw TableQuery.Issue(
        message: "`\(wanted)` cannot be read", notes: [InlineEvaluator.forms])
    }
    let column = String(rest.dropFirst().trimmed.filter { $0 != "`" })
    if column == "rows", named.schema.index(of: "rows") == nil {
      return try query.run(text + " | count")
    }
    return try query.run(text + " | keep value = `\(column)`")
  }

  private static let forms =
    "forms: {{NAME.column}}, {{NAME[condition].column}} and {{NAME.rows}} of the block with that id, "
    + "{{from … | …}}, {{PARAMETER}}"

  private func tableNamed(_ word: String) -> Table? {
    if let table = query.tables[word] { return table }
    if case .table(let table)? = query.workbench.definitions[word] { return table }
    return nil
  }

  /// The bracket that closes the first one, outside strings.
  private static func closing(_ text: Substring) -> Substring.Index? {
    var depth = 0
    var isString = false
    for index in text.indices {
      let character = text[index]
      if character == "\"" { isString.toggle() }
      if isString { continue }
      if character == "[" { depth += 1 }
      if character == "]" {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}

extension BriefRun {
  /// `Table 1`, `Figure 1`: blocks that show something, by their names.
  package var exhibitLabels: [String: String] {
    var labels: [String: String] = [:]
    var tables = 0
    var figures = 0
    for (block, result) in zip(brief.blocks, blocks) where result.isExhibit {
      if result.chart == nil {
        tables += 1
        labels[block.identifier] = "Table \(tables)"
      } else {
        figures += 1
        labels[block.identifier] = "Figure \(figures)"
      }
    }
    return labels
  }
}

extension BlockRun {
  package var isExhibit: Bool { !body.isEmpty && !results.isEmpty }
}
