import Catalogue
import ColumnStore
import LanguageService
import LineEditing
import Notebooks
import Presentation
import QuerySemantics
import SourceText
import Workbench

extension Prompt {
  func help(_ word: String) {
    let width = Surroundings.width
    guard !word.isEmpty else {
      output.write(language.help().lines(width: width).joined(separator: "\n") + "\n")
      if let example = language.help().examples.first { offer(example.statement) }
      return
    }
    if word == "commands" || word.hasPrefix("."), commandHelp(word) { return }
    guard let page = language.help(word) else {
      let near = language.nearest(to: word)
      return complain(
        "unknown-name",
        "nothing is called `\(word)`"
          + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"))
    }
    self.page(page.lines(width: width).joined(separator: "\n") + "\n")
    if let example = page.examples.first {
      // Enter runs it, any other key edits it.
      offer(example.statement)
    }
  }

  /// All commands, or one.
  private func commandHelp(_ word: String) -> Bool {
    let commands =
      word == "commands" ? PromptCommand.all : PromptCommand.named(word).map { [$0] } ?? []
    guard !commands.isEmpty else { return false }
    for command in commands { write(DisplayWidth.padded(command.usage, to: 20), command.summary) }
    return true
  }

  func listTables() {
    for name in workbench.catalogue.tableNames {
      guard let table = workbench.catalogue.table(name) else { continue }
      let columns = table.schema.fields.map(\.name).joined(separator: ", ")
      output.write(
        DisplayWidth.padded(name, to: 15) + DisplayWidth.padded("\(table.rowCount) rows", to: 14)
          + DisplayWidth.truncated(columns, to: max(20, Surroundings.width - 29)) + "\n")
    }
    for name in workbench.definitions.keys.sorted() {
      output.write(
        DisplayWidth.padded(name, to: 15) + (workbench.definitions[name]?.label ?? "") + "\n")
    }
  }

  func listMeasures(_ words: String) {
    if words.isEmpty {
      runStatements(
        "from measures | keep measure, name, unit, first_year, last_year | sort "
          + "measure")
    } else {
      runStatements("search \"\(words.filter { $0 != "\"" && $0 != "\\" })\"")
    }
  }

  func options(_ rest: String) {
    if rest.isEmpty {
      for record in OptionRecord.all { show(record) }
      return
    }
    if let record = OptionRecord.record(named: rest) { return show(record) }
    let name = String(rest.prefix { $0 != " " && $0 != "=" })
    let value = String(rest.dropFirst(name.count).drop { $0 == " " || $0 == "=" })
    guard !value.isEmpty else {
      let near = NameSuggestion.nearest(to: name, among: OptionRecord.all.map(\.name), limit: 3)
      return complain(
        "unknown-option",
        "no option `\(name)`"
          + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"), see: ".set")
    }
    runStatements("set \(name) = \(value)")
  }

  private func show(_ record: OptionRecord) {
    let head =
      DisplayWidth.padded(record.name, to: 14)
      + DisplayWidth.padded(record.show(workbench.options), to: 12)
    write(head, record.summary + " (\(record.allowed))")
  }

  /// A head and words behind it that wrap below themselves.
  private func write(_ head: String, _ words: String) {
    let indent = DisplayWidth.of(head)
    let lines = WrappedText.lines(words, width: max(20, Surroundings.width - indent))
    for (index, line) in lines.enumerated() {
      output.write((index == 0 ? head : String(repeating: " ", count: indent)) + line + "\n")
    }
  }

  func mode(_ rest: String) {
    guard !rest.isEmpty else {
      output.write("results are shown as \(session.format.rawValue)\n")
      return
    }
    guard let format = OutputFormat(rawValue: rest) else {
      complain(
        "bad-argument",
        "no form `\(rest)`; there are \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))"
      )
      return
    }
    session.format = format
  }

  /// The same as `set timer = …`; alone it tells which it is.
  func timer(_ rest: String) {
    if rest.isEmpty {
      output.write("timer is \(workbench.options.timer ? "on" : "off")\n")
    } else if !workbench.setOption("timer", to: rest) {
      complain("bad-argument", "needs on or off, found `\(rest)`")
    }
  }

  /// An error of a command, in the form of all errors.
  func complain(_ code: String, _ text: String, see: String? = nil) {
    session.hasFailed = true
    output.flush()
    errors.write("error[\(code)]: \(text)\n" + (see.map { "  see: \($0)\n" } ?? ""))
    errors.flush()
  }

  func showLast(_ rest: String) {
    let wanted = Int(rest.drop { $0 == "_" })
    guard rest.isEmpty || wanted != nil else {
      return complain("bad-argument", "needs the number of a result, found `\(rest)`")
    }
    let result =
      wanted.map { number in workbench.results.last { $0.number == number } }
      ?? workbench.results.last
    guard let result else {
      return complain("unknown-result", "there is no result `\(rest)`", see: ".log")
    }
    var settings = workbench.page(width: Surroundings.width, colour: false)
    settings.maximumRows = nil
    let setter = TableSetter(names: CatalogueNaming(workbench.catalogue))
    let text = setter.text(result.exhibit, settings)
    let heads = text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.hasPrefix("─") || $0.hasPrefix("--") }
    page(text, heads: heads.map { $0 + 1 } ?? 0)
  }

  func showLog() {
    let entries = session.log?.entries.filter { !$0.isSetup } ?? []
    let text = entries.enumerated().map { index, entry in
      "\(index + 1)\(entry.worked ? " " : "!") \(entry.text.split(separator: "\n").joined(separator: "\n   "))\n"
    }.joined()
    page(text.isEmpty ? "nothing was run yet\n" : text)
  }

  /// `.save FILE _2 _4`: what those results rest on; without numbers, what all do.
  func saveSession(_ rest: String) {
    var words = rest.split(separator: " ")
    var wanted: Set<Int> = []
    while let word = words.last, word.first == "_", let number = Int(word.dropFirst()) {
      wanted.insert(number)
      words.removeLast()
    }
    let path = words.joined(separator: " ").unquoted
    guard !path.isEmpty else {
      return complain("bad-argument", "needs a name: .save session.accord, .save session.md")
    }
    let statements = session.log?.statements ?? []
    for number in wanted.sorted() where !workbench.results.contains(where: { $0.number == number })
    {
      return complain("unknown-result", "there is no result `_\(number)`")
    }
    let isBrief = path.hasSuffix(".md")
    guard isBrief || path.hasSuffix(".accord") else {
      return complain(
        "bad-argument", "needs a name that ends in .accord (a script) or .md (a brief)")
    }
    if session.arguments.isSafe {
      return complain("safe-mode", "files cannot be written in safe mode")
    }
    let script = SessionScript(
      statements, wanted: wanted.isEmpty ? nil : wanted, saves: !isBrief)
    guard !script.statements.isEmpty else {
      return complain("unknown-result", "there is no result to save yet")
    }
    let text = isBrief ? session.brief(of: script, path, workbench) : script.script
    do throws(FileIssue) {
      try workbench.access.writeFile(path, false, Array(text.utf8))
      let count = script.statements.count
      output.write("\(count) statement\(count == 1 ? "" : "s") written to \(path)\n")
    } catch {
      complain(
        error.code, error.message + (error.code == "file-exists" ? "; choose another name" : ""))
    }
  }

  func redirect(_ rest: String) {
    let path = rest.unquoted
    if !path.isEmpty, session.arguments.isSafe {
      return complain("safe-mode", "files cannot be written in safe mode")
    }
    if let failure = session.redirect(to: path.isEmpty ? nil : path) {
      return complain("write-failed", failure)
    }
    // The screen's own: what is said about the file must not stand in it.
    errors.write(path.isEmpty ? "results go to the screen\n" : "results are added to \(path)\n")
    errors.flush()
  }

  func runFile(_ rest: String) {
    if session.arguments.isSafe {
      return complain("safe-mode", "files cannot be read in safe mode")
    }
    let path = rest.unquoted
    guard !path.isEmpty else {
      return complain("bad-argument", "needs a file: .run session.accord")
    }
    if path.hasSuffix(".md") {
      return complain(
        "bad-argument", "`\(path)` is a brief; `accord run` and `accord present` run briefs")
    }
    guard let bytes = readAll(path) else {
      return complain("file-unreadable", "`\(path)` cannot be read: \(Surroundings.reason)")
    }
    _ = session.runEntry(String(decoding: bytes, as: UTF8.self), workbench, name: path)
  }

  func open(_ rest: String) {
    if session.arguments.isSafe {
      return complain("safe-mode", "folders cannot be opened in safe mode")
    }
    let path = rest.unquoted
    guard !path.isEmpty else {
      return complain("bad-argument", "needs the folder of a data package: .open FOLDER")
    }
    let before = Set(workbench.catalogue.tableNames)
    let count = workbench.catalogue.count(of: .measure)
    guard let opened = session.open(path) else { return }
    use(opened)
    let tables = opened.catalogue.tableNames.filter { !before.contains($0) }
    let measures = opened.catalogue.count(of: .measure) - count
    let added =
      (tables.isEmpty ? [] : ["tables \(tables.joined(separator: ", "))"])
      + (measures > 0 ? ["\(measures) measure\(measures == 1 ? "" : "s")"] : [])
    output.write(
      "opened \(path)\(added.isEmpty ? "" : ": " + added.joined(separator: "; "))\n")
  }

  func edit() {
    if session.arguments.isSafe { return complain("safe-mode", "no editor runs in safe mode") }
    let last = session.log?.entries.last { !$0.isSetup }?.text ?? ""
    output.flush()
    guard let edited = Folders.edited(last) else {
      return complain("no-editor", "the editor could not be run", see: "VISUAL and EDITOR")
    }
    let text = edited.trimmed
    guard !text.isEmpty else { return }
    output.write(text + "\n")
    try? editor?.history.append(text)
    runStatements(text)
  }

  func showKeys() {
    for (keys, what) in KeyTable.rows { write(DisplayWidth.padded(keys, to: 27), what) }
  }

  func tour(_ rest: String) {
    let steps = Tour.steps
    if rest == "off" {
      tourStep = nil
      return
    }
    guard rest.isEmpty || Int(rest).map((1...steps.count).contains) == true else {
      return complain("bad-argument", "the steps are 1 to \(steps.count), found `\(rest)`")
    }
    tourStep = min(max((Int(rest) ?? 1) - 1, 0), steps.count - 1)
    showTourStep()
  }

  private func showTourStep() {
    guard let index = tourStep, Tour.steps.indices.contains(index) else { return }
    let step = Tour.steps[index]
    output.write("\nStep \(index + 1) of \(Tour.steps.count): \(step.title)\n")
    write("", step.text)
    output.write("\n")
    write("", step.task)
    if index == 0 { write("", "(.tour off ends it.)") }
  }

  /// After each entry of a tour: on to the next step, or a hint.
  func checkTour() {
    guard let index = tourStep, Tour.steps.indices.contains(index),
      let last = session.lastStatement
    else { return }
    let step = Tour.steps[index]
    if step.accepts(last.outcome, of: last.statement, in: workbench) {
      tourStep = index + 1
      if index + 1 == Tour.steps.count {
        output.write("\nThat was the last step. `help` lists everything; ^D leaves.\n")
        tourStep = nil
      } else {
        output.write("\nRight.\n")
        showTourStep()
      }
    } else {
      output.write("\n")
      write("", "Not yet. Hint: \(step.hint)")
    }
  }
}
