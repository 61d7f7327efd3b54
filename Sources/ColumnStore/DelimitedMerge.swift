/// Puts the parts that threads read together into one table.
struct DelimitedMerge {
  private let parts: [DelimitedPart]
  private let indices: [Int]
  private let file: DelimitedFile
  private let rowCount: Int

  init(_ parts: [DelimitedPart], _ indices: [Int], file: DelimitedFile) {
    self.parts = parts
    self.indices = indices
    self.file = file
    rowCount = parts.reduce(0) { $0 + $1.rowCount }
  }

  func run(_ notes: inout [DataFileNote]) throws(DataFileError) -> Table {
    // Two columns at a time: most of the work is touching fresh memory.
    let columns = Slots<Column>(count: indices.count)
    let threads = rowCount > 100_000 ? min(max(file.options.means.threads, 1), 64) : 1
    concurrently(threads) { thread in
      for place in stride(from: thread, to: indices.count, by: threads) {
        columns.set(place, column(indices[place]))
      }
    }
    var fields: [Field] = []
    var finished: [Column] = []
    var decodedTexts = 0
    for (place, index) in indices.enumerated() {
      let name = file.names[index]
      if parts.contains(where: { $0.columns[index].texts.hasNul }) {
        throw DataFileError(
          .notText(reason: "column `\(name)` holds zero bytes"), file: file.input.path,
          column: index + 1)
      }
      guard let column = columns.get(place) else {
        throw DataFileError(
          .tooMuchText(column: name), file: file.input.path, column: index + 1)
      }
      try noteBadCells(index, &notes)
      let (decoded, count) = decodingWindows1252(column, index)
      decodedTexts += count
      let settled = settlingType(of: decoded, index)
      var field = file.fields[index] ?? Field(name, settled.type)
      field.type = settled.type
      fields.append(field)
      finished.append(settled)
    }
    if decodedTexts > 0 { notes.append(.decodedAsWindows1252(texts: decodedTexts)) }
    return Table(schema: Schema(fields), columns: finished, rowCount: rowCount)
  }

  private func noteBadCells(_ index: Int, _ notes: inout [DataFileNote]) throws(DataFileError) {
    let count = parts.reduce(0) { $0 + $1.columns[index].badCount }
    guard count > 0 else { return }
    let offsets = Array(parts.flatMap { $0.columns[index].badOffsets }.prefix(3))
    let lines = try file.input.lines(at: offsets, lineEnd: file.dialect.lineEnd)
    notes.append(
      .badCells(
        column: file.names[index], expected: parts[0].columns[index].reading.type, count: count,
        lines: lines))
  }
}

extension DelimitedMerge {
  private func column(_ index: Int) -> Column? {
    var reading = parts[0].columns[index].reading
    // One part met a number that is not whole: all hold doubles.
    if reading == .integer, parts.contains(where: { $0.columns[index].reading == .double }) {
      reading = .double
    }
    if reading == .double {
      for part in parts {
        part.columns[index].promoteToDoubles(rows: part.rowCount, capacity: part.rowCount)
      }
    }
    switch reading {
    case .double:
      return Column(
        type: .number, storage: .doubles(joined(index, of: Double.self, BlockBounds.init)))
    case .integer:
      return Column(
        type: .number, storage: .ints(joined(index, of: Int32.self, BlockBounds.init)))
    case .date:
      return Column(type: .date, storage: .ints(joined(index, of: Int32.self, BlockBounds.init)))
    case .flag:
      return Column(type: .boolean, storage: .flags(joined(index, of: UInt8.self)))
    case .text, .skipped: return textColumn(index)
    }
  }

  private func textColumn(_ index: Int) -> Column? {
    var maps: [[Int32]] = [[]]
    for part in parts.dropFirst() {
      maps.append(parts[0].columns[index].texts.merge(part.columns[index].texts))
    }
    guard let dictionary = parts[0].columns[index].texts.dictionary() else { return nil }
    let codes = joined(index, of: Int32.self, maps: maps, BlockBounds.init)
    let type: ValueType = file.options.types[file.names[index]] == .textSet ? .textSet : .text
    return Column(type: type, storage: .ints(codes), dictionary: dictionary)
  }

