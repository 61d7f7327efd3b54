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

  /// What the commas in numbers are.
  enum Comma: Equatable {
    case none
    case decimal
    /// All could as well part thousands: `695,674`. Read as the decimal sign, which is said.
    case ambiguous(found: String)
  }

  /// Whether numbers are written `3,14`: some are, none `3.14`, and none `1,234,567`. Not looked
  /// for where the comma separates cells, as `1,234` in quotes may as well be thousands.
  static func comma(_ rows: [DelimitedRow], separator: UInt8) -> Comma {
    guard separator != UInt8(ascii: ",") else { return .none }
    var (isDecimal, hasGroups) = (false, false)
    var ambiguous: String?
    for row in rows {
      for cell in row.cells where cell.count < 40 {
        if cell.contains(UInt8(ascii: ".")),
          cell.withUnsafeBufferPointer({ NumberText.double(CellText.trimmed($0)) }) != nil
        {
          return .none
        }
        guard cell.contains(UInt8(ascii: ",")) else { continue }
        let text = cell.withUnsafeBufferPointer {
          String(decoding: CellText.trimmed($0), as: UTF8.self)
        }
        let isNumber = NumberText.double(text, point: UInt8(ascii: ",")) != nil
        let isGrouped = NumberText.printed(text) != nil
        if isNumber, isGrouped { ambiguous = ambiguous ?? text }
        if isNumber, !isGrouped { isDecimal = true }
        if isGrouped, !isNumber { hasGroups = true }
      }
    }
    if isDecimal { return .decimal }
    if hasGroups { return .none }
    return ambiguous.map { .ambiguous(found: $0) } ?? .none
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
