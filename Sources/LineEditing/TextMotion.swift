/// Places in a text that keys move to; offsets count bytes of UTF-8.
struct TextMotion {
  let text: String

  /// The character before or after, marks and joiners counted with what they belong to.
  func character(before offset: Int) -> Int {
    guard let index = index(offset), index > text.startIndex else { return 0 }
    let before = text.index(before: index)
    // Inside of a character that character is the one before.
    let next = text.index(after: before)
    return text.utf8.distance(from: text.startIndex, to: next < index ? next : before)
  }

  func character(after offset: Int) -> Int {
    guard let index = index(offset), index < text.endIndex else { return text.utf8.count }
    return text.utf8.distance(from: text.startIndex, to: text.index(after: index))
  }

  /// The start of the word before, words being letters, digits and underscores.
  func word(before offset: Int) -> Int {
    move(from: offset, by: character(before:), over: { character(before: $0) })
  }

  /// The end of the word after.
  func word(after offset: Int) -> Int {
    move(from: offset, by: character(after:), over: { $0 })
  }

  /// The start of what stands before, up to white space.
  func blankWord(before offset: Int) -> Int {
    var place = offset
    var isInside = false
    while place > 0 {
      let next = character(before: place)
      let isBlank = self[next]?.isWhitespace ?? true
      if isInside, isBlank { break }
      if !isBlank { isInside = true }
      place = next
    }
    return place
  }

  func lineStart(_ offset: Int) -> Int {
    let bytes = text.utf8
    let end = bytes.index(bytes.startIndex, offsetBy: offset)
    guard let feed = bytes[..<end].lastIndex(of: 10) else { return 0 }
    return bytes.distance(from: bytes.startIndex, to: feed) + 1
  }

  func lineEnd(_ offset: Int) -> Int {
    let bytes = text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: offset)
    guard let feed = bytes[start...].firstIndex(of: 10) else { return bytes.count }
    return bytes.distance(from: bytes.startIndex, to: feed)
  }

  /// The same place, by characters, in the line above; nil in the first line.
  func above(_ offset: Int) -> Int? {
    let start = lineStart(offset)
    return start == 0 ? nil : place(of: offset, from: start, inLineAt: lineStart(start - 1))
  }

  func below(_ offset: Int) -> Int? {
    let end = lineEnd(offset)
    guard end < text.utf8.count else { return nil }
    return place(of: offset, from: lineStart(offset), inLineAt: end + 1)
  }

  private func place(of offset: Int, from start: Int, inLineAt target: Int) -> Int {
    let end = lineEnd(target)
    var here = start
    var there = target
    while here < offset, there < end {
      here = character(after: here)
      there = character(after: there)
    }
    return min(there, end)
  }

  private func move(from offset: Int, by step: (Int) -> Int, over looked: (Int) -> Int) -> Int {
    var place = offset
    var isInside = false
    while true {
      let next = step(place)
      if next == place { return place }
      let isWord = self[looked(place)].map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
      if isInside, !isWord { return place }
      if isWord { isInside = true }
      place = next
    }
  }

  /// The character at an offset, or the one that the offset is inside of.
  private subscript(offset: Int) -> Character? {
    guard let index = index(offset), index < text.endIndex else { return nil }
    return text[index]
  }

  private func index(_ offset: Int) -> String.Index? {
    guard offset >= 0, offset <= text.utf8.count else { return nil }
    return text.utf8.index(text.startIndex, offsetBy: offset)
  }
}

/// States of a text to go back to; letters typed one after the other are one step.
struct UndoStack {
  private var states: [(text: String, cursor: Int)] = []
  private var last: (text: String, cursor: Int)?
  private var wasTyping = false
  private var size = 0
  private static let longest = 4_000_000

  /// Notes the present state. Called before every key, so cheap when nothing has changed.
  mutating func note(text: String, cursor: Int) {
    guard let last else {
      self.last = (text, cursor)
      return
    }
    if last.text == text {
      self.last = (text, cursor)
      return
    }
    let isTyping =
      text.utf8.count > last.text.utf8.count && text.utf8.count - last.text.utf8.count <= 4
      && text.last.map { !$0.isWhitespace } == true && cursor == text.utf8.count
    if !isTyping || !wasTyping {
      states.append(last)
      size += last.text.utf8.count
      // A state is a whole text: room for a long evening, but not for many long pastes.
      while states.count > 1, states.count > 1000 || size > Self.longest {
        size -= states.removeFirst().text.utf8.count
      }
    }
    wasTyping = isTyping
    self.last = (text, cursor)
  }

  mutating func undo() -> (text: String, cursor: Int)? {
    guard let state = states.popLast() else { return nil }
    size -= state.text.utf8.count
    last = state
    wasTyping = false
    return state
  }
}
