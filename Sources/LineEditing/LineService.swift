/// What the prompt asks of the language it knows nothing of.
///
/// All answers are wanted at once, between two keys: a slow one is felt as a slow keyboard.
/// Offsets count the bytes of UTF-8.
package protocol LineService: AnyObject {
  /// What could stand at the cursor.
  func complete(text: String, cursor: Int) -> CompletionOffer

  /// Styles of parts of the text, in order and apart from each other.
  func styles(of text: String) -> [StyledSpan]

  /// What is likely to follow the cursor; shown in grey and taken with the right arrow.
  func suggestion(for text: String, cursor: Int) -> String?

  /// Whether Enter runs the text or starts another line.
  func completeness(of text: String) -> Completeness
}

/// Every answer may be left out.
extension LineService {
  package func complete(text: String, cursor: Int) -> CompletionOffer {
    CompletionOffer(replacing: cursor..<cursor, with: [])
  }
  package func styles(of text: String) -> [StyledSpan] { [] }
  package func suggestion(for text: String, cursor: Int) -> String? { nil }
  package func completeness(of text: String) -> Completeness { .complete }
}

package enum Completeness: Hashable, Sendable {
  case complete
  /// The text goes on; the words say what is open, such as `in (`.
  case incomplete(waitingFor: String)
}

package struct CompletionOffer: Hashable, Sendable {
  package struct Candidate: Hashable, Sendable {
    /// What takes the place of the replaced range.
    package let inserted: String
    /// What the list shows; the inserted text unless told.
    package let display: String
    /// One line on what it is.
    package let summary: String

    package init(_ inserted: String, display: String? = nil, summary: String = "") {
      self.inserted = inserted
      self.display = display ?? inserted
      self.summary = summary
    }
  }

  package let range: Range<Int>
  /// Best first.
  package let candidates: [Candidate]

  package init(replacing range: Range<Int>, with candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }
}

package enum TextStyle: Hashable, Sendable, CaseIterable {
  case keyword, function, value, number, string, comment, error, bracket
}

package struct StyledSpan: Hashable, Sendable {
  package let range: Range<Int>
  package let style: TextStyle

  package init(_ range: Range<Int>, _ style: TextStyle) {
    self.range = range
    self.style = style
  }
}
