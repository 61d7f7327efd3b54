import ColumnStore
import QuerySemantics

extension RunContext {
  /// Rows of the left side with those of the right side that agree in the keys, in left order,
  /// then right order. A missing key agrees with nothing.
  func join(
    _ frame: Frame, _ join: BoundStep.Join, _ schema: Schema, _ needed: Set<Int>
  ) throws(EngineError) -> Frame {
    let width = schema.fields.count
    let carried = join.carried.enumerated().filter { needed.contains(width + $0.offset) }
    let position = range
    let right = try run(
      join.right, needed: Set(join.on.map(\.right) + carried.map(\.element)), isOutermost: false)
    range = position
    let matches = try match(frame, right, join, schema)
    switch join.kind {
    case .semi, .anti:
      let isWanted = join.kind == .semi
      let rows = try matches.leftRows(thatMatch: isWanted, self)
      return try frame.selecting(rows, self)
    case .inner, .left:
      if let joined = try mapped(frame, right, join, matches, needed, width) { return joined }
      let (leftRows, rightRows) = try matches.pairs(keepsAllLeft: join.kind == .left, self)
      var joined = frame
      if let leftRows { joined = try frame.selecting(leftRows, self) }
      let chosen = try right.selecting(rightRows, self)
      for (index, column) in join.carried.enumerated() {
        joined.columns.append(needed.contains(width + index) ? chosen.columns[column] : nil)
      }
      joined.rowCount = rightRows.count
      return joined
    }
  }

  /// The join where a key has one row of the right side at most: its columns are read through a
  /// table by key, and no row of the left side is moved unless some are left out. Nil where that
  /// does not pay.
  private func mapped(
    _ frame: Frame, _ right: Frame, _ join: BoundStep.Join, _ matches: JoinMatches,
    _ needed: Set<Int>, _ width: Int
  ) throws(EngineError) -> Frame? {
    guard settings.isOptimising, let onlyRow = matches.index.onlyRow,
      onlyRow.count <= max(1 << 16, frame.rowCount / 4), frame.rowCount > 0
    else { return nil }
    // What is missing on the left has its own reason there, and no data on the right.
    if join.kind == .left, try !matches.allKeysAreThere(self) { return nil }
    let codes = LazyColumn(Column(type: .number, storage: .ints(matches.left)))
    var columns: [LazyColumn?] = frame.columns
    for (index, column) in join.carried.enumerated() {
      guard needed.contains(width + index) else {
        columns.append(nil)
        continue
      }
      let table = try gather(try right.column(column, self), onlyRow, self)
      columns.append(LazyColumn(type: table.type, codes: codes, table: table))
    }
    let joined = Frame(columns: columns, rowCount: frame.rowCount)
    if join.kind == .left { return joined }
    if !onlyRow.buffer.contains(where: { $0 < 0 }), try matches.allKeysAreThere(self) {
      return joined
    }
    let filter = try matches.matchFilter(isWanted: true, self)
    if filter.total == frame.rowCount { return joined }
    return try joined.selecting(RowNumbers(filter), self)
  }

  private func match(
    _ left: Frame, _ right: Frame, _ join: BoundStep.Join, _ schema: Schema
  ) throws(EngineError) -> JoinMatches {
    var pairs: [(left: Vector<Int32>, right: Vector<Int32>, count: Int)] = []
    for (leftIndex, rightIndex) in join.on {
      let (a, b) = (try left.column(leftIndex, self), try right.column(rightIndex, self))
      pairs.append(try sharedCodes(a, b))
    }
    var codes =
      pairs.first ?? (
        Vector(repeating: 0, count: left.rowCount), Vector(repeating: 0, count: right.rowCount), 1
      )
    for next in pairs.dropFirst() { codes = try combined(codes, next) }
    let index = JoinIndex(codes.right, codeCount: codes.count)
    try checkInterruption()
    if !join.allowsMany, join.kind == .inner || join.kind == .left, index.hasRepeats {
      try checkRepeats(codes.left, index, left, join, schema)
    }
    return JoinMatches(left: codes.left, index: index)
  }

  private func checkRepeats(
    _ codes: Vector<Int32>, _ index: JoinIndex, _ frame: Frame, _ join: BoundStep.Join,
    _ schema: Schema
  ) throws(EngineError) {
    var seen = [UInt8](repeating: 0, count: index.codeCount)
    var (first, count) = (-1, 0)
    for (row, code) in codes.buffer.enumerated() where code >= 0 {
      guard index.rows(Int(code)).count > 1 else { continue }
      if seen[Int(code)] == 1 {
        count += 1
        if first < 0 { first = row }
      }
      if seen[Int(code)] < 2 { seen[Int(code)] += 1 }
    }
    guard first >= 0 else { return }
    var parts: [String] = []
    for (leftIndex, _) in join.on {
      let column = try frame.column(leftIndex, self)
      let value = ValueText.text(of: column[first], column.type, source)
      parts.append("\(schema.fields[leftIndex].name) = \(value)")
    }
    let more = count > 1 ? " and \(count - 1) other key\(count > 2 ? "s" : "")" : ""
    throw failure(
      "many-to-many",
      "the key \(parts.joined(separator: ", "))\(more) stands on several rows of both sides",
      notes: ["`many: true` joins each row with each"])
  }

