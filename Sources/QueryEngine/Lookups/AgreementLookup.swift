import Catalogue
import ColumnStore
import QuerySemantics

extension RunContext {
  /// Agreements between the two countries of each row that were signed by the row's year.
  func agreements(
    _ function: PlainFunction, _ arguments: [BoundExpression], _ frame: Frame
  ) throws(EngineError) -> Column {
    let left = try evaluate(arguments[0], over: frame).codes
    let right = try evaluate(arguments[1], over: frame).codes
    let times = try evaluate(arguments[2], over: frame)
    let signed = try yearsOfAgreements()
    var cells = [Double](repeating: MissingBits.noData, count: left.count)
    for row in cells.indices {
      let (a, b) = (left.buffer[row], right.buffer[row])
      if a < MissingBits.firstInt || b < MissingBits.firstInt {
        cells[row] = double(of: min(a, b))
        continue
      }
      let year: Double =
        switch times.storage {
        case .doubles(let values): values.buffer[row]
        case .ints(let values): double(of: values.buffer[row])
        case .flags: MissingBits.noData
        }
      if year.isNaN {
        cells[row] = year
        continue
      }
      let known = (signed[CountryPair(a, b)] ?? []).prefix { Double($0) <= year }
      if function == .agreements {
        cells[row] = Double(known.count)
      } else if let first = known.first {
        cells[row] = Double(first)
      }
    }
    return Column(type: .number, storage: .doubles(Vector(cells)))
  }

  /// Years of signature by pair, in order of time.
  private func yearsOfAgreements() throws(EngineError) -> [CountryPair: [Int32]] {
    guard let table = source.sourceTable("agreements"),
      let first = table.schema.index(of: "partner_a"),
      let second = table.schema.index(of: "partner_b"), let year = table.schema.index(of: "year")
    else { throw failure("internal", "no table of agreements") }
    let (a, b) = (try read(table, first).codes, try read(table, second).codes)
    guard case .ints(let years) = try read(table, year).storage else {
      throw failure("internal", "the years of agreements are no whole numbers")
    }
    var signed: [CountryPair: [Int32]] = [:]
    for row in 0..<table.rowCount where years.buffer[row] >= MissingBits.firstInt {
      signed[CountryPair(a.buffer[row], b.buffer[row]), default: []].append(years.buffer[row])
    }
    return signed.mapValues { $0.sorted() }
  }
}

/// Two countries, whichever is named first.
private struct CountryPair: Hashable {
  private let low: Int32
  private let high: Int32

  init(_ a: Int32, _ b: Int32) {
    low = min(a, b)
    high = max(a, b)
  }
}
