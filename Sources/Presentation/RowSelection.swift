/// The rows of a table that are shown: its first ones and its last ones.
struct RowSelection: RandomAccessCollection, Hashable, Sendable {
  let head: Int
  let tail: Int
  let total: Int

  /// All rows, or where they are more than `most`, the first three quarters of so many and the
  /// last quarter, but no more than the last five. A single row is never left out: the line that
  /// says so would take its place.
  init(total: Int, most: Int?) {
    self.total = total
    guard let most, total > Swift.max(most, 1) + 1 else {
      head = total
      tail = 0
      return
    }
    let shown = Swift.max(most, 1)
    tail = Swift.min(5, shown / 4)
    head = shown - tail
  }

  var hidden: Int { total - head - tail }

  var startIndex: Int { 0 }
  var endIndex: Int { head + tail }

  subscript(position: Int) -> Int { position < head ? position : position + hidden }
}
