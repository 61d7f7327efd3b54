/// What the sampled cells of a column look like.
struct TypeGuess {
  private(set) var cells = 0
  private var wholes = 0
  private var numbers = 0
  private var years = 0
  private var dates = 0
  private var datesWithDash = 0
  private var flags = 0
  /// The first cell that is no number.
  private(set) var other: [UInt8]?

  /// Looks at a cell that is not a mark of a missing value.
  mutating func add(_ cell: [UInt8], point: UInt8) {
    cells += 1
    cell.withUnsafeBufferPointer { bytes in
      let text = CellText.trimmed(bytes)
      let isNumber = addNumber(text, point: point)
      if !isNumber, other == nil { other = cell }
      if CellText.date(text) != nil {
        dates += 1
        if text.count > 4 { datesWithDash += 1 }
      } else if !isNumber, CellText.flag(text) != nil {
        flags += 1
      }
    }
  }

  private mutating func addNumber(_ text: UnsafeBufferPointer<UInt8>, point: UInt8) -> Bool {
    if NumberText.int32(text) != nil {
      // `007` is a code: as a number it would lose its zeros.
      if text[0] == 48, text.count > 1 { return false }
      wholes += 1
      numbers += 1
      if text.count == 4 { years += 1 }
      return true
    }
    guard let value = NumberText.double(text, point: point) else { return false }
    let isPlain = text.allSatisfy { $0 &- 48 <= 9 }
    // Long numbers of accounts and the like would be rounded.
    if isPlain, text[0] == 48 || value > 9_007_199_254_740_992 { return false }
    numbers += 1
    return true
  }

  /// Nothing but missing values was seen.
  var isOpen: Bool { cells == 0 }

  /// Nine of ten cells are numbers, and some are not.
  var isMixed: Bool { numbers < cells && numbers * 10 >= cells * 9 }

  var counts: (numbers: Int, others: Int) { (numbers, cells - numbers) }

  /// `bad` cells are the user's wish to take a mixed column for numbers.
  func type(badCells: DelimitedOptions.BadCells) -> (type: ValueType, isWhole: Bool) {
    if isOpen { return (.text, false) }
    if numbers == cells { return (.number, wholes == cells) }
    if flags == cells { return (.boolean, false) }
    if dates == cells, datesWithDash > 0 { return (.date, false) }
    if isMixed, badCells == .missing { return (.number, wholes == numbers) }
    return (.text, false)
  }

  func isYear(named name: String) -> Bool {
    guard cells > 0, years == cells else { return false }
    return TypeGuess.isYearName(name)
  }

  static func isYearName(_ name: String) -> Bool { yearNames.contains(name.lowercased()) }

  private static let yearNames: Set<String> = [
    "year", "jahr", "annee", "année", "año", "ano", "anno", "time",
  ]
}
