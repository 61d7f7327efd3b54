import ColumnStore

extension FuzzTargets {
  /// A delimited file: an error, or a table that is the same for one thread and for two. The first
  /// byte chooses how bad cells are taken, the second whether columns are read as text.
  static func csv(_ bytes: [UInt8]) {
    guard bytes.count > 2 else { return }
    let path = file(Array(bytes.dropFirst(2)), bytes[1] & 2 == 0 ? ".csv" : ".tsv")
    var texts: [String] = []
    for threads in [1, 2] {
      var options = DelimitedOptions()
      options.means.threads = threads
      options.badCells = bytes[0] & 1 == 0 ? .error : .missing
      options.hasHeader = bytes[0] & 2 == 0
      options.decimalComma = bytes[0] & 4 == 0 ? nil : true
      do throws(DataFileError) {
        let (table, notes) = try DelimitedFile.open(path: path, options: options).read()
        texts.append(dump(table) + notes.map(\.message).joined())
      } catch {
        texts.append(error.code + error.message + (error.help ?? ""))
      }
    }
    hold(texts[0] == texts[1], "one thread:\n\(texts[0])\ntwo threads:\n\(texts[1])")
  }

  /// A file of JSON: an error, or a table that comes back from what is written of it.
  static func json(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    var options = JSONOptions()
    options.badCells = first & 1 == 0 ? .error : .missing
    do throws(DataFileError) {
      let (table, _) = try JSONFile.read(
        path: file(Array(bytes.dropFirst()), ".json"), options: options)
      _ = dump(table)
    } catch {
      _ = error.code + error.message + (error.help ?? "")
    }
  }

  /// Every cell as text: reading each is the point.
  private static func dump(_ table: Table) -> String {
    var text = "\(table.rowCount) \(table.schema.fields.map(\.name))"
    for column in table.columns {
      hold(column.count == table.rowCount, "a column of \(column.count) of \(table.rowCount) rows")
      for row in 0..<column.count { text += "\(column[row])," }
    }
    return text
  }

  /// A store file. The bytes are first taken as they are; then its sums are set right, so that what
  /// lies behind them is reached too: a store whose sums fit and whose content is nonsense.
  static func store(_ bytes: [UInt8]) {
    open(bytes)
    var mended = bytes
    guard mended.count >= 64 else { return }
    put(UInt64(mended.count), at: 16, in: &mended)
    let (count, names) = (get(24, mended), get(32, mended))
    let room = UInt64(mended.count - 64)
    guard count <= room / 40, names <= room, count * 40 + names <= room else { return }
    for index in 0..<Int(count) {
      let entry = 64 + index * 40
      let (offset, length) = (get(entry + 16, mended), get(entry + 24, mended))
      guard offset <= UInt64(mended.count), length <= UInt64(mended.count) - offset else {
        continue
      }
      put(sum(mended, Int(offset), Int(length)), at: entry + 32, in: &mended)
    }
    put(sum(mended, 64, Int(count * 40 + names)), at: 40, in: &mended)
    put(sum(mended, 0, 56), at: 56, in: &mended)
    open(mended)
  }

  private static func open(_ bytes: [UInt8]) {
    guard let store = try? StoreFile.open(file(bytes, ".store")) else { return }
    for name in store.sectionNames {
      _ = try? store.section(name, of: UInt8.self)
      _ = try? store.section(name, of: Int32.self)
      _ = try? store.section(name, of: Double.self)
      _ = try? store.section(name, of: UInt64.self)
      for type in [ValueType.boolean, .number, .date, .country, .text] {
        guard let column = try? store.column(name, type: type) else { continue }
        for row in 0..<min(column.count, 100) { _ = column[row] }
      }
    }
  }

  private static func sum(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
    bytes.withUnsafeBytes {
      Checksum.of(UnsafeRawBufferPointer(rebasing: $0[start..<start + count]))
    }
  }

  private static func get(_ place: Int, _ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
  }

  private static func put(_ value: UInt64, at place: Int, in bytes: inout [UInt8]) {
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: place, as: UInt64.self) }
  }
}
