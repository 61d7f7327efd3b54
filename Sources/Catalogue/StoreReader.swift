import ColumnStore
import Synchronization

/// Columns of the store, read when first asked for and kept.
final class StoreReader: Sendable {
  private let store: StoreFile
  private let kept = Mutex<[String: Column]>([:])
  /// Single facts and row counts.
  let meta: [String: String]

  init(_ store: StoreFile) throws(CatalogueError) {
    self.store = store
    do throws(StoreError) {
      let pairs = try store.dictionary("meta").texts
      var meta: [String: String] = [:]
      for index in stride(from: 0, to: pairs.count - 1, by: 2) {
        meta[pairs[index]] = pairs[index + 1]
      }
      self.meta = meta
    } catch {
      throw CatalogueError(error)
    }
  }

  var path: String { store.path }

  /// A damaged store is taken away, so that the next start builds it anew. Who has it open keeps
  /// what is whole of it.
  private func failure(_ error: StoreError) -> CatalogueError {
    if case .damaged = error.problem { Folder.remove(file: store.path) }
    return CatalogueError(error)
  }

  func number(_ key: String) -> Int { meta[key].flatMap { Int($0) } ?? 0 }

  func rows(_ table: String) -> Int { number("rows." + table) }

  /// A stored column; its sections are checked the first time.
  func column(_ section: String, _ type: ValueType) throws(CatalogueError) -> Column {
    if let column = kept.withLock({ $0[section] }) { return column }
    let column: Column
    do throws(StoreError) {
      column = try store.column(section, type: type)
    } catch {
      throw failure(error)
    }
    kept.withLock { $0[section] = column }
    return column
  }

  func section<Element: StoreElement>(
    _ name: String, of: Element.Type = Element.self
  ) throws(CatalogueError) -> Vector<Element> {
    do throws(StoreError) {
      return try store.section(name)
    } catch {
      throw failure(error)
    }
  }

  func dictionary(_ name: String) throws(CatalogueError) -> TextDictionary {
    do throws(StoreError) {
      return try store.dictionary(name)
    } catch {
      throw failure(error)
    }
  }
}
