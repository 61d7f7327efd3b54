import ColumnStore
import SourceText

extension CellTexts {
  /// Writes the rows of a column.
  ///
  /// - Complexity: O(rows), a name or text being made once per distinct code; O(rows log rows)
  ///   where decimals must be chosen.
  init(
    _ column: Column, field: Field, rows: RowSelection, names: any EntityNaming,
    settings: PageSettings, styles: [NumberStyle]? = nil
  ) {
    self.init()
    reserve(rows.count)
    switch column.storage {
    case .doubles(let vector):
      let wishes = NumberWishes(field, settings: settings)
      if let styles {
        for (row, style) in zip(rows, styles) { append(vector[row], orMark: style) }
      } else {
        let style = NumberStyle(for: rows.lazy.map { vector[$0] }, wishes: wishes)
        for row in rows { append(vector[row], orMark: style) }
      }
    case .flags(let vector):
      let (yes, no) = (makeSlot("yes"), makeSlot("no"))
      for row in rows {
        if let missing = Missing(ofFlag: vector[row]) {
          append(missing)
        } else {
          append(vector[row] == 1 ? yes : no)
        }
      }
    case .ints(let vector):
      if column.type == .number {
        appendNumbers(vector, rows, NumberWishes(field, settings: settings))
      } else {
        let isPlain = settings.glyphs == .ascii && column.type == .text
        appendCodes(vector, rows) { code in
          let text = Self.text(of: code, in: column, names: names)
          return isPlain ? Sparkline.ascii(text) : text
        }
      }
    }
  }

  private mutating func append(_ value: Double, orMark style: NumberStyle) {
    if value.isNaN { append(Missing(ofNaN: value)) } else { append(value, style) }
  }

  private mutating func appendNumbers(
    _ vector: Vector<Int32>, _ rows: RowSelection, _ wishes: NumberWishes
  ) {
    let numbers = rows.lazy.map { row -> Double in
      let value = vector[row]
      return Missing(ofInt: value)?.double ?? Double(value)
    }
    let style = NumberStyle(for: numbers, wishes: wishes)
    for row in rows {
      let value = vector[row]
      if let missing = Missing(ofInt: value) {
        append(missing)
      } else {
        append(Double(value), style)
      }
    }
  }

  private mutating func appendCodes(
    _ vector: Vector<Int32>, _ rows: RowSelection, text: (Int32) -> String
  ) {
    var known: [Int32: Slot] = [:]
    for row in rows {
      let code = vector[row]
      if let missing = Missing(ofInt: code) {
        append(missing)
      } else if let slot = known[code] {
        append(slot)
      } else {
        let slot = makeSlot(text(code))
        known[code] = slot
        append(slot)
      }
    }
  }

  private static func text(
    of code: Int32, in column: Column, names: any EntityNaming
  ) -> String {
    switch column.type {
    case .date: return PartialDate(packed: code).text
    case .text: return column.dictionary?[code] ?? ""
    case .textSet:
      let members = (column.dictionary?[code] ?? "").split(separator: ";")
      return "{" + members.joined(separator: ", ") + "}"
    case .country, .treaty, .measure, .group: return names.name(of: code, type: column.type)
    case .boolean: return code == 0 ? "no" : "yes"
    case .number: return String(code)
    }
  }
}
