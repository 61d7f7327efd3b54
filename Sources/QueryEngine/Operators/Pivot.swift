import ColumnStore
import QuerySemantics

extension RunContext {
  /// One row per combination of the keys, one column per header.
  func pivot(
    _ frame: Frame, _ keys: [Int], _ column: Int, _ headers: [Scalar], _ value: Int,
    _ schema: Schema
  ) throws(EngineError) -> Frame {
    let grouping = try group(frame, keys)
    let ids = try grouping.groupIDs(self)
    let heads = try frame.column(column, self)
    let places = try headerPlaces(heads, headers)
    try reserve(rows: grouping.count * headers.count, bytesPerRow: 12)
    // Row of the frame that fills each cell.
    var rows = [Int32](repeating: -1, count: grouping.count * headers.count)
    for row in 0..<frame.rowCount {
      if row & 0xFFFF == 0 { try checkInterruption() }
      let place = Int(places.buffer[row])
      guard place >= 0 else { continue }
      let cell = place * grouping.count + Int(ids.buffer[row])
      guard rows[cell] < 0 else {
        throw try notUnique(frame, keys, column, schema, row, Int(rows[cell]))
      }
      rows[cell] = Int32(row)
    }
    let first = Vector(grouping.firstRows)
    var columns: [LazyColumn?] = []
    for key in keys {
      columns.append(LazyColumn(try gather(try frame.column(key, self), first, self)))
    }
    let values = try frame.column(value, self)
    for place in headers.indices {
      let part = rows[(place * grouping.count)..<((place + 1) * grouping.count)]
      columns.append(LazyColumn(try gather(values, Vector(part), self)))
    }
    // Without rows there is no combination, not even the empty one.
    let count = frame.rowCount == 0 ? 0 : grouping.count
    if count == 0 { return try Frame(columns: columns, rowCount: 1).selecting(Vector([]), self) }
    return Frame(columns: columns, rowCount: count)
  }

  /// The header of each row; -1 where the cell is none of them.
  private func headerPlaces(
    _ column: Column, _ headers: [Scalar]
  ) throws(EngineError) -> Vector<Int32> {
    var places: [Scalar: Int32] = [:]
    for (place, header) in headers.enumerated() where places[header] == nil {
      places[header] = Int32(place)
    }
    let grouping = try group([column], count: column.count)
    let ids = try grouping.groupIDs(self)
    let table = grouping.firstRows.map { row -> Int32 in
      if case .missing = column[Int(row)] { return -1 }
      return places[column[Int(row)]] ?? -1
    }
    return try vector(column.count) { rows, out in
      table.withUnsafeBufferPointer { table in
        for row in rows { out[row] = table[Int(ids.buffer[row])] }
      }
    }
  }

  private func notUnique(
    _ frame: Frame, _ keys: [Int], _ column: Int, _ schema: Schema, _ row: Int, _ other: Int
  ) throws(EngineError) -> EngineError {
    let place = try describe(row: row, frame, keys + [column], schema)
    return failure(
      "pivot-not-unique",
      "the cell \(place) has more than one row: rows \(other + 1) and \(row + 1)",
      notes: ["summarise before the pivot, or keep the columns that tell the rows apart"])
  }

  /// `country = Chad, year = 2010`.
  func describe(
    row: Int, _ frame: Frame, _ columns: [Int], _ schema: Schema
  ) throws(EngineError) -> String {
    var parts: [String] = []
    for index in columns {
      let column = try frame.column(index, self)
      let text = ValueText.text(of: column[row], column.type, source)
      parts.append("\(schema.fields[index].name) = \(text)")
    }
    return parts.joined(separator: ", ")
  }
}
