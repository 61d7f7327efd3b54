/// Names of countries and other entities, which are numbers in a table.
package protocol EntityNaming {
  func name(of number: Int32, type: ValueType) -> String
  /// Digits after the point of a measure's values; nil where that is not laid down.
  func decimals(ofMeasure number: Int32) -> Int?
}

extension EntityNaming {
  package func decimals(ofMeasure number: Int32) -> Int? { nil }
}

/// For tables without entities: their numbers.
package struct NumberNaming: EntityNaming {
  package init() {}
  package func name(of number: Int32, type: ValueType) -> String { String(number) }
}

/// Gathers bytes for a sink.
struct OutputBuffer: ~Copyable {
  /// One write of the system per so many bytes.
  static let pieceSize = 1 << 16

  private var memory = GrowingMemory<UInt8>(capacity: OutputBuffer.pieceSize + 4_096)

  var isFull: Bool { memory.count >= OutputBuffer.pieceSize }
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory.buffer) }

  mutating func removeAll() { memory.count = 0 }
  mutating func append(_ byte: UInt8) { memory.append(byte) }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    if let start = bytes.baseAddress { memory.append(start, count: bytes.count) }
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  mutating func append(_ text: StaticString) {
    memory.append(text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// The shortest text that reads back to the same number: no `.0`, and no exponent where the
  /// number is at least 0.00001 and less than 10^16.
  mutating func append(number: Double) {
    if let whole = Int(exactly: number), whole.magnitude < 1 << 53,
      whole != 0 || number.sign == .plus
    {
      return append(whole: whole)
    }
    append(NumberText.shortest(number))
  }

  mutating func append(whole number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var digits: InlineArray<20, UInt8> = InlineArray(repeating: 0)
    var first = 20
    repeat {
      first -= 1
      digits[first] = UInt8(truncatingIfNeeded: rest % 10) + 48
      rest /= 10
    } while rest > 0
    while first < 20 {
      append(digits[first])
      first += 1
    }
  }
}

extension NumberText {
  /// The text `OutputBuffer` and all other writers use for a number.
  package static func shortest(_ number: Double) -> String {
    let text = number.description
    guard let e = text.utf8.firstIndex(of: UInt8(ascii: "e")) else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let magnitude = number.magnitude
    guard magnitude >= 1e-5, magnitude < 1e16, let exponent = Int(text[text.index(after: e)...])
    else { return text }
    let digits = text[..<e].filter { $0 != "." && $0 != "-" }
    let sign = number < 0 ? "-" : ""
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits }
    return sign + digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
  }
}

/// The cells of a column in the form a writer needs, texts and names already escaped.
enum WritableColumn {
  case doubles(Vector<Double>)
  case numbers(Vector<Int32>)
  case dates(Vector<Int32>)
  case flags(Vector<UInt8>)
  /// `offsets[code]..<offsets[code + 1]` are the bytes of a code.
  case texts(Vector<Int32>, offsets: [Int], bytes: [UInt8])

  /// `escape` adds a text in the writer's form; it is called once for each text that occurs.
  init(
    _ column: Column, _ naming: any EntityNaming,
    escape: (UnsafeBufferPointer<UInt8>, inout [UInt8]) -> Void
  ) {
    switch (column.storage, column.type) {
    case (.doubles(let cells), _): self = .doubles(cells)
    case (.flags(let cells), _): self = .flags(cells)
    case (.ints(let cells), .number), (.ints(let cells), .boolean): self = .numbers(cells)
    case (.ints(let cells), .date): self = .dates(cells)
    case (.ints(let cells), let type):
      var isUsed = [Bool](repeating: false, count: Int(max(cells.buffer.max() ?? -1, -1)) + 1)
      for code in cells.buffer where code >= 0 { isUsed[Int(code)] = true }
      var offsets = [0]
      var bytes: [UInt8] = []
      for code in isUsed.indices {
        if isUsed[code] {
          if let dictionary = column.dictionary {
            escape(dictionary.utf8(Int32(code)), &bytes)
          } else {
            var name = naming.name(of: Int32(code), type: type)
            name.withUTF8 { escape($0, &bytes) }
          }
        }
        offsets.append(bytes.count)
      }
      self = .texts(cells, offsets: offsets, bytes: bytes)
    }
  }

  /// Adds a cell; `missing` stands for a missing one, `dateQuote` around a date.
  func append(
    _ row: Int, to output: inout OutputBuffer, missing: StaticString, dateQuote: StaticString
  ) {
    switch self {
    case .doubles(let cells):
      let value = cells[row]
      if value.isNaN || (value.isInfinite && missing.utf8CodeUnitCount > 0) {
        output.append(missing)
      } else {
        output.append(number: value)
      }
    case .numbers(let cells):
      let value = cells[row]
      if value < Missing.firstInt { return output.append(missing) }
      output.append(whole: Int(value))
    case .dates(let cells):
      let value = cells[row]
      if value < Missing.firstInt { return output.append(missing) }
      output.append(dateQuote)
      output.append(PartialDate(packed: value).text)
      output.append(dateQuote)
    case .flags(let cells):
      switch cells[row] {
      case 0: output.append("false" as StaticString)
      case 1: output.append("true" as StaticString)
      default: output.append(missing)
      }
    case .texts(let cells, let offsets, let bytes):
      let code = cells[row]
      if code < 0 { return output.append(missing) }
      let range = offsets[Int(code)]..<offsets[Int(code) + 1]
      bytes.withUnsafeBufferPointer { output.append(UnsafeBufferPointer(rebasing: $0[range])) }
    }
  }
}
