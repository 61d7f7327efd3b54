/// A column of a JSON text while it is read.
final class JSONColumn {
  let name: String
  let utf8: [UInt8]
  private(set) var type: ValueType?
  private let isTypeGiven: Bool
  private var builder: ColumnBuilder?
  private(set) var lastRow = -1
  private var cellCount = 0
  private(set) var badCount = 0
  private(set) var badOffsets: [Int] = []
  private var years = 0
  private var values = 0

  init(_ name: String, utf8: [UInt8], _ type: ValueType?) {
    self.name = name
    self.utf8 = utf8
    self.type = type.map { $0.isEntity ? .text : $0 }
    isTypeGiven = type != nil
    builder = self.type.map { ColumnBuilder(type: $0) }
  }

  var textBytes: Int { builder?.textBytes ?? 0 }

  /// Fills the rows in which the key was not there.
  func startRow(_ row: Int) {
    lastRow = row
    addMissing(row - cellCount)
  }

  private func addMissing(_ count: Int) {
    guard count > 0 else { return }
    cellCount += count
    builder?.append(missing: .noData, count: count)
  }

  func addBad(_ offset: Int) {
    badCount += 1
    if badOffsets.count < 3 { badOffsets.append(offset) }
    addMissing(1)
  }

  /// False where the value is not of the column's type; nothing is added then.
  func add(_ value: JSONScanner.Value, _ scanner: JSONScanner, offset: Int) -> Bool {
    if case .null = value {
      addMissing(1)
      return true
    }
    let builder = builder(for: value)
    switch (value, builder.type) {
    case (.number(let range), .number):
      let text = scanner.slice(range)
      guard let number = NumberText.double(text) else { return false }
      values += 1
      if text.count == 4, (1000...9999).contains(number) { years += 1 }
      builder.append(number)
    case (.number(let range), .text), (.number(let range), .textSet):
      guard isTypeGiven else { return false }
      builder.append(utf8: scanner.slice(range))
    case (.number(let range), .date):
      guard let date = CellText.date(scanner.slice(range)) else { return false }
      builder.append(PartialDate(packed: date))
    case (.boolean(let flag), .boolean): builder.append(flag)
    case (.boolean(let flag), .text), (.boolean(let flag), .textSet):
      guard isTypeGiven else { return false }
      builder.append(flag ? "true" : "false")
    case (.string, _): if !addString(scanner.text, builder) { return false }
    default: return false
    }
    cellCount += 1
    return true
  }

  private func addString(_ text: [UInt8], _ builder: ColumnBuilder) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      switch builder.type {
      case .text, .textSet:
        if TextEncoding.isUTF8(bytes) {
          builder.append(utf8: bytes)
        } else {
          builder.append(TextEncoding.windows1252(bytes))
        }
        return true
      case .number where isTypeGiven:
        guard let number = NumberText.double(bytes) else { return false }
        builder.append(number)
        return true
      case .date:
        guard let date = CellText.date(bytes) else { return false }
        builder.append(PartialDate(packed: date))
        return true
      case .boolean where isTypeGiven:
        guard let flag = CellText.flag(bytes) else { return false }
        builder.append(flag == 1)
        return true
      case .boolean, .number, .country, .treaty, .measure, .group: return false
      }
    }
  }

  /// Made by the first value, with all rows before it missing.
  private func builder(for value: JSONScanner.Value) -> ColumnBuilder {
    if let builder { return builder }
    let type: ValueType =
      switch value {
      case .boolean: .boolean
      case .number: .number
      case .string, .null, .nested: .text
      }
    let builder = ColumnBuilder(type: type)
    builder.append(missing: .noData, count: cellCount)
    self.builder = builder
    self.type = type
    return builder
  }

  var isYear: Bool { values > 0 && years == values && TypeGuess.isYearName(name) }

  /// The column; texts that are all dates are a column of dates.
  func finish(rows: Int) -> Column {
    addMissing(rows - cellCount)
    guard let builder else {
      return Column(
        type: .text, storage: .ints(Vector(repeating: Missing.noData.int, count: rows)),
        dictionary: TextDictionary([]))
    }
    let column = builder.finish()
    guard !isTypeGiven, let dictionary = column.dictionary, case .ints(let codes) = column.storage,
      dictionary.count > 0
    else { return column }
    var dates: [Int32] = []
    var hasDash = false
    for code in 0..<Int32(dictionary.count) {
      let text = dictionary.utf8(code)
      guard let date = CellText.date(text) else { return column }
      hasDash = hasDash || text.count > 4
      dates.append(date)
    }
    guard hasDash else { return column }
    return Column(
      type: .date, storage: .ints(Vector(codes.buffer.map { $0 < 0 ? $0 : dates[Int($0)] })))
  }
}
