import Catalogue
import ColumnStore
package import QuerySyntax
package import Workbench

/// One step of the tour: something to read, something to type, and how it is known to be right.
package struct TourStep: Sendable {
  /// What the answer must show. The statement may be written in any way that does.
  package enum Check: Sendable, Equatable {
    /// The result is one row, whose last number is this.
    case number(Double)
    case rows(Int)
    /// Rows, and columns that must be among those of the result.
    case table(rows: Int, columns: [String])
    /// The first cell of the first row reads so.
    case first(String)
    /// At least one row, columns that must be there, and verbs that must have been used.
    case made(columns: [String], verbs: [String])
    /// A statement that starts with this word and fails at nothing.
    case statement(String)
  }

  package var number: Int
  package var title: String
  /// Sentences on one idea.
  package var text: String
  /// What the reader is asked to type.
  package var task: String
  package var solution: String
  package var hint: String
  package var check: Check

  /// Whether what was typed and what it gave are what the step asks for.
  package func accepts(
    _ outcome: StatementOutcome, of statement: Statement, in workbench: Workbench
  ) -> Bool {
    guard !outcome.failed else { return false }
    if case .statement(let word) = check { return statement.kind.word == word }
    guard case .result(let result) = outcome.output else { return false }
    let table = result.table
    switch check {
    case .number(let wanted):
      guard table.rowCount == 1, let last = table.columns.last,
        case .number(let value) = last[0]
      else { return false }
      return value == wanted
    case .rows(let count): return table.rowCount == count
    case .table(let count, let columns):
      return table.rowCount == count && columns.allSatisfy { table.schema.index(of: $0) != nil }
    case .first(let wanted):
      guard table.rowCount > 0, let column = table.columns.first else { return false }
      return workbench.printed(column[0], column.type) == wanted
    case .made(let columns, let verbs):
      let used = statement.kind.verbs.map(\.name.text)
      return table.rowCount > 0 && columns.allSatisfy { table.schema.index(of: $0) != nil }
        && verbs.allSatisfy(used.contains)
    case .statement: return false
    }
  }
}

extension Statement.Kind {
  /// The word it starts with.
  fileprivate var word: String {
    switch self {
    case .pipeline(let pipeline):
      if case .compare = pipeline.source.kind { "compare" } else { "from" }
    case .continuation: "|"
    case .profile: "profile"
    case .search: "search"
    case .letQuery, .letExpression: "let"
    case .param: "param"
    case .set: "set"
    case .why: "why"
    case .explain: "explain"
    case .cite: "cite"
    case .hole: ""
    }
  }

  fileprivate var verbs: [Verb] {
    switch self {
    case .pipeline(let pipeline), .letQuery(_, let pipeline): pipeline.verbs
    case .continuation(let verbs): verbs
    default: []
    }
  }
}

extension Workbench {
  /// A cell as the tour compares it.
  fileprivate func printed(_ cell: Scalar, _ type: ValueType) -> String {
    switch cell {
    case .text(let text): text
    case .entity(let id): catalogue.name(of: type, id)
    case .boolean(let value): value ? "yes" : "no"
    case .number(let value): value == value.rounded() ? String(Int(value)) : String(value)
    case .date(let date): date.text
    case .missing: ""
    }
  }
}
