import ColumnStore
import QuerySemantics

extension ReferenceEvaluator {
  func apply(_ operation: BoundStep.Operation) throws -> ReferenceEvaluator {
    switch operation {
    case .filter(let condition):
      let flags = try evaluate(condition)
      return with(rows.indices.filter { flags[$0] == .boolean(true) })
    case .project(let expressions):
      let columns = try expressions.map { try evaluate($0) }
      var result = self
      result.types = expressions.map(\.type)
      result.rows = rows.indices.map { row in columns.map { $0[row] } }
      return result
    case .sort(let keys): return with(try sorted(keys))
    case .take(let count, let by):
      var taken: [[Scalar]: Int] = [:]
      return with(
        rows.indices.filter { row in
          let group = by.map { key(rows[row][$0]) }
          taken[group, default: 0] += 1
          return (taken[group] ?? 0) <= count
        })
    case .skip(let count): return with(Array(rows.indices.dropFirst(count)))
    case .distinct:
      var seen: Set<[Scalar]> = []
      return with(rows.indices.filter { seen.insert(rows[$0].map(key)).inserted })
    case .summarise(let keys, let calls):
      var order: [[Scalar]] = []
      var groups: [[Scalar]: [Int]] = [:]
      for row in rows.indices {
        let group = keys.map { key(rows[row][$0]) }
        if groups[group] == nil { order.append(group) }
        groups[group, default: []].append(row)
      }
      if keys.isEmpty {
        order = [[]]
        groups[[]] = Array(rows.indices)
      }
      var result = self
      result.types = keys.map { types[$0] } + calls.map(\.type)
      result.rows = try order.map { group in
        let members = groups[group] ?? []
        return try group
          + calls.map { try aggregate($0.function, $0.arguments, $0.parameter, members) }
      }
      return result
    case .latest(let value, let time, let within, let by): return latest(value, time, within, by)
    case .unpivot(let kept, let columns, let years):
      var result = self
      result.types = kept.map { types[$0] } + [years == nil ? .text : .number, types[columns[0]]]
      result.rows = rows.flatMap { row in
        columns.enumerated().map { place, column in
          let name = years.map { Scalar.number(Double($0[place])) } ?? .text("c\(column)")
          return kept.map { row[$0] } + [name, row[column]]
        }
      }
      return result
    default: return self
    }
  }

  func joined(_ join: BoundStep.Join, _ right: ReferenceEvaluator) -> ReferenceEvaluator {
    var result = self
    result.rows = []
    if join.kind == .inner || join.kind == .left {
      result.types += join.carried.map { right.types[$0] }
    }
    for row in rows {
      let matches = right.rows.filter { other in
        join.on.allSatisfy { pair in
          if case .missing = row[pair.left] { return false }
          return key(row[pair.left]) == key(other[pair.right])
        }
      }
      switch join.kind {
      case .semi: if !matches.isEmpty { result.rows.append(row) }
      case .anti: if matches.isEmpty { result.rows.append(row) }
      case .inner, .left:
        for match in matches { result.rows.append(row + join.carried.map { match[$0] }) }
        if matches.isEmpty, join.kind == .left {
          result.rows.append(row + join.carried.map { _ in .missing(.noData) })
        }
      }
    }
    return result
  }

  private func with(_ numbers: [Int]) -> ReferenceEvaluator {
    var result = self
    result.rows = numbers.map { rows[$0] }
    return result
  }

  private func sorted(_ keys: [BoundStep.SortKey]) throws -> [Int] {
    let values = try keys.map { try evaluate($0.expression) }
    return rows.indices.sorted { a, b in
      for (index, key) in keys.enumerated() {
        let (x, y) = (values[index][a], values[index][b])
        let type = key.expression.type
        let isMissing = [x, y].contains { if case .missing = $0 { true } else { false } }
        let turns = key.isDescending && !isMissing
        if precedes(x, y, type) { return !turns }
        if precedes(y, x, type) { return turns }
      }
      for (index, type) in types.enumerated() {
        if precedes(rows[a][index], rows[b][index], type) { return true }
        if precedes(rows[b][index], rows[a][index], type) { return false }
      }
      return a < b
    }
  }

  private func latest(_ value: Int?, _ time: Int, _ within: Int?, _ by: [Int])
    -> ReferenceEvaluator
  {
    let newest = rows.compactMap { year($0[time]) }.max() ?? 0
    var best: [[Scalar]: Int] = [:]
    for (index, row) in rows.enumerated() {
      guard let year = year(row[time]) else { continue }
      if let within, year < newest - within { continue }
      if let value, case .missing = row[value] { continue }
      let group = by.map { key(row[$0]) }
      if let known = best[group], (self.year(rows[known][time]) ?? 0) > year { continue }
      best[group] = index
    }
    return with(best.values.sorted())
  }
}
