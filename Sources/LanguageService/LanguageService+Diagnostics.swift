import ColumnStore
import QuerySemantics
import QuerySyntax
package import SourceText
import Workbench

extension LanguageService {
  /// What is wrong with a text, as far as that can be told without running it.
  ///
  /// Statements see what earlier ones in the text define. Columns that only a run can name (behind
  /// `pivot` and `compare`) are not reported.
  package func diagnostics(_ text: String) -> [Diagnostic] {
    let file = SourceFile(name: "", text: text)
    var sink = DiagnosticSink()
    let tree = Parser.parse(file, reporting: &sink)
    let syntax = sink.diagnostics
    var found = syntax
    var local = LocalState()
    for statement in tree.statements {
      let binder = makeBinder(file, local)
      let meant = check(statement.kind, statement.range, file, binder, local)
      found += meant.filter { finding in !syntax.contains { overlaps($0, finding) } }
      local.advance(past: statement, file, makeBinder(file, local))
    }
    return found.enumerated().sorted {
      ($0.element.range?.start ?? 0, $0.offset) < ($1.element.range?.start ?? 0, $1.offset)
    }.map(\.element)
  }

  private func check(
    _ kind: Statement.Kind, _ range: SourceRange, _ file: SourceFile, _ binder: Binder,
    _ local: LocalState
  ) -> [Diagnostic] {
    switch kind {
    case .pipeline(let pipeline), .letQuery(_, let pipeline):
      _ = binder.bind(pipeline)
      return known(binder.sink.diagnostics, in: pipeline.verbs, local)
    case .continuation(let verbs):
      guard let table = binder.environment.results["_"] else {
        if local.hasResults { return [] }
        return [SemanticIssue.unknownResult(name: "_", available: []).diagnostic(at: range)]
      }
      _ = binder.bind(verbs, from: table, range: range)
      return known(binder.sink.diagnostics, in: verbs, local)
    case .explain(let inner): return check(inner.kind, inner.range, file, binder, local)
    case .why(let measure, let country, let time): _ = binder.bindWhy(measure, country, time)
    case .profile(let country, let asOf, _):
      _ = binder.constant(country, type: .country, name: "country")
      if let asOf { _ = binder.constant(asOf, type: .date, name: "as of") }
    case .set(let name, let value): return check(option: name, value, file)
    case .search, .letExpression, .param, .cite, .hole: return []
    }
    return binder.sink.diagnostics
  }

  /// Without what only a run can tell.
  private func known(
    _ found: [Diagnostic], in verbs: [Verb], _ local: LocalState
  ) -> [Diagnostic] {
    let pivot = verbs.first { $0.name.text == "pivot" }?.range.end
    return found.filter { finding in
      if let pivot, let range = finding.range, range.start >= pivot { return false }
      return !(finding.code == "unknown-result" && local.hasResults)
    }
  }

  private func check(option name: Name, _ value: Expression, _ file: SourceFile) -> [Diagnostic] {
    guard let record = OptionRecord.record(named: name.text) else {
      let names = OptionRecord.all.map(\.name)
      return [
        SemanticIssue.unknownOption(
          verb: "set", name: name.text,
          nearest: NameSuggestion.nearest(to: name.text, among: names, limit: 3), allowed: names
        ).diagnostic(at: name.range)
      ]
    }
    if case .hole = value.kind { return [] }
    let text: String =
      if case .string(let quoted) = value.kind { quoted } else { file.text(in: value.range) }
    guard !record.accepts(text) else { return [] }
    return [
      SemanticIssue.badValue(what: "`\(record.name)`", found: "`\(text)`", allowed: record.allowed)
        .diagnostic(at: value.range)
    ]
  }

  private func overlaps(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    guard let x = a.range, let y = b.range else { return false }
    return x.start <= y.end && y.start <= x.end
  }
}
