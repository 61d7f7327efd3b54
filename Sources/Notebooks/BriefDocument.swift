package import Documents
import SourceText
import Workbench

/// Makes the finished document of a run: prose with its values, exhibits, and what stands at the
/// end of every document.
package struct BriefDocument {
  private let run: BriefRun
  private let name: String

  /// `name`: of the file, as a reader may look for it.
  package static func make(_ run: BriefRun, name: String) -> Document {
    BriefDocument(run: run, name: name).make()
  }

  private func make() -> Document {
    let front = run.brief.front
    var blocks = MarkdownReader.blocks(source).flatMap(resolved)
    var title = front["title"]?.text.map(filledTitle)
    if title == nil, case .heading(1, let words)? = blocks.first {
      title = words.plainText
      blocks.removeFirst()
    }
    // The title is the document's only heading of the first level.
    if blocks.contains(where: { if case .heading(1, _) = $0 { true } else { false } }) {
      blocks = blocks.map { block in
        if case .heading(let level, let words) = block { return .heading(level: level + 1, words) }
        return block
      }
    }
    let notes = blocks.filter { if case .footnote = $0 { true } else { false } }
    blocks.removeAll { if case .footnote = $0 { true } else { false } }
    return Document(
      title: title ?? name,
      authors: front.texts("author") + front.texts("authors")
        + [front["minutes"]?.text].compactMap { $0.map { "\($0) minutes" } },
      date: front["date"]?.text,
      abstract: (front["abstract"]?.text ?? front["aim"]?.text).map {
        MarkdownReader.inlines($0).plainText
      },
      language: front["lang"]?.text ?? "en", blocks: blocks + BriefEnd(run, name).blocks + notes)
  }

  /// Inline values in the front matter were read where they stand; the title has its own copy.
  private func filledTitle(_ title: String) -> String {
    guard let entry = run.brief.front.entry("title") else { return title }
    let line = run.brief.file.lineRange(run.brief.file.line(at: entry.range.start))
    var out = title
    for value in InlineValue.all(in: run.brief.file, line) {
      guard let text = run.values[value.range.start] else { continue }
      let written = run.brief.file.text(in: value.range)
      out = out.split(separator: written, omittingEmptySubsequences: false).joined(separator: text)
    }
    return MarkdownReader.inlines(out).plainText
  }

  // MARK: The body

  /// The prose with a comment for every block, to be parsed as one text, so that links and notes
  /// defined at the end are known at the beginning.
  private var source: String {
    var out: [UInt8] = []
    let file = run.brief.file
    for segment in run.brief.segments {
      switch segment.kind {
      case .frontMatter, .result: break
      case .block(let number): out += "\n\n<!-- accord block \(number) -->\n\n".utf8
      case .prose:
        var start = segment.range.start
        for value in InlineValue.all(in: file, segment.range) {
          out += file.utf8[start..<value.range.start]
          out += (run.values[value.range.start] ?? file.text(in: value.range)).utf8
          start = value.range.end
        }
        out += file.utf8[start..<segment.range.end]
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Puts what a block gave in the place of its comment.
  private func resolved(_ block: Block) -> [Block] {
    guard case .markup(let html) = block, html.hasPrefix("<!-- accord block "),
      let number = Int(html.dropFirst(18).prefix { $0.isNumber }), let result = run.block(number)
    else { return [block] }
    let block = run.brief.blocks[number]
    let shown = shown(result, block.identifier)
    if block.isSolution {
      // What is only shown as a result gives no hint of how it was found.
      let statements: [Block] =
        result.isExhibit || result.body.isEmpty
        ? [] : [.code(language: "accord", result.statements)]
      return [
        .folded(FoldedBlock(summary: [.text("Solution")], body: statements + shown))
      ]
    }
    if let question = block.guess {
      return [
        .folded(
          FoldedBlock(
            summary: MarkdownReader.inlines(question), statements: result.statements, body: shown))
      ]
    }
    return shown
  }

  private func shown(_ result: BlockRun, _ identifier: String) -> [Block] {
    if result.body.isEmpty { return [.definitions(result.statements)] }
    guard result.isExhibit, let place = run.exhibitLabels[identifier] else {
      return MarkdownReader.blocks(result.body)
    }
    return [exhibit(result, identifier, place)]
  }

  /// The stamped Markdown as a tree: the table, and what stands below it as notes.
  private func exhibit(_ result: BlockRun, _ identifier: String, _ label: String) -> Block {
    var body: [Block] = []
    var notes: [[Inline]] = []
    for block in MarkdownReader.blocks(result.body).dropFirst(result.caption.isEmpty ? 0 : 1) {
      if case .paragraph(let words) = block, !body.isEmpty {
        notes.append(words)
      } else {
        body.append(block)
      }
    }
    if let chart = result.chart {
      body = [.chart(chart.block)]
    }
    return .exhibit(
      ExhibitBlock(
        label: label, identifier: identifier,
        caption: result.caption.isEmpty ? [] : MarkdownReader.inlines(result.caption), body: body,
        notes: notes, statements: result.statements))
  }
}
