import ColumnStore

/// All names of all entities, in the order of their folded bytes.
final class NameIndex: Sendable {
  let folded: TextDictionary
  let texts: TextDictionary
  let kinds: Vector<UInt8>
  let tiers: Vector<UInt8>
  let ids: Vector<Int32>

  init(_ reader: StoreReader) throws(StoreError) {
    folded = try reader.store.dictionary("names/folded")
    texts = try reader.store.dictionary("names/text")
    kinds = try reader.store.section("names/kind")
    tiers = try reader.store.section("names/tier")
    ids = try reader.store.section("names/id")
    for count in [texts.count, kinds.count, tiers.count, ids.count] where count != folded.count {
      throw StoreError(.damaged(part: "the index of names"), file: reader.path)
    }
  }

  /// No names.
  init() {
    folded = TextDictionary([])
    texts = folded
    kinds = Vector([])
    tiers = Vector([])
    ids = Vector([])
  }

  var count: Int { ids.count }

  /// The entries of a folded name.
  ///
  /// - Complexity: O(log *n*) comparisons of bytes.
  func entries(_ word: [UInt8]) -> Range<Int> {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if folded.utf8(Int32(middle)).lexicographicallyPrecedes(word) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var end = low
    while end < count, folded.utf8(Int32(end)).elementsEqual(word) { end += 1 }
    return low..<end
  }

  func tier(_ entry: Int) -> NameEntry.Tier { NameEntry.Tier(rawValue: tiers[entry]) ?? .alias }
}
