/// How things look: parameters of the escape `ESC[…m`, empty for plain.
package struct Theme: Hashable, Sendable {
  package var prompt: String
  package var continuation: String
  package var suggestion: String
  package var summary: String
  package var control: String
  package var heads: String
  package var found: String
  package var styles: [TextStyle: String]

  /// Only the sixteen colours that people choose for their terminal.
  package static let colours = Theme(
    prompt: "1;32", continuation: "90", suggestion: "90", summary: "90", control: "7",
    heads: "1", found: "7",
    styles: [
      .keyword: "1;34", .function: "36", .value: "32", .number: "35", .string: "33",
      .comment: "90", .error: "4;31", .bracket: "1",
    ])

  /// For `NO_COLOR`: control characters and what was searched for stand out all the same.
  package static let plain = Theme(
    prompt: "", continuation: "", suggestion: "", summary: "", control: "7", heads: "",
    found: "7", styles: [:])

  /// Without a colour of its own a suggestion would look as if it had been typed.
  var showsSuggestions: Bool { !suggestion.isEmpty }

  static func dress(_ text: String, in parameters: String) -> String {
    parameters.isEmpty || text.isEmpty ? text : "\u{1b}[\(parameters)m\(text)\u{1b}[m"
  }
}
