import Catalogue
import ColumnStore
import LanguageService
import LineEditing
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
    guard let page = language.help(word) else {
      let near = language.nearest(to: word)
      errors.write(
        "nothing is called `\(word)`"
          + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))") + "\n")
      errors.flush()
      return
    }
    self.page(page.lines(width: width).joined(separator: "\n") + "\n")
    if let example = page.examples.first {
      // Enter runs it, any other key edits it.
      offer(example.statement)
    }
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
    guard !rest.isEmpty else {
      for record in OptionRecord.all {
        output.write(
          DisplayWidth.padded(record.name, to: 14)
            + DisplayWidth.padded(record.show(workbench.options), to: 12) + record.summary
            + " (\(record.allowed))\n")
      }
      return
    }
    let name = String(rest.prefix { $0 != " " && $0 != "=" })
    let value = String(rest.dropFirst(name.count).drop { $0 == " " || $0 == "=" })
    runStatements("set \(name) = \(value)")
  }

  func mode(_ rest: String) {
    guard let format = OutputFormat(rawValue: rest) else {
      complain(
        "no form `\(rest)`; there are \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", "))"
      )
      return
    }
    session.format = format
  }

  func timer(_ rest: String) {
    switch rest {
    case "on": isTimed = true
    case "off": isTimed = false
    case "": output.write("timer is \(isTimed ? "on" : "off")\n")
    default: complain("on or off, found `\(rest)`")
    }
  }

  func complain(_ text: String) {
    errors.write(text + "\n")
    errors.flush()
  }

  func showLast(_ rest: String) {
    let wanted = Int(rest)
    guard rest.isEmpty || wanted != nil else {
      return complain(
        "a number of a result, found "
          + "`\(rest)`")
    }
    let result =
      wanted.map { number in workbench.results.last { $0.number == number } }
      ?? workbench.results.last
    guard let result else { return complain("there is no such result") }
    var settings = workbench.page(width: Surroundings.width, colour: false)
    settings.maximumRows = nil
    let setter = TableSetter(names: CatalogueNaming(workbench.catalogue))
    let text = setter.text(result.exhibit, settings)
    let heads = text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.hasPrefix("─") || $0.hasPrefix("--") }
    page(text, heads: heads.map { $0 + 1 } ?? 0)
  }

  func showLog() {
    for (index, entry) in log.enumerated() {
      output.write("\(index + 1)\(entry.worked ? " " : "!") \(entry.text)\n")
    }
  }

  func saveSession(_ path: String) {
    guard !path.isEmpty else { return complain("needs a file name: .save session.accord") }
    let statements = log.filter(\.worked).map(\.text)
    let text: String
    if path.hasSuffix(".md") {
      text =
        "---\ntitle: Session\naccord: \(Session.version)\n---\n\n"
        + statements.enumerated().map { "```accord id=step\($0 + 1)\n\($1)\n```\n" }
        .joined(separator: "\n")
    } else {
      text = "#!/usr/bin/env accord\n" + statements.map { $0 + "\n" }.joined()
    }
    do throws(FileIssue) {
      try workbench.access.writeFile(path, false, Array(text.utf8))
      output.write("\(statements.count) statements written to \(path)\n")
    } catch {
      complain(error.message + (error.notes.isEmpty ? "" : "; choose another name"))
    }
  }

  func redirect(_ path: String) {
    if !path.isEmpty, session.arguments.isSafe {
      return complain(
        "files cannot be written in safe "
          + "mode")
    }
    if let failure = session.redirect(to: path.isEmpty ? nil : path) { complain(failure) }
  }

  func runFile(_ path: String) {
    if session.arguments.isSafe { return complain("files cannot be read in safe mode") }
    guard let bytes = readAll(path) else { return complain("`\(path)` cannot be read") }
    let text = String(decoding: bytes, as: UTF8.self)
    log.append((text, session.runEntry(text, workbench, name: path)))
  }

  func edit() {
    if session.arguments.isSafe { return complain("no editor in safe mode") }
    let last = log.last?.text ?? ""
    guard let edited = Folders.edited(last) else { return complain("the editor could not be run") }
    let text = edited.trimmed
    guard !text.isEmpty else { return }
    output.write(text + "\n")
    runStatements(text)
  }

  func tour(_ rest: String) {
    let steps = Tour.steps
    tourStep = min(max((Int(rest) ?? 1) - 1, 0), steps.count - 1)
    showTourStep()
  }

  private func showTourStep() {
    guard let index = tourStep, Tour.steps.indices.contains(index) else { return }
    let step = Tour.steps[index]
    output.write("\nStep \(index + 1) of \(Tour.steps.count): \(step.title)\n")
    output.write("\(step.text)\n\n\(step.task)\n")
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
      output.write("\nNot yet. Hint: \(step.hint)\n")
    }
  }
}
