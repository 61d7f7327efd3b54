import ColumnStore
import QuerySemantics

extension RunContext {
  /// Moves and computes columns; moving one costs nothing.
  func project(
    _ frame: Frame, _ expressions: [BoundExpression], _ needed: Set<Int>
  ) throws(EngineError) -> Frame {
    var columns: [LazyColumn?] = []
    for (index, expression) in expressions.enumerated() {
      guard needed.contains(index) else {
        columns.append(nil)
        continue
      }
      if case .column(let source) = expression.kind {
        columns.append(frame.columns[source])
      } else {
        // A measure that stands alone in a column brings its years along; inside a calculation
        // they are noted here.
        if case .lookup = expression.kind { countsYears = false } else { countsYears = true }
        defer { countsYears = false }
        columns.append(LazyColumn(try evaluate(expression, over: frame)))
      }
    }
    return Frame(columns: columns, rowCount: frame.rowCount)
  }
}
