/// A text with a name and a table of its lines.
///
/// Places in it are UTF-8 byte offsets; lines count from 1. A line ends at a line feed, which may
/// follow a carriage return. Any offset or range is accepted: what lies outside is clamped.
package struct SourceFile: Sendable {
  package let name: String
  package let text: String
  package let utf8: [UInt8]
  private let lineStarts: [Int]

  /// - Complexity: O(*n*) in the length of the text.
  package init(name: String, text: String) {
    self.name = name
    self.text = text
    utf8 = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in utf8.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
  }

  package var lineCount: Int { lineStarts.count }

  /// The line that holds a byte offset.
  ///
  /// - Complexity: O(log *lines*).
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line without its line end; empty for a line that does not exist.
  package func lineRange(_ line: Int) -> SourceRange {
    guard lineStarts.indices.contains(line - 1) else {
      return line < 1 ? SourceRange(0, 0) : SourceRange(utf8.count, utf8.count)
    }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : utf8.count
    if end > start, utf8[end - 1] == 0x0D { end -= 1 }
    return SourceRange(start, end)
  }

  /// The text of a range; a range that cuts a character shows the replacement character there.
  package func text(in range: SourceRange) -> String {
    let start = min(max(range.start, 0), utf8.count)
    let end = min(max(range.end, start), utf8.count)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }
}
