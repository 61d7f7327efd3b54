import ColumnStore
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct StoreFileTests {
  private func builder() -> StoreBuilder {
    var builder = StoreBuilder()
    builder.add("values", Vector<Double>([1.5, -2, .infinity]))
    builder.add("codes", Vector<Int32>((0..<100).map { Int32($0 * 7) }))
    builder.add("raw", bytes: Array("any bytes".utf8))
    builder.add("empty", Vector<UInt32>([]))
    builder.add(
      "names", column: Column(type: .text, scalars: [.text("Mali"), .missing(.noData), .text("é")]))
    return builder
  }

  @Test func `sections come back as they went in`() throws {
    let folder = TestFolder()
    let path = folder.path + "/a.store"
    try builder().write(to: path)
    let store = try StoreFile.open(path)
    #expect(
      store.sectionNames
        == ["codes", "empty", "names", "names#bytes", "names#offsets", "raw", "values"])
    #expect(try Array(store.section("values", of: Double.self).buffer) == [1.5, -2, .infinity])
    #expect(try store.section("codes", of: Int32.self)[99] == 693)
    #expect(try store.section("empty", of: UInt32.self).count == 0)
    #expect(try cells(store.column("names", type: .text)) == ["Mali", "(no data)", "é"])
    let address = UInt(bitPattern: try store.section("codes", of: Int32.self).buffer.baseAddress)
    #expect(address % 64 == 0)
    #expect(folder.names() == ["a.store"])
  }

  @Test func `a section that is not there or of another kind is an error`() throws {
    let path = TestFolder().path + ".store"
    try builder().write(to: path)
    defer { unlink(path) }
    let store = try StoreFile.open(path)
    #expect(code { _ = try store.section("nothing", of: Int32.self) } == "store-no-section")
    #expect(code { _ = try store.section("values", of: Int32.self) } == "store-kind")
    #expect(code { _ = try store.column("values", type: .text) } == "store-kind")
  }

  @Test func `every changed byte is noticed or lies between the sections`() throws {
    let folder = TestFolder()
    let path = folder.path + "/a.store"
    try builder().write(to: path)
    let whole = bytes(of: path)
    let before = try contents(StoreFile.open(path))
    for step in [1, 997] {
      for place in stride(from: 0, to: whole.count, by: step) {
        var damaged = whole
        damaged[place] ^= 0x55
        let other = folder.file("b.store", damaged)
        if let after = try? contents(StoreFile.open(other)) {
          #expect(after == before, "byte \(place)")
        }
      }
    }
  }

  private func contents(_ store: StoreFile) throws -> [String] {
    try [
      "\(Array(store.section("values", of: Double.self).buffer))",
      "\(Array(store.section("codes", of: Int32.self).buffer))",
      "\(Array(store.section("raw", of: UInt8.self).buffer))",
      "\(Array(store.section("empty", of: UInt32.self).buffer))",
      "\(cells(store.column("names", type: .text)))",
    ]
  }

  @Test(
    arguments: [
      ([0, 2], [0, 4, 6]), ([-7], [0, 4, 6]), ([Int32.max], [0, 4, 6]), ([0], [0, 9, 6]),
      ([0], [0, 4, 7]), ([0], [1, 4, 6]), ([0], []),
    ] as [([Int32], [UInt32])])
  func `texts whose parts do not belong together are damage, though every sum fits`(
    codes: [Int32], offsets: [UInt32]
  ) throws {
    var builder = StoreBuilder()
    builder.add("names", Vector(codes))
    builder.add("names#offsets", Vector(offsets))
    builder.add("names#bytes", bytes: Array("Malié".utf8))
    let folder = TestFolder()
    try builder.write(to: folder.path + "/a.store")
    let store = try StoreFile.open(folder.path + "/a.store")
    #expect(code { _ = try store.column("names", type: .text) } == "store-damaged")
  }

  @Test func `a shortened file is an error, whenever it was shortened`() throws {
    let folder = TestFolder()
    let path = folder.path + "/a.store"
    try builder().write(to: path)
    let whole = bytes(of: path)
    for length in 0..<whole.count {
      let other = folder.file("b.store", Array(whole[..<length]))
      #expect(code { _ = try StoreFile.open(other) } != nil, "\(length) bytes")
    }
    let store = try StoreFile.open(path)
    truncate(path, 100)
    #expect(code { _ = try store.section("values", of: Double.self) } == "store-damaged")
  }

  @Test func `foreign files, versions and byte orders are told apart`() throws {
    let folder = TestFolder()
    let path = folder.path + "/a.store"
    try builder().write(to: path)
    var other = bytes(of: path)
    other[8] = 9
    #expect(code { _ = try StoreFile.open(folder.file("v", other)) } == "store-version")
    other = bytes(of: path)
    other[12..<16].reverse()
    #expect(code { _ = try StoreFile.open(folder.file("o", other)) } == "store-byte-order")
    #expect(code { _ = try StoreFile.open(folder.file("c", "a,b\n1,2\n")) } == "store-foreign")
    #expect(code { _ = try StoreFile.open(folder.path) } == "store-unreadable")
    #expect(code { _ = try StoreFile.open(folder.path + "/none") } == "store-not-found")
  }

  @Test func `two builders at once leave one whole store`() async throws {
    let folder = TestFolder()
    let path = folder.path + "/a.store"
    let builder = builder()
    let expected = try {
      try builder.write(to: path)
      return bytes(of: path)
    }()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<2 {
        group.addTask { for _ in 0..<20 { try? builder.write(to: path) } }
      }
      for _ in 0..<200 { #expect((try? StoreFile.open(path)) != nil) }
    }
    #expect(bytes(of: path) == expected)
    #expect(folder.names() == ["a.store"])
  }

  @Test func `many threads may ask for the same section first`() async throws {
    let path = TestFolder().path + ".store"
    try builder().write(to: path)
    defer { unlink(path) }
    let store = try StoreFile.open(path)
    await withTaskGroup(of: Int32.self) { group in
      for _ in 0..<8 {
        group.addTask { (try? store.section("codes", of: Int32.self)[50]) ?? -1 }
      }
      for await value in group { #expect(value == 350) }
    }
  }

  @Test func `opening does not read the sections`() throws {
    let path = TestFolder().path + ".store"
    var builder = StoreBuilder()
    for index in 0..<50 { builder.add("s\(index)", Vector<Double>(repeating: 1, count: 125_000)) }
    let writing = try milliseconds { try builder.write(to: path) }
    defer { unlink(path) }
    _ = try StoreFile.open(path)
    var store: StoreFile?
    let opening = try (0..<20).map { _ in
      try milliseconds { store = try StoreFile.open(path) }
    }
    let checking = try milliseconds {
      for index in 0..<50 { _ = try store?.section("s\(index)", of: Double.self) }
    }
    let again = try milliseconds {
      for index in 0..<50 { _ = try store?.section("s\(index)", of: Double.self) }
    }
    print(
      "store of 50 MB: written in \(writing) ms, opened in \(opening.min() ?? 0) ms, "
        + "50 sections checked in \(checking) ms, asked for again in \(again) ms")
    let memory = Vector<Double>(repeating: 1, count: 6_250_000)
    var sum: UInt64 = 0
    let summing = milliseconds { sum = Checksum.of(UnsafeRawBufferPointer(memory.buffer)) }
    print("checksum \(sum): \(50 / summing) GB/s")
  }

  @Test func `a fingerprint follows the contents and where one ends`() {
    let first = StoreFingerprint.of(contents: [[1, 2]])
    #expect(first.utf8.count == 32)
    #expect(first == StoreFingerprint.of(contents: [[1, 2]]))
    #expect(first != StoreFingerprint.of(contents: [[1], [2]]))
    #expect(first != StoreFingerprint.of(contents: [[1, 3]]))
  }

  @Test func `an essential section is checked on opening, another when it is asked for`() throws {
    let folder = TestFolder()
    var builder = StoreBuilder()
    builder.add("large", Vector<Double>(repeating: 2, count: 1000))
    builder.add("list", bytes: Array("Malié".utf8))
    builder.markEssential { $0 == "list" }
    try builder.write(to: folder.path + "/a.store")
    let whole = bytes(of: folder.path + "/a.store")
    let store = try StoreFile.open(folder.path + "/a.store")
    #expect(try Array(store.section("list", of: UInt8.self).buffer) == Array("Malié".utf8))
    #expect(try store.section("large", of: Double.self)[999] == 2)
    // The essential ones stand first, the others behind them.
    var damaged = whole
    damaged[whole.count - 1] ^= 1
    let late = try StoreFile.open(folder.file("b.store", damaged))
    #expect(code { _ = try late.section("large", of: Double.self) } == "store-damaged")
    damaged = whole
    let place = try #require(whole.indices.last { whole[$0...].starts(with: Array("Mali".utf8)) })
    damaged[place] ^= 1
    #expect(code { _ = try StoreFile.open(folder.file("c.store", damaged)) } == "store-damaged")
  }

  @Test func `the cache folder follows the environment it is given`() {
    #expect(CacheFolder.locate(cacheHome: "/c", home: "/h") == "/c/accord")
    #expect(CacheFolder.locate(cacheHome: "c", home: "/h") == "/h/.cache/accord")
    #expect(CacheFolder.locate(cacheHome: nil, home: nil) == nil)
  }
}
