import Catalogue
import ColumnStore
import Foundation
import Testing

/// The shipped data: beside the sources, or where `ACCORD_DATA` says.
enum Shipped {
  static let folder: String =
    ProcessInfo.processInfo.environment["ACCORD_DATA"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Datasets").path

  private static let opened: Result<Catalogue, CatalogueError> = {
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent(
      "accord-catalogue-tests"
    ).path
    return Result { () throws(CatalogueError) in
      try Catalogue.openOrBuild(data: folder, cache: cache) { _ in }
    }
  }()

  static func catalogue() throws -> Catalogue { try opened.get() }
}

func day(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Int32 {
  try #require(PartialDate(text), sourceLocation: sourceLocation).firstDay
}

extension Catalogue {
  func id(
    _ word: String, _ kind: EntityKind, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Int32 {
    let matches = matches(word, kinds: [kind])
    #expect(matches.count == 1, "\(word)", sourceLocation: sourceLocation)
    return try #require(matches.first, sourceLocation: sourceLocation).id
  }

  /// Countries that are parties at a day, by ISO code.
  func parties(
    _ treaty: String, at date: String?, _ basis: TreatyBasis = .deposit
  ) throws -> Set<String> {
    let record = try record(of: id(treaty, .treaty))
    let at = try date.map { try day($0) }
    var parties: Set<String> = []
    for country in 0..<Int32(count(of: .country)) {
      let reading = record.reading(country: country, day: at, basis: basis)
      if reading.isParty == true { parties.insert(self.country(country).iso3) }
    }
    return parties
  }

  func status(
    _ treaty: String, _ country: String, at date: String?, _ basis: TreatyBasis = .deposit
  ) throws -> TreatyReading.Status {
    let at = try date.map { try day($0) }
    return try record(of: id(treaty, .treaty)).reading(
      country: id(country, .country), day: at, basis: basis
    ).status
  }
}

/// A folder of its own for a test, removed with it.
final class TestFolder {
  let path: String

  init() {
    path =
      FileManager.default.temporaryDirectory.path + "/accord-" + UUID().uuidString.lowercased()
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes files given by name, with the folders they are in.
  func write(_ files: [String: String]) throws {
    for (name, text) in files {
      let file = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}
