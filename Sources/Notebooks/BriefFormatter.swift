import QuerySyntax
package import SourceText

/// Sets statements in the standard layout: those of a script, or those in the blocks of a brief.
package enum BriefFormatter {
  /// Why nothing was formatted, with places in the file.
  package struct Findings: Error {
    package let diagnostics: [Diagnostic]
  }

  /// The file's text; outside the blocks of a brief every byte stays as it is.
  package static func text(
    _ file: SourceFile, isBrief: Bool
  ) throws(Findings) -> String {
    guard isBrief else {
      var sink = DiagnosticSink()
      let tree = Parser.parse(file, reporting: &sink)
      if sink.hasErrors { throw Findings(diagnostics: sink.diagnostics) }
      return SyntaxFormatter.format(tree, file)
    }
    let brief = BriefReader.read(file)
    var findings = brief.findings
    var out: [UInt8] = []
    var place = 0
    for block in brief.blocks {
      findings += BlockStatements(file, block.statements).findings
      let inner = SourceFile(name: file.name, text: file.text(in: block.statements))
      var sink = DiagnosticSink()
      let tree = Parser.parse(inner, reporting: &sink)
      out += file.utf8[place..<block.statements.start]
      let text = SyntaxFormatter.format(tree, inner)
      out +=
        text.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: brief.newline).utf8
      place = block.statements.end
    }
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw Findings(diagnostics: findings)
    }
    return String(decoding: out + file.utf8[place...], as: UTF8.self)
  }
}
