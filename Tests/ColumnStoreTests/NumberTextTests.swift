import ColumnStore
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct NumberTextTests {
  private static let rounds = environment("LONG_TESTS") == nil ? 20_000 : 1_000_000

  private func randomText(_ generator: inout SeededGenerator) -> String {
    func digits(_ count: Int) -> String {
      var text = ""
      for _ in 0..<count { text += String(Int.random(in: 0...9, using: &generator)) }
      return text
    }
    var text = ["", "-", "+"][Int.random(in: 0...2, using: &generator)]
    switch Int.random(in: 0...5, using: &generator) {
    case 0: text += digits(Int.random(in: 1...19, using: &generator))
    case 1: text += digits(Int.random(in: 0...12, using: &generator)) + "." + digits(7)
    case 2:
      text += digits(Int.random(in: 1...5, using: &generator)) + "."
      text += digits(Int.random(in: 0...25, using: &generator))
    case 3:
      text += digits(3) + "." + digits(14) + "e"
      text += String(Int.random(in: -320...305, using: &generator))
    case 4:
      let value = Double(bitPattern: UInt64.random(in: 0...(.max), using: &generator))
      text = value.isFinite ? "\(value)" : "1"
    default: text += "0." + String(repeating: "0", count: 6) + digits(19)
    }
    return text
  }

  @Test func `numbers are read as strtod reads them`() {
    let seed: UInt64 = 2_026
    var generator = SeededGenerator(state: seed)
    for _ in 0..<NumberTextTests.rounds {
      let text = randomText(&generator)
      let expected = strtod(text, nil)
      let found = NumberText.double(text)
      if expected.isFinite {
        #expect(found?.bitPattern == expected.bitPattern, "\(text), seed \(seed)")
      } else {
        #expect(found == nil, "\(text), seed \(seed)")
      }
    }
  }

  @Test func `halves between two doubles are rounded to even`() {
    for text in [
      "9007199254740993", "9007199254740992.5", "9007199254740993.0000000000001",
      "0.500000000000000166533453693773481063544750213623046875", "4503599627370497.5",
      "1.7976931348623157e308", "5e-324", "2.4703282292062327e-324", "-0", "0.1", "1e22", "1e23",
    ] {
      #expect(NumberText.double(text)?.bitPattern == strtod(text, nil).bitPattern, "\(text)")
    }
  }

  @Test func `shortest texts read back to the same number`() {
    let seed: UInt64 = 7
    var generator = SeededGenerator(state: seed)
    for _ in 0..<NumberTextTests.rounds {
      let value = Double(bitPattern: UInt64.random(in: 0...(.max), using: &generator))
      guard value.isFinite else { continue }
      let text = NumberText.shortest(value)
      #expect(NumberText.double(text)?.bitPattern == value.bitPattern, "\(text), seed \(seed)")
      if value.magnitude >= 1e-5, value.magnitude < 1e16 { #expect(!text.contains("e")) }
      let small = (value / 1e3).truncatingRemainder(dividingBy: 1e6)
      #expect(NumberText.double(NumberText.shortest(small)) == small)
    }
  }

  @Test(arguments: [
    (1.0, "1"), (0.1, "0.1"), (1e15, "1000000000000000"), (1e16, "1e+16"), (0.00001, "0.00001"),
    (1.5e-5, "0.000015"), (-2.5e-5, "-0.000025"), (9e-6, "9e-06"), (-0.0, "-0"),
    (123456789012345680, "1.2345678901234568e+17"), (9_007_199_254_740_992, "9007199254740992"),
  ])
  func `numbers are written plainly`(number: Double, text: String) {
    #expect(NumberText.shortest(number) == text)
  }
}
