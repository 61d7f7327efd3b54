import CMarkdown

/// Reads GitHub's Markdown into a tree, by the reference parser of that dialect.
package enum MarkdownReader {
  package static func blocks(_ text: String) -> [Block] {
    guard let root = MarkdownNodes(text) else { return [] }
    return root.withRoot { blocks(under: $0) }
  }

  /// The text as it would stand in one paragraph.
  package static func inlines(_ text: String) -> [Inline] {
    blocks(text).flatMap { block -> [Inline] in
      if case .paragraph(let inlines) = block { return inlines }
      return [.text(text)]
    }
  }

  private static func blocks(under node: MarkdownNode) -> [Block] {
    // The library names a note by its number where it is referred to and by its label where it
    // is written; notes come last and in the order of their numbers.
    var notes = 0
    return node.children.compactMap { child in
      guard child.kind == "footnote_definition" else { return block(child) }
      notes += 1
      return .footnote(label: String(notes), blocks(under: child))
    }
  }

  private static func inlines(under node: MarkdownNode) -> [Inline] {
    node.children.compactMap(inline)
  }

  private static func block(_ node: MarkdownNode) -> Block? {
    switch node.kind {
    case "heading": return .heading(level: node.headingLevel, inlines(under: node))
    case "paragraph": return .paragraph(inlines(under: node))
    case "block_quote": return .quote(blocks(under: node))
    case "list":
      return .list(
        List(
          start: node.listStart, isTight: node.isTight,
          items: node.children.map { blocks(under: $0) }))
    case "code_block":
      let language = node.fenceInfo.split(separator: " ").first.map(String.init) ?? ""
      return .code(language: language, node.literal)
    case "thematic_break": return .rule
    case "html_block": return .markup(node.literal)
    case "table": return .table(table(node))
    // A kind this version of the library has and this program does not know: its words are kept.
    default:
      let inner = inlines(under: node)
      return inner.isEmpty ? nil : .paragraph(inner)
    }
  }

  private static func inline(_ node: MarkdownNode) -> Inline? {
    switch node.kind {
    case "text": return .text(node.literal)
    case "softbreak": return .softBreak
    case "linebreak": return .lineBreak
    case "code": return .code(node.literal)
    case "html_inline": return .markup(node.literal)
    case "emph": return .emphasis(inlines(under: node))
    case "strong": return .strong(inlines(under: node))
    case "strikethrough": return .strikethrough(inlines(under: node))
    case "link": return .link(address: node.address, title: node.title, inlines(under: node))
    case "image": return .image(address: node.address, title: node.title, inlines(under: node))
    case "footnote_reference": return .footnoteMark(node.literal)
    default: return node.literal.isEmpty ? nil : .text(node.literal)
    }
  }

  private static func table(_ node: MarkdownNode) -> TableGrid {
    var grid = TableGrid(alignments: node.alignments, heads: [], rows: [])
    for (index, row) in node.children.enumerated() {
      let cells = row.children.map { inlines(under: $0) }
      if index == 0 { grid.heads = cells } else { grid.rows.append(cells) }
    }
    return grid
  }
}
