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

  /// The table and the codes that a column is still to be read through.
  func mapping(_ index: Int) -> (codes: LazyColumn, table: Column)? {
    index < columns.count ? columns[index]?.pendingMapping : nil
  }

  /// A few cells of a column, without making one whole that is read through a table.
  func cells(
    _ index: Int, at rows: Vector<Int32>, _ context: RunContext
  ) throws(EngineError) -> Column {
    guard let mapping = mapping(index) else {
      return try gather(try column(index, context), rows, context)
    }
    let codes = try gather(try mapping.codes.cells(context), rows, context)
    let mapped = LazyColumn(
      type: mapping.table.type, codes: LazyColumn(codes), table: mapping.table)
    return try mapped.cells(context)
  }

  /// The rows with these numbers, in this order; -1 gives a row of missing values.
  func selecting(_ rows: Vector<Int32>, _ context: RunContext) throws(EngineError) -> Frame {
    try selecting(RowNumbers(rows), context)
  }

  func selecting(_ own: RowNumbers, _ context: RunContext) throws(EngineError) -> Frame {
    var composed: [ObjectIdentifier: RowNumbers] = [:]
    var selected: [ObjectIdentifier: LazyColumn] = [:]
    func choose(_ lazy: LazyColumn) throws(EngineError) -> LazyColumn {
      if let mapping = lazy.pendingMapping {
        // Columns that are read through one and the same column share its cells.
        return LazyColumn(type: lazy.type, codes: try choose(mapping.codes), table: mapping.table)
      }
      if let made = selected[ObjectIdentifier(lazy)] { return made }
      var numbers = own
      if let previous = lazy.pendingRows {
        let key = ObjectIdentifier(previous)
        if let known = composed[key] {
          numbers = known
        } else {
          numbers = RowNumbers(
            try gatherInts(
              try previous.vector(context), try own.vector(context), whenAbsent: -1, context))
          composed[key] = numbers
        }
      }
      let made = lazy.selecting(numbers)
      selected[ObjectIdentifier(lazy)] = made
      return made
    }
    var columns: [LazyColumn?] = []
    for lazy in self.columns {
      if let lazy { columns.append(try choose(lazy)) } else { columns.append(nil) }
    }
    var frame = Frame(columns: columns, rowCount: own.count)
    if !context.settings.isOptimising { try frame.gatherAll(context) }
    return frame
  }

  mutating func gatherAll(_ context: RunContext) throws(EngineError) {
    for index in columns.indices where columns[index] != nil {
      columns[index] = LazyColumn(try column(index, context))
    }
  }
}

/// Row numbers that several columns share. Those of a filter are made when they are first read.
final class RowNumbers {
  /// The filter that they come from.
  let filter: RowFilter?
  let count: Int
  private var numbers: Vector<Int32>?

  init(_ vector: Vector<Int32>) {
    filter = nil
    count = vector.count
    numbers = vector
  }

  init(_ filter: RowFilter) {
    self.filter = filter
    count = filter.total
  }

  func vector(_ context: RunContext) throws(EngineError) -> Vector<Int32> {
    if let numbers { return numbers }
    let made = try filter?.rowNumbers(context) ?? Vector([])
    numbers = made
    return made
  }
}

/// A column that is read and gathered on first use, and then kept.
final class LazyColumn {
  private enum Origin {
    case cells
    case loading(() throws(EngineError) -> Column)
    /// Rows of another column.
    case rows(RowNumbers, of: LazyColumn)
    /// The cells of a table at the codes that another column holds (see `Program.table`).
    case table(Column, at: LazyColumn)
  }

  let type: ValueType
  private var cells: Column?
  private let origin: Origin

  init(_ column: Column) {
    type = column.type
    cells = column
    origin = .cells
  }

  init(type: ValueType, load: @escaping () throws(EngineError) -> Column) {
    self.type = type
    origin = .loading(load)
  }

  init(type: ValueType, codes: LazyColumn, table: Column) {
    self.type = type
    origin = .table(table, at: codes)
  }

  private init(base: LazyColumn, rows: RowNumbers) {
    type = base.type
    origin = .rows(rows, of: base)
  }

  /// Row numbers into `pendingBase` that are still to be gathered.
  var pendingRows: RowNumbers? {
    guard cells == nil, case .rows(let numbers, _) = origin else { return nil }
    return numbers
  }

  var pendingBase: LazyColumn? {
    guard cells == nil, case .rows(_, let base) = origin else { return nil }
    return base
  }

  /// A table and the codes to read it at, where that was not done yet.
  var pendingMapping: (codes: LazyColumn, table: Column)? {
    guard cells == nil, case .table(let table, let codes) = origin else { return nil }
    return (codes, table)
  }

  /// A column over this one's base; `numbers` already leads from the new rows to the base.
  func selecting(_ numbers: RowNumbers) -> LazyColumn {
    LazyColumn(base: pendingBase ?? self, rows: numbers)
  }

  func cells(_ context: RunContext) throws(EngineError) -> Column {
    if let cells { return cells }
    let column: Column
    switch origin {
    case .rows(let numbers, let base):
      column = try gather(try base.cells(context), try numbers.vector(context), context)
    case .table(let table, let codes):
      let prepared = Prepared(
        program: .table(.stored(try codes.cells(context).storage), table.storage), type: type,
        dictionary: table.dictionary)
      let count = try codes.cells(context).count
      column = try context.column(of: prepared, count: count)
    case .loading(let load): column = try load()
    case .cells: throw context.failure("internal", "a column lost its cells")
    }
    cells = column
    return column
  }
}
