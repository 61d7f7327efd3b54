/// A run of values as letters of eight heights, one letter a value.
package enum Sparkline {
  /// The letter in the place of a value that is missing: a gap is seen, and is no height.
  package static let gap: Character = "·"

  private static let heights: [Character] = Array("▁▂▃▄▅▆▇█")
  private static let letters: [Character] = Array("_.-=^")

  /// The values from the least, the lowest letter, to the greatest, the highest.
  ///
  /// Equal values stand at the middle height. Nil and what is not finite leave a gap; without a
  /// single value the text is empty.
  package static func text(_ values: [Double?]) -> String {
    String(places(values).map { $0.map { heights[$0] } ?? gap })
  }

  /// The same in ASCII, with five letters and blanks for gaps.
  package static func ascii(_ values: [Double?]) -> String { ascii(text(values)) }

  /// Letters of height, wherever they stand in a text, as ASCII; other text stays as it is.
  package static func ascii(_ text: String) -> String {
    guard text.contains(where: { heights.contains($0) }) else { return text }
    return String(
      text.map { letter in
        guard let height = heights.firstIndex(of: letter) else {
          return letter == gap ? " " : letter
        }
        return letters[(height * (letters.count - 1) + 3) / 7]
      })
  }

  private static func places(_ values: [Double?]) -> [Int?] {
    let there = values.compactMap { value in value.flatMap { $0.isFinite ? $0 : nil } }
    guard let low = there.min(), let high = there.max() else { return [] }
    // Halved: the span of two huge values would overflow.
    let span = high / 2 - low / 2
    return values.map { value in
      guard let value, value.isFinite else { return nil }
      guard span > 0 else { return 3 }
      let share = (value / 2 - low / 2) / span
      return Int((share * Double(heights.count - 1)).rounded())
    }
  }

  /// Means of as many runs of nearly equal length as asked; fewer values stay as they are.
  ///
  /// Missing values of a run are left out of its mean; a run of nothing else is missing.
  package static func binned(_ values: [Double?], to width: Int) -> [Double?] {
    guard width > 0 else { return [] }
    guard values.count > width else { return values }
    return (0..<width).map { bin in
      let run = values[(bin * values.count / width)..<((bin + 1) * values.count / width)]
        .compactMap { $0 }
      guard !run.isEmpty else { return nil }
      return run.reduce(0) { $0 + $1 / Double(run.count) }
    }
  }
}
