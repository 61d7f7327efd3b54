package import ColumnStore
package import SourceText

/// A result with what must be said about it.
package struct RunOutput: Sendable {
  package var table: Table
  package var notes: [RunNote]
  /// Rows after the source and after each step.
  package var rowCounts: [Int]

  package init(table: Table, notes: [RunNote], rowCounts: [Int]) {
    self.table = table
    self.notes = notes
    self.rowCounts = rowCounts
  }
}

/// What happened on the way that a reader must know; worded by the workbench.
package enum RunNote: Sendable, Equatable {
  /// A condition was not known for some rows. `examples`: up to five names of countries, where
  /// the rows have a country.
  case leftOut(step: Int, rows: Int, reasons: [MissingCount], examples: [String])
  /// Values a measure was read with in a condition or an aggregate: how many of each year.
  case yearsRead(measure: Int32, years: [YearCount])
  /// A treaty was read at its own list's date since no time was asked for.
  case treatyAtListDate(treaty: Int32, inForceBasis: Bool)
  /// A treaty was read at times that were asked for.
  case treatyAsOf(treaty: Int32, inForceBasis: Bool)
  /// Membership or income by the latest list, since dates are not recorded.
  case latestList(group: Int32)
  case latestIncome(year: Int)
  /// Cells filled by `fill`.
  case filled(column: String, cells: Int, method: String)
  /// Lines of `spark` from one year to another; with fewer letters than years each letter is a
  /// mean.
  case sparks(first: Int, last: Int, letters: Int)
  /// Columns of a catalogue table that some step read; a table of which none was is not named.
  case columnsRead(table: String, columns: Set<String>)
  /// A sentence from a data file.
  case file(String)
}

package struct MissingCount: Sendable, Equatable {
  package var reason: Missing
  package var count: Int

  package init(reason: Missing, count: Int) {
    self.reason = reason
    self.count = count
  }
}

package struct YearCount: Sendable, Equatable {
  package var year: Int
  package var count: Int

  package init(year: Int, count: Int) {
    self.year = year
    self.count = count
  }
}

/// Why a query ended without a result.
package enum EngineError: Error, Sendable, Equatable {
  case interrupted
  /// `range` of the step; the rest is in words.
  case failed(code: String, message: String, range: SourceRange?, notes: [String])
}
