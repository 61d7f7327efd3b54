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
    guard !isDryRun, !before.hasErrors,
      sink.diagnostics.dropFirst(before.diagnostics.count).contains(where: {
        $0.code == "ambiguous-name" || $0.code == "unexpected-part"
      }),
      let table = try? environment.materialise(builder.query)
    else { return false }
    let constant = builder.scope.fields.indices.filter { index in
      let field = builder.scope.fields[index]
      return table.rowCount > 0 && !field.isAside && !asked.roles.values.contains(field.name)
        && (field.type == .text || field.type.isEntity || field.isYear)
        && isConstant(table.columns[index], table.rowCount)
    }
    guard !constant.isEmpty else { return false }
    // One country, or one year, is still the name or the place of what is drawn.
    let isCountry = { (index: Int) in builder.scope.fields[index].type == .country }
    let isYear = { (index: Int) in builder.scope.fields[index].isYear }
    var findings = DiagnosticSink()
    for (attempt, aside) in [
      constant, constant.filter { !isCountry($0) }, constant.filter { !isYear($0) },
    ].enumerated() {
      var scope = builder.scope
      for index in aside { scope.fields[index].isAside = true }
      (request, sink) = (asked, before)
      if assignRoles(&request, scope, verb) {
        request.subject = subject(aside, of: table, builder.scope)
        return true
      }
      if attempt == 0 { findings = sink }
    }
    sink = findings
    return false
  }

  /// `hdi, Mexico, 2023`: what every row is of.
  private func subject(_ columns: [Int], of table: Table, _ scope: Scope) -> String? {
    var words: [String] = []
    var year: String?
    for index in columns {
      let field = scope.fields[index]
      switch table.columns[index][0] {
      case .entity(let id):
        guard let name = name(id, field.type) else { continue }
        let isPlain = field.type != .country || field.name == "country"
        words.append(isPlain ? name : field.name + " " + name)
      case .number(let number): year = String(Int(max(-1e6, min(1e6, number))))
      default: break
      }
    }
    if let year { words.append(year) }
    return words.isEmpty ? nil : words.joined(separator: ", ")
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
