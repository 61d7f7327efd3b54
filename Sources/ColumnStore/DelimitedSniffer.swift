/// Finds out from a file's first bytes how it is written.
enum DelimitedSniffer {
  private static let candidates = [",", ";", "\t", "|"].flatMap { Array($0.utf8) }
  private static let sampledRows = 60

  /// Line feed unless all line ends outside quotes are carriage returns.
  static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var isQuoted = false
    var hasReturn = false
    for byte in bytes {
      if byte == DelimitedDialect.quote {
        isQuoted.toggle()
      } else if !isQuoted, byte == 10 {
        return 10
      } else if !isQuoted, byte == 13 {
        hasReturn = true
      }
    }
    return hasReturn ? 13 : 10
  }

  /// The separator that cuts the first rows into the same number of cells, the more the better;
  /// failing that, the one the head has most of.
  static func separator(_ bytes: UnsafeBufferPointer<UInt8>, lineEnd: UInt8) -> UInt8 {
    var best: (separator: UInt8, fields: Int, isEven: Bool)?
    var single: UInt8?
    for separator in candidates {
      let rows = rows(
        bytes, DelimitedDialect(separator: separator, lineEnd: lineEnd, decimalComma: false))
      guard let head = rows.first else { continue }
      let isEven = rows.allSatisfy { $0.cells.count == head.cells.count }
      if head.cells.count == 1 {
        if isEven, single == nil { single = separator }
        continue
      }
      if let known = best,
        known.isEven
          ? !isEven || known.fields >= head.cells.count
          : !isEven && known.fields >= head.cells.count
      {
        continue
      }
      best = (separator, head.cells.count, isEven)
    }
    return best?.separator ?? single ?? UInt8(ascii: ",")
  }

  /// Whether numbers are written `3,14`: some are, and none `3.14`. Not looked for where the
  /// comma separates cells, as `1,234` in quotes may as well be thousands.
  static func decimalComma(_ rows: [DelimitedRow], separator: UInt8) -> Bool {
    guard separator != UInt8(ascii: ",") else { return false }
    var hasComma = false
    for row in rows {
      for cell in row.cells where cell.count < 40 {
        cell.withUnsafeBufferPointer { bytes in
          let text = CellText.trimmed(bytes)
          if text.contains(UInt8(ascii: ",")),
            NumberText.double(text, point: UInt8(ascii: ",")) != nil
          {
            hasComma = true
          }
        }
        if cell.contains(UInt8(ascii: ".")),
          cell.withUnsafeBufferPointer({ NumberText.double(CellText.trimmed($0)) }) != nil
        {
          return false
        }
      }
    }
    return hasComma
  }

  private static func rows(
    _ bytes: UnsafeBufferPointer<UInt8>, _ dialect: DelimitedDialect
  ) -> [DelimitedRow] {
    var rows: [DelimitedRow] = []
    var offset = 0
    while rows.count < sampledRows,
      case .row(let row) = DelimitedRow.read(bytes, at: offset, isFinal: false, dialect)
    {
      rows.append(row)
      offset = row.next
    }
    if rows.isEmpty, case .row(let row) = DelimitedRow.read(bytes, at: 0, isFinal: true, dialect) {
      rows.append(row)
    }
    return rows
  }
}
