import Foundation
import Testing

@testable import Drawing

/// What a picture must be to stand in any document: whole, alone, told and readable in grey.
@Suite("Pictures") struct PictureTests {
  static let all = Samples.all.map(\.name)

  func svg(_ name: String) throws -> String {
    SVGRenderer().svg(try #require(Samples.all.first { $0.name == name }?.chart))
  }

  @Test("a picture needs nothing from elsewhere and has a title and a description", arguments: all)
  func alone(_ name: String) throws {
    let svg = try svg(name)
    #expect(svg.ranges(of: "http").count == 1, "only the name of its language")
    for word in ["<script", "href", "@import", "<image", "<foreignObject", "font-face", "<style"] {
      #expect(!svg.contains(word), "\(word)")
    }
    #expect(svg.contains("<title>") && svg.contains("<desc>"))
    #expect(svg.contains("role=\"img\""))
  }

  @Test(
    "xmllint finds nothing",
    .enabled(if: PictureTests.xmllint != nil, "xmllint is not installed"), arguments: all)
  func valid(_ name: String) throws {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "chart-\(ProcessInfo.processInfo.processIdentifier)-\(name).svg")
    defer { try? FileManager.default.removeItem(at: file) }
    try svg(name).write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    let program: URL = try #require(PictureTests.xmllint)
    process.executableURL = program
    process.arguments = ["--noout", "--nonet", file.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  static let xmllint: URL? = ["/usr/bin/xmllint", "/opt/homebrew/bin/xmllint"]
    .first(where: FileManager.default.isExecutableFile).map { URL(filePath: $0) }

  @Test("letters are ten units high or more, but for signs in the corners of cells", arguments: all)
  func sizes(_ name: String) throws {
    for match in try svg(name).matches(of: #/<text[^>]*font-size="([0-9.]+)"[^>]*>([^<]*)</#) {
      let size = try #require(Double(match.1))
      #expect(size >= 10 || match.2.count == 1, "\(match.0)")
    }
  }

  /// Contrast as WCAG 2.2 defines it.
  static func contrast(_ one: Palette.Colour, _ other: Palette.Colour) -> Double {
    func light(_ colour: Palette.Colour) -> Double {
      func linear(_ part: Int) -> Double {
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green)
        + 0.0722 * linear(colour.blue)
    }
    let (a, b) = (light(one), light(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test("text and marks stand out from paper")
  func contrast() {
    let paper = Palette.Colour(0xFFFFFF)
    #expect(Self.contrast(Palette.text, paper) >= 7)
    #expect(Self.contrast(Palette.muted, paper) >= 4.5)
    // Large marks: 3 to 1 for the inks that are used first, 2 to 1 for all.
    for colour in Palette.series.prefix(3) { #expect(Self.contrast(colour, paper) >= 3) }
    for colour in Palette.series + [Palette.context] {
      #expect(Self.contrast(colour, paper) >= 2)
    }
  }

  @Test("scales are in order of brightness, both ways from the centre")
  func grey() {
    let steps = (0...20).map { Palette.ramp(Double($0) / 20).brightness }
    #expect(steps == steps.sorted(by: >) && Set(steps).count == steps.count)
    for direction in [-1.0, 1.0] {
      let steps = (0...20).map { Palette.diverging(direction * Double($0) / 20).brightness }
      #expect(steps == steps.sorted(by: >))
    }
  }

  @Test(
    "series differ in more than their colour", arguments: ["bar-stacked", "line", "area-stacked"])
  func withoutColour(_ name: String) throws {
    // With every colour taken away, what is left still differs by series.
    let svg = try svg(name)
    if name == "line" {
      let dashes = Set(
        svg.matches(of: #/<path d="M[^>]*>/#).map { match in
          match.0.firstMatch(of: #/stroke-dasharray="([^"]*)"/#).map { String($0.1) } ?? ""
        })
      #expect(dashes.count >= 3)
    } else {
      #expect(svg.contains("hatch1") && svg.contains("hatch2"))
    }
  }

  @Test("no two texts of a picture cover each other", arguments: all)
  func overlaps(_ name: String) throws {
    let chart = try #require(Samples.all.first { $0.name == name }?.chart)
    for isText in [true, false] {
      let scene = Layout.scene(of: chart, .init(columns: 80, isText: isText, levels: 4))
      var taken: [Int: [(Range<Double>, String)]] = [:]
      for case .text(let text) in scene.items {
        let width = Double(text.text.count)
        let left =
          switch text.anchor {
          case .start: text.x
          case .middle: text.x - width / 2
          case .end: text.x - width
          }
        let range = (left + 0.01)..<(left + max(width, 0.1))
        for (other, words) in taken[text.row] ?? [] {
          #expect(!other.overlaps(range), "\(text.text) on \(words)")
        }
        taken[text.row, default: []].append((range, text.text))
      }
    }
  }
}
