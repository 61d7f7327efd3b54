package import SourceText

/// One thing that can stand at the cursor.
package struct Candidate: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    case statement, table, result, definition, verb, clause, option, word, column, attribute, field
    case function, treaty, measure, group, basket, country, value, time, type, file, command, topic
  }

  /// What replaces the completion's range, spelled so that it is read as meant.
  package var insert: String
  /// What a list shows: the plain name.
  package var label: String
  package var kind: Kind
  /// One line: what it is. Empty where there is nothing to say.
  package var detail: String
  /// Smaller is better; equal ones are in the order of the alphabet.
  package var rank: Int

  package init(insert: String, label: String, kind: Kind, detail: String, rank: Int) {
    self.insert = insert
    self.label = label
    self.kind = kind
    self.detail = detail
    self.rank = rank
  }
}

/// The candidates at a cursor, best first.
package struct Completion: Sendable, Hashable {
  /// Bytes of the text that a candidate replaces; empty where it is only put in.
  package var range: SourceRange
  package var candidates: [Candidate]
  /// How many there are; the list stops at `Completion.limit`.
  package var total: Int

  package static let limit = 200

  package static func none(at cursor: Int) -> Completion {
    Completion(range: SourceRange(cursor, cursor), candidates: [], total: 0)
  }
}
