package import Catalogue

/// Everything that can be wrong with the meaning of a statement.
///
/// The payload is typed so that a call site cannot forget what the message needs; the wording is
/// in `SemanticIssue+Wording.swift`, the manual's page of each code in the workbench.
package enum SemanticIssue: Sendable, Equatable {
  // Names
  case unknownName(name: String, nearest: [String], columns: [String])
  /// `other`: the kind of entity that the word is.
  case unknownColumn(
    name: String, nearest: [String], columns: [String], removedBy: String?, other: EntityKind?,
    table: String? = nil)
  /// `other`: the kind of entity that the word is.
  case unknownEntity(kind: EntityKind, word: String, nearest: [String], other: EntityKind?)
  case unknownValue(of: String, word: String, nearest: [String], allowed: [String])
  /// `other`: the kind of entity that the word is.
  case unknownTable(name: String, nearest: [String], tables: [String], other: EntityKind?)
  case unknownVerb(name: String, nearest: [String])
  case unknownFunction(name: String, nearest: [String])
  case unknownField(of: String, name: String, nearest: [String], allowed: [String])
  case unknownOption(verb: String, name: String, nearest: [String], allowed: [String])
  case unknownResult(name: String, available: [String])
  case ambiguousName(name: String, readings: [String])
  case severalWords(String)
  case hyphenatedName(spelling: String, identifier: String)
  case mixedMeasures(function: String, count: Int, measure: String)
  // Types
  case typeMismatch(what: String, expected: String, found: String, hint: String?)
  case incomparable(left: String, right: String, hint: String?)
  case unitMismatch(operation: String, left: String, right: String)
  case argumentCount(function: String, expected: String, found: Int)
  case constantNeeded(what: String, example: String)
  case badValue(what: String, found: String, allowed: String)
  // Rows, countries and time
  /// `doubts` are sentences on columns that might have been of countries.
  case noCountry(
    name: String, columns: [String], countryColumns: [String], doubts: [String])
  case noTime(function: String)
  case notTimed(text: String)
  case noMembers(text: String, type: String)
  // Verbs
  case missingPart(verb: String, part: String, example: String)
  case unexpectedPart(verb: String, part: String, usage: String)
  case nameNeeded(verb: String, text: String)
  case duplicateColumn(name: String)
  case columnCollision(names: [String], table: String)
  case aggregateNeeded(text: String)
  case aggregateHere(function: String, verb: String)
  case setOutside(function: String)
  case schemasDiffer(onlyLeft: [String], onlyRight: [String])
  case pivotTooWide(count: Int, limit: Int)
  case seedNeeded(verb: String)
  case definedTwice(name: String)
  case nestedTooDeep
  /// Such as "a `keep` has 6000 parts, the most is 5000".
  case queryTooLarge(String)
  case file(code: String, message: String, notes: [String])

  package var code: String {
    switch self {
    case .unknownName: "unknown-name"
    case .unknownColumn: "unknown-column"
    case .unknownEntity(let kind, _, _, _): "unknown-\(kind.label)"
    case .unknownValue: "unknown-value"
    case .unknownTable: "unknown-table"
    case .unknownVerb: "unknown-verb"
    case .unknownFunction: "unknown-function"
    case .unknownField: "unknown-field"
    case .unknownOption: "unknown-option"
    case .unknownResult: "unknown-result"
    case .ambiguousName: "ambiguous-name"
    case .severalWords: "unquoted-words"
    case .hyphenatedName: "hyphenated-name"
    case .mixedMeasures: "mixed-measures"
    case .typeMismatch: "type-mismatch"
    case .incomparable: "incomparable"
    case .unitMismatch: "unit-mismatch"
    case .argumentCount: "argument-count"
    case .constantNeeded: "constant-needed"
    case .badValue: "bad-value"
    case .noCountry: "no-country"
    case .noTime: "no-time"
    case .notTimed: "not-timed"
    case .noMembers: "no-members"
    case .missingPart: "missing-part"
    case .unexpectedPart: "unexpected-part"
    case .nameNeeded: "name-needed"
    case .duplicateColumn: "duplicate-column"
    case .columnCollision: "column-collision"
    case .aggregateNeeded: "aggregate-needed"
    case .aggregateHere, .setOutside: "aggregate-here"
    case .schemasDiffer: "schemas-differ"
    case .pivotTooWide: "pivot-too-wide"
    case .seedNeeded: "seed-needed"
    case .definedTwice: "defined-twice"
    case .nestedTooDeep: "nested-too-deep"
    case .queryTooLarge: "query-too-large"
    case .file(let code, _, _): code
    }
  }
}
