import ColumnStore

extension Catalogue {
  /// All values of a measure, in the store's own memory.
  ///
  /// - Complexity: the first time O(values), for their check; then O(log sections).
  package func values(of measure: Int32) throws(CatalogueError) -> MeasureValues {
    let described = self.measure(measure)
    let years = max(0, described.lastYear - described.firstYear + 1)
    let values: Vector<Double> = try reader.section("values/" + described.identifier)
    guard values.count == years * countries.count else {
      throw CatalogueError(
        StoreError(
          .damaged(part: "measure `\(described.identifier)`"), file: reader.path))
    }
    return MeasureValues(firstYear: described.firstYear, yearCount: years, values: values)
  }

  /// One value, or the missing value that says why there is none.
  ///
  /// A year outside those of the measure is not covered. A cell without a value in a year in
  /// which the country did not exist at all is not applicable; values before it existed are
  /// those of the territory and are given.
  package func value(
    of measure: Int32, country: Int32, year: Int
  ) throws(CatalogueError) -> Double {
    guard lives.indices.contains(Int(country)) else { return Missing.notCovered.double }
    let values = try values(of: measure)
    let column = year - values.firstYear
    let isCovered = column >= 0 && column < values.yearCount
    let value =
      isCovered
      ? values.values[Int(country) * values.yearCount + column] : Missing.notCovered.double
    guard value.isNaN, (1...9999).contains(year) else { return value }
    let life = lives[Int(country)]
    let existed =
      PartialDate.dayNumber(year: year, month: 12, day: 31) >= life.first
      && PartialDate.dayNumber(year: year, month: 1, day: 1) <= life.last
    return existed ? value : Missing.notApplicable.double
  }
}
