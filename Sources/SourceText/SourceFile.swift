/// A text with a name, and where its lines are. Offsets are UTF-8 bytes.
package struct SourceFile: Sendable {
  package let name: String
  package let text: String
  package let utf8: [UInt8]
  /// Offset of the first byte of every line.
  private let lineStarts: [Int]

  package init(name: String, text: String) {
    self.name = name
    self.text = text
    utf8 = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in utf8.enumerated() where byte == 10 { starts.append(offset + 1) }
    lineStarts = starts
  }

  package var lineCount: Int { lineStarts.count }

  /// The number of the line that holds an offset, from 1; O(log lines).
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line without its line end; empty for a line that is not there.
  package func range(ofLine line: Int) -> SourceRange {
    guard lineStarts.indices.contains(line - 1) else { return SourceRange(0, 0) }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : utf8.count
    if end > start, utf8[end - 1] == 13 { end -= 1 }
    return SourceRange(start, end)
  }

  /// The text of a range; what lies outside the file is left out.
  package func text(in range: SourceRange) -> String {
    let start = min(max(0, range.start), utf8.count)
    let end = min(max(start, range.end), utf8.count)
    return String(decoding: utf8[start..<end], as: UTF8.self)
  }
}
