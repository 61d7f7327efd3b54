/// Writes tables as a JSON list of objects, or as one object a line.
package struct JSONWriter {
  package enum Form: Hashable, Sendable { case list, lines }

  package var form: Form

  package init(_ form: Form = .list) { self.form = form }

  /// Gives the text to the sink in pieces of some 64 KB. Missing values, and numbers that JSON
  /// has no text for, are `null`.
  package func write<Failure: Error>(
    _ table: Table, naming: any EntityNaming = NumberNaming(),
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var output = OutputBuffer()
    let keys = table.schema.fields.enumerated().map { index, field in
      var bytes: [UInt8] = Array((index == 0 ? "{" : form == .list ? ", " : ",").utf8)
      var name = field.name
      name.withUTF8 { JSONWriter.escape($0, &bytes) }
      return bytes + Array((form == .list ? ": " : ":").utf8)
    }
    let columns = table.columns.map { WritableColumn($0, naming, escape: JSONWriter.escape) }
    if form == .list { output.append("[" as StaticString) }
    for row in 0..<table.rowCount {
      if form == .list {
        output.append((row == 0 ? "\n  " : ",\n  ") as StaticString)
      } else if row > 0 {
        output.append(10)
      }
      if columns.isEmpty { output.append("{" as StaticString) }
      for (key, column) in zip(keys, columns) {
        key.withUnsafeBufferPointer { output.append($0) }
        column.append(row, to: &output, missing: "null", dateQuote: "\"")
      }
      output.append("}" as StaticString)
      if output.isFull {
        try sink(output.bytes)
        output.removeAll()
      }
    }
    if form == .list { output.append((table.rowCount > 0 ? "\n]" : "]") as StaticString) }
    if form == .list || table.rowCount > 0 { output.append(10) }
    if !output.bytes.isEmpty { try sink(output.bytes) }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// A text in quotes.
  private static func escape(_ text: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
    output.append(34)
    for byte in text {
      switch byte {
      case 34: output += [92, 34]
      case 92: output += [92, 92]
      case 10: output += [92, UInt8(ascii: "n")]
      case 13: output += [92, UInt8(ascii: "r")]
      case 9: output += [92, UInt8(ascii: "t")]
      case 0..<32:
        output += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: output.append(byte)
      }
    }
    output.append(34)
  }
}
