import ColumnStore
import Foundation
import Presentation
import Testing

@Suite struct NumberStyleTests {
  let plain = Field("x", .number)

  @Test func `as many decimals as the values have, when they are few`() {
    #expect(printed([1, 2, 3], plain) == ["1", "2", "3"])
    #expect(printed([1.5, 2, 12.25], plain) == ["1.50", "2.00", "12.25"])
    #expect(printed([0.1234, 100], plain) == ["0.1234", "100.0000"])
  }

  @Test func `long fractions get three digits, or as many as tell them apart`() {
    #expect(printed([34.56789], plain) == ["34.6"])
    #expect(printed([123.456789, 20.7654321], plain) == ["123", "21"])
    #expect(printed([20.1234567, 20.1267891], plain) == ["20.12", "20.13"])
    #expect(printed([1.0 / 3], plain) == ["0.333"])
    // What is the same with four decimals is not worth more than the others need.
    #expect(printed([0.1 + 0.2, 0.3, 1.0 / 3], plain) == ["0.300", "0.300", "0.333"])
  }

  @Test func `small numbers are not written as zero`() {
    #expect(printed([0.000123456], plain) == ["0.000123"])
    #expect(printed([0.0412345, 24.3000001], plain) == ["0.04", "24.30"])
    #expect(printed([0.00000012345, 3], plain) == ["1.23e-7", "3"])
    #expect(printed([1e-9, 0], Field("x", .number, decimals: 2)) == ["0.00", "0.00"])
  }

  @Test func `thousands are separated where a column reaches ten thousand`() {
    #expect(printed([1234, 9999], plain) == ["1234", "9999"])
    #expect(printed([1234, 10_000, -1_234_567], plain) == ["1,234", "10,000", "-1,234,567"])
    #expect(printed([12_345], Field("year", .number, isYear: true)) == ["12345"])
    // What is no year shows: rounded to one it would be another.
    #expect(printed([2000.5, 2001], Field("year", .number, isYear: true)) == ["2000.5", "2001.0"])
    #expect(printed([12_345], Field("survey_id", .number)) == ["12345"])
    #expect(printed([9999.999], Field("x", .number, decimals: 1)) == ["10,000.0"])
  }

  @Test func `very large numbers have an exponent`() {
    #expect(printed([1.5e15, 2], plain) == ["1.5e15", "2"])
    #expect(printed([-9.999e22], plain) == ["-1e23"])
    #expect(printed([999_999_999_999_999], plain) == ["999,999,999,999,999"])
    #expect(printed([.infinity, -.infinity], plain) == ["inf", "-inf"])
    #expect(
      printed([.greatestFiniteMagnitude, .leastNonzeroMagnitude], plain)
        == ["1.8e308", "5e-324"])
  }

  @Test func `decimals asked for come before those of the field, but whole numbers stay whole`() {
    #expect(printed([1.25], Field("x", .number, decimals: 1), decimals: 3) == ["1.250"])
    #expect(printed([1.25], Field("x", .number, decimals: 0), decimals: 3) == ["1"])
    #expect(printed([1.25, 2], plain, decimals: 3) == ["1.250", "2.000"])
    #expect(printed([1, 2], plain, decimals: 3) == ["1", "2"])
    #expect(printed([0.5], Field("x", .number, decimals: 4000)) == ["0.50000000000000000"])
  }

  @Test func `halves are rounded away from zero as the digits read`() {
    let two = Field("x", .number, decimals: 2)
    #expect(printed([2.675, -2.675, 1.005, 0.125], two) == ["2.68", "-2.68", "1.01", "0.13"])
    let none = Field("x", .number, decimals: 0)
    #expect(printed([0.5, 1.5, 2.5, -0.4, -0.0], none) == ["1", "2", "3", "0", "0"])
  }

  @Test func `rounding agrees with the C library but for ties`() {
    var generator = SeededGenerator(state: 7)
    for decimals in 0...4 {
      var values: [Double] = []
      for _ in 0..<400 {
        let exponent = Int.random(in: -5...9, using: &generator)
        values.append(Double.random(in: -1...1, using: &generator) * pow(10, Double(exponent)))
      }
      let shown = printed(values, Field("x", .number, decimals: decimals))
      for (value, text) in zip(values, shown) {
        var expected = String(format: "%.\(decimals)f", value)
        if expected.allSatisfy({ "-0.".contains($0) }) { expected.removeAll { $0 == "-" } }
        #expect(text.replacing(",", with: "") == expected, "\(value) with \(decimals)")
      }
    }
  }

  @Test func `the points of a column stand under each other`() throws {
    let page = setter.text(
      Exhibit(
        table([
          (Field("n", .number), numbers(1, 2, 3, 4)),
          (Field("x", .number), numbers(12_345.5, -0.25, nil, 7)),
        ])))
    let rows = page.split(separator: "\n").dropFirst(2).prefix(4)
    let places = Set(
      rows.compactMap { row in
        row.firstIndex(of: ".").map { row.distance(from: row.startIndex, to: $0) }
      })
    #expect(rows.filter { $0.contains("..") }.count == 1)
    #expect(places.count == 2, "the points, and the mark that ends where numbers end")
    #expect(page.contains("\u{2212}0.25"))
  }
}