  /// Codes that are equal where the cells are; negative where a cell is missing or has no match.
  private func sharedCodes(
    _ left: Column, _ right: Column
  ) throws(EngineError) -> (left: Vector<Int32>, right: Vector<Int32>, count: Int) {
    switch (left.storage, right.storage) {
    case (.doubles, _), (_, .doubles):
      let (a, b) = (left.storage.asNumbers, right.storage.asNumbers)
      if let a = try wholeNumbers(a), let b = try wholeNumbers(b) {
        return try sharedCodes(
          Column(type: .number, storage: .ints(a)), Column(type: .number, storage: .ints(b)))
      }
      return try hashedCodes(a, b)
    case (.flags(let a), .flags(let b)):
      return try sharedCodes(
        Column(type: .number, storage: .ints(codes(of: a))),
        Column(type: .number, storage: .ints(codes(of: b))))
    default:
      guard case .ints(var a) = left.storage, case .ints(var b) = right.storage else {
        throw failure("internal", "join keys of two types")
      }
      if let first = left.dictionary, let second = right.dictionary {
        if first === second { return (a, b, first.count) }
        let merged = MergedDictionary(first, second)
        // The texts of the first keep their codes unless one of them stands there twice.
        if !merged.firstCodes.enumerated().allSatisfy({ $0.offset == Int($0.element) }) {
          a = try mapped(a, merged.firstCodes)
        }
        b = try mapped(b, merged.secondCodes)
        return (a, b, merged.dictionary.count)
      }
      let key = try keyColumn(Column(type: .number, storage: .ints(b)))
      let (low, width) = (Int(key.low), key.width - 4)
      if width > max(1 << 20, 4 * (a.count + b.count)) {
        return try hashedCodes(doubles(of: a), doubles(of: b))
      }
      return (try shifted(a, low, width), try shifted(b, low, width), width)
    }
  }

  private func mapped(_ cells: Vector<Int32>, _ table: [Int32]) throws(EngineError) -> Vector<Int32>
  {
    let program: Program = .table(.stored(.ints(cells)), .ints(Vector(table)))
    return try vector(cells.count) { rows, out in
      let codes = program.codes(rows)
      for (place, row) in rows.enumerated() { out[row] = codes.buffer[place] }
    }
  }

  /// The cells less the lowest, -1 where that leads beyond the width.
  private func shifted(
    _ cells: Vector<Int32>, _ low: Int, _ width: Int
  ) throws(EngineError) -> Vector<Int32> {
    if low == 0, let whole = cells.blocks?.whole, whole.least >= 0, whole.most < Double(width) {
      return cells
    }
    return try vector(cells.count) { rows, out in
      for row in rows {
        let value = cells.buffer[row]
        let code = Int(value) - low
        out[row] =
          value >= MissingBits.firstInt && code >= 0 && code < width
          ? Int32(truncatingIfNeeded: code) : -1
      }
    }
  }

  private func hashedCodes(
    _ left: Vector<Double>, _ right: Vector<Double>
  ) throws(EngineError) -> (left: Vector<Int32>, right: Vector<Int32>, count: Int) {
    let count = left.count + right.count
    let (ids, distinct) = try hashed(count) { rows, out in
      for row in rows {
        out[row] = KeyBits.bits(
          of: row < left.count ? left.buffer[row] : right.buffer[row - left.count])
      }
    }
    func part(_ values: Vector<Double>, _ start: Int) throws(EngineError) -> Vector<Int32> {
      try vector(values.count) { rows, out in
        for row in rows {
          let value = values.buffer[row]
          out[row] = value == value ? ids.buffer[start + row] : -1
        }
      }
    }
    return (try part(left, 0), try part(right, left.count), distinct)
  }

  private func combined(
    _ first: (left: Vector<Int32>, right: Vector<Int32>, count: Int),
    _ second: (left: Vector<Int32>, right: Vector<Int32>, count: Int)
  ) throws(EngineError) -> (left: Vector<Int32>, right: Vector<Int32>, count: Int) {
    let rows = first.left.count + first.right.count
    let width = second.count
    @Sendable func product(_ a: Int32, _ b: Int32) -> Int64 {
      a < 0 || b < 0 ? -1 : Int64(a) * Int64(width) + Int64(b)
    }
    if first.count * second.count <= max(1 << 20, 4 * rows) {
      func part(_ a: Vector<Int32>, _ b: Vector<Int32>) throws(EngineError) -> Vector<Int32> {
        try vector(a.count) { rows, out in
          for row in rows {
            out[row] = Int32(truncatingIfNeeded: product(a.buffer[row], b.buffer[row]))
          }
        }
      }
      return (
        try part(first.left, second.left), try part(first.right, second.right),
        first.count * second.count
      )
    }
    let leftCount = first.left.count
    let (ids, distinct) = try hashed(rows) { range, out in
      for row in range {
        let key =
          row < leftCount
          ? product(first.left.buffer[row], second.left.buffer[row])
          : product(first.right.buffer[row - leftCount], second.right.buffer[row - leftCount])
        out[row] = UInt64(bitPattern: key)
      }
    }
    func part(_ a: Vector<Int32>, _ b: Vector<Int32>, _ start: Int) throws(EngineError) -> Vector<
      Int32
    > {
      try vector(a.count) { rows, out in
        for row in rows {
          out[row] = a.buffer[row] < 0 || b.buffer[row] < 0 ? -1 : ids.buffer[start + row]
        }
      }
    }
    return (
      try part(first.left, second.left, 0), try part(first.right, second.right, leftCount),
      distinct
    )
  }
}
