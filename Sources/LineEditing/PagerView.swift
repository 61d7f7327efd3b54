import SourceText

/// A window on lines, with heads that stay on top: what it shows and how keys move it.
struct PagerView {
  enum Key: Hashable {
    case quit, down, up, pageDown, pageUp, halfDown, halfUp, top, bottom, left, right
    case nextFound, previousFound
  }

  let lines: [String]
  let heads: [String]
  var columns: Int
  var height: Int
  private(set) var first = 0
  private(set) var column = 0
  private(set) var wanted = ""
  private(set) var notice = ""

  init(lines: [String], heads: [String], columns: Int, height: Int) {
    self.lines = lines
    self.heads = heads
    self.columns = columns
    self.height = height
  }

  /// Rows for the lines: what heads, kept short on a small screen, and the last row leave.
  var room: Int { max(1, height - 1 - shownHeads.count) }
  private var shownHeads: ArraySlice<String> { heads.prefix(max(0, height / 2)) }
  private var lastFirst: Int { max(0, lines.count - room) }

  /// False when the pager is left.
  mutating func press(_ key: Key) -> Bool {
    notice = ""
    switch key {
    case .quit: return false
    case .down: first += 1
    case .up: first -= 1
    // The last line seen stays in sight, to go on reading from.
    case .pageDown: first += max(1, room - 1)
    case .pageUp: first -= max(1, room - 1)
    case .halfDown: first += max(1, room / 2)
    case .halfUp: first -= max(1, room / 2)
    case .top: first = 0
    case .bottom: first = lastFirst
    case .left: column = max(0, column - columns / 2)
    case .right: column = min(column + columns / 2, max(0, widest - columns / 2))
    case .nextFound: find(from: first + 1, forward: true)
    case .previousFound: find(from: first - 1, forward: false)
    }
    first = min(max(0, first), lastFirst)
    return true
  }

  mutating func resize(columns: Int, height: Int) {
    self.columns = columns
    self.height = height
    first = min(first, lastFirst)
  }

  /// Goes to the next line with a text; capitals count only if the text has some.
  mutating func search(_ text: String) {
    if !text.isEmpty { wanted = text }
    find(from: first, forward: true)
    first = min(max(0, first), lastFirst)
  }

  private mutating func find(from start: Int, forward: Bool) {
    guard !wanted.isEmpty else { return }
    let found =
      forward
      ? lines.indices.dropFirst(start).first { contains(lines[$0]) }
      : lines.indices.prefix(max(0, start + 1)).last { contains(lines[$0]) }
    if let found {
      first = found
    } else {
      notice = "not found: \(wanted)"
    }
  }

  private func contains(_ line: String) -> Bool {
    let line = StyledText.plain(line)
    return wanted == wanted.lowercased()
      ? line.lowercased().contains(wanted) : line.contains(wanted)
  }

  private var widest: Int {
    lines[first..<min(lines.count, first + room)].map(StyledText.width).max() ?? 0
  }

  /// As many rows as the screen has.
  func rows(theme: Theme, question: String? = nil) -> [String] {
    var out = shownHeads.map {
      Theme.dress(StyledText.clipped($0, from: column, width: columns), in: theme.heads)
    }
    for line in lines[first..<min(lines.count, first + room)] {
      let clipped = StyledText.clipped(line, from: column, width: columns)
      let isFound = !wanted.isEmpty && contains(line)
      out.append(isFound ? Theme.dress(StyledText.plain(clipped), in: theme.found) : clipped)
    }
    while out.count < height - 1 { out.append("") }
    let last = min(lines.count, first + room)
    let place = "\(first + 1)–\(last) of \(lines.count)   space, b, arrows, / search, q quit"
    let words = question ?? (notice.isEmpty ? place : notice)
    out.append(Theme.dress(DisplayWidth.truncated(words, to: columns - 1), in: theme.found))
    return out
  }
}
