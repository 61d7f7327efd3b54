import Catalogue
import ColumnStore
import QuerySemantics

extension RunContext {
  /// What the catalogue knows of each row's country, treaty, measure or group.
  func evaluate(
    _ lookup: Lookup, _ type: ValueType, over frame: Frame
  ) throws(EngineError) -> Column {
    let subjects = try evaluate(lookup.subject, over: frame).codes
    guard subjects.count == frame.rowCount else {
      throw failure("internal", "a lookup for something that is no entity")
    }
    switch lookup.kind {
    case .attribute(.income):
      return try income(subjects, try days(of: lookup.time, frame))
    case .attribute(let attribute):
      return try gather(source.attribute(attribute), inRange(subjects, .country), self)
        .keepingReasons(of: subjects, self)
    case .entityColumn(let table, let index):
      return try entityColumn(table, index, subjects, lookup.subject.type)
    case .value(let measure, let field):
      return try value(measure, field, subjects, lookup.time, frame)
    case .treaty(let treaty, let field):
      return try self.treaty(
        treaty, field, subjects, try days(of: lookup.time, frame), lookup.basis)
    case .membership(let group):
      return try membership(group, subjects, try days(of: lookup.time, frame))
    case .basket(let basket, let field):
      return try self.basket(
        basket, field, subjects, try days(of: lookup.time, frame), lookup.basis)
    case .report(let treaty, let field):
      return try report(treaty, field, subjects, try days(of: lookup.time, frame))
    }
  }

  /// Subjects as row numbers; -1 where there is none.
  func inRange(_ subjects: Vector<Int32>, _ kind: EntityKind) throws(EngineError) -> Vector<Int32> {
    let count = Int32(source.count(of: kind))
    return try vector(subjects.count) { rows, out in
      for row in rows {
        let subject = subjects.buffer[row]
        out[row] = subject >= 0 && subject < count ? subject : -1
      }
    }
  }

  private func income(
    _ subjects: Vector<Int32>, _ days: LookupDays
  ) throws(EngineError) -> Column {
    let cells = try LookupCells(subjects: subjects, days, self)
    var usedLatest: Int?
    let codes = try cells.map(self) { (country, day) throws(EngineError) -> Int32 in
      let year = PartialDate.civil(ofDay: day ?? source.editionDay).year
      let reading = source.income(of: country, year: year)
      if reading.isLatest { usedLatest = max(usedLatest ?? year, year) }
      return reading.code
    }
    if let asked = usedLatest {
      // The last year of the history: the last that is not read for want of a later one.
      var year = asked
      while year > asked - 100, source.income(of: subjects.buffer.max() ?? 0, year: year).isLatest {
        year -= 1
      }
      note(.latestIncome(year: year))
    }
    return Column(type: .text, storage: .ints(codes), dictionary: source.incomeDictionary)
  }

  /// A cell of a catalogue table; of several rows for one entity the first.
  private func entityColumn(
    _ name: String, _ index: Int, _ subjects: Vector<Int32>, _ type: ValueType
  ) throws(EngineError) -> Column {
    guard let table = source.sourceTable(name),
      let keyIndex = table.schema.fields.firstIndex(where: { $0.type == type })
    else { throw failure("internal", "no table `\(name)` for the lookup") }
    let keys = try read(table, keyIndex).codes
    let highest = max(keys.buffer.max() ?? -1, -1)
    var rows = [Int32](repeating: -1, count: Int(highest) + 1)
    for (row, key) in keys.buffer.enumerated() where key >= 0 && rows[Int(key)] < 0 {
      rows[Int(key)] = Int32(row)
    }
    let rowOfEntity = Vector(rows)
    let numbers: Vector<Int32> = try vector(subjects.count) { range, out in
      for row in range {
        let subject = subjects.buffer[row]
        out[row] = subject >= 0 && subject <= highest ? rowOfEntity.buffer[Int(subject)] : -1
      }
    }
    return try gather(try read(table, index), numbers, self).keepingReasons(of: subjects, self)
  }

  private func membership(
    _ group: Int32, _ subjects: Vector<Int32>, _ days: LookupDays
  ) throws(EngineError) -> Column {
    let cells = try LookupCells(subjects: subjects, days, self)
    var usedLatest = false
    let flags = try cells.map(
      self,
      flags: { (country, day) throws(EngineError) -> UInt8 in
        let (flag, isLatest) = source.isMember(country, of: group, day: day)
        usedLatest = usedLatest || isLatest
        return flag
      })
    if usedLatest { note(.latestList(group: group)) }
    return Column(type: .boolean, storage: .flags(flags))
  }
}

extension Column {
  /// Where the subject itself is missing, the cell takes its reason.
  func keepingReasons(of subjects: Vector<Int32>, _ context: RunContext) throws(EngineError)
    -> Column
  {
    guard subjects.buffer.contains(where: { $0 < MissingBits.firstInt }) else { return self }
    let from = subjects
    let storage: Storage
    switch self.storage {
    case .ints(let cells):
      storage = .ints(
        try context.vector(count) { rows, out in
          for row in rows {
            let subject = from.buffer[row]
            out[row] = subject < MissingBits.firstInt ? subject : cells.buffer[row]
          }
        })
    case .doubles(let cells):
      storage = .doubles(
        try context.vector(count) { rows, out in
          for row in rows {
            let subject = from.buffer[row]
            out[row] = subject < MissingBits.firstInt ? double(of: subject) : cells.buffer[row]
          }
        })
    case .flags(let cells):
      storage = .flags(
        try context.vector(count) { rows, out in
          for row in rows {
            let subject = from.buffer[row]
            out[row] = subject < MissingBits.firstInt ? flag(ofMissing: subject) : cells.buffer[row]
          }
        })
    }
    return Column(type: type, storage: storage, dictionary: dictionary)
  }
}
