package import ColumnStore
package import QuerySemantics

/// How a query is run; nothing here changes a result.
package struct EngineSettings: Sendable {
  package var threads: Int
  /// Polled once per batch of rows, never per row.
  package var isInterrupted: @Sendable () -> Bool
  /// Hears which step runs; a step is many loops, so how far it is nobody knows.
  package var progress: WorkProgress?
  /// Bytes that one run may hold at a time; nil: no limit.
  package var memoryLimit: Int?
  /// Rows per batch. 4 096 doubles are 32 KiB: an operand stays in the L1 cache, a whole
  /// expression in L2.
  package var batchSize: Int
  /// Leaving out unused columns, late gathering, top-k. Off only in tests.
  package var isOptimising: Bool
  /// Below this many rows a second thread costs more than it saves.
  package var parallelRows: Int

  package init(
    threads: Int = 2, isInterrupted: @escaping @Sendable () -> Bool = { false },
    memoryLimit: Int? = nil, batchSize: Int = 4096, isOptimising: Bool = true,
    parallelRows: Int = 100_000
  ) {
    self.threads = max(1, threads)
    self.isInterrupted = isInterrupted
    self.memoryLimit = memoryLimit
    self.batchSize = max(1, batchSize)
    self.isOptimising = isOptimising
    self.parallelRows = parallelRows
  }
}

/// Runs bound queries by column.
package struct Engine: Sendable {
  private let source: any LookupSource
  private let settings: EngineSettings

  package init(lookups source: any LookupSource, settings: EngineSettings = EngineSettings()) {
    self.source = source
    self.settings = settings
  }

  package func run(_ query: BoundQuery) throws(EngineError) -> RunOutput {
    let context = RunContext(source: source, settings: settings)
    let frame = try context.run(query, needed: nil, isOutermost: true)
    var columns: [Column] = []
    for index in frame.columns.indices { columns.append(try frame.column(index, context)) }
    let table = Table(schema: query.output, columns: columns, rowCount: frame.rowCount)
    return RunOutput(table: table, notes: context.notes, rowCounts: context.rowCounts)
  }

  /// An expression over the rows of a table: for definitions, inline values and tests.
  package func evaluate(
    _ expression: BoundExpression, over table: Table, notes: inout [RunNote]
  ) throws(EngineError) -> Column {
    let context = RunContext(source: source, settings: settings)
    let column = try context.evaluate(expression, over: Frame(table: table))
    notes += context.notes
    return column
  }
}
