/// Where a cell lies between its separators.
struct DelimitedCell {
  enum Ending { case separator, line, bytes, unclosed, stray }

  /// The text, without quotes.
  var text: UnsafeBufferPointer<UInt8>
  var isQuoted = false
  /// Doubled quotes stand for one.
  var hasDoubledQuotes = false
  var ending: Ending
  /// The separator or line end behind the cell; the end of the bytes where there is none.
  var next: UnsafePointer<UInt8>

  /// Cuts the cell that begins at `start`. Reads nothing at or behind `end`.
  static func cut(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ dialect: DelimitedDialect
  ) -> DelimitedCell {
    if start < end, start.pointee == DelimitedDialect.quote {
      return cutQuoted(start, end, dialect)
    }
    var position = start
    while position < end {
      let byte = position.pointee
      if byte == dialect.separator || byte == dialect.lineEnd { break }
      position += 1
    }
    let ending = ending(position, end, dialect)
    var last = position
    if ending != .separator, last > start, last[-1] == DelimitedDialect.return_ { last -= 1 }
    return DelimitedCell(
      text: UnsafeBufferPointer(start: start, count: last - start), ending: ending, next: position)
  }

  /// The text with doubled quotes made one.
  var unescaped: [UInt8] {
    guard hasDoubledQuotes else { return Array(text) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      bytes.append(text[index])
      index += text[index] == DelimitedDialect.quote ? 2 : 1
    }
    return bytes
  }

  private static func cutQuoted(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ dialect: DelimitedDialect
  ) -> DelimitedCell {
    var position = start + 1
    var hasDoubled = false
    while let quote = RawMemory.find(DelimitedDialect.quote, from: position, to: end) {
      position = quote + 1
      if position < end, position.pointee == DelimitedDialect.quote {
        hasDoubled = true
        position += 1
        continue
      }
      let text = UnsafeBufferPointer(start: start + 1, count: quote - start - 1)
      if position < end, position.pointee == DelimitedDialect.return_,
        position + 1 == end || position[1] == dialect.lineEnd
      {
        position += 1
      }
      return DelimitedCell(
        text: text, isQuoted: true, hasDoubledQuotes: hasDoubled,
        ending: ending(position, end, dialect), next: position)
    }
    return DelimitedCell(
      text: UnsafeBufferPointer(start: start + 1, count: end - start - 1), isQuoted: true,
      ending: .unclosed, next: end)
  }

  private static func ending(
    _ position: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ dialect: DelimitedDialect
  ) -> Ending {
    guard position < end else { return .bytes }
    let byte = position.pointee
    return byte == dialect.separator ? .separator : byte == dialect.lineEnd ? .line : .stray
  }
}

/// A row as its texts, for heads and samples. The reader of whole files does not build it.
struct DelimitedRow {
  enum Outcome {
    case row(DelimitedRow)
    /// No row begins here any more.
    case end
    /// The bytes end within the row.
    case incomplete
    case unclosedQuote(offset: Int)
    case strayQuote(offset: Int, text: [UInt8])
  }

  var cells: [[UInt8]] = []
  var isQuoted: [Bool] = []
  /// Of its first byte, and of the byte behind its line end.
  var start = 0
  var next = 0

  /// The row at `offset` or behind empty lines there. `isFinal`: the bytes are the file's last.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, isFinal: Bool, _ dialect: DelimitedDialect
  ) -> Outcome {
    guard let base = bytes.baseAddress else { return .end }
    let end = base + bytes.count
    var position = base + offset
    while position < end, isBlank(position, end, dialect) {
      position += position.pointee == dialect.lineEnd ? 1 : 2
    }
    guard position < end else { return .end }
    var row = DelimitedRow()
    row.start = position - base
    while true {
      let cell = DelimitedCell.cut(position, end, dialect)
      switch cell.ending {
      case .unclosed:
        return isFinal ? .unclosedQuote(offset: position - base) : .incomplete
      case .stray:
        return .strayQuote(
          offset: position - base,
          text: Array(UnsafeBufferPointer(start: position, count: min(end - position, 40))))
      case .bytes where !isFinal: return .incomplete
      case .separator, .line, .bytes: break
      }
      row.cells.append(cell.unescaped)
      row.isQuoted.append(cell.isQuoted)
      guard cell.ending == .separator else {
        row.next = min(cell.next + 1, end) - base
        return .row(row)
      }
      position = cell.next + 1
    }
  }

  static func isBlank(
    _ position: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ dialect: DelimitedDialect
  ) -> Bool {
    if position.pointee == dialect.lineEnd { return true }
    return position.pointee == DelimitedDialect.return_ && position + 1 < end
      && position[1] == dialect.lineEnd
  }
}
