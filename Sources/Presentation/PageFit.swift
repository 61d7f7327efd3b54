/// Which columns stand on the page, and how wide each is.
///
/// Tried in this order: everything as it is; heads broken between words; long texts shortened;
/// columns left out. Whatever is lost is named, never only lost.
struct PageFit: Sendable {
  /// Numbers of the columns shown, left to right.
  private(set) var shown: [Int]
  /// The width of each column shown.
  private(set) var widths: [Int] = []

  /// Blank columns between two columns of the table.
  static let gap = 2

  /// - Parameter inOrder: whether columns leave from the right, for a table in parts.
  init(_ columns: [PageColumn], width: Int, inOrder: Bool = false) {
    shown = Array(columns.indices)
    let natural = columns.map(\.naturalWidth)
    let wrapped = columns.map(\.wrappedWidth)
    let shortened = columns.map { $0.shortenedWidth(onPage: width) }

    func total(_ widths: [Int]) -> Int {
      shown.reduce(PageFit.gap * max(0, shown.count - 1)) { $0 + widths[$1] }
    }
    var leavingOrder =
      inOrder
      ? columns.indices.filter { !columns[$0].isKey }.reversed()
        + columns.indices.filter { columns[$0].isKey }.reversed()
      : PageFit.leavingOrder(columns)
    while shown.count > 1, total(shortened) > width {
      let leaving = leavingOrder.removeFirst()
      shown.removeAll { $0 == leaving }
    }
    if total(natural) <= width {
      widths = shown.map { natural[$0] }
    } else if total(wrapped) <= width {
      widths = share(width, least: wrapped, most: natural)
    } else if total(shortened) <= width {
      widths = share(width, least: shortened, most: wrapped)
    } else {
      widths = shown.map { _ in width }
    }
  }

  /// Columns that came along leave first, from the right; then those in the middle; then the last
  /// column, where a table has what it is about, or what was added; then what the rows are sorted
  /// by; then the columns that tell rows apart.
  private static func leavingOrder(_ columns: [PageColumn]) -> [Int] {
    let key = columns.indices.filter { columns[$0].isKey }
    let order = columns.indices.filter { !columns[$0].isKey && columns[$0].isOrder }
    let free = columns.indices.filter { !columns[$0].isKey && !columns[$0].isOrder }
    let added = free.filter { columns[$0].isAdded }
    var others = free.filter { !columns[$0].isAdded }
    let last = added.isEmpty ? others.popLast().map { [$0] } ?? [] : added.reversed()
    return others.reversed() + last + order.reversed() + key.reversed()
  }

  /// Widths between least and most that fill the width: no column is wider than the level that
  /// all share, so that the longest give way first.
  private func share(_ width: Int, least: [Int], most: [Int]) -> [Int] {
    let room = width - PageFit.gap * (shown.count - 1)
    func widths(at level: Int) -> [Int] {
      shown.map { min(most[$0], max(least[$0], level)) }
    }
    var (low, high) = (0, room)
    while low < high {
      let level = (low + high + 1) / 2
      if widths(at: level).reduce(0, +) <= room { low = level } else { high = level - 1 }
    }
    var result = widths(at: low)
    var rest = room - result.reduce(0, +)
    for (index, column) in shown.enumerated() where rest > 0 && result[index] < most[column] {
      result[index] += 1
      rest -= 1
    }
    return result
  }
}
