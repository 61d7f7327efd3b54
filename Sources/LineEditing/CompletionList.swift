import SourceText

/// What a first Tab inserts and a second one lists.
enum CompletionList {
  /// The longest text that all candidates begin with.
  static func commonPrefix(of candidates: [CompletionOffer.Candidate]) -> String {
    guard var prefix = candidates.first.map({ Substring($0.inserted) }) else { return "" }
    for candidate in candidates.dropFirst() {
      var end = prefix.startIndex
      for (a, b) in zip(prefix.indices, candidate.inserted) {
        guard prefix[a] == b else { break }
        end = prefix.index(after: a)
      }
      prefix = prefix[..<end]
    }
    return String(prefix)
  }

  /// What a first Tab puts in the place of what was typed; nil if it would add nothing to it.
  ///
  /// Candidates found by other words than their first may share less than was typed.
  static func insertion(for offer: CompletionOffer, typed: String) -> String? {
    if offer.candidates.count == 1 {
      let only = offer.candidates[0].inserted
      return only == typed ? nil : only
    }
    // What was found by other words than its first has nothing in common with what was typed.
    let beginning = offer.candidates.filter {
      $0.inserted.prefix(typed.count).lowercased() == typed.lowercased()
    }
    let prefix = commonPrefix(of: beginning)
    // A quote alone says nothing: the list says more.
    guard prefix.count > typed.count, prefix.contains(where: { $0 != "\"" && $0 != "`" }),
      prefix.prefix(typed.count).lowercased() == typed.lowercased()
    else { return nil }
    return prefix
  }

  /// One page of the list, no row wider than the terminal, and the candidate to go on from.
  static func page(
    _ candidates: [CompletionOffer.Candidate], from first: Int, columns: Int, rows: Int,
    theme: Theme
  ) -> (rows: [String], next: Int) {
    let rest = candidates[first...]
    guard rows > 0, !rest.isEmpty else { return ([], first) }
    if rest.allSatisfy({ $0.summary.isEmpty }) {
      return grid(rest, columns: columns, rows: rows, theme: theme)
    }
    let fits = rest.count <= rows
    let shown = rest.prefix(fits ? rows : rows - 1)
    let longest = shown.map { DisplayWidth.of($0.display) }.max() ?? 0
    let nameWidth = min(longest, max(8, columns * 3 / 5), columns - 1)
    let summaryWidth = columns - 1 - nameWidth - 2
    var out: [String] = []
    for candidate in shown {
      let name = DisplayWidth.truncated(candidate.display, to: nameWidth)
      // Less room than that tells nothing.
      guard summaryWidth >= 8, !candidate.summary.isEmpty else {
        out.append(name)
        continue
      }
      let summary = DisplayWidth.truncated(candidate.summary, to: summaryWidth)
      out.append(
        DisplayWidth.padded(name, to: nameWidth) + "  "
          + Theme.dress(summary, in: theme.summary))
    }
    if !fits { out.append(more(rest.count - shown.count, columns, theme)) }
    return (out, first + shown.count)
  }

  /// Names alone stand in as many columns as there is room for, read downwards.
  private static func grid(
    _ rest: ArraySlice<CompletionOffer.Candidate>, columns: Int, rows: Int, theme: Theme
  ) -> (rows: [String], next: Int) {
    let widest = rest.map { DisplayWidth.of($0.display) }.max() ?? 0
    let cell = min(widest, columns - 1)
    let across = max(1, (columns - 1 + 2) / (cell + 2))
    let fits = rest.count <= across * rows
    let shown = Array(rest.prefix(fits ? across * rows : across * (rows - 1)))
    let down = (shown.count + across - 1) / across
    var out: [String] = []
    for row in 0..<down {
      var line = ""
      for place in stride(from: row, to: shown.count, by: down) {
        let name = DisplayWidth.truncated(shown[place].display, to: cell)
        let isLast = place + down >= shown.count
        line += isLast ? name : DisplayWidth.padded(name, to: cell) + "  "
      }
      out.append(line)
    }
    if !fits { out.append(more(rest.count - shown.count, columns, theme)) }
    return (out, rest.startIndex + shown.count)
  }

  private static func more(_ count: Int, _ columns: Int, _ theme: Theme) -> String {
    Theme.dress(DisplayWidth.truncated("… \(count) more", to: columns - 1), in: theme.summary)
  }
}
