/// Rows from the head of a file and from all over it.
struct DelimitedSample {
  private static let headRows = 2_000
  private static let spreadPlaces = 20
  private static let spreadRows = 50
  /// Wide files are sampled by fewer rows, so that opening stays quick.
  private static let cellLimit = 400_000
  private static let pieceSize = 1 << 16
  /// No more than this is looked at, also where no row of the head's width is found in it.
  private static let headSize = 1 << 22

  var rows: [DelimitedRow] = []
  var bytesPerRow: Double

  /// Takes rows of `width` cells; others are left to the reading of the whole file to report.
  init(
    _ input: InputBytes, from start: Int, width: Int, _ dialect: DelimitedDialect
  ) throws(DataFileError) {
    bytesPerRow = Double(max(64, 2 * width))
    let limit = max(20, min(DelimitedSample.headRows, DelimitedSample.cellLimit / max(width, 1)))
    var size = 1 << 18
    var hasLongRows = false
    while true {
      let bytes = try input.bytes(from: start, count: size)
      let isAll = start + bytes.count >= input.count
      take(bytes, count: limit, width: width, isFinal: isAll, dialect)
      hasLongRows = rows.contains { row in row.cells.contains { $0.contains(dialect.lineEnd) } }
      if isAll || rows.count >= limit || size >= DelimitedSample.headSize { break }
      rows.removeAll()
      size *= 4
    }
    if let last = rows.last { bytesPerRow = max(Double(last.next) / Double(rows.count), 1) }
    let sampled = start + (rows.last?.next ?? 0)
    guard !hasLongRows, input.count - sampled > 4 * DelimitedSample.pieceSize else { return }
    for place in 1...DelimitedSample.spreadPlaces {
      let cut = sampled + (input.count - sampled) * place / (DelimitedSample.spreadPlaces + 1)
      guard let at = try DelimitedSample.rowStart(input, near: cut, width: width, dialect)
      else { continue }
      let bytes = try input.bytes(from: at, count: DelimitedSample.pieceSize)
      take(
        bytes, count: rows.count + min(DelimitedSample.spreadRows, limit / 20 + 1), width: width,
        isFinal: false, dialect)
    }
  }

  private mutating func take(
    _ bytes: [UInt8], count: Int, width: Int, isFinal: Bool, _ dialect: DelimitedDialect
  ) {
    bytes.withUnsafeBufferPointer { buffer in
      var offset = 0
      while rows.count < count,
        case .row(let row) = DelimitedRow.read(buffer, at: offset, isFinal: isFinal, dialect)
      {
        if row.cells.count == width { rows.append(row) }
        offset = row.next
      }
    }
  }

  /// A place behind `cut` where in all likelihood a row begins: rows of the right width follow.
  /// Nil where none is found nearby. Line ends in quotes can deceive; who uses it checks again.
  static func rowStart(
    _ input: InputBytes, near cut: Int, width: Int, _ dialect: DelimitedDialect
  ) throws(DataFileError) -> Int? {
    let bytes = try input.bytes(from: cut, count: pieceSize)
    return bytes.withUnsafeBufferPointer { buffer -> Int? in
      var candidate = 0
      for _ in 0..<32 {
        guard let end = buffer[candidate...].firstIndex(of: dialect.lineEnd) else { return nil }
        candidate = end + 1
        if isRowStart(buffer, candidate, width: width, dialect) { return cut + candidate }
      }
      return nil
    }
  }

  private static func isRowStart(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, width: Int, _ dialect: DelimitedDialect
  ) -> Bool {
    var offset = start
    for seen in 0..<5 {
      switch DelimitedRow.read(bytes, at: offset, isFinal: false, dialect) {
      case .row(let row):
        if row.cells.count != width { return false }
        offset = row.next
      case .incomplete, .end: return seen > 0
      case .unclosedQuote, .strayQuote: return false
      }
    }
    return true
  }
}
