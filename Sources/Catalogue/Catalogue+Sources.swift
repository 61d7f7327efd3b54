package import ColumnStore

/// Where data come from: a row of `sources.csv`.
package struct SourceEntry: Hashable, Sendable {
  /// As the `source` columns name it: `UNTC2026`.
  package var identifier: String
  package var title: String
  package var authority: String
  package var asOf: PartialDate?
  package var licence: String
  /// An address or another way to find it.
  package var reference: String
  /// The added package that holds the data; nil for the built-in one.
  package var package: String?
}

extension Catalogue {
  /// Nil where no source has the name.
  package func source(_ identifier: String) -> SourceEntry? {
    (0..<Int32(sources.count)).first { sources.text("source", $0) == identifier }.map { row in
      SourceEntry(
        identifier: identifier, title: sources.text("title", row),
        authority: sources.text("authority", row), asOf: sources.date("as_of", row),
        licence: sources.text("licence", row), reference: sources.text("url_or_reference", row),
        package: reader.fact("package." + identifier))
    }
  }

  package func sources(ofMeasure measure: Int32) -> [SourceEntry] {
    entries([measures.text("source", measure)])
  }

  /// The sources of the treaty's list of parties, that of the most rows first.
  package func sources(ofTreaty treaty: Int32) -> [SourceEntry] {
    entries(treaties.text("sources", treaty).split(separator: ";").map(String.init))
  }

  package func sources(ofGroup group: Int32) -> [SourceEntry] {
    entries([groups.text("source", group)])
  }

  /// The sources of a table, in the order of the data package; of `rights` and `indicators`
  /// those of their measures.
  package func sources(ofTable table: String) -> [SourceEntry] {
    switch table {
    case "rights", "indicators":
      let kind = table == "rights" ? Measure.Kind.right : .indicator
      let ids = (0..<Int32(measures.count)).filter {
        measures.text("kind", $0) == kind.rawValue
      }
      return entries(ids.map { measures.text("source", $0) })
    case "groups": return listed("group_members")
    default: return listed(reader.fact("sources.table." + table) == nil ? table : "table." + table)
    }
  }

  /// The sources of what was read of a table: of its columns where they come from different ones
  /// and some of those were read, else of the table.
  package func sources(ofTable table: String, columns: Set<String>) -> [SourceEntry] {
    let origins = TableDefinition.sources[table] ?? []
    let read = origins.filter { columns.contains($0.column) }.map(\.source)
    return read.isEmpty ? sources(ofTable: table) : entries(read)
  }

  private func listed(_ role: String) -> [SourceEntry] {
    entries(reader.fact("sources." + role)?.split(separator: ";").map(String.init) ?? [])
  }

  /// Each once, in the order given.
  private func entries(_ identifiers: [String]) -> [SourceEntry] {
    var seen: Set<String> = []
    return identifiers.filter { seen.insert($0).inserted }.compactMap { source($0) }
  }
}
