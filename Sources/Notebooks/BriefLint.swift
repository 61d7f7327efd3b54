import ColumnStore
import QuerySyntax
package import SourceText
import Workbench

/// Looks for what will go wrong later: numbers that will not follow the data, names that nobody
/// uses, tables without a source, orders left to chance.
package enum BriefLint {
  /// Warnings with places in the file, in its order.
  package static func findings(_ run: BriefRun) -> [Diagnostic] {
    let found = typedNumbers(run) + unusedNames(run) + tables(run) + orders(run) + orphans(run)
    return found.sorted { ($0.range?.start ?? 0) < ($1.range?.start ?? 0) }
  }

  private static func warning(
    _ code: String, _ message: String, _ range: SourceRange, _ note: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .warning, code: code, message: message, range: range, notes: [note].compactMap(\.self))
  }

  // MARK: Numbers

  /// Numbers in the prose that stand in a result too. Small whole numbers and years are passed
  /// over: they stand everywhere.
  private static func typedNumbers(_ run: BriefRun) -> [Diagnostic] {
    guard !run.brief.isScript else { return [] }
    var places: [String: String] = [:]
    for (block, result) in zip(run.brief.blocks, run.blocks) {
      for table in PipeTable.parts(result.body).tables {
        for cell in table.rows.joined() {
          let number = cell.filter { $0 != "," }
          if isTelling(number), places[number] == nil { places[number] = block.identifier }
        }
      }
    }
    let file = run.brief.file
    var found: [Diagnostic] = []
    for segment in run.brief.segments where segment.kind == .prose {
      let values = InlineValue.all(in: file, segment.range).map(\.range)
      for range in numbers(file.utf8, segment.range) {
        let isInValue = values.contains { $0.start <= range.start && range.end <= $0.end }
        let written = file.text(in: range)
        let before = SourceRange(max(segment.range.start, range.start - 80), range.start)
        let after = SourceRange(range.end, min(segment.range.end, range.end + 12))
        guard !isInValue, let block = places[written.filter { $0 != "," }],
          !isCitation(file.text(in: before)), !isDay(file.text(in: after))
        else { continue }
        found.append(
          warning(
            "typed-number", "`\(written)` is typed by hand and stands in the result `\(block)`",
            range, "write {{\(block)[…].column}}, and it follows the data"))
      }
    }
    return found
  }

  /// Whether the number after the text is that of an article or session: `articles 22 or 44`.
  private static func isCitation(_ before: String) -> Bool {
    let words = before.split { !$0.isLetter && !$0.isNumber }.reversed()
    let word = words.first { !["and", "or", "to"].contains($0) && !$0.allSatisfy(\.isNumber) }
    let counted = ["article", "articles", "no", "paragraph", "session", "sessions"]
    return counted.contains(word?.lowercased() ?? "")
  }

  /// Whether a month follows: `18 December`.
  private static func isDay(_ after: String) -> Bool {
    let word = after.drop { $0 == " " || $0 == "\n" }.prefix { $0.isLetter }
    return [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ].contains(String(word))
  }

  private static func isTelling(_ number: String) -> Bool {
    guard let value = Double(number) else { return false }
    let isYear = value >= 1900 && value <= 2100 && value == value.rounded()
    return !isYear && (value.magnitude > 12 || number.contains("."))
  }

  /// Runs of digits with points and commas between them, not within words or dates.
  private static func numbers(_ bytes: [UInt8], _ range: SourceRange) -> [SourceRange] {
    func isDigit(_ index: Int) -> Bool {
      index < range.end && (48...57).contains(bytes[index])
    }
    var found: [SourceRange] = []
    var index = range.start
    while index < range.end {
      guard isDigit(index) else {
        index += 1
        continue
      }
      let start = index
      while isDigit(index)
        || (index + 1 < range.end && (bytes[index] == 46 || bytes[index] == 44)
          && isDigit(index + 1))
      { index += 1 }
      let before = start > range.start ? bytes[start - 1] : 32
      let after = index < range.end ? bytes[index] : 32
      let joins: (UInt8) -> Bool = { byte in
        byte == 45 || byte == 95 || byte >= 0x80 || (65...90).contains(byte & 0xDF)
      }
      if !joins(before), !joins(after) { found.append(SourceRange(start, index)) }
    }
    return found
  }

  // MARK: Names

  private static func unusedNames(_ run: BriefRun) -> [Diagnostic] {
    let brief = run.brief
    var used: Set<String> = []
    let blocks = brief.blocks.map { BlockStatements(brief.file, $0.statements) }
    for block in blocks {
      let defined = Set(block.defined)
      used.formUnion(block.names.subtracting(defined))
      // A name that its own block uses again stands in it twice.
      for name in defined where block.count(of: name) > 1 { used.insert(name) }
      for caption in brief.blocks.map(\.caption) {
        for name in defined where caption.contains("{\(name)}") { used.insert(name) }
      }
    }
    for segment in brief.segments where segment.kind == .prose || segment.kind == .frontMatter {
      for value in InlineValue.all(in: brief.file, segment.range) {
        let file = SourceFile(name: "value", text: value.query)
        used.formUnion(BlockStatements(file, SourceRange(0, file.utf8.count)).names)
      }
    }
    var found: [Diagnostic] = []
    for (block, text) in zip(brief.blocks, blocks) {
      for name in text.defined where !used.contains(name) {
        found.append(warning("unused-name", "`\(name)` is defined and never used", block.fence))
      }
    }
    if case .map(let entries)? = brief.front["params"] {
      for entry in entries
      where !used.contains(entry.key)
        && !brief.blocks.contains(where: { $0.caption.contains("{\(entry.key)}") })
      {
        found.append(
          warning("unused-name", "the parameter `\(entry.key)` is never used", entry.range))
      }
    }
    return found
  }

  // MARK: Tables

  private static func tables(_ run: BriefRun) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for (block, result) in zip(run.brief.blocks, run.blocks) where result.isExhibit {
      if result.sources.isEmpty {
        found.append(
          warning(
            "unsourced-table", "the result of `\(block.identifier)` names no source", block.fence,
            "say where the figures come from, with | note \"…\" or in the text"))
      }
      if run.brief.isScript { continue }
      if !block.isNamed {
        found.append(
          warning(
            "unnamed-block", "the block has no id; its stamp will move with its place", block.fence)
        )
      }
      if block.caption.isEmpty {
        found.append(
          warning("no-caption", "`\(block.identifier)` has no caption", block.fence))
      }
    }
    return found
  }

  /// `take` and `skip` on rows that no `sort` before them has ordered.
  private static func orders(_ run: BriefRun) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for block in run.brief.blocks {
      for (pipeline, _) in BlockStatements(run.brief.file, block.statements).pipelines {
        var isSorted = false
        for verb in pipeline.verbs {
          if verb.name.text == "sort" { isSorted = true }
          guard ["take", "skip"].contains(verb.name.text), !isSorted else { continue }
          found.append(
            warning(
              "unstable-order", "`\(verb.name.text)` on rows that nothing has sorted", verb.range,
              "the order of the data may change with the next edition; add | sort … before it"))
        }
      }
    }
    return found
  }

  private static func orphans(_ run: BriefRun) -> [Diagnostic] {
    run.brief.segments.compactMap { segment in
      guard case .result(let result, nil) = segment.kind else { return nil }
      let line = run.brief.file.lineRange(run.brief.file.line(at: segment.range.start))
      return warning(
        "orphan-result", "the result `\(result.stamp.result)` stands under no block", line)
    }
  }
}
