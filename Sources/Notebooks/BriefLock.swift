import QuerySyntax
import SourceText

/// Pins the data of a brief in its front matter.
package enum BriefLock {
  /// The text of the brief with the edition and the checksums under `data:`; all else as it was.
  ///
  /// - Parameter checksums: names of files with their checksums, for `data.checksums`.
  package static func text(
    _ brief: Brief, edition: String, checksums: [(name: String, sum: String)]
  ) -> String {
    let newline = brief.newline
    var lines = ["data:", "  core: \(edition)"]
    if !checksums.isEmpty {
      lines.append("  checksums:")
      lines += checksums.map { "    \"\($0.name)\": \($0.sum)" }
    }
    let pinned = lines.map { $0 + newline }.joined()
    let file = brief.file
    guard let front = brief.segments.first, front.kind == .frontMatter else {
      return "---" + newline + pinned + "---" + newline + newline + file.text
    }
    let first = file.line(at: front.range.start)
    let end = file.line(at: max(front.range.end - 1, 0))
    var start = end
    var after = end
    if let entry = brief.front.entry("data") {
      start = file.line(at: entry.range.start)
      after = start + 1
      // What is set in belongs to it; so do blank lines between.
      while after < end {
        let line = file.text(in: file.lineRange(after))
        guard line.hasPrefix(" ") || line.trimmed.isEmpty else { break }
        after += 1
      }
    }
    let from = file.lineRange(max(start, first + 1)).start
    let to = file.lineRange(max(after, first + 1)).start
    let bytes = file.utf8
    return String(decoding: bytes[..<from], as: UTF8.self) + pinned
      + String(decoding: bytes[to...], as: UTF8.self)
  }

  /// What the brief has pinned: names of files with their checksums.
  package static func checksums(_ brief: Brief) -> [(name: String, sum: String)] {
    guard case .map(let entries)? = brief.front["data", "checksums"] else { return [] }
    return entries.compactMap { entry in entry.value.text.map { (entry.key, $0) } }
  }

  /// Data files that the blocks name themselves, in order.
  package static func files(_ brief: Brief) -> [String] {
    var found: [String] = []
    for block in brief.blocks {
      for (pipeline, _) in BlockStatements(brief.file, block.statements).pipelines {
        for path in pipeline.files where !found.contains(path) { found.append(path) }
      }
    }
    return found
  }

  /// The checksum of contents, as it is pinned.
  package static func checksum(_ contents: [[UInt8]]) -> String {
    var sum = Fingerprint()
    for content in contents { sum.add(String(decoding: content, as: UTF8.self)) }
    return sum.text
  }
}

extension Pipeline {
  /// Data files that it reads: at its start, in queries within it, and after `join` and `append`.
  fileprivate var files: [String] {
    let joined = verbs.filter { ["join", "append"].contains($0.name.text) }
    return source.files + joined.flatMap { $0.items.flatMap(\.value.files) }
  }
}

extension Source {
  fileprivate var files: [String] {
    switch kind {
    case .file(let path): [path]
    case .subquery(let pipeline): pipeline.files
    case .name, .panel, .compare, .hole: []
    }
  }
}

extension Expression {
  /// Of what stands after `join` and `append`.
  fileprivate var files: [String] {
    switch kind {
    case .string(let path): [path]
    case .bracketed(let inner): inner.files
    case .subquery(let pipeline): pipeline.files
    default: []
    }
  }
}
