package import Catalogue
package import ColumnStore
package import QuerySyntax

/// What a name means that a statement before this one has defined.
package enum Definition: Sendable {
  /// `let x = from …`: the result it had.
  case table(Table)
  /// `let x = EXPR` or `let x = {…}`: read where it is used.
  case expression(Expression, text: String)
  /// A parameter with the value given to it.
  case value(Scalar, ValueType)

  package var label: String {
    switch self {
    case .table: "result"
    case .expression: "definition"
    case .value: "parameter"
    }
  }
}

/// All that binding a statement needs to know beside its text. A value: binding changes nothing.
package struct BindingEnvironment {
  package var catalogue: Catalogue
  package var definitions: [String: Definition]
  /// Earlier results: `_`, `_1`, `_2` …
  package var results: [String: Table]
  /// `set as_of`, or the statement's `as of`.
  package var asOf: PartialDate?
  package var basis: TreatyBasis
  /// Opens a file named in a source; the options are those of the source.
  package var openFile: (String, [String: String]) throws(FileIssue) -> any DataFile
  /// Runs a query while binding: only for verbs whose columns depend on the data (`pivot`).
  package var materialise: (BoundQuery) throws -> Table

  package init(
    catalogue: Catalogue, definitions: [String: Definition] = [:], results: [String: Table] = [:],
    asOf: PartialDate? = nil, basis: TreatyBasis = .deposit,
    openFile: @escaping (String, [String: String]) throws(FileIssue) -> any DataFile,
    materialise: @escaping (BoundQuery) throws -> Table
  ) {
    self.catalogue = catalogue
    self.definitions = definitions
    self.results = results
    self.asOf = asOf
    self.basis = basis
    self.openFile = openFile
    self.materialise = materialise
  }
}

/// Why a file cannot be a source, in words.
package struct FileIssue: Error {
  package var code: String
  package var message: String
  package var notes: [String]

  /// The code of work that was stopped, which is no fault of the file.
  package static let interruption = "interrupted"

  package init(code: String, message: String, notes: [String] = []) {
    self.code = code
    self.message = message
    self.notes = notes
  }
}
