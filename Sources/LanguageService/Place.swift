import Catalogue

/// What the grammar lets stand at the cursor.
enum Place {
  case nothing
  /// At the start of a statement, or behind `explain`.
  case statement
  /// `.tables`
  case command
  /// Behind `help` or `?`.
  case topic
  case source
  /// Behind `join` and `append`: a table or a query in brackets.
  case table
  /// Behind `let x =`.
  case definition
  case verb
  case operand(OperandPlace)
  case afterOperand(OperandPlace)
  /// Beside a comparison sign, in a set, behind `in`: values of what stands on the other side.
  case value(of: Range<Int>, Membership)
  /// Behind a `.`
  case member(of: Range<Int>)
  /// Behind `@`.
  case time(of: Range<Int>)
  /// A date or year for the whole statement.
  case date
  case year
  /// Entities alone, the first kind first.
  case entities([EntityKind])
  /// What a comparison or benchmark is held against.
  case yardstick
  /// Columns that are there already.
  case columns
  case chartKind
  case option(of: String, label: String)
  case words([WordChoice])
  case setting
  case settingValue(String)
  case parameterType
  case parameterValue(String)
  case result
  case file

  enum Membership { case equal, collection, set }
}

/// An operand, and what decides which are useful.
struct OperandPlace {
  /// Empty outside a pipeline.
  var verb = ""
  /// `by`, `on`, `against` …
  var clause: String?
  /// The function whose argument it is.
  var call: String?
  /// Whether the verb has nothing behind it yet.
  var isFirst = false
  /// `bar`, behind `chart`.
  var chartKind: String?
  /// Words of clauses and options that are there already.
  var used: Set<String> = []
  var isInBrackets = false
  /// Behind a comma between arguments.
  var isFurtherArgument = false
  /// `if` without `then`, `then` without `else`.
  var openChoice: String?
}

/// A word of the grammar that may come next.
struct WordChoice {
  var text: String
  var detail: String

  init(_ text: String, _ detail: String) {
    self.text = text
    self.detail = detail
  }
}
