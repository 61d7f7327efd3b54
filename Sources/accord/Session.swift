import Catalogue
import ColumnStore
import Drawing
import LineEditing
import Notebooks
import Presentation
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

/// One run of the program: opens the data, runs what was asked, prints results and findings.
final class Session {
  let arguments: CommandLineArguments
  private(set) var output: OutputStream
  let errors: OutputStream
  private let screen: OutputStream
  /// The form of results; the prompt can change it.
  var format: OutputFormat
  private var hasPrinted = false
  var hasFailed = false
  private var wasInterrupted = false
  private var interruption: Interruption?
  private var progress = WorkProgress()
  /// Data packages beside the built-in one.
  var dataFolders: [String]
  /// Kept to the end of the process: taking it apart would cost more than opening it.
  private var catalogue: Catalogue?
  /// Kept where statements are typed, or a transcript is asked for.
  var log: SessionLog?

  static let version = "1.0"

  init(_ arguments: CommandLineArguments, _ output: OutputStream, _ errors: OutputStream) {
    self.arguments = arguments
    self.output = output
    screen = output
    self.errors = errors
    format = arguments.outputFormat
    dataFolders = arguments.dataFolders
  }

  func run() -> Int32 {
    switch arguments.action {
    case .help:
      output.write(CommandLineArguments.help + "\n")
      return 0
    case .format(let files, let inPlace): return format(files, inPlace: inPlace)
    case .version, .start, .statements, .files, .brief: break
    }
    let interruption = Interruption.watch()
    Surroundings.ignoreWriteSignals()
    Surroundings.watchLostPages()
    self.interruption = interruption
    progress = WorkProgress { interruption.isSet }
    guard let catalogue = openCatalogue() else { return 1 }
    if arguments.action == .version {
      output.write("accord \(Session.version), data edition \(catalogue.edition)\n")
      return 0
    }
    if case .brief(let command, let files) = arguments.action {
      return BriefSession(
        arguments: arguments, output: output, errors: errors,
        makeWorkbench: { self.makeWorkbench(catalogue, isDated: false) },
        interruption: interruption
      ).run(command, files)
    }
    let workbench = makeWorkbench(catalogue)
    if let date = arguments.asOf, OptionRecord.record(named: "as_of")?.accepts(date) != true {
      errors.write("accord: --as-of needs a date such as 2024-12-31 or a year, found `\(date)`\n")
      return 2
    }
    switch arguments.action {
    case .statements(let statements):
      for statement in statements where shouldGoOn {
        runBatch(statement, name: "-e", workbench, interruption)
      }
    case .files(let files):
      workbench.allowsRedefinition = false
      for path in files where shouldGoOn {
        guard let text = read(path) else { return 1 }
        runBatch(text, name: path, workbench, interruption)
      }
    case .start:
      guard startLog(catalogue) else { return 1 }
      if Surroundings.isTerminal(0) {
        Prompt(self, workbench, interruption).run()
        return 0
      } else {
        workbench.allowsRedefinition = false
        guard let text = read("-") else { return 1 }
        runBatch(text, name: "standard input", workbench, interruption)
      }
    case .brief, .help, .version, .format: break
    }
    return wasInterrupted ? 130 : hasFailed ? 1 : 0
  }

  /// A new session with the command line's parameters and date in it.
  func makeWorkbench(_ catalogue: Catalogue, isDated: Bool = true) -> Workbench {
    let workbench = Workbench(catalogue: catalogue, access: access(to: catalogue))
    for (name, value) in arguments.parameters { workbench.parameterValues[name] = value }
    if arguments.tellsTimes { _ = workbench.setOption("timer", to: "on") }
    if arguments.describesCharts { _ = workbench.setOption("describe", to: "true") }
    if isDated, let date = arguments.asOf { _ = workbench.setOption("as_of", to: date) }
    return workbench
  }

  var shouldGoOn: Bool { !wasInterrupted && (!hasFailed || arguments.keepsGoing) }

