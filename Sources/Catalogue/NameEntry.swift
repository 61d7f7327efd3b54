import ColumnStore
import SourceText

/// One name of one entity.
struct NameEntry {
  /// Official names go before all others; among those several are ambiguous.
  enum Tier: UInt8 { case official = 0, code, alias, former }

  var text: String
  var folded: [UInt8]
  var kind: EntityKind
  var id: Int32
  var tier: Tier
}

extension PackageBuilder {
  mutating func addName(_ text: String?, _ kind: EntityKind, _ id: Int32, _ tier: NameEntry.Tier) {
    guard let text else { return }
    let folded = Array(NameFolding.fold(text).utf8)
    if folded.isEmpty { return }
    names.append(NameEntry(text: text, folded: folded, kind: kind, id: id, tier: tier))
  }

  /// The index of names, in the order of their folded bytes; each name of an entity once.
  mutating func addNames() {
    let order = names.indices.sorted { a, b in
      let (left, right) = (names[a], names[b])
      if left.folded != right.folded {
        return left.folded.lexicographicallyPrecedes(right.folded)
      }
      return (left.kind.rawValue, left.id, left.tier.rawValue, a)
        < (right.kind.rawValue, right.id, right.tier.rawValue, b)
    }
    var kept: [NameEntry] = []
    for index in order {
      let entry = names[index]
      if let last = kept.last, last.folded == entry.folded, last.kind == entry.kind,
        last.id == entry.id
      {
        continue
      }
      kept.append(entry)
    }
    let folded = kept.map { String(decoding: $0.folded, as: UTF8.self) }
    store.add("names/folded", dictionary: TextDictionary(folded))
    store.add("names/text", dictionary: TextDictionary(kept.map(\.text)))
    store.add("names/kind", Vector(kept.map(\.kind.rawValue)))
    store.add("names/tier", Vector(kept.map(\.tier.rawValue)))
    store.add("names/id", Vector(kept.map(\.id)))
  }
}
