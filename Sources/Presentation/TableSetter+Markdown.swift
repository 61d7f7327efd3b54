import ColumnStore
import SourceText

extension TableSetter {
  /// The exhibit as a pipe table of GitHub's Markdown with paragraphs around it.
  ///
  /// There is no limit to the width, and cells are not padded: a changed number changes one line.
  /// All rows are set unless `maximumRows` says otherwise; glyphs and colour play no part.
  package func markdown(
    _ exhibit: Exhibit, _ settings: PageSettings = PageSettings()
  ) -> String {
    var settings = settings
    settings.glyphs = .unicode
    let layout = Layout(exhibit, names: names, settings: settings)
    var bytes: [UInt8] = []
    func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

    if let title = exhibit.title { put("**\(title.printable.markdown)**\n\n") }
    let columns = layout.side + layout.columns
    if !columns.isEmpty {
      let heads = columns.map { column in
        [column.name, column.bracketedUnit].compactMap(\.?.printable.markdown)
          .joined(separator: " ")
      }
      put("|" + heads.map { " \($0) |" }.joined() + "\n")
      put("|" + columns.map { $0.isRightAligned ? " ---: |" : " :--- |" }.joined() + "\n")
      appendRows(layout, to: &bytes)
    }

    var below = Paragraphs()
    if layout.rows.hidden > 0 || exhibit.totalRows.map({ $0 > layout.rows.total }) == true
      || layout.rows.total == 0 || columns.isEmpty
    {
      below.add(nil, layout.rowsLine(exhibit))
    }
    below.add("Marks", layout.legend())
    below.add(nil, layout.directions)
    below.add(contentsOf: exhibit)
    for paragraph in below.all {
      if !bytes.isEmpty, !bytes.suffix(2).elementsEqual([10, 10]) { put("\n") }
      let label = paragraph.label.map { $0 + ": " } ?? ""
      put(label + paragraph.text.printable.markdown + "\n")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func appendRows(_ layout: Layout, to bytes: inout [UInt8]) {
    // Most cells share their text with others, and escaping is the dear part.
    let columns = layout.side + layout.columns
    var escaped = columns.map { _ in [CellTexts.Slot: [UInt8]]() }
    let rows = layout.rows
    for row in 0..<(columns[0].cells.count) {
      if !layout.isTurned, row == rows.head, rows.hidden > 0 {
        appendHidden(rows.hidden, columns: layout.columns.count, to: &bytes)
      }
      bytes.append(UInt8(ascii: "|"))
      for index in columns.indices {
        let cells = columns[index].cells
        let slot = cells.slots[row]
        bytes.append(UInt8(ascii: " "))
        if layout.isTurned || columns[index].isShrinkable {
          let text = escaped[index][slot] ?? Array(cells.text(row).markdown.utf8)
          escaped[index][slot] = text
          bytes.append(contentsOf: text)
        } else {
          bytes.append(contentsOf: cells.bytes[slot.start..<slot.start + slot.count])
        }
        bytes.append(contentsOf: " |".utf8)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    if !layout.isTurned, rows.hidden > 0, rows.tail == 0 {
      appendHidden(rows.hidden, columns: layout.columns.count, to: &bytes)
    }
  }

  private func appendHidden(_ count: Int, columns: Int, to bytes: inout [UInt8]) {
    let rest = String(repeating: "  |", count: columns - 1)
    bytes.append(contentsOf: "| … \(grouped(count)) more rows … |\(rest)\n".utf8)
  }
}

extension String {
  /// The text with everything escaped that Markdown would take for its own.
  ///
  /// An underscore between letters or digits means nothing there and stays as it is, so that the
  /// names of measures can be read in the source.
  var markdown: String {
    var result: [UInt8] = []
    let bytes = Array(utf8)
    func isWord(_ index: Int) -> Bool {
      guard bytes.indices.contains(index) else { return false }
      let byte = bytes[index]
      return byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
    }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "`"),
        UInt8(ascii: "<"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "~"):
        result.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "_") where !(isWord(index - 1) && isWord(index + 1)):
        result.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "&") where isWord(index + 1) || bytes.dropFirst(index + 1).first == 35:
        result.append(UInt8(ascii: "\\"))
      default: break
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
