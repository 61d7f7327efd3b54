import ColumnStore
import SourceText

/// The place of each code in the order of the texts, made once per dictionary.
final class RankCache {
  private var byDictionary: [ObjectIdentifier: (TextDictionary, Vector<Int32>)] = [:]
  private var byEntity: [ValueType: Vector<Int32>] = [:]

  /// Rank of each code in Unicode scalar order; equal texts share a rank.
  func ranks(of dictionary: TextDictionary) -> Vector<Int32> {
    if let (_, ranks) = byDictionary[ObjectIdentifier(dictionary)] { return ranks }
    let ranks = RankCache.ranks(count: dictionary.count) {
      compareBytes(dictionary.utf8($0), dictionary.utf8($1))
    }
    // Keeping the dictionary keeps its identity from being reused.
    byDictionary[ObjectIdentifier(dictionary)] = (dictionary, ranks)
    return ranks
  }

  /// Rank of each entity by printed name, as in an index: without regard to case and accents.
  /// Entities of one name stand in the order of their numbers.
  func ranks(of type: ValueType, highest: Int32, _ source: any LookupSource) -> Vector<Int32> {
    if let ranks = byEntity[type], ranks.count > Int(highest) { return ranks }
    let names = (0...max(0, highest)).map {
      Array(NameFolding.fold(source.name(of: type, $0)).utf8)
    }
    let order = names.indices.sorted {
      names[$0] == names[$1] ? $0 < $1 : names[$0].lexicographicallyPrecedes(names[$1])
    }
    var ranks = [Int32](repeating: 0, count: names.count)
    for (rank, id) in order.enumerated() { ranks[id] = Int32(rank) }
    let vector = Vector(ranks)
    byEntity[type] = vector
    return vector
  }

  private static func ranks(count: Int, _ compare: (Int32, Int32) -> Int) -> Vector<Int32> {
    let order = (0..<Int32(count)).sorted { compare($0, $1) < 0 }
    var ranks = [Int32](repeating: 0, count: count)
    var rank: Int32 = 0
    for (place, code) in order.enumerated() {
      if place > 0, compare(order[place - 1], code) != 0 { rank += 1 }
      ranks[Int(code)] = rank
    }
    return Vector(ranks)
  }
}
