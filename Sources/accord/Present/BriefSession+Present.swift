import ColumnStore
import LanguageService
import LineEditing
import Notebooks
import SourceText
import Workbench

/// `present`: a brief before a class.
extension BriefSession {
  func present(_ path: String) -> Int32 {
    guard let brief = read(path) else { return 1 }
    for finding in brief.findings { show(finding, brief.file) }
    if brief.hasErrors { return 1 }
    TerminalLocale.useUTF8()
    let hasColour = Surroundings.hasColour
    let isDumb = Surroundings.variable("TERM").map { $0 == "dumb" } ?? true
    let service = PresenterService(listFiles: !arguments.isSafe)
    var settings = LineEditor.Settings()
    settings.editrcPath = Surroundings.variable("HOME").map { $0 + "/.editrc" }
    settings.theme = hasColour ? .colours : .plain
    guard
      let editor = LineEditor(
        service: service, history: History(path: nil), settings: settings, isDumb: isDumb),
      let screen = FullScreen(input: editor.input, isDumb: isDumb)
    else {
      errors.write("accord: present needs a terminal that can move its cursor\n")
      return 2
    }
    let seminar = Seminar(
      brief, asOf: arguments.asOf, engine: Session.version, makeWorkbench: makeWorkbench)
    guard !seminar.slides.isEmpty else {
      errors.write("accord: `\(path)` has nothing to show\n")
      return 1
    }
    let presenter = Presenter(
      seminar, screen, editor, service, interruption,
      target: arguments.brief.output ?? BriefSession.transcriptName(path),
      isKept: arguments.brief.output != nil, hasColour: hasColour,
      write: { path, text in self.writeTranscript(text, to: path, beside: brief.file.name) })
    presenter.run()
    output.flush()
    return 0
  }

  /// `lesson.md` → `lesson-transcript.md`, in the working folder.
  private static func transcriptName(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else {
      return name + "-transcript.md"
    }
    return name[..<dot] + "-transcript.md"
  }

  /// What went wrong; the presented file itself is never written over.
  private func writeTranscript(_ text: String, to path: String, beside source: String) -> String? {
    if arguments.isSafe { return "in safe mode no file is written" }
    if path == source { return "that is the presented file; another name is needed" }
    do throws(FileWriteError) {
      try AtomicFile.write(path: path, bytes: Array(text.utf8))
      return nil
    } catch {
      return error.message
    }
  }
}

/// The language's answers while a statement is changed before a class.
final class PresenterService: LineService {
  private let listFiles: Bool
  private var inner: PromptService?
  private weak var known: Workbench?

  init(listFiles: Bool) { self.listFiles = listFiles }

  /// The session that names are looked up in.
  var language: Workbench? {
    get { known }
    set {
      guard let newValue, newValue !== known else { return }
      known = newValue
      inner = PromptService(
        LanguageService(
          newValue, listFiles: listFiles ? { Folders.entries(of: $0) } : nil, commands: []))
    }
  }

  /// The text with its colours as escapes.
  func coloured(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var place = 0
    for span in styles(of: text) where span.range.lowerBound >= place {
      guard span.range.upperBound <= bytes.count,
        let style = Theme.colours.styles[span.style], span.style != .error
      else { continue }
      out += bytes[place..<span.range.lowerBound]
      out += "\u{1b}[\(style)m".utf8
      out += bytes[span.range]
      out += "\u{1b}[m".utf8
      place = span.range.upperBound
    }
    out += bytes[place...]
    return String(decoding: out, as: UTF8.self)
  }

  func complete(text: String, cursor: Int) -> CompletionOffer {
    inner?.complete(text: text, cursor: cursor)
      ?? CompletionOffer(replacing: cursor..<cursor, with: [])
  }

  func styles(of text: String) -> [LineEditing.StyledSpan] { inner?.styles(of: text) ?? [] }

  func suggestion(for text: String, cursor: Int) -> String? {
    inner?.suggestion(for: text, cursor: cursor)
  }

  func completeness(of text: String) -> Completeness {
    inner?.completeness(of: text) ?? .complete
  }
}
