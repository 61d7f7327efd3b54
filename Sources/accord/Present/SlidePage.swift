import Documents
import Drawing
import LineEditing
import Notebooks
import Presentation
import SourceText
import Workbench

/// Sets a slide for the screen at hand: wide margins, few words around it.
struct SlidePage {
  private let presenter: Presenter
  private let columns: Int
  private let height: Int
  /// Columns left free on both sides.
  private let margin: Int
  /// Of tables and charts.
  private let width: Int

  init(_ presenter: Presenter) {
    self.presenter = presenter
    columns = presenter.screen.columns
    height = presenter.screen.height
    let least = columns >= 60 ? 4 : columns >= 40 ? 2 : 0
    margin = max(least, (columns - SlidePage.widest) / 2)
    width = max(1, columns - 2 * margin)
  }

  /// Eyes lose the line in wider text.
  private static let widestProse = 72
  private static let widest = 110

  /// Rows above and below the content, as far as the screen has them.
  private var hasHead: Bool { height >= 8 }
  private var hasFoot: Bool { height >= 3 }
  var room: Int { max(1, height - (hasHead ? 2 : 0) - (hasFoot ? 2 : 0)) }

  private func dressed(_ text: String, _ style: String) -> String {
    presenter.hasColour && !text.isEmpty ? "\u{1b}[\(style)m\(text)\u{1b}[m" : text
  }

  // MARK: Rows of the screen

  func rows(_ content: [String], top: Int) -> [String] {
    let edge = String(repeating: " ", count: margin)
    var rows: [String] = []
    if hasHead { rows += [edge + head, ""] }
    let shown = content[min(top, content.count)..<min(content.count, top + room)]
    rows += shown.map { edge + $0 }
    while rows.count < height - (hasFoot ? 1 : 0) { rows.append("") }
    let hidden = content.count - top - shown.count
    if hasFoot { rows[rows.count - 1] = hidden > 0 ? edge + dressed(more(hidden), "2") : "" }
    if hasFoot { rows.append(edge + foot) }
    return rows
  }

  private func more(_ count: Int) -> String {
    "▾ \(count) more line\(count == 1 ? "" : "s"): space or arrows"
  }

  private var head: String {
    let place = "\(presenter.slide + 1) / \(presenter.seminar.slides.count)"
    let title = presenter.seminar.title
    let room = max(0, width - place.count - 2)
    let cut = DisplayWidth.truncated(title, to: room)
    let gap = max(1, width - DisplayWidth.of(cut) - place.count)
    return dressed(cut + String(repeating: " ", count: gap) + place, "2")
  }

  private var foot: String {
    if !presenter.notice.isEmpty { return dressed(presenter.notice, "7") }
    switch presenter.mode {
    case .line(let line, let text):
      let question =
        switch line {
        case .guess: "The class guesses: "
        case .place: "Go to slide: "
        case .file: "Write the transcript to: "
        }
      // The end of a long text is what is being typed.
      let room = max(1, width - question.count - 1)
      var shown = text
      while DisplayWidth.of(shown) > room { shown.removeFirst() }
      return question + shown + "\u{1b}[7m \u{1b}[m"
    case .keys: return dressed("any key goes back", "2")
    case .overview: return dressed("arrows and Enter go to a slide, any other key goes back", "2")
    case .slide: return dressed(hint, "2")
    }
  }

  private var hint: String {
    let rest = presenter.block == nil ? "   ← back   o all   ? keys" : "   ← back   e edit   ? keys"
    guard let block = presenter.block else { return "Enter goes on" + rest }
    let question = presenter.seminar.brief.blocks[block].guess != nil
    switch presenter.stage {
    case .closed: return "Enter shows the solution" + rest
    case .statements:
      return (question ? "Enter shows the answer   g guess" : "Enter runs it") + rest
    case .result: return "Enter goes on" + rest
    }
  }

  // MARK: Content

  func content() -> [String] {
    switch presenter.mode {
    case .keys: return keys
    case .overview(let chosen): return overview(chosen)
    case .slide, .line: return slideLines().lines
    }
  }

  /// The line in which the statements begin.
  var firstOfStatements: Int { slideLines().statements }

