import Foundation
import Testing

@testable import Drawing

/// Golden files: what a reader sees is reviewed as text.
enum Goldens {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Goldens/charts")

  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"

  static func check(
    _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.appending(path: name)
    if isUpdating {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    #expect(text == expected, "\(name) has changed", sourceLocation: sourceLocation)
  }
}

@Suite("Golden drawings") struct GoldenTests {
  @Test("every kind in every set of glyphs", arguments: Samples.all.map(\.name))
  func drawing(_ name: String) throws {
    let chart = try #require(Samples.all.first { $0.name == name }?.chart)
    for glyphs in GlyphSet.allCases {
      let lines = TextRenderer(.init(width: 80, glyphs: glyphs)).lines(chart)
      // A bar at the end shows that every line has its width.
      let text = lines.map { $0 + "¦\n" }.joined()
      try Goldens.check(text, "\(name).\(glyphs.rawValue).txt")
    }
    let sentences = ChartDescription.sentences(of: chart).map { $0 + "\n" }.joined()
    try Goldens.check(sentences, "\(name).description.txt")
  }

  @Test("SVG of every kind", arguments: Samples.all.map(\.name))
  func picture(_ name: String) throws {
    let chart = try #require(Samples.all.first { $0.name == name }?.chart)
    try Goldens.check(SVGRenderer().svg(chart), "\(name).svg")
  }
}
