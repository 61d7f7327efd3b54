import ColumnStore
import SourceText
import Workbench

/// Compares what is stamped in a brief with what a run gives now, cell by cell.
package struct BriefCheck: Sendable {
  package struct CellChange: Sendable, Equatable {
    /// The row as its key columns name it.
    package var row: String
    package var column: String
    package var stamped: String
    package var now: String

    package init(row: String, column: String, stamped: String, now: String) {
      self.row = row
      self.column = column
      self.stamped = stamped
      self.now = now
    }
  }

  package enum Cause: Sendable, Equatable {
    case neverRun
    /// The stamp holds the error of an earlier run.
    case stampedError
    case queryChanged
    case dataChanged
    case engineChanged(from: String)
    /// Query, data and version are those of the stamp, and the text under it is not theirs.
    case editedByHand
    /// The stamp has no block above it.
    case orphan
  }

  package struct BlockReport: Sendable, Equatable {
    package var identifier: String
    package var causes: [Cause] = []
    package var cells: [CellChange] = []
    package var rowsGone: [String] = []
    package var rowsNew: [String] = []
    package var columnsGone: [String] = []
    package var columnsNew: [String] = []
    package var linesGone: [String] = []
    package var linesNew: [String] = []
    package var isReordered = false

    package var hasVisibleChange: Bool {
      !cells.isEmpty || !rowsGone.isEmpty || !rowsNew.isEmpty || !columnsGone.isEmpty
        || !columnsNew.isEmpty || !linesGone.isEmpty || !linesNew.isEmpty || isReordered
    }

    /// Another version of the program that gives the same is no change.
    package var isChanged: Bool {
      hasVisibleChange
        || causes.contains { cause in
          switch cause {
          case .engineChanged: false
          case .neverRun, .stampedError, .queryChanged, .dataChanged, .editedByHand, .orphan: true
          }
        }
    }
  }

  package var blocks: [BlockReport] = []

  package var isChanged: Bool { blocks.contains(where: \.isChanged) }

  /// - Complexity: O(cells of the results).
  package init(_ run: BriefRun) {
    let brief = run.brief
    for (number, block) in run.blocks.enumerated() where !block.failed {
      blocks.append(Self.report(number, block, run))
    }
    for segment in brief.segments {
      guard case .result(let result, nil) = segment.kind else { continue }
      blocks.append(BlockReport(identifier: result.stamp.result, causes: [.orphan]))
    }
  }

  private static func report(_ number: Int, _ block: BlockRun, _ run: BriefRun) -> BlockReport {
    var report = BlockReport(identifier: run.brief.blocks[number].identifier)
    guard let stamped = run.brief.stamped(number) else {
      if !block.body.isEmpty { report.causes = [.neverRun] }
      return report
    }
    let stamp = stamped.stamp
    if stamp.error != nil {
      report.causes = [.stampedError]
      return report
    }
    let now = BriefWriter.stamp(of: block, number, run)
    if stamp.query != now.query { report.causes.append(.queryChanged) }
    if stamp.data != now.data { report.causes.append(.dataChanged) }
    if stamp.engine != now.engine { report.causes.append(.engineChanged(from: stamp.engine)) }
    if stamped.body != block.body { report.compare(stamped.body, block.body, block) }
    if report.hasVisibleChange,
      report.causes.isEmpty || stamp.rows != now.rows && stamp.data == now.data
    {
      report.causes.append(.editedByHand)
    } else if stamp.data == now.data, stamp.query == now.query, stamp.rows != now.rows {
      report.causes.append(.editedByHand)
    }
    return report
  }
}

extension BriefCheck.BlockReport {
  /// Fills in the differences of two bodies.
  fileprivate mutating func compare(_ before: String, _ after: String, _ block: BlockRun) {
    let (oldTables, oldLines) = PipeTable.parts(before)
    let (newTables, newLines) = PipeTable.parts(after)
    for index in 0..<max(oldTables.count, newTables.count) {
      let empty = PipeTable(heads: [], rows: [])
      let results = block.results
      compare(
        oldTables.indices.contains(index) ? oldTables[index] : empty,
        newTables.indices.contains(index) ? newTables[index] : empty,
        key: results.indices.contains(index) ? results[index].table.schema.key : [])
    }
    linesGone = oldLines.filter { !newLines.contains($0) }
    linesNew = newLines.filter { !oldLines.contains($0) }
    if !hasVisibleChange { isReordered = true }
  }

  private mutating func compare(_ old: PipeTable, _ new: PipeTable, key: [String]) {
    columnsGone = old.heads.filter { !new.heads.contains($0) }
    columnsNew = new.heads.filter { !old.heads.contains($0) }
    let keys = Self.keyHeads(old, new, key)
    let oldRows = Self.named(old, keys)
    let newRows = Self.named(new, keys)
    let oldNames = Dictionary(oldRows.map { ($0.name, $0.cells) }) { first, _ in first }
    let newNames = Set(newRows.map(\.name))
    rowsGone += oldRows.map(\.name).filter { !newNames.contains($0) }
    for row in newRows {
      guard let before = oldNames[row.name] else {
        rowsNew.append(row.name)
        continue
      }
      for (column, head) in new.heads.enumerated() where row.cells.indices.contains(column) {
        guard let place = old.heads.firstIndex(of: head) else { continue }
        let stamped = before.indices.contains(place) ? before[place] : ""
        if stamped != row.cells[column] {
          cells.append(
            BriefCheck.CellChange(
              row: row.name, column: head, stamped: stamped, now: row.cells[column]))
        }
      }
    }
  }

  /// The heads that name rows: the key of the result where both tables have it, else the leading
  /// columns that are needed to tell the rows of both apart.
  private static func keyHeads(_ old: PipeTable, _ new: PipeTable, _ key: [String]) -> [String] {
    let common = new.heads.filter { old.heads.contains($0) }
    let heads = key.compactMap { name in common.first { $0 == name || $0.hasPrefix(name + " (") } }
    if !heads.isEmpty, heads.count == key.count { return heads }
    for count in 1..<max(common.count, 2) {
      let some = Array(common.prefix(count))
      if isUnique(new, some), isUnique(old, some) { return some }
    }
    return Array(common.prefix(1))
  }

  private static func isUnique(_ table: PipeTable, _ heads: [String]) -> Bool {
    let names = plainNames(table, heads)
    return Set(names).count == names.count
  }

  private static func plainNames(_ table: PipeTable, _ heads: [String]) -> [String] {
    let places = heads.compactMap { table.heads.firstIndex(of: $0) }
    return table.rows.map { row in
      places.map { row.indices.contains($0) ? row[$0] : "" }.joined(separator: ", ")
    }
  }

  /// Rows under their names; rows of one name are counted.
  private static func named(
    _ table: PipeTable, _ heads: [String]
  ) -> [(name: String, cells: [String])] {
    var seen: [String: Int] = [:]
    return zip(plainNames(table, heads), table.rows).map { name, cells in
      let count = (seen[name] ?? 0) + 1
      seen[name] = count
      return (count == 1 ? name : "\(name) (\(count))", cells)
    }
  }
}
