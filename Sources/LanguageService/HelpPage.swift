package import QuerySemantics

/// What `help WORD` shows: one section for each thing that the word names.
package struct HelpPage: Sendable, Hashable {
  package struct Section: Sendable, Hashable {
    /// What kind of thing: `verb`, `measure`, `country` …
    package var kind: String
    package var title: String
    /// One or two sentences.
    package var summary: String
    /// Facts with their labels, in order: `unit`, `years`.
    package var facts: [Fact]
    /// Lines shown as they are: lists of names with what they are.
    package var entries: [Fact]
    package var examples: [Example]

    package init(
      kind: String, title: String, summary: String, facts: [Fact] = [], entries: [Fact] = [],
      examples: [Example] = []
    ) {
      self.kind = kind
      self.title = title
      self.summary = summary
      self.facts = facts.filter { !$0.text.isEmpty }
      self.entries = entries
      self.examples = examples
    }
  }

  package struct Fact: Sendable, Hashable {
    package var label: String
    package var text: String

    package init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  package var word: String
  package var sections: [Section]

  /// Statements that can be run as they are, those of the first section first.
  package var examples: [Example] { sections.flatMap(\.examples) }

  /// The page as lines of plain text, none wider than `width` unless a word is.
  package func lines(width: Int) -> [String] {
    let width = max(20, width)
    var lines: [String] = []
    for section in sections {
      if !lines.isEmpty { lines.append("") }
      lines += section.lines(width: width)
    }
    return lines
  }
}

extension HelpPage.Section {
  func lines(width: Int) -> [String] {
    var lines = TextWrap.lines(kind.isEmpty ? title : "\(title)  (\(kind))", width: width)
    if !summary.isEmpty { lines += TextWrap.lines(summary, width: width) }
    lines += columns(facts, width: width)
    if !entries.isEmpty {
      if !facts.isEmpty || !summary.isEmpty { lines.append("") }
      lines += columns(entries, width: width)
    }
    if !examples.isEmpty { lines.append("") }
    for example in examples {
      // One line as typed: it is to be run with Enter, so it is not broken.
      lines.append("  " + example.statement)
      if !example.shows.isEmpty { lines += TextWrap.lines("    # " + example.shows, width: width) }
    }
    return lines
  }

  private func columns(_ facts: [HelpPage.Fact], width: Int) -> [String] {
    let widest = facts.map { TextWrap.width($0.label) }.max() ?? 0
    let indent = min(widest, max(8, width / 3)) + 4
    return facts.flatMap { fact in
      let label = "  " + TextWrap.padded(fact.label, to: indent - 4) + "  "
      let texts = TextWrap.lines(fact.text, width: max(12, width - indent))
      return texts.enumerated().map { index, text in
        (index == 0 ? label : String(repeating: " ", count: indent)) + text
      }
    }
  }
}
