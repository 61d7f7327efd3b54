import Catalogue
import ColumnStore
import QuerySemantics

/// For each cell of a measure the number of years back to the latest value, -1 for none.
struct LastYearTable: Sendable {
  let back: Vector<Int32>

  init(_ values: MeasureValues) {
    let width = values.yearCount
    back = Vector(count: values.values.count) { out in
      guard width > 0 else { return }
      for start in stride(from: 0, to: out.count, by: width) {
        var before: Int32 = -1
        for cell in start..<min(start + width, out.count) {
          let next: Int32 = before >= 0 ? before + 1 : -1
          before = values.values.buffer[cell].isNaN ? next : 0
          out[cell] = before
        }
      }
    }
  }
}

/// Where a measure is read for a country and year: a value, or why there is none.
private struct MeasureReader: Sendable {
  let values: MeasureValues
  let last: LastYearTable?
  /// Longest age allowed; nil: any.
  let within: Int?
  /// Years in which each country existed.
  let existence: Vector<SIMD2<Int32>>

  /// The cell with the value, or nil and the reason.
  @inline(__always)
  func cell(_ country: Int32, _ year: Int32) -> (cell: Int, reason: Missing) {
    let (width, first) = (values.yearCount, values.firstYear)
    guard country >= 0, (Int(country) + 1) * width <= values.values.count, width > 0 else {
      return (-1, .notCovered)
    }
    let place = Int(year) - first
    if let last {
      guard place >= 0 else { return (-1, absent(country, year, .notCovered)) }
      let cell = Int(country) * width + min(place, width - 1)
      let back = Int(last.back.buffer[cell])
      let age = back + max(0, place - (width - 1))
      guard back >= 0, age <= within ?? Int.max else {
        return (-1, absent(country, year, reason(upTo: cell, Int(country) * width)))
      }
      return (cell - back, .noData)
    }
    guard place >= 0, place < width else { return (-1, absent(country, year, .notCovered)) }
    let cell = Int(country) * width + place
    let value = values.values.buffer[cell]
    return value.isNaN ? (-1, absent(country, year, Missing(ofNaN: value))) : (cell, .noData)
  }

  /// The country did not exist in the year: not applicable, whatever the cell says.
  private func absent(_ country: Int32, _ year: Int32, _ reason: Missing) -> Missing {
    guard Int(country) < existence.count else { return reason }
    let years = existence.buffer[Int(country)]
    return year < years.x || year > years.y ? .notApplicable : reason
  }

  /// Covered by any cell: no data; else what the latest cell says.
  private func reason(upTo cell: Int, _ start: Int) -> Missing {
    let latest = values.values.buffer[cell]
    if latest.isNaN, Missing(ofNaN: latest) != .notCovered { return Missing(ofNaN: latest) }
    for other in start..<cell {
      let value = values.values.buffer[other]
      guard value.isNaN else { return .noData }
      if case .noData = Missing(ofNaN: value) { return .noData }
    }
    return latest.isNaN ? .notCovered : .noData
  }
}

extension RunContext {
  /// A value of the country × year matrix by direct index.
  func value(
    _ measure: Int32, _ field: Lookup.ValueField, _ subjects: Vector<Int32>, _ time: LookupTime,
    _ frame: Frame
  ) throws(EngineError) -> Column {
    let reader = try reader(of: measure, time.reading)
    let years = try self.years(of: time, frame)
    let cells: Vector<Int32> = try vector(subjects.count) { rows, out in
      for row in rows {
        let (subject, year) = (subjects.buffer[row], years.at(row))
        if subject < MissingBits.firstInt {
          out[row] = subject
        } else if year < MissingBits.firstInt {
          out[row] = year
        } else {
          let (cell, reason) = reader.cell(subject, year)
          out[row] = cell >= 0 ? Int32(truncatingIfNeeded: cell) : reason.int
        }
      }
    }
    if countsYears, case .latest = time.reading, field != .reason {
      noteYears(measure, cells, reader.values)
    }
    return try column(field, cells, reader.values)
  }

