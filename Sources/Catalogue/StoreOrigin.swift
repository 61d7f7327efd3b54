import ColumnStore

/// A file as it was at a moment. One that is not there has the size -1.
struct FileStamp: Hashable {
  let path: String
  let size: Int64
  let modified: Int64

  init(_ path: String) {
    let status = try? FileStatus.of(path: path)
    self.path = path
    size = Int64(status?.size ?? -1)
    modified = status?.modified ?? -1
  }
}

/// What a store was built from: the packages' folders, and each of their files as it was before it
/// was read. A store is used only while all of them are as they were.
enum StoreOrigin {
  private static let folders = "origin/folders"
  private static let files = "origin/files"
  private static let sizes = "origin/sizes"
  private static let times = "origin/times"

  static func add(_ packages: [PackageDescriptor], to store: inout StoreBuilder) {
    let stamps = packages.flatMap(\.stamps)
    store.add(folders, dictionary: TextDictionary(packages.map(\.folder)))
    store.add(files, dictionary: TextDictionary(stamps.map(\.path)))
    store.add(sizes, Vector(stamps.map { UInt64(bitPattern: $0.size) }))
    store.add(times, Vector(stamps.map { UInt64(bitPattern: $0.modified) }))
  }

  /// Whether a store is of these folders and their files are as they were.
  ///
  /// - Complexity: one question to the system for each file; none is opened.
  static func isCurrent(_ store: StoreFile, of wanted: [String]) throws(StoreError) -> Bool {
    let folders = try store.dictionary(folders)
    guard folders.count == wanted.count else { return false }
    for (code, folder) in wanted.enumerated() {
      guard folders.utf8(Int32(code)).elementsEqual(folder.utf8) else { return false }
    }
    let files = try store.dictionary(files)
    let sizes: Vector<UInt64> = try store.section(sizes)
    let times: Vector<UInt64> = try store.section(times)
    guard files.count == sizes.count, files.count == times.count else {
      throw StoreError(.damaged(part: "its origin"), file: store.path)
    }
    for index in 0..<files.count {
      let stamp = FileStamp(files[Int32(index)])
      guard UInt64(bitPattern: stamp.size) == sizes[index],
        UInt64(bitPattern: stamp.modified) == times[index]
      else { return false }
    }
    return true
  }
}
