import Catalogue
import ColumnStore
import Documents
import Presentation
import QuerySemantics
import QuerySyntax
import SourceText
import Synchronization
package import Workbench

/// Runs the blocks of a brief in order in a session of their own.
package final class BriefRunner {
  private(set) var brief: Brief
  let workbench: Workbench
  let asOf: String?
  var run: BriefRun
  private var isPrepared = false
  /// Which block gave a name; nil: the front matter.
  var givers: [String: Int?] = [:]
  /// What earlier blocks read, for blocks that go on from them.
  private var uses: [CatalogueUses] = []
  private var statements: [BlockStatements]
  private let naming: CatalogueNaming

  /// - Parameters:
  ///   - workbench: a fresh one, with the values of `--set` in it.
  ///   - asOf: from the command line; takes the place of the front matter's.
  ///   - engine: the version of the program, for stamps.
  package init(_ brief: Brief, _ workbench: Workbench, asOf: String?, engine: String) {
    self.brief = brief
    self.workbench = workbench
    self.asOf = asOf
    run = BriefRun(brief: brief, engine: engine)
    statements = brief.blocks.map { BlockStatements(brief.file, $0.statements) }
    naming = CatalogueNaming(workbench.catalogue)
  }

  /// How many blocks that need nothing of each other are run side by side.
  package var jobs = 1

  /// Runs everything, up to the first error; `progress` hears of each block when it is done.
  package func run(_ progress: (BlockRun) -> Void = { _ in }) -> BriefRun {
    if brief.hasErrors { return run }
    prepare()
    if run.findings.contains(where: { $0.severity == .error }) { return run }
    var ahead: [Int: [StatementOutcome]] = [:]
    for number in brief.blocks.indices {
      if jobs > 1, ahead[number] == nil { ahead = runAhead(from: number) }
      let block = runBlock(number, ahead[number])
      run.blocks.append(block)
      progress(block)
      if block.wasInterrupted { run.wasInterrupted = true }
      if block.failed { break }
    }
    if !run.failed, !brief.isScript { fillValues() }
    return run
  }

  /// Goes on with a brief that has grown at its end: only its new blocks are run.
  package func goOn(with grown: Brief) -> BriefRun {
    brief = grown
    run.brief = grown
    statements += grown.blocks.dropFirst(statements.count).map {
      BlockStatements(grown.file, $0.statements)
    }
    for number in run.blocks.count..<grown.blocks.count {
      run.blocks.append(runBlock(number))
      if run.blocks[number].failed { break }
    }
    return run
  }

  /// Forgets the block that was run last, as if the brief ended before it.
  package func takeBackLast() {
    guard !run.blocks.isEmpty else { return }
    run.blocks.removeLast()
    uses.removeLast()
    statements.removeLast()
    givers = givers.filter { $0.value != .some(run.blocks.count) }
  }

  /// Outcomes and a block as they are stamped, to compare.
  func markdown(of outcomes: [StatementOutcome]) -> String {
    var block = BlockRun()
    for outcome in outcomes where !outcome.isAcknowledgement { block.take(outcome.output) }
    return markdown(of: block)
  }

  func markdown(of block: BlockRun) -> String {
    var bare = BlockRun()
    bare.outputs = block.outputs
    return BlockMarkdown(naming, workbench.options).text(bare)
  }

  // MARK: Side by side

  /// A branch given to one thread.
  private struct Handed: @unchecked Sendable {
    // SAFETY: made for the thread that gets it; nobody else has it.
    let workbench: Workbench
  }

  /// Runs a block and those right after it that need nothing of each other, each in a branch of
  /// the session; what they gave is taken over in order, so that the brief gets the same bytes.
  private func runAhead(from first: Int) -> [Int: [StatementOutcome]] {
    var batch: [Int] = []
    var given: Set<String> = []
    for number in brief.blocks.indices.dropFirst(first) {
      let text = statements[number]
      guard text.isOnlyQueries, text.names.isDisjoint(with: given) else { break }
      batch.append(number)
      given.insert(brief.blocks[number].identifier)
    }
    guard batch.count > 1 else { return [:] }
    for number in batch { nameTables(statements[number].tableNames) }
    let branches = batch.map { _ in Handed(workbench: workbench.branch()) }
    let files = batch.map { statements[$0].file }
    let found = Mutex([Int: [StatementOutcome]]())
    let threads = min(jobs, batch.count)
    concurrently(threads) { [batch] thread in
      for index in stride(from: thread, to: batch.count, by: threads) {
        var outcomes: [StatementOutcome] = []
        branches[index].workbench.run(files[index], stopsAtError: true) { outcomes.append($0) }
        found.withLock { $0[batch[index]] = outcomes }
      }
    }
    return found.withLock { $0 }
  }

  // MARK: Step by step

  /// What was run so far.
  var present: BriefRun { run }

  /// Runs the blocks up to a number that were not run yet, and goes on after errors: where people
  /// look on, a block that fails is part of what is shown. A block that is stopped ends it.
  func run(through last: Int) -> BriefRun {
    prepare()
    while run.blocks.count <= last, run.blocks.last?.wasInterrupted != true {
      run.blocks.append(runBlock(run.blocks.count))
    }
    run.wasInterrupted = run.blocks.last?.wasInterrupted == true
    return run
  }

  /// Reads the front matter, once.
  func prepare() {
    if isPrepared { return }
    isPrepared = true
    workbench.allowsRedefinition = false
    applyFrontMatter()
  }

  /// The inline values of the prose and of the title.
  private func fillValues() {
    let evaluator = InlineEvaluator(run, workbench)
    for segment in brief.segments where segment.kind == .prose || segment.kind == .frontMatter {
      for value in InlineValue.all(in: brief.file, segment.range) {
        do throws(TableQuery.Issue) {
          run.values[value.range.start] = try evaluator.text(value)
        } catch {
          run.findings.append(
            Diagnostic(
              code: "inline-value", message: error.message, range: value.range,
              notes: error.notes))
        }
      }
    }
  }

  // MARK: Blocks

  private func runBlock(_ number: Int, _ ahead: [StatementOutcome]? = nil) -> BlockRun {
    let block = brief.blocks[number]
    let text = statements[number]
    var result = BlockRun()
    result.statements = brief.file.text(in: block.statements)
    result.defined = text.defined
    result.dependencies = dependencies(of: number)
    nameTables(text.tableNames)
    result.query = queryFingerprint(number, result)
    var own = result.dependencies.reduce(into: CatalogueUses()) { all, earlier in
      all.formUnion(uses[earlier])
      // The set of what is written out beside a column is not part of a union.
      all.measures.formUnion(uses[earlier].namedMeasures)
      all.treaties.formUnion(uses[earlier].namedTreaties)
    }
    var readings: [String?] = []
    func take(_ outcome: StatementOutcome) {
      result.findings += outcome.diagnostics
      if outcome.wasInterrupted { result.wasInterrupted = true }
      // What a definition answers with at the prompt is no part of a document.
      if !outcome.isAcknowledgement { result.take(outcome.output) }
    }
    if let ahead {
      for outcome in ahead { take(workbench.adopt(outcome)) }
    } else {
      workbench.run(text.file, stopsAtError: true, take)
    }
    let query = TableQuery(workbench: workbench, tables: [:])
    for (pipeline, asOf) in text.pipelines {
      let read = query.uses(of: pipeline, text.file)
      own.formUnion(read)
      own.measures.formUnion(read.namedMeasures)
      own.treaties.formUnion(read.namedTreaties)
      readings.append(asOf)
    }
    uses.append(own)
    for name in text.defined { givers[name] = number }
    if block.isNamed { givers[block.identifier] = number }
    for earlier in result.dependencies { result.sources += run.blocks[earlier].sources }
    for table in result.results { result.sources += table.sources }
    // A definition shows nothing and yet reads; what uses it rests on the same sources.
    if result.results.isEmpty {
      let behind = workbench.sources(behind: text.defined)
      result.sources += behind.isEmpty ? CatalogueSources.lines(own, workbench.catalogue) : behind
    }
    result.caption = caption(of: number, &result)
    guard !result.failed else { return result }
    result.data = dataFingerprint(number, result, own, asOf: readings.last ?? nil, query)
    if !block.isHidden { result.body = BlockMarkdown(naming, workbench.options).text(result) }
    return result
  }

  /// Blocks whose names stand in the block, and those that these depend on are reached by them.
  private func dependencies(of number: Int) -> [Int] {
    let text = statements[number]
    var found: Set<Int> = []
    for name in text.names.union(captionValues(number).flatMap(\.names)) {
      if let giver = givers[name] ?? nil, giver < number { found.insert(giver) }
    }
    if text.needsLastResult, let last = run.blocks.lastIndex(where: { !$0.results.isEmpty }) {
      found.insert(last)
    }
    return found.sorted()
  }

  /// Makes results of earlier blocks known under the blocks' names where this one reads them.
  private func nameTables(_ names: Set<String>) {
    for name in names.sorted() where workbench.definitions[name] == nil {
      guard let giver = givers[name] ?? nil, let last = run.blocks[giver].results.last?.number
      else { continue }
      let file = SourceFile(name: brief.file.name, text: "let \(name) = from _\(last)")
      workbench.run(file, stopsAtError: true) { _ in }
    }
  }

  private func captionValues(_ number: Int) -> [InlineValue] {
    let file = SourceFile(name: "caption", text: brief.blocks[number].caption)
    return InlineValue.all(in: file, SourceRange(0, file.utf8.count))
  }

  /// The caption with its names and with values of earlier blocks.
  private func caption(of number: Int, _ result: inout BlockRun) -> String {
    let caption = brief.blocks[number].caption
    let values = captionValues(number)
    if values.isEmpty { return filled(caption) }
    let evaluator = InlineEvaluator(run, workbench)
    let bytes = Array(caption.utf8)
    var out = ""
    var place = 0
    for value in values {
      out += filled(String(decoding: bytes[place..<value.range.start], as: UTF8.self))
      do throws(TableQuery.Issue) {
        out += MarkdownReader.inlines(try evaluator.text(value)).plainText
      } catch {
        result.findings.append(
          Diagnostic(
            code: "inline-value", message: error.message, range: brief.blocks[number].fence,
            notes: error.notes))
      }
      place = value.range.end
    }
    return out + filled(String(decoding: bytes[place...], as: UTF8.self))
  }

  /// `{focus}` and `{as_of}` of a caption.
  private func filled(_ caption: String) -> String {
    InlineText.fillingBraces(caption) { name in
      name == "as_of"
        ? workbench.options.asOf?.text ?? workbench.catalogue.editionDate.text : value(name)
    }
  }

  func value(_ name: String) -> String? {
    guard case .value(let scalar, let type)? = workbench.definitions[name] else { return nil }
    return InlineText.text(scalar, type, naming)
  }

  // MARK: Fingerprints

  /// Over the block's statements without layout and comments, the fingerprints of the blocks it
  /// depends on, the parameters it names, and the options that decide how it is read.
  private func queryFingerprint(_ number: Int, _ result: BlockRun) -> String {
    var sum = Fingerprint()
    sum.add(statements[number].normalised)
    for earlier in result.dependencies { sum.add(run.blocks[earlier].query) }
    for name in statements[number].names.sorted() {
      guard let value = value(name) else { continue }
      sum.add(name)
      sum.add(value)
    }
    let options = workbench.options
    sum.add(options.asOf?.text ?? "")
    sum.add(options.treatyBasis.rawValue)
    sum.add(options.decimals.map(String.init) ?? "")
    sum.add(brief.blocks[number].caption)
    return sum.text
  }

  /// Over every typed cell of the block's tables, with the reasons of empty ones, and over the
  /// values of every measure and the status and date of every treaty that the block or one it
  /// depends on reads, for the countries and times of the rows of its last table. So a value that
  /// only a condition reads counts too, and what the source says of other countries does not.
  /// Where a table has no country left (an aggregate), its cells are all.
  private func dataFingerprint(
    _ number: Int, _ result: BlockRun, _ uses: CatalogueUses, asOf: String?, _ query: TableQuery
  ) -> String {
    var sum = Fingerprint()
    // Values of other blocks that the caption states.
    if !captionValues(number).isEmpty { sum.add(result.caption) }
    for output in result.outputs {
      switch output {
      case .result(let result), .chart(_, let result): sum.add(result.table, names: naming)
      case .text(let text): sum.add(text)
      case .profile(let profile):
        for section in profile.sections {
          if case .result(let result) = section.body { sum.add(result.table, names: naming) }
        }
      }
    }
    let catalogue = workbench.catalogue
    guard let table = result.table else { return sum.text }
    var query = query
    query.tables = ["rows of the block": table]
    let time = asOf.map { " as of \($0)" } ?? ""
    let readings =
      uses.measures.map { "`\(catalogue.measure($0).identifier)`" }
      + uses.treaties.flatMap { treaty in
        ["status", "date"].map { "`\(catalogue.treaty(treaty).identifier)`.\($0)" }
      }
    for field in table.schema.fields where field.type == .country {
      for reading in readings.sorted() {
        let text = "from `rows of the block`\(time) | keep reading = `\(field.name)`.\(reading)"
        guard let column = try? query.run(text).columns.first else { continue }
        sum.add(reading)
        sum.add(column, names: naming)
      }
    }
    return sum.text
  }
}
