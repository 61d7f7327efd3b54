import ColumnStore
import Documents
import LineEditing
import Notebooks
import Presentation
import SourceText
import Workbench

/// The commands on briefs: reads the files, has them run, prints and writes what comes of it.
struct BriefSession {
  let arguments: CommandLineArguments
  let output: OutputStream
  let errors: OutputStream
  /// A new session with the command line's parameters in it.
  let makeWorkbench: () -> Workbench
  let interruption: Interruption

  func run(_ command: BriefCommand, _ files: [String]) -> Int32 {
    if command == .render { return render(files[0]) }
    if command == .present { return present(files[0]) }
    var status: Int32 = 0
    for path in files {
      let one = run(command, path)
      // A failure outweighs a difference.
      if status != 1, one != 0 { status = one }
      if interruption.isSet { return 130 }
      if one == 1, !arguments.keepsGoing, command == .run { break }
    }
    return status
  }

  private func run(_ command: BriefCommand, _ path: String) -> Int32 {
    guard let brief = read(path) else { return 1 }
    switch command {
    case .run: return run(brief, path)
    case .check, .whyStale: return compare(brief, path, whole: command == .whyStale)
    case .lock: return lock(brief, path)
    case .lint: return lint(brief)
    case .render, .present: return 2
    }
  }

  // MARK: Reading and running

  func read(_ path: String) -> Brief? {
    guard let bytes = readAll(path) else {
      errors.write("accord: `\(path)` cannot be read: \(Surroundings.reason)\n")
      BriefCommand.hint(path, errors)
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self)
    // What is no UTF-8 could not be written back byte for byte.
    guard Array(text.utf8) == bytes else {
      errors.write("accord: `\(path)` is not UTF-8 text\n")
      return nil
    }
    let file = SourceFile(name: path, text: text)
    return BriefOptions.isBrief(path) ? BriefReader.read(file) : ScriptReader.read(file)
  }

  func execute(
    _ brief: Brief, _ workbench: Workbench, _ progress: (BlockRun) -> Void = { _ in }
  ) -> BriefRun {
    warnOfChangedData(brief)
    let runner = BriefRunner(
      brief, workbench, asOf: arguments.asOf, engine: Session.version)
    runner.jobs = arguments.brief.jobs ?? 1
    return runner.run(progress)
  }

  /// Prints all that a run found, errors and warnings; 130, 1 or 0.
  func report(_ run: BriefRun) -> Int32 {
    for finding in run.brief.findings + run.findings + run.blocks.flatMap(\.findings) {
      show(finding, run.brief.file)
    }
    if run.wasInterrupted {
      errors.write("interrupted\n")
      return 130
    }
    return run.failed ? 1 : 0
  }

  func show(_ finding: Diagnostic, _ file: SourceFile) {
    output.flush()
    let colour = Surroundings.isTerminal(2) && Surroundings.variable("NO_COLOR") == nil
    let width = Surroundings.isTerminal(2) ? Surroundings.width : nil
    errors.write(
      DiagnosticRenderer.render(finding, in: file, colour: colour, width: width) + "\n")
    if let range = finding.range {
      errors.write("  in: \(file.name):\(file.line(at: range.start))\n")
    }
    errors.flush()
  }

  private func run(_ brief: Brief, _ path: String) -> Int32 {
    let workbench = makeWorkbench()
    let page = workbench.page(width: Surroundings.width, colour: Surroundings.hasColour)
    let form = ResultForm(rawValue: arguments.outputFormat.rawValue) ?? .table
    var isFirst = true
    let run = execute(brief, workbench) { block in
      if arguments.brief.writes { return }
      for item in block.outputs {
        if !isFirst { output.write("\n") }
        isFirst = false
        switch item {
        case .text(let text): output.write(text + "\n")
        case .chart(let chart, let result):
          if form == .table || form == .md {
            output.write(
              chart.text(page, workbench.options, colour: Surroundings.colourDepth))
          } else if form == .html || form == .tex {
            output.write(workbench.part(result, chart, form))
          } else {
            workbench.write(result, as: form, page: page) { output.write(bytes: $0) }
          }
        case .profile(let profile):
          let setter = TableSetter(names: CatalogueNaming(workbench.catalogue))
          output.write(
            form == .json || form == .jsonl
              ? profile.json(CatalogueNaming(workbench.catalogue))
              : profile.text(setter, page, markdown: form == .md))
        case .result(let result):
          workbench.write(result, as: form, page: page) { output.write(bytes: $0) }
        }
      }
      output.flush()
    }
    let status = report(run)
    guard arguments.brief.writes, !brief.hasErrors, !run.blocks.isEmpty else { return status }
    if arguments.isSafe {
      errors.write("accord: in safe mode no file is written\n")
      return 1
    }
    do throws(BriefWriter.Issue) {
      let isChanged = try BriefWriter.write(run, path: path) { readAll(path) }
      let count = run.blocks.count { !$0.body.isEmpty }
      errors.write(
        "\(path): \(isChanged ? "written" : "unchanged"), \(count) result\(count == 1 ? "" : "s")\n"
      )
      return status
    } catch {
      switch error {
      case .changedMeanwhile:
        errors.write("accord: `\(path)` was changed while it was run; it is left as it is now\n")
      case .unwritable(let issue): errors.write("accord: \(issue.message)\n")
      }
      return 1
    }
  }

  private func compare(_ brief: Brief, _ path: String, whole: Bool) -> Int32 {
    let run = execute(brief, makeWorkbench())
    let status = report(run)
    let check = BriefCheck(run)
    if whole {
      output.write(check.reasons(Session.version))
      return status
    }
    output.write(check.differences(path))
    if status != 0 { return status }
    if !check.isChanged { output.write("\(path): unchanged\n") }
    return check.isChanged ? 3 : 0
  }

}
