package import ColumnStore
package import Presentation
import QueryEngine
import QuerySemantics
package import SourceText
package import Spreadsheets

/// What a statement gave, with everything that must stand beside it.
package struct WorkbenchResult: Sendable {
  /// `_1`, `_2` …; nil where nothing was kept (a `let`).
  package var number: Int?
  package var table: Table
  package var notes: [String]
  /// Lines such as `Years: …`, which bring their own label.
  package var particulars: [String]
  package var sources: [SourceLine]
  /// Printed with columns down the side, as comparisons are.
  package var isTurned = false
  /// Columns that the statement's verbs added to those of a table of the catalogue.
  package var addedColumns: Set<String> = []
  /// Columns of such a table that its rows were sorted by.
  package var orderColumns: Set<String> = []
  /// What was drawn of it, for `explain`.
  package var chart: ChartResult?
  package var hints = PageHints()
  /// Too wide for the page, it stands in parts.
  package var folds = false

  package init(
    number: Int? = nil, table: Table, notes: [String] = [], particulars: [String] = [],
    sources: [SourceLine] = []
  ) {
    self.number = number
    self.table = table
    self.notes = notes
    self.particulars = particulars
    self.sources = sources
  }

  package var exhibit: Exhibit {
    var shown = table
    if isTurned {
      // What stands beside a measure is told by marks in its cells.
      let columns = table.schema.fields.indices.filter { !table.schema.fields[$0].isAside }
      shown.schema.fields = columns.map { table.schema.fields[$0] }
      shown.columns = columns.map { table.columns[$0] }
    }
    var exhibit = Exhibit(
      shown, notes: notes, particulars: particulars, sources: SourceLine.short(sources),
      isTurned: isTurned)
    exhibit.addedColumns = addedColumns
    exhibit.orderColumns = orderColumns
    exhibit.folds = folds
    if isTurned { exhibit.hints = hints }
    return exhibit
  }
}

extension WorkbenchResult {
  /// As a sheet of a workbook, with what stands below the table in print.
  package func sheet(named name: String, caption: String) -> TableSheet {
    let short = SourceLine.short(sources)
    let last = short.isEmpty ? [] : ["Sources: " + short.joined(separator: "; ")]
    return TableSheet(
      name: name, caption: caption, table: table,
      notes: notes.map { "Note: " + $0 } + particulars + last)
  }
}

/// One source, as printed below a table and in full by `cite`.
package struct SourceLine: Sendable, Hashable {
  package var key: String
  package var title: String
  package var authority: String
  package var asOf: String
  package var licence: String
  package var reference: String
  /// One of the lists behind the table of countries.
  package var isReference = false
  /// A file that a statement names, which stands in no collection.
  package var isFile = false
  /// The user's package that holds the data; nil for the built-in one.
  package var package: String?

  package init(
    key: String, title: String, authority: String, asOf: String, licence: String, reference: String
  ) {
    self.key = key
    self.title = title
    self.authority = authority
    self.asOf = asOf
    self.licence = licence
    self.reference = reference
  }

  /// The user's own files are sources too. The key stands in a bibliography, where some signs part.
  init(file path: String) {
    let name = path == "-" ? "standard input" : path
    self.init(
      key: "file:"
        + name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "_" },
      title: name, authority: name, asOf: "", licence: "", reference: "")
    isFile = true
  }

  /// Below a table: who says so, and as of when; `cite` gives the whole.
  package var short: String {
    var name = authority.isEmpty ? title : authority
    if let package { name = authority.isEmpty ? package : "\(authority), in \(package)" }
    return asOf.isEmpty ? name : "\(name) (\(asOf))"
  }

  /// More sources than this are not named below a table; `cite` names all.
  static let mostShown = 8

  /// The lines below a table, each once, the lists of countries as one.
  package static func short(_ lines: [SourceLine]) -> [String] {
    var seen: Set<String> = []
    var short = lines.filter { !$0.isReference }.map(\.short).filter { seen.insert($0).inserted }
    if short.count > mostShown {
      short =
        Array(short.prefix(mostShown - 1)) + [
          "and \(short.count - mostShown + 1) more "
            + "(cite)"
        ]
    }
    if lines.contains(where: \.isReference) { short.append("lists of countries and groups (cite)") }
    return short
  }
}

/// What one statement answers with. Rendering is the caller's.
package struct StatementOutcome: Sendable {
  package enum Output: Sendable {
    case none
    case result(WorkbenchResult)
    case text(String)
    case profile(Profile)
    /// Drawn; the result behind it is kept like any other.
    case chart(ChartResult, WorkbenchResult)
  }

  /// The statement's place in the text that was run.
  package var range: SourceRange
  package var output: Output
  package var diagnostics: [Diagnostic]
  package var wasInterrupted: Bool = false
  /// The text says that the statement was taken in; it belongs at a prompt, not among results.
  package var isAcknowledgement: Bool = false
  /// The text is for another program and must not be broken into lines.
  package var isVerbatim: Bool = false

  package init(range: SourceRange, output: Output, diagnostics: [Diagnostic]) {
    self.range = range
    self.output = output
    self.diagnostics = diagnostics
  }

  package var failed: Bool { diagnostics.contains { $0.severity == .error } || wasInterrupted }
}
