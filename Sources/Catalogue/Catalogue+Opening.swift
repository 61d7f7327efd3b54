import ColumnStore

extension Catalogue {
  /// Opens the store of a data package, building it where there is none that fits.
  ///
  /// The store's name in the cache folder holds a fingerprint of the package's files (path, size,
  /// time of change) and of the format, so that a stale one is never opened. A damaged one is
  /// built anew. It appears under its name when it is complete; several processes may build at
  /// once. Stores of earlier states of the same folder are removed. Where the cache folder is nil
  /// or cannot be written, the store is built into a temporary file without a name.
  /// - Parameter progress: takes a line about what takes time or went another way.
  package static func openOrBuild(
    data folder: String, cache: String?, progress: (String) -> Void
  ) throws(CatalogueError) -> Catalogue {
    let package = try PackageDescriptor(folder: Folder.resolved(folder))
    let place = StorePlace(package, cache: cache)
    if let path = place.path {
      do throws(CatalogueError) {
        return try open(path)
      } catch {
        if case .storeDamaged = error.problem {
          progress("the data store is damaged and is built anew")
        }
      }
    }
    return try build(package, place, progress)
  }

  /// Builds the store anew whatever there is, and opens it: for a store found to be damaged
  /// while it was in use.
  package static func rebuild(
    data folder: String, cache: String?, progress: (String) -> Void
  ) throws(CatalogueError) -> Catalogue {
    let package = try PackageDescriptor(folder: Folder.resolved(folder))
    return try build(package, StorePlace(package, cache: cache), progress)
  }

  private static func open(_ path: String) throws(CatalogueError) -> Catalogue {
    let store: StoreFile
    do throws(StoreError) {
      store = try StoreFile.open(path)
    } catch {
      throw CatalogueError(error)
    }
    return try Catalogue(store: store)
  }

  private static func build(
    _ package: PackageDescriptor, _ place: StorePlace, _ progress: (String) -> Void
  ) throws(CatalogueError) -> Catalogue {
    progress("building the data store from `\(package.folder)`")
    if let path = place.path {
      do throws(CatalogueError) {
        do throws(FileWriteError) {
          try CacheFolder.make(place.cache)
        } catch {
          throw CatalogueError(error)
        }
        try CatalogueBuilder.build(package, to: path)
        let catalogue = try open(path)
        place.removeOthers()
        return catalogue
      } catch {
        // Only the writing may fail here; what is wrong in the data is wrong elsewhere too.
        guard case .cannotWrite(let reason) = error.problem else { throw error }
        progress("\(reason.message); the data store is kept for this session only")
      }
    }
    let path = Folder.temporary + "/" + Folder.uniqueName()
    defer { Folder.remove(file: path) }
    try CatalogueBuilder.build(package, to: path)
    return try open(path)
  }
}

/// The name of a package's store in the cache folder.
private struct StorePlace {
  let cache: String
  /// Nil without a cache folder.
  let path: String?
  private let prefix: String
  private let name: String

  init(_ package: PackageDescriptor, cache: String?) {
    let version = Array("catalogue \(CatalogueBuilder.formatVersion)".utf8)
    let folder = StoreFingerprint.of(files: [], contents: [Array(package.folder.utf8)])
    prefix = "data-\(folder.prefix(12))-"
    let name = prefix + StoreFingerprint.of(files: package.files, contents: [version]) + ".store"
    self.name = name
    self.cache = cache ?? ""
    path = cache.map { $0 + "/" + name }
  }

  /// Those of earlier states of the package. A process that has one open keeps its mapping.
  func removeOthers() {
    for other in Folder.names(in: cache)
    where other.hasPrefix(prefix) && other.hasSuffix(".store") && other != name {
      Folder.remove(file: cache + "/" + other)
    }
  }
}
