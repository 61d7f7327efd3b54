import ColumnStore

/// One of the names of an entity, for completion and help.
package struct KnownName: Sendable {
  /// Official names before codes, those before other names, former ones last.
  package enum Tier: UInt8, Sendable { case official, code, alias, former }

  package var text: String
  package var id: Int32
  package var tier: Tier
}

extension Catalogue {
  /// All names of all entities of a kind, in the order of their folded spelling.
  ///
  /// - Complexity: O(*n*) in the number of all names.
  package func knownNames(of kind: EntityKind) -> [KnownName] {
    var known: [KnownName] = []
    for entry in 0..<names.count where names.kinds[entry] == kind.rawValue {
      known.append(
        KnownName(
          text: names.texts[Int32(entry)], id: names.ids[entry],
          tier: KnownName.Tier(rawValue: names.tiers[entry]) ?? .alias))
    }
    return known
  }
}
