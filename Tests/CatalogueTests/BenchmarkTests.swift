import Catalogue
import ColumnStore
import Foundation
import Testing

/// Figures, not checks: `BENCH_CATALOGUE=1 swift test -c release --filter CatalogueTests.Bench`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["BENCH_CATALOGUE"] != nil))
struct BenchmarkTests {
  @Test func `building, opening, resolving, reading`() throws {
    let folder = TestFolder()
    let path = folder.path + "/bench.store"
    var times: [Double] = []
    for _ in 0..<5 {
      times.append(
        try milliseconds { try CatalogueBuilder.build(from: Shipped.folder, to: path) })
    }
    let size = try FileStatus.of(path: path).size
    print("build: best \(times.min() ?? 0) ms, first \(times[0]) ms; store \(size) bytes")

    let cache = folder.path + "/cache"
    _ = try Catalogue.openOrBuild(data: Shipped.folder, cache: cache) { _ in }
    times = try (0..<50).map { _ in
      try milliseconds {
        _ = try Catalogue.openOrBuild(data: Shipped.folder, cache: cache) { _ in }
      }
    }
    print("openOrBuild: median \(times.sorted()[25]) ms, first \(times[0]) ms")
    times = try (0..<50).map { _ in
      try milliseconds { _ = try Catalogue(store: StoreFile.open(path)) }
    }
    print("open store: median \(times.sorted()[25]) ms, first \(times[0]) ms")

    let catalogue = try Catalogue(store: StoreFile.open(path))
    let words = ["Eswatini", "swaziland", "ICRMW", "remittances_gdp", "OECD", "Swazland", "CRC"]
    var found = 0
    let time = milliseconds {
      for _ in 0..<1000 {
        for word in words {
          found += catalogue.matches(word, kinds: Set(EntityKind.allCases)).count
        }
      }
    }
    print("matches: \(time / 7) µs a word, \(found / 1000) found")
    print("nearest: \(milliseconds { _ = catalogue.nearest(to: "Swazland", kind: .country, limit: 3) }) ms")
    print("search: \(milliseconds { _ = catalogue.search("forced labour", limit: 20) }) ms")
    let treaty = try catalogue.id("ICRMW", .treaty)
    var record: TreatyRecord?
    print("record: \(try milliseconds { record = try catalogue.record(of: treaty) }) ms")
    let at = try day("2015-12-31")
    let reading = milliseconds {
      for _ in 0..<100 {
        for country in 0..<Int32(250) {
          found += Int(
            record?.value(.isParty, country: country, day: at, basis: .deposit) ?? 0)
        }
      }
    }
    print("status: \(reading * 1e6 / 25000) ns a cell")
    let rights = try #require(catalogue.table("rights"))
    for (index, field) in rights.schema.fields.enumerated() {
      print("rights.\(field.name): \(try milliseconds { _ = try rights.column(index) }) ms")
    }
    let measure = try catalogue.id("remittances_gdp", .measure)
    print("values: \(try milliseconds { _ = try catalogue.values(of: measure) }) ms")
  }
}

private func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try body()
  let time = (ContinuousClock.now - start).components
  return Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15
}
