import TestSupport

/// The sqlite3 program as an independent reader of the same rows.
struct SQLite {
  static let isThere: Bool = {
    guard let outcome = try? ChildProcess("sqlite3", ["--version"]).run() else { return false }
    return outcome.status == 0
  }()

  struct Failure: Error, CustomStringConvertible { var description: String }

  /// Runs the setup, then each query in the same database; one grid of cells for each.
  static func answers(setup: String, to queries: [String]) throws -> [Grid] {
    var script = ".bail on\n.mode csv\n.separator , \"\\n\"\n.headers on\n" + setup + "\n"
    for (number, query) in queries.enumerated() { script += ".print @@\(number)\n\(query);\n" }
    var process = ChildProcess("sqlite3", [":memory:"])
    process.input = .bytes(Array(script.utf8))
    let outcome = try process.run()
    guard outcome.status == 0, outcome.errors.isEmpty else {
      throw Failure(description: "sqlite3: \(outcome.errorText)")
    }
    var parts = [String](repeating: "", count: queries.count)
    var number = -1
    let lines = outcome.outputText.split(separator: "\n", omittingEmptySubsequences: false)
    // An empty line is a row: one column, null.
    for line in lines.dropLast() {
      if line.hasPrefix("@@"), let next = Int(line.dropFirst(2)) {
        number = next
      } else if number >= 0 {
        parts[number] += line + "\n"
      }
    }
    return parts.map(Grid.init)
  }

  /// Statements that make a table of a CSV file: empty cells become null.
  static func table(_ name: String, _ columns: [(String, String)], csv path: String) -> String {
    let heads = columns.map { "\"\($0.0)\" \($0.1)" }.joined(separator: ", ")
    let nulls = columns.map { "\"\($0.0)\" = nullif(\"\($0.0)\", '')" }.joined(separator: ", ")
    return """
      CREATE TABLE \(name)(\(heads));
      .import --csv --skip 1 \(path) \(name)
      UPDATE \(name) SET \(nulls);
      """
  }
}

/// Cells of a CSV text below its head.
struct Grid: Equatable {
  var head: [String] = []
  var rows: [[String]] = []

  init(csv: String) {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var (isQuoted, wasQuoted, isOpen) = (false, false, false)
    func closeCell() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell = []
      wasQuoted = false
    }
    for byte in csv.utf8 {
      isOpen = true
      if isQuoted {
        if byte == 34 { (isQuoted, wasQuoted) = (false, true) } else { cell.append(byte) }
      } else if byte == 34 {
        if wasQuoted { cell.append(34) }
        isQuoted = true
      } else if byte == 44 {
        closeCell()
      } else if byte == 10 {
        closeCell()
        rows.append(row)
        (row, isOpen) = ([], false)
      } else {
        cell.append(byte)
      }
    }
    if isOpen {
      closeCell()
      rows.append(row)
    }
    head = rows.first ?? []
    self.rows = Array(rows.dropFirst())
  }

  /// The first difference in words; nil where all cells agree.
  ///
  /// Numbers agree within 1e-9 of their size: sums are added in another order on each side, and
  /// sqlite3 prints 15 digits where the language prints all 17.
  func difference(from other: Grid) -> String? {
    if rows.count != other.rows.count {
      return "\(rows.count) rows, \(other.rows.count) in sqlite3"
    }
    for (index, (mine, theirs)) in zip(rows, other.rows).enumerated() {
      if mine.count != theirs.count { return "row \(index + 1): \(mine) and \(theirs)" }
      for (a, b) in zip(mine, theirs) where !Grid.agree(a, b) {
        return "row \(index + 1): `\(a)`, in sqlite3 `\(b)` (\(mine) and \(theirs))"
      }
    }
    return nil
  }

  private static func agree(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let x = Double(a), let y = Double(b) else { return false }
    // A difference of two nearly equal sums has no digits left to compare.
    return abs(x - y) <= 1e-9 * max(abs(x), abs(y)) || abs(x - y) < 1e-11
  }
}

/// A question in both languages.
struct Question {
  var text: String
  var sql: String
}
