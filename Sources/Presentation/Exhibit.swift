package import ColumnStore

/// A result table with everything that must stand beside it on the page.
package struct Exhibit: Sendable {
  package var table: Table
  package var title: String?
  /// Sentences; each is set as a line `Note: …`.
  package var notes: [String]
  /// Lines that bring their own label, set as they are: `Years: 2019–2023; 2014 for YEM`.
  package var particulars: [String]
  package var sources: [String]
  /// Rows of the whole result, where `table` holds only its first rows.
  package var totalRows: Int?
  /// Fields go down the side and rows across, as for a comparison of a few countries.
  package var isTurned: Bool
  /// Columns that are what was asked for, beside those that a source brings along: where the page
  /// is too narrow for all, the others leave first.
  package var addedColumns: Set<String> = []
  /// Columns that the rows stand in the order of: they stay as long as those that were added.
  package var orderColumns: Set<String> = []
  package var hints = PageHints()
  /// What does not fit beside the rest stands below in further parts of the table, under the
  /// columns that tell rows apart: for tables whose every column was asked for.
  package var folds = false
  /// One of several in a document, which itself says what arrows mean and needs no count of rows.
  package var isPart = false

  package init(
    _ table: Table, title: String? = nil, notes: [String] = [], particulars: [String] = [],
    sources: [String] = [], totalRows: Int? = nil, isTurned: Bool = false
  ) {
    self.table = table
    self.title = title
    self.notes = notes
    self.particulars = particulars
    self.sources = sources
    self.totalRows = totalRows
    self.isTurned = isTurned
  }
}
