package import Catalogue
package import ColumnStore
import QueryEngine
package import QuerySemantics
import QuerySyntax
package import SourceText

/// Text in, results out: the one state behind prompt, scripts and briefs. It reads no clock, no
/// environment and no terminal; what it may do outside itself comes in as `WorkbenchAccess`.
package final class Workbench {
  package let catalogue: Catalogue
  package let access: WorkbenchAccess
  package internal(set) var options = SessionOptions()
  package internal(set) var definitions: [String: Definition] = [:]
  /// Results in the order they were made; `_1` is the first.
  package internal(set) var results: [WorkbenchResult] = []
  /// What stands behind the tables of `let`, by name.
  var provenance: [String: (sources: [SourceLine], notes: [String])] = [:]
  /// What running a part of a query while binding it (`compare`) had to say.
  var bindingNotes: [RunNote] = []
  /// Values given from outside (`--set`), by the parameter's name.
  package var parameterValues: [String: String] = [:]
  /// In a file a name is given once; at the prompt it may be given again.
  package var allowsRedefinition = true
  /// Results that are kept for `_n`; older ones are let go.
  private static let keptResults = 50
  private var resultCount = 0

  package init(catalogue: Catalogue, access: WorkbenchAccess) {
    self.catalogue = catalogue
    self.access = access
  }

  /// Parses the text and runs its statements in order. A statement that fails leaves the state as
  /// it was; `stopsAtError` decides whether those after it are run.
  package func run(
    _ file: SourceFile, stopsAtError: Bool, _ handle: (StatementOutcome) -> Void
  ) {
    var sink = DiagnosticSink()
    let tree = Parser.parse(file, reporting: &sink)
    var pending = sink.diagnostics[...]
    let starts = tree.statements.dropFirst().map(\.range.start) + [Int.max]
    for (statement, next) in zip(tree.statements, starts) {
      // What the parser found is reported with its statement, before that would run: all up to the
      // next one, for it comes in the order of the text.
      let own = pending.prefix { ($0.range?.start ?? 0) < next }
      pending = pending.dropFirst(own.count)
      var outcome: StatementOutcome
      if own.contains(where: { $0.severity == .error }) {
        outcome = StatementOutcome(
          range: statement.range, output: .none, diagnostics: Array(own))
        outcome.diagnostics += check(statement, file).filter { finding in
          !own.contains { overlaps($0, finding) }
        }
      } else {
        outcome = run(statement, file)
        outcome.diagnostics = own + outcome.diagnostics
      }
      outcome.diagnostics = outcome.diagnostics.foremost
      handle(outcome)
      if outcome.wasInterrupted || (stopsAtError && outcome.failed) { return }
    }
    if !pending.isEmpty {
      handle(
        StatementOutcome(
          range: SourceRange(0, file.utf8.count), output: .none,
          diagnostics: Array(pending).foremost))
    }
  }

  private func overlaps(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    guard let x = a.range, let y = b.range else { return false }
    return x.start <= y.end && y.start <= x.end
  }

  /// Binding errors of a statement that will not run because it does not parse.
  private func check(_ statement: Statement, _ file: SourceFile) -> [Diagnostic] {
    let binder = makeBinder(file)
    binder.isDryRun = true
    switch statement.kind {
    case .pipeline(let pipeline), .letQuery(_, let pipeline):
      _ = binder.bind(pipeline)
    case .continuation(let verbs):
      if let last = results.last {
        _ = binder.bind(verbs, from: last.table, range: statement.range)
      }
    default: break
    }
    return binder.sink.diagnostics.filter { $0.severity == .error }
  }

  func makeBinder(_ file: SourceFile) -> Binder {
    bindingNotes = []
    var tables: [String: Table] = [:]
    for result in results {
      if let number = result.number { tables["_\(number)"] = result.table }
    }
    if let last = results.last { tables["_"] = last.table }
    let environment = BindingEnvironment(
      catalogue: catalogue, definitions: definitions, results: tables, asOf: options.asOf,
      basis: options.treatyBasis,
      openFile: { [access, options] path, given throws(FileIssue) in
        try access.openFile(path, given, access.means(options))
      },
      materialise: { [engine = self.engine] query in
        let output = try engine.run(query)
        self.bindingNotes += output.notes
        return output.table
      })
    return Binder(environment: environment, text: file.utf8)
  }

  var engine: Engine {
    var settings = EngineSettings()
    settings.threads = options.threads
    settings.memoryLimit = options.memory ?? access.freeMemory
    settings.isInterrupted = access.isInterrupted
    settings.progress = access.progress
    return Engine(catalogue: catalogue, settings: settings)
  }

  /// A session beside this one that knows all that it knows; what is run there leaves no trace
  /// here, so that it may be run on another thread.
  package func branch() -> Workbench {
    let branch = Workbench(catalogue: catalogue, access: access)
    branch.options = options
    branch.definitions = definitions
    branch.results = results
    branch.resultCount = resultCount
    branch.provenance = provenance
    branch.parameterValues = parameterValues
    branch.allowsRedefinition = allowsRedefinition
    return branch
  }

  /// Keeps what a query gave in a branch, as if it had been run here.
  package func adopt(_ outcome: StatementOutcome) -> StatementOutcome {
    var outcome = outcome
    switch outcome.output {
    case .result(let result): outcome.output = .result(keep(result))
    case .chart(let chart, let result): outcome.output = .chart(chart, keep(result))
    case .none, .text, .profile: break
    }
    return outcome
  }

  /// Keeps a result under the next number.
  func keep(_ result: WorkbenchResult) -> WorkbenchResult {
    resultCount += 1
    var kept = result
    kept.number = resultCount
    results.append(kept)
    if results.count > Workbench.keptResults { results.removeFirst() }
    return kept
  }
}

/// What the workbench may do outside itself.
package struct WorkbenchAccess: Sendable {
  /// Opens a data file: path as written, options as text.
  package var openFile: OpenFile
  /// Writes a file atomically: path, whether an existing one may be replaced, content.
  package var writeFile: @Sendable (String, Bool, [UInt8]) throws(FileIssue) -> Void
  package var isInterrupted: @Sendable () -> Bool
  /// Hears what is being done, for whoever shows it.
  package var progress: WorkProgress?
  /// Bytes that all tables may take together where `set memory` says nothing; nil: no limit.
  package var memory: Int?

  /// What is left of that beside the tables of earlier statements.
  var freeMemory: Int? { memory.map { max(0, $0 - MemoryUse.live) } }

  package typealias OpenFile =
    @Sendable (String, [String: String], ReadingMeans) throws(FileIssue) -> any DataFile

  /// What a session with these options may use to read a file.
  package func means(_ options: SessionOptions) -> ReadingMeans {
    var means = ReadingMeans()
    means.threads = options.threads
    means.memory = options.memory ?? freeMemory
    means.progress = progress
    return means
  }

  package init(
    openFile: @escaping OpenFile,
    writeFile: @escaping @Sendable (String, Bool, [UInt8]) throws(FileIssue) -> Void,
    isInterrupted: @escaping @Sendable () -> Bool
  ) {
    self.openFile = openFile
    self.writeFile = writeFile
    self.isInterrupted = isInterrupted
  }
}
