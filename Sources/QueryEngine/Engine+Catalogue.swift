package import Catalogue
import ColumnStore

extension Engine {
  package init(catalogue: Catalogue, settings: EngineSettings = EngineSettings()) {
    self.init(lookups: catalogue, settings: settings)
  }
}

extension Catalogue: LookupSource {
  package var editionDay: Int32 { editionDate.lastDay }

  package func treaties(of basket: Int32) -> [Int32] { self.basket(basket).treaties }

  package func canSayNotParty(_ treaty: Int32) -> Bool {
    self.treaty(treaty).coverage.canSayNotParty
  }

  package func reader(of treaty: Int32) throws -> any TreatyReader { try record(of: treaty) }

  package func sourceTable(_ name: String) -> (any SourceTable)? { table(name) }
}

extension TreatyRecord: TreatyReader {}

extension CatalogueTable: SourceTable {}
