import Testing

@testable import Drawing

@Suite("Ticks and numbers") struct TicksTests {
  @Test("the published example of the R package labeling")
  func published() {
    // extended(8.1, 14.1, 4) in the manual of the package `labeling` by J. Talbot.
    #expect(Ticks.search(8.1, 14.1, count: 4) == [8, 10, 12, 14])
  }

  @Test("round steps about usual ranges")
  func usual() {
    #expect(Ticks.search(0, 100, count: 5) == [0, 25, 50, 75, 100])
    #expect(Ticks.labels(of: Ticks.search(0, 1, count: 6), axis: Axis("")).last == "1.0")
    #expect(Ticks.search(-1, 1, count: 5).contains(0))
    #expect(Ticks.search(1990, 2020, count: 4, wholeSteps: true) == [1990, 2000, 2010, 2020])
  }

  @Test("ranges that cannot be divided give what there is")
  func degenerate() {
    #expect(Ticks.search(5, 5, count: 5) == [5])
    #expect(Ticks.search(.nan, 5, count: 5).isEmpty)
    #expect(Ticks.search(1, 1 + 1e-15, count: 5) == [1])
    let huge = Ticks.search(-.greatestFiniteMagnitude, .greatestFiniteMagnitude, count: 5)
    #expect(!huge.isEmpty && huge.allSatisfy(\.isFinite))
  }

  @Test("labels have exactly the digits that all need")
  func digits() {
    let axis = Axis("")
    #expect(Ticks.labels(of: [0, 0.25, 0.5], axis: axis) == ["0.00", "0.25", "0.50"])
    #expect(Ticks.labels(of: [0, 2000, 4000], axis: axis) == ["0", "2,000", "4,000"])
    #expect(Ticks.labels(of: [1990, 2000], axis: .year) == ["1990", "2000"])
    #expect(Ticks.labels(of: [0, 2e9, 4e9], axis: axis) == ["0", "2e+9", "4e+9"])
  }

  @Test("numbers are rounded half away from zero, with separators and without negative zero")
  func numbers() {
    #expect(NumberText.fixed(1_234_567.891, decimals: 2) == "1,234,567.89")
    #expect(NumberText.fixed(-0.004, decimals: 2) == "0.00")
    #expect(NumberText.fixed(0.5, decimals: 0) == "1")
    #expect(NumberText.fixed(-1234, decimals: 0, separated: false) == "-1234")
    #expect(NumberText.fixed(1e300, decimals: 2) == "1e+300")
    #expect(NumberText.exponential(.leastNonzeroMagnitude, digits: 3) == "4.94e-324")
    #expect(NumberText.fixed(.nan, decimals: 1) == "no number")
    #expect(NumberText.coordinate(12.5) == "12.5")
    #expect(NumberText.coordinate(3) == "3")
  }

  @Test("every tick of a random range is inside one step of it, ascending and evenly spaced")
  func random() {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<500 {
      let size = Numeric.pow10(Double.random(in: -9...12, using: &generator))
      let low = Double.random(in: -1...1, using: &generator) * size
      let high = low + Double.random(in: 0.01...1, using: &generator) * size
      let ticks = Ticks.search(low, high, count: Int.random(in: 2...12, using: &generator))
      #expect(ticks.count >= 2, "\(low) to \(high)")
      let step = ticks.count > 1 ? ticks[1] - ticks[0] : 0
      for (one, other) in zip(ticks, ticks.dropFirst()) {
        #expect(abs(other - one - step) < 1e-6 * step)
      }
      #expect(ticks[0] > low - 2 * step && ticks[ticks.count - 1] < high + 2 * step)
    }
  }

  @Test("labels that would collide keep their order in rows of their own")
  func placement() throws {
    let rows = try #require(LabelPlacement.rows([2.5, 2.6, 2.4, 9.5], first: 0, last: 9))
    #expect(Set(rows).count == 4)
    #expect(rows[2] < rows[0] && rows[0] < rows[1] && rows[1] < rows[3])
    #expect(rows[3] == 9)
    #expect(LabelPlacement.rows([1, 1, 1], first: 0, last: 1) == nil)
  }

  @Test("quartiles are those of type 7")
  func quartiles() {
    // quantile(c(1, 2, 3, 4), c(.25, .5, .75)) in R.
    let values: [Double] = [1, 2, 3, 4]
    #expect(Quartiles.quantile(0.25, of: values) == 1.75)
    #expect(Quartiles.quantile(0.5, of: values) == 2.5)
    #expect(Quartiles.quantile(0.75, of: values) == 3.25)
  }

  @Test("bins are round, hold every value once, and count an edge above")
  func bins() {
    let values = (0...100).map(Double.init)
    let bins = Bins(sorted: values, wish: 10, most: 60)
    #expect(bins.width == 10 && bins.first == 0 && bins.count == 10)
    #expect(bins.counts(of: values) == [10, 10, 10, 10, 10, 10, 10, 10, 10, 11])
    let same = Bins(sorted: [3, 3, 3], wish: nil, most: 60)
    #expect(same.counts(of: [3, 3, 3]) == [3])
  }
}

/// SplitMix64: a known sequence for each seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
