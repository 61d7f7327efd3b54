import Catalogue
import LanguageService
import LineEditing
import Presentation
import QuerySemantics
import QuerySyntax
import SourceText
import Workbench

/// The interactive session: reads an entry, runs it, prints; commands start with a dot.
final class Prompt {
  let session: Session
  let workbench: Workbench
  let language: LanguageService
  let output: OutputStream
  let errors: OutputStream
  private let interruption: Interruption
  private var source: (any LineSource)?
  private(set) var editor: LineEditor?
  var isTimed = false
  var tourStep: Int?
  /// Statements in order, with whether they gave a result.
  var log: [(text: String, worked: Bool)] = []

  init(_ session: Session, _ workbench: Workbench, _ interruption: Interruption) {
    self.session = session
    self.workbench = workbench
    self.interruption = interruption
    output = session.output
    errors = session.errors
    language = LanguageService(
      workbench, listFiles: session.arguments.isSafe ? nil : { Folders.entries(of: $0) },
      commands: PromptCommand.all.map { ($0.name, $0.summary) })
  }

  func run() {
    let service = PromptService(language)
    let source = openSource(service)
    self.source = source
    runConfiguration()
    greet()
    reading: while true {
      interruption.clear()
      output.flush()
      switch source.next() {
      case .end:
        output.write("\n")
        break reading
      case .interrupted: continue
      case .entry(let text):
        if let failure = editor?.historyFailure {
          errors.write("history: \(failure)\n")
          editor?.historyFailure = nil
        }
        if !handle(text) { break reading }
      }
    }
    output.flush()
  }

  private func openSource(_ service: PromptService) -> any LineSource {
    TerminalLocale.useUTF8()
    let history = History(path: Surroundings.historyPath)
    service.history = history
    var settings = LineEditor.Settings()
    settings.prompt = "accord> "
    settings.editrcPath = Surroundings.variable("HOME").map { $0 + "/.editrc" }
    settings.theme = Surroundings.hasColour ? .colours : .plain
    let isDumb = Surroundings.variable("TERM").map { $0 == "dumb" } ?? true
    if let editor = LineEditor(
      service: service, history: history, settings: settings, isDumb: isDumb)
    {
      self.editor = editor
      return editor
    }
    return PipeSource(service: service, prompts: .init(first: "accord> ", second: "      > "))
  }

  private func greet() {
    guard !session.arguments.isQuiet else { return }
    output.write(
      """
      Accord \(Session.version), data edition \(workbench.catalogue.edition). Three things to try:
        from countries as of 2007-04-24 | where ICRMW | count
        compare Mexico, Philippines on ICRMW, remittances_gdp against World
        why C097 for Zambia
      Tab completes, ? explains, .tour teaches, ^D leaves.

      """)
  }

  /// False ends the session.
  private func handle(_ text: String) -> Bool {
    let trimmed = text.trimmed
    if trimmed.isEmpty { return true }
    if trimmed.hasPrefix("?") || trimmed == "help" || trimmed.hasPrefix("help ") {
      help(String(trimmed.dropFirst(trimmed.hasPrefix("?") ? 1 : 4)).trimmed)
      return true
    }
    if trimmed == "exit" || trimmed == "quit" { return false }
    if trimmed.hasPrefix(".") {
      let name = String(trimmed.prefix { $0 != " " })
      let rest = String(trimmed.dropFirst(name.count)).trimmed
      guard let command = PromptCommand.named(name) else {
        let near = NameSuggestion.nearest(to: name, among: PromptCommand.all.map(\.name), limit: 3)
        errors.write(
          "no command `\(name)`"
            + (near.isEmpty
              ? ""
              : "; nearest: "
                + "\(near.joined(separator: ", "))")
            + "\nthere are: \(PromptCommand.all.map(\.name).joined(separator: ", "))\n")
        errors.flush()
        return true
      }
      return command.run(self, rest)
    }
    runStatements(text)
    return true
  }

  /// Runs an entry, one statement or several, and keeps what worked for `.save`.
  func runStatements(_ text: String) {
    let start = Surroundings.seconds()
    let worked = session.runEntry(text, workbench)
    log.append((text, worked))
    if isTimed {
      let milliseconds = (Surroundings.seconds() - start) * 1000
      let rounded = (milliseconds * 10).rounded() / 10
      errors.write("time: \(rounded) ms\n")
      errors.flush()
    }
    checkTour()
  }

  private func runConfiguration() {
    guard !session.arguments.skipsConfiguration, let path = Surroundings.configurationPath,
      let bytes = readAll(path)
    else { return }
    _ = session.runEntry(String(decoding: bytes, as: UTF8.self), workbench, name: path)
  }

  /// Long text goes to the pager, with `heads` lines staying on top.
  func page(_ text: String, heads: Int = 0) {
    output.flush()
    guard let editor else {
      output.write(text)
      return
    }
    var pager = Pager(input: editor.input)
    pager.command = Surroundings.variable("PAGER")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let body = lines.last == "" ? Array(lines.dropLast()) : lines
    pager.show(Array(body.dropFirst(heads)), heads: Array(body.prefix(heads)))
  }

  /// Puts a text into the next prompt.
  func offer(_ text: String) { editor?.draft = text }
}

extension String {
  var trimmed: String {
    var part = Substring(self)
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return String(part)
  }
}

/// The language's answers in the form the line editor asks for them.
final class PromptService: LineService {
  private let language: LanguageService
  var history: History?

  init(_ language: LanguageService) { self.language = language }

  func complete(text: String, cursor: Int) -> CompletionOffer {
    let completion = language.complete(text, at: cursor)
    return CompletionOffer(
      replacing: completion.range.start..<completion.range.end,
      with: completion.candidates.map {
        CompletionOffer.Candidate($0.insert, display: $0.label, summary: $0.detail)
      })
  }

  func styles(of text: String) -> [LineEditing.StyledSpan] {
    // A word still being typed, at the end, is not marked as wrong.
    language.spans(text, cursor: text.utf8.count).compactMap { span in
      guard let style = PromptService.style(span.style) else { return nil }
      return LineEditing.StyledSpan(span.range.start..<span.range.end, style)
    }
  }

  private static func style(_ style: LanguageStyle) -> TextStyle? {
    switch style {
    case .keyword, .verb: .keyword
    case .function: .function
    case .value, .table: .value
    case .number, .date: .number
    case .string: .string
    case .comment: .comment
    case .bracket: .bracket
    case .error: .error
    case .column, .operator: nil
    }
  }

  func suggestion(for text: String, cursor: Int) -> String? {
    language.suggestion(text, at: cursor, history: [])
  }

  func completeness(of text: String) -> Completeness {
    let trimmed = text.trimmed
    if trimmed.hasPrefix(".") || trimmed.hasPrefix("?") || trimmed.hasPrefix("help") {
      return .complete
    }
    switch language.completeness(text) {
    case .complete: return .complete
    case .incomplete(waitingFor: let waiting): return .incomplete(waitingFor: waiting)
    }
  }
}
