package import ColumnStore
package import SourceText

/// A query ready to run: a source and steps, each with the schema it gives.
package struct BoundQuery: Sendable {
  package var source: BoundSource
  package var steps: [BoundStep]

  package init(source: BoundSource, steps: [BoundStep] = []) {
    self.source = source
    self.steps = steps
  }

  package var output: Schema { steps.last?.output ?? source.schema }
}

package struct BoundSource: Sendable {
  package indirect enum Kind: Sendable {
    /// A catalogue table; `asOf` leaves out of `ratifications` what happened after that day.
    case catalogue(String, asOf: Int32?)
    /// Every country of the list × year in which it existed: columns country, year.
    case panel(Int, Int)
    /// An earlier result, or a small table made by the binder.
    case table(Table)
    case file(any DataFile)
    case query(BoundQuery)
  }

  package var kind: Kind
  package var schema: Schema
  package var range: SourceRange

  package init(_ kind: Kind, schema: Schema, range: SourceRange) {
    self.kind = kind
    self.schema = schema
    self.range = range
  }
}

/// A user's data file whose heads and types are known and whose cells are read when needed.
package protocol DataFile: Sendable {
  var path: String { get }
  var schema: Schema { get }
  /// Columns that were not taken for countries though their names say so, and why: sentences.
  var doubts: [String: String] { get }
  /// Reads the columns with these numbers, in this order; `notes` are sentences for the reader.
  func read(columns: [Int]) throws -> (table: Table, notes: [String])
}

extension DataFile {
  package var doubts: [String: String] { [:] }
}

package struct BoundStep: Sendable {
  package indirect enum Operation: Sendable {
    /// Keeps rows where the condition holds; counts those where it is missing.
    case filter(BoundExpression)
    /// One expression per field of the output.
    case project([BoundExpression])
    /// Ties are broken by the remaining columns, left to right, ascending; missing last.
    case sort([SortKey])
    /// First rows, or first rows of each combination of the `by` columns, in row order.
    case take(Int, by: [Int])
    case skip(Int)
    /// A seeded sample without replacement, in row order.
    case sample(Int, seed: UInt64)
    /// First row of each distinct combination of all columns.
    case distinct
    /// Groups in order of first appearance; output = key columns, then aggregates. Missing keys
    /// form groups by their reason. Without keys: exactly one row.
    case summarise(keys: [Int], [AggregateCall])
    /// Output = the key columns, then one column per header value in the order given.
    case pivot(keys: [Int], column: Int, headers: [Scalar], value: Int)
    /// Output = kept columns, a text column of the names (or one of the years that these say), a
    /// value column.
    case unpivot(kept: [Int], columns: [Int], years: [Int32]?)
    case join(Join)
    case append(BoundQuery)
    /// The last row by time of each combination; `within`: not older than so many years before
    /// the latest time in the table. Rows whose `value` is missing do not count.
    case latest(value: Int?, time: Int, within: Int?, by: [Int])
    case fill(column: Int, Fill, limit: Int?, time: Int, by: [Int])
    /// One row per input column: name, type, n, missing, distinct, min, mean, median, max.
    /// These functions of each column of the type that the result has for them, after its name,
    /// type and counts.
    case describe([AggregateCall.Function])
    /// value, n, share; most frequent first.
    case frequencies(Int)
  }

  package enum Fill: String, Sendable { case forward, linear }

  package struct SortKey: Sendable {
    package var expression: BoundExpression
    package var isDescending: Bool

    package init(_ expression: BoundExpression, isDescending: Bool) {
      self.expression = expression
      self.isDescending = isDescending
    }
  }

  package struct Join: Sendable {
    package enum Kind: String, Sendable, CaseIterable { case inner, left, semi, anti }

    package var right: BoundQuery
    package var kind: Kind
    /// Pairs of equal columns, left and right.
    package var on: [(left: Int, right: Int)]
    /// Right columns that the output carries after the left ones.
    package var carried: [Int]
    /// Without it two rows on each side with one key are the error `many-to-many`.
    package var allowsMany: Bool

    package init(
      right: BoundQuery, kind: Kind, on: [(left: Int, right: Int)], carried: [Int],
      allowsMany: Bool
    ) {
      self.right = right
      self.kind = kind
      self.on = on
      self.carried = carried
      self.allowsMany = allowsMany
    }
  }

  package var operation: Operation
  package var output: Schema
  /// The verb as typed, for notes and `explain`.
  package var verb: String
  package var range: SourceRange

  package init(_ operation: Operation, output: Schema, verb: String, range: SourceRange) {
    self.operation = operation
    self.output = output
    self.verb = verb
    self.range = range
  }
}
