import CEditline
import SourceText

extension LineEditor {
  /// Searches earlier entries letter by letter, the newest that fits standing in the line.
  func search(from text: String, _ cursor: Int) {
    var wanted = ""
    var place: Int?
    var isFound = true
    func look(before end: Int?) {
      guard !wanted.isEmpty else {
        isFound = true
        return
      }
      guard let found = history.latest(containing: wanted, before: end) else {
        isFound = false
        return
      }
      isFound = true
      place = found
      setContent(history[found])
    }
    searching: while true {
      handleSignals()
      let words = isFound ? "search: " : "not found: "
      paint(below: [DisplayWidth.truncated(words + wanted, to: screen.columns - 1)])
      let byte: UInt8
      switch input.next() {
      case .byte(let next): byte = next
      case .signal, .timeout: continue searching
      case .end: break searching
      }
      keyCount += 1
      switch byte {
      case 18:  // ^R: the one before that
        if wanted.isEmpty { wanted = lastSearch }
        look(before: place)
      case 8, 127:
        if !wanted.isEmpty { wanted.removeLast() }
        place = nil
        look(before: nil)
      case 3, 7:  // ^C and ^G give the search up, not the text
        setContent(text, cursor: cursor)
        break searching
      case 27:
        // Escape alone ends the search; an arrow ends it and moves.
        if case .byte(let next) = input.next(milliseconds: 40) {
          input.giveBack(next)
          input.giveBack(byte)
        }
        break searching
      case 0..<32:
        input.giveBack(byte)
        break searching
      default:
        wanted.unicodeScalars.append(input.nextScalar(after: byte))
        look(before: place.map { $0 + 1 })
      }
    }
    if !wanted.isEmpty { lastSearch = wanted }
    searchPlace = place
    listing = CompletionListing()
  }

  /// Goes on to the entry before the one that was found last.
  func searchAgain() {
    guard !lastSearch.isEmpty,
      let found = history.latest(containing: lastSearch, before: searchPlace)
    else { return }
    searchPlace = found
    setContent(history[found])
  }
}
