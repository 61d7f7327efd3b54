/// Writes tables as RFC 4180 text with line feeds.
///
/// Missing values are empty; what would be taken for missing on reading stands in quotes.
package struct DelimitedWriter {
  package var separator: UInt8
  package var hasHeader = true

  /// `,` for csv, tab for tsv.
  package init(separator: UInt8 = UInt8(ascii: ",")) { self.separator = separator }

  /// Gives the text to the sink in pieces of some 64 KB.
  package func write<Failure: Error>(
    _ table: Table, naming: any EntityNaming = NumberNaming(),
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var output = OutputBuffer()
    if hasHeader { appendHead(table.schema, to: &output) }
    let columns = table.columns.map { WritableColumn($0, naming, escape: escape) }
    // An empty line would be taken for no row at all.
    let missing: StaticString = columns.count == 1 ? "\"\"" : ""
    for row in 0..<(columns.isEmpty ? 0 : table.rowCount) {
      for (index, column) in columns.enumerated() {
        if index > 0 { output.append(separator) }
        column.append(row, to: &output, missing: missing, dateQuote: "")
      }
      output.append(10)
      if output.isFull {
        try sink(output.bytes)
        output.removeAll()
      }
    }
    if !output.bytes.isEmpty { try sink(output.bytes) }
  }

  private func appendHead(_ schema: Schema, to output: inout OutputBuffer) {
    guard !schema.fields.isEmpty else { return }
    for (index, field) in schema.fields.enumerated() {
      if index > 0 { output.append(separator) }
      var bytes: [UInt8] = []
      var name = field.name
      name.withUTF8 { escape($0, &bytes) }
      bytes.withUnsafeBufferPointer { output.append($0) }
    }
    output.append(10)
  }

  private static let marks = Set(DelimitedOptions.defaultMarks.map { Array($0.utf8) })

  private func escape(_ text: UnsafeBufferPointer<UInt8>, _ output: inout [UInt8]) {
    let quote = DelimitedDialect.quote
    let needsQuotes =
      text.contains { $0 == separator || $0 == quote || $0 == 10 || $0 == 13 }
      || (text.count <= 7 && DelimitedWriter.marks.contains(Array(text)))
    guard needsQuotes else { return output.append(contentsOf: text) }
    output.append(quote)
    for byte in text {
      if byte == quote { output.append(quote) }
      output.append(byte)
    }
    output.append(quote)
  }
}
