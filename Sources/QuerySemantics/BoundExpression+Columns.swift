extension BoundExpression {
  /// The columns of the row that it reads.
  package var columns: Set<Int> {
    var found = children.reduce(into: Set<Int>()) { $0.formUnion($1.columns) }
    switch kind {
    case .column(let index): found.insert(index)
    case .window(let call): found.formUnion(call.partition + [call.time])
    case .lookup(let lookup):
      switch lookup.time.base {
      case .rowDate(let column), .rowYear(let column): found.insert(column)
      case .unasked, .day, .computed: break
      }
    default: break
    }
    return found
  }
}
