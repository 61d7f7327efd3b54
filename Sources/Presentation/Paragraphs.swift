/// What stands below a table, in its order: each a label and a text, or a text alone.
struct Paragraphs: Sendable {
  struct Paragraph: Hashable, Sendable {
    var label: String?
    var text: String
  }

  private(set) var all: [Paragraph] = []

  mutating func add(_ label: String?, _ text: String?) {
    if let text { all.append(Paragraph(label: label, text: text)) }
  }

  /// Notes, then lines with labels of their own, then sources.
  mutating func add(contentsOf exhibit: Exhibit) {
    for note in exhibit.notes { add("Note", note) }
    for line in exhibit.particulars { add(nil, line) }
    let sources = exhibit.sources
    add(
      sources.count == 1 ? "Source" : "Sources",
      sources.isEmpty ? nil : sources.joined(separator: "; "))
  }
}
