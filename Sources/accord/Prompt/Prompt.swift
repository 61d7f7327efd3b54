import Catalogue
import ColumnStore
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
  private(set) var workbench: Workbench
  private(set) var language: LanguageService
  let output: OutputStream
  let errors: OutputStream
  private let interruption: Interruption
  private let service: PromptService
  private(set) var editor: LineEditor?
  /// What the text is called that comes from no person at the prompt; nil at the prompt.
  private var batchName: String?
  /// The reason why nothing is added to the history on disk is told once.
  private var hasToldHistory = false
  var tourStep: Int?

  init(_ session: Session, _ workbench: Workbench, _ interruption: Interruption) {
    self.session = session
    self.workbench = workbench
    self.interruption = interruption
    output = session.output
    errors = session.errors
    language = Prompt.makeLanguage(workbench, isSafe: session.arguments.isSafe)
    service = PromptService(language)
  }

  private static func makeLanguage(_ workbench: Workbench, isSafe: Bool) -> LanguageService {
    LanguageService(
      workbench, listFiles: isSafe ? nil : { Folders.entries(of: $0) },
      commands: PromptCommand.all.map { CommandWord($0.name, $0.summary, $0.argument) })
  }

  /// Goes on with other data, as `.open` does.
  func use(_ workbench: Workbench) {
    self.workbench = workbench
    language = Prompt.makeLanguage(workbench, isSafe: session.arguments.isSafe)
    service.language = language
  }

  func run() {
    let source = openSource()
    runConfiguration()
    greet()
    reading: while true {
      interruption.clear()
      output.flush()
      errors.flush()
      switch source.next() {
      case .end:
        output.write("\n")
        break reading
      case .interrupted: continue
      case .entry(let text):
        if let failure = editor?.historyFailure, !hasToldHistory {
          hasToldHistory = true
          let path = Surroundings.historyPath.map { "`\($0)`: " } ?? ""
          errors.write(
            "accord: the history is kept for this session only: \(path)\(failure.text)\n")
        }
        for piece in EntryPiece.pieces(of: text, isComplete: isComplete) where !handle(piece) {
          break reading
        }
      }
    }
    output.flush()
  }

  /// Runs a text from a file or a pipe in which commands stand among the statements.
  func runBatch(_ text: String, name: String) {
    batchName = name
    for piece in EntryPiece.pieces(of: text, isComplete: isComplete) {
      if session.shouldGoOn, !handle(piece) { return }
    }
  }

  private func openSource() -> any LineSource {
    TerminalLocale.useUTF8()
    let history = History(path: Surroundings.historyPath)
    var settings = LineEditor.Settings()
    settings.prompt = "accord> "
    settings.editrcPath = Surroundings.variable("HOME").map { $0 + "/.editrc" }
    settings.theme = Surroundings.hasColour ? .colours : .plain
    settings.editOutside = session.arguments.isSafe ? nil : { Folders.edited($0) }
    let isDumb = Surroundings.variable("TERM").map { $0 == "dumb" } ?? true
    if let editor = LineEditor(
      service: service, history: history, settings: settings, isDumb: isDumb)
    {
      self.editor = editor
      return editor
    }
    // What comes out of a pipe is results alone.
    return PipeSource(
      service: service, prompts: .init(first: "accord> ", second: "      > "),
      promptDescriptor: Surroundings.isTerminal(1) ? 1 : 2)
  }

  private func greet() {
    guard !session.arguments.isQuiet, Surroundings.isTerminal(1) else { return }
    output.write(
      """
      Accord \(Session.version), data edition \(workbench.catalogue.edition). Three things to try:
        from countries as of 2007-04-24 | where ICRMW | count
        compare Mexico, Philippines on ICRMW, remittances_gdp against World
        why C097 for Zambia
      Tab completes, ? explains, .tour teaches, ^D leaves.

      """)
  }

  private func isComplete(_ text: String) -> Bool { language.completeness(text) == .complete }

  /// False ends the session.
  private func handle(_ piece: EntryPiece) -> Bool {
    switch piece {
    case .help(let word): help(word)
    case .command(let name, let rest):
      guard let command = PromptCommand.named(name) else {
        complainOfCommand(name)
        return true
      }
      return command.run(self, rest)
    case .statements(let text):
      runStatements(text)
    }
    return true
  }

  private func complainOfCommand(_ name: String) {
    let names = PromptCommand.all.map(\.name)
    let near = NameSuggestion.nearest(to: name, among: names, limit: 3)
    complain(
      "unknown-command",
      "no command `\(name)`"
        + (near.isEmpty ? "" : "; nearest: \(near.joined(separator: ", "))"),
      see: ".help commands")
  }

  /// Runs an entry, one statement or several.
  func runStatements(_ text: String) {
    if let batchName { return session.runText(text, name: batchName, workbench) }
    _ = session.runEntry(text, workbench)
    offerWhole()
    checkTour()
  }

  /// Where rows were left out, Enter alone shows all in the pager.
  private func offerWhole() {
    let shown = workbench.options.rows
    guard session.format == .table, shown > 0, tourStep == nil,
      case .result(let result)? = session.lastOutput, result.table.rowCount > shown
    else { return }
    offer(".last")
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
    // Other pagers open files and shells.
    pager.command = session.arguments.isSafe ? nil : Surroundings.variable("PAGER")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let body = lines.last == "" ? Array(lines.dropLast()) : lines
    pager.show(Array(body.dropFirst(heads)), heads: Array(body.prefix(heads)))
  }

  /// Holds an example out: Enter runs it, anything else typed takes its place.
  func offer(_ text: String) { editor?.offer = text }
}

extension String {
  /// A path may stand in quotes.
  var unquoted: String {
    guard utf8.count > 1, let first, first == last, first == "\"" || first == "'" else {
      return self
    }
    return String(dropFirst().dropLast())
  }

  var trimmed: String {
    var part = Substring(self)
    while let first = part.first, first.isWhitespace { part.removeFirst() }
    while let last = part.last, last.isWhitespace { part.removeLast() }
    return String(part)
  }
}

/// The language's answers in the form the line editor asks for them.
final class PromptService: LineService {
  var language: LanguageService

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
    if EntryPiece.isOwn(text[...]), !text.contains("\n") {
      let end = text.hasPrefix("?") ? 1 : text.prefix { $0 != " " }.utf8.count
      return [LineEditing.StyledSpan(0..<end, .keyword)]
    }
    // A word still being typed, at the end, is not marked as wrong.
    return language.spans(text, cursor: text.utf8.count).compactMap { span in
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
    // A line for the prompt itself is done at its end, unless a statement is open before it.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    if let last = lines.last, EntryPiece.isOwn(last) {
      let before = lines.dropLast().joined(separator: "\n")
      if language.completeness(before) == .complete { return .complete }
    }
    switch language.completeness(text) {
    case .complete: return .complete
    case .incomplete(waitingFor: let waiting):
      // Something that closes holds the text inside of it; a sign wants more behind it.
      let opens = ["(", "{", "\"", "`"].contains(waiting)
      return .incomplete(waitingFor: (opens ? "in " : "after ") + waiting)
    }
  }
}
