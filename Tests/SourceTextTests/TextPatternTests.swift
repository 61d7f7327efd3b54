import Testing

@testable import SourceText

@Suite("Regular expressions")
struct TextPatternTests {
  @Test("patterns and texts by chance: the standard library finds the same")
  func byChance() throws {
    var chance = SeededGenerator(seed: 11)
    var compared = 0
    for _ in 0..<3_000 {
      let pattern = Self.pattern(depth: 3, using: &chance)
      guard let expected = try? Regex(pattern) else { continue }
      let own = try #require(TextPattern(pattern), "\(pattern)")
      for _ in 0..<5 {
        let text = String(
          (0..<Int.random(in: 0...8, using: &chance)).map { _ in
            "abcé1 ".randomElement(using: &chance) ?? "a"
          })
        let isFound = try expected.firstMatch(in: text) != nil
        #expect(own.finds(in: text) == isFound, "`\(pattern)` in `\(text)`")
        compared += 1
      }
    }
    #expect(compared > 10_000)
  }

  @Test("what a pattern means")
  func meaning() {
    func finds(_ pattern: String, _ text: String) -> Bool? {
      TextPattern(pattern)?.finds(in: text)
    }
    #expect(finds("^A.E$", "ARE") == true)
    #expect(finds("^A.E$", "AREA") == false)
    #expect(finds("(?i)côte", "CÔTE D'IVOIRE") == true)
    #expect(finds("^\\pL+$", "Åland") == true)
    #expect(finds("^\\w+$", "Åland") == false)
    #expect(finds("^.{2}$", "日本") == true)
    #expect(finds("", "") == true)
    #expect(finds("a\\x00b", "a\u{0}b") == true)
    for wrong in ["(", "[", "*", "(?<=a)b", "(a)\\1", "a{5000}"] {
      #expect(TextPattern(wrong) == nil, "\(wrong)")
    }
  }

  private static func pattern(depth: Int, using chance: inout SeededGenerator) -> String {
    func inner() -> String { pattern(depth: depth - 1, using: &chance) }
    switch depth == 0
      ? Int.random(in: 0..<5, using: &chance) : Int.random(in: 0..<12, using: &chance)
    {
    case 0, 1: return ["a", "b", "c", "1", "é"].randomElement(using: &chance) ?? "a"
    case 2: return "."
    case 3: return ["[ab]", "[^a]", "[a-c1]"].randomElement(using: &chance) ?? "."
    case 4: return ["^", "$"].randomElement(using: &chance) ?? "^"
    case 5, 6: return inner() + inner()
    case 7:
      return "(?:\(inner()))"
        + (["*", "+", "?", "{2}", "{0,2}"].randomElement(using: &chance) ?? "*")
    case 8: return "(\(inner())|\(inner()))"
    default: return inner() + (["a", "b"].randomElement(using: &chance) ?? "a")
    }
  }
}

/// The same numbers each time for a seed (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
