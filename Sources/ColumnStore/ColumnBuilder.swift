/// A column that grows cell by cell.
///
/// Numbers are held as `Int32` as long as all are whole and fit, and become doubles with the
/// first that does not. Cells of another type than the column's are a mistake of the program.
package final class ColumnBuilder {
  package let type: ValueType
  private var ints = GrowingMemory<Int32>(capacity: 16)
  private var doubles = GrowingMemory<Double>(capacity: 1)
  private var flags = GrowingMemory<UInt8>(capacity: 1)
  private var texts = TextCodes()
  private var holdsDoubles = false

  package init(type: ValueType) { self.type = type }

  package var count: Int {
    type == .boolean ? flags.count : holdsDoubles ? doubles.count : ints.count
  }

  package func append(_ number: Double) {
    assert(type == .number)
    if number.isNaN { return append(missing: Missing(ofNaN: number)) }
    if !holdsDoubles {
      if let whole = Int32(exactly: number), whole >= Missing.firstInt,
        whole != 0 || number.sign == .plus
      {
        return ints.append(whole)
      }
      promoteToDoubles()
    }
    doubles.append(number)
  }

  package func append(_ flag: Bool) {
    assert(type == .boolean)
    flags.append(flag ? 1 : 0)
  }

  package func append(_ date: PartialDate) {
    assert(type == .date)
    ints.append(date.packed)
  }

  /// The number of a country, treaty, measure or group.
  package func append(entity: Int32) {
    assert(type.isEntity)
    ints.append(entity)
  }

  package func append(_ text: String) {
    var text = text
    text.withUTF8 { append(utf8: $0) }
  }

  /// A text as its bytes, which must be UTF-8.
  package func append(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    assert(type == .text || type == .textSet)
    ints.append(texts.code(bytes))
  }

  package func append(missing: Missing, count: Int = 1) {
    switch type {
    case .boolean: flags.append(repeating: missing.flag, count: count)
    case .number where holdsDoubles: doubles.append(repeating: missing.double, count: count)
    case .number, .text, .textSet, .date, .country, .treaty, .measure, .group:
      ints.append(repeating: missing.int, count: count)
    }
  }

  /// A cell of another type than the column's becomes missing (no data).
  package func append(_ scalar: Scalar) {
    switch scalar {
    case .missing(let reason): append(missing: reason)
    case .boolean(let value) where type == .boolean: append(value)
    case .number(let value) where type == .number: append(value)
    case .text(let value) where type == .text || type == .textSet: append(value)
    case .date(let value) where type == .date: append(value)
    case .entity(let value) where type.isEntity: append(entity: value)
    default: append(missing: .noData)
    }
  }

  /// Bytes of the distinct texts so far; a dictionary holds at most 4 GB.
  package var textBytes: Int { texts.byteCount }

  /// The column; the builder is empty afterwards and must not be used again.
  package func finish() -> Column {
    switch type {
    case .boolean: return Column(type: type, storage: .flags(flags.take()))
    case .number where holdsDoubles: return Column(type: type, storage: .doubles(doubles.take()))
    case .text, .textSet:
      guard let dictionary = texts.dictionary() else {
        preconditionFailure("more than 4 GB of distinct texts in a column")
      }
      return Column(type: type, storage: .ints(ints.take()), dictionary: dictionary)
    case .number, .date, .country, .treaty, .measure, .group:
      return Column(type: type, storage: .ints(ints.take()))
    }
  }

  private func promoteToDoubles() {
    doubles.reserve(ints.count + 16)
    for value in ints.buffer {
      doubles.append(Missing(ofInt: value).map { $0.double } ?? Double(value))
    }
    holdsDoubles = true
  }
}
