import Catalogue
import ColumnStore
import QueryEngine
import QuerySemantics
import QuerySyntax
import SourceText

/// A result of no rows is explained: which verb left none, and what values there were. So is one
/// whose rows count or sum up nothing, which would else be taken for an answer.
extension Workbench {
  func emptyResultNotes(_ query: BoundQuery, _ rowCounts: [Int], _ file: SourceFile) -> [String] {
    guard rowCounts.first.map({ $0 > 0 }) == true else { return ["the source has no rows"] }
    guard
      let step = query.steps.indices.first(where: {
        rowCounts.indices.contains($0 + 1) && rowCounts[$0 + 1] == 0
      })
    else { return [] }
    let before = rowCounts[step]
    let text = file.text(in: query.steps[step].range)
    var notes = ["`\(text)` left none of the \(rowsText(before)) before it"]
    guard case .filter(let condition) = query.steps[step].operation else { return notes }
    let prefix = BoundQuery(source: query.source, steps: Array(query.steps[..<step]))
    for test in conjuncts(condition) {
      guard let (subject, name) = comparedValue(test, query, before: step, file),
        let values = values(of: subject, in: prefix)
      else { continue }
      notes.append("`\(name)` there is \(values)")
    }
    return notes
  }

  private func conjuncts(_ condition: BoundExpression) -> [BoundExpression] {
    if case .and(let a, let b) = condition.kind { return conjuncts(a) + conjuncts(b) }
    return [condition]
  }

  /// The side of a test that is a column, with its name.
  private func comparedValue(
    _ test: BoundExpression, _ query: BoundQuery, before step: Int, _ file: SourceFile
  ) -> (BoundExpression, String)? {
    let subject: BoundExpression
    switch test.kind {
    case .compare(_, let left, let right):
      if case .constant = right.kind { subject = left } else { return nil }
    case .oneOf(let left, _): subject = left
    default: return nil
    }
    guard case .column(let index) = subject.kind else { return nil }
    let schema = step == 0 ? query.source.schema : query.steps[step - 1].output
    return (subject, schema.fields[index].name)
  }

  private func values(of subject: BoundExpression, in prefix: BoundQuery) -> String? {
    guard case .column(let index) = subject.kind,
      let table = try? engine.run(prefix).table
    else { return nil }
    let column = table.columns[index]
    if column.type == .number || column.type == .date {
      return range(of: column, isYear: table.schema.fields[index].isYear)
    }
    var seen: Set<Scalar> = []
    var names: [String] = []
    for row in 0..<column.count {
      let scalar = column[row]
      guard seen.insert(scalar).inserted else { continue }
      switch scalar {
      case .entity(let id): names.append(catalogue.name(of: column.type, id))
      case .text(let text): names.append(text)
      case .boolean(let value): names.append(value ? "yes" : "no")
      case .missing, .number, .date: break
      }
    }
    names.sort()
    guard !names.isEmpty else { return "missing everywhere" }
    let shown = names.prefix(10).joined(separator: ", ")
    return "one of: " + shown + (names.count > 10 ? " … (\(names.count) in all)" : "")
  }

  private func range(of column: Column, isYear: Bool) -> String? {
    var low: Scalar?
    var high: Scalar?
    func key(_ scalar: Scalar) -> Double {
      switch scalar {
      case .number(let value): value
      case .date(let date): Double(date.packed)
      default: 0
      }
    }
    for row in 0..<column.count {
      let scalar = column[row]
      if case .missing = scalar { continue }
      if low.map({ key(scalar) < key($0) }) ?? true { low = scalar }
      if high.map({ key(scalar) > key($0) }) ?? true { high = scalar }
    }
    guard let low, let high else { return "missing everywhere" }
    return "from \(plain(low)) to \(plain(high))"
  }

  func plain(_ scalar: Scalar) -> String {
    switch scalar {
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    case .date(let date): date.text
    case .boolean(let value): value ? "yes" : "no"
    case .text(let text): text
    case .entity(let id): String(id)
    case .missing(let reason): reason.label
    }
  }
}
