package import Catalogue
package import ColumnStore

/// An expression whose names, types and times are settled. The engine evaluates it by column;
/// the reference evaluator in the tests evaluates it by row: both must agree.
///
/// Missing values: arithmetic, comparison and functions with a missing operand give a missing
/// result that carries the reason of the first missing operand; `and`, `or`, `not` are
/// three-valued (no and missing = no, yes or missing = yes).
package struct BoundExpression: Sendable {
  package indirect enum Kind: Sendable {
    /// A column of the step's input.
    case column(Int)
    case constant(Scalar)
    /// Numbers only. A result that is not finite is missing, not applicable.
    case arithmetic(ArithmeticOperator, BoundExpression, BoundExpression)
    case negate(BoundExpression)
    /// Operands of one type. Texts compare by Unicode scalars; dates as intervals: an order that
    /// partial dates leave open is missing, no data. Entities only with equal and notEqual.
    case compare(ComparisonOperator, BoundExpression, BoundExpression)
    case not(BoundExpression)
    case and(BoundExpression, BoundExpression)
    case or(BoundExpression, BoundExpression)
    /// Never missing itself.
    case isMissing(BoundExpression)
    /// The left side equals one of the constants, all of its type.
    case oneOf(BoundExpression, [Scalar])
    /// The `textSet` on the right holds the text on the left.
    case setContains(BoundExpression, member: BoundExpression)
    case choose(BoundExpression, then: BoundExpression, otherwise: BoundExpression)
    /// The first that is not missing (`??`).
    case coalesce(BoundExpression, BoundExpression)
    case call(PlainFunction, [BoundExpression])
    case lookup(Lookup)
    case window(WindowCall)
    case across(AcrossCall)
  }

  package var kind: Kind
  package var type: ValueType

  package init(_ kind: Kind, _ type: ValueType) {
    self.kind = kind
    self.type = type
  }

  /// What this one is computed from, but for columns named by their place; empty for a leaf.
  package var children: [BoundExpression] {
    switch kind {
    case .column, .constant: []
    case .negate(let operand), .not(let operand), .isMissing(let operand), .oneOf(let operand, _):
      [operand]
    case .arithmetic(_, let left, let right), .compare(_, let left, let right),
      .and(let left, let right), .or(let left, let right), .coalesce(let left, let right),
      .setContains(let left, let right):
      [left, right]
    case .choose(let condition, let then, let otherwise): [condition, then, otherwise]
    case .call(_, let arguments): arguments
    case .lookup(let lookup):
      if case .computed(let time) = lookup.time.base {
        [lookup.subject, time]
      } else {
        [lookup.subject]
      }
    case .window(let call): [call.argument]
    case .across(let call): call.arguments + call.by
    }
  }
}

package enum ArithmeticOperator: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  /// Sign of the dividend, as `fmod`.
  case remainder = "%"
  case power = "^"
}

package enum ComparisonOperator: String, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// Functions of one row. Text functions run once per distinct text.
package enum PlainFunction: String, Sendable, CaseIterable {
  case abs, round, floor, ceil, sqrt, exp, log, log10, clamp
  /// Over several numbers of a row, missing ones skipped; all missing: missing.
  case rowMean = "row_mean"
  case rowMin = "row_min"
  case rowMax = "row_max"
  case rowCount = "row_count"
  case lower, upper, trim, contains
  case startsWith = "starts_with"
  case endsWith = "ends_with"
  case matches, replace, length
  case splitPart = "split_part"
  case concatenate
  /// Of a text; missing, no data, where it is none.
  case number
  /// Of a date; missing, no data, where the partial date does not tell.
  case year, month, day
  /// `date(text)` reads ISO text; `date(y, m, d)` builds one.
  case date
  /// Whole years from the first to the second date.
  case yearsBetween = "years_between"
  case daysBetween = "days_between"
  case addDays = "add_days"
  /// The printed name of a country, treaty, measure or group as text.
  case name
  /// Text of any value, as it is written in CSV.
  case text
  /// Bilateral agreements between two countries signed up to a year: how many known, and the year
  /// of the first; no data where none is known. Countries in either order, then the year.
  case agreements
  case firstAgreement = "first_agreement"
}

