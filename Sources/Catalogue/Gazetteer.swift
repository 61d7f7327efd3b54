import SourceText

/// Names of countries while the catalogue is being built.
struct Gazetteer {
  private var entries: [String: [NameEntry]] = [:]
  private var official: [Int32: String] = [:]

  init(_ names: [NameEntry]) {
    for entry in names where entry.kind == .country {
      entries[String(decoding: entry.folded, as: UTF8.self), default: []].append(entry)
      if entry.tier == .official, official[entry.id] == nil { official[entry.id] = entry.text }
    }
  }

  /// As `Catalogue.matches` finds it: the one whose official name it is, else the only one.
  func country(named text: String) -> Int32? {
    let found = entries[NameFolding.fold(text)] ?? []
    let first = found.filter { $0.tier == .official }
    let ids = Set((first.isEmpty ? found : first).map(\.id))
    return ids.count == 1 ? ids.first : nil
  }

  func nearest(to text: String) -> [String] {
    let near = NameSuggestion.nearest(
      to: NameFolding.fold(text), among: entries.keys.sorted(), limit: 12)
    var seen: Set<Int32> = []
    let ids = near.flatMap { entries[$0] ?? [] }.map(\.id).filter { seen.insert($0).inserted }
    return ids.prefix(3).compactMap { official[$0] }
  }
}
