import LineEditing

/// Colours words and numbers, completes a few names, goes on while a bracket or string is open.
final class ToyService: LineService {
  private static let verbs = [
    ("filter", "keeps rows that satisfy a condition"), ("find", "looks up a country or treaty"),
    ("select", "keeps columns"), ("summarise", "one row per group"), ("where", "keeps rows"),
  ]
  private static let many = (1...60).map { "name\($0)" }
  private static let places = ["Côte d'Ivoire", "Costa Rica", "中国", "日本", "لبنان"]

  private func words(_ text: String) -> [(range: Range<Int>, text: String)] {
    var out: [(Range<Int>, String)] = []
    var start: Int?
    let bytes = Array(text.utf8)
    for (index, byte) in (bytes + [32]).enumerated() {
      if byte == 32 || byte == 10 || byte == 40 || byte == 41 || byte == 9 {
        if let from = start {
          out.append((from..<index, String(decoding: bytes[from..<index], as: UTF8.self)))
        }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    return out
  }

  func complete(text: String, cursor: Int) -> CompletionOffer {
    let before = String(decoding: Array(text.utf8)[..<cursor], as: UTF8.self)
    let isBlank = before.last.map { $0 == " " || $0 == "\n" } ?? true
    let typed = isBlank ? "" : words(before).last?.text ?? ""
    let range = cursor - typed.utf8.count..<cursor
    let folded = typed.lowercased()
    var found = Self.verbs.filter { $0.0.hasPrefix(folded) }
      .map { CompletionOffer.Candidate($0.0, summary: $0.1) }
    if !typed.isEmpty {
      found += (Self.many + Self.places).filter { $0.lowercased().hasPrefix(folded) }
        .map { CompletionOffer.Candidate($0) }
    }
    return CompletionOffer(replacing: range, with: found)
  }

  func styles(of text: String) -> [StyledSpan] {
    words(text).compactMap { range, word in
      if Self.verbs.contains(where: { $0.0 == word }) { return StyledSpan(range, .keyword) }
      if Int(word) != nil { return StyledSpan(range, .number) }
      return nil
    }
  }

  func completeness(of text: String) -> Completeness {
    var depth = 0
    for byte in text.utf8 {
      if byte == 40 { depth += 1 }
      if byte == 41 { depth -= 1 }
    }
    if depth > 0 { return .incomplete(waitingFor: "in (") }
    return text.last == "|" ? .incomplete(waitingFor: "after |") : .complete
  }
}
