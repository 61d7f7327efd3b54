package import Documents
package import SourceText
package import Workbench

/// A brief gone through block by block before a class: each block is run when it is asked for, and
/// can be changed and run again, all in a copy; the file is not touched.
package final class Seminar {
  /// The brief with what was changed and added.
  package private(set) var brief: Brief
  package private(set) var slides: [BriefSlide]
  /// By block.
  private var records: [Record]
  private let makeWorkbench: () -> Workbench
  private let asOf: String?
  private let engine: String
  private var runner: BriefRunner
  /// The session behind the blocks that were run.
  package private(set) var workbench: Workbench
  private let original: Brief
  /// How many slides, from the first on, the transcript covers.
  private var reached = 0

  /// What happened to one block.
  struct Record {
    var guess: String?
    /// Statements run before the present ones.
    var tries: [String] = []
    /// As the class saw it.
    var result: BlockRun?
    var isAdded = false
    /// As the file has them.
    var original: String
  }

  package init(
    _ brief: Brief, asOf: String?, engine: String, makeWorkbench: @escaping () -> Workbench
  ) {
    self.brief = brief
    original = brief
    self.asOf = asOf
    self.engine = engine
    self.makeWorkbench = makeWorkbench
    slides = BriefSlide.slides(of: brief)
    records = brief.blocks.map { Record(original: brief.file.text(in: $0.statements)) }
    workbench = makeWorkbench()
    runner = BriefRunner(brief, workbench, asOf: asOf, engine: engine)
  }

  private func restart() {
    workbench = makeWorkbench()
    runner = BriefRunner(brief, workbench, asOf: asOf, engine: engine)
  }

  /// What is wrong with the front matter; found when the first block is run.
  package var findings: [Diagnostic] { runner.present.findings }

  package func statements(_ block: Int) -> String {
    brief.file.text(in: brief.blocks[block].statements)
  }

  package func result(_ block: Int) -> BlockRun? { records[block].result }

  /// The result of a block; it and those before it are run if they were not yet.
  package func run(_ block: Int) -> BlockRun? {
    let run = runner.run(through: block)
    records[block].result = run.block(block)
    // What was stopped half done is not gone on from.
    if run.wasInterrupted { restart() }
    return run.block(block)
  }

  /// Runs a block once more, from a fresh session.
  package func runAgain(_ block: Int) -> BlockRun? {
    restart()
    return run(block)
  }

  // MARK: Changes

  /// Why statements cannot stand in a brief.
  package struct Refusal: Error {
    package let message: String
  }

  /// Puts other statements into a block, in the copy.
  package func change(_ block: Int, to statements: String) throws(Refusal) {
    let before = self.statements(block)
    let text = Seminar.lines(statements)
    guard text != before else { return }
    try replace(brief.blocks[block].statements, with: text)
    if records[block].result != nil { records[block].tries.append(before) }
    for later in records.indices where later >= block { records[later].result = nil }
  }

  package func isChanged(_ block: Int) -> Bool {
    !records[block].isAdded && statements(block) != records[block].original
  }

  /// The statements as the file has them.
  package func restore(_ block: Int) throws(Refusal) {
    try change(block, to: records[block].original)
  }

  /// Adds a block of its own after a slide; the number of the slide that shows it.
  package func add(_ statements: String, after slide: Int) throws(Refusal) -> Int {
    let place: Int
    var number = 0
    if let block = slides[slide].block {
      // After the fence and what is stamped under it.
      let index = brief.segments.lastIndex { segment in
        switch segment.kind {
        case .block(block), .result(_, block: block): true
        default: false
        }
      }
      place = index.map { brief.segments[$0].range.end } ?? brief.file.utf8.count
      number = block + 1
    } else {
      place = slides[slide].prose.last?.end ?? brief.file.utf8.count
      number = brief.blocks.count { $0.fence.start < place }
    }
    var name = 1
    while brief.blocks.contains(where: { $0.identifier == "asked\(name)" }) { name += 1 }
    let text = "\n```accord id=asked\(name)\n\(Seminar.lines(statements))```\n\n"
    let count = slides.count
    records.insert(
      Record(isAdded: true, original: Seminar.lines(statements)), at: number)
    do throws(Refusal) {
      try replace(SourceRange(place, place), with: text, added: 1)
    } catch {
      records.remove(at: number)
      throw error
    }
    for later in records.indices where later > number { records[later].result = nil }
    return slides.count > count ? slide + 1 : slide
  }

  private static func lines(_ statements: String) -> String {
    var text = statements[...]
    while text.last?.isNewline == true { text.removeLast() }
    return text + "\n"
  }

  private func replace(
    _ range: SourceRange, with text: String, added: Int = 0
  ) throws(Refusal) {
    let bytes = brief.file.utf8
    let whole =
      String(decoding: bytes[..<range.start], as: UTF8.self) + text
      + String(decoding: bytes[range.end...], as: UTF8.self)
    let file = SourceFile(name: brief.file.name, text: whole)
    let changed = BriefReader.read(file)
    guard changed.blocks.count == brief.blocks.count + added, !changed.hasErrors else {
      throw Refusal(message: "a line of ``` ends a block and cannot stand in one")
    }
    brief = changed
    slides = BriefSlide.slides(of: brief)
    restart()
  }

  package func guess(_ text: String, for block: Int) {
    records[block].guess = text.isEmpty ? nil : text
  }

  package func guess(for block: Int) -> String? { records[block].guess }

  // MARK: What is shown

  /// The prose of a slide; values that rest on blocks not yet run are held back.
  package func prose(_ slide: Int) -> [Block] {
    let evaluator = InlineEvaluator(visible, workbench)
    var out: [UInt8] = []
    let file = brief.file
    for range in slides[slide].prose {
      var start = range.start
      for value in InlineValue.all(in: file, range) {
        out += file.utf8[start..<value.range.start]
        out += ((try? evaluator.text(value)) ?? "……").utf8
        start = value.range.end
      }
      out += file.utf8[start..<range.end]
    }
    return MarkdownReader.blocks(String(decoding: out, as: UTF8.self))
  }

  /// Only what the class has seen.
  private var visible: BriefRun {
    runner.prepare()
    var run = runner.present
    run.blocks = records.map { $0.result ?? BlockRun() }
    return run
  }

  /// The caption with its names filled in, as far as they are known.
  package func caption(_ block: Int) -> String {
    let run = records[block].result ?? runner.present.block(block)
    return run.map(\.caption) ?? brief.blocks[block].caption
  }

  /// The slide counts as seen.
  package func reach(_ slide: Int) { reached = max(reached, slide + 1) }

  // MARK: The transcript

  /// What was gone through, as a brief: the blocks as they were last, with their results, guesses
  /// and earlier tries below them. All blocks up to the last slide seen are run for it.
  package func transcript() -> String {
    let last = slides.prefix(reached).compactMap(\.block).last
    let hidden = brief.blocks.indices.last { number in
      last.map { number < $0 } ?? false
    }
    let run = (last ?? hidden).map { runner.run(through: $0) } ?? runner.present
    let end = slides.prefix(reached).map { slide in
      slide.block.map { brief.blocks[$0].statements.end } ?? slide.prose.last?.end ?? 0
    }.max()
    return BriefTranscript(run: run, records: records, end: end ?? 0).text
  }
}
