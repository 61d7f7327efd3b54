/// The names nearest to one that names nothing.
package enum NameSuggestion {
  /// Names that differ by a few slips of the hand, that hold every word of it (`migrant_stock_share`
  /// for `migrant_share`), or one of whose words starts like this; where there are none, names that
  /// hold its words with a slip in each (`remittances_gdp` for `remitances`).
  ///
  /// Slips are letters added, left out, changed or swapped with their neighbour, at most a third
  /// of the length and at least one, after `NameFolding`. Best first; ties by the alphabet. Names
  /// of one letter are never suggested: they are near to everything.
  /// - Complexity: O(*names* × *length*²) at worst; names of too different a length cost O(1).
  package static func nearest(
    to name: String, among names: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let wanted = Array(NameFolding.fold(name).unicodeScalars)
    guard wanted.count > 1, limit > 0 else { return [] }
    let allowed = max(1, wanted.count / 3)
    let words = words(wanted)
    var found: [(name: String, distance: Int)] = []
    var seen: Set<String> = []
    for candidate in names where candidate != name {
      let letters = Array(NameFolding.fold(candidate).unicodeScalars)
      guard letters.count > 1 else { continue }
      var distance = allowed + 1
      if abs(letters.count - wanted.count) <= allowed {
        distance = editDistance(wanted, letters, limit: allowed)
      }
      // All the words and others besides: as near as one slip.
      if words.count > 1, distance > 1, Set(self.words(letters)).isSuperset(of: words) {
        distance = 1
      }
      // A start of three letters says something; it ranks behind every slip.
      if distance > allowed, wanted.count >= 3, hasWord(letters, startingWith: wanted) {
        distance = allowed
      }
      if distance <= allowed, seen.insert(candidate).inserted {
        found.append((candidate, distance))
      }
    }
    if found.isEmpty, wanted.count > 4 {
      for candidate in names where candidate != name {
        let parts = self.words(Array(NameFolding.fold(candidate).unicodeScalars)).map(Array.init)
        // nil where a word is near to none of the candidate's.
        let distances = words.map { word -> Int? in
          let allowed = max(1, word.count / 5)
          return parts.map { editDistance(Array(word), $0, limit: allowed) }.min()
            .flatMap { $0 <= allowed ? $0 : nil }
        }
        if !distances.contains(nil), seen.insert(candidate).inserted {
          found.append((candidate, distances.compactMap(\.self).reduce(0, +)))
        }
      }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(limit).map(\.name)
  }

  /// Names that begin with the same two letters and are within half the length in slips: what a
  /// reader may have meant where one near name alone might mislead.
  package static func alike(
    _ name: String, among names: some Sequence<String>, limit: Int
  ) -> [String] {
    let wanted = Array(NameFolding.fold(name).unicodeScalars)
    guard wanted.count > 3, limit > 0 else { return [] }
    let allowed = wanted.count / 2
    var found: [(name: String, distance: Int)] = []
    for candidate in names where candidate != name {
      let letters = Array(NameFolding.fold(candidate).unicodeScalars)
      guard letters.starts(with: wanted.prefix(2)), abs(letters.count - wanted.count) <= allowed
      else { continue }
      let distance = editDistance(wanted, letters, limit: allowed)
      if distance <= allowed { found.append((candidate, distance)) }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.prefix(limit).map(\.name)
  }

  private static func hasWord(
    _ letters: [Unicode.Scalar], startingWith start: [Unicode.Scalar]
  ) -> Bool {
    words(letters).contains { $0.starts(with: start) } || letters.starts(with: start)
  }

  private static func words(_ letters: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
    letters.split { $0 == "_" || $0 == "-" || $0 == " " || $0 == "." || $0 == "/" }
  }

  /// Damerau–Levenshtein distance without overlapping swaps; `limit + 1` stands for all above.
  private static func editDistance(
    _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int
  ) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in a.indices {
      row[0] = i + 1
      var smallest = row[0]
      for j in b.indices {
        let change = last[j] + (a[i] == b[j] ? 0 : 1)
        var best = min(change, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row[j + 1] = best
        smallest = min(smallest, best)
      }
      if smallest > limit { return limit + 1 }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return min(last[b.count], limit + 1)
  }
}
