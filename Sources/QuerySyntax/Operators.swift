package enum UnaryOperator: String, Sendable, CaseIterable {
  case not = "not"
  case minus = "-"
}

package enum BinaryOperator: String, Sendable, CaseIterable {
  case or, and
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case otherwise = "??"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  /// Intersection of sets.
  case intersect = "&"
  case power = "^"
}
