import LanguageService
import LineEditing
import Notebooks
import SourceText
import Workbench

/// `present`: shows a brief to a class, one block at a time, and runs it live.
final class Presenter {
  let seminar: Seminar
  let screen: FullScreen
  private let editor: LineEditor
  private let service: PresenterService
  private let interruption: Interruption
  /// Writes the transcript: its path and text; says what went wrong.
  private let write: (String, String) -> String?
  /// Where the transcript goes, and whether it is written without being asked for.
  private let target: String
  private let isKept: Bool

  private(set) var slide = 0
  /// How far each slide is open.
  private var stages: [SlideStage]
  /// The first line in sight.
  private var top = 0
  private(set) var mode = Mode.slide
  private(set) var notice = ""
  let hasColour: Bool

  enum Mode {
    case slide, keys
    case overview(Int)
    /// A line that is being typed.
    case line(Line, String)
  }

  enum Line { case guess, place, file }

  init(
    _ seminar: Seminar, _ screen: FullScreen, _ editor: LineEditor, _ service: PresenterService,
    _ interruption: Interruption, target: String, isKept: Bool, hasColour: Bool,
    write: @escaping (String, String) -> String?
  ) {
    self.seminar = seminar
    self.screen = screen
    self.editor = editor
    self.service = service
    self.interruption = interruption
    self.target = target
    self.isKept = isKept
    self.hasColour = hasColour
    self.write = write
    stages = seminar.slides.map { Presenter.firstStage($0, seminar.brief) }
  }

  private static func firstStage(_ slide: BriefSlide, _ brief: Brief) -> SlideStage {
    guard let block = slide.block else { return .result }
    return brief.blocks[block].isSolution ? .closed : .statements
  }

  var stage: SlideStage { stages[slide] }
  var block: Int? { seminar.slides[slide].block }

  /// Shows the slides until somebody leaves.
  func run() {
    guard screen.enter() else { return }
    defer { screen.leave() }
    seminar.reach(0)
    while true {
      draw()
      let key = screen.next()
      if case .gone = key { break }
      if !press(key) { break }
    }
    keep()
  }

  private func draw() {
    let page = SlidePage(self)
    let content = page.content()
    top = min(max(0, top), max(0, content.count - page.room))
    screen.draw(page.rows(content, top: top))
  }

  // MARK: Keys

  /// False leaves.
  private func press(_ key: ScreenKey) -> Bool {
    if case .redraw = key { return true }
    notice = ""
    switch mode {
    case .slide: return pressSlide(key)
    case .keys: mode = .slide
    case .overview(let chosen): pressOverview(key, chosen)
    case .line(let line, let text): pressLine(key, line, text)
    }
    return true
  }

  private func pressSlide(_ key: ScreenKey) -> Bool {
    switch key {
    case .enter, .right, .character("n"): step()
    // The keys of a presenter's remote control.
    case .character(" "), .pageDown: if !scroll(pages: 1) { step() }
    case .pageUp: if !scroll(pages: -1) { back() }
    case .left, .backspace, .character("p"), .character("b"): back()
    case .down, .character("j"): top += 1
    case .up, .character("k"): top -= 1
    case .home: go(to: 0)
    case .end: go(to: seminar.slides.count - 1)
    case .tab, .character("o"): mode = .overview(slide)
    case .character("h"): hide()
    case .character("r"): runAgain()
    case .character("e"): edit()
    case .character("a"): ask()
    case .character("u"): restore()
    case .character("g"):
      if let block {
        mode = .line(.guess, seminar.guess(for: block) ?? "")
      } else {
        notice = "nothing to guess here"
      }
    case .character("w"): mode = .line(.file, target)
    case .character("?"), .character("H"): mode = .keys
    case .character("q"), .control("d"): return false
    case .control("c"): notice = "q leaves"
    case .control("l"): break
    case .control("z"): screen.suspend()
    case .character(let digit) where digit.isASCII && digit.isNumber:
      mode = .line(.place, String(digit))
    case .escape, .delete, .character, .control, .paste, .redraw, .gone, .unknown: break
    }
    return true
  }

  private func pressOverview(_ key: ScreenKey, _ chosen: Int) {
    let last = seminar.slides.count - 1
    switch key {
    case .down, .character("j"), .tab: mode = .overview(min(chosen + 1, last))
    case .up, .character("k"): mode = .overview(max(chosen - 1, 0))
    case .pageDown: mode = .overview(min(chosen + 10, last))
    case .pageUp: mode = .overview(max(chosen - 10, 0))
    case .home: mode = .overview(0)
    case .end: mode = .overview(last)
    case .enter, .right:
      mode = .slide
      go(to: chosen)
    default: mode = .slide
    }
  }

