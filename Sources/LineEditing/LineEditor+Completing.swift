import CEditline

/// The list under the line.
struct CompletionListing {
  var rows: [String] = []
  var candidates: [CompletionOffer.Candidate] = []
  /// Places of the candidates in sight: `first..<next`.
  var first = 0
  var next = 0
  /// The candidate that arrows have chosen; it stands in the text already.
  var chosen: Int?
  /// What the candidates take the place of.
  var range = 0..<0
  /// The count of keys at the last Tab.
  var key = -1
  /// A key was pressed that is none of the list's own: it goes before the next picture.
  var isLeft = false

  /// Each candidate has a row of its own.
  var isChoosable: Bool { candidates.contains { !$0.summary.isEmpty } }
}

extension LineEditor {
  func complete(_ text: String, _ cursor: Int) {
    // After a single candidate another Tab asks what may follow it.
    let isRepeated = listing.key == keyCount - 1 && !listing.candidates.isEmpty
    listing.key = keyCount
    if isRepeated {
      listNextPage()
      return
    }
    let offer = service.complete(text: text, cursor: cursor)
    let range = offer.range.clamped(to: 0..<text.utf8.count)
    let typed = String(decoding: Array(text.utf8)[range], as: UTF8.self)
    listing.candidates = offer.candidates
    listing.next = 0
    listing.chosen = nil
    listing.range = range
    if offer.candidates.isEmpty { return }
    if let new = CompletionList.insertion(for: offer, typed: typed) {
      replace(range, with: new)
      listing.range = range.lowerBound..<range.lowerBound + new.utf8.count
    } else if offer.candidates.count > 1 {
      // Nothing to add for sure: the list is what a second Tab would be pressed for.
      listNextPage()
    }
    // With one candidate there is nothing to choose from any more.
    if offer.candidates.count == 1 { listing.candidates = [] }
  }

  private func listNextPage() {
    list(from: listing.next >= listing.candidates.count ? 0 : listing.next)
  }

  private func list(from first: Int) {
    // The rows of the text stay in sight above the list.
    let taken = screen.painter.shown.map { $0.rows.count - screen.below.count } ?? 1
    let page = CompletionList.page(
      listing.candidates, from: first, columns: screen.columns,
      rows: max(screen.height - taken, screen.height / 2), theme: theme)
    listing.rows = page.rows
    listing.first = first
    listing.next = page.next
  }

  /// Arrows move through the list while it is in sight, and Enter then takes what they chose.
  func choose(by command: EditorCommand) -> Bool {
    guard !listing.rows.isEmpty, listing.isChoosable else { return false }
    switch command {
    case .down: choose((listing.chosen ?? listing.first - 1) + 1)
    case .up:
      guard let chosen = listing.chosen else { return false }
      choose(chosen - 1)
    case .enter where listing.chosen != nil:
      listing.rows = []
      listing.candidates = []
    default: return false
    }
    return true
  }

  private func choose(_ index: Int) {
    guard listing.candidates.indices.contains(index) else {
      // At either end it stays where it is.
      listing.isLeft = false
      return
    }
    if index < listing.first {
      list(from: max(0, listing.first - max(1, listing.next - listing.first)))
    } else if index >= listing.next {
      list(from: listing.next)
    } else {
      list(from: listing.first)
    }
    let new = listing.candidates[index].inserted
    replace(listing.range, with: new)
    listing.range = listing.range.lowerBound..<listing.range.lowerBound + new.utf8.count
    listing.chosen = index
    listing.isLeft = false
    let row = index - listing.first
    if listing.rows.indices.contains(row) {
      listing.rows[row] = Theme.dress(StyledText.plain(listing.rows[row]), in: theme.found)
    }
  }
}
