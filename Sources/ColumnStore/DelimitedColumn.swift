/// The cells of one column in one part of a file, while they are read.
struct DelimitedColumn: ~Copyable {
  enum Reading: UInt8 {
    case skipped, integer, double, text, date, flag

    init(_ type: ValueType, isWhole: Bool) {
      switch type {
      case .number: self = isWhole ? .integer : .double
      case .boolean: self = .flag
      case .date: self = .date
      case .text, .textSet, .country, .treaty, .measure, .group: self = .text
      }
    }

    var type: ValueType {
      switch self {
      case .integer, .double: .number
      case .date: .date
      case .flag: .boolean
      case .text, .skipped: .text
      }
    }

    var width: Int {
      switch self {
      case .skipped: 0
      case .flag: 1
      case .integer, .text, .date: 4
      case .double: 8
      }
    }
  }

  private(set) var reading: Reading
  private(set) var cells: UnsafeMutableRawPointer
  var texts: TextCodes
  private(set) var badCount = 0
  /// Of the first three bad cells.
  private(set) var badOffsets: [Int] = []

  init(_ reading: Reading, marks: [String]) {
    self.reading = reading
    texts = TextCodes(marks: reading == .text ? marks : [])
    cells = RawMemory.resize(nil, to: 1)
  }

  deinit { RawMemory.release(cells) }

  mutating func resize(to capacity: Int) {
    if reading != .skipped { cells = RawMemory.resize(cells, to: capacity * reading.width) }
  }

  @inline(__always)
  func store<Value: BitwiseCopyable>(_ value: Value, at row: Int) {
    cells.storeBytes(of: value, toByteOffset: row &* MemoryLayout<Value>.stride, as: Value.self)
  }

  func storeMissing(at row: Int) {
    switch reading {
    case .skipped: break
    case .flag: store(Missing.noData.flag, at: row)
    case .integer, .text, .date: store(Missing.noData.int, at: row)
    case .double: store(Missing.noData.double, at: row)
    }
  }

  mutating func noteBad(at offset: Int) {
    badCount += 1
    if badOffsets.count < 3 { badOffsets.append(offset) }
  }

  /// A number came that is not whole or too large: the cells before it become doubles.
  mutating func promoteToDoubles(rows: Int, capacity: Int) {
    guard reading == .integer else { return }
    let doubles = RawMemory.resize(nil, to: capacity * 8)
    for row in 0..<rows {
      let value = cells.load(fromByteOffset: row * 4, as: Int32.self)
      let double = Missing(ofInt: value).map { $0.double } ?? Double(value)
      doubles.storeBytes(of: double, toByteOffset: row * 8, as: Double.self)
    }
    RawMemory.release(cells)
    cells = doubles
    reading = .double
  }

  /// Hands the cells over; the column has none any more.
  mutating func takeCells() -> UnsafeMutableRawPointer {
    defer { cells = RawMemory.resize(nil, to: 1) }
    return cells
  }
}
