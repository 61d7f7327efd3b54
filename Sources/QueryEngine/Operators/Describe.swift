import ColumnStore
import QuerySemantics

extension RunContext {
  /// One row per column: name, type, n, missing, distinct, and the functions of numbers and dates.
  func describe(
    _ frame: Frame, _ schema: Schema, _ functions: [AggregateCall.Function], _ output: Schema
  ) throws(EngineError) -> Frame {
    let grouping = Grouping.single(rowCount: frame.rowCount)
    var rows: [[Scalar]] = []
    for (index, field) in schema.fields.enumerated() {
      let column = try frame.column(index, self)
      func single(_ function: AggregateCall.Function) throws(EngineError) -> Scalar {
        let isDate = column.type == .date && function != .distinct
        let input = AggregateInput(
          function: function, arguments: [column], type: isDate ? .date : .number)
        return try aggregate([input], grouping)[0][0]
      }
      let missing = FlagKernel.isMissing(column.storage)
      var absent = 0
      for row in 0..<missing.count { absent += Int(missing[row]) }
      var row: [Scalar] = [
        .text(field.name), .text(field.type.label),
        .number(Double(column.count - absent)), .number(Double(absent)),
        try single(.distinct),
      ]
      for (function, field) in zip(functions, output.fields.dropFirst(row.count)) {
        row.append(field.type == column.type ? try single(function) : .missing(.notApplicable))
      }
      rows.append(row)
    }
    let columns = output.fields.indices.map { place in
      LazyColumn(Column(type: output.fields[place].type, scalars: rows.map { $0[place] }))
    }
    return Frame(columns: columns, rowCount: rows.count)
  }

  /// value, n, share of all rows; most frequent first, then in the order of the values.
  func frequencies(_ frame: Frame, _ index: Int) throws(EngineError) -> Frame {
    let column = try frame.column(index, self)
    let grouping = try group([column], count: frame.rowCount)
    let count = AggregateInput(function: .count, arguments: [], type: .number)
    let counts = try aggregate([count], grouping)[0]
    let values = try gather(column, Vector(grouping.firstRows), self)
    let total = Double(frame.rowCount)
    let numbers = counts.storage.asNumbers
    let shares = numbers.buffer.map { $0 / total }
    let table = Frame(
      columns: [
        LazyColumn(values), LazyColumn(counts),
        LazyColumn(Column(type: .number, storage: .doubles(Vector(shares)))),
      ], rowCount: grouping.count)
    return try sort(
      table,
      [
        BoundStep.SortKey(BoundExpression(.column(1), .number), isDescending: true),
        BoundStep.SortKey(BoundExpression(.column(0), values.type), isDescending: false),
      ], keeping: nil)
  }
}
