package import ColumnStore

extension Missing {
  /// What stands in a cell for this reason.
  ///
  /// The four differ in shape, not in colour, and in characters every terminal and font has;
  /// none can be taken for a minus sign, a zero or each other from the back of a room.
  package var mark: String {
    switch self {
    case .noData: ".."
    case .notCovered: "n/c"
    case .notApplicable: "x"
    case .withheld: "(w)"
    }
  }
}

/// The marks a table has used, for its legend.
struct MarksUsed: OptionSet, Hashable, Sendable {
  var rawValue: UInt8

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ reason: Missing) { rawValue = 1 << reason.rawValue }

  /// `.. no data; n/c not covered`, always in the same order; nil where no mark was used.
  var legend: String? {
    let order: [Missing] = [.noData, .notCovered, .notApplicable, .withheld]
    let used = order.filter { contains(MarksUsed($0)) }
    return used.isEmpty ? nil : used.map { "\($0.mark) \($0.label)" }.joined(separator: "; ")
  }
}
