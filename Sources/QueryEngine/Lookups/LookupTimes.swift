import ColumnStore
import QuerySemantics

/// The day and year at which a lookup reads, for all rows or for each.
enum LookupDays: Sendable {
  /// Nobody asked for a time.
  case unasked
  case constant(Int32)
  /// Days by row; missing where the row has no time.
  case each(Vector<Int32>)
}

extension RunContext {
  func days(of time: LookupTime, _ frame: Frame) throws(EngineError) -> LookupDays {
    switch time.base {
    case .unasked: return .unasked
    case .day(let day): return .constant(day)
    case .rowDate(let index): return .each(try lastDays(try frame.column(index, self)))
    case .rowYear(let index): return .each(try lastDays(try frame.column(index, self)))
    case .computed(let expression):
      if case .constant(let scalar) = expression.kind {
        let column = Column(type: expression.type, scalars: [scalar])
        let day = try lastDays(column)[0]
        if day >= MissingBits.firstInt { return .constant(day) }
      }
      return .each(try lastDays(try evaluate(expression, over: frame)))
    }
  }

  /// The last day of each date, or 31 December of each year.
  private func lastDays(_ column: Column) throws(EngineError) -> Vector<Int32> {
    let times = try RowTimes(column, self)
    if times.isDate { return times.positions }
    let years = times.years
    func lastDay(_ year: Int32) -> Int32 {
      PartialDate.dayNumber(year: Int(year), month: 12, day: 31)
    }
    // A table of all years pays for itself only where there are more rows than that.
    if years.count < 10_000 {
      return Vector(years.buffer.map { $0 >= MissingBits.firstInt ? lastDay($0) : $0 })
    }
    let table = Vector((0...9999).map { lastDay($0) })
    return try vector(years.count) { rows, out in
      for row in rows {
        let year = years.buffer[row]
        out[row] = year >= MissingBits.firstInt ? table.buffer[Int(year)] : year
      }
    }
  }
}

/// Entities and days of a lookup as the cells of a small table, filled where rows need them.
struct LookupCells {
  /// Table cell of each row; a missing code where the row has no subject or no time.
  let cells: Vector<Int32>
  /// The days behind the columns of the table; nil: no time asked for.
  let days: [Int32?]
  /// The first row of the table stands for this entity.
  let low: Int32

  init(
    subjects: Vector<Int32>, _ days: LookupDays, _ context: RunContext
  ) throws(EngineError) {
    let key = try context.keyColumn(Column(type: .country, storage: .ints(subjects)))
    low = key.low
    let low = key.low
    switch days {
    case .unasked:
      self.days = [nil]
      cells = try context.vector(subjects.count) { rows, out in
        for row in rows {
          let subject = subjects.buffer[row]
          out[row] = subject >= MissingBits.firstInt ? subject - low : subject
        }
      }
    case .constant(let day):
      self.days = [day]
      cells = try context.vector(subjects.count) { rows, out in
        for row in rows {
          let subject = subjects.buffer[row]
          out[row] = subject >= MissingBits.firstInt ? subject - low : subject
        }
      }
    case .each(let perRow):
      let grouping = try context.group(
        [Column(type: .number, storage: .ints(perRow))], count: perRow.count)
      let ids = try grouping.groupIDs(context)
      let width = Int32(max(1, grouping.count))
      self.days = grouping.firstRows.map { perRow.buffer[Int($0)] }
      cells = try context.vector(subjects.count) { rows, out in
        for row in rows {
          let (subject, day) = (subjects.buffer[row], perRow.buffer[row])
          if subject < MissingBits.firstInt {
            out[row] = subject
          } else {
            out[row] =
              day < MissingBits.firstInt ? day : (subject - low) &* width &+ ids.buffer[row]
          }
        }
      }
    }
  }

  /// Asks once for each entity and day that occurs; Int32 answers by row.
  func map(
    _ context: RunContext, _ answer: (_ entity: Int32, _ day: Int32?) throws(EngineError) -> Int32
  ) throws(EngineError) -> Vector<Int32> {
    let table = try distinct(context, unset: MissingBits.firstInt, answer)
    let program: Program = .table(.stored(.ints(cells)), .ints(table))
    guard
      case .ints(let codes) = try context.column(
        of: Prepared(program: program, type: .number), count: cells.count
      ).storage
    else { return cells }
    return codes
  }

  func map(
    _ context: RunContext, flags answer: (Int32, Int32?) throws(EngineError) -> UInt8
  ) throws(EngineError) -> Vector<UInt8> {
    let table = try distinct(context, unset: UInt8(255), answer)
    let program: Program = .table(.stored(.ints(cells)), .flags(table))
    return try context.column(
      of: Prepared(program: program, type: .boolean), count: cells.count
    ).storage.asFlags
  }

  func map(
    _ context: RunContext, numbers answer: (Int32, Int32?) throws(EngineError) -> Double
  ) throws(EngineError) -> Vector<Double> {
    let table = try distinct(context, unset: Double.infinity, answer)
    let program: Program = .table(.stored(.ints(cells)), .doubles(table))
    return try context.column(
      of: Prepared(program: program, type: .number), count: cells.count
    ).storage.asNumbers
  }

  private func distinct<Value: BitwiseCopyable & Equatable & Sendable>(
    _ context: RunContext, unset: Value,
    _ answer: (Int32, Int32?) throws(EngineError) -> Value
  ) throws(EngineError) -> Vector<Value> {
    let highest = cells.buffer.max() ?? -1
    try context.reserve(rows: Int(max(0, highest)) + 1, bytesPerRow: MemoryLayout<Value>.stride)
    var table = [Value](repeating: unset, count: Int(max(-1, highest)) + 1)
    for (row, cell) in cells.buffer.enumerated() where cell >= 0 {
      if row & 0xFFFF == 0 { try context.checkInterruption() }
      guard table[Int(cell)] == unset else { continue }
      let (entity, day) = (Int(cell) / days.count, Int(cell) % days.count)
      table[Int(cell)] = try answer(low + Int32(entity), days[day])
    }
    return Vector(table)
  }
}
