import Catalogue
import ColumnStore
import Notebooks
import SourceText
import Workbench

/// `lock` and `lint`.
extension BriefSession {
  func lock(_ brief: Brief, _ path: String) -> Int32 {
    for finding in brief.findings { show(finding, brief.file) }
    if brief.hasErrors { return 1 }
    if brief.isScript {
      errors.write("accord: `\(path)` is a script; only briefs have front matter to lock\n")
      return 2
    }
    if arguments.isSafe {
      errors.write("accord: in safe mode no file is written\n")
      return 1
    }
    var sums: [(name: String, sum: String)] = []
    for name in ["core"] + BriefLock.files(brief) {
      guard let sum = checksum(name) else {
        errors.write("accord: `\(name)` cannot be read\n")
        return 1
      }
      sums.append((name, sum))
    }
    let edition = makeWorkbench().catalogue.edition
    let text = Array(BriefLock.text(brief, edition: edition, checksums: sums).utf8)
    if text == brief.file.utf8 {
      errors.write("\(path): unchanged, data edition \(edition)\n")
      return 0
    }
    guard readAll(path) == brief.file.utf8 else {
      errors.write("accord: `\(path)` was changed meanwhile; it is left as it is now\n")
      return 1
    }
    guard write(text, to: path) else { return 1 }
    errors.write("\(path): locked to data edition \(edition)\n")
    return 0
  }

  /// Says which pinned data are no longer what they were; the brief runs all the same, since its
  /// own cells say what that changes.
  func warnOfChangedData(_ brief: Brief) {
    for (name, pinned) in BriefLock.checksums(brief) {
      let now = checksum(name)
      if now == pinned { continue }
      let what = name == "core" ? "the data of the program" : "`\(name)`"
      errors.write(
        "warning: \(what) \(now == nil ? "cannot be read" : "changed since the brief was locked") "
          + "(`accord check` says which cells, `accord lock` pins them anew)\n")
    }
  }

  /// Of a data file, or of all tables of the data folder.
  private func checksum(_ name: String) -> String? {
    guard name == "core" else { return readAll(name).map { BriefLock.checksum([$0]) } }
    guard let folder = Surroundings.datasets,
      let descriptor = readAll(folder + "/datapackage.json")
    else { return nil }
    var contents = [descriptor]
    for line in String(decoding: descriptor, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: "\"")
      guard parts.count >= 4, parts[1] == "path", parts[3].hasSuffix(".csv"),
        let bytes = readAll(folder + "/" + parts[3])
      else { continue }
      contents.append(bytes)
    }
    return BriefLock.checksum(contents)
  }

  func lint(_ brief: Brief) -> Int32 {
    let run = execute(brief, makeWorkbench())
    let status = report(run)
    if status != 0 { return status }
    let findings = BriefLint.findings(run)
    for finding in findings {
      output.write(DiagnosticRenderer.render(finding, in: brief.file) + "\n")
      if let range = finding.range {
        output.write("  in: \(brief.file.name):\(brief.file.line(at: range.start))\n")
      }
    }
    if findings.isEmpty { output.write("\(brief.file.name): nothing found\n") }
    return findings.isEmpty ? 0 : 3
  }
}
