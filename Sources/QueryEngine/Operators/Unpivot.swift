import ColumnStore
import QuerySemantics

extension RunContext {
  /// One row per input row and column: kept columns, the column's name, its value.
  func unpivot(
    _ frame: Frame, _ kept: [Int], _ columns: [Int], _ years: [Int32]?, _ schema: Schema,
    _ output: Schema
  ) throws(EngineError) -> Frame {
    let (width, count) = (columns.count, frame.rowCount)
    let total = width * count
    guard total < Int(Int32.max) else {
      throw failure("memory-limit", "unpivot would give \(total) rows")
    }
    let sources: Vector<Int32> = try vector(total) { rows, out in
      for row in rows { out[row] = Int32(truncatingIfNeeded: row / width) }
    }
    var result = try Frame(columns: kept.map { frame.columns[$0] }, rowCount: count)
      .selecting(sources, self)
    var builder = TextDictionary.Builder()
    let names = years ?? columns.map { builder.code(for: schema.fields[$0].name) }
    let codes: Vector<Int32> = try vector(total) { rows, out in
      for row in rows { out[row] = names[row % width] }
    }
    result.columns.append(
      LazyColumn(
        years == nil
          ? Column(type: .text, storage: .ints(codes), dictionary: builder.finish())
          : Column(type: .number, storage: .ints(codes))))
    var parts: [Column] = []
    for index in columns { parts.append(try frame.column(index, self)) }
    let type = output.fields.last?.type ?? .number
    // Column after column in memory, then row by row by their numbers.
    let stacked = try concatenated(parts, type: type)
    let order: Vector<Int32> = try vector(total) { rows, out in
      for row in rows {
        out[row] = Int32(truncatingIfNeeded: (row % width) * count + row / width)
      }
    }
    result.columns.append(LazyColumn(try gather(stacked, order, self)))
    return result
  }
}
