import SourceText

/// Rows of a terminal that belong to the prompt, ready to be painted.
struct Frame: Hashable {
  struct Row: Hashable {
    /// With escapes for colour, and none for moving.
    var text = ""
    /// Columns taken.
    var width = 0
    /// The text ran over the end of the row before; terminals that reflow should know.
    var continues = false
  }

  var rows: [Row] = [Row()]
  var cursorRow = 0
  var cursorColumn = 0
}

/// What there is to show while a text is edited.
struct EditView {
  var text = ""
  /// Offset in UTF-8.
  var cursor = 0
  var spans: [StyledSpan] = []
  var suggestion = ""
  var prompt = ""
  /// What stands before the line with this number, from 1; asked only for lines in sight.
  var continuation: (_ line: Int, _ start: Int) -> String = { _, _ in "" }
  /// Rows under the text, no wider than the terminal.
  var below: [String] = []
  /// The first row in sight the last time, where the text is taller than the terminal.
  var top = Top()

  struct Top: Hashable, Comparable {
    var line = 0
    var row = 0
    static func < (a: Self, b: Self) -> Bool { (a.line, a.row) < (b.line, b.row) }
  }
}

extension EditView {
  /// Lays the view out on a terminal of a size and notes what is now on top.
  ///
  /// Lines that cannot come into sight are not looked at, so a long paste costs no more than a
  /// screenful once its lines are counted.
  mutating func frame(columns: Int, height: Int, theme: Theme) -> Frame {
    let columns = max(2, columns)
    let height = max(1, height)
    let bytes = Array(text.utf8)
    var builder = FrameBuilder(columns: columns)
    var places: [Top] = []
    let all = Self.lines(of: bytes)
    let current = all.lastIndex { $0.lowerBound <= cursor } ?? 0
    let first = max(0, current - height)
    let last = min(all.count - 1, current + height)
    var span = spans.firstIndex { $0.range.upperBound > all[first].lowerBound } ?? spans.count
    for line in first...last {
      let firstRow = builder.rows.count
      let range = all[line]
      builder.startLine()
      if line == 0 {
        builder.add(prompt, style: theme.prompt)
      } else {
        builder.add(continuation(line, range.lowerBound), style: theme.continuation)
      }
      var offset = range.lowerBound
      for character in String(decoding: bytes[range], as: UTF8.self) {
        let end = offset + character.utf8.count
        while span < spans.count, spans[span].range.upperBound <= offset { span += 1 }
        var style = ""
        if span < spans.count, spans[span].range.lowerBound <= offset {
          style = theme.styles[spans[span].style] ?? ""
        }
        if cursor >= offset, cursor < end { builder.markBefore(character) }
        builder.add(character, style: style, control: theme.control)
        offset = end
      }
      if line == current, cursor >= range.upperBound {
        builder.markEnd()
        if line == all.count - 1, !suggestion.isEmpty {
          builder.add(suggestion, style: theme.suggestion)
        }
      }
      builder.endLine()
      places += (firstRow..<builder.rows.count).map { Top(line: line, row: $0 - firstRow) }
    }
    return window(builder, places, height: height)
  }

  /// As many rows as fit, the cursor among them, moved as little as can be.
  private mutating func window(
    _ builder: FrameBuilder, _ places: [Top], height: Int
  ) -> Frame {
    let count = builder.rows.count
    // The list gives way before the text does, but not below half of the screen.
    let room = min(count, max(height - below.count, min(count, (height + 1) / 2)))
    var start = places.lastIndex { $0 <= top } ?? 0
    start = min(start, builder.cursorRow, count - room)
    start = max(start, builder.cursorRow - room + 1, 0)
    top = places.isEmpty ? Top() : places[start]
    var frame = Frame()
    frame.rows = Array(builder.rows[start..<start + room])
    frame.rows[0].continues = false
    frame.cursorRow = builder.cursorRow - start
    frame.cursorColumn = builder.cursorColumn
    for text in below.prefix(height - room) {
      frame.rows.append(Frame.Row(text: text, width: StyledText.width(of: text)))
    }
    return frame
  }

  /// Ranges between line feeds; an empty text has one empty line.
  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    bytes.withUnsafeBufferPointer { buffer in
      while let feed = Terminal.find(10, in: buffer, from: start) {
        lines.append(start..<feed)
        start = feed + 1
      }
    }
    lines.append(start..<bytes.count)
    return lines
  }
}

/// Fills rows with characters, going on to the next where one does not fit.
struct FrameBuilder {
  let columns: Int
  private(set) var rows: [Frame.Row] = []
  private(set) var cursorRow = 0
  private(set) var cursorColumn = 0
  private var row = Frame.Row()
  private var style = ""

  init(columns: Int) { self.columns = columns }

  mutating func startLine() { row = Frame.Row() }

  mutating func endLine() {
    setStyle("")
    rows.append(row)
  }

  /// The cursor stands on the character that is added next.
  mutating func markBefore(_ character: Character) {
    if row.width + FrameBuilder.width(of: character, at: row.width, in: columns) > columns {
      wrap()
    }
    markEnd()
  }

  /// The cursor stands here; at the end of a full row that is the start of the next.
  mutating func markEnd() {
    if row.width >= columns { wrap() }
    cursorRow = rows.count
    cursorColumn = row.width
  }

  mutating func add(_ text: String, style: String) {
    for character in text { add(character, style: style, control: style) }
  }

  mutating func add(_ character: Character, style: String, control: String) {
    let width = FrameBuilder.width(of: character, at: row.width, in: columns)
    if row.width + width > columns { wrap() }
    if let name = FrameBuilder.name(ofControl: character) {
      setStyle(control)
      row.text += name
    } else if character == "\t" {
      setStyle(style)
      row.text += String(repeating: " ", count: width)
    } else {
      setStyle(style)
      // A mark with nothing to stand on would join what is there already.
      if row.width == 0, width == 0 { row.text += " \u{8}" }
      row.text.append(character)
    }
    row.width += width
  }

  private mutating func wrap() {
    setStyle("")
    rows.append(row)
    row = Frame.Row(continues: true)
  }

  private mutating func setStyle(_ new: String) {
    guard new != style else { return }
    if !style.isEmpty { row.text += "\u{1b}[m" }
    if !new.isEmpty { row.text += "\u{1b}[\(new)m" }
    style = new
  }

  /// A tab reaches to the next multiple of eight, or to the end of the row.
  static func width(of character: Character, at column: Int, in columns: Int) -> Int {
    if character == "\t" {
      let start = column >= columns ? 0 : column
      return min(8 - start % 8, columns - start)
    }
    return name(ofControl: character)?.count ?? DisplayWidth.of(character)
  }

  /// `^A` for a control character, nil for others.
  static func name(ofControl character: Character) -> String? {
    guard let scalar = character.unicodeScalars.first, character != "\t" else { return nil }
    switch scalar.value {
    case 0..<32: return "^" + String(Character(Unicode.Scalar(UInt8(scalar.value) + 64)))
    case 127: return "^?"
    case 128..<160: return "?"
    default: return nil
    }
  }
}
