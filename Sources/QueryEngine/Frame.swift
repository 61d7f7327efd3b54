import ColumnStore

/// Rows on their way between steps: columns that are gathered only when a step reads them.
struct Frame {
  /// Nil where no later step needs the column.
  var columns: [LazyColumn?]
  var rowCount: Int

  init(columns: [LazyColumn?], rowCount: Int) {
    self.columns = columns
    self.rowCount = rowCount
  }

  init(table: Table) {
    self.init(columns: table.columns.map { LazyColumn($0) }, rowCount: table.rowCount)
  }

  /// The cells of a column, gathered.
  func column(_ index: Int, _ context: RunContext) throws(EngineError) -> Column {
    guard index < columns.count, let lazy = columns[index] else {
      throw context.failure("internal", "column \(index) is read but was left out of the plan")
    }
    return try lazy.cells(context)
  }

  /// The rows with these numbers, in this order; -1 gives a row of missing values.
  func selecting(_ rows: Vector<Int32>, _ context: RunContext) throws(EngineError) -> Frame {
    var composed: [ObjectIdentifier: RowNumbers] = [:]
    let own = RowNumbers(rows)
    var selected: [LazyColumn?] = []
    for lazy in columns {
      guard let lazy else {
        selected.append(nil)
        continue
      }
      guard let previous = lazy.pendingRows else {
        selected.append(lazy.selecting(own))
        continue
      }
      let key = ObjectIdentifier(previous)
      if composed[key] == nil {
        composed[key] = RowNumbers(try gatherInts(previous.vector, rows, whenAbsent: -1, context))
      }
      if let numbers = composed[key] { selected.append(lazy.selecting(numbers)) }
    }
    var frame = Frame(columns: selected, rowCount: rows.count)
    if !context.settings.isOptimising { try frame.gatherAll(context) }
    return frame
  }

  mutating func gatherAll(_ context: RunContext) throws(EngineError) {
    for index in columns.indices where columns[index] != nil {
      columns[index] = LazyColumn(try column(index, context))
    }
  }
}

/// Row numbers that several columns share.
final class RowNumbers: Sendable {
  let vector: Vector<Int32>

  init(_ vector: Vector<Int32>) { self.vector = vector }
}

/// A column that is read and gathered on first use, and then kept.
final class LazyColumn {
  let type: ValueType
  private var cells: Column?
  private let load: () throws(EngineError) -> Column
  private let rows: RowNumbers?
  private let base: LazyColumn?

  init(_ column: Column) {
    type = column.type
    cells = column
    load = { () throws(EngineError) -> Column in column }
    rows = nil
    base = nil
  }

  init(type: ValueType, load: @escaping () throws(EngineError) -> Column) {
    self.type = type
    self.load = load
    rows = nil
    base = nil
  }

  private init(base: LazyColumn, rows: RowNumbers) {
    type = base.type
    self.base = base
    self.rows = rows
    load = { () throws(EngineError) -> Column in throw .interrupted }
  }

  /// Row numbers into the base that are still to be gathered.
  var pendingRows: RowNumbers? { cells == nil ? rows : nil }

  /// A column over this one's base; `numbers` already leads from the new rows to the base.
  func selecting(_ numbers: RowNumbers) -> LazyColumn {
    if cells == nil, let base { return LazyColumn(base: base, rows: numbers) }
    return LazyColumn(base: self, rows: numbers)
  }

  func cells(_ context: RunContext) throws(EngineError) -> Column {
    if let cells { return cells }
    let column: Column
    if let base, let rows {
      column = try gather(try base.cells(context), rows.vector, context)
    } else {
      column = try load()
    }
    cells = column
    return column
  }
}
