import Catalogue
import ColumnStore

extension RunContext {
  /// The table `ratifications` as it stood at the end of a day: what happened later is not there.
  ///
  /// A partial date stands for its last day. An act without any date is taken as having happened.
  func ratifications(
    _ table: any SourceTable, asOf day: Int32
  ) throws(EngineError) -> Frame {
    var columns: [Column] = []
    for index in table.schema.fields.indices { columns.append(try read(table, index)) }
    let names = table.schema.fields.map(\.name)
    func dates(_ name: String) -> Vector<Int32> {
      guard let index = names.firstIndex(of: name) else {
        return Vector(repeating: MissingBits.noDataInt, count: table.rowCount)
      }
      return columns[index].codes
    }
    let (signed, bound, ended) = (dates("signed"), dates("date"), dates("denounced"))
    func isLater(_ packed: Int32) -> Bool {
      packed >= MissingBits.firstInt && PartialDate(packed: packed).lastDay > day
    }
    let statusIndex = names.firstIndex(of: "status")
    let statusTexts = statusIndex.map { columns[$0] }
    var (rows, statuses): ([Int32], [Scalar]) = ([], [])
    var (notBound, notEnded): ([Bool], [Bool]) = ([], [])
    for row in 0..<table.rowCount {
      let original = statusTexts?[row] ?? .missing(.noData)
      let (hasSigned, hasDate) = (
        signed.buffer[row] >= MissingBits.firstInt && !isLater(signed.buffer[row]),
        bound.buffer[row] >= MissingBits.firstInt
      )
      let isLaterBound = isLater(bound.buffer[row])
      if isLaterBound, !hasSigned { continue }
      if !hasDate, isLater(signed.buffer[row]) { continue }
      rows.append(Int32(row))
      notBound.append(isLaterBound)
      notEnded.append(isLater(ended.buffer[row]))
      if isLaterBound {
        statuses.append(.text(TreatyStatus.signatory.label))
      } else if isLater(ended.buffer[row]) {
        statuses.append(.text(TreatyStatus.party.label))
      } else {
        statuses.append(original)
      }
    }
    let numbers = Vector(rows)
    var result: [LazyColumn?] = []
    for (index, name) in names.enumerated() {
      let column = try gather(columns[index], numbers, self)
      switch name {
      case "status":
        result.append(LazyColumn(Column(type: column.type, scalars: statuses)))
      case "date", "action", "in_force", "precision":
        result.append(LazyColumn(blanking(column, notBound, orLater: name == "in_force", isLater)))
      case "signed":
        result.append(
          LazyColumn(blanking(column, notBound.map { _ in false }, orLater: true, isLater)))
      case "denounced":
        result.append(LazyColumn(blanking(column, notEnded, orLater: false, isLater)))
      default: result.append(LazyColumn(column))
      }
    }
    return Frame(columns: result, rowCount: rows.count)
  }

  private func blanking(
    _ column: Column, _ marks: [Bool], orLater: Bool, _ isLater: (Int32) -> Bool
  ) -> Column {
    let cells = column.codes
    guard cells.count == marks.count else { return column }
    let kept = marks.indices.map { row -> Int32 in
      let isGone = marks[row] || (orLater && column.type == .date && isLater(cells.buffer[row]))
      return isGone ? MissingBits.noDataInt : cells.buffer[row]
    }
    return Column(type: column.type, storage: .ints(Vector(kept)), dictionary: column.dictionary)
  }
}
