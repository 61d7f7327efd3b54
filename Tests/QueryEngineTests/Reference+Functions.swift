import Catalogue
import ColumnStore
import Glibc
import QuerySemantics

extension ReferenceEvaluator {
  func call(_ function: PlainFunction, _ cells: [Scalar], _ types: [ValueType]) -> Scalar {
    let numbers = cells.compactMap { cell -> Double? in
      if case .number(let value) = cell { value } else { nil }
    }
    switch function {
    case .rowCount: return .number(Double(numbers.count))
    case .rowMean, .rowMin, .rowMax:
      guard !numbers.isEmpty else { return cells[0] }
      if function == .rowMin { return .number(numbers.min() ?? 0) }
      if function == .rowMax { return .number(numbers.max() ?? 0) }
      let mean = numbers.reduce(0, +) / Double(numbers.count)
      return mean.isFinite ? .number(mean) : .missing(.notApplicable)
    default: break
    }
    for case .missing(let reason) in cells { return .missing(reason) }
    func finite(_ value: Double) -> Scalar {
      value.isFinite ? .number(value) : .missing(.notApplicable)
    }
    switch (function, cells.first ?? .number(0)) {
    case (.abs, .number(let x)): return finite(abs(x))
    case (.round, .number(let x)): return finite(x.rounded())
    case (.floor, .number(let x)): return finite(floor(x))
    case (.ceil, .number(let x)): return finite(ceil(x))
    case (.sqrt, .number(let x)): return finite(sqrt(x))
    case (.exp, .number(let x)): return finite(exp(x))
    case (.log, .number(let x)): return finite(log(x))
    case (.log10, .number(let x)): return finite(log10(x))
    case (.clamp, .number(let x)): return finite(min(max(x, numbers[1]), numbers[2]))
    case (.lower, .text(let text)): return .text(text.lowercased())
    case (.upper, .text(let text)): return .text(text.uppercased())
    case (.length, .text(let text)): return .number(Double(text.count))
    case (.contains, .text(let text)):
      guard case .text(let part) = cells[1] else { return .missing(.notApplicable) }
      return .boolean(part.isEmpty || text.contains(part))
    case (.concatenate, .text(let text)):
      guard case .text(let other) = cells[1] else { return .missing(.notApplicable) }
      return .text(text + other)
    case (.name, .entity(let id)): return .text(world.name(of: types[0], id))
    case (.year, .date(let date)): return .number(Double(date.year))
    case (.month, .date(let date)):
      return date.precision == .year ? .missing(.noData) : .number(Double(date.civil.month))
    case (.day, .date(let date)):
      return date.precision == .day ? .number(Double(date.civil.day)) : .missing(.noData)
    case (.daysBetween, .date(let a)):
      guard case .date(let b) = cells[1], a.precision == .day, b.precision == .day else {
        return .missing(.noData)
      }
      return .number(Double(b.firstDay - a.firstDay))
    case (.yearsBetween, .date(let a)):
      guard case .date(let b) = cells[1] else { return .missing(.noData) }
      var answers: Set<Int> = []
      for start in a.firstDay...a.lastDay {
        answers.insert(wholeYears(start, b.firstDay))
        answers.insert(wholeYears(start, b.lastDay))
      }
      return answers.count == 1 ? .number(Double(answers.first ?? 0)) : .missing(.noData)
    default: return .missing(.notApplicable)
    }
  }

  /// Counts birthdays that have passed.
  private func wholeYears(_ start: Int32, _ end: Int32) -> Int {
    if start > end { return -wholeYears(end, start) }
    let (a, b) = (PartialDate.civil(ofDay: start), PartialDate.civil(ofDay: end))
    var years = b.year - a.year
    if b.month < a.month || (b.month == a.month && b.day < a.day) { years -= 1 }
    return years
  }

  func lookup(_ lookup: Lookup, _ row: Int) throws -> Scalar {
    let found = try read(lookup, row)
    // A value is also missing, for a reason, where the row has no country or no time.
    if case .value(_, .reason) = lookup.kind, case .missing(let reason) = found {
      if !isThere(lookup, row) { return .text(reason.label) }
    }
    return found
  }

  private func isThere(_ lookup: Lookup, _ row: Int) -> Bool {
    guard case .entity? = try? value(of: lookup.subject, row) else { return false }
    switch lookup.time.base {
    case .rowDate(let index), .rowYear(let index):
      if case .missing = rows[row][index] { return false }
    case .computed(let expression):
      if case .missing? = try? value(of: expression, row) { return false }
    case .unasked, .day: return true
    }
    return true
  }

