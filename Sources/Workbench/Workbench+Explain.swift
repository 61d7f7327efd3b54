import Catalogue
import ColumnStore
import QueryEngine
import QuerySemantics
import QuerySyntax
import SourceText

/// `explain`: what a statement does, verb by verb, in plain sentences with the rows after each.
extension Workbench {
  func explain(_ statement: Statement, _ file: SourceFile, _ outcome: inout StatementOutcome) {
    let binder = makeBinder(file)
    let bound: BoundPipeline?
    switch statement.kind {
    case .hole:
      explainLast(statement.range, &outcome)
      return
    case .pipeline(let pipeline), .letQuery(_, let pipeline):
      bound = bind(binder, &outcome) { $0.bind(pipeline) }
    case .continuation(let verbs):
      guard let last = results.last else {
        outcome.diagnostics.append(
          SemanticIssue.unknownResult(name: "_", available: []).diagnostic(at: statement.range))
        return
      }
      bound = bind(binder, &outcome) { $0.bind(verbs, from: last.table, range: statement.range) }
    case .letExpression(let name, _):
      outcome.output = .text(
        "Defines \(name.text): read on each row where it is used, at that row's time.")
      return
    case .set(let name, _):
      outcome.output = .text(
        "Changes \(name.text): \(OptionRecord.record(named: name.text)?.summary ?? "no such option")."
      )
      return
    default:
      outcome.output = .text("Asks the catalogue; no rows are passed on.")
      return
    }
    guard let bound, let output = execute(bound, &outcome) else { return }
    var lines: [String] = []
    if let prefix = bound.prefix, let ran = try? engine.run(prefix) {
      lines += sentences(prefix, ran.rowCounts, file, firstNumber: 1)
      lines += sentences(bound.query, output.rowCounts, file, firstNumber: lines.count + 1)
        .dropFirst().map { $0 }
    } else {
      lines = sentences(bound.query, output.rowCounts, file, firstNumber: 1)
    }
    let described = describe(output, bound, binder, file)
    for case .chart(let request) in bound.finishing {
      guard let chart = draw(request, described, &outcome) else { return }
      lines.append("\(lines.count + 1). Draws it. \(chart.description)")
    }
    lines += described.notes.map { "Note: " + $0 + ($0.hasSuffix("…") ? "" : ".") }
    outcome.output = .text(lines.joined(separator: "\n"))
  }

  /// The last result in sentences: its chart if it was drawn, else its shape.
  private func explainLast(_ range: SourceRange, _ outcome: inout StatementOutcome) {
    guard let last = results.last else {
      outcome.diagnostics.append(
        SemanticIssue.unknownResult(name: "_", available: []).diagnostic(at: range))
      return
    }
    if let chart = last.chart {
      outcome.output = .text(chart.told(page(width: 80, colour: false)).droppingLastLineBreak)
      return
    }
    let columns = last.table.schema.fields.map(\.name).joined(separator: ", ")
    let lines =
      ["The last result has \(rowsText(last.table.rowCount)), columns \(columns)."]
      + last.notes.map { "Note: " + $0 + ($0.hasSuffix("…") ? "" : ".") }
    outcome.output = .text(lines.joined(separator: "\n"))
  }

  private func sentences(
    _ query: BoundQuery, _ counts: [Int], _ file: SourceFile, firstNumber: Int
  ) -> [String] {
    var number = firstNumber
    func line(_ text: String, _ rows: Int?) -> String {
      defer { number += 1 }
      return "\(number). \(text)" + (rows.map { ": \(rowsText($0))." } ?? ".")
    }
    var lines = [line(sentence(query.source), counts.first)]
    var index = 0
    while index < query.steps.count {
      // A verb may be several steps; it is told once, with the rows after the last of them.
      var last = index
      while last + 1 < query.steps.count, query.steps[last + 1].range == query.steps[index].range {
        last += 1
      }
      let rows = counts.indices.contains(last + 1) ? counts[last + 1] : nil
      lines.append(line(sentence(query.steps[index...last], file), rows))
      index = last + 1
    }
    return lines
  }

  private func sentence(_ source: BoundSource) -> String {
    switch source.kind {
    case .catalogue(let name, let day):
      let when = day.map { " without what happened after \(PartialDate(firstDay: $0).text)" } ?? ""
      let key = source.schema.key.joined(separator: " × ")
      return "Starts with the table \(name)\(name == "ratifications" ? when : "")"
        + (key.isEmpty ? "" : ", one row per \(key)")
    case .panel(let first, let last):
      return "Starts with every country × year from \(first) to \(last) in which the country "
        + "existed"
    case .table: return "Starts with an earlier result"
    case .file(let file): return "Reads the file \(file.path)"
    case .query: return "Starts with the result of a query in brackets"
    }
  }

  private func sentence(_ steps: ArraySlice<BoundStep>, _ file: SourceFile) -> String {
    guard let step = steps.last else { return "" }
    let text = file.text(in: step.range)
    let rest = text.split(separator: " ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    switch step.verb {
    case "where": return "Keeps the rows where \(rest)"
    case "keep":
      return "Keeps only the columns "
        + "\(step.output.fields.map(\.name).joined(separator: ", "))"
    case "drop": return "Leaves out the columns \(rest)"
    case "rename": return "Renames \(rest)"
    case "derive": return "Adds \(rest)"
    case "sort": return "Sorts by \(rest), ties by the remaining columns"
    case "take": return "Takes the first \(rest)"
    case "skip": return "Leaves out the first \(rest)"
    case "sample": return "Draws a sample of \(rest)"
    case "distinct":
      return "Keeps one row per distinct combination"
        + (rest.isEmpty
          ? ""
          : " of "
            + "\(rest)")
    case "count": return "Counts the rows" + (rest.isEmpty ? "" : " \(rest)")
    case "summarise", "summarize": return "Makes one row per group: \(rest)"
    case "pivot":
      return "Turns the values of \(rest.split(separator: " ").first ?? "") into "
        + "columns"
    case "unpivot": return "Turns columns into rows: \(rest)"
    case "join": return "Joins \(rest)"
    case "append": return "Adds the rows of \(rest)"
    case "latest": return "Keeps the last row in time \(rest)"
    case "fill": return "Fills gaps in \(rest)"
    case "commitments":
      return "Adds the status of each treaty of \(rest), and how many bind the country"
    case "gap":
      return "Puts \(rest) on 0 to 1 and subtracts the second, leaving out rows without both"
    case "benchmark": return "Adds the benchmark of \(rest) and the difference"
    case "overdue": return "Lists the reports under \(rest) that are due"
    case "implementation": return "Says for \(rest) what is known of each country"
    case "describe": return "Summarises every column"
    case "freq": return "Counts each value of \(rest)"
    default: return text
    }
  }
}

extension String {
  fileprivate var droppingLastLineBreak: String {
    hasSuffix("\n") ? String(dropLast()) : self
  }
}
