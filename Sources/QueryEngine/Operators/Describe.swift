import ColumnStore
import QuerySemantics

extension RunContext {
  /// One row per column: name, type, n, missing, distinct, min, mean, median, max.
  func describe(_ frame: Frame, _ schema: Schema, _ output: Schema) throws(EngineError) -> Frame {
    let grouping = Grouping.single(rowCount: frame.rowCount)
    var rows: [[Scalar]] = []
    for (index, field) in schema.fields.enumerated() {
      let column = try frame.column(index, self)
      func single(_ function: AggregateCall.Function) throws(EngineError) -> Scalar {
        let input = AggregateInput(function: function, arguments: [column], type: .number)
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
      let isNumber = column.type == .number
      for function in [AggregateCall.Function.min, .mean, .median, .max] {
        if isNumber || function == .min || function == .max {
          row.append(try single(function))
        } else {
          row.append(.missing(.notApplicable))
        }
      }
      rows.append(
        row.indices.map { place in
          fitted(row[place], column.type, output.fields[place].type)
        })
    }
    let columns = output.fields.indices.map { place in
      LazyColumn(Column(type: output.fields[place].type, scalars: rows.map { $0[place] }))
    }
    return Frame(columns: columns, rowCount: rows.count)
  }

  /// A value in a column of the summary: as it is, as text, or not applicable.
  private func fitted(_ scalar: Scalar, _ type: ValueType, _ wanted: ValueType) -> Scalar {
    switch (scalar, wanted) {
    case (.missing, _), (.number, .number), (.text, .text): scalar
    case (_, .text): .text(ValueText.text(of: scalar, type, source))
    default: .missing(.notApplicable)
    }
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
