import Catalogue
import ColumnStore
import QuerySyntax
import SourceText

/// Columns that hold one value in every row of a chart, as after `where country = Mexico`.
extension Binder {
  /// Gives columns their parts. Where one fits too many, or is left without a part, the rows are
  /// asked which columns tell none of them apart: those need no part, and what they name is said
  /// above the chart.
  func assignParts(
    _ request: inout ChartRequest, _ builder: PipelineBuilder, _ verb: Verb
  ) -> Bool {
    guard knowsColumns else {
      failSilently()
      return false
    }
    let (asked, before) = (request, sink)
    if assignRoles(&request, builder.scope, verb) { return true }
    let findings = sink.diagnostics.dropFirst(before.diagnostics.count)
    guard !isDryRun, !before.hasErrors,
      findings.contains(where: { $0.code == "ambiguous-name" || $0.code == "unexpected-part" }),
      let table = try? environment.materialise(builder.query)
    else { return false }
    var scope = builder.scope
    var subject: [String] = []
    var year: String?
    for index in scope.fields.indices {
      let field = scope.fields[index]
      guard table.rowCount > 0, !field.isAside, !asked.roles.values.contains(field.name),
        field.type == .text || field.type.isEntity || field.isYear,
        isConstant(table.columns[index], table.rowCount)
      else { continue }
      scope.fields[index].isAside = true
      switch table.columns[index][0] {
      case .entity(let id):
        guard let name = name(id, field.type) else { continue }
        let isPlain = field.type != .country || field.name == "country"
        subject.append(isPlain ? name : field.name + " " + name)
      case .number(let number): year = String(Int(max(-1e6, min(1e6, number))))
      default: break
      }
    }
    guard scope.fields != builder.scope.fields else { return false }
    (request, sink) = (asked, before)
    guard assignRoles(&request, scope, verb) else { return false }
    if let year { subject.append(year) }
    if !subject.isEmpty { request.subject = subject.joined(separator: ", ") }
    return true
  }

  private func isConstant(_ column: Column, _ count: Int) -> Bool {
    let first = column[0]
    return (1..<max(1, count)).allSatisfy { column[$0] == first }
  }

  private func name(_ id: Int32, _ type: ValueType) -> String? {
    switch type {
    case .country: catalogue.name(of: EntityKind.country, id)
    case .treaty: catalogue.name(of: EntityKind.treaty, id)
    case .measure: catalogue.name(of: EntityKind.measure, id)
    case .group: catalogue.name(of: EntityKind.group, id)
    default: nil
    }
  }
}
