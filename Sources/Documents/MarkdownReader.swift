import CMarkdown

/// Reads GitHub's Markdown into a tree, by the reference parser of that dialect.
package enum MarkdownReader {
  package static func blocks(_ text: String) -> [Block] {
    guard let root = MarkdownNodes(text) else { return [] }
    return root.withRoot { blocks(under: $0, depth: 0) }
  }

  /// The text as it would stand in one paragraph.
  package static func inlines(_ text: String) -> [Inline] {
    blocks(text).flatMap { block -> [Inline] in
      if case .paragraph(let inlines) = block { return inlines }
      return [.text(text)]
    }
  }

  /// Quotes, lists and emphasis within each other: deeper than any text is, and shallow enough for
  /// the stack of any thread that reads or renders. What lies deeper keeps its words.
  private static let deepest = 40

  private static func blocks(under node: MarkdownNode, depth: Int) -> [Block] {
    guard depth < deepest else { return [.paragraph([.text(node.words)])] }
    // The library names a note by its number where it is referred to and by its label where it
    // is written; notes come last and in the order of their numbers.
    var notes = 0
    return node.children.compactMap { child in
      guard child.kind == "footnote_definition" else { return block(child, depth + 1) }
      notes += 1
      return .footnote(label: String(notes), blocks(under: child, depth: depth + 1))
    }
  }

  private static func inlines(under node: MarkdownNode, _ depth: Int) -> [Inline] {
    guard depth < deepest else { return [.text(node.words)] }
    return node.children.compactMap { inline($0, depth + 1) }
  }

  private static func block(_ node: MarkdownNode, _ depth: Int) -> Block? {
    switch node.kind {
    case "heading": return .heading(level: node.headingLevel, inlines(under: node, depth))
    case "paragraph": return .paragraph(inlines(under: node, depth))
    case "block_quote": return .quote(blocks(under: node, depth: depth))
    case "list":
      return .list(
        List(
          start: node.listStart, isTight: node.isTight,
          items: node.children.map { blocks(under: $0, depth: depth + 1) }))
    case "code_block":
      let language = node.fenceInfo.split(separator: " ").first.map(String.init) ?? ""
      return .code(language: language, node.literal)
    case "thematic_break": return .rule
    case "html_block": return .markup(node.literal)
    case "table": return .table(table(node))
    // A kind this version of the library has and this program does not know: its words are kept.
    default:
      let inner = inlines(under: node, depth)
      return inner.isEmpty ? nil : .paragraph(inner)
    }
  }

  private static func inline(_ node: MarkdownNode, _ depth: Int) -> Inline? {
    switch node.kind {
    case "text": return .text(node.literal)
    case "softbreak": return .softBreak
    case "linebreak": return .lineBreak
    case "code": return .code(node.literal)
    case "html_inline": return .markup(node.literal)
    case "emph": return .emphasis(inlines(under: node, depth))
    case "strong": return .strong(inlines(under: node, depth))
    case "strikethrough": return .strikethrough(inlines(under: node, depth))
    case "link": return .link(address: node.address, title: node.title, inlines(under: node, depth))
    case "image": return .image(address: node.address, title: node.title, inlines(under: node, depth))
    case "footnote_reference": return .footnoteMark(node.literal)
    default: return node.literal.isEmpty ? nil : .text(node.literal)
    }
  }

  private static func table(_ node: MarkdownNode) -> TableGrid {
    var grid = TableGrid(alignments: node.alignments, heads: [], rows: [])
    for (index, row) in node.children.enumerated() {
      let cells = row.children.map { inlines(under: $0, 1) }
      if index == 0 { grid.heads = cells } else { grid.rows.append(cells) }
    }
    return grid
  }
}
