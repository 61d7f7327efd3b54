import ColumnStore
import SourceText

/// The cells of one column as they are printed, in one run of bytes.
///
/// Equal codes share their text, so that a column of countries costs one look-up of a name each.
struct CellTexts: Sendable {
  struct Slot: Hashable, Sendable {
    var start: Int
    var count: Int
    /// In display columns.
    var width: Int
  }

  private(set) var bytes: [UInt8] = []
  private(set) var slots: [Slot] = []
  private(set) var widest = 0
  private(set) var marks: MarksUsed = []
  private var markSlots: [Missing: Slot] = [:]

  var count: Int { slots.count }

  mutating func reserve(_ count: Int) {
    slots.reserveCapacity(count)
    bytes.reserveCapacity(count * 8)
  }

  /// Appends a cell; control characters in the text are replaced.
  mutating func append(_ text: String) { append(makeSlot(text)) }

  mutating func append(_ slot: Slot) {
    slots.append(slot)
    widest = max(widest, slot.width)
  }

  mutating func append(_ reason: Missing) {
    if let slot = markSlots[reason] { return append(slot) }
    let slot = makeSlot(reason.mark)
    markSlots[reason] = slot
    marks.insert(MarksUsed(reason))
    append(slot)
  }

  mutating func append(_ number: Double, _ style: NumberStyle) {
    let start = bytes.count
    let width = style.append(number, to: &bytes)
    append(Slot(start: start, count: bytes.count - start, width: width))
  }

  /// Lays down a text without making it a cell.
  mutating func makeSlot(_ text: String) -> Slot {
    let printable = text.printable
    let start = bytes.count
    bytes.append(contentsOf: printable.utf8)
    return Slot(start: start, count: bytes.count - start, width: printable.displayWidth)
  }

  /// The same cells with what is said beside them, or in their place.
  func marked(_ cellMarks: [CellMark?], _ settings: PageSettings) -> CellTexts {
    var result = CellTexts()
    for (row, mark) in cellMarks.enumerated() {
      switch mark {
      case nil: result.append(text(row))
      case .year(let year): result.append(text(row) + settings.yearMark(year))
      case .count(let count): result.append("\(text(row)) (\(count))")
      case .refused(let count): result.append("\(settings.refusal) (\(count))")
      case .signed:
        let text = text(row)
        let isPositive =
          text.utf8.first.map { (48...57).contains($0) } == true
          && text.utf8.contains { (49...57).contains($0) }
        result.append(isPositive ? "+" + text : text)
      case .text(let text): result.append(text)
      }
    }
    let used = zip(slots, cellMarks).compactMap { slot, mark -> MarksUsed? in
      guard mark == nil, let reason = markSlots.first(where: { $0.value == slot })?.key else {
        return nil
      }
      return MarksUsed(reason)
    }
    result.marks = used.reduce(into: MarksUsed()) { $0.formUnion($1) }
    return result
  }

  func text(_ row: Int) -> String {
    let slot = slots[row]
    return String(decoding: bytes[slot.start..<slot.start + slot.count], as: UTF8.self)
  }
}
