package import Catalogue
package import ColumnStore
package import QuerySyntax
package import SourceText

/// Settles names, types and times: syntax tree → bound query. One binder per statement; it never
/// stops at the first thing wrong.
package final class Binder {
  package let environment: BindingEnvironment
  var catalogue: Catalogue { environment.catalogue }
  /// The text that ranges point into, for the names of columns.
  let text: [UInt8]
  package internal(set) var sink = DiagnosticSink()
  /// What the reader should know about how names were read.
  package var remarks: [String] = []
  /// What the query reads, for sources and `cite`.
  package var uses = CatalogueUses()
  /// The statement's own `as of`, else `set as_of`.
  var asOf: PartialDate?
  /// While a definition's body is bound, everything is reported where it is used.
  var rangeOverride: SourceRange?
  var depth = 0
  /// Columns before each verb so far, in all: each step of a query holds its own.
  var carried = 0
  /// Names of the columns before the verb that is bound, for names of several words.
  var columnNames: [String] = []
  /// Expressions looked at so far, those of definitions each time they are used.
  private var expressionCount = 0
  /// Verbs that took columns away, for the error on a column used after.
  var removed: [String: String] = [:]
  /// Names that a verb with a mistake would have given: not reported a second time.
  var poisoned: Set<String> = []
  /// False behind a verb with a mistake that would have made columns of its own.
  var knowsColumns = true
  /// Columns of files that were not taken for countries, and why.
  var doubts: [String: String] = [:]
  private var hasFailedSilently = false
  /// What running a part of the query while binding ended with.
  package var failure: (any Error)?
  /// For completion and checks: nothing is run, so columns that depend on data stay unknown.
  package var isDryRun = false

  package init(environment: BindingEnvironment, text: [UInt8]) {
    self.environment = environment
    self.text = text
    asOf = environment.asOf
  }

  package func report(_ issue: SemanticIssue, at range: SourceRange) {
    sink.report(issue.diagnostic(at: rangeOverride ?? range))
  }

  /// Thirty definitions that each use the one before twice unfold to a billion parts: far fewer
  /// are a mistake. False from there on, which is reported once.
  func countsExpression(at range: SourceRange) -> Bool {
    expressionCount += 1
    if expressionCount == Self.expressionLimit + 1 {
      report(
        .queryTooLarge(
          "its definitions unfold to more than \(Self.expressionLimit) parts"),
        at: range)
    }
    return expressionCount <= Self.expressionLimit
  }

  private static let expressionLimit = 500_000

  /// Something is wrong that another finding already says.
  func failSilently() { hasFailedSilently = true }

  private var isSound: Bool { !sink.hasErrors && !hasFailedSilently && failure == nil }

  /// The source of a range with runs of white space as one space: what a column is called that
  /// has no other name.
  func sourceText(_ range: SourceRange) -> String {
    guard range.start >= 0, range.end <= text.count, range.start < range.end else { return "" }
    var out: [UInt8] = []
    for byte in text[range.start..<range.end] {
      let isSpace = byte == 32 || byte == 9 || byte == 10 || byte == 13
      if isSpace {
        if out.last != 32 { out.append(32) }
      } else {
        out.append(byte)
      }
    }
    while out.last == 32 { out.removeLast() }
    return String(decoding: out, as: UTF8.self)
  }

  /// A pipeline with all its verbs. Nil when something is wrong; the sink says what.
  package func bind(_ pipeline: Pipeline) -> BoundPipeline? {
    guard let builder = bindSource(pipeline.source) else { return nil }
    var current = builder
    for verb in verbs(of: pipeline) { bind(verb, into: &current) }
    return isSound ? current.finish() : nil
  }

  /// `benchmark hdi against OECD` at the start shows the measure, and of countries their names.
  func verbs(of pipeline: Pipeline) -> [Verb] {
    guard pipeline.source.isImplied, let first = pipeline.verbs.first,
      first.name.text == "benchmark", let measure = first.items.first
    else { return pipeline.verbs }
    let country = Item(
      value: Expression(.name(Name("country", range: first.range)), range: first.range),
      range: first.range)
    let keep = Verb(
      name: Name("keep", range: first.range), items: [country, measure], range: first.range)
    return [keep] + pipeline.verbs
  }

  /// Verbs that go on from an earlier result.
  package func bind(_ verbs: [Verb], from table: Table, range: SourceRange) -> BoundPipeline? {
    uses.results.insert("_")
    var current = PipelineBuilder(table: table, range: range)
    for verb in verbs { bind(verb, into: &current) }
    return isSound ? current.finish() : nil
  }
}

