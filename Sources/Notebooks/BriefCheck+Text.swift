extension BriefCheck {
  /// Lines for `check`: what differs and nothing else.
  package func differences(_ file: String, limit: Int = 50) -> String {
    var out = ""
    for report in blocks where report.isChanged {
      out += "\(file): \(report.identifier): \(report.reason)\n" + report.details(limit: limit)
    }
    return out
  }

  /// Lines for `why-stale`: every block with its state.
  package func reasons(_ engine: String) -> String {
    blocks.map { report in
      var out = "\(report.identifier): \(report.isChanged ? "stale" : "current")"
      if !report.causes.isEmpty { out += ", " + report.reason }
      if case .engineChanged? = report.causes.first(where: \.isEngine) { out += " (now \(engine))" }
      return out + "\n" + report.details(limit: 50)
    }.joined()
  }
}

extension BriefCheck.Cause {
  fileprivate var isEngine: Bool { if case .engineChanged = self { true } else { false } }

  fileprivate var text: String {
    switch self {
    case .neverRun: "never run"
    case .stampedError: "an error is stamped here"
    case .queryChanged: "query changed"
    case .dataChanged: "data changed"
    case .engineChanged(let version): "engine changed from \(version)"
    case .editedByHand: "the result was edited by hand"
    case .orphan: "a result without its block"
    }
  }
}

extension BriefCheck.BlockReport {
  fileprivate var reason: String {
    var reasons = causes.map(\.text)
    if causes.contains(.dataChanged), !hasVisibleChange {
      reasons.append(
        "the printed cells are the same; a value read for them, or a digit not shown, is not")
    }
    return reasons.joined(separator: "; ")
  }

  /// What is different, a line each.
  fileprivate func details(limit: Int) -> String {
    var lines: [String] = []
    lines += columnsGone.map { "column gone: \($0)" }
    lines += columnsNew.map { "column new: \($0)" }
    lines += rowsGone.map { "row gone: \($0)" }
    lines += rowsNew.map { "row new: \($0)" }
    lines += cells.map { "\($0.row), \($0.column): \($0.stamped) → \($0.now)" }
    lines += linesGone.map { "line gone: \($0)" }
    lines += linesNew.map { "line new: \($0)" }
    if isReordered { lines.append("the same rows in another order or layout") }
    var out = lines.prefix(limit).map { "  \($0)\n" }.joined()
    if lines.count > limit { out += "  … and \(lines.count - limit) more differences\n" }
    return out
  }
}
