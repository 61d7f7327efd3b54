import Catalogue
import ColumnStore

/// What a `compare` was asked for, settled.
struct ComparisonRequest {
  enum Average: String, CaseIterable { case mean, median }

  var countries: [Int32] = []
  var measures: [ComparedMeasure] = []
  var benchmarks: [String] = []
  var average = Average.mean
  /// The text of the weight, where there is one.
  var weight: String?
  var ranks = false
  /// A mean or a rank needs values for this part of the members.
  var coverage = 0.5
  /// Values older than the year of the row by more years than this enter no mean and no rank.
  var span = 10
}

/// One measure of a comparison.
struct ComparedMeasure {
  enum Kind: Equatable {
    case number
    /// 0 and 1 with what they mean.
    case yesNo(no: String, yes: String)
    /// Numbers that only name a case: they have no mean and no rank.
    case codes([Int: String])
    case condition
    /// Dates and texts: shown, not summed up.
    case other
  }

  var name: String
  var value: Typed
  var kind: Kind
  var direction: Direction = .neutral
  /// The table's column with the year of each value; nil where it has none of its own.
  var yearColumn: Int?
  /// A yes or no that a treaty's list decides: what it does not cover may be so too.
  var isByList = false
  /// Why countries cannot be ranked or averaged on it.
  var obstacle: String?

  var isCoded: Bool {
    if case .codes = kind { return true }
    return false
  }

  /// What the unit says of the numbers: `1 yes, 0 no` and `0 neither, 1 emigrants, …` are codes.
  static func kind(_ type: ValueType, unit: String?) -> Kind {
    guard type == .number else { return type == .boolean ? .condition : .other }
    let parts = (unit ?? "").split(separator: ",").map { part -> (code: Int, text: String)? in
      let words = part.split(separator: " ")
      guard words.count == 2, let code = Int(words[0]) else { return nil }
      return (code, String(words[1]))
    }
    let codes = parts.compactMap { $0 }
    guard codes.count == parts.count, codes.count > 1 else { return .number }
    guard codes.count == 2, let no = codes.first(where: { $0.code == 0 }),
      let yes = codes.first(where: { $0.code == 1 })
    else { return .codes(Dictionary(codes.map { ($0.code, $0.text) }) { first, _ in first }) }
    return .yesNo(no: no.text, yes: yes.text)
  }
}

/// Values of one measure over all countries, by the rows of the table that was read.
struct ComparedValues {
  let cells: Column
  let years: Column?
  /// The year that most values are of; nil where values have no year.
  let usualYear: Int?
  private let span: Int

  init(_ measure: ComparedMeasure, _ column: Int, _ table: Table, span: Int) {
    cells = table.columns[column]
    years = measure.yearColumn.map { table.columns[$0] }
    self.span = span
    var counts: [Int: Int] = [:]
    if let years {
      for row in 0..<years.count {
        if case .number(let year) = years[row] { counts[Int(year), default: 0] += 1 }
      }
    }
    usualYear = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  func number(_ row: Int) -> Double? {
    switch cells[row] {
    case .number(let value): value
    case .boolean(let value): value ? 1 : 0
    default: nil
    }
  }

  func year(_ row: Int) -> Int? {
    if case .number(let year)? = years?[row] { return Int(year) }
    return nil
  }

  /// Whether the value is from a time too far from that of most.
  func isFar(_ row: Int) -> Bool {
    guard let usualYear, let year = year(row) else { return false }
    return abs(year - usualYear) > span
  }

  func isInapplicable(_ row: Int) -> Bool { cells[row] == .missing(.notApplicable) }

  /// The value where it may enter means and ranks.
  func comparable(_ row: Int) -> Double? { isFar(row) ? nil : number(row) }
}

/// What a benchmark says on one measure.
struct BenchmarkCell {
  /// The mean, the median, or the share of those known; nil where none is given.
  var value: Double?
  /// Countries behind it.
  var known = 0
  /// Countries where it is so, for a yes or no.
  var yes = 0
  /// Countries to which the question applies.
  var applicable = 0
  /// Values left out since they are too old.
  var far = 0
  /// Too few have a value.
  var isThin = false

  /// Of the rows that are members, of which so many are States; weights are numbers of the same
  /// rows. Territories may have a value but are not asked for one.
  init(
    _ values: ComparedValues, _ measure: ComparedMeasure, members: [Int], states: Int,
    weights: Column?, _ request: ComparisonRequest
  ) {
    var numbers: [(value: Double, weight: Double)] = []
    for row in members {
      if !values.isInapplicable(row) { applicable += 1 }
      guard values.number(row) != nil else { continue }
      guard let value = values.comparable(row) else {
        far += 1
        continue
      }
      var weight = 1.0
      if let weights {
        guard case .number(let given) = weights[row], given >= 0 else { continue }
        weight = given
      }
      numbers.append((value, weight))
    }
    known = numbers.count
    isThin =
      !measure.isByList
      && (known == 0 || Double(known) < request.coverage * Double(states))
    switch measure.kind {
    case .condition, .yesNo:
      yes = numbers.count { $0.value == 1 }
      if known > 0 { value = BenchmarkCell.mean(numbers) }
    case .number:
      guard measure.obstacle == nil, !isThin else { return }
      value =
        request.average == .mean
        ? BenchmarkCell.mean(numbers) : BenchmarkCell.median(numbers.map(\.value))
    case .codes, .other: break
    }
  }

  private static func mean(_ numbers: [(value: Double, weight: Double)]) -> Double? {
    let weight = numbers.reduce(0) { $0 + $1.weight }
    return weight > 0 ? numbers.reduce(0) { $0 + $1.value * $1.weight } / weight : nil
  }

  private static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
