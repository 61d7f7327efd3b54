import Catalogue
import Notebooks
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FuzzTargets {
  /// Any text gives a tree; what parses is formatted to a text that parses and stays as it is.
  static func syntax(_ bytes: [UInt8]) {
    let file = SourceFile(name: "fuzz", text: String(decoding: bytes, as: UTF8.self))
    _ = InputCompleteness.of(file.text)
    var sink = DiagnosticSink()
    let tree = Parser.parse(file, reporting: &sink)
    for finding in sink.diagnostics { _ = DiagnosticRenderer.render(finding, in: file) }
    let once = SyntaxFormatter.format(tree, file)
    guard sink.diagnostics.isEmpty else { return }
    let formatted = SourceFile(name: "formatted", text: once)
    var second = DiagnosticSink()
    let again = Parser.parse(formatted, reporting: &second)
    hold(second.diagnostics.isEmpty, "the formatted text does not parse:\n\(once)")
    hold(again.statements.count == tree.statements.count, "other statements:\n\(once)")
    let twice = SyntaxFormatter.format(again, formatted)
    hold(twice == once, "formatted twice it is another text:\n\(once)\n---\n\(twice)")
  }

  /// Statements over the shipped data, without files and with little memory: an answer or findings
  /// that can be drawn, the same for another number of threads, and never a failure of ours.
  static func binder(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let (first, second) = (run(text, threads: 1), run(text, threads: 2))
    hold(first == second, "one thread:\n\(first)\ntwo threads:\n\(second)")
    hold(!first.contains("error[internal]"), first)
  }

  private static func run(_ text: String, threads: Int) -> String {
    let workbench = Workbench(
      catalogue: catalogue,
      access: WorkbenchAccess(
        openFile: { path, _, _ throws(FileIssue) in
          throw FileIssue(code: "file-not-found", message: "no file `\(path)`", notes: [])
        },
        writeFile: { _, _, _ in }, isInterrupted: { false }))
    _ = workbench.setOption("threads", to: String(threads))
    _ = workbench.setOption("memory", to: "100MB")
    let file = SourceFile(name: "fuzz", text: text)
    var page = ""
    workbench.run(file, stopsAtError: false) { outcome in
      for finding in outcome.diagnostics { page += DiagnosticRenderer.render(finding, in: file) }
      switch outcome.output {
      case .result(let result), .chart(_, let result):
        workbench.write(result, as: .csv, page: workbench.page(width: 80, colour: false)) {
          page += String(decoding: $0.prefix(100_000), as: UTF8.self)
        }
      case .text(let text): page += text
      case .none, .profile: break
      }
    }
    return page
  }

  private static let catalogue: Catalogue = {
    let folder = getenv("ACCORD_DATASETS").map { String(cString: $0) } ?? "Datasets"
    do throws(CatalogueError) {
      return try Catalogue.openOrBuild(data: folder, cache: "/tmp/accord-fuzz-cache") { _ in }
    } catch {
      stop(error.message)
    }
  }()

  static func brief(_ bytes: [UInt8]) {
    let file = SourceFile(name: "fuzz.md", text: String(decoding: bytes, as: UTF8.self))
    let brief = BriefReader.read(file)
    for finding in brief.findings { _ = DiagnosticRenderer.render(finding, in: file) }
    _ = ScriptReader.read(file)
  }

  /// The bytes as the head of a brief.
  static func frontMatter(_ bytes: [UInt8]) {
    brief(Array("---\n".utf8) + bytes + Array("\n---\n\n# A title\n".utf8))
  }
}
