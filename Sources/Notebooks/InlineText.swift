import ColumnStore
import Presentation

/// Single values as words of a sentence.
enum InlineText {
  /// A value as a table would show it, with Markdown's signs escaped.
  static func text(
    _ value: Scalar, _ type: ValueType, _ names: any EntityNaming, unit: String? = nil,
    decimals: Int? = nil, isYear: Bool = false
  ) -> String {
    let field = Field("value", type, unit: unit, decimals: decimals, isYear: isYear)
    let table = Table(
      schema: Schema([field]), columns: [Column(type: type, scalars: [value])], rowCount: 1)
    return cell(of: table, names)
  }

  /// The cell of a table of one row and column.
  static func cell(of table: Table, _ names: any EntityNaming) -> String {
    let lines = TableSetter(names: names).markdown(Exhibit(table)).split(separator: "\n")
    guard lines.count > 2 else { return "" }
    return PipeTable.cells(String(lines[2])).first ?? ""
  }

  /// Replaces `{name}` where the name is known; other braces stay.
  static func fillingBraces(_ text: String, _ value: (String) -> String?) -> String {
    var out = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      out += rest[..<open]
      let inner = rest[rest.index(after: open)...]
      guard let close = inner.firstIndex(of: "}"),
        let found = value(String(inner[..<close].trimmed))
      else {
        out += "{"
        rest = inner
        continue
      }
      out += found
      rest = inner[inner.index(after: close)...]
    }
    return out + rest
  }
}
