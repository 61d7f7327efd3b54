import SourceText

/// The little of a terminal that the prompt uses: cells, a cursor, wrapping, erasing, scrolling.
package struct VirtualScreen: Sendable {
  package struct Cell: Equatable, Sendable {
    package var text = " "
    package var style = ""
    /// The right half of a wide character.
    package var isTail = false
  }

  package private(set) var columns: Int
  package private(set) var height: Int
  package private(set) var cells: [[Cell]]
  package private(set) var row = 0
  package private(set) var column = 0
  /// Rows that have left the screen at the top.
  package private(set) var scrolledOff: [String] = []
  package private(set) var isPasteBracketed = false
  package private(set) var isCursorShown = true
  package private(set) var isAlternate = false
  /// Sequences that the model does not know; a test that meets one fails.
  package private(set) var unknown: [String] = []
  private var style = ""
  private var isWrapPending = false
  private var pending: ArraySlice<UInt8> = []
  private var saved: (cells: [[Cell]], row: Int, column: Int)?

  package init(columns: Int, height: Int) {
    self.columns = columns
    self.height = height
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: height)
  }

  /// Rows without spaces at their ends, and without empty rows at the end.
  package var rows: [String] {
    var out = cells.map(Self.text)
    while out.last == "" { out.removeLast() }
    return out
  }

  private static func text(_ row: [Cell]) -> String {
    var text = row.filter { !$0.isTail }.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The style of the cell where a text starts in a row.
  package func style(of text: String, inRow row: Int) -> String? {
    let line = cells[row]
    for start in line.indices
    where line[start...].filter({ !$0.isTail }).map(\.text).joined().hasPrefix(text) {
      return line[start].style
    }
    return nil
  }

  package mutating func feed(_ bytes: [UInt8]) {
    pending += bytes
    while let used = step(), used > 0 { pending = pending.dropFirst(used) }
    pending = ArraySlice(Array(pending))
  }

  /// All that can be read by scrolling back, then the rows in sight.
  package var everything: [String] { scrolledOff + rows }

  /// Keeps the rows as they are, as a terminal does that does not reflow.
  package mutating func resize(columns: Int, height: Int) {
    cells = cells.map { Array(($0 + Array(repeating: Cell(), count: columns)).prefix(columns)) }
    while cells.count > height {
      if row == cells.count - 1 || Self.text(cells[cells.count - 1]) != "" {
        scrolledOff.append(Self.text(cells.removeFirst()))
        row = max(0, row - 1)
      } else {
        cells.removeLast()
      }
    }
    while cells.count < height { cells.append(Array(repeating: Cell(), count: columns)) }
    self.columns = columns
    self.height = height
    column = min(column, columns - 1)
    isWrapPending = false
  }

  /// Takes one character or escape from the front; nil if it is not all there yet.
  private mutating func step() -> Int? {
    guard let first = pending.first else { return nil }
    switch first {
    case 0x1B: return escape()
    case 13:
      column = 0
      isWrapPending = false
      return 1
    case 10:
      lineFeed()
      return 1
    case 8:
      column = max(0, column - 1)
      isWrapPending = false
      return 1
    case 7: return 1
    case 0..<32:
      unknown.append("control \(first)")
      return 1
    default: break
    }
    let count = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard pending.count >= count else { return nil }
    for scalar in String(decoding: pending.prefix(count), as: UTF8.self).unicodeScalars {
      put(scalar)
    }
    return count
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = DisplayWidth.of(Character(scalar))
    if width == 0 {
      let place = isWrapPending ? column : max(0, column - 1)
      let base = cells[row][place].isTail ? place - 1 : place
      cells[row][base].text.unicodeScalars.append(scalar)
      return
    }
    if isWrapPending || column + width > columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = Cell(text: String(scalar), style: style)
    if width == 2 { cells[row][column + 1] = Cell(text: "", style: style, isTail: true) }
    column += width
    isWrapPending = column >= columns
    if isWrapPending { column = columns - 1 }
  }

  private mutating func lineFeed() {
    isWrapPending = false
    if row < height - 1 {
      row += 1
      return
    }
    scrolledOff.append(Self.text(cells.removeFirst()))
    cells.append(Array(repeating: Cell(), count: columns))
  }

  private mutating func escape() -> Int? {
    guard pending.count >= 2 else { return nil }
    let start = pending.startIndex
    guard pending[start + 1] == UInt8(ascii: "[") else {
      unknown.append("ESC \(pending[start + 1])")
      return 2
    }
    let rest = pending[(start + 2)...]
    guard let end = rest.firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    act(on: pending[end], String(decoding: rest[..<end], as: UTF8.self))
    return end + 1 - start
  }

  private mutating func act(on final: UInt8, _ text: String) {
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let count = max(1, numbers.first ?? 1)
    let wasPending = isWrapPending
    isWrapPending = false
    switch final {
    case UInt8(ascii: "A"): row = max(0, row - count)
    case UInt8(ascii: "B"): row = min(height - 1, row + count)
    case UInt8(ascii: "C"): column = min(columns - 1, column + count)
    case UInt8(ascii: "D"): column = max(0, column - count)
    case UInt8(ascii: "H"):
      row = min(height, count) - 1
      column = min(columns, max(1, numbers.count > 1 ? numbers[1] : 1)) - 1
    case UInt8(ascii: "K"):
      for place in (text == "2" ? 0 : column)..<columns { cells[row][place] = Cell() }
    case UInt8(ascii: "J"):
      for place in (text == "2" ? 0 : column)..<columns { cells[row][place] = Cell() }
      for other in cells.indices where other > row || text == "2" {
        cells[other] = Array(repeating: Cell(), count: columns)
      }
    case UInt8(ascii: "m"):
      style = text == "" || text == "0" ? "" : text
      isWrapPending = wasPending
    case UInt8(ascii: "h"), UInt8(ascii: "l"): setMode(text, final == UInt8(ascii: "h"))
    default: unknown.append("CSI \(text)\(Character(Unicode.Scalar(final)))")
    }
  }

  private mutating func setMode(_ text: String, _ isOn: Bool) {
    switch text {
    case "?2004": isPasteBracketed = isOn
    case "?25": isCursorShown = isOn
    case "?1049":
      isAlternate = isOn
      if isOn {
        saved = (cells, row, column)
        cells = Array(repeating: Array(repeating: Cell(), count: columns), count: height)
      } else if let saved {
        (cells, row, column) = saved
      }
    default: unknown.append("mode \(text)")
    }
  }
}
