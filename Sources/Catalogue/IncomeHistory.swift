package import ColumnStore

/// World Bank income groups by country and year.
final class IncomeHistory: Sendable {
  let dictionary: TextDictionary
  let firstYear: Int
  let yearCount: Int
  /// Country × year.
  let codes: Vector<Int32>

  init(_ reader: StoreReader) throws(StoreError) {
    dictionary = try reader.store.dictionary("income")
    codes = try reader.store.section("income")
    firstYear = reader.number("income.first")
    yearCount = reader.number("income.years")
    guard yearCount >= 0, dictionary.covers(codes),
      codes.count == yearCount * reader.rows("countries.all")
    else { throw StoreError(.damaged(part: "the income groups"), file: reader.path) }
  }

  /// No year.
  init() {
    dictionary = TextDictionary([])
    codes = Vector([])
    firstYear = 0
    yearCount = 0
  }
}

extension Catalogue {
  package var incomeDictionary: TextDictionary { incomes.dictionary }

  /// The income group of a country at a year, as a code of `incomeDictionary` or missing.
  ///
  /// After the last year of the history that year is read and `isLatest` is true; before its
  /// first it is not covered. A country that the history never names is not covered.
  package func income(of country: Int32, year: Int) -> (code: Int32, isLatest: Bool) {
    guard incomes.yearCount > 0, year >= incomes.firstYear, country >= 0,
      Int(country) < countries.count
    else { return (Missing.notCovered.int, false) }
    let last = incomes.firstYear + incomes.yearCount - 1
    let place = Int(country) * incomes.yearCount + min(year, last) - incomes.firstYear
    return (incomes.codes[place], year > last)
  }
}
