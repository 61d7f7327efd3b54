import Catalogue
import ColumnStore
import Foundation
import Testing

@Suite("opening and building the store")
struct OpeningTests {
  private let data = TestFolder()
  private let cache = TestFolder()

  init() throws { try SmallPackage().write(to: data) }

  private func open() throws -> (catalogue: Catalogue, lines: [String]) {
    var lines: [String] = []
    let catalogue = try Catalogue.openOrBuild(data: data.path, cache: cache.path) {
      lines.append($0)
    }
    return (catalogue, lines)
  }

  @Test("the first start builds, the second only opens")
  func twice() throws {
    #expect(try open().lines.count == 1)
    let stores = cache.names
    #expect(stores.count == 1)
    #expect(try open().lines == [])
    #expect(cache.names == stores)
  }

  @Test("a changed file makes a new store, and the old one goes")
  func stale() throws {
    let old = try open().catalogue
    let stores = cache.names
    var package = SmallPackage()
    package.files["values.csv"]?.append("\nNAM,2002,,10")
    try package.write(to: data)
    let (new, lines) = try open()
    #expect(lines.count == 1)
    #expect(cache.names == stores)
    #expect(try #require(new.table("indicators")).rowCount == 4)
    // The process that has the old one open reads on.
    #expect(try #require(old.table("indicators")).rowCount == 3)
    #expect(try old.values(of: old.id("wealth", .measure)).values.count == 6 * 3)
  }

