import ColumnStore

/// A short name of a content for stamps: equal contents have equal ones, everywhere and always.
///
/// It guards against oversight, not against malice: a number changed by hand is found by
/// comparing cells, not by this.
struct Fingerprint {
  private var bytes: [UInt8] = []

  init() {}

  /// The length goes in front, so that two parts are never taken for two others.
  mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ table: Table, names: any EntityNaming) {
    add(UInt64(table.rowCount))
    for (field, column) in zip(table.schema.fields, table.columns) {
      add(field.name)
      add(field.unit ?? "")
      add(column, names: names)
    }
  }

  /// The typed cells: a number by its bits, a name by its text, an empty cell by its reason.
  mutating func add(_ column: Column, names: any EntityNaming) {
    for row in 0..<column.count {
      switch column[row] {
      case .missing(let reason):
        add(0)
        add(UInt64(reason.rawValue))
      case .number(let value):
        add(1)
        // Zero has two bit patterns and one value.
        add(value == 0 ? 0 : value.bitPattern)
      case .boolean(let value): add(value ? 3 : 2)
      case .date(let date): add(date.text)
      case .text(let text): add(text)
      case .entity(let number): add(names.name(of: number, type: column.type))
      }
    }
  }

  /// Eight hexadecimal digits.
  var text: String {
    let sum = bytes.withUnsafeBytes { Checksum.of($0) } >> 32
    let digits = String(sum, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}
