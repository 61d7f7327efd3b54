import ColumnStore
import SourceText

/// An entry of the catalogue that a search found.
package struct SearchHit: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case table
    case entity(EntityKind)

    package var label: String {
      switch self {
      case .table: "table"
      case .entity(let kind): kind.label
      }
    }
  }

  package var kind: Kind
  /// As typed in a statement.
  package var identifier: String
  package var name: String
  /// What tells it from others: unit and source, system and topic, region.
  package var line: String
}

/// What a search found.
package struct SearchResult: Sendable {
  /// Best first, at most as many as were asked for.
  package var hits: [SearchHit]
  /// How many there are in all.
  package var total: Int
  /// Words that no entry has, as they were folded, where none has all words.
  package var absent: [String]
}

extension Catalogue {
  /// The entries that match a text, best first: the whole name or code, its beginning, all words.
  /// Where none has all of them, those that have the rarest; where none has any, those with
  /// nearly that name. Ties keep the order of kinds and of identifiers.
  ///
  /// - Complexity: O(entries): every one is looked at.
  package func search(_ text: String, limit: Int) -> SearchResult {
    let folded = NameFolding.fold(text)
    var seen: Set<Substring> = []
    let all = SearchWords.split(folded).filter { seen.insert($0).inserted }
    let telling = all.filter { !SearchWords.common.contains(String($0)) }
    let words = telling.isEmpty ? all : telling
    guard !words.isEmpty, limit > 0 else { return SearchResult(hits: [], total: 0, absent: []) }
    let entries = searchEntries()
    var ranked: [(rank: Int, hit: SearchHit)] = []
    for entry in entries {
      if let rank = entry.rank(folded, words) { ranked.append((rank, entry.hit)) }
    }
    var absent: [String] = []
    if ranked.isEmpty { (ranked, absent) = partial(words, entries) }
    if ranked.isEmpty { (ranked, absent) = (fuzzy(folded, entries, limit), []) }
    let hits = ranked.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .prefix(limit).map(\.element.hit)
    return SearchResult(hits: hits, total: ranked.count, absent: absent)
  }

  /// Entries with some of the words: a word weighs the more, the fewer entries have it, and half
  /// of the weight of the best is needed.
  private func partial(
    _ words: [Substring], _ entries: [SearchEntry]
  ) -> (ranked: [(rank: Int, hit: SearchHit)], absent: [String]) {
    let found = entries.map { $0.found(words) }
    let counts = words.indices.map { word in found.count { $0[word] } }
    let absent = words.indices.filter { counts[$0] == 0 }.map { String(words[$0]) }
    let weights = counts.map { $0 == 0 ? 0 : 1 / Double($0) }
    let scores = found.map { entry in
      zip(entry, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    }
    let best = scores.max() ?? 0
    guard best > 0 else { return ([], absent) }
    let ranked = zip(scores, entries).filter { $0.0 * 2 >= best }
      .map { (rank: Int((1 - $0.0 / best) * 1000), hit: $0.1.hit) }
    return (ranked, absent)
  }

  private func fuzzy(
    _ folded: String, _ entries: [SearchEntry], _ limit: Int
  ) -> [(rank: Int, hit: SearchHit)] {
    var owners: [String: [Int]] = [:]
    var names: [String] = []
    for (index, entry) in entries.enumerated() {
      for name in entry.names {
        if owners[name] == nil { names.append(name) }
        owners[name, default: []].append(index)
      }
    }
    let near = NameSuggestion.nearest(to: folded, among: names, limit: limit * 4)
    var seen: Set<Int> = []
    return near.flatMap { owners[$0] ?? [] }.filter { seen.insert($0).inserted }
      .enumerated().map { ($0.offset, entries[$0.element].hit) }
  }

  private func searchEntries() -> [SearchEntry] {
    var names: [EntityMatch: [String]] = [:]
    for entry in 0..<self.names.count {
      guard let kind = EntityKind(rawValue: self.names.kinds[entry]) else { continue }
      let match = EntityMatch(kind: kind, id: self.names.ids[entry])
      names[match, default: []].append(self.names.folded[Int32(entry)])
    }
    var entries = tables.map { table in
      SearchEntry(
        hit: SearchHit(
          kind: .table, identifier: table.name,
          name: table.title.isEmpty ? table.name : table.title,
          line: table.parts.map(\.field.name).joined(separator: ", ")),
        names: [NameFolding.fold(table.name)],
        others: table.parts.map(\.field.name)
          + ([table.title] + table.words).map { NameFolding.fold($0) })
    }
    for kind in [EntityKind.measure, .treaty, .country, .group, .basket] {
      for id in 0..<Int32(count(of: kind)) {
        let (name, line, others) = described(kind, id)
        let known = names[EntityMatch(kind: kind, id: id)] ?? []
        entries.append(
          SearchEntry(
            hit: SearchHit(
              kind: .entity(kind), identifier: self.name(of: kind, id), name: name, line: line),
            names: known, others: ([name] + others).map { NameFolding.fold($0) }))
      }
    }
    return entries
  }

  private func described(
    _ kind: EntityKind, _ id: Int32
  ) -> (name: String, line: String, others: [String]) {
    switch kind {
    case .measure:
      let measure = measure(id)
      let about = measure.kind == .right ? measure.right : measure.topic
      let years =
        measure.lastYear < measure.firstYear ? "" : "\(measure.firstYear)–\(measure.lastYear)"
      let line = [about, measure.basis, measure.unit, measure.family, years]
      return (
        measure.name, joined(line),
        [measure.right, measure.topic, measure.category, measure.family]
      )
    case .treaty:
      let treaty = treaty(id)
      let year = treaty.adopted.map { String($0.year) } ?? ""
      return (treaty.title, joined([treaty.system, treaty.topic, year]), [treaty.topic])
    case .country:
      let region = countries.text("subregion", id)
      return (
        countries.text("name", id),
        joined([countries.text("iso3", id), countries.text("kind", id), region]), [region]
      )
    case .group:
      let members = members(of: id, day: nil).count
      return (groups.text("title", id), "\(members) members", [])
    case .basket:
      let basket = basket(id)
      let treaties = basket.treaties.map { name(of: EntityKind.treaty, $0) }
      return (basket.title, treaties.joined(separator: ", "), [])
    }
  }

  private func joined(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

private struct SearchEntry {
  var hit: SearchHit
  /// Folded names and codes.
  var names: [String]
  /// Folded texts whose words count too.
  var others: [String]

  private var words: [Substring] { (names + others).flatMap { SearchWords.split($0) } }

  /// Which of the words begin one of the entry's, those in `s` also without it.
  func found(_ words: [Substring]) -> [Bool] {
    let own = self.words
    return words.map { word in
      let stem = word.count > 3 && word.hasSuffix("s") ? word.dropLast() : word
      return own.contains { $0.hasPrefix(stem) }
    }
  }

  /// Smaller is better; nil where a word is lacking.
  func rank(_ folded: String, _ words: [Substring]) -> Int? {
    if names.contains(folded) { return 0 }
    if names.contains(where: { $0.hasPrefix(folded) }) { return 1 }
    guard found(words).allSatisfy({ $0 }) else { return nil }
    let own = self.words
    return words.allSatisfy(own.contains) ? 2 : 3
  }
}
