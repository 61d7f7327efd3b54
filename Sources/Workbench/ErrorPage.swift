/// The page of one diagnostic code: what it means, a statement that gives it, and what to do.
///
/// `help CODE` shows it, the manual prints it, and a test runs the statement and expects the code.
package struct ErrorPage: Sendable {
  package var code: String
  package var meaning: String
  /// A statement, or several lines, that ends with this error; nil where it takes a file, a
  /// terminal or bad luck.
  package var example: String?
  package var remedy: String

  init(_ code: String, _ meaning: String, _ example: String?, _ remedy: String) {
    self.code = code
    self.meaning = meaning
    self.example = example
    self.remedy = remedy
  }

  package static let all: [ErrorPage] =
    writing + names + types + places + verbs + files + briefs + running

  package static func page(of code: String) -> ErrorPage? { all.first { $0.code == code } }
}
