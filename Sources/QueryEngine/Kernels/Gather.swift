import ColumnStore

/// The cells at these rows, in this order; -1 stands for a row that is not there (no data).
func gather(
  _ column: Column, _ rows: Vector<Int32>, _ context: RunContext
) throws(EngineError) -> Column {
  let storage: Storage
  switch column.storage {
  case .doubles(let cells):
    storage = .doubles(try gatherCells(cells, rows, MissingBits.noData, context))
  case .ints(let cells):
    storage = .ints(try gatherCells(cells, rows, MissingBits.noDataInt, context))
  case .flags(let cells):
    storage = .flags(try gatherCells(cells, rows, (2 + MissingBits.noDataReason), context))
  }
  return Column(type: column.type, storage: storage, dictionary: column.dictionary)
}

func gatherInts(
  _ cells: Vector<Int32>, _ rows: Vector<Int32>, whenAbsent absent: Int32, _ context: RunContext
) throws(EngineError) -> Vector<Int32> {
  try gatherCells(cells, rows, absent, context)
}

@inline(__always)
private func gatherCells<Element: BitwiseCopyable & Sendable>(
  _ cells: Vector<Element>, _ rows: Vector<Int32>, _ absent: Element, _ context: RunContext
) throws(EngineError) -> Vector<Element> {
  try context.vector(rows.count) { range, out in
    guard let from = cells.buffer.baseAddress, let rows = rows.buffer.baseAddress else {
      for index in range { out[index] = absent }
      return
    }
    for index in range {
      let row = rows[index]
      out[index] = row >= 0 ? from[Int(row)] : absent
    }
  }
}
