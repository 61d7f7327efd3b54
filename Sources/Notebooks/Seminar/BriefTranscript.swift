import Documents
import SourceText

/// Writes what a class went through as a brief that runs and checks like any other.
struct BriefTranscript {
  let run: BriefRun
  let records: [Seminar.Record]
  /// What lies behind was not seen.
  let end: Int

  var text: String {
    let brief = run.brief
    var out = ""
    for segment in brief.segments where segment.range.start < end || segment.range.start == 0 {
      switch segment.kind {
      case .frontMatter: out += frontMatter(brief.file.text(in: segment.range))
      case .prose:
        let range = SourceRange(segment.range.start, min(segment.range.end, max(end, 0)))
        if range.end > range.start { out += brief.file.text(in: range) }
      case .block(let number):
        if !out.isEmpty, !out.hasSuffix("\n") { out += "\n" }
        guard let block = run.block(number) else { continue }
        if block.failed {
          out += failed(block, number)
        } else {
          out += brief.file.text(in: segment.range)
          if !out.hasSuffix("\n") { out += "\n" }
          out += BriefWriter.stamped(block, number, run) ?? ""
        }
        out += record(records[number])
      case .result: break
      }
    }
    return out.hasSuffix("\n") ? out : out + "\n"
  }

  /// The title says that it is a transcript.
  private func frontMatter(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.hasPrefix("title:") else { return String(line) }
      let title = line.dropFirst(6).trimmed
      let quoted = title.hasSuffix("\"") && title.count > 1
      return quoted ? "title: \(title.dropLast()) (transcript)\"" : "title: \(title) (transcript)"
    }.joined(separator: "\n")
  }

  /// A block that failed would end the run of the transcript; it is kept as what was shown.
  private func failed(_ block: BlockRun, _ number: Int) -> String {
    let findings = block.findings.filter { $0.severity == .error }.map {
      DiagnosticRenderer.render($0, in: run.brief.file)
    }
    let statements = block.statements.split(separator: "\n").joined(separator: "\n")
    return BlockMarkdown.fenced(statements) + "\n\n"
      + BlockMarkdown.fenced(findings.isEmpty ? "stopped" : findings.joined(separator: "\n")) + "\n"
  }

  private func record(_ record: Seminar.Record) -> String {
    var out = ""
    if let guess = record.guess {
      out += "\nThe class guessed: \(MarkdownRenderer.escaped(guess).unbraced).\n"
    }
    for statements in record.tries {
      out += "\nTried before:\n\n" + BlockMarkdown.fenced(String(statements.dropLast())) + "\n"
    }
    return out
  }
}

extension String {
  /// Two braces would open a value.
  fileprivate var unbraced: String {
    split(separator: "{{", omittingEmptySubsequences: false).joined(separator: "{ {")
  }
}
