import Catalogue
import QuerySyntax
import SourceText
package import Workbench

/// Makes a brief of a session while it goes on.
///
/// What was run becomes a block and is run once more in a workbench of the recorder's own, so that
/// the stamp under it is that of `accord check`, and the file runs by itself. What failed stands in
/// it as it was seen, outside the blocks. Comments entered alone become prose.
package final class BriefRecorder {
  /// The whole brief so far, with its results.
  package private(set) var text: String
  private let runner: BriefRunner
  private var translation = SessionTranslation()
  private var blocks = 0

  /// - Parameters:
  ///   - workbench: a fresh one, with the values of `--set` in it.
  ///   - engine: the version of the program, for stamps.
  package init(_ workbench: Workbench, title: String, asOf: String?, engine: String) {
    var head = "---\ntitle: \(SyntaxFormatter.quoted(title))\naccord: \(engine)\n"
    if let asOf { head += "as_of: \(asOf)\n" }
    head += "data:\n  core: \(workbench.catalogue.edition)\n---\n"
    text = head
    runner = BriefRunner(
      BriefReader.read(SourceFile(name: "transcript", text: head)), workbench, asOf: nil,
      engine: engine)
    _ = runner.run()
  }

  /// Adds the statements of one entry, in order; a definition or setting that shows nothing is
  /// hidden where `hides`.
  package func add(_ entry: [SessionStatement], hides: Bool = false) {
    var good: [SessionStatement] = []
    for statement in entry {
      if statement.kind == .nothing, statement.worked, statement.failure == nil {
        add(prose: statement.text)
      } else if statement.worked {
        good.append(statement)
      } else {
        add(block: good, hides: hides)
        good = []
        add(statement.text, output: statement.failure ?? "")
      }
    }
    add(block: good, hides: hides)
  }

  /// Comments as paragraphs.
  package func add(prose text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      BriefRecorder.harmless(String(line.trimmed.drop { $0 == "#" }.trimmed))
    }
    append("\n" + lines.joined(separator: "\n") + "\n")
  }

  private func add(_ statement: String, output: String) {
    append("\n" + BlockMarkdown.fenced("accord> \(statement)\n\(output)") + "\n")
  }

  private func add(block statements: [SessionStatement], hides: Bool) {
    guard !statements.isEmpty else { return }
    let before = translation
    var saved: [String] = []
    let parts = statements.map { statement in
      let (text, files) = statement.withoutSaving()
      saved += files
      return translation.translate(statement, text: text)
    }
    guard let block = add(statements: parts.joined(separator: "\n"), hides: hides) else {
      translation = before
      return
    }
    if !saved.isEmpty {
      append("\nSaved in the session: \(saved.map { "`\($0)`" }.joined(separator: ", ")).\n")
    }
    if runner.markdown(of: statements.map(\.outcome)) != runner.markdown(of: block) {
      append("\nThe session had shown another result: a name it rests on was given again.\n")
    }
  }

  /// Adds a block as it is and runs it; nil where it fails and stands there as a text instead.
  @discardableResult
  package func add(statements body: String, hides: Bool = false) -> BlockRun? {
    let before = text
    let fence = BlockMarkdown.fence(around: body)
    let options = hides ? " hide" : ""
    append("\n\(fence)accord id=step\(blocks + 1)\(options)\n\(body)\n\(fence)\n")
    let run = runner.goOn(with: BriefReader.read(SourceFile(name: "transcript", text: text)))
    guard let block = run.blocks.last, !block.failed else {
      let reason = run.blocks.last?.findings.first { $0.severity == .error }?.message
      runner.takeBackLast()
      text = before
      add(body, output: "not run again for this file: \(reason ?? "interrupted")")
      return nil
    }
    blocks += 1
    text = BriefWriter.text(run)
    return block
  }

  private func append(_ part: String) { text += part }

  /// Nothing in it is read as a value, a stamp or a fence.
  private static func harmless(_ line: String) -> String {
    line.replacing("{{", by: "{ {").replacing("<!--", by: "<! --").replacing("```", by: "'''")
      .replacing("~~~", by: "---")
  }
}

extension String {
  fileprivate func replacing(_ word: String, by other: String) -> String {
    var out = ""
    var rest = self[...]
    while let first = rest.first {
      if rest.hasPrefix(word) {
        out += other
        rest = rest.dropFirst(word.count)
      } else {
        out.append(first)
        rest = rest.dropFirst()
      }
    }
    return out
  }
}
