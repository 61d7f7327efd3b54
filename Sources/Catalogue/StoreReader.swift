import ColumnStore
import Synchronization

/// Columns of the store, read when first asked for and kept.
final class StoreReader: Sendable {
  let store: StoreFile
  private let kept = Mutex<[String: Column]>([:])
  private let firstDamage = SetOnce<Damage>()
  /// Single facts and row counts: keys and values in turn.
  private let facts: TextDictionary

  /// - Complexity: nothing but the facts is read.
  init(_ store: StoreFile) throws(StoreError) {
    self.store = store
    facts = try store.dictionary("meta")
  }

  var path: String { store.path }

  private final class Damage: Sendable {
    let error: CatalogueError
    init(_ error: CatalogueError) { self.error = error }
  }

  /// What was found wrong in a list that nobody could be told of where it was read. Its sums fit,
  /// so this is a store that no builder of this program wrote.
  var damage: CatalogueError? { firstDamage.load()?.error }

  /// A list that is read when it is first used; an empty one where it does not hold together.
  func list<List>(
    _ empty: @autoclosure () -> List, _ read: () throws(StoreError) -> List
  ) -> List {
    do throws(StoreError) {
      return try read()
    } catch {
      _ = firstDamage.storeIfNil(Damage(failure(error)))
      return empty()
    }
  }

  /// A damaged store is taken away, so that the next start builds it anew. Who has it open keeps
  /// what is whole of it.
  func failure(_ error: StoreError) -> CatalogueError {
    let failure = CatalogueError(error)
    if case .storeDamaged = failure.problem { Folder.remove(file: store.path) }
    return failure
  }

  /// A single fact.
  ///
  /// - Complexity: O(facts), of which there are some hundred.
  func fact(_ key: String) -> String? {
    for code in stride(from: 0, to: Int32(facts.count) - 1, by: 2)
    where facts.utf8(code).elementsEqual(key.utf8) {
      return facts[code + 1]
    }
    return nil
  }

  func number(_ key: String) -> Int { fact(key).flatMap { Int($0) } ?? 0 }

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
