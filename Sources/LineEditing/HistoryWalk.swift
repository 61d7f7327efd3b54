/// A walk through the history with the up and down arrows, from a text that was being typed.
///
/// Only entries that begin with that text are met; the way down ends at the text itself.
struct HistoryWalk {
  private var place: Int?
  private var draft = ""
  /// What the walk has put into the editor; anything else there was typed since.
  private var shown: String?

  mutating func back(from text: String, in history: History) -> String? {
    start(from: text)
    var end = place ?? history.count
    while let found = history.latest(startingWith: draft, before: end) {
      let entry = history[found]
      end = found
      if entry == text { continue }
      place = found
      shown = entry
      return entry
    }
    return nil
  }

  mutating func forward(from text: String, in history: History) -> String? {
    start(from: text)
    guard var from = place else { return nil }
    while let found = history.earliest(startingWith: draft, after: from) {
      let entry = history[found]
      from = found
      if entry == text { continue }
      place = found
      shown = entry
      return entry
    }
    place = nil
    shown = draft
    return draft
  }

  private mutating func start(from text: String) {
    guard text != shown || shown == nil else { return }
    place = nil
    draft = text
    shown = text
  }
}