/// A value read from the catalogue for a country (or treaty, or measure) of the row.
package struct Lookup: Sendable {
  package enum Kind: Sendable {
    case attribute(CountryAttribute)
    /// A column of the catalogue table `treaties`, `measures` or `groups` for an entity of that
    /// kind: `treaty.adopted`. Table name and column number.
    case entityColumn(table: String, column: Int)
    case value(measure: Int32, ValueField)
    case treaty(Int32, TreatyField)
    case membership(group: Int32)
    case basket(Int32, BasketField)
    /// The initial report of a party to the treaty, and the dialogues on its reports.
    case report(Int32, ReportField)
  }

  package enum ReportField: Sendable {
    /// Entry into force for the country and the treaty's own term; not applicable where the
    /// country is no party, no data where rule or entry into force is not known.
    case due
    /// First dialogue known by the row's time, on any report, on the initial one, or on one that
    /// is known to be later; no data where none is known.
    case dialogue, initialDialogue, laterDialogue
  }

  package enum ValueField: String, Sendable {
    case value = ""
    /// The year the value is really from.
    case year
    /// Why it is missing, as text; missing where the value is there.
    case reason
  }

  package enum BasketField: String, Sendable { case count, share, all }

  package var kind: Kind
  /// Gives the country (treaty, measure, group) of each row.
  package var subject: BoundExpression
  package var time: LookupTime
  package var basis: TreatyBasis

  package init(
    _ kind: Kind, subject: BoundExpression, time: LookupTime, basis: TreatyBasis = .deposit
  ) {
    self.kind = kind
    self.subject = subject
    self.time = time
    self.basis = basis
  }
}

/// At what time a lookup reads.
package struct LookupTime: Sendable {
  package enum Base: Sendable {
    /// Nobody asked: a treaty at the date of its own list, groups by the latest list, measures
    /// up to the edition's date.
    case unasked
    case day(Int32)
    /// A date column of the row; partial dates stand for their last day.
    case rowDate(Int)
    /// A year column of the row; stands for its 31 December.
    case rowYear(Int)
    /// A year or a date computed on the row (type `number` or `date`).
    case computed(BoundExpression)
  }

  package var base: Base
  /// Value measures only: the base year's own value, or the latest up to the base.
  package var reading: Reading

  package enum Reading: Sendable {
    case exact
    case latest(within: Int?)
  }

  package init(_ base: Base, _ reading: Reading) {
    self.base = base
    self.reading = reading
  }
}

/// Along the time of each combination of the partition columns. Steps are years, not rows.
package struct WindowCall: Sendable {
  package enum Function: String, Sendable, CaseIterable {
    case lag, lead, change
    case pctChange = "pct_change"
    case cumsum
    case rollingMean = "rolling_mean"
    case indexTo = "index_to"
  }

  package var function: Function
  package var argument: BoundExpression
  /// Years to step, width of the window, or the base year; `cumsum` has none.
  package var parameter: Int
  /// Input column with the year (or date, read by its year).
  package var time: Int
  package var partition: [Int]

  package init(
    _ function: Function, _ argument: BoundExpression, parameter: Int, time: Int, partition: [Int]
  ) {
    self.function = function
    self.argument = argument
    self.parameter = parameter
    self.time = time
    self.partition = partition
  }
}

/// Across all rows, or the rows that agree in `by`; the result stands on every row.
package struct AcrossCall: Sendable {
  package enum Function: Sendable {
    /// Largest is 1; ties share the smaller number: 1, 2, 2, 4.
    case rank
    /// 100 × share of values that are less or equal.
    case percentile
    /// Sample standard deviation (n − 1).
    case zscore
    case minmax
    case shareOfTotal
    case aggregate(AggregateCall.Function)
  }

  package var function: Function
  package var arguments: [BoundExpression]
  package var parameter: Double?
  package var by: [BoundExpression]

  package init(
    _ function: Function, _ arguments: [BoundExpression], parameter: Double? = nil,
    by: [BoundExpression]
  ) {
    self.function = function
    self.arguments = arguments
    self.parameter = parameter
    self.by = by
  }
}

/// One value from many rows. Missing values are skipped; over nothing but missing values every
/// function but `count()` without a condition and `distinct` is missing, no data.
package struct AggregateCall: Sendable {
  package enum Function: String, Sendable, CaseIterable {
    /// Rows; with a condition, rows where it holds, missing where it is known for no row.
    case count
    case sum, mean, median, min, max
    /// Sample (n − 1); missing for fewer than two values.
    case sd
    case variance = "var"
    /// Linear between order statistics (Hyndman and Fan's type 7).
    case quantile
    /// First and last value that is not missing, in row order.
    case first, last
    /// Rows where the condition holds among those where it is known.
    case share
    case weightedMean = "weighted_mean"
    /// Pearson, over the rows that have both.
    case corr
    case distinct
    /// Values by year as one line of letters: the arguments are the value and the year.
    case spark
  }

  package var function: Function
  package var arguments: [BoundExpression]
  /// The p of `quantile`, the greatest number of letters of `spark`.
  package var parameter: Double?
  package var type: ValueType

  package init(
    _ function: Function, _ arguments: [BoundExpression], parameter: Double? = nil, type: ValueType
  ) {
    self.function = function
    self.arguments = arguments
    self.parameter = parameter
    self.type = type
  }
}