  private func read(_ lookup: Lookup, _ row: Int) throws -> Scalar {
    let subject = try value(of: lookup.subject, row)
    guard case .entity(let country) = subject else { return subject }
    if case .attribute(let attribute) = lookup.kind {
      return world.attribute(attribute)[Int(country)]
    }
    let day: Int32?
    let year: Int
    switch lookup.time.base {
    case .unasked: (day, year) = (nil, 2020)
    case .day(let given): (day, year) = (given, PartialDate.civil(ofDay: given).year)
    case .rowDate(let index):
      guard case .date(let date) = rows[row][index] else { return rows[row][index] }
      (day, year) = (date.lastDay, date.year)
    case .rowYear(let index):
      guard case .number = rows[row][index] else { return rows[row][index] }
      guard let own = self.year(rows[row][index]) else { return .missing(.notApplicable) }
      year = own
      day = PartialDate.dayNumber(year: year, month: 12, day: 31)
    case .computed(let expression):
      let cell = try value(of: expression, row)
      guard case .number = cell else { return cell }
      guard let own = self.year(cell) else { return .missing(.notApplicable) }
      year = own
      day = PartialDate.dayNumber(year: year, month: 12, day: 31)
    }
    switch lookup.kind {
    case .attribute, .entityColumn: return .missing(.notApplicable)
    // The small world holds no reports.
    case .report: return .missing(.noData)
    case .membership(let group): return flag(world.isMember(country, of: group, day: day).flag)
    case .treaty(let treaty, let field):
      let value = SmallTreaty(number: treaty).value(
        field, country: country, day: day, basis: lookup.basis)
      if let reason = Missing(ofInt: value) { return .missing(reason) }
      switch field.type {
      case .boolean: return .boolean(value == 1)
      case .date: return .date(PartialDate(packed: value))
      case .text: return .text(TreatyStatus.allCases[Int(value)].label)
      default: return .number(Double(value))
      }
    case .basket(_, let field): return basket(field, country, day, lookup.basis)
    case .value(let measure, let field):
      return measured(measure, field, country, year, lookup.time.reading)
    }
  }

  private func flag(_ flag: UInt8) -> Scalar {
    Missing(ofFlag: flag).map { .missing($0) } ?? .boolean(flag == 1)
  }

  private func basket(
    _ field: Lookup.BasketField, _ country: Int32, _ day: Int32?, _ basis: TreatyBasis
  ) -> Scalar {
    var (parties, known, entering, enteringParties) = (0, 0, 0, 0)
    var reason: Missing?
    for treaty in Int32(0)..<3 {
      let value = SmallTreaty(number: treaty).value(
        .isParty, country: country, day: day, basis: basis)
      if let missing = Missing(ofInt: value) {
        reason = reason ?? missing
        continue
      }
      known += 1
      parties += Int(value)
      if treaty != 1 {
        entering += 1
        enteringParties += Int(value)
      }
    }
    switch field {
    case .count: return known > 0 ? .number(Double(parties)) : .missing(reason ?? .notCovered)
    case .share:
      return entering > 0
        ? .number(Double(enteringParties) / Double(entering)) : .missing(reason ?? .notCovered)
    case .all:
      if parties < known { return .boolean(false) }
      return known == 3 ? .boolean(true) : .missing(reason ?? .notCovered)
    }
  }

  private func measured(
    _ measure: Int32, _ field: Lookup.ValueField, _ country: Int32, _ year: Int,
    _ reading: LookupTime.Reading
  ) -> Scalar {
    let start = world.existence(of: country).lowerBound
    let isBefore =
      start > -1_000_000 && PartialDate.dayNumber(year: year, month: 12, day: 31) < start
    var found: Int?
    var reason = Missing.notCovered
    switch reading {
    case .exact:
      if (2000...2009).contains(year) {
        let value = SmallWorld.value(measure, country, year)
        if value.isNaN { reason = Missing(ofNaN: value) } else { found = year }
      }
    case .latest(let within):
      let last = min(year, 2009)
      if last >= 2000 {
        for candidate in stride(from: last, through: 2000, by: -1)
        where found == nil && year - candidate <= within ?? 99_999 {
          if !SmallWorld.value(measure, country, candidate).isNaN { found = candidate }
        }
        let own = SmallWorld.value(measure, country, last)
        if own.isNaN, Missing(ofNaN: own) != .notCovered {
          reason = Missing(ofNaN: own)
        } else if country != 3 {
          reason = .noData
        }
      }
    }
    guard let found else {
      let why = isBefore ? Missing.notApplicable : reason
      return field == .reason ? .text(why.label) : .missing(why)
    }
    switch field {
    case .value: return .number(SmallWorld.value(measure, country, found))
    case .year: return .number(Double(found))
    case .reason: return .missing(.notApplicable)
    }
  }
}
