import Catalogue
import ColumnStore
import QueryEngine
import QuerySemantics
package import QuerySyntax
package import SourceText

extension Workbench {
  /// One statement. Whatever goes wrong is in the outcome; the state is changed only at the end.
  package func run(_ statement: Statement, _ file: SourceFile) -> StatementOutcome {
    var outcome = StatementOutcome(range: statement.range, output: .none, diagnostics: [])
    switch statement.kind {
    case .pipeline(let pipeline):
      runQuery(file, statement.range, &outcome) { $0.bind(pipeline) }
    case .continuation(let verbs):
      guard let last = results.last else {
        outcome.diagnostics.append(
          SemanticIssue.unknownResult(name: "_", available: []).diagnostic(at: statement.range))
        break
      }
      runQuery(file, statement.range, &outcome) {
        $0.bind(verbs, from: last.table, range: statement.range)
      }
    case .letQuery(let name, let pipeline):
      guard mayDefine(name, &outcome) else { break }
      let binder = makeBinder(file)
      guard let bound = bind(binder, &outcome, { $0.bind(pipeline) }) else { break }
      guard let output = execute(bound, &outcome) else { break }
      let described = describe(output, bound, binder, file)
      definitions[name.text] = .table(output.table)
      provenance[name.text] = (described.sources, described.notes)
      outcome.output = .text(
        "\(name.text): \(rowsText(output.table.rowCount)), columns "
          + output.table.schema.fields.map(\.name).joined(separator: ", "))
      outcome.isAcknowledgement = true
    case .letExpression(let name, let expression):
      guard mayDefine(name, &outcome) else { break }
      definitions[name.text] = .expression(expression, text: file.text(in: expression.range))
    case .param(let name, let type, let value):
      define(name, type: type, default: value, file, &outcome)
    case .set(let name, let value):
      setOption(name, value, file, &outcome)
    case .explain(let inner): explain(inner, file, &outcome)
    case .search(let text): search(text, &outcome)
    case .why(let measure, let country, let time):
      why(measure, country, time, file, statement.range, &outcome)
    case .cite(let name, let options): cite(name, options, &outcome)
    case .profile(let country, let asOf, let options):
      profile(country, asOf, options, file, &outcome)
    case .hole: break
    }
    if let damage = catalogue.damage {
      // What was read of the lists may be what was found to be wrong: no answer stands.
      outcome.output = .none
      outcome.diagnostics = [
        Diagnostic(
          code: damage.code, message: damage.message,
          notes: ["the next start builds it anew from the data files"])
      ]
    }
    return outcome
  }

  private func runQuery(
    _ file: SourceFile, _ range: SourceRange, _ outcome: inout StatementOutcome,
    _ body: (Binder) -> BoundPipeline?
  ) {
    let binder = makeBinder(file)
    guard let bound = bind(binder, &outcome, body),
      let output = execute(bound, &outcome)
    else { return }
    var result = describe(output, bound, binder, file)
    if output.rowCounts.contains(0) {
      result.notes += emptyResultNotes(bound.query, output.rowCounts, file)
    }
    var drawn: ChartResult?
    for finishing in bound.finishing {
      switch finishing {
      case .chart(let request):
        guard let chart = draw(request, result, &outcome) else { return }
        drawn = chart
      case .save(let path, let replace, let place):
        guard save(result, drawn, to: path, replace: replace, at: place, &outcome) else { return }
      case .note: break
      }
    }
    result.chart = drawn
    let kept = keep(result)
    outcome.output = drawn.map { .chart($0, kept) } ?? .result(kept)
  }

  func bind(
    _ binder: Binder, _ outcome: inout StatementOutcome, _ body: (Binder) -> BoundPipeline?
  ) -> BoundPipeline? {
    let bound = body(binder)
    outcome.diagnostics += binder.sink.diagnostics
    if let failure = binder.failure { report(failure, &outcome) }
    // Looking into a large file is work too.
    if outcome.diagnostics.contains(where: { $0.code == FileIssue.interruption }) {
      outcome.diagnostics = []
      outcome.wasInterrupted = true
    }
    return bound
  }

