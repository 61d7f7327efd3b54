import ColumnStore

extension Catalogue {
  /// Opens the store of a data package, building it where there is none that fits.
  ///
  /// The store holds what it was built from (each file's path, size and time of change), and is
  /// opened only while that is how the files are; a stale or damaged one is built anew. Packages of
  /// the user's make one store with the built-in one, under a name of its own for each set of
  /// them. It appears under its name when it is complete; several processes may build at once.
  /// Where the cache folder is nil or cannot be written, the store is built into a temporary file
  /// without a name.
  /// - Parameters:
  ///   - folder: the built-in package.
  ///   - folders: packages whose tables, measures and groups stand beside the built-in ones.
  ///   - progress: takes a line about what takes time or went another way.
  package static func openOrBuild(
    data folder: String, adding folders: [String] = [], cache: String?,
    progress: (String) -> Void
  ) throws(CatalogueError) -> Catalogue {
    let folders = distinct(folder, folders)
    let place = StorePlace(folders, cache: cache)
    if let path = place.path {
      do throws(CatalogueError) {
        if let catalogue = try open(path, of: folders) { return catalogue }
      } catch {
        if case .storeDamaged = error.problem {
          progress("the data store is damaged and is built anew")
        }
      }
    }
    return try build(folders, place, progress)
  }

  /// The built-in package's folder, then those added, each once.
  private static func distinct(_ folder: String, _ added: [String]) -> [String] {
    var folders = [Folder.resolved(folder)]
    for folder in added.map({ Folder.resolved($0) }) where !folders.contains(folder) {
      folders.append(folder)
    }
    return folders
  }

  /// Nil where the store is of another state of the files.
  private static func open(
    _ path: String, of folders: [String]
  ) throws(CatalogueError) -> Catalogue? {
    do throws(StoreError) {
      let store = try StoreFile.open(path)
      guard try StoreOrigin.isCurrent(store, of: folders) else { return nil }
      return try Catalogue(store: store)
    } catch {
      throw CatalogueError(error)
    }
  }

  private static func build(
    _ folders: [String], _ place: StorePlace, _ progress: (String) -> Void
  ) throws(CatalogueError) -> Catalogue {
    var packages = try descriptors(folders)
    let named = folders.map { "`\($0)`" }.joined(separator: " and ")
    progress("building the data store from \(named)")
    if let path = place.path {
      do throws(CatalogueError) {
        do throws(FileWriteError) {
          try CacheFolder.make(place.cache)
        } catch {
          throw CatalogueError(error)
        }
        // A store can be stale at once: files were changed while they were read, or another
        // process that had read an earlier state of them was the last to give its store the name.
        for _ in 0..<2 {
          try CatalogueBuilder.build(packages, to: path, progress: progress)
          if let catalogue = try open(path, of: folders) {
            place.removeOthers()
            return catalogue
          }
          packages = try descriptors(folders)
        }
        progress("the data files change while they are read")
      } catch {
        // Only writing and opening may fail here; what is wrong in the data is wrong elsewhere too.
        switch error.problem {
        case .cannotWrite, .storeDamaged, .storeUnreadable:
          progress("\(error.message); the data store is kept for this session only")
        default: throw error
        }
      }
    }
    let path = Folder.temporary + "/" + Folder.uniqueName()
    defer { Folder.remove(file: path) }
    try CatalogueBuilder.build(packages, to: path, progress: progress)
    do throws(StoreError) {
      return try Catalogue(store: StoreFile.open(path))
    } catch {
      throw CatalogueError(error)
    }
  }

  private static func descriptors(
    _ folders: [String]
  ) throws(CatalogueError) -> [PackageDescriptor] {
    var packages: [PackageDescriptor] = []
    for folder in folders { packages.append(try PackageDescriptor(folder: folder)) }
    return packages
  }
}

/// The name of the store of a package, or of a set of them, in the cache folder.
private struct StorePlace {
  let cache: String
  /// Nil without a cache folder.
  let path: String?
  private let prefix: String
  private let name: String

  init(_ folders: [String], cache: String?) {
    let set = StoreFingerprint.of(contents: folders.map { Array($0.utf8) })
    prefix = "data-\(set.prefix(12))-"
    name = prefix + "\(CatalogueBuilder.formatVersion).store"
    self.cache = cache ?? ""
    path = cache.map { [name] in $0 + "/" + name }
  }

  /// Stores of other forms; a process that has one open keeps its mapping. Unfinished ones too, if
  /// they are so much older than the new one that nobody writes them.
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
