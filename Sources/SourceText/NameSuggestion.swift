/// Finds the names that a misspelt one may have meant.
package enum NameSuggestion {
  /// Names within a third of the length in edits (insert, delete, change, exchange neighbours),
  /// and names of which a word begins so; best first, ties in alphabetical order. None for names
  /// of one letter, since anything is near those.
  package static func nearest(
    to name: String, among names: some Sequence<String>, limit: Int
  ) -> [String] {
    let wanted = Array(NameFolding.fold(name).unicodeScalars)
    guard wanted.count > 1, wanted.count < 200 else { return [] }
    let bound = max(1, wanted.count / 3)
    var found: [(name: String, score: Int)] = []
    var seen: Set<String> = []
    for candidate in names where seen.insert(candidate).inserted {
      let other = Array(NameFolding.fold(candidate).unicodeScalars)
      let distance = self.distance(wanted, other, bound: bound)
      if distance <= bound {
        found.append((candidate, distance * 2))
      } else if wanted.count >= 3, startsWord(wanted, in: other) {
        found.append((candidate, bound * 2 + 1))
      }
    }
    found.sort { ($0.score, $0.name) < ($1.score, $1.name) }
    return found.prefix(limit).map(\.name)
  }

  private static func startsWord(_ part: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Bool {
    var isStart = true
    for index in text.indices {
      if isStart, text.count - index >= part.count,
        text[index..<index + part.count].elementsEqual(part)
      {
        return true
      }
      isStart = !text[index].properties.isAlphabetic
    }
    return false
  }

  /// Optimal string alignment distance; more than `bound` where it is certain to be more.
  package static func distance(
    _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], bound: Int
  ) -> Int {
    if abs(a.count - b.count) > bound { return bound + 1 }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = before
    for i in 1...a.count {
      current[0] = i
      var least = i
      for j in 1...b.count {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        var value = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          value = min(value, before[j - 2] + 1)
        }
        current[j] = value
        least = min(least, value)
      }
      if least > bound { return bound + 1 }
      (before, previous, current) = (previous, current, before)
    }
    return previous[b.count]
  }
}
