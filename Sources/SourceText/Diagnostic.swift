/// A finding about a text, as a value: what prints it comes later.
package struct Diagnostic: Sendable, Equatable {
  package enum Severity: String, Sendable { case error, warning, note }

  package var severity: Severity
  /// Stable, kebab case; every code has a page in the manual.
  package var code: String
  /// What was found and what is needed: lower case start, no full stop.
  package var message: String
  /// Where; nil where the finding is about no place in the text.
  package var range: SourceRange?
  /// Printed beside the carets: nearest names, a corrected form.
  package var label: String?
  /// Further lines under the source.
  package var notes: [String]
  /// The statement or command that lists what is allowed.
  package var see: String?

  package init(
    _ severity: Severity = .error, code: String, message: String, range: SourceRange? = nil,
    label: String? = nil, notes: [String] = [], see: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.label = label
    self.notes = notes
    self.see = see
  }
}

extension [Diagnostic] {
  /// So many errors of one statement are shown: who mends these will run it again, and a line of
  /// a thousand mistakes does not sweep the screen.
  package static var mostShown: Int { 10 }

  /// The first errors, the last of them with the number of those left out, and all else.
  package var foremost: [Diagnostic] {
    let errors = indices.filter { self[$0].severity == .error }
    guard errors.count > Self.mostShown else { return self }
    let (last, leftOut) = (errors[Self.mostShown - 1], errors.count - Self.mostShown)
    var shown = enumerated().filter { $0.offset <= last || $0.element.severity != .error }
      .map(\.element)
    shown[last].notes.append(
      leftOut == 1 ? "one more error in this statement" : "\(leftOut) more errors in this statement"
    )
    return shown
  }
}

/// Collects what a stage finds, so that everything wrong is reported at once.
package struct DiagnosticSink: Sendable {
  package private(set) var diagnostics: [Diagnostic] = []
  private var errorCount = 0
  private var places: Set<Place> = []

  package var hasErrors: Bool { errorCount > 0 }

  /// Whether errors found from here on are only counted: looking for nearest names is no use.
  package var isFull: Bool { errorCount >= [Diagnostic].mostShown }

  private struct Place: Hashable {
    var code: String
    var range: SourceRange
  }

  package init() {}

  /// A second finding with the same code at the same place is dropped.
  ///
  /// - Complexity: O(1), so that a text wrong in every line is no slower than another.
  package mutating func report(_ diagnostic: Diagnostic) {
    if let range = diagnostic.range {
      guard places.insert(Place(code: diagnostic.code, range: range)).inserted else { return }
    }
    if diagnostic.severity == .error { errorCount += 1 }
    diagnostics.append(diagnostic)
  }
}