  private func column(
    _ field: Lookup.ValueField, _ cells: Vector<Int32>, _ values: MeasureValues
  ) throws(EngineError) -> Column {
    switch field {
    case .value:
      let from = values.values
      return Column(
        type: .number,
        storage: .doubles(
          try vector(cells.count) { rows, out in
            for row in rows {
              let cell = cells.buffer[row]
              out[row] = cell >= 0 ? from.buffer[Int(cell)] : double(of: cell)
            }
          }))
    case .year:
      let (first, width) = (Int32(values.firstYear), Int32(values.yearCount))
      return Column(
        type: .number,
        storage: .ints(
          try vector(cells.count) { rows, out in
            for row in rows {
              let cell = cells.buffer[row]
              out[row] = cell >= 0 ? first + cell % width : cell
            }
          }))
    case .reason:
      return Column(
        type: .text,
        storage: .ints(
          try vector(cells.count) { rows, out in
            for row in rows {
              let reason = Missing(ofInt: cells.buffer[row])
              // Where the value is there, there is no reason to give.
              out[row] = reason.map { Int32($0.rawValue) - 1 } ?? Missing.notApplicable.int
            }
          }), dictionary: TextDictionary(Missing.allCases.map(\.label)))
    }
  }

  private func reader(
    of measure: Int32, _ reading: LookupTime.Reading
  ) throws(EngineError) -> MeasureReader {
    let values: MeasureValues
    do {
      values = try source.values(of: measure)
    } catch {
      throw storeFailure(error)
    }
    var (last, within): (LastYearTable?, Int?) = (nil, nil)
    if case .latest(let age) = reading {
      let table = lastYears[measure] ?? LastYearTable(values)
      lastYears[measure] = table
      (last, within) = (table, age)
    }
    return MeasureReader(
      values: values, last: last, within: within, existence: existenceYears)
  }

  /// First and last year of existence by country, made once for all measures of a query.
  private var existenceYears: Vector<SIMD2<Int32>> {
    if let existence { return existence }
    let open = (Int32.min / 4, Int32.max / 4)
    let made = Vector(
      (0..<Int32(source.count(of: .country))).map { country in
        let days = source.existence(of: country)
        let isOld = days.lowerBound <= DateKernel.firstDay
        let isLasting = days.upperBound >= DateKernel.lastDay
        return SIMD2(
          isOld ? open.0 : Int32(PartialDate.civil(ofDay: days.lowerBound).year),
          isLasting ? open.1 : Int32(PartialDate.civil(ofDay: days.upperBound).year))
      })
    existence = made
    return made
  }

  private func years(of time: LookupTime, _ frame: Frame) throws(EngineError) -> LookupYears {
    switch time.base {
    case .rowYear(let index), .rowDate(let index):
      return .each(try RowTimes(try frame.column(index, self), self).years)
    case .unasked: return .same(Int32(PartialDate.civil(ofDay: source.editionDay).year))
    case .day(let day): return .same(Int32(PartialDate.civil(ofDay: day).year))
    case .computed(let expression):
      return .each(try RowTimes(try evaluate(expression, over: frame), self).years)
    }
  }

  private func noteYears(_ measure: Int32, _ cells: Vector<Int32>, _ values: MeasureValues) {
    var counts = [Int](repeating: 0, count: max(1, values.yearCount))
    for cell in cells.buffer where cell >= 0 { counts[Int(cell) % counts.count] += 1 }
    let years = counts.indices.filter { counts[$0] > 0 }.map {
      YearCount(year: values.firstYear + $0, count: counts[$0])
    }
    if !years.isEmpty { note(.yearsRead(measure: measure, years: years)) }
  }
}

private enum LookupYears: Sendable {
  case same(Int32)
  case each(Vector<Int32>)

  @inline(__always)
  func at(_ row: Int) -> Int32 {
    switch self {
    case .same(let year): year
    case .each(let years): years.buffer[row]
    }
  }
}
