extension DelimitedPart {
  /// Reads one cell with all that the fast paths leave aside. Nil: incomplete, or a fault.
  @inline(never)
  func readCell(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isFinal: Bool, index: Int,
    base: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    let cell = DelimitedCell.cut(start, end, plan.dialect)
    let offset = blockOffset + (start - base)
    switch cell.ending {
    case .separator, .line: break
    case .bytes: if !isFinal { return nil }
    case .unclosed:
      if isFinal {
        fault = DelimitedFault(problem: .unclosedQuote, offset: offset, column: index + 1)
      }
      return nil
    case .stray:
      let text = UnsafeBufferPointer(start: start, count: min(end - start, 40))
      fault = DelimitedFault(
        problem: .strayQuote(found: DataFileError.shown(text)), offset: offset, column: index + 1)
      return nil
    }
    if cell.hasDoubledQuotes {
      cell.unescaped.withUnsafeBufferPointer {
        store($0, isQuoted: true, index: index, offset: offset)
      }
    } else {
      store(cell.text, isQuoted: cell.isQuoted, index: index, offset: offset)
    }
    return fault == nil ? cell.next : nil
  }

  private func store(
    _ text: UnsafeBufferPointer<UInt8>, isQuoted: Bool, index: Int, offset: Int
  ) {
    let column = columns + index
    let row = rowCount
    if column.pointee.reading == .text {
      guard let start = text.baseAddress else { return column.pointee.storeMissing(at: row) }
      let code =
        isQuoted
        ? column.pointee.texts.quotedCode(start, count: text.count)
        : column.pointee.texts.code(start, count: text.count)
      return column.pointee.store(code, at: row)
    }
    let trimmed = CellText.trimmed(text)
    if plan.marks.contains(where: { $0.count == trimmed.count && trimmed.elementsEqual($0) }) {
      return column.pointee.storeMissing(at: row)
    }
    switch column.pointee.reading {
    case .skipped, .text: return
    case .integer:
      if let value = NumberText.int32(trimmed) {
        return column.pointee.store(value, at: row)
      }
      if let value = NumberText.double(trimmed, point: plan.dialect.point) {
        column.pointee.promoteToDoubles(rows: row, capacity: capacity)
        return column.pointee.store(value, at: row)
      }
    case .double:
      if let value = NumberText.double(trimmed, point: plan.dialect.point) {
        return column.pointee.store(value, at: row)
      }
    case .date:
      if let value = CellText.date(trimmed) { return column.pointee.store(value, at: row) }
    case .flag:
      if let value = CellText.flag(trimmed) { return column.pointee.store(value, at: row) }
    }
    let type = column.pointee.reading.type
    let printed =
      type == .number
      ? NumberText.printed(String(decoding: trimmed, as: UTF8.self), point: plan.dialect.point)
      : nil
    if plan.arePrinted[index], let value = printed {
      if column.pointee.reading == .integer {
        column.pointee.promoteToDoubles(rows: row, capacity: capacity)
      }
      return column.pointee.store(value, at: row)
    }
    if plan.badCells == .missing {
      column.pointee.noteBad(at: offset)
      return column.pointee.storeMissing(at: row)
    }
    fault = DelimitedFault(
      problem: .badCell(
        column: plan.names[index], found: DataFileError.shown(text), expected: type,
        reason: CellText.reason(trimmed, isNot: type, decimalComma: plan.dialect.decimalComma)
          + (printed == nil
            ? "" : "; `number: {\(FileColumn.written(plan.names[index]))}` reads it all the same")),
      offset: offset, column: index + 1)
  }

  /// Where a cell does not fit its column in a row of another width, the width is the fault.
  @inline(never)
  func stopped(
    _ rowStart: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isFinal: Bool,
    base: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    guard case .badCell? = fault?.problem else { return rowStart }
    let bytes = UnsafeBufferPointer(start: rowStart, count: end - rowStart)
    if case .row(let row) = DelimitedRow.read(bytes, at: 0, isFinal: isFinal, plan.dialect),
      row.cells.count != width
    {
      return ragged(rowStart, end, isFinal: isFinal, base: base)
    }
    return rowStart
  }

  /// The fault of a row with too few or too many cells; none yet where its end is not at hand.
  @inline(never)
  func ragged(
    _ rowStart: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, isFinal: Bool,
    base: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    let bytes = UnsafeBufferPointer(start: rowStart, count: end - rowStart)
    let offset = blockOffset + (rowStart - base)
    switch DelimitedRow.read(bytes, at: 0, isFinal: isFinal, plan.dialect) {
    case .row(let row):
      fault = DelimitedFault(
        problem: .raggedRow(fields: row.cells.count, heads: width), offset: offset)
    case .unclosedQuote(let at):
      fault = DelimitedFault(problem: .unclosedQuote, offset: offset + at)
    case .strayQuote(let at, let text):
      fault = DelimitedFault(
        problem: .strayQuote(found: DataFileError.shown(text)), offset: offset + at)
    // The row goes on behind the block: it is read again with more of it.
    case .incomplete, .end: break
    }
    return rowStart
  }
}