/// What a query reads from the catalogue.
package struct CatalogueUses: Sendable, Equatable {
  package var measures: Set<Int32> = []
  package var treaties: Set<Int32> = []
  package var groups: Set<Int32> = []
  /// Written out beside a column of measures or treaties: what of a table is asked for.
  package var namedMeasures: Set<Int32> = []
  package var namedTreaties: Set<Int32> = []
  package var tables: Set<String> = []
  package var attributes: Set<CountryAttribute> = []
  /// Earlier results and results of `let`: what is behind them is behind this too.
  package var results: Set<String> = []
  /// The user's own files, as named, in the order in which they are read.
  package var files: [String] = []

  package init() {}

  package mutating func formUnion(_ other: CatalogueUses) {
    measures.formUnion(other.measures)
    treaties.formUnion(other.treaties)
    groups.formUnion(other.groups)
    tables.formUnion(other.tables)
    attributes.formUnion(other.attributes)
    results.formUnion(other.results)
    files += other.files.filter { !files.contains($0) }
  }
}

/// A bound query and what is done with its result.
package struct BoundPipeline: Sendable {
  package var query: BoundQuery
  package var finishing: [Finishing]
  /// The part that was run while binding (up to a `pivot`), for `explain`.
  package var prefix: BoundQuery?
  /// A comparison as it came: printed turned, measures down the side.
  package var comparison: Comparison?

  package struct Comparison: Sendable {
    package var hints: PageHints
    /// The line of the years that values are of.
    package var years: String?
  }

  package enum Finishing: Sendable, Equatable {
    case note(String)
    case save(path: String, replace: Bool, range: SourceRange)
    case chart(ChartRequest)
  }
}

/// A query being built, verb by verb, with the scope that the next verb sees.
struct PipelineBuilder {
  var source: BoundSource
  var steps: [BoundStep] = []
  var scope: Scope
  var finishing: [BoundPipeline.Finishing] = []
  /// What was run while binding, for `explain`.
  var prefix: BoundQuery?
  var comparison: BoundPipeline.Comparison?

  init(source: BoundSource, scope: Scope) {
    self.source = source
    self.scope = scope
  }

  init(table: Table, range: SourceRange) {
    source = BoundSource(.table(table), schema: table.schema, range: range)
    scope = Scope(table)
  }

  var query: BoundQuery { BoundQuery(source: source, steps: steps) }

  func finish() -> BoundPipeline {
    BoundPipeline(query: query, finishing: finishing, prefix: prefix, comparison: comparison)
  }

  /// Adds a column that is computed from the others, or in the place of one. Columns of one verb
  /// that do not read each other are made in one step: each step holds its whole row.
  mutating func derive(
    _ expression: BoundExpression, at index: Int, _ scope: Scope, verb: Verb
  ) {
    let width = self.scope.fields.count
    if let last = steps.indices.last, steps[last].range == verb.range, index == width,
      case .project(var expressions) = steps[last].operation,
      expression.columns.allSatisfy({ column in
        if case .column(column) = expressions[column].kind { true } else { false }
      })
    {
      expressions.append(expression)
      steps[last].operation = .project(expressions)
      steps[last].output = scope.schema
      self.scope = scope
      return
    }
    var expressions = self.scope.fields.enumerated().map { place, field in
      BoundExpression(.column(place), field.type)
    }
    if index < width { expressions[index] = expression } else { expressions.append(expression) }
    add(.project(expressions), scope, verb: verb)
  }

  /// Adds a step and moves on to its output.
  mutating func add(_ operation: BoundStep.Operation, _ scope: Scope, verb: Verb) {
    steps.append(
      BoundStep(operation, output: scope.schema, verb: verb.name.text, range: verb.range))
    self.scope = scope
    comparison = nil
  }
}
