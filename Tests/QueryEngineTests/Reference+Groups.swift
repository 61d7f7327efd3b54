import ColumnStore
import Glibc
import QuerySemantics

extension ReferenceEvaluator {
  /// Year of a cell, if it has one: a number that is no whole year from 1 to 9999 is no time.
  func year(_ cell: Scalar) -> Int? {
    switch cell {
    case .number(let value): Int(exactly: value).flatMap { (1...9999).contains($0) ? $0 : nil }
    case .date(let date): date.year
    default: nil
    }
  }

  func window(_ call: WindowCall, _ row: Int) throws -> Scalar {
    if case .missing = rows[row][call.time] { return rows[row][call.time] }
    let own = call.partition.map { rows[row][$0] }
    func at(_ wanted: Int) throws -> Scalar {
      for other in rows.indices
      where year(rows[other][call.time]) == wanted && call.partition.map({ rows[other][$0] }) == own
      {
        return try value(of: call.argument, other)
      }
      return .missing(.noData)
    }
    guard let now = year(rows[row][call.time]) else { return .missing(.notApplicable) }
    let here = try value(of: call.argument, row)
    switch call.function {
    case .lag: return try at(now - call.parameter)
    case .lead: return try at(now + call.parameter)
    case .change: return number(here, try at(now - call.parameter)) { $0 - $1 }
    case .pctChange: return number(here, try at(now - call.parameter)) { ($0 - $1) / $1 * 100 }
    case .indexTo: return number(here, try at(call.parameter)) { 100 * $0 / $1 }
    case .rollingMean:
      var total = 0.0
      for wanted in (now - call.parameter + 1)...now {
        guard case .number(let value) = try at(wanted) else { return .missing(.noData) }
        total += value
      }
      return .number(total / Double(call.parameter))
    case .cumsum:
      guard case .number = here else { return here }
      var total = 0.0
      let years = Set(rows.compactMap { year($0[call.time]) }).filter { $0 <= now }
      for wanted in years.sorted() {
        if case .number(let value) = try at(wanted) { total += value }
      }
      return .number(total)
    }
  }

  func across(_ call: AcrossCall, _ row: Int) throws -> Scalar {
    let own = try call.by.map { key(try value(of: $0, row)) }
    var members: [Int] = []
    for other in rows.indices {
      if try call.by.map({ key(try value(of: $0, other)) }) == own { members.append(other) }
    }
    if case .aggregate(let function) = call.function {
      return try aggregate(function, call.arguments, call.parameter, members)
    }
    let here = try value(of: call.arguments[0], row)
    guard case .number(let value) = here else { return here }
    var all: [Double] = []
    for member in members {
      if case .number(let other) = try self.value(of: call.arguments[0], member) {
        all.append(other)
      }
    }
    func finite(_ value: Double) -> Scalar {
      value.isFinite ? .number(value) : .missing(.notApplicable)
    }
    switch call.function {
    case .rank: return .number(Double(all.count { $0 > value } + 1))
    case .percentile: return .number(100 * Double(all.count { $0 <= value }) / Double(all.count))
    case .minmax:
      let (least, most) = (all.min() ?? 0, all.max() ?? 0)
      return finite((value - least) / (most - least))
    case .shareOfTotal: return finite(value / all.reduce(0, +))
    case .zscore:
      guard all.count > 1 else { return .missing(.noData) }
      let mean = all.reduce(0, +) / Double(all.count)
      let squares = all.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
      return finite((value - mean) / sqrt(squares / Double(all.count - 1)))
    case .aggregate: return here
    }
  }

  /// Both zeros are one key.
  func key(_ cell: Scalar) -> Scalar { cell == .number(0) ? .number(0) : cell }

  func aggregate(
    _ function: AggregateCall.Function, _ arguments: [BoundExpression], _ parameter: Double?,
    _ members: [Int]
  ) throws -> Scalar {
    guard let first = arguments.first else { return .number(Double(members.count)) }
    var cells: [Scalar] = []
    var pairs: [(Double, Double)] = []
    for member in members {
      let cell = try value(of: first, member)
      if case .missing = cell { continue }
      cells.append(cell)
      if arguments.count > 1, case .number(let x) = cell,
        case .number(let y) = try value(of: arguments[1], member)
      {
        pairs.append((x, y))
      }
    }
    if function == .distinct { return .number(Double(Set(cells.map(key)).count)) }
    guard !cells.isEmpty else { return .missing(.noData) }
    func finite(_ value: Double) -> Scalar {
      value.isFinite ? .number(value) : .missing(.notApplicable)
    }
    let values = cells.compactMap { cell -> Double? in
      if case .number(let value) = cell { value } else { nil }
    }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    switch function {
    case .count: return .number(Double(cells.count { $0 == .boolean(true) }))
    case .share: return .number(Double(cells.count { $0 == .boolean(true) }) / Double(cells.count))
    case .sum: return finite(values.reduce(0, +))
    case .mean: return finite(mean)
    case .sd, .variance:
      guard values.count > 1 else { return .missing(.noData) }
      let variance = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / (count - 1)
      return finite(function == .sd ? sqrt(variance) : variance)
    case .median, .quantile:
      let sorted = values.sorted()
      let place = (count - 1) * (function == .median ? 0.5 : parameter ?? 0.5)
      let low = Int(place)
      let high = min(low + 1, sorted.count - 1)
      return finite(sorted[low] + (place - Double(low)) * (sorted[high] - sorted[low]))
    case .first: return cells.first ?? .missing(.noData)
    case .last: return cells.last ?? .missing(.noData)
    case .min: return cells.min { precedes($0, $1, first.type) } ?? .missing(.noData)
    case .max: return cells.max { precedes($0, $1, first.type) } ?? .missing(.noData)
    case .weightedMean:
      guard !pairs.isEmpty else { return .missing(.noData) }
      return finite(pairs.map { $0 * $1 }.reduce(0, +) / pairs.map(\.1).reduce(0, +))
    case .corr:
      guard pairs.count > 1 else { return .missing(.noData) }
      let n = Double(pairs.count)
      let (mx, my) = (pairs.map(\.0).reduce(0, +) / n, pairs.map(\.1).reduce(0, +) / n)
      let sxx = pairs.map { ($0.0 - mx) * ($0.0 - mx) }.reduce(0, +)
      let syy = pairs.map { ($0.1 - my) * ($0.1 - my) }.reduce(0, +)
      let sxy = pairs.map { ($0.0 - mx) * ($0.1 - my) }.reduce(0, +)
      return sxx > 0 && syy > 0 ? finite(sxy / sqrt(sxx) / sqrt(syy)) : .missing(.notApplicable)
    case .distinct, .spark: return .missing(.noData)
    }
  }

  /// The order of a sort, ascending, missing last by reason.
  func precedes(_ left: Scalar, _ right: Scalar, _ type: ValueType) -> Bool {
    switch (left, right) {
    case (.missing(let a), .missing(let b)): return a.rawValue < b.rawValue
    case (.missing, _): return false
    case (_, .missing): return true
    case (.number(let a), .number(let b)): return a < b
    case (.boolean(let a), .boolean(let b)): return !a && b
    case (.date(let a), .date(let b)): return a.packed < b.packed
    case (.text(let a), .text(let b)):
      return a.unicodeScalars.map(\.value).lexicographicallyPrecedes(
        b.unicodeScalars.map(\.value))
    case (.entity(let a), .entity(let b)):
      let (x, y) = (world.name(of: type, a), world.name(of: type, b))
      return x != y ? x < y : a < b
    default: return false
    }
  }
}