  @Test("a change of any file or of the set of packages is noticed, and nothing else is")
  func origin() throws {
    _ = try open()
    try data.write(["data/other.csv": "a\n"])
    let files =
      ["datapackage.json"]
      + (try FileManager.default.contentsOfDirectory(atPath: data.path + "/data").sorted()
        .map { "data/" + $0 })
    #expect(files.count > 5)
    for file in files {
      // The same bytes at another time.
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000)],
        ofItemAtPath: data.path + "/" + file)
      let isResource = SmallPackage().descriptor.contains("\"\(file)\"")
      #expect(try open().lines.isEmpty == !(isResource || file == "datapackage.json"), "\(file)")
      #expect(try open().lines.isEmpty, "\(file)")
    }
    // A store under the name of another set of folders is not taken for its own.
    let other = TestFolder()
    try SmallPackage().write(to: other)
    let names = cache.names
    _ = try Catalogue.openOrBuild(data: other.path, cache: cache.path) { _ in }
    let foreign = try #require(Set(cache.names).subtracting(names).first)
    let own = try #require(names.first)
    try FileManager.default.removeItem(atPath: cache.path + "/" + own)
    try FileManager.default.copyItem(
      atPath: cache.path + "/" + foreign, toPath: cache.path + "/" + own)
    #expect(try open().lines.count == 1)
    #expect(try open().lines.isEmpty)
  }

  @Test("lists that do not hold together, though every sum fits, are said to be damaged")
  func forged() throws {
    let path = cache.path + "/forged.store"
    var builder = StoreBuilder()
    builder.add("meta", dictionary: TextDictionary(["rows.countries.all", "1", "edition", "1"]))
    builder.add("countries/name", Vector<Int32>([7]))
    builder.add("countries/name#offsets", Vector<UInt32>([0, 1]))
    builder.add("countries/name#bytes", bytes: [65])
    try builder.write(to: path)
    let catalogue = try Catalogue(store: StoreFile.open(path))
    #expect(catalogue.damage == nil)
    #expect(catalogue.name(of: EntityKind.country, 0) == "")
    #expect(catalogue.damage?.code == "store-damaged")
    // The next start finds none and builds it.
    #expect(!cache.names.contains("forged.store"))
  }

  @Test("what a build cut off long ago left behind goes, what another writes now stays")
  func unfinished() throws {
    _ = try open()
    let name = try #require(cache.names.first)
    try cache.write([name + ".old.tmp": "x", name + ".new.tmp": "x", "mine.tmp": "x"])
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600)],
      ofItemAtPath: cache.path + "/" + name + ".old.tmp")
    var package = SmallPackage()
    package.files["values.csv"]?.append("\nNAM,2002,,10")
    try package.write(to: data)
    #expect(try open().lines.count == 1)
    #expect(cache.names == [name, name + ".new.tmp", "mine.tmp"])
  }

  @Test("a damaged list is found on opening and the store built anew")
  func damagedList() throws {
    _ = try open()
    try damage("Republic of Aland")
    let (catalogue, lines) = try open()
    #expect(lines.first?.contains("damaged") == true)
    #expect(try catalogue.id("Republic of Aland", .country) == 0)
    #expect(try open().lines == [])
  }

  @Test("damage elsewhere is an error where it is read, and the next start builds anew")
  func damagedValues() throws {
    let folder = TestFolder()
    _ = try open()
    // The bytes of 8.25, a value of `wealth` and nothing else.
    try damage(bytes: withUnsafeBytes(of: 8.25.bitPattern.littleEndian) { Array($0) })
    let (catalogue, lines) = try open()
    #expect(lines == [])
    let wealth = try catalogue.id("wealth", .measure)
    let error = #expect(throws: CatalogueError.self) { try catalogue.values(of: wealth) }
    #expect(error?.code == "store-damaged")
    let vote = try catalogue.id("vote", .measure)
    #expect(try catalogue.values(of: vote).values[0] == 0.5)
    // The next start finds no store and builds it anew.
    let next = try open()
    #expect(next.lines.count == 1)
    #expect(try next.catalogue.value(of: wealth, country: 0, year: 2003) == 8.25)
    #expect(folder.names.isEmpty)
  }

  @Test("a store cut short is built anew", arguments: [0, 10, 64, 5000])
  func short(length: Int) throws {
    _ = try open()
    let path = cache.path + "/" + (try #require(cache.names.first))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try bytes.prefix(length).write(to: URL(fileURLWithPath: path))
    let (catalogue, lines) = try open()
    #expect(!lines.isEmpty)
    #expect(catalogue.count(of: .treaty) == 4)
  }

  @Test("without a folder to write to the store lives as long as the session")
  func noCache() throws {
    for cache in [data.path + "/datapackage.json/under", "/proc/accord"] {
      var lines: [String] = []
      let catalogue = try Catalogue.openOrBuild(data: data.path, cache: cache) {
        lines.append($0)
      }
      #expect(lines.last?.contains("this session only") == true)
      #expect(try catalogue.parties("FULL", at: nil) == ["AAA", "BBB", "EEE", "NAM"])
    }
    let catalogue = try Catalogue.openOrBuild(data: data.path, cache: nil) { _ in }
    #expect(catalogue.listedCountryCount == 4)
  }

  @Test("several threads may build and read at once")
  func atOnce() async throws {
    let (data, cache) = (data.path, cache.path)
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let catalogue = try Catalogue.openOrBuild(data: data, cache: cache) { _ in }
          return try catalogue.parties("FULL", at: "2020-06-30").count
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 4, count: 8))
    #expect(self.cache.names.count == 1)
  }

  @Test("a folder without a data package is an error")
  func noPackage() throws {
    let error = #expect(throws: CatalogueError.self) {
      try Catalogue.openOrBuild(data: cache.path, cache: nil) { _ in }
    }
    #expect(error?.code == "bad-package")
  }

  private func damage(_ text: String) throws { try damage(bytes: Array(text.utf8)) }

  /// Changes a byte of each place in the store where the bytes stand.
  private func damage(bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: cache.path + "/" + (try #require(cache.names.first)))
    var store = try Data(contentsOf: url)
    var start = store.startIndex
    var count = 0
    while let range = store.range(of: Data(bytes), in: start..<store.endIndex) {
      store[range.lowerBound] ^= 0x20
      start = range.upperBound
      count += 1
    }
    #expect(count > 0)
    try store.write(to: url)
  }
}
