/// Cutting folded texts into words.
enum SearchWords {
  /// Words that tell nothing apart.
  static let common: Set<String> = [
    "a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with",
  ]

  /// Runs of letters and digits; `_`, signs and spaces part them.
  static func split(_ folded: String) -> [Substring] {
    folded.split { !$0.isLetter && !$0.isNumber }
  }
}
