package import Catalogue
package import ColumnStore
import QuerySyntax

/// What `set OPTION = value` can change, and how.
package struct SessionOptions: Sendable, Equatable {
  /// The time of rows that have none of their own; nil: nobody asks.
  package var asOf: PartialDate?
  package var treatyBasis: TreatyBasis = .deposit
  /// Digits after the point; nil: each column's own.
  package var decimals: Int?
  /// Display columns of a page; nil: those of the terminal.
  package var width: Int?
  package var glyphs: String = "unicode"
  package var colour: String = "auto"
  /// Charts are told in sentences instead of drawn.
  package var describesCharts = false
  /// Rows of a longer table that are shown; 0: all.
  package var rows: Int = 40
  package var threads: Int = 2
  /// Bytes a statement may use; nil: what `WorkbenchAccess` allows.
  package var memory: Int?
  /// Whether the program says after each statement how long it took.
  package var timer = false

  package init() {}
}

/// One option: `set`, `.set`, help and completion read this record.
package struct OptionRecord: Sendable {
  package var name: String
  package var summary: String
  /// For messages and completion.
  package var allowed: String
  var apply: @Sendable (String, inout SessionOptions) -> Bool
  package var show: @Sendable (SessionOptions) -> String

  package static let all: [OptionRecord] = [
    OptionRecord(
      name: "as_of", summary: "the time at which treaties, groups and latest values are read",
      allowed: "a date, a year, or `none`",
      apply: { text, options in
        if text == "none" {
          options.asOf = nil
          return true
        }
        guard let date = PartialDate(text) else { return false }
        options.asOf = date
        return true
      }, show: { $0.asOf?.text ?? "none" }),
    OptionRecord(
      name: "treaty_basis",
      summary: "what makes a State party: deposit of consent, or entry into "
        + "force",
      allowed: TreatyBasis.allCases.map(\.rawValue).joined(separator: ", "),
      apply: { text, options in
        guard let basis = TreatyBasis(rawValue: text) else { return false }
        options.treatyBasis = basis
        return true
      }, show: { $0.treatyBasis.rawValue }),
    OptionRecord(
      name: "decimals", summary: "digits after the point in tables", allowed: "0 to 10, or `auto`",
      apply: { text, options in
        if text == "auto" {
          options.decimals = nil
          return true
        }
        guard let digits = Int(text), (0...10).contains(digits) else { return false }
        options.decimals = digits
        return true
      }, show: { $0.decimals.map(String.init) ?? "auto" }),
    OptionRecord(
      name: "width", summary: "columns of the page", allowed: "20 to 1000, or `auto`",
      apply: { text, options in
        if text == "auto" {
          options.width = nil
          return true
        }
        guard let width = Int(text), (20...1000).contains(width) else { return false }
        options.width = width
        return true
      }, show: { $0.width.map(String.init) ?? "auto" }),
    OptionRecord(
      name: "rows", summary: "rows of a long table that are shown", allowed: "0 (all) to 1000000",
      apply: { text, options in
        guard let rows = Int(text), (0...1_000_000).contains(rows) else { return false }
        options.rows = rows
        return true
      }, show: { String($0.rows) }),
    OptionRecord(
      name: "glyphs", summary: "characters that tables and charts are drawn with",
      allowed: "unicode, braille, block, ascii",
      apply: { text, options in
        guard ["unicode", "braille", "block", "ascii"].contains(text) else { return false }
        options.glyphs = text
        return true
      }, show: { $0.glyphs }),
    OptionRecord(
      name: "colour", summary: "whether output is coloured", allowed: "auto, always, never",
      apply: { text, options in
        guard ["auto", "always", "never"].contains(text) else { return false }
        options.colour = text
        return true
      }, show: { $0.colour }),
    OptionRecord(
      name: "describe", summary: "whether charts are told in sentences instead of drawn",
      allowed: "true, false",
      apply: { text, options in
        guard text == "true" || text == "false" else { return false }
        options.describesCharts = text == "true"
        return true
      }, show: { $0.describesCharts ? "true" : "false" }),
    OptionRecord(
      name: "threads", summary: "processor threads a statement may use", allowed: "1 to 64",
      apply: { text, options in
        guard let threads = Int(text), (1...64).contains(threads) else { return false }
        options.threads = threads
        return true
      }, show: { String($0.threads) }),
    OptionRecord(
      name: "memory", summary: "memory a statement may use; none: four fifths of the machine's",
      allowed: "for example 500MB or 2GB, "
        + "or `none`",
      apply: { text, options in
        if text == "none" {
          options.memory = nil
          return true
        }
        guard let bytes = byteCount(text) else { return false }
        options.memory = bytes
        return true
      }, show: { $0.memory.map { "\($0 / 1_000_000)MB" } ?? "none" }),
    OptionRecord(
      name: "timer", summary: "whether the time of each statement is told", allowed: "on, off",
      apply: { text, options in
        guard ["on", "off"].contains(text) else { return false }
        options.timer = text == "on"
        return true
      }, show: { $0.timer ? "on" : "off" }),
  ]

  /// Whether `set` would take the text.
  package func accepts(_ text: String) -> Bool {
    var tried = SessionOptions()
    return apply(text, &tried)
  }

  package static func record(named name: String) -> OptionRecord? { all.first { $0.name == name } }

  /// `2GB`, `500 MB`, `64kb`
  private static func byteCount(_ text: String) -> Int? {
    let digits = text.prefix { $0.isNumber }
    let unit = text.dropFirst(digits.count).filter { $0 != " " }.lowercased()
    let scales = ["kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000]
    guard let number = Int(digits), let scale = scales[unit] else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: scale)
    return overflow || bytes < 1_000_000 ? nil : bytes
  }
}