  /// The cells of all parts in one run: the first part's memory grown, the others' copied behind.
  private func joined<Element: BitwiseCopyable & Sendable>(
    _ index: Int, of: Element.Type, maps: [[Int32]]? = nil,
    _ bounds: ((UnsafeBufferPointer<Element>) -> BlockBounds)? = nil
  ) -> Vector<Element> {
    let width = MemoryLayout<Element>.stride
    let memory = RawMemory.resize(parts[0].columns[index].takeCells(), to: rowCount * width)
    var row = parts[0].rowCount
    for (number, part) in parts.enumerated().dropFirst() {
      let source = part.columns[index].cells
      let target = memory + row * width
      if let map = maps?[number] {
        for row in 0..<part.rowCount {
          let code = source.load(fromByteOffset: row &* 4, as: Int32.self)
          target.storeBytes(
            of: code < 0 ? code : map[Int(code)], toByteOffset: row &* 4, as: Int32.self)
        }
      } else {
        target.copyMemory(from: source, byteCount: part.rowCount * width)
      }
      RawMemory.release(part.columns[index].takeCells())
      row += part.rowCount
    }
    // SAFETY: every row of every part was stored before `rowCount` counted it.
    let cells = UnsafeBufferPointer(
      start: memory.bindMemory(to: Element.self, capacity: rowCount), count: rowCount)
    let memoryOwner = ReleasedMemory(memory, count: rowCount * MemoryLayout<Element>.stride)
    let blocks = rowCount >= BlockBounds.fewestRows ? bounds?(cells) : nil
    return Vector(buffer: cells, owner: memoryOwner, blocks: blocks)
  }

  /// Texts that are not UTF-8 are read as Windows-1252; equal texts then share a code.
  private func decodingWindows1252(_ column: Column, _ index: Int) -> (Column, count: Int) {
    guard let dictionary = column.dictionary, case .ints(let codes) = column.storage,
      parts.contains(where: { $0.columns[index].texts.hasInvalidUTF8 })
    else { return (column, 0) }
    var texts = TextCodes()
    var count = 0
    var map: [Int32] = []
    for code in 0..<Int32(dictionary.count) {
      let bytes = dictionary.utf8(code)
      if !TextEncoding.isUTF8(bytes) { count += 1 }
      var text = TextEncoding.string(bytes)
      map.append(text.withUTF8 { texts.code($0) })
    }
    let decoded = codes.buffer.map { $0 < 0 ? $0 : map[Int($0)] }
    guard let dictionary = texts.dictionary() else { return (column, 0) }
    return (
      Column(type: column.type, storage: .ints(Vector(decoded)), dictionary: dictionary), count
    )
  }

  /// A column of which the sample held only missing values: its type is that of all its texts.
  private func settlingType(of column: Column, _ index: Int) -> Column {
    guard file.guesses[index].isOpen, file.options.types[file.names[index]] == nil,
      let dictionary = column.dictionary, dictionary.count > 0,
      case .ints(let codes) = column.storage
    else { return column }
    var guess = TypeGuess()
    for code in 0..<Int32(dictionary.count) {
      guess.add(Array(dictionary.utf8(code)), point: file.dialect.point)
    }
    let (type, isWhole) = guess.type(badCells: .error)
    let texts = (0..<Int32(dictionary.count)).map { CellText.trimmed(dictionary.utf8($0)) }
    switch type {
    case .number where isWhole:
      let values = texts.map { NumberText.int32($0) ?? Missing.noData.int }
      return Column(
        type: type, storage: .ints(Vector(codes.buffer.map { $0 < 0 ? $0 : values[Int($0)] })))
    case .number:
      let point = file.dialect.point
      let values = texts.map { NumberText.double($0, point: point) ?? Missing.noData.double }
      return Column(
        type: type,
        storage: .doubles(
          Vector(codes.buffer.map { $0 < 0 ? Missing.noData.double : values[Int($0)] })))
    case .date:
      let values = texts.map { CellText.date($0) ?? Missing.noData.int }
      return Column(
        type: type, storage: .ints(Vector(codes.buffer.map { $0 < 0 ? $0 : values[Int($0)] })))
    case .boolean:
      let values = texts.map { CellText.flag($0) ?? Missing.noData.flag }
      return Column(
        type: type,
        storage: .flags(
          Vector(codes.buffer.map { $0 < 0 ? Missing.noData.flag : values[Int($0)] })))
    case .text, .textSet, .country, .treaty, .measure, .group: return column
    }
  }
}

/// Results of threads, each at its own place.
private final class Slots<Value: Sendable>: @unchecked Sendable {
  // SAFETY: each place is written by one thread and read after all have ended.
  private let values: UnsafeMutablePointer<Value?>
  private let count: Int

  init(count: Int) {
    self.count = count
    values = .allocate(capacity: max(count, 1))
    values.initialize(repeating: nil, count: count)
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
  }

  func set(_ index: Int, _ value: Value?) { values[index] = value }
  func get(_ index: Int) -> Value? { values[index] }
}
