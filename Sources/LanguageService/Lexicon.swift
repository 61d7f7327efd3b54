import Catalogue
import ColumnStore

/// All entities of the catalogue under all their names, folded once for every later key press.
struct Lexicon: Sendable {
  struct Entry: Sendable {
    var kind: EntityKind
    var id: Int32
    /// Canonical spelling, as the catalogue prints it.
    var name: String
    var keys: [NameKey]
    /// The spelling behind each key.
    var spellings: [String]
    /// Organisations and former States go behind the countries of the list.
    var isSecondary = false
    var measureKind: Measure.Kind?
  }

  let countries: [Entry]
  let treaties: [Entry]
  let measures: [Entry]
  let groups: [Entry]
  let baskets: [Entry]

  /// - Complexity: O(names), some milliseconds for the shipped catalogue.
  init(_ catalogue: Catalogue) {
    func entries(
      _ kind: EntityKind, _ others: (Int32) -> [String]
    ) -> [Entry] {
      var builders = (0..<Int32(catalogue.count(of: kind))).map { id in
        EntryBuilder(kind: kind, id: id, name: catalogue.name(of: kind, id))
      }
      for known in catalogue.knownNames(of: kind) where builders.indices.contains(Int(known.id)) {
        builders[Int(known.id)].add(known.text, tier: Int(known.tier.rawValue))
      }
      return builders.indices.map { index in
        for other in others(Int32(index)) {
          builders[index].add(other, tier: 4, isFuzzy: false)
        }
        return builders[index].entry
      }
    }
    var countries = entries(.country) { _ in [] }
    for index in countries.indices where index >= catalogue.listedCountryCount {
      countries[index].isSecondary = true
    }
    self.countries = countries
    treaties = entries(.treaty) { id in
      let treaty = catalogue.treaty(id)
      return [treaty.shortTitle, treaty.title]
    }
    var measures = entries(.measure) { [catalogue.measure($0).name] }
    for index in measures.indices {
      measures[index].measureKind = catalogue.measure(Int32(index)).kind
    }
    self.measures = measures
    groups = entries(.group) { [catalogue.group($0).title] }
    baskets = entries(.basket) { [catalogue.basket($0).title] }
  }

  func entries(of kind: EntityKind) -> [Entry] {
    switch kind {
    case .country: countries
    case .treaty: treaties
    case .measure: measures
    case .group: groups
    case .basket: baskets
    }
  }

  private struct EntryBuilder {
    var entry: Entry
    var seen: Set<[UInt8]> = []

    init(kind: EntityKind, id: Int32, name: String) {
      entry = Entry(kind: kind, id: id, name: name, keys: [], spellings: [])
      add(name, tier: 0)
    }

    mutating func add(_ text: String, tier: Int, isFuzzy: Bool = true) {
      let key = NameKey(text, tier: tier, isFuzzy: isFuzzy && tier == 0)
      guard !key.folded.isEmpty, seen.insert(key.folded).inserted else { return }
      entry.keys.append(key)
      entry.spellings.append(text)
    }
  }
}
