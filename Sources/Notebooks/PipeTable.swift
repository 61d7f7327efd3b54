/// A table of Markdown as stamped results hold it, read back cell by cell.
struct PipeTable: Equatable, Sendable {
  var heads: [String]
  var rows: [[String]]

  /// Cells of a line `| a | b |`, escapes kept as they are.
  static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.trimmed.dropFirst() {
      if character == "|", !isEscaped {
        cells.append(String(cell.trimmed))
        cell = ""
      } else {
        cell.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    if !cell.trimmed.isEmpty { cells.append(String(cell.trimmed)) }
    return cells
  }

  /// The tables of a text and its other lines, in order, empty ones left out.
  static func parts(_ text: String) -> (tables: [PipeTable], lines: [String]) {
    var tables: [PipeTable] = []
    var others: [String] = []
    var current: [String] = []
    func finish() {
      if current.count >= 2 {
        tables.append(
          PipeTable(heads: cells(current[0]), rows: current.dropFirst(2).map(cells)))
      } else {
        others += current
      }
      current = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("|") {
        current.append(String(line))
      } else {
        finish()
        if !line.trimmed.isEmpty { others.append(String(line)) }
      }
    }
    finish()
    return (tables, others)
  }
}
