import ColumnStore
import SourceText

extension Catalogue {
  /// Every entity that the word names, without regard to case or accents, in order of kinds.
  ///
  /// Of each kind the one whose official name or identifier it is, and only that; else all
  /// that have it as a code, alias or former name. Several of one kind are ambiguous.
  /// - Complexity: O(log *n*) in the number of names.
  package func matches(_ word: String, kinds: Set<EntityKind>) -> [EntityMatch] {
    let entries = names.entries(Array(NameFolding.fold(word).utf8))
    var matches: [EntityMatch] = []
    for kind in EntityKind.allCases where kinds.contains(kind) {
      let ofKind = entries.filter { names.kinds[$0] == kind.rawValue }
      let official = ofKind.filter { names.tier($0) == .official }
      for entry in official.isEmpty ? ofKind : official {
        matches.append(EntityMatch(kind: kind, id: names.ids[entry]))
      }
    }
    return matches
  }

  /// Nearest names of one kind, as an error shows them: `Switzerland`,
  /// `Swaziland (now Eswatini, SWZ)`. Measures are found by words of their labels and codes too.
  ///
  /// - Complexity: O(*n*) in the names of the kind: for errors, not for every word.
  package func nearest(to word: String, kind: EntityKind, limit: Int) -> [String] {
    guard limit > 0 else { return [] }
    let folded = NameFolding.fold(word)
    var entries: [String: [Int]] = [:]
    var candidates: [String] = []
    for entry in 0..<names.count where names.kinds[entry] == kind.rawValue {
      let text = names.folded[Int32(entry)]
      if entries[text] == nil { candidates.append(text) }
      entries[text, default: []].append(entry)
    }
    // Several names of one entity may be near: more are asked for than shown.
    let near = NameSuggestion.nearest(to: folded, among: candidates, limit: limit * 4)
    var shown: [String] = []
    var seen: Set<Int32> = []
    for entry in near.flatMap({ entries[$0] ?? [] }) where shown.count < limit {
      if seen.insert(names.ids[entry]).inserted { shown.append(display(entry, kind)) }
    }
    if kind == .country, shown.count == 1 {
      // One hit may be the wrong one: names that begin alike and are within half the length.
      for text in NameSuggestion.alike(folded, among: candidates, limit: 8)
      where shown.count < limit {
        for entry in entries[text] ?? [] where seen.insert(names.ids[entry]).inserted {
          shown.append(display(entry, kind))
        }
      }
    }
    guard kind == .measure else { return shown }
    for id in measuresNamed(by: folded) where shown.count < limit {
      if seen.insert(id).inserted { shown.append(name(of: kind, id)) }
    }
    return shown
  }

  private func display(_ entry: Int, _ kind: EntityKind) -> String {
    let id = names.ids[entry]
    let canonical = name(of: kind, id)
    guard kind == .country, names.tier(entry) == .former else { return canonical }
    let former = names.texts[Int32(entry)]
    return "\(former) (now \(canonical), \(countries.text("iso3", id)))"
  }

  /// Measures whose identifier or label has all words of the text, or words beginning so.
  private func measuresNamed(by folded: String) -> [Int32] {
    let wanted = SearchWords.split(folded).filter { $0.utf8.count > 2 }
    if wanted.isEmpty { return [] }
    return (0..<Int32(measures.count)).filter { id in
      let words = SearchWords.split(
        NameFolding.fold(measures.text("measure", id) + " " + measures.text("name", id)))
      return wanted.allSatisfy { wanted in words.contains { $0.hasPrefix(wanted) } }
    }
  }
}
