import CEditline

/// What is on the screen, and what it was made from.
struct ScreenState {
  var columns = 80
  var height = 24
  var painter = FramePainter(columns: 80)
  var paintedAt = 0.0
  var top = EditView.Top()
  /// The frame must be made again though the text is the same.
  var isStale = true
  var text = ""
  var cursor = 0
  var below: [String] = []
  /// Answers of the service for the present text.
  var spans: [StyledSpan] = []
  var suggestion = ""
  var openings: [String: String] = [:]
}

extension LineEditor {
  /// Longer texts are pasted data: asking the service about them at every key would be felt.
  static let longestStyled = 65_536

  func measureScreen() {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cel_size(output, &columns, &rows) else { return }
    screen.columns = max(2, Int(columns))
    screen.height = max(1, Int(rows))
    screen.painter = FramePainter(columns: screen.columns)
  }

  func resize() {
    el_resize(handle.raw)
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cel_size(output, &columns, &rows) else { return }
    Terminal.write(screen.painter.wipe(reflowedTo: max(2, Int(columns))), to: output)
    listing = CompletionListing()
    measureScreen()
    screen.isStale = true
  }

  /// Brings the screen up to date, in one write.
  func paint(below: [String]? = nil) {
    let below = below ?? listing.rows
    let (text, cursor) = content
    guard screen.isStale || text != screen.text || cursor != screen.cursor || below != screen.below
    else { return }
    if screen.isStale || text != screen.text || cursor != screen.cursor {
      update(text: text, cursor: cursor)
    }
    screen.below = below
    show(suggestion: screen.suggestion, below: below)
    screen.isStale = false
    screen.paintedAt = Terminal.seconds
  }

  /// Shows the text as it stays on the screen: no suggestion, no list, the cursor at its end.
  func paintFinal(adding mark: String = "") {
    let (text, _) = content
    let whole = text + mark
    if text != screen.text { update(text: text, cursor: text.utf8.count) }
    screen.text = whole
    screen.cursor = whole.utf8.count
    show(suggestion: "", below: [])
  }

  private func show(suggestion: String, below: [String]) {
    var view = EditView()
    view.text = screen.text
    view.cursor = screen.cursor
    view.spans = screen.spans
    view.suggestion = suggestion
    view.prompt = prompt
    view.continuation = { [unowned self] in continuationPrompt(line: $0, start: $1) }
    view.below = below
    view.top = screen.top
    let frame = view.frame(columns: screen.columns, height: screen.height, theme: theme)
    screen.top = view.top
    let bytes = screen.painter.paint(frame)
    if !bytes.isEmpty { Terminal.write(bytes, to: output) }
  }

  private func update(text: String, cursor: Int) {
    let isShort = text.utf8.count <= Self.longestStyled
    if text != screen.text || screen.isStale {
      screen.spans = isShort ? service.styles(of: text) : []
    }
    screen.text = text
    screen.cursor = cursor
    screen.suggestion = ""
    if isShort, theme.showsSuggestions, let rest = suggestedRest(text, cursor) {
      // One row's worth is enough to know it by.
      if let feed = rest.firstIndex(of: "\n") {
        screen.suggestion = rest[..<feed] + " …"
      } else {
        screen.suggestion = rest
      }
    }
  }

  /// What the right arrow would add.
  func suggestedRest(_ text: String, _ cursor: Int) -> String? {
    guard !text.isEmpty else { return offer }
    guard cursor == text.utf8.count else { return nil }
    // What this person has asked before is likelier than what could be asked.
    if suggestsFromHistory, let place = recall.place(of: text, in: history) {
      // By bytes: a mark may follow that joins the last character typed.
      return String(decoding: history[place].utf8.dropFirst(text.utf8.count), as: UTF8.self)
    }
    guard let rest = service.suggestion(for: text, cursor: cursor) else { return nil }
    return rest.isEmpty ? nil : rest
  }

  /// Names what is open where a line begins, as wide as the prompt at least.
  private func continuationPrompt(line: Int, start: Int) -> String {
    var opening = ""
    if screen.text.utf8.count <= 16_384 {
      let bytes = screen.text.utf8
      let before = String(screen.text[..<bytes.index(bytes.startIndex, offsetBy: start - 1)])
      if let known = screen.openings[before] {
        opening = known
      } else {
        if case .incomplete(let words) = service.completeness(of: before) { opening = words }
        screen.openings[before] = opening
      }
    }
    return ContinuationPrompt.text(
      opening: opening, promptWidth: StyledText.width(of: prompt), columns: screen.columns)
  }
}
