import Catalogue
import ColumnStore
import QuerySemantics
import Workbench

/// The sources of what a definition reads, for blocks that have no result of their own.
enum CatalogueSources {
  static func lines(_ uses: CatalogueUses, _ catalogue: Catalogue) -> [SourceLine] {
    var entries: [SourceEntry] = []
    for table in uses.tables.sorted() where table != "countries" {
      entries += catalogue.sources(ofTable: table)
    }
    for treaty in uses.treaties.sorted() { entries += catalogue.sources(ofTreaty: treaty) }
    for measure in uses.measures.sorted() { entries += catalogue.sources(ofMeasure: measure) }
    var lines = entries.map { line($0, isReference: false) }
    if uses.tables.contains("countries"), entries.isEmpty || !uses.attributes.isEmpty {
      lines += catalogue.sources(ofTable: "countries").map { line($0, isReference: true) }
    }
    return lines
  }

  private static func line(_ entry: SourceEntry, isReference: Bool) -> SourceLine {
    var line = SourceLine(
      key: entry.identifier, title: entry.title, authority: entry.authority,
      asOf: entry.asOf?.text ?? "", licence: entry.licence, reference: entry.reference)
    line.isReference = isReference
    line.package = entry.package
    return line
  }
}
