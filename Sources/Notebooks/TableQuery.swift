import Catalogue
import ColumnStore
import QueryEngine
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

/// Runs a query beside the session: it sees the session's names and leaves no trace in it.
struct TableQuery {
  let workbench: Workbench
  /// Results of blocks by their names, beside the session's definitions.
  var tables: [String: Table]

  struct Issue: Error {
    var message: String
    var notes: [String] = []
  }

  /// The one table that a query gives.
  func run(_ text: String) throws(Issue) -> Table {
    let file = SourceFile(name: "query", text: text)
    var sink = DiagnosticSink()
    let tree = Parser.parse(file, reporting: &sink)
    if let finding = sink.diagnostics.first(where: { $0.severity == .error }) {
      throw Issue(message: finding.message, notes: [finding.label].compactMap(\.self))
    }
    guard tree.statements.count == 1, case .pipeline(let pipeline) = tree.statements[0].kind
    else { throw Issue(message: "one query is needed") }
    let binder = makeBinder(file)
    guard let bound = binder.bind(pipeline) else {
      let finding = binder.sink.diagnostics.first { $0.severity == .error }
      throw Issue(
        message: finding?.message ?? "the query cannot be read",
        notes: [finding?.label].compactMap(\.self))
    }
    do {
      return try engine.run(bound.query).table
    } catch {
      switch error {
      case .interrupted: throw Issue(message: "interrupted")
      case .failed(_, let message, _, let notes): throw Issue(message: message, notes: notes)
      }
    }
  }

  /// What of the catalogue a pipeline reads; nothing is run for it.
  func uses(of pipeline: Pipeline, _ file: SourceFile) -> CatalogueUses {
    let binder = makeBinder(file)
    binder.isDryRun = true
    _ = binder.bind(pipeline)
    return binder.uses
  }

  private func makeBinder(_ file: SourceFile) -> Binder {
    var definitions = workbench.definitions
    for (name, table) in tables where definitions[name] == nil { definitions[name] = .table(table) }
    var results: [String: Table] = [:]
    for result in workbench.results {
      if let number = result.number { results["_\(number)"] = result.table }
    }
    if let last = workbench.results.last { results["_"] = last.table }
    let access = workbench.access
    let means = access.means(workbench.options)
    let environment = BindingEnvironment(
      catalogue: workbench.catalogue, definitions: definitions, results: results,
      asOf: workbench.options.asOf, basis: workbench.options.treatyBasis,
      openFile: { path, given throws(FileIssue) in try access.openFile(path, given, means) },
      materialise: { [engine = self.engine] query in try engine.run(query).table })
    return Binder(environment: environment, text: file.utf8)
  }

  private var engine: Engine {
    var settings = EngineSettings()
    settings.threads = workbench.options.threads
    settings.memoryLimit = workbench.options.memory
    settings.isInterrupted = workbench.access.isInterrupted
    return Engine(catalogue: workbench.catalogue, settings: settings)
  }
}
