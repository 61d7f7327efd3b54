import Catalogue
import Notebooks
import QuerySemantics
import SourceText
import TestSupport
import Workbench

/// A brief run in a session of its own, as the commands do it.
enum Briefs {
  static func read(_ text: String) -> Brief {
    BriefReader.read(SourceFile(name: "brief.md", text: text))
  }

  static func run(
    _ text: String, set values: [String: String] = [:], asOf: String? = nil, engine: String = "1.0",
    catalogue: Catalogue? = nil
  ) throws -> BriefRun {
    let workbench = try workbench(catalogue)
    for (name, value) in values { workbench.parameterValues[name] = value }
    return BriefRunner(read(text), workbench, asOf: asOf, engine: engine).run()
  }

  /// The text with results in it.
  static func written(_ text: String, engine: String = "1.0") throws -> String {
    BriefWriter.text(try run(text, engine: engine))
  }

  static func workbench(_ given: Catalogue? = nil) throws -> Workbench {
    workbench(on: try given ?? Project.catalogue.get())
  }

  static func workbench(on catalogue: Catalogue) -> Workbench {
    Workbench(
      catalogue: catalogue,
      access: WorkbenchAccess(
        openFile: { path, options, means throws(FileIssue) in
          try FileSource(path: path, options: options, catalogue: catalogue, means: means)
        },
        writeFile: { path, _, _ throws(FileIssue) in
          throw FileIssue(code: "file-read-only", message: "`\(path)`: tests write no files")
        },
        isInterrupted: { false }))
  }

  static func codes(_ run: BriefRun) -> [String] {
    (run.brief.findings + run.findings + run.blocks.flatMap(\.findings)).map(\.code)
  }

  static let small = """
    ---
    title: Small
    as_of: 2020-12-31
    params:
      focus: { type: country, default: Mexico }
    ---
    # Head

    ```accord id=one caption="Treaties, {as_of}"
    # A comment.
    from countries | where country in {Mexico, Tunisia, Morocco} | keep country, ICRMW.status, ICRMW.date
    ```

    {{focus}}: {{one[country = focus].`ICRMW.status`}}.

    """
}

extension String {
  func replacing(_ word: String, _ other: String) -> String {
    split(separator: word, omittingEmptySubsequences: false).joined(separator: other)
  }
}