  func openCatalogue() -> Catalogue? {
    guard let folder = Surroundings.datasets else {
      errors.write(
        "accord: the built-in data are not found; say in ACCORD_DATASETS in which folder they are\n"
      )
      return nil
    }
    let cache = CacheFolder.locate(
      cacheHome: Surroundings.variable("XDG_CACHE_HOME"), home: Surroundings.variable("HOME"))
    var timer = StopWatch()
    do throws(CatalogueError) {
      let catalogue = try Catalogue.openOrBuild(
        data: folder, adding: dataFolders, cache: cache
      ) { [errors] message in
        errors.write(message + "\n")
        errors.flush()
      }
      timer.lap()
      self.catalogue = catalogue
      if arguments.tellsTimes { errors.write(timer.reportOpening() + "\n") }
      return catalogue
    } catch {
      errors.write("accord: \(error.message)\n")
      return nil
    }
  }

  private func access(to catalogue: Catalogue) -> WorkbenchAccess {
    let isSafe = arguments.isSafe
    var access = WorkbenchAccess(
      openFile: { path, options, means throws(FileIssue) in
        if isSafe {
          throw FileIssue(
            code: "safe-mode", message: "files cannot be read in safe mode", notes: [])
        }
        do throws(FileIssue) {
          return try FileSource(
            path: path, options: options, catalogue: catalogue, means: means)
        } catch {
          throw FileNeighbours.added(to: error, path)
        }
      },
      writeFile: { path, replace, bytes throws(FileIssue) in
        if isSafe {
          throw FileIssue(code: "safe-mode", message: "files cannot be written in safe mode")
        }
        if !replace, (try? FileStatus.of(path: path)) != nil {
          throw FileIssue(
            code: "file-exists", message: "`\(path)` is there already",
            notes: ["write over it with `replace: true`"])
        }
        do throws(FileWriteError) {
          try AtomicFile.write(path: path, bytes: bytes)
        } catch {
          throw FileIssue(code: error.code, message: error.message)
        }
      },
      isInterrupted: { [interruption] in interruption?.isSet ?? false })
    access.progress = progress
    // The rest is the system's and other programs': beyond it the system would end the session.
    access.memory = Surroundings.memory.map { $0 / 5 * 4 }
    return access
  }