  private func pressLine(_ key: ScreenKey, _ line: Line, _ text: String) {
    switch key {
    case .character(let character): mode = .line(line, text + String(character))
    case .paste(let pasted): mode = .line(line, text + pasted.filter { !$0.isNewline })
    case .backspace: mode = .line(line, String(text.dropLast()))
    case .control("u"): mode = .line(line, "")
    case .enter:
      mode = .slide
      finish(line, text)
    case .escape, .control: mode = .slide
    default: break
    }
  }

  private func finish(_ line: Line, _ text: String) {
    switch line {
    case .guess:
      if let block { seminar.guess(text.trimmed, for: block) }
    case .place:
      guard let number = Int(text.trimmed), (1...seminar.slides.count).contains(number) else {
        notice = "there is no slide \(text); there are 1 to \(seminar.slides.count)"
        return
      }
      go(to: number - 1)
    case .file:
      let path = text.trimmed
      if !path.isEmpty { notice = write(path, seminar.transcript()) ?? "written: \(path)" }
    }
  }

  // MARK: What keys do

  private func step() {
    guard let block else {
      forward()
      return
    }
    switch stage {
    case .closed: stages[slide] = .statements
    case .statements: show(block) { seminar.result(block) ?? seminar.run(block) }
    case .result: forward()
    }
  }

  private func forward() {
    if slide + 1 < seminar.slides.count {
      go(to: slide + 1)
    } else {
      notice = "this is the end; q leaves"
    }
  }

  private func back() {
    if slide > 0 { go(to: slide - 1) }
  }

  private func go(to number: Int) {
    slide = number
    top = 0
    seminar.reach(slide)
  }

  /// False if there is nothing more that way.
  private func scroll(pages: Int) -> Bool {
    let page = SlidePage(self)
    let last = max(0, page.content().count - page.room)
    let next = min(max(0, top + pages * max(1, page.room - 2)), last)
    defer { top = next }
    return next != top
  }

  private func hide() {
    guard block != nil, stage == .result else { return }
    stages[slide] = .statements
    top = 0
  }

  /// Has a block run, with keys and signals in the system's hands, and shows what came of it.
  private func show(_ block: Int, _ run: () -> BlockRun?) {
    notice = "running … ^C stops it"
    draw()
    notice = ""
    interruption.clear()
    screen.watchOnlyInterrupts()
    let result = run()
    screen.watchKeys()
    interruption.clear()
    if result == nil {
      notice = seminar.findings.first { $0.severity == .error }?.message ?? "stopped"
    }
    stages[slide] = .result
    // What is new stands in sight: from the statements on, where not all has room.
    top = SlidePage(self).firstOfStatements
    if isKept { keep() }
  }

  private func runAgain() {
    guard let block else { return }
    show(block) { seminar.runAgain(block) }
  }

  private func edit() {
    guard let block else {
      notice = "nothing to change here; a asks something of your own"
      return
    }
    guard
      let text = typed(
        "Change the statement; Enter runs it, ^D gives up.",
        draft: seminar.statements(block))
    else { return }
    do throws(Seminar.Refusal) {
      try seminar.change(block, to: text)
      closeLater()
      show(block) { seminar.run(block) }
    } catch {
      notice = error.message
    }
  }

  private func restore() {
    guard let block else { return }
    guard seminar.isChanged(block) else {
      notice = "the statement is that of the file"
      return
    }
    do throws(Seminar.Refusal) {
      try seminar.restore(block)
      closeLater()
      stages[slide] = .statements
    } catch {
      notice = error.message
    }
  }

  /// What comes after a change is run anew.
  private func closeLater() {
    for later in stages.indices where later > slide {
      stages[later] = Presenter.firstStage(seminar.slides[later], seminar.brief)
    }
  }

  private func ask() {
    guard let text = typed("Ask something; Enter runs it, ^D gives up.", draft: ""),
      !text.trimmed.isEmpty
    else { return }
    do throws(Seminar.Refusal) {
      let added = try seminar.add(text, after: slide)
      stages.insert(.statements, at: min(added, stages.count))
      go(to: added)
      closeLater()
      if let block { show(block) { seminar.run(block) } }
    } catch {
      notice = error.message
    }
  }

  /// A text from the line editor; nil if it was given up.
  private func typed(_ hint: String, draft: String) -> String? {
    screen.pause()
    screen.begin([hint, ""])
    var draft = draft
    while draft.last?.isNewline == true { draft.removeLast() }
    service.language = seminar.workbench
    editor.draft = draft.isEmpty ? nil : draft
    let input = editor.next()
    _ = screen.resume()
    interruption.clear()
    if case .entry(let text) = input { return text }
    return nil
  }

  /// Writes the transcript where it was asked for at the start.
  private func keep() {
    guard isKept else { return }
    if let issue = write(target, seminar.transcript()) { notice = issue }
  }

  func styled(_ statements: String) -> String {
    guard hasColour else { return statements }
    if service.language == nil { service.language = seminar.workbench }
    return service.coloured(statements)
  }
}

/// How far a slide is open.
enum SlideStage { case closed, statements, result }
