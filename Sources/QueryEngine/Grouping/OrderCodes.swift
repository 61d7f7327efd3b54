import ColumnStore

extension RunContext {
  /// Int32 codes that order as the column's values do; missing cells stay missing codes.
  ///
  /// Texts by Unicode scalars, entities by printed name, dates by packed value. Not for doubles.
  func orderCodes(_ column: Column) throws(EngineError) -> Vector<Int32> {
    let program: Program
    switch (column.storage, column.type) {
    case (.ints(let cells), .number), (.ints(let cells), .date), (.ints(let cells), .boolean):
      return cells
    case (.flags(let cells), _): return codes(of: cells)
    case (.doubles, _): throw failure("internal", "numbers have no order codes")
    case (.ints, .text), (.ints, .textSet):
      let ranks = self.ranks.ranks(of: column.dictionary ?? TextDictionary([]))
      program = .table(.stored(column.storage), .ints(ranks))
    case (.ints(let cells), .country), (.ints(let cells), .treaty), (.ints(let cells), .measure),
      (.ints(let cells), .group):
      var highest: Int32 = -1
      for value in cells.buffer { highest = max(highest, value) }
      guard highest >= 0 else { return cells }
      let ranks = self.ranks.ranks(of: column.type, highest: highest, source)
      program = .table(.stored(column.storage), .ints(ranks))
    }
    let ranked = Prepared(program: program, type: .number)
    guard case .ints(let cells) = try self.column(of: ranked, count: column.count).storage else {
      return Vector([])
    }
    return cells
  }
}