  func read(_ path: String) -> String? {
    guard let bytes = readAll(path) else {
      errors.write("accord: `\(path)` cannot be read: \(Surroundings.reason)\n")
      // No file has a name like this.
      if path.contains(" "), path.contains("|") || path.hasPrefix("from ") {
        errors.write("accord: a statement is run with -e '\(path)'\n")
      }
      BriefCommand.hint(path, errors)
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text of no person at the prompt; commands of the prompt may stand in it.
  private func runBatch(
    _ text: String, name: String, _ workbench: Workbench, _ interruption: Interruption
  ) {
    guard text.split(separator: "\n").contains(where: EntryPiece.isOwn) else {
      return runText(text, name: name, workbench)
    }
    Prompt(self, workbench, interruption).runBatch(text, name: name)
  }

  /// What the last statement of the last entry gave.
  var lastOutput: StatementOutcome.Output? { lastStatement?.outcome.output }

  func runText(_ text: String, name: String, _ workbench: Workbench) {
    let file = SourceFile(name: name, text: text)
    var entry = SessionLog.Entry(text: text.trimmed, statements: [])
    entry.isSetup = name == Surroundings.configurationPath
    var done = 0
    var last = workbench.results.last?.number
    progress.begin("working")
    let watch = ProgressWatch { [progress] seconds in
      "\(progress.text) … \(Int(seconds)) s, ^C stops"
    }
    var timer = StopWatch()
    workbench.run(file, stopsAtError: !arguments.keepsGoing) { outcome in
      timer.lap()
      watch.hide()
      if name == "prompt" { remember(outcome, file) }
      show(outcome, file, workbench)
      if workbench.options.timer { tellTime(outcome, timer) }
      defer { timer = StopWatch() }
      guard log != nil else { return }
      let start = min(done, outcome.range.start)
      done = max(start, outcome.range.end)
      entry.statements.append(
        SessionStatement(
          file.text(in: SourceRange(start, done)).trimmed, outcome, last: last,
          failure: outcome.failed ? failure(of: outcome, in: file) : nil))
      last = workbench.results.last?.number
    }
    watch.stop()
    if entry.statements.isEmpty, text.trimmed.hasPrefix("#") {
      entry.statements.append(.remark(text.trimmed))
    }
    if let failure = log?.add(entry) { complain(failure) }
  }

  /// What stands in a transcript in the place of a result.
  private func failure(of outcome: StatementOutcome, in file: SourceFile) -> String {
    if outcome.wasInterrupted { return "interrupted" }
    return outcome.diagnostics.map { DiagnosticRenderer.render($0, in: file) }
      .joined(separator: "\n")
  }

  func complain(_ text: String) {
    output.flush()
    errors.write("accord: \(text)\n")
    errors.flush()
  }

  private func tellTime(_ outcome: StatementOutcome, _ watch: StopWatch) {
    // Settings and definitions of expressions run nothing.
    if case .none = outcome.output, !outcome.failed { return }
    output.flush()
    errors.write(watch.report() + "\n")
    errors.flush()
  }

  /// One entry of the prompt: a mistake in it is no mistake of the session.
  func runEntry(_ text: String, _ workbench: Workbench, name: String = "prompt") -> Bool {
    hasFailed = false
    wasInterrupted = false
    hasPrinted = false
    runText(text, name: name, workbench)
    return !hasFailed && !wasInterrupted
  }

  /// Results into a file from here on, or (nil) to the screen; says what went wrong.
  func redirect(to path: String?) -> String? {
    output.flush()
    guard let path else {
      output = screen
      return nil
    }
    guard let stream = OutputStream(path: path) else { return "`\(path)` cannot be written" }
    output = stream
    return nil
  }

  /// The last statement of the last entry with what it gave, for the tour.
  private(set) var lastStatement: (statement: Statement, outcome: StatementOutcome)?

  private func remember(_ outcome: StatementOutcome, _ file: SourceFile) {
    var sink = DiagnosticSink()
    let tree = Parser.parse(file, reporting: &sink)
    if let statement = tree.statements.first(where: { $0.range == outcome.range }) {
      lastStatement = (statement, outcome)
    }
  }

  private func show(_ outcome: StatementOutcome, _ file: SourceFile, _ workbench: Workbench) {
    for finding in outcome.diagnostics {
      // What was printed before stands before what is said about it.
      output.flush()
      let colour = Surroundings.isTerminal(2) && Surroundings.variable("NO_COLOR") == nil
      let width = Surroundings.isTerminal(2) ? Surroundings.width : nil
      errors.write(
        DiagnosticRenderer.render(finding, in: file, colour: colour, width: width) + "\n")
      if file.name != "-e", file.name != "prompt", let range = finding.range {
        errors.write("  in: \(file.name):\(file.line(at: range.start))\n")
      }
      errors.flush()
    }
    if outcome.wasInterrupted {
      wasInterrupted = true
      // The terminal has shown the key where the cursor was.
      errors.write(Surroundings.isTerminal(2) ? "\ninterrupted\n" : "interrupted\n")
    }
    if outcome.failed { hasFailed = true }
    switch outcome.output {
    case .none: break
    case .text where outcome.isAcknowledgement && file.name != "prompt": break
    case .text(let text):
      separate()
      let page = workbench.page(width: Surroundings.width, colour: false)
      output.write((outcome.isVerbatim ? text : ProseSetter(page).set(text)) + "\n")
    case .chart(let chart, let result):
      if format == .html || format == .tex {
        separate()
        output.write(workbench.part(result, chart, format == .html ? .html : .tex))
        return
      }
      guard format == .table || format == .md else {
        showResult(result, workbench)
        return
      }
      separate()
      let page = workbench.page(width: Surroundings.width, colour: hasColour)
      output.write(
        chart.text(
          page, workbench.options, colour: hasColour ? Surroundings.colourDepth : .none))
    case .profile(let profile):
      separate()
      let page = workbench.page(width: Surroundings.width, colour: hasColour)
      let setter = TableSetter(names: CatalogueNaming(workbench.catalogue))
      output.write(
        format == .json || format == .jsonl
          ? profile.json(CatalogueNaming(workbench.catalogue))
          : profile.text(setter, page, markdown: format == .md))
    case .result(let result): showResult(result, workbench)
    }
  }

  private func showResult(_ result: WorkbenchResult, _ workbench: Workbench) {
    separate()
    let page = workbench.page(width: Surroundings.width, colour: hasColour)
    let form = ResultForm(rawValue: format.rawValue) ?? .table
    workbench.write(result, as: form, page: page) { output.write(bytes: $0) }
  }

  /// Escapes belong on the screen alone.
  private var hasColour: Bool { output === screen && Surroundings.hasColour }

  /// An empty line between the outputs of two statements.
  private func separate() {
    if hasPrinted { output.write("\n") }
    hasPrinted = true
  }
}
