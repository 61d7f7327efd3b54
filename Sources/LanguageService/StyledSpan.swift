package import SourceText

/// A piece of a text and how it is drawn; what no span covers is drawn plain.
package struct StyledSpan: Sendable, Hashable {
  package enum Style: String, Sendable, CaseIterable {
    case keyword, verb, function, table, column, value, number, string, date, comment, bracket
    case `operator`, error
  }

  package var range: SourceRange
  package var style: Style

  package init(range: SourceRange, style: Style) {
    self.range = range
    self.style = style
  }
}
