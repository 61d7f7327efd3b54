import ColumnStore

extension Catalogue {
  /// Opens the store of a data package, building it where there is none that fits.
  ///
  /// The store's name in the cache folder holds a fingerprint of the package's files (path, size,
  /// time of change) and of the format, so that a stale one is never opened. A damaged one is
  /// built anew. Packages of the user's make one store with the built-in one, under a name of its
  /// own for each set of them. It appears under its name when it is complete; several processes may build at
  /// once. Stores of earlier states of the same folder are removed. Where the cache folder is nil
  /// or cannot be written, the store is built into a temporary file without a name.
  /// - Parameters:
  ///   - folder: the built-in package.
  ///   - folders: packages whose tables, measures and groups stand beside the built-in ones.
  ///   - progress: takes a line about what takes time or went another way.
  package static func openOrBuild(
    data folder: String, adding folders: [String] = [], cache: String?,
    progress: (String) -> Void
  ) throws(CatalogueError) -> Catalogue {
    let packages = try packages(folder, folders)
    let place = StorePlace(packages, cache: cache)
    if let path = place.path {
      do throws(CatalogueError) {
        return try open(path)
      } catch {
        if case .storeDamaged = error.problem {
          progress("the data store is damaged and is built anew")
        }
      }
    }
    return try build(packages, place, progress)
  }

  /// Builds the store anew whatever there is, and opens it: for a store found to be damaged
  /// while it was in use.
  package static func rebuild(
    data folder: String, adding folders: [String] = [], cache: String?,
    progress: (String) -> Void
  ) throws(CatalogueError) -> Catalogue {
    let packages = try packages(folder, folders)
    return try build(packages, StorePlace(packages, cache: cache), progress)
  }

  /// The built-in package, then those added, each once.
  private static func packages(
    _ folder: String, _ added: [String]
  ) throws(CatalogueError) -> [PackageDescriptor] {
    var packages = [try PackageDescriptor(folder: Folder.resolved(folder))]
    for folder in added.map({ Folder.resolved($0) })
    where !packages.contains(where: { $0.folder == folder }) {
      packages.append(try PackageDescriptor(folder: folder))
    }
    return packages
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
    _ packages: [PackageDescriptor], _ place: StorePlace, _ progress: (String) -> Void
  ) throws(CatalogueError) -> Catalogue {
    let (package, added) = (packages[0], packages.dropFirst().map(\.folder))
    let folders = packages.map { "`\($0.folder)`" }.joined(separator: " and ")
    progress("building the data store from \(folders)")
    if let path = place.path {
      do throws(CatalogueError) {
        do throws(FileWriteError) {
          try CacheFolder.make(place.cache)
        } catch {
          throw CatalogueError(error)
        }
        try CatalogueBuilder.build(package, adding: added, to: path, progress: progress)
        do throws(CatalogueError) {
          let catalogue = try open(path)
          place.removeOthers()
          return catalogue
        } catch {
          progress("\(error.message); the data store is kept for this session only")
        }
      } catch {
        // Only the writing may fail here; what is wrong in the data is wrong elsewhere too.
        guard case .cannotWrite(let reason) = error.problem else { throw error }
        progress("\(reason.message); the data store is kept for this session only")
      }
    }
    let path = Folder.temporary + "/" + Folder.uniqueName()
    defer { Folder.remove(file: path) }
    try CatalogueBuilder.build(package, adding: added, to: path, progress: progress)
    return try open(path)
  }
}

/// The name of the store of a package, or of a set of them, in the cache folder.
private struct StorePlace {
  let cache: String
  /// Nil without a cache folder.
  let path: String?
  private let prefix: String
  private let name: String

  init(_ packages: [PackageDescriptor], cache: String?) {
    let version = Array("catalogue \(CatalogueBuilder.formatVersion)".utf8)
    let folder = StoreFingerprint.of(files: [], contents: packages.map { Array($0.folder.utf8) })
    prefix = "data-\(folder.prefix(12))-"
    let name =
      prefix + StoreFingerprint.of(files: packages.flatMap(\.files), contents: [version])
      + ".store"
    self.name = name
    self.cache = cache ?? ""
    path = cache.map { $0 + "/" + name }
  }

  /// Stores of earlier states of the package; a process that has one open keeps its mapping.
  /// Unfinished ones too, if they are so much older than the new one that nobody writes them.
  func removeOthers() {
    let now = path.flatMap { try? FileStatus.of(path: $0).modified } ?? 0
    for other in Folder.names(in: cache) where other.hasPrefix(prefix) && other != name {
      let file = cache + "/" + other
      let age = (try? FileStatus.of(path: file)).map { now - $0.modified } ?? 0
      if other.hasSuffix(".store") || (other.hasSuffix(".tmp") && age > StorePlace.abandonedAge) {
        Folder.remove(file: file)
      }
    }
  }

  /// Nanoseconds: ten minutes, many times what building takes.
  private static let abandonedAge: Int64 = 600_000_000_000
}
