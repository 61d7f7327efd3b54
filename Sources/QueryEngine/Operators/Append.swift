import ColumnStore
import QuerySemantics

extension RunContext {
  /// The rows of a second query below those of the first; columns stand in the same order.
  func append(
    _ frame: Frame, _ query: BoundQuery, _ output: Schema, _ needed: Set<Int>
  ) throws(EngineError) -> Frame {
    let position = range
    let below = try run(query, needed: needed, isOutermost: false)
    range = position
    var columns: [LazyColumn?] = []
    for index in output.fields.indices {
      guard needed.contains(index), index < frame.columns.count, frame.columns[index] != nil
      else {
        columns.append(nil)
        continue
      }
      let (first, second) = (try frame.column(index, self), try below.column(index, self))
      columns.append(LazyColumn(try concatenated([first, second], type: first.type)))
    }
    return Frame(columns: columns, rowCount: frame.rowCount + below.rowCount)
  }

  /// Columns of one type as one column.
  func concatenated(_ parts: [Column], type: ValueType) throws(EngineError) -> Column {
    let total = parts.reduce(0) { $0 + $1.count }
    try reserve(rows: total, bytesPerRow: type == .boolean ? 1 : type == .number ? 8 : 4)
    switch type {
    case .boolean:
      let cells = parts.map(\.storage.asFlags)
      return Column(type: type, storage: .flags(joined(cells, total)))
    case .number:
      var ints: [Vector<Int32>] = []
      for case .ints(let cells) in parts.map(\.storage) { ints.append(cells) }
      if ints.count == parts.count {
        return Column(type: type, storage: .ints(joined(ints, total)))
      }
      return Column(type: type, storage: .doubles(joined(parts.map(\.storage.asNumbers), total)))
    case .text, .textSet:
      if let first = parts.first?.dictionary, parts.allSatisfy({ $0.dictionary === first }) {
        return Column(
          type: type, storage: .ints(joined(parts.map(\.codes), total)), dictionary: first)
      }
      var builder = TextDictionary.Builder()
      var cells: [Vector<Int32>] = []
      for part in parts {
        let table = (part.dictionary?.texts ?? []).map { builder.code(for: $0) }
        let program: Program = .table(.stored(part.storage), .ints(Vector(table)))
        cells.append(program.codes(0..<part.count))
      }
      return Column(
        type: type, storage: .ints(joined(cells, total)), dictionary: builder.finish())
    case .date, .country, .treaty, .measure, .group:
      return Column(type: type, storage: .ints(joined(parts.map(\.codes), total)))
    }
  }

  private func joined<Element>(_ parts: [Vector<Element>], _ total: Int) -> Vector<Element> {
    Vector(count: total) { out in
      var start = 0
      for part in parts where part.count > 0 {
        if let from = part.buffer.baseAddress, let to = out.baseAddress {
          (to + start).update(from: from, count: part.count)
        }
        start += part.count
      }
    }
  }
}

extension Column {
  /// The Int32 cells of a column that is held in them; empty otherwise.
  var codes: Vector<Int32> {
    if case .ints(let cells) = storage { cells } else { Vector([]) }
  }
}