  private func slideLines() -> (lines: [String], statements: Int) {
    let seminar = presenter.seminar
    let prose = ScreenRenderer(
      width: min(width, SlidePage.widestProse), isStyled: presenter.hasColour)
    var lines: [String] = []
    if presenter.slide == 0 { lines += opening(prose) }
    lines += prose.lines(seminar.prose(presenter.slide)).flatMap { clipped($0) }
    guard let number = presenter.block else { return (lines, 0) }
    let block = seminar.brief.blocks[number]
    if !lines.isEmpty { lines += [""] }
    let start = lines.count
    if presenter.stage == .closed {
      return (lines + prose.lines([.paragraph([.strong([.text("Solution")])])]) + ["……"], start)
    }
    let statements = seminar.statements(number)
    let coloured = presenter.styled(String(statements.drop(while: \.isNewline)))
    var code = coloured.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while code.last?.isEmpty == true { code.removeLast() }
    for line in code {
      let indent = line.prefix { $0 == " " }.count
      let parts = FullScreen.wrapped(line, width: max(1, width - 2), hanging: indent + 4)
      lines += parts.map { dressed("▎ ", "34") + $0 }
    }
    if seminar.isChanged(number) { lines.append(dressed("changed; u brings the file's back", "2")) }
    lines.append("")
    if let question = block.guess {
      lines += prose.lines([.paragraph([.strong(MarkdownReader.inlines(question))])])
      if let guess = seminar.guess(for: number) { lines.append("The class guessed: \(guess)") }
      lines.append("")
    }
    if presenter.stage == .result { lines += result(number, prose) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return (lines, start)
  }

  private func opening(_ prose: ScreenRenderer) -> [String] {
    let front = presenter.seminar.brief.front
    var blocks: [Block] = []
    if let title = front["title"]?.text { blocks.append(.heading(level: 1, [.text(title)])) }
    let byline = front.texts("author") + front.texts("authors")
    if !byline.isEmpty { blocks.append(.paragraph([.text(byline.joined(separator: ", "))])) }
    if let aim = front["aim"]?.text ?? front["abstract"]?.text {
      blocks.append(.paragraph([.emphasis(MarkdownReader.inlines(aim))]))
    }
    let lines = prose.lines(blocks)
    return lines.isEmpty ? [] : lines + [""]
  }

  private func result(_ number: Int, _ prose: ScreenRenderer) -> [String] {
    let seminar = presenter.seminar
    guard let block = seminar.result(number) else { return ["……"] }
    var text = ""
    let workbench = seminar.workbench
    let page = workbench.page(width: width, colour: presenter.hasColour)
    for output in block.outputs {
      if !text.isEmpty { text += "\n" }
      switch output {
      case .text(let words): text += words + "\n"
      case .chart(let chart, _):
        text += chart.text(
          page, workbench.options,
          colour: presenter.hasColour ? Surroundings.colourDepth : .none)
      case .profile(let profile):
        let setter = TableSetter(names: CatalogueNaming(workbench.catalogue))
        text += profile.text(setter, page, markdown: false)
      case .result(let result):
        var bytes: [UInt8] = []
        workbench.write(result, as: .table, page: page) { bytes.append(contentsOf: $0) }
        text += String(decoding: bytes, as: UTF8.self)
      }
    }
    for finding in block.findings {
      if !text.isEmpty { text += "\n" }
      text +=
        DiagnosticRenderer.render(finding, in: seminar.brief.file, colour: presenter.hasColour)
        + "\n"
    }
    if block.wasInterrupted { text += "stopped\n" }
    var lines: [String] = []
    if !block.caption.isEmpty, !block.failed {
      lines += prose.lines([.paragraph([.strong(MarkdownReader.inlines(block.caption))])]) + [""]
    }
    lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.isEmpty && block.outputs.isEmpty ? ["done"] : lines
  }

  private func clipped(_ line: String) -> [String] {
    FullScreen.wrapped(line, width: width, hanging: 4)
  }

  private func overview(_ chosen: Int) -> [String] {
    let lines = presenter.seminar.slides.enumerated().map { index, slide in
      let number = String(index + 1)
      let pad = String(repeating: " ", count: max(0, 3 - number.count))
      let line = DisplayWidth.truncated(pad + number + "  " + slide.title, to: max(1, width - 2))
      return index == chosen ? "\u{1b}[7m\(line)\u{1b}[m" : line
    }
    // The chosen one stays in sight.
    let first = max(0, min(chosen - room / 2, lines.count - room))
    return Array(lines[first..<min(lines.count, first + room)])
  }

  private var keys: [String] {
    [
      ("Enter →", "runs the statement, shows what is hidden, goes on"),
      ("space", "a screenful further, then as Enter"),
      ("← b", "back"),
      ("↑ ↓", "up and down where a slide is longer than the screen"),
      ("o Tab", "all slides; a number and Enter go to one"),
      ("g", "keeps what the class guesses"),
      ("h", "hides the result again"),
      ("e", "changes the statement and runs it; the file stays as it is"),
      ("u", "brings the statement of the file back"),
      ("a", "asks something of your own"),
      ("r", "runs it again"),
      ("w", "writes the transcript, a brief that anyone can run"),
      ("q", "leaves"),
    ].map { key, meaning in
      dressed(key, "1") + String(repeating: " ", count: 10 - key.count) + meaning
    }.flatMap { FullScreen.wrapped($0, width: width, hanging: 10) }
  }
}

extension Seminar {
  /// What the brief is called.
  var title: String {
    brief.front["title"]?.text ?? brief.file.name.split(separator: "/").last.map(String.init) ?? ""
  }
}
