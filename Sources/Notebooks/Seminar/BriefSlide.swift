package import SourceText

/// What is shown of a brief at a time: some prose and at most one block.
package struct BriefSlide: Sendable, Equatable {
  /// For a list of the slides.
  package var title: String
  /// Of the brief's text.
  package var prose: [SourceRange]
  /// Number of the block below the prose.
  package var block: Int?

  /// Cuts a brief at its headings and after its blocks; what is hidden in it is left out.
  package static func slides(of brief: Brief) -> [BriefSlide] {
    var slides: [BriefSlide] = []
    var heading = ""
    var open = BriefSlide(title: "", prose: [], block: nil)
    func finish() {
      let isBlank = open.prose.allSatisfy { brief.file.text(in: $0).trimmed.isEmpty }
      if open.block != nil || !isBlank {
        if open.title.isEmpty { open.title = heading }
        slides.append(open)
      }
      open = BriefSlide(title: "", prose: [], block: nil)
    }
    for segment in brief.segments {
      switch segment.kind {
      case .frontMatter, .result: break
      case .prose:
        for part in parts(of: segment.range, brief.file) {
          if let title = part.heading {
            finish()
            heading = title
            open.title = title
          }
          open.prose.append(part.range)
        }
      case .block(let number):
        let block = brief.blocks[number]
        if block.isHidden { continue }
        open.block = number
        if open.title.isEmpty {
          open.title = block.caption.isEmpty ? heading : block.caption
        }
        finish()
      }
    }
    finish()
    if slides.first?.title.isEmpty == true {
      slides[0].title = brief.front["title"]?.text ?? "Beginning"
    }
    return slides
  }

  /// Cut before each heading `# …` that stands outside fenced code.
  private static func parts(
    of range: SourceRange, _ file: SourceFile
  ) -> [(range: SourceRange, heading: String?)] {
    var parts: [(SourceRange, String?)] = []
    var start = range.start
    var heading: String?
    var fence: Fence?
    var place = range.start
    while place < range.end {
      let line = file.line(at: place)
      let text = file.text(in: file.lineRange(line))
      let next = line < file.lineCount ? file.lineRange(line + 1).start : file.utf8.count
      if let open = fence {
        if open.isClosed(by: text) { fence = nil }
      } else if let opened = Fence(text) {
        fence = opened
      } else if let title = self.heading(text) {
        if place > start { parts.append((SourceRange(start, place), heading)) }
        (start, heading) = (place, title)
      }
      place = max(next, place + 1)
    }
    if range.end > start { parts.append((SourceRange(start, range.end), heading)) }
    return parts
  }

  private static func heading(_ line: String) -> String? {
    let signs = line.prefix { $0 == "#" }.count
    guard (1...6).contains(signs), line.dropFirst(signs).first?.isWhitespace == true else {
      return nil
    }
    return String(line.dropFirst(signs).trimmed)
  }
}
