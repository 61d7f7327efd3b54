import Catalogue
import ColumnStore
import QuerySyntax
import SourceText
import Workbench

extension BriefRunner {
  private static let frontMatterKeys = [
    "title", "author", "authors", "date", "abstract", "lang", "as_of", "params", "accord", "data",
    "aim", "minutes",
  ]

  /// Gives the session what the front matter says, and tells what in it says nothing.
  func applyFrontMatter() {
    let front = brief.front
    for entry in front.entries where !Self.frontMatterKeys.contains(entry.key) {
      let near = NameSuggestion.nearest(to: entry.key, among: Self.frontMatterKeys)
      // A key that is near to none is meant for another program.
      guard let first = near.first else { continue }
      run.findings.append(
        Diagnostic(
          .warning, code: "bad-front-matter", message: "`\(entry.key)` says nothing to accord",
          range: entry.range, label: "nearest: \(first)"))
    }
    if let wanted = asOf ?? front["as_of"]?.text, !workbench.setOption("as_of", to: wanted) {
      report(
        "bad-value", "`as_of` needs a date such as 2024-12-31 or a year, found `\(wanted)`",
        front.entry("as_of"))
    }
    if let wanted = front["accord"]?.text, major(wanted) != major(run.engine) {
      report(
        "other-version", "the brief is written for accord \(wanted), this is \(run.engine)",
        front.entry("accord"))
    }
    if case .map(let entries)? = front["data"] {
      for entry in entries where entry.key == "core" || entry.key == "edition" {
        guard let pinned = entry.value.text, pinned != workbench.catalogue.edition else { continue }
        run.findings.append(
          Diagnostic(
            .warning, code: "other-edition",
            message: "the brief is pinned to data edition \(pinned), these are "
              + workbench.catalogue.edition, range: entry.range,
            notes: ["`accord lock` pins it to the present edition"]))
      }
    }
    if case .map(let entries)? = front["params"] { for entry in entries { define(entry) } }
    run.setting.edition = workbench.catalogue.edition
    run.setting.asOf = workbench.options.asOf?.text
    run.setting.parameters = givers.keys.sorted().compactMap { name in
      value(name).map { BriefSetting.Parameter(name: name, value: $0) }
    }
  }

  private func major(_ version: String) -> Substring { version.prefix { $0 != "." } }

  /// A parameter, as the statement `param` would define it.
  private func define(_ entry: FrontMatter.Entry) {
    guard case .map(let parts) = entry.value,
      let type = parts.first(where: { $0.key == "type" })?.value.text,
      let value = parts.first(where: { $0.key == "default" })?.value.text
    else {
      report(
        "bad-front-matter",
        "a parameter needs `{ type: …, default: … }`, as in "
          + "`\(entry.key): { type: text, default: \(entry.value.text ?? "…") }`", entry)
      return
    }
    let text = "param \(entry.key): \(type) = \(literal(value, type: type))"
    let file = SourceFile(name: brief.file.name, text: text)
    workbench.run(file, stopsAtError: true) { outcome in
      run.findings += outcome.diagnostics.map {
        var finding = $0
        finding.range = entry.range
        return finding
      }
    }
    givers[entry.key] = .some(nil)
  }

  private func literal(_ value: String, type: String) -> String {
    switch type {
    case "number", "year", "date", "boolean": value
    case "text": SyntaxFormatter.quoted(value)
    default: "`" + value.filter { $0 != "`" } + "`"
    }
  }

  private func report(_ code: String, _ message: String, _ entry: FrontMatter.Entry?) {
    run.findings.append(Diagnostic(code: code, message: message, range: entry?.range))
  }
}
