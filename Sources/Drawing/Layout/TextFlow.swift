import SourceText

/// Breaks and shortens text by display width.
enum TextFlow {
  /// Lines no wider than asked, broken between words, within a word only where it alone is wider.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    let width = max(width, 2)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(whereSeparator: { $0.isWhitespace }) {
      var rest = Substring(word)
      let size = DisplayWidth.of(String(rest))
      if used > 0, used + 1 + size <= width {
        line += " " + rest
        used += 1 + size
        continue
      }
      if used > 0 { lines.append(line) }
      while DisplayWidth.of(String(rest)) > width {
        let head = prefix(rest, width: width)
        lines.append(head)
        rest = rest.dropFirst(head.count)
      }
      line = String(rest)
      used = DisplayWidth.of(line)
    }
    if used > 0 || lines.isEmpty && !line.isEmpty { lines.append(line) }
    return lines
  }

  /// Cut at the end with the ellipsis; what fits stays whole.
  static func shortened(_ text: String, to width: Int, ellipsis: String) -> String {
    guard DisplayWidth.of(text) > width else { return text }
    let room = width - DisplayWidth.of(ellipsis)
    guard room > 0 else { return prefix(Substring(text), width: max(width, 0)) }
    var head = prefix(Substring(text), width: room)
    while head.hasSuffix(" ") { head.removeLast() }
    return head + ellipsis
  }

  private static func prefix(_ text: Substring, width: Int) -> String {
    var head = ""
    var used = 0
    for character in text {
      let next = DisplayWidth.of(character)
      if used + next > width, !head.isEmpty || width < 2 { break }
      head.append(character)
      used += next
    }
    return head
  }
}

/// Puts labels into rows so that none collide.
enum LabelPlacement {
  /// Rows for labels that wish to stand at `desired` (fractions of rows), in the same order.
  ///
  /// Labels of one row each keep their order and are moved as little as possible: neighbours that
  /// would collide form a block about their mean (pool adjacent violators). Nil if there are more
  /// labels than rows.
  /// - Complexity: O(*n* log *n*).
  static func rows(_ desired: [Double], first: Int, last: Int) -> [Int]? {
    guard desired.count <= last - first + 1 else { return nil }
    let order = desired.indices.sorted { (desired[$0], $0) < (desired[$1], $1) }
    struct Block {
      var sum: Double
      var count: Int
      var top: Double { sum / Double(count) - Double(count - 1) / 2 }
    }
    var blocks: [Block] = []
    for index in order {
      var block = Block(sum: desired[index] - 0.5, count: 1)
      while let before = blocks.last, before.top + Double(before.count) > block.top {
        block = Block(sum: before.sum + block.sum, count: before.count + block.count)
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var tops = blocks.map { Int($0.top.rounded()) }
    // Rounding and the frame may bring blocks together again: push down, then up.
    var free = first
    for index in blocks.indices {
      tops[index] = max(tops[index], free)
      free = tops[index] + blocks[index].count
    }
    var limit = last + 1
    for index in blocks.indices.reversed() {
      tops[index] = min(tops[index], limit - blocks[index].count)
      limit = tops[index]
    }
    var rows = Array(repeating: first, count: desired.count)
    var place = 0
    for (block, top) in zip(blocks, tops) {
      for offset in 0..<block.count {
        rows[order[place]] = top + offset
        place += 1
      }
    }
    return rows
  }
}
