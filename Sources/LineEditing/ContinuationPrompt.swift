import SourceText

/// What stands before the second and all later lines of an entry: `   in ( … `.
enum ContinuationPrompt {
  static func text(opening: String, promptWidth: Int, columns: Int) -> String {
    // The text keeps at least half of the row.
    let room = max(2, min(columns / 2, 24))
    let words = DisplayWidth.truncated(opening, to: max(0, room - 3))
    let plain = words.isEmpty ? "… " : words + " … "
    let width = min(promptWidth, room)
    return String(repeating: " ", count: max(0, width - DisplayWidth.of(plain))) + plain
  }
}
