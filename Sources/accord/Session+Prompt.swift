import Catalogue
import ColumnStore
import LineEditing
import Notebooks
import QuerySyntax
import SourceText
import Workbench

/// What the prompt asks of the session beyond running text.
extension Session {
  /// Begins to keep what is run, and the transcript if there is to be one; false if it cannot be.
  func startLog(_ catalogue: Catalogue) -> Bool {
    guard Surroundings.isTerminal(0) || arguments.recordPath != nil else { return true }
    let log = SessionLog()
    self.log = log
    guard let path = arguments.recordPath else { return true }
    if let failure = log.record(to: path, makeRecorder(catalogue, path)) {
      complain(failure)
      return false
    }
    return true
  }

  private func makeRecorder(_ catalogue: Catalogue, _ path: String) -> BriefRecorder {
    let name = path.split(separator: "/").last.map { String($0.dropLast(3)) } ?? ""
    let title = name.isEmpty ? "Transcript" : name
    let recorder = BriefRecorder(
      makeWorkbench(catalogue, isDated: false), title: title, asOf: arguments.asOf,
      engine: Session.version)
    if !dataFolders.isEmpty {
      let folders = dataFolders.map { "--data '\($0)'" }.joined(separator: " ")
      recorder.add(prose: "Run with `\(folders)`.")
    }
    for (name, value) in arguments.parameters {
      recorder.add(prose: "Run with `--set \(name)=\(value)`.")
    }
    return recorder
  }

  /// Adds a data package and starts the session anew beside it: all that was run is run again,
  /// so that names, settings and numbered results are there. Nil where the folder is refused.
  func open(_ folder: String) -> Workbench? {
    let before = dataFolders
    dataFolders.append(folder)
    guard let catalogue = openCatalogue() else {
      dataFolders = before
      return nil
    }
    let workbench = makeWorkbench(catalogue)
    var failed: [String] = []
    let watch = ProgressWatch { "running the session again … \(Int($0)) s" }
    for statement in log?.statements ?? [] where statement.worked {
      var isFine = true
      let file = SourceFile(name: "prompt", text: statement.textWithoutSaving)
      workbench.run(file, stopsAtError: true) { isFine = isFine && !$0.failed }
      if !isFine { failed.append(statement.text) }
    }
    watch.stop()
    for text in failed { complain("with these data this no longer runs: \(text)") }
    if let path = arguments.recordPath,
      let failure = log?.recordAnew(makeRecorder(catalogue, path))
    {
      complain(failure)
    }
    return workbench
  }

  /// A brief of statements, each with its result under it.
  func brief(of script: SessionScript, _ path: String, _ workbench: Workbench) -> String {
    let recorder = makeRecorder(workbench.catalogue, path)
    let watch = ProgressWatch { "running the session again … \(Int($0)) s" }
    for statement in script.statements { recorder.add(statements: statement) }
    watch.stop()
    return recorder.text
  }

  /// Prints files in the standard layout, or writes them over.
  func format(_ files: [String], inPlace: Bool) -> Int32 {
    for path in files.isEmpty ? ["-"] : files {
      guard let text = read(path) else { return 1 }
      let file = SourceFile(name: path, text: text)
      let formatted: String
      do throws(BriefFormatter.Findings) {
        formatted = try BriefFormatter.text(file, isBrief: BriefOptions.isBrief(path))
      } catch {
        for finding in error.diagnostics {
          errors.write(DiagnosticRenderer.render(finding, in: file) + "\n")
          if let range = finding.range {
            errors.write("  in: \(path):\(file.line(at: range.start))\n")
          }
        }
        return 1
      }
      if inPlace {
        do throws(FileWriteError) {
          try AtomicFile.write(path: path, bytes: Array(formatted.utf8))
        } catch {
          errors.write("accord: \(error.message)\n")
          return 1
        }
      } else {
        output.write(formatted)
      }
    }
    return 0
  }
}