  func execute(_ bound: BoundPipeline, _ outcome: inout StatementOutcome) -> RunOutput? {
    do {
      return try engine.run(bound.query)
    } catch {
      report(error, &outcome)
      return nil
    }
  }

  private func report(_ error: any Error, _ outcome: inout StatementOutcome) {
    switch error as? EngineError {
    case .interrupted?: outcome.wasInterrupted = true
    case .failed(let code, let message, let range, let notes)?:
      outcome.diagnostics.append(
        Diagnostic(code: code, message: message, range: range, notes: notes))
    case nil:
      outcome.diagnostics.append(
        Diagnostic(code: "internal", message: "the query could not be run: \(error)"))
    }
  }

  private func mayDefine(_ name: Name, _ outcome: inout StatementOutcome) -> Bool {
    guard definitions[name.text] != nil, !allowsRedefinition else { return true }
    outcome.diagnostics.append(
      SemanticIssue.definedTwice(name: name.text).diagnostic(at: name.range))
    return false
  }

  private func define(
    _ name: Name, type: Name, default value: Expression, _ file: SourceFile,
    _ outcome: inout StatementOutcome
  ) {
    guard mayDefine(name, &outcome) else { return }
    let types: [String: ValueType] = [
      "country": .country, "treaty": .treaty, "measure": .measure, "group": .group,
      "number": .number, "year": .number, "date": .date, "text": .text, "boolean": .boolean,
    ]
    guard let valueType = types[type.text] else {
      outcome.diagnostics.append(
        SemanticIssue.badValue(
          what: "the type of a parameter", found: "`\(type.text)`",
          allowed: types.keys.sorted().joined(separator: ", ")
        ).diagnostic(at: type.range))
      return
    }
    let binder: Binder
    let expression: Expression
    if let given = parameterValues[name.text] {
      // Values from outside are names or literals, as a reader would type them.
      let outside = SourceFile(name: "--set \(name.text)", text: given)
      binder = makeBinder(outside)
      expression = Binder.literal(given, type: valueType)
    } else {
      binder = makeBinder(file)
      expression = value
    }
    let scalar = binder.constant(expression, type: valueType, name: name.text)
    if parameterValues[name.text] != nil {
      outcome.diagnostics += binder.sink.diagnostics.map {
        var finding = $0
        finding.range = name.range
        finding.notes.append("the value was given by --set \(name.text)=…")
        return finding
      }
    } else {
      outcome.diagnostics += binder.sink.diagnostics
    }
    if let scalar { definitions[name.text] = .value(scalar, valueType) }
  }

  private func setOption(
    _ name: Name, _ value: Expression, _ file: SourceFile, _ outcome: inout StatementOutcome
  ) {
    guard let record = OptionRecord.record(named: name.text) else {
      let names = OptionRecord.all.map(\.name)
      outcome.diagnostics.append(
        SemanticIssue.unknownOption(
          verb: "set", name: name.text,
          nearest: NameSuggestion.nearest(to: name.text, among: names, limit: 3), allowed: names
        ).diagnostic(at: name.range))
      return
    }
    var text = file.text(in: value.range)
    if case .string(let quoted) = value.kind { text = quoted }
    var changed = options
    guard record.apply(text, &changed) else {
      outcome.diagnostics.append(
        SemanticIssue.badValue(
          what: "`\(record.name)`", found: "`\(text)`", allowed: record.allowed
        ).diagnostic(at: value.range))
      return
    }
    options = changed
  }

  /// The same as `set`, for the command line.
  package func setOption(_ name: String, to text: String) -> Bool {
    var changed = options
    guard let record = OptionRecord.record(named: name), record.apply(text, &changed) else {
      return false
    }
    options = changed
    return true
  }

  func rowsText(_ count: Int) -> String { count == 1 ? "1 row" : "\(count) rows" }
}
