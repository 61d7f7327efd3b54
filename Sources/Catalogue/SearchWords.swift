/// Cutting folded texts into words.
enum SearchWords {
  /// Runs of letters and digits; `_`, signs and spaces part them.
  static func split(_ folded: String) -> [Substring] {
    folded.split { !$0.isLetter && !$0.isNumber }
  }
}
