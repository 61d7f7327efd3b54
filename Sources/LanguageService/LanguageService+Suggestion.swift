import QuerySyntax
import SourceText

extension LanguageService {
  /// Grey text behind the cursor: the rest of the newest entry of the history that starts with the
  /// text, else of the only word that can be meant. Nil away from the text's end.
  ///
  /// - Parameter history: oldest first.
  package func suggestion(_ text: String, at cursor: Int, history: [String]) -> String? {
    guard cursor == text.utf8.count, text.contains(where: { !$0.isWhitespace }) else { return nil }
    let typed = Array(text.utf8)
    for entry in history.reversed() where entry.utf8.count > typed.count {
      if entry.utf8.starts(with: typed) {
        return String(decoding: Array(entry.utf8)[typed.count...], as: UTF8.self)
      }
    }
    return completionRest(text, typed)
  }

  private func completionRest(_ text: String, _ typed: [UInt8]) -> String? {
    let completion = complete(text, at: typed.count)
    let start = completion.range.start
    guard start < typed.count, completion.range.end == typed.count else { return nil }
    let word = typed[start...]
    // Beginnings only, and only one of them; words found otherwise do not continue the text.
    let fitting = completion.candidates.filter {
      $0.insert.utf8.count >= word.count && $0.insert.utf8.starts(with: word)
    }
    guard let best = fitting.first, best.insert.utf8.count > word.count else { return nil }
    // Of several, one whose name the others only go on from (`hdi`, `hdi_rank`) is still unsure.
    guard fitting.count == 1 else { return nil }
    return String(decoding: Array(best.insert.utf8)[word.count...], as: UTF8.self)
  }
}
