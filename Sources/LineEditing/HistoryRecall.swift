/// The newest entry that goes on from a text, looked for from where the search for a shorter text
/// ended: each further letter costs only the entries that the letter rules out.
struct HistoryRecall {
  private var text = ""
  private var found: Int??

  mutating func place(of new: String, in history: History) -> Int? {
    if case .some(let known) = found, new.hasPrefix(text), !text.isEmpty {
      if new == text { return known }
      guard let known else { return nil }
      return remember(new, history.latest(startingWith: new, before: known + 1))
    }
    return remember(new, history.latest(startingWith: new))
  }

  private mutating func remember(_ new: String, _ place: Int?) -> Int? {
    text = new
    found = .some(place)
    return place
  }
}
