import ColumnStore

// Columns for the store from arrays and from other columns.

extension Column {
  static func texts(_ texts: [String?], type: ValueType = .text) -> Column {
    var builder = TextDictionary.Builder()
    let codes = texts.map { text in text.map { builder.code(for: $0) } ?? Missing.noData.int }
    return Column(type: type, storage: .ints(Vector(codes)), dictionary: builder.finish())
  }

  static func ints(_ type: ValueType, _ ints: [Int32]) -> Column {
    Column(type: type, storage: .ints(Vector(ints)))
  }

  static func numbers(_ numbers: some Sequence<Int>) -> Column {
    ints(.number, numbers.map { Int32(clamping: $0) })
  }

  /// The rows given, in that order.
  func rows(_ rows: [Int]) -> Column {
    let storage: Storage
    switch self.storage {
    case .doubles(let vector):
      storage = .doubles(Vector(rows.map { vector[$0] }))
    case .ints(let vector): storage = .ints(Vector(rows.map { vector[$0] }))
    case .flags(let vector): storage = .flags(Vector(rows.map { vector[$0] }))
    }
    return Column(type: type, storage: storage, dictionary: dictionary)
  }

  func prefix(_ count: Int) -> Column { rows(Array(0..<min(count, self.count))) }

  /// The cells of this column at the places that another column's codes name; missing stays so.
  func gathered(by places: Vector<Int32>) -> Column {
    guard case .ints(let cells) = storage else { return self }
    let (from, table) = (places.buffer, cells.buffer)
    let gathered = Vector<Int32>(count: places.count) { target in
      for index in 0..<from.count {
        let place = from[index]
        let isThere = place >= 0 && Int(place) < table.count
        let lost = place < Missing.firstInt ? place : Missing.noData.int
        target[index] = isThere ? table[Int(place)] : lost
      }
    }
    return Column(type: type, storage: .ints(gathered), dictionary: dictionary)
  }

  // MARK: Single cells of columns held as Int32

  func int(_ row: Int) -> Int32 {
    switch storage {
    case .ints(let vector): vector[row]
    case .doubles(let vector):
      vector[row].isNaN
        ? Missing(ofNaN: vector[row]).int : Int32(exactly: vector[row]) ?? Missing.noData.int
    case .flags(let vector): Int32(vector[row])
    }
  }

  func number(_ row: Int) -> Double? {
    guard case .number(let value) = self[row] else { return nil }
    return value
  }

  /// Empty where missing.
  func text(_ row: Int) -> String {
    guard case .text(let value) = self[row] else { return "" }
    return value
  }

  func date(_ row: Int) -> PartialDate? { PartialDate(cell: int(row)) }
}
