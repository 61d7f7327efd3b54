import QuerySemantics

extension BoundStep.Operation {
  /// What is being done, for whoever waits.
  var words: String {
    switch self {
    case .filter: "filtering"
    case .project: "computing columns"
    case .sort: "sorting"
    case .take, .skip, .sample: "picking rows"
    case .distinct: "finding distinct rows"
    case .summarise: "summarising"
    case .pivot, .unpivot: "pivoting"
    case .join: "joining"
    case .append: "appending"
    case .latest: "finding the latest rows"
    case .fill: "filling"
    case .describe: "describing"
    case .frequencies: "counting"
    }
  }
}
